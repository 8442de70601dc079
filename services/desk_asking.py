"""Asking the desk, before it is a question there: what was typed is kept, the knowledge base is asked first,
and a sector is proposed with its reason. Only with a press it becomes a question with a number."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from domain.communities import Community
from domain.desk.draft import MOST_BY, Draft, day_wanted
from domain.desk.question import NO_REASON, Reason, asked_by, asked_for, asked_text
from domain.desk.routing import Candidate, Earlier, Hint, Routing, route
from domain.desk.terms import due_after
from domain.free_days import FreeDays
from domain.knowledge import Audience, Kind, links_of, standing
from domain.knowledge.asking import language_of
from domain.knowledge.gaps import Question as AskedBefore
from domain.refusal import Refusal
from domain.sectors import Sector
from domain.texts import one_line, within
from domain.when.answers import Message
from services.acting import IN_DM, Caller, acting, community_of
from services.asking import Passage, passage_of
from services.desk import Asked, Asking, ask
from services.desk_people import KNOWLEDGE_SECTOR, carrier, sector_for
from services.desk_steps import shown
from services.searching import Answer, SearchService
from services.shelf import Shelf, may_read_members
from storage.database import Database
from storage.unit import Unit

BEST: Final = 3
"""Answers of the knowledge base that are shown before anybody is bothered."""
_LEARNS_FROM: Final = 400
"""Answered questions that a new one is compared with."""
_COMES_BACK: Final = timedelta(hours=12)
"""How long the form comes back with what was typed and not sent."""
_SAYS: Final = 2.0
"""What an article counts that somebody asks from within, beside one that merely fits."""

Explain = Callable[[Candidate, Sector], Reason]
"""Says in both languages why a question goes to a sector."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft and what would become of it. `problem` is what cannot stay as it was typed; then the rest is
    empty. `sector` is where it would go, `proposed` why, None where the asker chose it; `carried_by` who
    would get it. `sent` is what it has become already."""

    draft: Draft
    community: Community
    sectors: tuple[Sector, ...]
    problem: Refusal | None = None
    answers: tuple[Passage, ...] = ()
    routing: Routing | None = None
    sector: Sector | None = None
    proposed: Candidate | None = None
    carried_by: int | None = None
    by: date | None = None
    hears_by: date | None = None
    sent: Asked | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What came back with the form; None leaves something as it is."""

    text: str | None = None
    for_whom: str | None = None
    by_text: str | None = None
    public: bool | None = None


