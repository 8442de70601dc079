"""What every change of an event brings with it: the journal, and the messages that show it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from domain.events import Event
from domain.gathering import what_readers_must_hear
from domain.postings import Surface, Wanted, subject_of, wanted_for
from domain.refusal import Refusal
from services.acting import IN_DM, Caller
from services.interest import follow
from storage.unit import Unit


def existing(unit: Unit, event_id: int, caller: Caller) -> Event:
    """The event, if it is one of the community in which the caller is."""
    return _of_here(standing(unit, event_id), caller)


def standing(unit: Unit, event_id: int) -> Event | None:
    """The event that stands for this id: another one, if the two were found to be one."""
    event = unit.events.get(event_id)
    if event is not None and event.merged_into is not None:
        return unit.events.get(unit.events.standing_for(event.merged_into))
    return event


def held(unit: Unit, event_id: int, caller: Caller) -> Event:
    """The same, held until the transaction ends: what is decided by it is still so when it is stored."""
    event = unit.events.locked(event_id)
    if event is not None and event.merged_into is not None:
        event = unit.events.locked(unit.events.standing_for(event.merged_into))
    return _of_here(event, caller)


def _of_here(event: Event | None, caller: Caller) -> Event:
    if event is None or caller.community not in {event.community, IN_DM}:
        raise Refusal("This event does not exist any more. `/event mine` shows yours.")
    return event


def plan(unit: Unit, event: Event) -> None:
    """Have the event's messages stand where they should now."""
    subject = subject_of(event.id)
    unit.postings.plan(
        event.community, subject, wanted_for(event, unit.communities.channels(event.community))
    )
    unit.hint("postings")


def ask_again(unit: Unit, event: Event) -> None:
    """Have the review card stand at the end of the review channel: the editors have to look once more."""
    unit.postings.repeat(event.community, subject_of(event.id), Surface.REVIEW)


def tell(unit: Unit, event: Event, notice: Surface) -> None:
    """Tell the submitter, in a message of their own."""
    if event.submitter is not None:
        unit.postings.tell(event.community, subject_of(event.id), Wanted(notice, event.submitter))
        unit.hint("postings")


def tell_interested(unit: Unit, before: Event, after: Event, *, by: int | None, now: datetime) -> None:
    """Tell everyone who is interested, but who did it, when what they count on has changed; and have them
    reminded of it as it is now."""
    if _reminds_of(before) != _reminds_of(after):
        follow(unit, after, now=now)
    over = before.details.starts < now and after.details.starts < now
    if not (before.is_public and after.is_public) or over or not what_readers_must_hear(before, after):
        return
    people = [person for person in unit.events.people_interested(after.id) if person != by]
    if not people:
        return
    number = unit.changes.add(after.id, _told(before), _told(after), at=now)
    for person in people:
        unit.postings.tell(after.community, f"change:{number}", Wanted(Surface.CHANGED, person))
    unit.hint("postings")


def _reminds_of(event: Event) -> tuple[object, ...]:
    return event.details.starts, event.details.time_known, event.is_public, event.happening


def _told(event: Event) -> dict[str, Any]:
    details = event.details
    return {
        "starts": details.starts,
        "ends": details.ends,
        "time_known": details.time_known,
        "place": details.place,
        "venue_id": details.venue_id,
        "happening": event.happening,
    }


def journalled(
    unit: Unit, before: Event | None, after: Event, action: str, actor: int | None, now: datetime
) -> None:
    """Write down what differs."""
    old, new = (_plain(before) if before else {}), _plain(after)
    differing = {name for name in new if old.get(name) != new[name]}
    unit.journal.add(
        after.community,
        action,
        subject_of(after.id),
        at=now,
        actor=actor,
        before={name: old[name] for name in sorted(differing) if name in old} or None,
        after={name: new[name] for name in sorted(differing)},
    )


def _plain(event: Event) -> dict[str, Any]:
    values = asdict(event)
    values.update(values.pop("details"))
    return {name: _json(value) for name, value in values.items() if name != "updated_at"}


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    return value
