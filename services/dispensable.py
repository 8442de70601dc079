"""Becoming dispensable: the numbers for heads and members, the line of each month, and the quarterly
report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from domain.communities import Community
from domain.decisions.kinds import Verdict
from domain.desk.alike import alike, topic
from domain.desk.dispensable import (
    Counted,
    Tally,
    by_month,
    by_sector,
    edges,
    months_until,
    quarter_typed,
    tally,
)
from domain.meetings.kinds import Kind
from domain.meetings.meeting import Meeting, Stage
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.sectors import Sector
from services.acting import IN_DM, Caller, community_of
from services.desk_often import LOOK_BACK, carriers
from services.meeting_agenda import MeetingAgendaService
from services.meeting_reminders import locale_for
from services.meeting_steps import heads_of
from storage.database import Database
from storage.unit import Unit

DAILY: Final = "desk.daily"
"""One timer for all communities, at ten each morning: what is asked often, and on the first the month's
line."""
_HOUR: Final = time(10)
_MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class Numbers:
    """`months` are first days, `each` their totals. `sectors` is empty for who is no head: they see
    totals."""

    community: Community
    months: tuple[date, ...]
    each: tuple[Tally, ...]
    whole: Tally
    sectors: Mapping[str, tuple[Tally, ...]]
    names: Mapping[str, Sector]
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Quarter:
    """What the public quarterly meeting is told: `before` is the quarter before, to compare. `ends` is the
    last day; while it is still to come the quarter is `unfinished`."""

    community: Community
    first: date
    ends: date
    unfinished: bool
    whole: Tally
    before: Tally
    sectors: Mapping[str, Tally]
    names: Mapping[str, Sector]
    topics: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    events: int
    decisions: tuple[tuple[str, str], ...]
    actions: int


class DispensableService:
    def __init__(self, database: Database, agenda: MeetingAgendaService) -> None:
        self._database = database
        self._agenda = agenda

    async def numbers(self, caller: Caller, *, now: datetime) -> Numbers:
        """The last half year, by sector for the heads and in total for everybody else."""

        def work(unit: Unit) -> Numbers:
            if caller.community == IN_DM:
                raise Refusal("Do this on the server, so that I know which one is meant.")
            community = community_of(unit, caller.community)
            carries = caller.id in heads_of(unit, community.id)
            today = now.astimezone(community.zone).date()
            return _numbers(unit, community, months_until(today, _MONTHS), sectors=carries)

        return await self._database.read(work)

    async def tell_months(self, *, now: datetime) -> int:
        """On or after the first: tell the heads of the month that has ended, once; not of those before it.
        Gives how many communities were told."""

        def work(unit: Unit) -> int:
            told = 0
            for community in unit.communities.all():
                month = _last_month(now.astimezone(community.zone).date())
                limits = edges((month,), community.zone)
                if not unit.solved.counted(community.id, limits):
                    continue
                if unit.solved.tell_month(community.id, f"{month:%Y-%m}"):
                    told += 1
                    for person in carriers(unit, community.id):
                        notice = Wanted(Surface.DESK_MONTH, person)
                        unit.postings.tell(community.id, f"desk-month:{month:%Y-%m}", notice)
                    unit.hint("postings")
            return told

        return await self._database.write(work)

    async def told(self, community_id: int, month: date, person: int) -> Numbers | None:
        """What the line of a month tells one head: that month and the one before."""

        def work(unit: Unit) -> Numbers | None:
            community = community_of(unit, community_id)
            if person not in heads_of(unit, community_id):
                return None
            found = _numbers(unit, community, months_until(month, 2), sectors=True)
            locale = locale_for(unit, community_id, person)
            return Numbers(
                found.community, found.months, found.each, found.whole, found.sectors, found.names, locale
            )

        return await self._database.read(work)

    async def wind(self, *, now: datetime) -> None:
        """Have the next morning come."""
        await self._database.write(lambda unit: _wind(unit, now))

    async def quarter(self, caller: Caller, typed: str, *, now: datetime) -> Quarter:
        """The report; for everybody, since it is told in public."""

        def work(unit: Unit) -> Quarter:
            if caller.community == IN_DM:
                raise Refusal("Do this on the server, so that I know which one is meant.")
            community = community_of(unit, caller.community)
            today = now.astimezone(community.zone).date()
            return _quarter(unit, community, quarter_typed(typed, today), today, now)

        return await self._database.read(work)

    async def to_agenda(
        self, caller: Caller, first: date, title: str, english: str, *, now: datetime
    ) -> Meeting:
        """Put the report on the agenda of the next quarterly meeting; heads do. Once for each quarter."""

        def meeting(unit: Unit) -> Meeting:
            community = community_of(unit, caller.community)
            if caller.id not in heads_of(unit, community.id):
                raise Refusal("Only sector heads and their deputies can do this.")
            today = now.astimezone(community.zone).date()
            there = (*unit.meetings.coming(community.id, since=today), *unit.meetings.finding(community.id))
            for one in there:
                if one.kind is Kind.QUARTERLY and one.stage in {Stage.FINDING, Stage.PLANNED}:
                    if any(item.title == title for item in unit.minutes.items(one.id)):
                        raise Refusal("It stands on the agenda of the quarterly meeting already.")
                    return one
            raise Refusal("No quarterly meeting is planned yet. `/meeting list` shows what is.")

        found = await self._database.read(meeting)
        shown, _ = await self._agenda.add(caller, found.id, title, english=english, minutes=15, now=now)
        return shown.meeting


def _numbers(unit: Unit, community: Community, months: tuple[date, ...], *, sectors: bool) -> Numbers:
    counts = unit.solved.counted(community.id, edges(months, community.zone))
    parts: dict[str, tuple[Tally, ...]] = {}
    if sectors:
        for key in by_sector(counts):
            parts[key] = by_month([one for one in counts if one.sector == key], len(months))
    names = {one.key: one for one in unit.communities.sectors(community.id)}
    return Numbers(community, months, by_month(counts, len(months)), tally(counts), parts, names)


def _quarter(unit: Unit, community: Community, first: date, today: date, now: datetime) -> Quarter:
    months = months_until(first + timedelta(days=75), 6)
    limits = edges(months, community.zone)
    counts = unit.solved.counted(community.id, limits)
    here: list[Counted] = [one for one in counts if one.month >= 3]
    begins, ended = limits[3], limits[-1]
    numbers = [one[0] for one in unit.events.outlines_between(community.id, begins, ended)]
    events = [one for one in map(unit.events.get, numbers) if one is not None and one.is_public]
    decided = unit.decisions.ended_between(community.id, begins, ended)
    adopted = [
        (one.name, one.terms.title)
        for one in decided
        if one.terms.public and one.outcome is not None and one.outcome.verdict is Verdict.ADOPTED
    ]
    groups = [
        (group, locale)
        for group in alike(unit.asked_often.questions(community.id, since=now - LOOK_BACK))
        for locale in ("nl", "en")
        if group.step
    ]
    topics: dict[str, list[tuple[tuple[str, ...], int]]] = {"nl": [], "en": []}
    for group, locale in groups:
        if words := topic(group, locale):
            topics[locale].append((words, group.askers))
    last = edges((months[-1],), community.zone)[-1].astimezone(community.zone).date() - timedelta(days=1)
    return Quarter(
        community,
        first,
        last,
        last >= today,
        tally(here),
        tally(one for one in counts if one.month < 3),
        by_sector(here),
        {one.key: one for one in unit.communities.sectors(community.id)},
        {key: tuple(sorted(some, key=lambda one: (-one[1], one[0]))) for key, some in topics.items()},
        len(events),
        tuple(adopted),
        len(unit.minutes.done_between(community.id, begins, ended)),
    )


def _last_month(today: date) -> date:
    return months_until(today, 2)[0]


def _wind(unit: Unit, now: datetime) -> None:
    """Ten in the morning is that of the first community; a second one in another zone hears a little
    later."""
    zone = next((one.zone for one in unit.communities.all()), Community(0).zone)
    local = now.astimezone(zone)
    due = datetime.combine(local.date(), _HOUR, zone)
    if due <= now:
        due = datetime.combine(local.date() + timedelta(days=1), _HOUR, zone)
    unit.timers.set(DAILY, "all", due.astimezone(UTC))
    unit.hint("timers")
