"""Asking the knowledge base: what is shown, what is kept of it, and what goes to the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from domain.communities import Channel, Community
from domain.knowledge import Article, Standing, standing
from domain.knowledge.asking import MOST
from domain.knowledge.gaps import Gap, Question, grouped
from domain.refusal import Refusal
from domain.texts import cleaned
from services.acting import IN_DM, Caller, acting, community_of
from services.desk_often import gaps_of
from services.guides import Offered
from services.searching import Found, SearchService, standing_of
from services.shelf import Shelf, reads_members
from storage.database import Database
from storage.questions import Standing as Reading
from storage.unit import Unit

_MORE: Final = 2
_OWED_FOR: Final = timedelta(days=1)
_LOOK_BACK: Final = timedelta(days=180)
_MOST_GAPS: Final = 500


@dataclass(frozen=True, slots=True)
class Passage:
    """What is quoted: `text` stands word for word in the article under `heading`."""

    key: str
    article: Article
    heading: str
    text: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Answered:
    """`best` is None for what is not known; then `more` is empty too. `again`: this message was answered."""

    community: Community
    question: Question
    best: Passage | None
    more: tuple[Offered, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class ArticleHealth:
    key: str
    title: str
    standing: Standing
    check_again_on: date | None
    valid_until: date | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Health:
    """`overdue` the longest first, `unread` not since three months, `unhelpful` what helped less often than
    not. `topics`: words that several people asked the desk about (how many) and no article answers.
    `refused`: the share of made-up questions without an answer that gets none, if it was measured."""

    community: Community
    articles: int
    overdue: tuple[ArticleHealth, ...]
    unread: tuple[ArticleHealth, ...]
    unhelpful: tuple[ArticleHealth, ...]
    gaps: tuple[Gap, ...]
    topics: tuple[tuple[tuple[str, ...], int], ...] = ()
    refused: float | None = None


class AskingService:
    def __init__(self, database: Database, search: SearchService) -> None:
        self._database = database
        self._search = search

    async def communities(self) -> frozenset[int]:
        """Every server of ours."""
        return await self._database.read(lambda unit: frozenset(one.id for one in unit.communities.all()))

    async def listens_in(self, community_id: int) -> int:
        """The channel that is there for questions, 0 for none."""
        return await self._database.read(
            lambda unit: unit.communities.channels(community_id).get(Channel.KNOWLEDGE, 0)
        )

    async def locale_of(self, caller: Caller) -> str:
        """In which language to answer what tells none: the person's if we know it, else the community's."""

        def work(unit: Unit) -> str:
            known = unit.preferences.get(caller.community, caller.id)
            return known.locale if known and known.locale else community_of(unit, caller.community).locale

        return await self._database.read(work)

    async def ask(
        self,
        caller: Caller,
        text: str,
        locale: str,
        *,
        channel: int,
        in_public: bool,
        now: datetime,
        message: int = 0,
    ) -> Answered:
        """Look it up and keep what was asked. In public only what everybody may read is shown, whoever
        asks. Who asked with a `message` is owed an answer until `told`."""
        asked = cleaned(text)[:MOST]
        answered = await self._database.read(
            lambda unit: self._look_up(unit, caller, asked, locale, channel, in_public, now)
        )

        def work(unit: Unit) -> Answered:
            if not unit.clicks.is_new(caller.interaction, now=now):
                return Answered(
                    answered.community, answered.question, answered.best, answered.more, again=True
                )
            question = unit.questions.add(replace(answered.question, message=message))
            if answered.best is not None:
                unit.questions.read(caller.community, answered.best.key, now)
            return Answered(answered.community, question, answered.best, answered.more)

        return await self._database.write(work)

    async def told(self, question_id: int, *, now: datetime) -> None:
        await self._database.write(lambda unit: unit.questions.told(question_id, now))

    async def owed(self, *, now: datetime) -> tuple[Answered, ...]:
        """What was asked in the last day and got no answer, because the bot went down in between. Of what
        everybody may read, since nobody says who asks them now."""

        def work(unit: Unit) -> tuple[Answered, ...]:
            return tuple(self._again(unit, one, now) for one in unit.questions.owed(since=now - _OWED_FOR))

        return await self._database.read(work)

    def _again(self, unit: Unit, question: Question, now: datetime) -> Answered:
        nobody = Caller(question.person, "", question.community, 0, frozenset(), False)
        found = self._look_up(unit, nobody, question.text, question.locale, question.channel, True, now)
        return replace(found, question=question)

    async def others(self, question_id: int, caller: Caller, *, in_public: bool, now: datetime) -> Answered:
        """What else may be meant, after what was shown first is not what somebody needs."""

        def work(unit: Unit) -> Answered:
            question = _existing(unit, question_id, caller)
            shown = self._look_up(
                unit, caller, question.text, question.locale, question.channel, in_public, now,
                community_id=question.community, without=question.article,
            )  # fmt: skip
            return Answered(shown.community, question, shown.best, shown.more)

        return await self._database.read(work)

    async def say_of(self, question_id: int, helped: bool, caller: Caller, *, now: datetime) -> Question:
        """*This helped* or *Not what I need*: one voice each, the last one counts."""

        def work(unit: Unit) -> Question:
            question = _existing(unit, question_id, caller)
            unit.questions.vote(question_id, caller.id, helped, now)
            return question

        return await self._database.write(work)

    async def settle(self, question_ids: Sequence[int], caller: Caller, *, now: datetime) -> int:
        """These gaps are dealt with."""

        def work(unit: Unit) -> int:
            acting(unit, caller).must_edit()
            found = [unit.questions.get(number) for number in question_ids]
            mine = [one.id for one in found if one is not None and one.community == caller.community]
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.questions.settle(mine, now)
            return len(mine)

        return await self._database.write(work)

    async def health(self, caller: Caller, *, locale: str = "nl", now: datetime) -> Health:
        """For editors and heads; `locale` is that of the words of its topics."""

        def work(unit: Unit) -> Health:
            acting(unit, caller).must_edit()
            shelf = Shelf(unit, caller.community, members=True)
            open_ones = unit.questions.open_ones(caller.community, since=now - _LOOK_BACK, limit=_MOST_GAPS)
            found = _health(shelf, unit.questions.standings(caller.community), grouped(open_ones), now)
            refused = unit.search.state(caller.community).refused
            return replace(found, topics=gaps_of(unit, caller.community, locale, now), refused=refused)

        return await self._database.read(work)

    def _look_up(
        self,
        unit: Unit,
        caller: Caller,
        text: str,
        locale: str,
        channel: int,
        in_public: bool,
        now: datetime,
        *,
        community_id: int | None = None,
        without: str = "",
    ) -> Answered:
        community = community_of(unit, community_id or caller.community)
        members = not in_public and reads_members(unit, caller)
        today = now.astimezone(community.zone).date()
        found = self._search.answer(unit, community.id, text, members=members, today=today, limit=_MORE + 2)
        hits = [hit for hit in found.found if hit.article.key != without] if found.answered else []
        shelf = Shelf(unit, community.id, members=members)
        best = passage_of(shelf, hits[0], today) if hits else None
        question = Question(
            community=community.id,
            person=caller.id,
            channel=channel,
            text=text,
            locale=locale,
            asked_at=now,
            article=best.key if best else "",
            passage=best.heading if best else "",
        )
        more = tuple(Offered(hit.article.key, hit.article.title) for hit in hits[1:])
        return Answered(community, question, best, more[:_MORE])


def _existing(unit: Unit, question_id: int, caller: Caller) -> Question:
    question = unit.questions.get(question_id)
    if question is None or caller.community not in {question.community, IN_DM}:
        raise Refusal("This question is not kept any more. Ask it again.")
    return question


def passage_of(shelf: Shelf, hit: Found, today: date) -> Passage:
    """What was found, as it is quoted."""
    article = shelf.read(hit.article)
    return Passage(hit.article.key, article, hit.heading, hit.quote, standing(article, today))


def _health(
    shelf: Shelf,
    readings: dict[str, Reading],
    gaps: tuple[Gap, ...],
    now: datetime,
) -> Health:
    today = now.astimezone(shelf.community.zone).date()
    every = [
        ArticleHealth(
            one.key,
            one.title,
            standing_of(one, today),
            one.check_again_on,
            one.valid_until,
            readings.get(one.key, Reading(one.key)),
        )
        for one in shelf.all()
    ]
    overdue = [one for one in every if one.standing is not Standing.FRESH]
    overdue.sort(key=lambda one: (one.valid_until or one.check_again_on or date.max, one.key))
    quiet = now - timedelta(days=90)
    unread = [one for one in every if one.reading.last_at is None or one.reading.last_at < quiet]
    unhelpful = [one for one in every if one.reading.not_helped > one.reading.helped]
    unhelpful.sort(key=lambda one: one.reading.helped - one.reading.not_helped)
    return Health(
        shelf.community,
        len(every),
        tuple(overdue),
        tuple(unread),
        tuple(unhelpful),
        gaps,
    )
