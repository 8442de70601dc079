"""Meetings in a voice or stage channel, when the channels of the server change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.meetings.kinds import recurring
from domain.meetings.meeting import Meeting, Stage
from domain.postings import Surface, Wanted
from services.meeting_reminders import locale_for
from services.meeting_steps import Wording, change, chooser_of
from services.meetings import ShownMeeting, shown_meeting
from storage.database import Database
from storage.unit import Unit


class MeetingRooms:
    def __init__(self, database: Database, wording: Wording) -> None:
        self._database = database
        self._wording = wording

    async def are(self, community_id: int, rooms: Mapping[int, str], *, now: datetime) -> None:
        """These voice and stage channels there are on the server, with their names. What was to be in another
        has no place any more, and who planned it is asked for one, once; the others hear it when there is
        one. The rhythm plans nothing in a channel that is gone."""

        def work(unit: Unit) -> None:
            community = unit.communities.get(community_id)
            if community is None:
                return
            for kind in recurring():
                rule = unit.meetings.rule(community_id, kind)
                if rule.channel is not None:
                    after = replace(rule, **_room(rule.channel, rooms))
                    if after != rule:
                        unit.meetings.put_rule(community_id, after)
            today = now.astimezone(community.zone).date()
            coming = unit.meetings.coming(community_id, since=today)
            for number in [one.id for one in (*coming, *unit.meetings.finding(community_id))]:
                meeting = unit.meetings.locked(number)
                if meeting is not None and meeting.channel is not None:
                    self._keep(unit, meeting, meeting.channel, rooms, now)

        await self._database.write(work)

    def _keep(
        self, unit: Unit, meeting: Meeting, channel: int, rooms: Mapping[int, str], now: datetime
    ) -> None:
        if meeting.stage not in {Stage.PLANNED, Stage.FINDING}:
            return
        after = replace(meeting, **_room(channel, rooms))
        if after == meeting:
            return
        after = change(unit, meeting, after, "meeting.room", self._wording, by=None, now=now, tells=False)
        chooser = chooser_of(unit, after)
        if after.channel is None and not after.place and chooser is not None:
            subject = f"meeting-place:{after.id}:{after.sequence}"
            unit.postings.tell(after.community, subject, Wanted(Surface.MEETING_PLACE, chooser))
            unit.hint("postings")

    async def asked(self, meeting_id: int, person: int) -> tuple[ShownMeeting, str] | None:
        """The meeting whose place is asked for, and the language that the person reads; None when there is
        one by now."""

        def work(unit: Unit) -> tuple[ShownMeeting, str] | None:
            meeting = unit.meetings.get(meeting_id)
            if meeting is None or meeting.channel is not None or meeting.place:
                return None
            if meeting.stage not in {Stage.PLANNED, Stage.FINDING}:
                return None
            return shown_meeting(unit, meeting), locale_for(unit, meeting.community, person)

        return await self._database.read(work)


def _room(channel: int, rooms: Mapping[int, str]) -> dict[str, Any]:
    if channel in rooms:
        return {"channel_name": rooms[channel]}
    return {"channel": None, "channel_name": ""}