class DeskAskingService:
    def __init__(self, database: Database, search: SearchService, free: FreeDays) -> None:
        self._database = database
        self._search = search
        self._free = free

    # ---- what was typed

    async def begin(
        self,
        caller: Caller,
        typed: Typed,
        *,
        locale: str,
        channel: int,
        about: str = "",
        context: str = "",
        now: datetime,
    ) -> Draft:
        """Keep what somebody typed. `locale` is theirs; a question in the other language is kept as that."""

        def work(unit: Unit) -> Draft:
            community_of(unit, caller.community)
            draft = Draft(
                community=caller.community,
                person=caller.id,
                locale=locale,
                channel=channel,
                about=about,
                context=context,
                updated_at=now,
            )
            return unit.desk_drafts.add(_with(draft, typed))

        return await self._database.write(work)

    async def from_knowledge(self, kb_question: int, caller: Caller, *, now: datetime) -> Draft:
        """*Ask the desk* under an answer of the knowledge base: what was asked there, and what was shown. The
        same person's second press finds the same draft."""

        def work(unit: Unit) -> Draft:
            asked = unit.questions.get(kb_question)
            if asked is None or caller.community not in {asked.community, IN_DM}:
                raise Refusal("This question is not kept any more. Ask it again.")
            known = unit.desk_drafts.of_kb_question(kb_question, caller.id)
            if known is not None:
                return known
            everybodys = Shelf(unit, asked.community, members=False).find(asked.article)
            context = ""
            if everybodys is not None:
                context = f"📖 {everybodys.title}" + (f" – {asked.passage}" if asked.passage else "")
            return unit.desk_drafts.add(
                Draft(
                    community=asked.community,
                    person=caller.id,
                    text=asked.text,
                    locale=asked.locale,
                    channel=asked.channel,
                    about=asked.article,
                    context=context,
                    kb_question=asked.id,
                    looked_up=asked.text,
                    updated_at=now,
                )
            )

        return await self._database.write(work)

    async def get(self, draft_id: int, caller: Caller) -> Draft:
        return await self._database.read(lambda unit: _own(unit.desk_drafts.get(draft_id), caller))

    async def unsent(self, caller: Caller, *, now: datetime) -> Draft | None:
        """What they typed last, did not send, and still may want to."""
        since = now - _COMES_BACK
        return await self._database.read(
            lambda unit: unit.desk_drafts.last_unsent(caller.community, caller.id, since)
        )

    async def put(self, draft_id: int, caller: Caller, typed: Typed, *, now: datetime) -> None:
        """Keep some of it anew. What was sent stays as it was sent."""

        def work(unit: Unit) -> None:
            draft = _own(unit.desk_drafts.locked(draft_id), caller)
            if draft.sent is None:
                unit.desk_drafts.save(replace(_with(draft, typed), updated_at=now))

        await self._database.write(work)

    async def choose(self, draft_id: int, caller: Caller, sector: str, *, now: datetime) -> None:
        """The asker knows better where it belongs."""

        def work(unit: Unit) -> None:
            draft = _own(unit.desk_drafts.locked(draft_id), caller)
            if not any(one.key == sector for one in unit.communities.sectors(draft.community)):
                raise Refusal("This sector is gone. Choose another one.")
            if draft.sent is None:
                unit.desk_drafts.save(replace(draft, sector=sector, updated_at=now))

        await self._database.write(work)

    # ---- what would become of it

    async def preview(self, draft_id: int, caller: Caller, *, now: datetime) -> Preview:
        """What would be asked of whom, after the best that the knowledge base knows about it. What cannot
        stay as it was typed is a part of the preview; `Refusal` is for a draft that is gone."""
        looked = await self._database.read(
            lambda unit: self._preview(unit, _own(unit.desk_drafts.get(draft_id), caller), caller, now)
        )
        if looked.problem is not None or looked.sent is not None:
            return looked
        if looked.draft.looked_up == looked.draft.text:
            return looked

        def keep(unit: Unit) -> Draft:
            """It was asked of the knowledge base, whatever comes of it: gaps are found, and what helped."""
            draft = _own(unit.desk_drafts.locked(draft_id), caller)
            if draft.sent is not None or draft.looked_up == draft.text:
                return draft
            best = looked.answers[0] if looked.answers else None
            asked = unit.questions.add(
                AskedBefore(
                    community=draft.community,
                    person=caller.id,
                    channel=draft.channel,
                    text=asked_text(draft.text),
                    locale=draft.locale,
                    asked_at=now,
                    article=best.key if best else "",
                    passage=best.heading if best else "",
                    private=not draft.public,
                )
            )
            if best is not None:
                unit.questions.read(draft.community, best.key, now)
            draft = replace(draft, kb_question=asked.id, looked_up=draft.text, updated_at=now)
            unit.desk_drafts.save(draft)
            return draft

        return replace(looked, draft=await self._database.write(keep))

    async def helped(self, draft_id: int, caller: Caller, *, now: datetime) -> Draft:
        """An answer was there already: nobody has to be bothered."""

        def work(unit: Unit) -> Draft:
            draft = _own(unit.desk_drafts.locked(draft_id), caller)
            if draft.sent is not None:
                return draft
            if draft.kb_question is not None:
                unit.questions.vote(draft.kb_question, caller.id, True, now)
            draft = replace(draft, done=True, updated_at=now)
            unit.desk_drafts.save(draft)
            return draft

        return await self._database.write(work)

    async def send(self, draft_id: int, caller: Caller, explain: Explain, *, now: datetime) -> Asked:
        """It becomes a question of the desk. Once: sent again, it is the question that it became."""

        def work(unit: Unit) -> Asked:
            draft = _own(unit.desk_drafts.locked(draft_id), caller)
            preview = self._preview(unit, draft, caller, now, search=False)
            if preview.sent is not None:
                return preview.sent
            if preview.problem is not None:
                raise preview.problem
            reason = NO_REASON
            if preview.sector is not None and preview.proposed is not None:
                reason = explain(preview.proposed, preview.sector)
            asked = ask(
                unit,
                replace(caller, community=draft.community),
                Asking(
                    text=draft.text,
                    locale=language_of(draft.text) or draft.locale,
                    sector=preview.sector.key if preview.sector is not None else "",
                    reason=reason,
                    for_whom=draft.for_whom,
                    by=preview.by,
                    public=draft.public,
                    channel=draft.channel,
                    kb_question=draft.kb_question,
                    context=draft.context,
                ),
                self._free,
                now=now,
            )
            if draft.kb_question is not None:
                unit.questions.keep_private(draft.kb_question, not asked.question.public)
            # what it says stands with the question from now on, and nowhere else
            unit.desk_drafts.save(
                replace(
                    draft,
                    text="",
                    looked_up="",
                    for_whom="",
                    by_text="",
                    context="",
                    sent=asked.question.id,
                    updated_at=now,
                )
            )
            return asked

        return await self._database.write(work)

    def _preview(
        self, unit: Unit, draft: Draft, caller: Caller, now: datetime, *, search: bool = True
    ) -> Preview:
        community = community_of(unit, draft.community)
        sectors = tuple(unit.communities.sectors(community.id))
        if draft.sent is not None and (question := unit.desk.get(draft.sent)) is not None:
            asked = Asked(community, question, shown(unit, question).sector, again=True)
            return Preview(draft, community, sectors, sent=asked)
        try:
            text = asked_text(draft.text)
            asked_for(draft.for_whom)
            typed = within(one_line(draft.by_text), MOST_BY, Message("By when?"))
            day = day_wanted(typed, now=now, zone=community.zone)
            by = asked_by(day, now.astimezone(community.zone).date())
        except Refusal as problem:
            return Preview(draft, community, sectors, problem)
        members = may_read_members(acting(unit, caller)) and caller.community == community.id
        today = now.astimezone(community.zone).date()
        found = self._search.answer(
            unit, community.id, text, members=members, today=today, limit=BEST, quotes=search
        )
        shelf = Shelf(unit, community.id, members=members)
        answers: tuple[Passage, ...] = ()
        if search and found.answered:
            answers = _with_guide(shelf, [passage_of(shelf, hit, today) for hit in found.found[:BEST]], today)
        routing = self._route(unit, draft, found, sectors, caller)
        best = routing.best
        chosen = draft.sector if any(one.key == draft.sector for one in sectors) else ""
        sector = sector_for(unit, community.id, chosen or (best.sector if best is not None else ""))
        proposed = best if not chosen or (best is not None and best.sector == chosen) else None
        key = sector.key if sector is not None else ""
        due = due_after(now, unit.desk.settings(community.id).term, community.zone, self._free)
        return Preview(
            draft,
            community,
            sectors,
            answers=answers,
            routing=routing,
            sector=sector,
            proposed=proposed,
            carried_by=carrier(unit, community.id, key, without={caller.id}),
            by=by,
            hears_by=due.astimezone(community.zone).date(),
        )

    def _route(
        self, unit: Unit, draft: Draft, found: Answer, sectors: tuple[Sector, ...], caller: Caller
    ) -> Routing:
        earlier = [
            Earlier(one.text, one.sector, one.asker, one.public or one.asker == caller.id)
            for one in unit.desk.answered_ones(draft.community, limit=_LEARNS_FROM)
        ]
        # the reason is told to whoever sees the question: what is for members only is none
        hints = [
            Hint(hit.article.title, hit.article.sector, hit.score)
            for hit in (found.found if found.answered else ())
            if hit.article.audience is Audience.PUBLIC
        ]
        otherwise = KNOWLEDGE_SECTOR
        about = Shelf(unit, draft.community, members=False).find(draft.about) if draft.about else None
        if about is not None:
            otherwise = about.sector
            hints = [one for one in hints if one.title != about.title]
            hints.insert(0, Hint(about.title, about.sector, _SAYS))
        return route(draft.text, sectors, earlier=earlier, articles=hints, otherwise=otherwise)


def _with_guide(shelf: Shelf, answers: list[Passage], today: date) -> tuple[Passage, ...]:
    """Who asks how to do something is shown the step-by-step guide that the best answer leads to, with its
    steps, when none was found."""
    if not answers or any(one.article.steps for one in answers):
        return tuple(answers)
    best = answers[0]
    for link in links_of(best.key, best.article):
        found = shelf.find(link.to)
        if found is not None and found.kind is Kind.WORKFLOW:
            guide = shelf.read(found)
            steps = "\n".join(f"{n}. {step.title}" for n, step in enumerate(guide.steps, start=1))
            shown = Passage(found.key, guide, "", steps, standing(guide, today))
            return (best, shown, *answers[1 : BEST - 1])
    return tuple(answers)


def _with(draft: Draft, typed: Typed) -> Draft:
    given = {name: getattr(typed, name) for name in Typed.__dataclass_fields__}
    return replace(draft, **{name: value for name, value in given.items() if value is not None})


def _own(draft: Draft | None, caller: Caller) -> Draft:
    if draft is None or draft.person != caller.id or caller.community not in {draft.community, IN_DM}:
        raise Refusal("This question is not kept any more. Ask it again.")
    return draft
