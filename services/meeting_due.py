"""When the agenda of a meeting goes up, and what belongs on it by itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from babel.dates import format_date

from domain.communities import Channel
from domain.desk.seeing import Reader
from domain.meetings.agenda import (
    MOST_TITLE,
    Due,
    Item,
    Source,
    fills_itself,
    in_usual_order,
    takes_decisions,
)
from domain.meetings.kinds import Audience, Kind
from domain.meetings.meeting import Meeting, Stage
from domain.postings import Surface, Wanted
from domain.texts import shortened
from storage.unit import Unit

AGENDA: Final = "meeting.agenda"
"""When the agenda is posted; its subject is the meeting."""
_MORNING: Final = time(10)
_DESK: Final = 1
"""There is one desk, and so one item for it."""


def agenda_subject(meeting_id: int) -> str:
    return f"meeting-agenda:{meeting_id}"


def agenda_later(unit: Unit, meeting: Meeting, *, now: datetime) -> None:
    """The agenda goes up at ten the day before; at once for what was planned later than that. One that stands
    already follows the meeting, and goes with a cancellation."""
    starts = meeting.starts
    if meeting.stage is not Stage.PLANNED or meeting.day is None or starts is None or starts <= now:
        unit.timers.drop(AGENDA, str(meeting.id))
        if meeting.stage is Stage.CANCELLED:
            unit.postings.withdraw(meeting.community, agenda_subject(meeting.id))
        return
    due = datetime.combine(meeting.day - timedelta(days=1), _MORNING, meeting.zone).astimezone(UTC)
    if due > now:
        # moved to later: it is posted anew, then
        unit.postings.withdraw(meeting.community, agenda_subject(meeting.id))
    unit.timers.set(AGENDA, str(meeting.id), max(due, now))
    unit.hint("timers")


def post_agenda(unit: Unit, meeting: Meeting) -> None:
    place = unit.communities.channels(meeting.community).get(Channel.MEETINGS)
    wanted = {Wanted(Surface.MEETING_AGENDA, place)} if place is not None else set()
    unit.postings.plan(meeting.community, agenda_subject(meeting.id), wanted)
    unit.hint("postings")


def gathered(unit: Unit, meeting: Meeting) -> list[Item]:
    """The items, after what is due by now was added and what is not any more was taken off."""
    if meeting.stage not in {Stage.PLANNED, Stage.FINDING}:
        return unit.minutes.items(meeting.id)
    due = in_usual_order(_due(unit, meeting))
    keys = {one.key for one in due}
    for item in unit.minutes.items(meeting.id):
        if item.source is not Source.PERSON and (item.source, item.about) not in keys and not item.notes:
            unit.minutes.forget_item(item.id)
    stands = {(item.source, item.about): item for item in unit.minutes.items(meeting.id)}
    for one in due:
        known = stands.get(one.key)
        if known is None:
            unit.minutes.add_due(meeting.id, one)
        elif one.source is Source.QUESTION and known.title != one.title:
            unit.minutes.save_item(replace(known, title=one.title, english=one.english))
    return unit.minutes.items(meeting.id)


def _due(unit: Unit, meeting: Meeting) -> list[Due]:
    if not fills_itself(meeting.kind) or meeting.day is None:
        return []
    community = meeting.community
    found = [
        Due(Source.MINUTES, number, _day_of(unit, number))
        for number in unit.minutes.drafts(community, meeting.kind, meeting.day)
        if number != meeting.id
    ]
    kind = None if meeting.kind is Kind.MONTHLY else meeting.kind
    found += [
        Due(Source.ACTION, one.id, one.what, None if one.gone else one.person)
        for one in unit.minutes.open_actions(community, kind=kind)
    ]
    found += _questions(unit, meeting)
    decisions = [(Source.REVIEW, one) for one in unit.decisions.to_review(community, meeting.day)]
    decisions += [(Source.DECISION, one) for one in unit.decisions.running(community)]
    found += [
        Due(source, one.id, f"{one.name} {one.terms.title}", one.terms.owner)
        for source, one in decisions
        if takes_decisions(meeting.kind, meeting.audience, public=one.terms.public)
    ]
    return found


def _questions(unit: Unit, meeting: Meeting) -> list[Due]:
    """How many questions at the desk have no answer yet and since when the oldest waits, by sector; where
    others than the heads come, of those that everyone may see. What is asked stays at the desk."""
    sectors = unit.communities.sectors(meeting.community)
    among_heads = meeting.kind is Kind.MONTHLY and meeting.audience is Audience.HEADS
    keys = frozenset(sector.key for sector in sectors) if among_heads else frozenset()
    reader = Reader(0, keys)
    counts = unit.desk.count_open(meeting.community, reader)
    oldest = unit.desk.oldest_open(meeting.community, reader)
    waiting = [
        (sector, counts[sector.key], oldest[sector.key].astimezone(meeting.zone).date())
        for sector in sectors
        if counts.get(sector.key)
    ]
    if not waiting:
        return []
    dutch = ", ".join(f"{sector.nl} ({n}, sinds {_short(day, 'nl')})" for sector, n, day in waiting)
    english = ", ".join(f"{sector.en} ({n}, since {_short(day, 'en')})" for sector, n, day in waiting)
    title = shortened(dutch, MOST_TITLE)
    return [Due(Source.QUESTION, _DESK, title, english=shortened(english, MOST_TITLE))]


def _day_of(unit: Unit, meeting_id: int) -> str:
    meeting = unit.meetings.get(meeting_id)
    return meeting.day.isoformat() if meeting is not None and meeting.day is not None else ""


def _short(day: date, locale: str) -> str:
    """1 mrt, 1 Mar."""
    return format_date(day, "d MMM", locale=locale).replace(".", "")
