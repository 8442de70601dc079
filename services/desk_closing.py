"""Closing a question: how to do it oneself next time, a draft of an article, and whether it helped."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.appointments import must_keep_sectors
from domain.desk.drafting import MARKS, Drafted, Outcome, article_of, drafted, typed_how
from domain.desk.entries import Entry, What
from domain.desk.keeping import without_words, words_gone
from domain.desk.seeing import must_carry
from domain.desk.terms import DeskSettings, due_after
from domain.free_days import FreeDays
from domain.knowledge import Article
from domain.postings import Surface
from domain.privacy import is_nobody
from domain.redacting import Marks, redacted
from domain.refusal import Refusal
from domain.texts import cleaned, within
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.desk import Opened, hand_out, opened
from services.desk_people import people_of, reader_of
from services.desk_steps import ShownQuestion, changed, desk_subject, shown, tell, write_down
from storage.database import Database
from storage.knowledge import Summary
from storage.unit import Unit

WORDS: Final = "desk.words"
"""The kind of the timer that takes words away that were kept long enough; its subject is the community."""
HOW: Final = "how"
"""What the entry of a closing is about whose text says how one does it oneself."""
_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become the article, and what was taken out of it. `again` is the key of the article that
    came of this question before."""

    shown: ShownQuestion
    drafted: Drafted
    again: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A question after its closing, for a notice: `how` is how one does it oneself, `answer` what was
    answered last, `article` what came of it (None while nothing stands)."""

    shown: ShownQuestion
    how: str
    answer: str
    article: Summary | None


class DeskClosing:
    def __init__(self, database: Database, free: FreeDays) -> None:
        self._database = database
        self._free = free

    async def close(
        self, caller: Caller, question_id: int, *, how: str = "", why_not: str = "", now: datetime
    ) -> ShownQuestion:
        """Done. Who answers says how it is done oneself, or why that is not written down; who asked may close
        it without a word. The asker hears what came of it."""

        def work(unit: Unit) -> ShownQuestion:
            found = _held(unit, caller, question_id)
            question, asker = found.shown.question, caller.id == found.shown.question.asker
            if not asker:
                _must_carry(unit, found, caller)
                yourself, reason = typed_how(how, why_not)
            else:
                yourself, reason = "", within(cleaned(why_not), 1000, Message("How did it end?"))
            if not unit.clicks.is_new(caller.interaction, now=now):
                return found.shown
            question = question.close(why_not=reason, now=now)
            write_down(
                unit,
                question,
                What.CLOSED,
                person=caller.id,
                now=now,
                about=HOW if yourself else "",
                text=yourself or reason,
            )
            unit.postings.withdraw(question.community, f"desk-headless:{question.id}")
            if question.kb_question is not None:
                # an article answers it now, or none is needed: no gap of the knowledge base any more
                unit.questions.settle([question.kb_question], now)
            if not asker:
                tell(unit, question, Surface.DESK_DONE, [question.asker], now=now)
            elif question.owner is not None:
                tell(unit, question, Surface.DESK_CLOSED, [question.owner], now=now)
            result = changed(unit, question, self._free, now=now)
            _wind(unit, question.community)
            return result

        return await self._database.write(work)

    async def people(self, caller: Caller, question_id: int) -> frozenset[int]:
        """Everybody whose name may stand in what was said."""

        def work(unit: Unit) -> frozenset[int]:
            found = opened(unit, unit.desk.get(question_id), caller)
            question = found.shown.question
            entries = unit.desk.entries(question.id, internal=True)
            there = {question.asker, question.owner, *found.parties.helpers, *(one.person for one in entries)}
            for sector in (question.sector, *found.parties.sectors):
                there |= set(people_of(unit, question.community, sector))
            return frozenset(one for one in there if one is not None and not is_nobody(one))

        return await self._database.read(work)

    async def preview(
        self, caller: Caller, question_id: int, outcome: Outcome, names: Iterable[str]
    ) -> Preview:
        """The draft as it would be sent, for who answers; nothing is kept."""
        called = tuple(names)
        return await self._database.read(lambda unit: _preview(unit, caller, question_id, outcome, called))

    async def article(
        self,
        caller: Caller,
        question_id: int,
        outcome: Outcome,
        names: Iterable[str],
        *,
        title: str = "",
        body: str = "",
        now: datetime,
    ) -> tuple[Preview, Article]:
        """What is to be proposed: as it was drafted, or as somebody changed it, and then cleared of names
        once more."""
        called = tuple(names)

        def work(unit: Unit) -> tuple[Preview, Article]:
            preview = _preview(unit, caller, question_id, outcome, called)
            question, draft = preview.shown.question, preview.drafted
            if title or body:
                marks = _marks(outcome)
                draft = Drafted(
                    redacted(title or draft.title, called, marks).text,
                    redacted(body or draft.body, called, marks).text,
                    draft.asked,
                    draft.taken,
                )
            how = redacted(_how(unit.desk.entries(question_id, internal=False)), called, _marks(outcome)).text
            zone = preview.shown.community.zone
            today = now.astimezone(zone).date()
            made = article_of(question, outcome, draft.title, draft.body, how, asked=draft.asked, today=today)
            return replace(preview, drafted=draft), made

        return await self._database.read(work)

    async def came(self, caller: Caller, question_id: int, key: str, *, now: datetime) -> ShownQuestion:
        """The draft of this article came of the question."""

        def work(unit: Unit) -> ShownQuestion:
            found = _held(unit, caller, question_id)
            _must_carry(unit, found, caller)
            question = replace(found.shown.question, how=key, why_not="")
            if question != found.shown.question:
                unit.journal.add(
                    question.community,
                    "desk.article",
                    desk_subject(question.id),
                    at=now,
                    actor=caller.id,
                    after={"article": key},
                )
            return changed(unit, question, self._free, now=now)

        return await self._database.write(work)

    async def ended(self, question_id: int, reader: int) -> Ended | None:
        """For the notices to who asked; None where it is not closed, or not theirs."""

        def work(unit: Unit) -> Ended | None:
            question = unit.desk.get(question_id)
            if question is None or question.asker != reader or not question.is_closed:
                return None
            entries = unit.desk.entries(question_id, internal=False)
            answers = [one.text for one in entries if one.what is What.ANSWERED]
            members = question.how and unit.knowledge.get(question.community, question.how, members=True)
            article = members if isinstance(members, Summary) and members.version else None
            return Ended(shown(unit, question), _how(entries), answers[-1] if answers else "", article)

        return await self._database.read(work)

    async def helped(self, caller: Caller, question_id: int, yes: bool, *, now: datetime) -> ShownQuestion:
        """What the asker says of the answer; they can change their mind."""

        def work(unit: Unit) -> ShownQuestion:
            found = _held(unit, caller, question_id)
            question = found.shown.question
            if caller.id != question.asker:
                raise Refusal("Only who asked this question can say whether the answer helped.")
            if question.is_unanswered:
                raise Refusal("Question no. {number} has no answer yet.", number=str(question.number))
            if not unit.clicks.is_new(caller.interaction, now=now) or question.helped is yes:
                return found.shown
            question = replace(question, helped=yes)
            about = "yes" if yes else "no"
            write_down(unit, question, What.HELPED, person=caller.id, now=now, about=about)
            return changed(unit, question, self._free, now=now)

        return await self._database.write(work)

    async def reopen(
        self, caller: Caller, question_id: int, why: str = "", *, now: datetime
    ) -> ShownQuestion:
        """It goes on where it stopped, within 14 days: with who carried it and a new term."""
        words = within(cleaned(why), 1500, Message("What is still missing?"))

        def work(unit: Unit) -> ShownQuestion:
            found = _held(unit, caller, question_id)
            question = found.shown.question
            if caller.id != question.asker:
                _must_carry(unit, found, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return found.shown
            if words_gone(question):
                raise Refusal(
                    "The words of question no. {number} are not kept any more. Ask it anew.",
                    number=str(question.number),
                )
            community = found.shown.community
            term = unit.desk.settings(community.id).term
            question = question.reopen(due_at=due_after(now, term, community.zone, self._free), now=now)
            write_down(unit, question, What.REOPENED, person=caller.id, now=now, text=words)
            if question.owner is None:
                hand_out(unit, question, now=now)
            elif question.owner != caller.id:
                tell(unit, question, Surface.DESK_REOPENED, [question.owner], now=now)
            result = changed(unit, question, self._free, now=now)
            _wind(unit, community.id)
            return result

        return await self._database.write(work)

    # ---- how long words are kept

    async def keep(self, caller: Caller, days: int, *, now: datetime) -> DeskSettings:
        """How many days after its closing the words of a question are kept, from now on."""

        def work(unit: Unit) -> DeskSettings:
            community_of(unit, caller.community)
            must_keep_sectors(acting(unit, caller), unit.communities.appointments(caller.community))
            before = unit.desk.settings(caller.community)
            after = replace(before, keep=days).checked()
            if after != before:
                unit.desk.put_settings(caller.community, after)
                unit.journal.add(
                    caller.community,
                    "desk.keep",
                    "desk",
                    at=now,
                    actor=caller.id,
                    before={"keep": before.keep},
                    after={"keep": after.keep},
                )
                _wind(unit, caller.community)
            return after

        return await self._database.write(work)

    async def forget(self, community_id: int, *, now: datetime) -> int:
        """For the timer: take away the words of what was closed long enough ago; how many questions."""

        def work(unit: Unit) -> int:
            if unit.communities.get(community_id) is None:
                return 0
            before = now - timedelta(days=unit.desk.settings(community_id).keep)
            found = unit.desk.closed_with_words(community_id, before, limit=_AT_ONCE)
            for question in found:
                unit.desk.forget_words(question.id)
                changed(unit, without_words(question), self._free, now=now)
                unit.journal.add(community_id, "desk.words", desk_subject(question.id), at=now)
            _wind(unit, community_id)
            return len(found)

        count = await self._database.write(work)
        if count:
            await self._database.forget_traces()
        return count


def _held(unit: Unit, caller: Caller, question_id: int) -> Opened:
    return opened(unit, unit.desk.locked(question_id), caller)


def _must_carry(unit: Unit, found: Opened, caller: Caller) -> None:
    question = found.shown.question
    must_carry(question, found.parties, reader_of(unit, question.community, caller.id))


def _preview(
    unit: Unit, caller: Caller, question_id: int, outcome: Outcome, names: tuple[str, ...]
) -> Preview:
    found = opened(unit, unit.desk.get(question_id), caller)
    _must_carry(unit, found, caller)
    question = found.shown.question
    if not question.is_closed:
        raise Refusal(
            "Question no. {number} is not closed yet. Close it first, and say how one does it oneself.",
            number=str(question.number),
        )
    if words_gone(question):
        raise Refusal(
            "The words of question no. {number} are not kept any more, so no article can be made of them.",
            number=str(question.number),
        )
    entries = unit.desk.entries(question_id, internal=False)
    how = _how(entries)
    return Preview(found.shown, drafted(question, entries, how, names, outcome.language), question.how)


def _how(entries: Iterable[Entry]) -> str:
    """What was said of it at the last closing that said it."""
    closings = [one.text for one in entries if one.what is What.CLOSED and one.about == HOW]
    return closings[-1] if closings else ""


def _marks(outcome: Outcome) -> Marks:
    return MARKS[outcome.language]


def _wind(unit: Unit, community_id: int) -> None:
    """Look again when the next words are due to go."""
    first = unit.desk.first_closed_with_words(community_id)
    if first is None:
        unit.timers.drop(WORDS, str(community_id))
        return
    unit.timers.set(WORDS, str(community_id), first + timedelta(days=unit.desk.settings(community_id).keep))
    unit.hint("timers")


def came_of_it(unit: Unit, community_id: int, key: str, *, now: datetime) -> None:
    """The article stands: who asked what it came of hears of it."""
    for question in unit.desk.with_article(community_id, key):
        if question.is_closed and not is_nobody(question.asker):
            tell(unit, question, Surface.DESK_ARTICLE, [question.asker], now=now)
