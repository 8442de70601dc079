"""Who leaves the server: they are not waited for, told, or counted on any more."""

from dataclasses import replace
from datetime import datetime

from domain.meetings.meeting import Coming
from services.meeting_due import agenda_subject
from services.meeting_polls import dates_of, fix_soon
from services.meeting_steps import heads_of, meeting_subject, show
from storage.database import Database
from storage.unit import Unit


class MeetingPeople:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def counted_on(self, community_id: int, *, now: datetime) -> frozenset[int]:
        """Everyone whom a date, a meeting to come, its agenda or an action point waits for."""

        def work(unit: Unit) -> frozenset[int]:
            people = set(heads_of(unit, community_id))
            people |= {one.person for one in unit.minutes.open_actions(community_id)}
            for meeting in _to_come(unit, community_id, now):
                one = unit.meetings.get(meeting)
                people |= set(unit.meetings.people(meeting))
                said = unit.meetings.comings(meeting)
                people |= {person for person, coming in said.items() if coming is not Coming.NO}
                people |= {item.owner for item in unit.minutes.items(meeting) if item.owner is not None}
                people |= {one.planner} if one is not None and one.planner is not None else set()
            return frozenset(people)

        return await self._database.read(work)

    async def left(self, community_id: int, person: int, *, now: datetime) -> None:
        """Somebody is not on the server any more: their answers count no longer, and are not waited for; what
        they would lead or do waits for somebody else. Told twice it is done once."""

        def work(unit: Unit) -> None:
            for number in _to_come(unit, community_id, now):
                meeting = unit.meetings.locked(number)
                if meeting is None:
                    continue
                asked = unit.meetings.forget_person(number, person)
                came = person in unit.meetings.comings(number)
                unit.meetings.take_back(number, person)
                if meeting.planner == person:
                    # the head of De Sektor decides then
                    unit.meetings.save(replace(meeting, planner=None, updated_at=now))
                if meeting.limit is not None and meeting.day is None:
                    unit.meeting_polls.forget(number, person)
                    fix_soon(unit, dates_of(unit, meeting), now, without=person)
                    show(unit, meeting)
                elif asked or came:
                    unit.postings.touch(community_id, meeting_subject(number))
            for number in unit.minutes.hand_back(community_id, person):
                unit.postings.touch(community_id, agenda_subject(number))
                unit.postings.touch(community_id, f"meeting-room:{number}")
            unit.minutes.put_gone(community_id, person, True)

        await self._database.write(work)

    async def back(self, community_id: int, person: int) -> None:
        """Somebody is on the server again: what they would do is theirs as before."""
        await self._database.write(lambda unit: unit.minutes.put_gone(community_id, person, False))


def _to_come(unit: Unit, community_id: int, now: datetime) -> list[int]:
    community = unit.communities.get(community_id)
    if community is None:
        return []
    coming = unit.meetings.coming(community_id, since=now.astimezone(community.zone).date())
    return [one.id for one in (*coming, *unit.meetings.finding(community_id))]
