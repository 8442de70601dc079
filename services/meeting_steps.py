"""What every change of a meeting brings with it, inside a transaction: the journal, the row of the agenda
that shows it, the messages, the reminders, and telling people."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Protocol

from domain.appointments import LEADING_SECTOR
from domain.communities import Channel, Community
from domain.events import Details, Event, Happening
from domain.events import Stage as EventStage
from domain.meetings.meeting import Coming, Meeting, Stage
from domain.meetings.notes import Note, plain
from domain.meetings.reminding import USUAL, Lead, moment
from domain.postings import Surface, Wanted, subject_of
from domain.refusal import Refusal
from domain.sectors import Part
from services.acting import Caller, community_of
from services.interest import follow
from services.meeting_due import agenda_later
from services.planning import plan as plan_postings
from services.planning import tell_interested
from storage.unit import Unit

REMIND: Final = "meeting.remind"
"""The timers of reminders; their subject is "meeting:lead"."""
ASK: Final = "meeting.ask"
"""When who has not answered is reminded of that."""
LIMIT: Final = "meeting.limit"
"""When the answers should be there, and later when the last of the dates has come."""
FIX: Final = "meeting.fix"
"""When, everyone having answered, the best date fixes itself; see `GRACE`."""
OVER: Final = "meeting.over"
"""When it has been, and its card asks nobody any more."""

GRACE: Final = timedelta(minutes=10)
"""So long after the last answer a date fixes itself: who answered last can still correct it."""

DISCORD: Final = "Discord"
_MADE_BY: Final = "De Sektor"
_ASKED_BEFORE: Final = timedelta(days=2)


class Wording(Protocol):
    """The words that a public meeting has in the agenda, for who does not speak here."""

    def __call__(self, meeting: Meeting, community: Community) -> tuple[str, str]:
        """Its title and its description."""


def meeting_subject(meeting_id: int) -> str:
    return f"meeting:{meeting_id}"


def heads_of(unit: Unit, community_id: int) -> frozenset[int]:
    """The sector heads and their deputies."""
    return frozenset(one.person for one in unit.communities.appointments(community_id))


def chooser_of(unit: Unit, meeting: Meeting) -> int | None:
    """Who decides about it: who planned it, or for what comes round by itself the head of De Sektor."""
    if meeting.planner is not None:
        return meeting.planner
    carried = unit.communities.appointments(meeting.community)
    people = {(one.sector, one.part): one.person for one in carried}
    return people.get((LEADING_SECTOR, Part.HEAD)) or people.get((LEADING_SECTOR, Part.DEPUTY))


def asked_of(unit: Unit, meeting: Meeting) -> frozenset[int]:
    """Who is asked for dates and expected: the heads of now, and who was asked by name."""
    return heads_of(unit, meeting.community) | frozenset(unit.meetings.people(meeting.id))


def existing_meeting(unit: Unit, meeting_id: int, caller: Caller) -> Meeting:
    """The meeting, if it is one of the community in which the caller is."""
    return _of_here(unit.meetings.get(meeting_id), caller)


def held_meeting(unit: Unit, meeting_id: int, caller: Caller) -> Meeting:
    """The same, held until the transaction ends: what is decided by it is still so when it is stored."""
    return _of_here(unit.meetings.locked(meeting_id), caller)


def _of_here(meeting: Meeting | None, caller: Caller) -> Meeting:
    if meeting is None or caller.community not in {meeting.community, 0}:
        raise Refusal("This meeting does not exist any more. `/meeting list` shows those that there are.")
    return meeting


def begin(
    unit: Unit,
    meeting: Meeting,
    wording: Wording,
    *,
    by: int | None,
    now: datetime,
) -> Meeting | None:
    """Store a new meeting and show it; None when its period has one. Its dates and people are added after."""
    stored = unit.meetings.add(meeting)
    if stored is None:
        return None
    journal(unit, None, stored, "meeting.plan", by=by, now=now)
    if stored.stage is Stage.PLANNED:
        return settled(unit, stored, wording, by=by, now=now)
    return stored


def open_dates(unit: Unit, meeting: Meeting, *, now: datetime) -> None:
    """Put the dates to the people: the message, and the timers."""
    assert meeting.limit is not None
    show(unit, meeting)
    early = max(meeting.limit - _ASKED_BEFORE, now + (meeting.limit - now) / 2)
    unit.timers.set(ASK, str(meeting.id), early)
    unit.timers.set(LIMIT, str(meeting.id), meeting.limit)
    unit.hint("timers")


def fix(
    unit: Unit,
    meeting: Meeting,
    day: date,
    at: time,
    why: Iterable[Note],
    wording: Wording,
    *,
    by: int | None,
    now: datetime,
) -> Meeting:
    """The meeting is then."""
    after = replace(meeting, stage=Stage.PLANNED, day=day, at=at, why=tuple(why))
    unit.timers.drop(ASK, str(meeting.id))
    unit.timers.drop(LIMIT, str(meeting.id))
    unit.timers.drop(FIX, str(meeting.id))
    return change(unit, meeting, after, "meeting.fix", wording, by=by, now=now)


def change(
    unit: Unit,
    before: Meeting,
    after: Meeting,
    action: str,
    wording: Wording,
    *,
    by: int | None,
    now: datetime,
    tells: bool = True,
) -> Meeting:
    """Store what became of a meeting, and all that follows from it. Without `tells` nobody hears of it by
    private message."""
    after = replace(after, sequence=before.sequence + 1, updated_at=now)
    unit.meetings.save(after)
    journal(unit, before, after, action, by=by, now=now)
    return settled(unit, after, wording, by=by, now=now, tells=tells)


def settled(
    unit: Unit, meeting: Meeting, wording: Wording, *, by: int | None, now: datetime, tells: bool = True
) -> Meeting:
    """Have the agenda, the messages and the timers agree with the meeting, and tell who counts on it."""
    meeting = _in_agenda(unit, meeting, wording, now)
    show(unit, meeting)
    remind_later(unit, meeting, now=now)
    agenda_later(unit, meeting, now=now)
    starts = meeting.starts
    if tells and starts is not None and starts > now and meeting.stage in {Stage.PLANNED, Stage.CANCELLED}:
        told = people_concerned(unit, meeting) - ({by} if by is not None else frozenset())
        for person in sorted(told):
            unit.postings.tell(
                meeting.community,
                f"meeting-news:{meeting.id}:{meeting.sequence}",
                Wanted(Surface.MEETING_NEWS, person),
            )
        unit.hint("postings")
    return meeting


def people_concerned(unit: Unit, meeting: Meeting) -> frozenset[int]:
    """Who is told of changes and reminded: who is expected, and who said that they come or maybe come; not
    who said that they do not."""
    said = unit.meetings.comings(meeting.id)
    declined = {person for person, coming in said.items() if coming is Coming.NO}
    return (asked_of(unit, meeting) | frozenset(said)) - declined


def show(unit: Unit, meeting: Meeting) -> None:
    """Have the meeting's messages stand in the meetings channel: its dates as long as they are asked for (and
    what came of that), its card once it has a date."""
    place = unit.communities.channels(meeting.community).get(Channel.MEETINGS)
    wanted = set()
    if place is not None:
        if meeting.limit is not None:
            wanted.add(Wanted(Surface.MEETING_DATES, place))
        if meeting.day is not None:
            wanted.add(Wanted(Surface.MEETING, place))
    unit.postings.plan(meeting.community, meeting_subject(meeting.id), wanted)
    unit.hint("postings")


def remind_later(unit: Unit, meeting: Meeting, *, now: datetime) -> None:
    """Set the reminders of a meeting that is to come anew; drop them for any other."""
    starts, ends = meeting.starts, meeting.ends
    for lead in Lead:
        subject = f"{meeting.id}:{lead}"
        if starts is None or meeting.stage is not Stage.PLANNED or moment(lead, starts, meeting.zone) <= now:
            unit.timers.drop(REMIND, subject)
        else:
            unit.timers.set(REMIND, subject, moment(lead, starts, meeting.zone))
    if ends is not None and meeting.stage is Stage.PLANNED and ends > now:
        unit.timers.set(OVER, str(meeting.id), ends)
    else:
        unit.timers.drop(OVER, str(meeting.id))
    unit.hint("timers")


def journal(
    unit: Unit, before: Meeting | None, after: Meeting, action: str, *, by: int | None, now: datetime
) -> None:
    """Write down what differs."""
    old, new = (_plain(before) if before is not None else {}), _plain(after)
    differing = sorted(name for name in new if old.get(name) != new[name] or name == "sequence")
    unit.journal.add(
        after.community,
        action,
        meeting_subject(after.id),
        at=now,
        actor=by,
        before={name: old[name] for name in differing if name in old} or None,
        after={name: new[name] for name in differing},
    )


def _plain(meeting: Meeting) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in Meeting.__dataclass_fields__:
        value = getattr(meeting, name)
        if name == "why":
            values[name] = plain(meeting.why)
        elif isinstance(value, date | time):
            values[name] = value.isoformat()
        elif name not in {"id", "created_at", "updated_at"}:
            values[name] = value
    values.pop("created_at", None)
    values.pop("updated_at", None)
    return values


def _in_agenda(unit: Unit, meeting: Meeting, wording: Wording, now: datetime) -> Meeting:
    """A public meeting with a date has a row in the agenda, which every window shows; nothing else has."""
    if not meeting.is_public or meeting.day is None:
        return meeting
    community = community_of(unit, meeting.community)
    known = unit.events.locked(meeting.event) if meeting.event is not None else None
    event = _event(meeting, community, wording, known, now)
    if known is None:
        event = unit.events.add(event)
        meeting = replace(meeting, event=event.id)
        unit.meetings.save(meeting)
    else:
        unit.events.save(event)
    plan_postings(unit, event)
    if known is not None:
        follow(unit, event, now=now)
        tell_interested(unit, known, event, by=None, now=now)
    unit.postings.touch(meeting.community, subject_of(event.id))
    return meeting


def place_in_agenda(meeting: Meeting) -> str:
    """Where it is for who reads it outside Discord; the link leads to the channel."""
    if meeting.place or meeting.channel is None:
        return meeting.place
    return f"{DISCORD} · {meeting.channel_name}" if meeting.channel_name else DISCORD


def link_of(meeting: Meeting) -> str:
    """The address of the channel in which it is, if it is in one."""
    if meeting.channel is None:
        return ""
    return f"https://discord.com/channels/{meeting.community}/{meeting.channel}"


def _event(
    meeting: Meeting, community: Community, wording: Wording, known: Event | None, now: datetime
) -> Event:
    starts = meeting.starts
    assert starts is not None
    title, description = wording(meeting, community)
    details = Details(
        title=title,
        starts=starts,
        ends=meeting.ends,
        place=place_in_agenda(meeting),
        description=description,
        language=meeting.language,
        link=link_of(meeting),
    )
    cancelled = meeting.stage is Stage.CANCELLED
    named = ("title", "starts", "ends", "place", "description", "language", "link")
    return Event(
        id=known.id if known is not None else 0,
        community=meeting.community,
        details=details,
        stage=EventStage.PUBLISHED,
        happening=Happening.CANCELLED if cancelled else Happening.SCHEDULED,
        reason=meeting.reason if cancelled else "",
        made_by=_MADE_BY,
        touched=frozenset({*named, "time_known", "venue_id", "happening"}),
        origins=dict.fromkeys(named, f"meeting:{meeting.id}"),
        merged_into=known.merged_into if known is not None else None,
        sequence=meeting.sequence,
        created_at=known.created_at if known is not None else now,
        updated_at=now,
    )


def wish_of(unit: Unit, community_id: int, person: int) -> tuple[frozenset[Lead], str]:
    """When somebody is reminded of meetings, and the language they read ("" if it is not known)."""
    return unit.meetings.wishes(community_id, [person]).get(person, (USUAL, ""))
