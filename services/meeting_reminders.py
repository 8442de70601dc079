"""Reminding people of meetings, and telling them of changes, each in their language."""

from dataclasses import replace
from datetime import date, datetime, time

from domain.meetings.meeting import Meeting, Stage
from domain.meetings.reminding import USUAL, Lead, moment, too_late
from domain.postings import Surface, Wanted
from services.acting import Caller, community_of
from services.meeting_steps import meeting_subject, people_concerned, remind_later, wish_of
from services.meetings import ShownMeeting, shown_meeting
from storage.database import Database
from storage.unit import Unit


class MeetingReminders:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def leads(
        self,
        community_id: int,
        caller: Caller,
        leads: frozenset[Lead] | None,
        locale: str,
        *,
        now: datetime,
    ) -> frozenset[Lead]:
        """When the caller is reminded of this community's meetings; `leads` sets it."""

        def work(unit: Unit) -> frozenset[Lead]:
            community_of(unit, community_id)
            if leads is not None and unit.clicks.is_new(caller.interaction, now=now):
                unit.meetings.put_wish(community_id, caller.id, leads, locale)
            return wish_of(unit, community_id, caller.id)[0]

        return await self._database.write(work)

    async def remind(self, meeting_id: int, lead: Lead, *, now: datetime) -> None:
        """What the timer is for: everyone who wants it is reminded, once for each beginning. What was moved
        to later is told later; what is too late by now is not told."""

        def work(unit: Unit) -> None:
            meeting = unit.meetings.locked(meeting_id)
            starts = meeting.starts if meeting is not None else None
            if meeting is None or starts is None or meeting.stage is not Stage.PLANNED:
                return
            due = moment(lead, starts, meeting.zone)
            if due > now:
                remind_later(unit, meeting, now=now)
                return
            if now >= too_late(lead, starts, meeting.zone):
                return
            people = people_concerned(unit, meeting)
            wishes = unit.meetings.wishes(meeting.community, people)
            what = f"{lead} {starts:%Y%m%dT%H%M}"
            for person in sorted(people):
                leads = wishes[person][0] if person in wishes else USUAL
                if lead in leads and unit.meetings.tell_once(meeting.id, what, person, now=now):
                    unit.postings.tell(
                        meeting.community,
                        f"meeting-soon:{meeting.id}:{lead}",
                        Wanted(Surface.MEETING_SOON, person),
                    )
            unit.hint("postings")

        await self._database.write(work)

    async def news(self, meeting_id: int, sequence: int, person: int) -> tuple[ShownMeeting, str] | None:
        """A change as it is told to a person, with the language they read ("" if it is not known); None when
        a later change says it better."""

        def work(unit: Unit) -> tuple[ShownMeeting, str] | None:
            meeting = unit.meetings.get(meeting_id)
            if meeting is None or meeting.sequence != sequence:
                return None
            return shown_meeting(unit, meeting, _was(unit, meeting)), locale_for(
                unit, meeting.community, person
            )

        return await self._database.read(work)

    async def told(self, meeting_id: int, person: int) -> tuple[ShownMeeting, str] | None:
        """A meeting, and the language that a person reads."""

        def work(unit: Unit) -> tuple[ShownMeeting, str] | None:
            meeting = unit.meetings.get(meeting_id)
            if meeting is None:
                return None
            return shown_meeting(unit, meeting), locale_for(unit, meeting.community, person)

        return await self._database.read(work)


def locale_for(unit: Unit, community_id: int, person: int) -> str:
    """The language in which they use Discord, as far as they ever showed it."""
    known = unit.preferences.get(community_id, person)
    return wish_of(unit, community_id, person)[1] or (known.locale if known is not None else "")


def _was(unit: Unit, meeting: Meeting) -> Meeting | None:
    """The meeting before its last change, as far as people must hear of it; None for a new one."""
    entries = unit.journal.of(meeting.community, meeting_subject(meeting.id))
    before = entries[-1]["before"] if entries else None
    if not before:
        return None
    values = {
        "day": date.fromisoformat(before["day"]) if before.get("day") else None,
        "at": time.fromisoformat(before["at"]) if "at" in before else meeting.at,
        "place": before.get("place", meeting.place),
        "channel": before.get("channel", meeting.channel),
        "stage": Stage(before["stage"]) if "stage" in before else meeting.stage,
    }
    if "day" not in before:
        values["day"] = meeting.day
    return replace(meeting, **values)
