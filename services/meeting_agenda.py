"""The agenda of a meeting: putting something on it, ordering and timing it, posting it the day before."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.communities import Community
from domain.meetings.agenda import (
    MOST_ITEMS,
    USUAL_MINUTES,
    Item,
    english_typed,
    minutes_wanted,
    moved,
    over_time,
    timetable,
    title_typed,
)
from domain.meetings.meeting import Meeting, Stage, plans
from domain.postings import Surface
from domain.refusal import Refusal
from services.acting import Caller, acting, community_of
from services.meeting_due import AGENDA, agenda_later, agenda_subject, gathered, post_agenda
from services.meeting_steps import asked_of, heads_of, held_meeting
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownAgenda:
    """`times`: when each item begins, empty while there is no date. `over`: minutes beyond the meeting's.
    `chairs`: whether the reader may order it."""

    community: Community
    meeting: Meeting
    items: tuple[Item, ...]
    times: tuple[datetime, ...]
    over: int
    chairs: bool = False


class MeetingAgendaService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, caller: Caller, meeting_id: int, *, now: datetime) -> ShownAgenda:
        """The agenda as it is now, with what is due; without a number that of the next meeting."""

        def work(unit: Unit) -> ShownAgenda:
            meeting = attended(unit, caller, meeting_id, now)
            return _shown(unit, meeting, gathered(unit, meeting), chairs=chairs(unit, meeting, caller))

        return await self._database.write(work)

    async def posted(self, meeting_id: int) -> ShownAgenda | None:
        """For the message in the channel."""

        def work(unit: Unit) -> ShownAgenda | None:
            meeting = unit.meetings.get(meeting_id)
            return _shown(unit, meeting, unit.minutes.items(meeting.id)) if meeting is not None else None

        return await self._database.read(work)

    async def add(
        self,
        caller: Caller,
        meeting_id: int,
        title: str,
        *,
        english: str = "",
        minutes: int = USUAL_MINUTES,
        owner: int | None = None,
        link: str = "",
        now: datetime,
    ) -> tuple[ShownAgenda, Item]:
        """Anyone who may come puts something on the agenda; the caller leads it if nobody is named."""

        def work(unit: Unit) -> tuple[ShownAgenda, Item]:
            meeting = attended(unit, caller, meeting_id, now)
            if meeting.stage not in {Stage.FINDING, Stage.PLANNED, Stage.UNDER_WAY}:
                raise Refusal("This meeting takes nothing more on its agenda. Choose the next one.")
            item = Item(
                meeting=meeting.id,
                position=0,
                title=title_typed(title),
                english=english_typed(english),
                owner=owner if owner is not None else caller.id,
                minutes=minutes_wanted(minutes),
                by=caller.id,
                link=link,
            )
            items = gathered(unit, meeting)
            if not unit.clicks.is_new(caller.interaction, now=now):
                same = [one for one in items if one.by == caller.id]
                if not same:
                    raise Refusal("That was dealt with already. `/meeting agenda show` shows the agenda.")
                return _shown(unit, meeting, items), same[-1]
            if len(items) >= MOST_ITEMS:
                raise Refusal(
                    "This agenda is full: {most} items are more than an evening holds.", most=MOST_ITEMS
                )
            added = unit.minutes.add_item(item)
            assert added is not None
            _journal(unit, meeting, "agenda.add", caller, now, after={"item": added.id, "title": added.title})
            _changed(unit, meeting)
            chair = chairs(unit, meeting, caller)
            return _shown(unit, meeting, unit.minutes.items(meeting.id), chairs=chair), added

        return await self._database.write(work)

    async def change(
        self,
        caller: Caller,
        item_id: int,
        *,
        place: int | None = None,
        minutes: int | None = None,
        owner: int | None = None,
        english: str | None = None,
        now: datetime,
    ) -> ShownAgenda:
        """Another place, time, owner or English line. The chair orders and times; the English line and the
        owner may be given by who put it there."""

        def work(unit: Unit) -> ShownAgenda:
            item, meeting = _held(unit, caller, item_id)
            chair = chairs(unit, meeting, caller)
            theirs = caller.id in {item.by, item.owner}
            if not chair and (not theirs or place is not None or minutes is not None):
                raise Refusal("The chair orders and times the agenda. Ask a sector head.")
            after = item
            if minutes is not None:
                after = replace(after, minutes=minutes_wanted(minutes))
            if owner is not None:
                after = replace(after, owner=owner)
            if english is not None:
                after = replace(after, english=english_typed(english))
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.minutes.save_item(after)
                if place is not None:
                    _order(unit, meeting, item.id, place)
                _journal(unit, meeting, "agenda.change", caller, now, after={"item": item.id, "place": place})
                _changed(unit, meeting)
            return _shown(unit, meeting, unit.minutes.items(meeting.id), chairs=chair)

        return await self._database.write(work)

    async def remove(self, caller: Caller, item_id: int, *, now: datetime) -> ShownAgenda:
        """Take an item off: the chair, or who put it there. What was talked about stays."""

        def work(unit: Unit) -> ShownAgenda:
            item, meeting = _held(unit, caller, item_id)
            chair = chairs(unit, meeting, caller)
            if not chair and caller.id not in {item.by, item.owner}:
                raise Refusal("Only the chair or who put it there takes an item off the agenda.")
            if item.begun_at is not None or item.notes:
                raise Refusal("This was talked about already, so it stays in the minutes.")
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.minutes.save_item(replace(item, dropped=True))
                _journal(
                    unit, meeting, "agenda.remove", caller, now, before={"item": item.id, "title": item.title}
                )
                _changed(unit, meeting)
            return _shown(unit, meeting, unit.minutes.items(meeting.id), chairs=chair)

        return await self._database.write(work)

    async def post(self, meeting_id: int, *, now: datetime) -> None:
        """What the timer is for: the day before, the agenda goes up. Not for what has begun by now."""

        def work(unit: Unit) -> None:
            meeting = unit.meetings.locked(meeting_id)
            if meeting is None or meeting.stage is not Stage.PLANNED:
                return
            if meeting.starts is None or meeting.starts <= now:
                return
            gathered(unit, meeting)
            post_agenda(unit, meeting)

        await self._database.write(work)

    async def wind(self, *, now: datetime) -> None:
        """On start: meetings that were planned before there were agendas get theirs, too."""

        def work(unit: Unit) -> None:
            for community in unit.communities.all():
                today = now.astimezone(community.zone).date()
                for meeting in unit.meetings.coming(community.id, since=today):
                    stands = unit.postings.messages_of
                    if unit.timers.get(AGENDA, str(meeting.id)) is None and not stands(
                        community.id, agenda_subject(meeting.id), Surface.MEETING_AGENDA
                    ):
                        agenda_later(unit, meeting, now=now)

        await self._database.write(work)


def attended(unit: Unit, caller: Caller, meeting_id: int, now: datetime) -> Meeting:
    """The meeting, if the caller may come; without a number the one under way, or else the next."""
    if meeting_id:
        meeting = held_meeting(unit, meeting_id, caller)
        meeting.must_be_attendable(acting(unit, caller), asked_of(unit, meeting))
        return meeting
    community = community_of(unit, caller.community)
    actor = acting(unit, caller)
    today = now.astimezone(community.zone).date()
    for one in [*unit.minutes.running(community.id), *_coming(unit, community, today)]:
        found = unit.meetings.locked(one)
        if found is None or not found.may_attend(actor, asked_of(unit, found)):
            continue
        if found.stage is Stage.UNDER_WAY or (
            found.stage is Stage.PLANNED and found.ends is not None and found.ends > now
        ):
            return found
    raise Refusal("No meeting is coming that you may attend. `/meeting list` shows them.")


def chairs(unit: Unit, meeting: Meeting, caller: Caller) -> bool:
    """Sector heads and who planned it: before the meeting any of them can order the agenda."""
    session = unit.minutes.session(meeting.id)
    if session is not None and session.chair == caller.id:
        return True
    return caller.id == meeting.planner or plans(acting(unit, caller), heads_of(unit, meeting.community))


def _coming(unit: Unit, community: Community, today: Any) -> list[int]:
    return [one.id for one in unit.meetings.coming(community.id, since=today)]


def _held(unit: Unit, caller: Caller, item_id: int) -> tuple[Item, Meeting]:
    item = unit.minutes.item(item_id)
    if item is None or item.dropped:
        raise Refusal("This item is not on the agenda any more. `/meeting agenda show` shows what is.")
    meeting = held_meeting(unit, item.meeting, caller)
    if meeting.stage is Stage.OVER:
        raise Refusal("This meeting is over. Its minutes stand in the meetings channel.")
    return item, meeting


def _order(unit: Unit, meeting: Meeting, item_id: int, place: int) -> None:
    items = {item.id: item for item in unit.minutes.items(meeting.id)}
    for position, number in enumerate(moved(list(items), item_id, place), start=1):
        if items[number].position != position:
            unit.minutes.save_item(replace(items[number], position=position))


def _changed(unit: Unit, meeting: Meeting) -> None:
    unit.postings.touch(meeting.community, agenda_subject(meeting.id))
    unit.postings.touch(meeting.community, f"meeting-room:{meeting.id}")


def _shown(unit: Unit, meeting: Meeting, items: list[Item], *, chairs: bool = False) -> ShownAgenda:
    starts = meeting.starts
    return ShownAgenda(
        community_of(unit, meeting.community),
        meeting,
        tuple(items),
        timetable(items, starts) if starts is not None else (),
        over_time(items, meeting.minutes),
        chairs,
    )


def _journal(
    unit: Unit,
    meeting: Meeting,
    action: str,
    caller: Caller,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    unit.journal.add(
        meeting.community,
        action,
        agenda_subject(meeting.id),
        at=now,
        actor=caller.id,
        before=before,
        after=after,
    )
