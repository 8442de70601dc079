"""The server's own event list on Discord: what of the agenda should stand there, and the steps towards it.

Discord's rules (Guild Scheduled Event Resource): at most 100 events of a server are scheduled or under way,
of whomever; an event elsewhere needs an end after its start; a start lies in the future when it is set;
scheduled becomes active becomes completed, or scheduled becomes cancelled, and what is over stays over.
Discord itself begins an event elsewhere at its start and completes it at its end. One in a voice or stage
channel it does not begin: that is for us, and what nobody begins it cancels some hours later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Final
from zoneinfo import ZoneInfo

from domain.events import Event, Happening

MOST: Final = 100
"""Events that stand on one server's list at most, everybody's together."""

GUESSED_LENGTH: Final = timedelta(hours=3)
"""How long an event lasts for the list when nobody says when it ends."""

TOO_NEAR: Final = timedelta(minutes=1)
"""A start that is nearer than this could be past when Discord reads it."""

TIDIED_AFTER: Final = timedelta(hours=1)
"""What is over and still stands so much later is ended by us."""


@dataclass(frozen=True, slots=True)
class Span:
    """When something is, as the list needs it; `guessed` says that the end is ours."""

    starts: datetime
    ends: datetime
    guessed: bool


@dataclass(frozen=True, slots=True)
class Room:
    """A voice channel of the server, or one with a stage, in which an event is."""

    channel: int
    stage: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """As much of an event as decides whether it belongs on the list. `off`: it does not take place then
    (cancelled, or postponed without a new date). `stamp` changes with all that the list shows of it."""

    event: int
    span: Span
    off: bool
    sequence: int
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What we know of one event on Discord's list. Without `discord_id` nothing stands there.

    `stamp` is the event's when it was last brought up to date, `shown` the hash of what stands there.
    `attempted_at` (real time) is set before it is created and cleared when its id is known: with it and
    without an id it may stand there without our knowing. `removed` is the event's sequence when somebody took
    it off the list by hand, `refused` the stamp with which Discord would not have it. `channel` is the one in
    which it stands there, None for what is elsewhere.
    """

    event: int
    discord_id: int | None = None
    stamp: str = ""
    shown: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    active: bool = False
    attempted_at: datetime | None = None
    removed: int | None = None
    refused: str = ""
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One event as it stands on Discord's list. `key` is our mark in it, empty when it is not one of ours;
    `shown` the hash of what it shows, `interested` how many people are, None when Discord did not say."""

    discord_id: int
    key: str
    shown: str
    starts: datetime
    ends: datetime | None
    active: bool
    interested: int | None = None
    channel: int | None = None


class Act(StrEnum):
    CREATE = "create"
    EDIT = "edit"
    BEGIN = "begin"
    """It has begun already, earlier than the list says."""
    CANCEL = "cancel"
    """It does not take place; the list says so once more before it goes."""
    COMPLETE = "complete"
    """It was under way, and is over or has moved to another day."""
    DELETE = "delete"
    """It does not belong on the list (any more)."""


ENDINGS: Final = frozenset({Act.CANCEL, Act.COMPLETE, Act.DELETE})
"""After these nothing of ours stands there, and Discord has room again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request. `starts` and `ends` are what the list should say; `active`: it is under way there, and its
    start cannot be changed any more."""

    act: Act
    event: int
    discord_id: int | None
    starts: datetime
    ends: datetime
    active: bool = False


def span_of(starts: datetime, ends: datetime | None, time_known: bool, zone: ZoneInfo) -> Span:
    """An event without an end lasts `GUESSED_LENGTH`; one without a time lasts until the end of its day, of
    which `starts` is the local midnight."""
    if ends is not None and ends > starts:
        return Span(starts, ends, False)
    if time_known:
        return Span(starts, starts + GUESSED_LENGTH, True)
    day = starts.astimezone(zone).date() + timedelta(days=1)
    return Span(starts, datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(starts.tzinfo), False)


def is_off(happening: Happening) -> bool:
    return happening in {Happening.CANCELLED, Happening.POSTPONED}


def outline(event: Event, zone: ZoneInfo, settings: str) -> Outline:
    """`settings` stands for everything else that the list shows of events: languages, themes, addresses."""
    details = event.details
    return Outline(
        event.id,
        span_of(details.starts, details.ends, details.time_known, zone),
        is_off(event.happening),
        event.sequence,
        f"{event.sequence}/{event.updated_at.isoformat()}/{settings}",
    )


def key_of(event: Event) -> str:
    """The mark by which one of ours is known on the list: the event's number, and a word that no other event
    of that number has ever had (databases are begun anew)."""
    seed = f"{event.community}/{event.id}/{event.created_at.isoformat()}"
    return f"{event.id}-{blake2b(seed.encode(), digest_size=3).hexdigest()}"


def opening(span: Span, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The start with which it can be put on the list now: its own, or when that is past the same local time
    on the first day on which it still goes on. None: it is too late for that."""
    soonest = now + TOO_NEAR
    if span.starts > soonest:
        return span.starts
    first = span.starts.astimezone(zone)
    day = max(soonest.astimezone(zone).date(), first.date())
    for one in (day, day + timedelta(days=1)):
        at = datetime.combine(one, first.time(), zone).astimezone(now.tzinfo)
        if at > soonest:
            return at if at < span.ends else None
    return None


