"""A meeting as a file for calendars; every later one has the same UID, and so takes its place."""

from domain.communities import Community
from domain.events import Details, Event, Happening
from domain.events import Stage as EventStage
from domain.ics import calendar_file, uid_of, uid_of_meeting
from domain.meetings.meeting import Meeting, Stage
from domain.refusal import Refusal
from services.meeting_steps import Wording, link_of, place_in_agenda


def calendar_of(meeting: Meeting, community: Community, wording: Wording) -> bytes:
    starts = meeting.starts
    if starts is None:
        raise Refusal("This meeting has no date yet. Fix one first.")
    title, description = wording(meeting, community)
    event = Event(
        id=meeting.event or 0,
        community=meeting.community,
        details=Details(
            title=title,
            starts=starts,
            ends=meeting.ends,
            place=place_in_agenda(meeting),
            description=description,
            link=link_of(meeting),
        ),
        stage=EventStage.PUBLISHED,
        happening=Happening.CANCELLED if meeting.stage is Stage.CANCELLED else Happening.SCHEDULED,
        sequence=meeting.sequence,
        created_at=meeting.created_at,
        updated_at=meeting.updated_at,
    )
    uid = uid_of(event) if meeting.event is not None else uid_of_meeting(meeting.id, meeting.community)
    return calendar_file(event, zone=meeting.zone, now=meeting.updated_at, uid=uid)
