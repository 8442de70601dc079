"""Asking the desk: a question gets a number, a sector, somebody who carries it, and a day to hear by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.appointments import must_keep_sectors
from domain.communities import Community
from domain.desk.entries import Entry, What
from domain.desk.question import NO_REASON, Question, Reason, asked_by, asked_for, asked_text
from domain.desk.seeing import Parties, Reader, may_see, must_see, sees_notes
from domain.desk.terms import DeskSettings, due_after
from domain.free_days import FreeDays
from domain.naming import bare
from domain.postings import Surface
from domain.sectors import Sector
from domain.texts import shortened
from services.acting import Caller, acting, community_of
from services.desk_people import carrier, reader_of, sector_for
from services.desk_steps import (
    ShownQuestion,
    has_somebody,
    settle_thread,
    shown,
    tell,
    tell_board,
    wind,
    write_down,
)
from services.meeting_reminders import locale_for
from storage.database import Database
from storage.unit import Unit

MOST_CONTEXT: Final = 1500
_THE_SAME: Final = timedelta(days=1)
"""How long the same words of the same person are the same question."""
_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What somebody asks. `sector` is a key; `reason` why that one, empty where the asker chose it. `by`:
    when they need it. `public`: everybody on the server may read it. `kb_question` is what they asked the
    knowledge base before, `context` what they did already, `channel` where they ask."""

    text: str
    locale: str
    sector: str = ""
    reason: Reason = NO_REASON
    for_whom: str = ""
    by: date | None = None
    public: bool = False
    channel: int = 0
    kb_question: int | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked. `question.owner` carries it, None while its sector has nobody. `again`: it
    was there already and nothing was done."""

    community: Community
    question: Question
    sector: Sector | None
    again: bool = False

    @property
    def hears_by(self) -> date:
        """The day by which they hear, where they are."""
        return self.question.due_at.astimezone(self.community.zone).date()


@dataclass(frozen=True, slots=True)
class Opened:
    """A question as one reader may see it: its entries are those for them. `works` says that they are on the
    desk's side of it. `sectors` are those of the community, by their keys."""

    shown: ShownQuestion
    parties: Parties
    entries: tuple[Entry, ...]
    works: bool
    sectors: Mapping[str, Sector] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """Questions that somebody hears of in one message, by their numbers: they are theirs now (`owns`), or
    nobody's. `names` are those who left."""

    community: Community
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    owns: bool
    locale: str


@dataclass(frozen=True, slots=True)
class Told:
    """A question for a notice to `reader`, in the language `locale`, with the entries that they may see."""

    shown: ShownQuestion
    reader: int
    locale: str
    entries: tuple[Entry, ...]


class DeskService:
    def __init__(self, database: Database, free: FreeDays) -> None:
        self._database = database
        self._free = free

    async def ask(self, caller: Caller, asking: Asking, *, now: datetime) -> Asked:
        """Keep a question. `caller.community` must be a server's, also where somebody asks in private. The
        same click, and the same words within a day, are one question."""
        return await self._database.write(lambda unit: ask(unit, caller, asking, self._free, now=now))

    async def hears_by(self, community_id: int, *, now: datetime) -> date:
        """By when somebody who asks now hears, for the form in which they do."""

        def work(unit: Unit) -> date:
            community = community_of(unit, community_id)
            term = unit.desk.settings(community_id).term
            return due_after(now, term, community.zone, self._free).astimezone(community.zone).date()

        return await self._database.read(work)

    async def open(self, caller: Caller, number: int) -> Opened:
        """Question no. `number` of the caller's community. Raises `Refusal`, in the same words for what is
        not there and what is not theirs."""

        def work(unit: Unit) -> Opened:
            community_of(unit, caller.community)
            return opened(unit, unit.desk.by_number(caller.community, number), caller)

        return await self._database.read(work)

    async def open_by_id(self, caller: Caller, question_id: int) -> Opened:
        return await self._database.read(lambda unit: opened(unit, unit.desk.get(question_id), caller))

    async def told(self, question_id: int, reader: int) -> Told | None:
        """For a notice: the question as its reader may see it; None where they may not any more."""

        def work(unit: Unit) -> Told | None:
            question = unit.desk.get(question_id)
            if question is None:
                return None
            parties = unit.desk.parties(question_id)
            as_whom = reader_of(unit, question.community, reader)
            if not may_see(question, parties, as_whom):
                return None
            notes = sees_notes(question, parties, as_whom)
            entries = tuple(unit.desk.entries(question_id, internal=notes))
            locale = (
                question.locale if reader == question.asker else locale_for(unit, question.community, reader)
            )
            result = shown(unit, question)
            return Told(result, reader, locale or result.community.locale, entries)

        return await self._database.read(work)

    async def entry(self, entry_id: int) -> tuple[ShownQuestion, Entry] | None:
        def work(unit: Unit) -> tuple[ShownQuestion, Entry] | None:
            entry = unit.desk.entry(entry_id)
            question = unit.desk.get(entry.question) if entry is not None else None
            return (shown(unit, question), entry) if entry is not None and question is not None else None

        return await self._database.read(work)

    async def given(self, community_id: int, subject: str, reader: int) -> Given | None:
        """What one message about many questions tells."""

        def work(unit: Unit) -> Given | None:
            told = [one["after"] for one in unit.journal.of(community_id, subject)]
            if not told:
                return None
            numbers = sorted({number for one in told for number in one["numbers"]})
            names = tuple(dict.fromkeys(one["name"] for one in told if one["name"]))
            community = community_of(unit, community_id)
            locale = locale_for(unit, community_id, reader) or community.locale
            return Given(community, tuple(numbers), names, all(one["owns"] for one in told), locale)

        return await self._database.read(work)

    async def settings(self, community_id: int) -> DeskSettings:
        return await self._database.read(lambda unit: unit.desk.settings(community_id))

    async def change_settings(
        self,
        caller: Caller,
        *,
        term: int | None = None,
        quiet_from: time | None = None,
        quiet_until: time | None = None,
        now: datetime,
    ) -> DeskSettings:
        """None leaves one as it is. What was promised already stays promised."""

        def work(unit: Unit) -> DeskSettings:
            community_of(unit, caller.community)
            must_keep_sectors(acting(unit, caller), unit.communities.appointments(caller.community))
            before = unit.desk.settings(caller.community)
            after = replace(
                before,
                term=before.term if term is None else term,
                quiet_from=before.quiet_from if quiet_from is None else quiet_from,
                quiet_until=before.quiet_until if quiet_until is None else quiet_until,
            ).checked()
            if after != before:
                unit.desk.put_settings(caller.community, after)
                unit.journal.add(
                    caller.community,
                    "desk.settings",
                    "desk",
                    at=now,
                    actor=caller.id,
                    before=_plain(before),
                    after=_plain(after),
                )
            return after

        return await self._database.write(work)

    async def shown(self, question_id: int) -> ShownQuestion | None:
        """For who shows it where it belongs; not for an answer to a person."""

        def work(unit: Unit) -> ShownQuestion | None:
            question = unit.desk.get(question_id)
            return shown(unit, question) if question is not None else None

        return await self._database.read(work)