def steps(
    events: Iterable[Outline],
    standing: Mapping[int, Standing],
    *,
    others: int,
    zone: ZoneInfo,
    now: datetime,
) -> tuple[Step, ...]:
    """What is to be done now, what makes room first and then nearest first.

    `events` are public ones: at least the nearest `MOST` that take place and are not over, and all that stand
    there; what stands there and is not among them is not public any more. `others` counts what other people
    have on the list; that is never touched.
    """
    known = {one.event: one for one in events}
    ending: list[Step] = []
    changing: list[Step] = []
    candidates: list[tuple[datetime, int]] = []
    for one in standing.values():
        if one.discord_id is None:
            continue
        step = _about(one, known.get(one.event), zone, now)
        if step is not None and step.act in ENDINGS:
            ending.append(step)
        elif _ends(one) > now:  # else Discord completes it by itself
            candidates.append((step.starts if step is not None else _starts(one), one.event))
            if step is not None:
                changing.append(step)
    here = {number for _, number in candidates}
    busy = here | {step.event for step in ending}
    fresh: dict[int, datetime] = {}
    for what in known.values():
        at = None if what.event in busy else _creatable(what, standing.get(what.event), zone, now)
        if at is not None:
            fresh[what.event] = at
            candidates.append((at, what.event))
    chosen = {number for _, number in sorted(candidates)[: max(0, MOST - others)]}
    ending += [_step(Act.DELETE, standing[number]) for number in sorted(here - chosen)]
    creating = [
        Step(Act.CREATE, number, None, at, known[number].span.ends)
        for at, number in sorted((at, number) for number, at in fresh.items())
        if number in chosen
    ]
    return (*ending, *(step for step in changing if step.event in chosen), *creating)


def next_look(standing: Iterable[Standing], now: datetime) -> datetime | None:
    """When something about the list changes though nobody changes anything: an event ends, and makes room; or
    one in a channel begins."""
    there = [one for one in standing if one.discord_id is not None]
    ends = (one.ends for one in there if one.ends is not None)
    coming = [end if end > now else end + TIDIED_AFTER for end in ends]
    begins = (one.starts for one in there if one.channel is not None and not one.active)
    coming += [moment for moment in begins if moment is not None]
    return min((moment for moment in coming if moment > now), default=None)


def _starts(one: Standing) -> datetime:
    assert one.starts is not None
    return one.starts


def _ends(one: Standing) -> datetime:
    assert one.ends is not None
    return one.ends


def _step(act: Act, one: Standing, *, active: bool = False) -> Step:
    return Step(act, one.event, one.discord_id, _starts(one), _ends(one), active)


def _about(one: Standing, what: Outline | None, zone: ZoneInfo, now: datetime) -> Step | None:
    active = one.active or (one.channel is None and _starts(one) <= now)
    goes_on = what is not None and not what.off and what.span.ends > now
    if _ends(one) <= now:
        # over by the list, and so completed by Discord; what goes on all the same has to be put there anew
        late = _ends(one) + TIDIED_AFTER <= now
        return _step(Act.COMPLETE if active else Act.DELETE, one, active=active) if late or goes_on else None
    if what is None:
        return _step(Act.DELETE, one, active=active)
    if active and (not goes_on or what.span.starts > now):
        return _step(Act.COMPLETE, one, active=True)
    if what.off:
        return _step(Act.CANCEL, one)
    return _changed(one, what, active, zone, now) if goes_on else _step(Act.DELETE, one)


def _changed(one: Standing, what: Outline, active: bool, zone: ZoneInfo, now: datetime) -> Step | None:
    """It takes place and is not over: what differs from the list."""
    if one.refused == what.stamp:
        return None
    step = Step(Act.EDIT, one.event, one.discord_id, what.span.starts, what.span.ends, active)
    if active:
        step = replace(step, starts=_starts(one))
    elif what.span.starts <= now + TOO_NEAR:
        began = _starts(one) <= now or not _is_opening(_starts(one), what.span, zone)
        step = replace(step, starts=_starts(one), act=Act.BEGIN if began else Act.EDIT)
    same = one.stamp == what.stamp and (one.starts, one.ends) == (step.starts, step.ends)
    return None if same and step.act is Act.EDIT else step


def _is_opening(at: datetime, span: Span, zone: ZoneInfo) -> bool:
    """Whether it stands there with the time of a later day, since it had begun when it was put there."""
    local, first = at.astimezone(zone), span.starts.astimezone(zone)
    return at < span.ends and local.date() >= first.date() and local.time() == first.time()


def _creatable(what: Outline, known: Standing | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The start with which it can be put on the list, if it may."""
    if what.off or what.span.ends <= now:
        return None
    if known is not None and (known.removed == what.sequence or known.refused == what.stamp):
        return None
    return opening(what.span, zone, now)
