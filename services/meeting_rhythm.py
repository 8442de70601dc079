"""The rhythm: every kind of meeting is proposed on time, by itself, once."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from domain.communities import Community
from domain.free_days import FreeDays
from domain.meetings.candidates import FEWEST, Candidate, Proposal, propose, settle
from domain.meetings.kinds import USUAL_AUDIENCE, Kind, recurring
from domain.meetings.meeting import Meeting, Stage, must_plan
from domain.meetings.polls import Option
from domain.meetings.rhythm import LEAST_NOTICE, Period, Rule, due_periods, must_hold, next_due
from services.acting import Caller, acting, community_of
from services.meeting_candidates import surroundings
from services.meeting_steps import Wording, begin, heads_of, open_dates
from storage.database import Database
from storage.unit import Unit

DUE: Final = "meeting.rhythm"
"""The timer: its subject is "community:kind"."""

_AROUND: Final = timedelta(days=14)
"""Dates are looked for so long before and after the day of the rhythm, before the whole period is."""
_QUICK: Final = 5
"""Days to answer when time is short."""
_EVENING: Final = time(20)


@dataclass(frozen=True, slots=True)
class Comes:
    """A rule, and when the next meeting by it is put to the heads; None while it is off."""

    rule: Rule
    due: datetime | None
    day: date


class MeetingRhythm:
    """`free`: on which days people are away; `wording`: what public meetings are called in the agenda."""

    def __init__(self, database: Database, free: FreeDays, wording: Wording) -> None:
        self._database = database
        self._free = free
        self._wording = wording

    async def wind(self, *, now: datetime) -> None:
        """Have every community's meetings come; a timer that runs already keeps its time."""

        def work(unit: Unit) -> None:
            for community in unit.communities.all():
                wind(unit, community, now=now)

        await self._database.write(work)

    async def due(self, community_id: int, kind: Kind, due: datetime, *, now: datetime) -> None:
        """Propose what was due since `due` and can still be held, and set the time of the next."""

        def work(unit: Unit) -> None:
            community = unit.communities.get(community_id)
            if community is None:
                return
            rule = unit.meetings.rule(community_id, kind)
            for period in due_periods(rule, now, community.zone, since=due):
                self._propose(unit, community, rule, period, now)
            unit.timers.set(DUE, _subject(community_id, kind), next_due(rule, now, community.zone))

        await self._database.write(work)

    async def rules(self, caller: Caller, *, now: datetime) -> tuple[Community, tuple[Comes, ...]]:
        """How it is now, for who plans meetings."""

        def work(unit: Unit) -> tuple[Community, tuple[Comes, ...]]:
            community = community_of(unit, caller.community)
            must_plan(acting(unit, caller), heads_of(unit, community.id))
            return community, tuple(_comes(unit, community, kind, now) for kind in recurring())

        return await self._database.read(work)

    async def change_rule(
        self, caller: Caller, kind: Kind, changes: dict[str, Any], *, now: datetime
    ) -> tuple[Community, Comes]:
        """Change some of a rule (fields of `Rule`). Meetings that are planned already stay as they are; what
        should have been proposed by now under the new rule is proposed at once."""

        def work(unit: Unit) -> tuple[Community, Comes]:
            community = community_of(unit, caller.community)
            must_plan(acting(unit, caller), heads_of(unit, community.id))
            before = unit.meetings.rule(community.id, kind)
            after = replace(before, **changes)
            must_hold(after)
            if after != before and unit.clicks.is_new(caller.interaction, now=now):
                unit.meetings.put_rule(community.id, after)
                unit.journal.add(
                    community.id,
                    "meeting.rhythm",
                    f"meeting rule:{kind}",
                    at=now,
                    actor=caller.id,
                    before=_plain(before),
                    after=_plain(after),
                )
                for period in due_periods(after, now, community.zone):
                    self._propose(unit, community, after, period, now)
                unit.timers.set(DUE, _subject(community.id, kind), next_due(after, now, community.zone))
                unit.hint("timers")
            return community, _comes(unit, community, kind, now)

        return await self._database.write(work)

    def _propose(self, unit: Unit, community: Community, rule: Rule, period: Period, now: datetime) -> None:
        """The meeting of this period, unless there is one, the rule is off, or nobody carries a sector."""
        heads = heads_of(unit, community.id)
        known = unit.meetings.of_period(community.id, rule.kind, str(period))
        if not rule.on or not heads or known is not None:
            return
        meeting = Meeting(
            community=community.id,
            kind=rule.kind,
            audience=USUAL_AUDIENCE[rule.kind],
            period=str(period),
            at=rule.at,
            minutes=rule.minutes,
            zone_name=community.zone_name,
            place=rule.place,
            channel=rule.channel,
            channel_name=rule.channel_name,
            language=rule.language,
            translation=rule.translation,
            created_at=now,
            updated_at=now,
        )
        ideal, today = rule.day_in(period), now.astimezone(community.zone).date()
        found = self._dates(unit, community, rule, period, heads, today) if rule.asks else None
        if found is None:
            around = surroundings(
                unit, community, rule.kind, heads, period.first, period.last, hears=today, free=self._free
            )
            one = settle(ideal, period.first, period.last, around)
            planned = replace(meeting, stage=Stage.PLANNED, day=one.day, why=one.why)
            begin(unit, planned, self._wording, by=None, now=now)
            return
        days, proposal = found
        limit = datetime.combine(today + timedelta(days=days), _EVENING, community.zone)
        stored = begin(unit, replace(meeting, limit=limit), self._wording, by=None, now=now)
        if stored is not None:
            unit.meeting_polls.add(
                stored.id, options(proposal.dates, rule.at), options(proposal.others, rule.at)
            )
            open_dates(unit, stored, now=now)

    def _dates(
        self, unit: Unit, community: Community, rule: Rule, period: Period, heads: frozenset[int], today: date
    ) -> tuple[int, Proposal] | None:
        """Dates to put to the heads, and in how many days they should answer. When there are too few good
        ones near the day of the rhythm, the whole period is looked through; then there is less time."""
        ideal = rule.day_in(period)
        near = max(period.first, ideal - _AROUND), min(period.last, ideal + _AROUND)
        whole = period.first, period.last
        for answer, (first, last) in ((rule.answer, near), (rule.answer, whole), (_QUICK, whole)):
            hears = today + timedelta(days=min(answer, rule.answer))
            first = max(first, hears + timedelta(days=LEAST_NOTICE))
            if first > last:
                continue
            around = surroundings(
                unit, community, rule.kind, heads, first, last, hears=hears, free=self._free
            )
            proposal = propose(first, last, around, ideal=ideal)
            if len(proposal.dates) >= FEWEST:
                return min(answer, rule.answer), proposal
        return None


def wind(unit: Unit, community: Community, *, now: datetime) -> None:
    """Set the times of the proposals that have none; what lies before now is not made up for."""
    for kind in recurring():
        subject = _subject(community.id, kind)
        if unit.timers.get(DUE, subject) is None:
            rule = unit.meetings.rule(community.id, kind)
            unit.timers.set(DUE, subject, next_due(rule, now, community.zone))


def options(candidates: tuple[Candidate, ...], at: time) -> tuple[Option, ...]:
    return tuple(Option(0, one.day, at, one.why) for one in candidates)


def _subject(community_id: int, kind: Kind) -> str:
    return f"{community_id}:{kind}"


def _comes(unit: Unit, community: Community, kind: Kind, now: datetime) -> Comes:
    rule = unit.meetings.rule(community.id, kind)
    due = next_due(rule, now, community.zone)
    period = Period.around(kind, now.astimezone(community.zone).date())
    while rule.proposed_at(period, community.zone) <= now:
        period = period.following
    return Comes(rule, due if rule.on else None, rule.day_in(period))


def _plain(rule: Rule) -> dict[str, Any]:
    return {
        **asdict(rule),
        "kind": rule.kind.value,
        "at": rule.at.isoformat(),
        "language": rule.language.value,
    }
