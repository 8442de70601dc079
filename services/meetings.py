"""Meetings: planning one, who comes, moving and cancelling it, reminding of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.communities import Community
from domain.meetings.meeting import (
    MOST_REASON,
    Coming,
    Meeting,
    Stage,
    must_plan,
    place_of,
    plans,
)
from domain.meetings.reminding import Lead
from domain.refusal import Refusal
from domain.texts import one_line, within, without_pings
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.meeting_calendar import calendar_of
from services.meeting_steps import (
    Wording,
    asked_of,
    change,
    existing_meeting,
    heads_of,
    held_meeting,
    meeting_subject,
    show,
    wish_of,
)
from storage.database import Database
from storage.unit import Unit

_LOOKS_AHEAD = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting as its card shows it. `comings`: who said what; names are for the heads only."""

    community: Community
    meeting: Meeting
    comings: Mapping[int, Coming]
    asked: frozenset[int]
    was: Meeting | None = None

    def count(self, coming: Coming) -> int:
        return list(self.comings.values()).count(coming)


@dataclass(frozen=True, slots=True)
class Attending:
    """What somebody said, and when they will be reminded. `unreachable` says, once, that a private message
    could not be sent to them."""

    shown: ShownMeeting
    coming: Coming
    leads: frozenset[Lead]
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Meetings to come, as far as the reader may know of them; `finding` those without a date yet."""

    community: Community
    coming: tuple[Meeting, ...]
    finding: tuple[Meeting, ...]
    plans: bool


class MeetingService:
    def __init__(self, database: Database, wording: Wording) -> None:
        self._database = database
        self._wording = wording

    async def shown(self, meeting_id: int) -> ShownMeeting | None:
        def work(unit: Unit) -> ShownMeeting | None:
            meeting = unit.meetings.get(meeting_id)
            return shown_meeting(unit, meeting) if meeting is not None else None

        return await self._database.read(work)

    async def listing(self, caller: Caller, *, now: datetime) -> Listing:
        """What is to come, soonest first: of what is not for everyone only what the caller may attend."""

        def work(unit: Unit) -> Listing:
            community = community_of(unit, caller.community)
            actor, heads = acting(unit, caller), heads_of(unit, community.id)

            def theirs(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
                return tuple(
                    one
                    for one in meetings
                    if one.may_attend(actor, heads | frozenset(unit.meetings.people(one.id)))
                )

            coming = unit.meetings.coming(community.id, since=now.astimezone(community.zone).date())
            to_come = [one for one in coming if one.ends is not None and one.ends > now]
            finding = theirs(unit.meetings.finding(community.id))
            may_plan = plans(actor, heads)
            asked = [one for one in finding if may_plan or caller.id in unit.meetings.people(one.id)]
            return Listing(community, theirs(to_come), tuple(asked), may_plan)

        return await self._database.read(work)

    async def come(
        self, meeting_id: int, coming: Coming, caller: Caller, locale: str, *, now: datetime
    ) -> Attending:
        """Say whether one comes; saying it anew replaces it. Nobody needs to be a member for a public one."""

        def work(unit: Unit) -> Attending:
            meeting = held_meeting(unit, meeting_id, caller)
            meeting.must_be_attendable(acting(unit, caller), _expected(unit, meeting))
            meeting.must_be_planned()
            if meeting.ends is not None and meeting.ends <= now:
                raise Refusal("This meeting is over.")
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.meetings.say_coming(meeting.id, caller.id, coming, now=now)
                leads, _ = wish_of(unit, meeting.community, caller.id)
                unit.meetings.put_wish(meeting.community, caller.id, leads, locale)
                unit.postings.touch(meeting.community, meeting_subject(meeting.id))
            leads, _ = wish_of(unit, meeting.community, caller.id)
            unreachable = unit.postings.take_unreachable(meeting.community, caller.id)
            return Attending(shown_meeting(unit, meeting), coming, leads, unreachable)

        return await self._database.write(work)

    async def who(self, meeting_id: int, caller: Caller) -> ShownMeeting:
        """Who comes, by name: for who plans meetings."""

        def work(unit: Unit) -> ShownMeeting:
            meeting = existing_meeting(unit, meeting_id, caller)
            if not plans(acting(unit, caller), heads_of(unit, meeting.community)):
                raise Refusal("Who comes is shown by name to sector heads only. The card shows how many.")
            return shown_meeting(unit, meeting)

        return await self._database.read(work)

    async def attendable(self, meeting_id: int, caller: Caller) -> ShownMeeting:
        """The meeting, if the caller may come to it."""

        def work(unit: Unit) -> ShownMeeting:
            meeting = existing_meeting(unit, meeting_id, caller)
            meeting.must_be_attendable(acting(unit, caller), _expected(unit, meeting))
            return shown_meeting(unit, meeting)

        return await self._database.read(work)

    async def may_change(self, meeting_id: int, caller: Caller) -> Meeting:
        """The meeting, if the caller may move or cancel it now; for asking before a form is opened."""

        def work(unit: Unit) -> Meeting:
            meeting = existing_meeting(unit, meeting_id, caller)
            _must_change(unit, meeting, caller)
            return meeting

        return await self._database.read(work)

    async def move(
        self,
        meeting_id: int,
        caller: Caller,
        *,
        starts: datetime | None = None,
        place: str | None = None,
        channel: int | None = None,
        channel_name: str = "",
        now: datetime,
    ) -> Meeting:
        """Another time, another place, or both. Everyone who counts on it is told."""

        def work(unit: Unit) -> Meeting:
            before = held_meeting(unit, meeting_id, caller)
            _must_change(unit, before, caller)
            before.must_be_planned()
            after = before
            if starts is not None:
                if starts <= now:
                    raise Refusal(
                        "{when} has passed already. Give dates that are still to come.", when=starts
                    )
                local = starts.astimezone(before.zone)
                after = replace(after, day=local.date(), at=local.time().replace(tzinfo=None), why=())
            if place is not None:
                after = replace(after, place=place_of(place), channel=None, channel_name="")
            if channel is not None:
                kept = after.place if place is not None else ""
                after = replace(after, channel=channel, channel_name=channel_name, place=kept)
            if after == before or not unit.clicks.is_new(caller.interaction, now=now):
                return before
            return change(unit, before, after, "meeting.move", self._wording, by=caller.id, now=now)

        return await self._database.write(work)

    async def cancel(self, meeting_id: int, caller: Caller, reason: str, *, now: datetime) -> Meeting:
        """It does not take place, and why. One without a date yet is cancelled just as well."""

        def work(unit: Unit) -> Meeting:
            before = held_meeting(unit, meeting_id, caller)
            _must_change(unit, before, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return before
            if before.stage is not Stage.FINDING:
                before.must_be_planned()
            why = without_pings(within(one_line(reason), MOST_REASON, Message("The reason")))
            if not why:
                raise Refusal("Say why in a sentence; people will read it.")
            after = replace(before, stage=Stage.CANCELLED, reason=why)
            return change(unit, before, after, "meeting.cancel", self._wording, by=caller.id, now=now)

        return await self._database.write(work)

    async def over(self, meeting_id: int, *, now: datetime) -> None:
        """It has been: its card asks nobody any more."""

        def work(unit: Unit) -> None:
            meeting = unit.meetings.get(meeting_id)
            if meeting is not None:
                show(unit, meeting)

        await self._database.write(work)

    def calendar(self, shown: ShownMeeting) -> bytes:
        """The meeting for a calendar. Every later one has the same UID, and so takes its place."""
        return calendar_of(shown.meeting, shown.community, self._wording)


def shown_meeting(unit: Unit, meeting: Meeting, was: Meeting | None = None) -> ShownMeeting:
    """`was`: as it was before the change that is told of."""
    return ShownMeeting(
        community_of(unit, meeting.community),
        meeting,
        unit.meetings.comings(meeting.id),
        asked_of(unit, meeting),
        was,
    )


def _expected(unit: Unit, meeting: Meeting) -> frozenset[int]:
    """Who was asked, and who answered before: in a private message nobody's roles are known."""
    return asked_of(unit, meeting) | frozenset(unit.meetings.comings(meeting.id))


def _must_change(unit: Unit, meeting: Meeting, caller: Caller) -> None:
    if caller.id != meeting.planner:
        must_plan(acting(unit, caller), heads_of(unit, meeting.community))
