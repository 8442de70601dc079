"""Planning a meeting by hand: at once, or by asking when people can."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.communities import Community
from domain.events import Language
from domain.free_days import FreeDays
from domain.meetings.candidates import propose
from domain.meetings.kinds import Audience, Kind
from domain.meetings.meeting import (
    MOST_ABOUT,
    MOST_TITLE,
    Meeting,
    Stage,
    must_plan,
    place_of,
)
from domain.meetings.polls import FEWEST, Option, must_be_askable
from domain.meetings.rhythm import LEAST_NOTICE
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, within, without_pings
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.meeting_candidates import surroundings
from services.meeting_rhythm import options
from services.meeting_steps import Wording, begin, change, heads_of, open_dates
from storage.database import Database
from storage.unit import Unit

_LOOKS_AHEAD: Final = timedelta(days=28)
_FURTHEST: Final = timedelta(days=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A meeting as somebody wants to plan it. `moments`: its dates as they were typed; without any the bot
    looks for good ones between `first` and `last`. `limit`: until when people can answer."""

    title: str
    audience: Audience = Audience.HEADS
    kind: Kind = Kind.OTHER
    about: str = ""
    moments: tuple[datetime, ...] = ()
    first: date | None = None
    last: date | None = None
    at: time = time(20)
    minutes: int = 120
    limit: datetime | None = None
    place: str = ""
    channel: int | None = None
    channel_name: str = ""
    language: Language = Language.DUTCH
    translation: bool = False
    people: Mapping[int, bool] = field(default_factory=dict)


class MeetingPlanning:
    def __init__(self, database: Database, free: FreeDays, wording: Wording) -> None:
        self._database = database
        self._free = free
        self._wording = wording

    async def may_plan(self, caller: Caller) -> Community:
        """The community, if the caller may plan meetings there."""

        def work(unit: Unit) -> Community:
            community = community_of(unit, caller.community)
            must_plan(acting(unit, caller), heads_of(unit, community.id))
            return community

        return await self._database.read(work)

    async def plan(self, caller: Caller, wish: Wish, *, now: datetime) -> Meeting:
        """Plan a meeting: at once when one date is given, else by asking when people can."""

        def work(unit: Unit) -> Meeting:
            community = community_of(unit, caller.community)
            must_plan(acting(unit, caller), heads_of(unit, community.id))
            meeting = _drawn_up(community, wish, caller.id, now)
            if len(set(wish.moments)) == 1:
                return self._at_once(unit, meeting, wish, caller, now)
            asked = heads_of(unit, community.id) | frozenset(wish.people)
            dates, others, limit = self._dates(unit, community, wish, asked, now)
            if not asked:
                raise Refusal("There is nobody to ask yet: appoint sector heads with /sector appoint.")
            if not unit.clicks.is_new(caller.interaction, now=now):
                return _newest(unit, community.id, caller.id)
            stored = begin(unit, replace(meeting, limit=limit), self._wording, by=caller.id, now=now)
            assert stored is not None
            unit.meetings.put_people(stored.id, wish.people)
            unit.meeting_polls.add(stored.id, dates, others)
            open_dates(unit, stored, now=now)
            return stored

        return await self._database.write(work)

    def _at_once(self, unit: Unit, meeting: Meeting, wish: Wish, caller: Caller, now: datetime) -> Meeting:
        (starts,) = set(wish.moments)
        if starts <= now:
            raise Refusal("{when} has passed already. Give dates that are still to come.", when=starts)
        if not unit.clicks.is_new(caller.interaction, now=now):
            return _newest(unit, meeting.community, caller.id)
        local = starts.astimezone(meeting.zone)
        planned = replace(meeting, stage=Stage.FINDING)
        stored = begin(unit, planned, self._wording, by=caller.id, now=now)
        assert stored is not None
        unit.meetings.put_people(stored.id, wish.people)
        after = replace(stored, stage=Stage.PLANNED, day=local.date(), at=local.time())
        return change(unit, stored, after, "meeting.fix", self._wording, by=caller.id, now=now)

    def _dates(
        self, unit: Unit, community: Community, wish: Wish, asked: frozenset[int], now: datetime
    ) -> tuple[tuple[Option, ...], tuple[Option, ...], datetime]:
        """The dates to ask about, those that were passed over, and until when people can answer."""
        zone, today = community.zone, now.astimezone(community.zone).date()
        if wish.moments:
            limit = wish.limit or _usual_limit(min(wish.moments), now)
            moments = must_be_askable(wish.moments, limit, now)
            local = [one.astimezone(zone) for one in moments]
            return tuple(Option(0, one.date(), one.time()) for one in local), (), limit
        limit = wish.limit or datetime.combine(today + timedelta(days=7), time(20), zone)
        hears = limit.astimezone(zone).date()
        soonest = hears + timedelta(days=LEAST_NOTICE)
        first = max(wish.first, today) if wish.first is not None else soonest
        last = wish.last or max(first, soonest) + _LOOKS_AHEAD
        if last < max(first, soonest) or limit <= now:
            raise Refusal(
                "Before {first} there is not enough notice: people have until {limit} to answer, and two "
                "weeks after that. Look further ahead, or give the dates yourself.",
                first=soonest,
                limit=limit,
            )
        last = min(last, first + timedelta(days=120))
        around = surroundings(unit, community, wish.kind, asked, first, last, hears=hears, free=self._free)
        proposal = propose(first, last, around)
        if len(proposal.dates) < FEWEST:
            raise Refusal(
                "Between {first} and {last} there are hardly any good evenings. Look at a longer time, or "
                "give the dates yourself.",
                first=first,
                last=last,
            )
        must_be_askable([datetime.combine(one.day, wish.at, zone) for one in proposal.dates], limit, now)
        return options(proposal.dates, wish.at), options(proposal.others, wish.at), limit


def _usual_limit(first: datetime, now: datetime) -> datetime:
    """A week, or when the first date is near half of the time until then."""
    return min(now + timedelta(days=7), now + (first - now) / 2)


def _drawn_up(community: Community, wish: Wish, planner: int, now: datetime) -> Meeting:
    title = without_pings(within(one_line(wish.title), MOST_TITLE, Message("The title")))
    if not title and wish.kind is Kind.OTHER:
        raise Refusal("Give the meeting a name, so that people know what it is.")
    if not 15 <= wish.minutes <= 1440:
        raise Refusal("A meeting lasts between a quarter of an hour and a day.")
    return Meeting(
        community=community.id,
        kind=wish.kind,
        audience=wish.audience,
        title=title,
        about=without_pings(within(cleaned(wish.about), MOST_ABOUT, Message("What it is about"))),
        at=wish.at,
        minutes=wish.minutes,
        zone_name=community.zone_name,
        place=place_of(wish.place),
        channel=wish.channel,
        channel_name=wish.channel_name if wish.channel is not None else "",
        language=wish.language,
        translation=wish.translation,
        planner=planner,
        created_at=now,
        updated_at=now,
    )


def _newest(unit: Unit, community_id: int, planner: int) -> Meeting:
    """What the same click made the first time."""
    found = unit.meetings.newest_of(community_id, planner)
    assert found is not None
    return found