def _plain(settings: DeskSettings) -> dict[str, object]:
    return {
        "term": settings.term,
        "quiet_from": settings.quiet_from.isoformat(),
        "quiet_until": settings.quiet_until.isoformat(),
    }


def opened(unit: Unit, question: Question | None, caller: Caller) -> Opened:
    """The question as the caller may see it, or a refusal."""
    reader = Reader(caller.id)
    parties = Parties()
    if question is not None:
        reader = reader_of(unit, question.community, caller.id)
        parties = unit.desk.parties(question.id)
        if caller.community not in {0, question.community}:
            question = None
    question = must_see(question, parties, reader)
    notes = sees_notes(question, parties, reader)
    entries = tuple(unit.desk.entries(question.id, internal=notes))
    sectors = {one.key: one for one in unit.communities.sectors(question.community)}
    return Opened(shown(unit, question), parties, entries, notes, sectors)


def ask(unit: Unit, caller: Caller, asking: Asking, free: FreeDays, *, now: datetime) -> Asked:
    """The same inside somebody else's transaction."""
    community = community_of(unit, caller.community)
    zone, settings = community.zone, unit.desk.settings(community.id)
    text, for_whom = asked_text(asking.text), asked_for(asking.for_whom)
    by = asked_by(asking.by, now.astimezone(zone).date())
    if not unit.clicks.is_new(caller.interaction, now=now):
        known = unit.desk.of_click(caller.interaction)
        if known is not None:
            return _asked(unit, community, known, again=True)
    unit.desk.hold_numbers(community.id)
    same = _same(unit, caller, text, now)
    if same is not None:
        return _asked(unit, community, same, again=True)
    sector = sector_for(unit, community.id, asking.sector)
    key = sector.key if sector is not None else ""
    question = unit.desk.add(
        Question(
            community=community.id,
            asker=caller.id,
            text=text,
            for_whom=for_whom,
            by=by,
            public=asking.public,
            locale=asking.locale,
            sector=key,
            reason=asking.reason if key == asking.sector else NO_REASON,
            owner=carrier(unit, community.id, key, without={caller.id}),
            waits_since=now,
            asked_at=now,
            due_at=due_after(now, settings.term, zone, free),
            channel=asking.channel,
            kb_question=asking.kb_question,
            context=shortened(asking.context, MOST_CONTEXT),
        ),
        click=caller.interaction,
    )
    if asking.kb_question is not None:
        unit.questions.to_desk(asking.kb_question, now)
    write_down(unit, question, What.ASKED, person=caller.id, now=now, text=text)
    hand_out(unit, question, now=now)
    wind(unit, question, community, free)
    settle_thread(unit, question.id, now)
    return Asked(community, question, sector)


def hand_out(unit: Unit, question: Question, *, now: datetime) -> None:
    """Tell who carries it now; where nobody does, De Sektor itself."""
    if question.owner is None:
        tell_board(unit, question, Surface.DESK_HEADLESS, now=now)
        return
    has_somebody(unit, question)
    tell(unit, question, Surface.DESK_NEW, [question.owner], now=now)


def _same(unit: Unit, caller: Caller, text: str, now: datetime) -> Question | None:
    words = bare(text)
    for one in unit.desk.asked_by(caller.community, caller.id, limit=_LOOKED_AT):
        if one.is_unanswered and now - one.asked_at <= _THE_SAME and bare(one.text) == words:
            return one
    return None


def _asked(unit: Unit, community: Community, question: Question, *, again: bool) -> Asked:
    return Asked(community, question, shown(unit, question).sector, again)
