"""Digests (weekagenda): when one is due, which days it is about, and what it tells."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.agenda import Listed
from domain.evenings import evenings_of, takes_place
from domain.events import Event, Happening, Stage
from domain.gathering import what_readers_must_hear

MOST_PINNED: Final = 4
MOST_LINE: Final = 300

EVERYTHING: Final = ""
"""The theme of the digest that tells of all of them."""

PEOPLE: Final = "@people"
"""What stands for a theme in the digest that goes to people, to each with what they like to hear of."""


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    DAILY = "daily"


_DAYS: Final = {Rhythm.WEEKLY: 7, Rhythm.DAILY: 1}
_WORTH: Final = {Rhythm.WEEKLY: timedelta(days=2), Rhythm.DAILY: timedelta(hours=6)}
"""A week told two days late still holds its weekend; "tonight" is over soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a community's digests are posted, in its local time. `weekday`: Monday is 0."""

    weekly: bool = True
    weekday: int = 3
    weekly_at: time = time(17)
    daily: bool = False
    daily_at: time = time(12)

    def is_on(self, rhythm: Rhythm) -> bool:
        return self.weekly if rhythm is Rhythm.WEEKLY else self.daily


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One that was posted. It tells of what begins, or is still under way, from `since` until `until`, and of
    what changed after `news_since`. `theme` may be EVERYTHING or PEOPLE."""

    id: int = 0
    community: int
    theme: str = ""
    rhythm: Rhythm
    day: date
    since: datetime
    until: datetime
    news_since: datetime
    line: str = ""
    pinned: tuple[int, ...] = ()

    @property
    def themes(self) -> frozenset[str]:
        """Only events of these are told; all of them if there are none."""
        return frozenset() if self.theme in {EVERYTHING, PEOPLE} else frozenset({self.theme})


@dataclass(frozen=True, slots=True)
class Plan:
    """What the editors put into the next one: a line of theirs, and events that must not be missed."""

    line: str = ""
    pinned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Events of one theme on one evening."""

    day: date
    theme: str
    listed: Sequence[Listed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a digest tells. `days` holds every event of its days; `changed` what was told otherwise before,
    each with the event as it was. `later` are new ones after its days; `clashes` those in which something new
    takes part."""

    digest: Digest
    days: Sequence[tuple[date, Sequence[Listed]]]
    pinned: Sequence[Listed] = ()
    new: frozenset[int] = frozenset()
    changed: Sequence[tuple[Listed, Event]] = ()
    later: Sequence[Listed] = ()
    clashes: Sequence[Clash] = ()

    @property
    def listed(self) -> list[Listed]:
        return [one for _, ones in self.days for one in ones]

    @property
    def has_something_to_tell(self) -> bool:
        return bool(self.days or self.later or self.changed or self.digest.line)

    @property
    def highlights(self) -> list[Listed]:
        """What the editors pinned; else what most people are interested in, those with a picture first."""
        if self.pinned:
            return list(self.pinned)
        able = [one for one in self.listed if not one.event.is_cancelled and has_picture(one)]
        return sorted(able, key=lambda one: -one.interested)[:1]


def has_picture(listed: Listed) -> bool:
    return listed.event.details.poster is not None or bool(listed.event.details.image)


def next_due(schedule: Schedule, rhythm: Rhythm, after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment after `after` at which one is due. At the local time that was set, on both sides of a
    change of the clock."""
    local = after.astimezone(zone)
    at = schedule.weekly_at if rhythm is Rhythm.WEEKLY else schedule.daily_at
    day = local.date()
    if rhythm is Rhythm.WEEKLY:
        day += timedelta(days=(schedule.weekday - day.weekday()) % 7)
    due = datetime.combine(day, at, zone)
    while due <= after:
        day += timedelta(days=_DAYS[rhythm])
        due = datetime.combine(day, at, zone)
    return due


def is_worth_it(rhythm: Rhythm, due: datetime, now: datetime) -> bool:
    """Whether one that was due then still means something when it is posted now."""
    return now - due < _WORTH[rhythm]


def of_days(
    rhythm: Rhythm, due: datetime, zone: ZoneInfo, *, now: datetime
) -> tuple[date, datetime, datetime]:
    """The day it belongs to, and from when until when it tells: from now to the end of its last day. A night
    belongs to its evening, so tonight ends at six in the morning."""
    day = due.astimezone(zone).date()
    until = datetime.combine(day + timedelta(days=_DAYS[rhythm]), time(), zone)
    if rhythm is Rhythm.DAILY:
        until += timedelta(hours=6)
    return day, max(due, now), until


def before_news(
    event: Event, entries: Sequence[tuple[Mapping[str, Any] | None, Mapping[str, Any]]]
) -> Event | None:
    """The event as it was before these entries of the journal, None if it did not stand in the agenda then.

    `entries` are (before, after) with what differed, oldest first; instants as ISO 8601.
    """
    old: dict[str, Any] = {}
    for before, after in entries:
        if before is None and "title" in after and not old:
            return None
        for name, value in (before or {}).items():
            old.setdefault(name, value)
    if Stage(old.get("stage", Stage.PUBLISHED)) is not Stage.PUBLISHED or old.get("merged_into") is not None:
        return None
    details = event.details
    told: dict[str, Any] = {name: old[name] for name in ("time_known", "place", "venue_id") if name in old}
    for name in ("starts", "ends"):
        if name in old:
            told[name] = datetime.fromisoformat(old[name]) if old[name] else None
    happening = Happening(old["happening"]) if "happening" in old else event.happening
    return replace(event, details=replace(details, **told), happening=happening)


def edition(
    digest: Digest,
    listed: Iterable[Listed],
    *,
    histories: Mapping[int, Event | None],
    days: Sequence[tuple[date, Sequence[Listed]]],
    clashes: Sequence[Clash] = (),
) -> Edition:
    """Put together what a digest tells.

    `listed`: what is public from `since` on, soonest first; `days` those of it that are in its days;
    `histories`: what something happened to since `news_since`, as it was then, None for what is new.
    """
    inside = {one.event.id for _, ones in days for one in ones}
    new = frozenset(number for number, before in histories.items() if before is None)
    everything = list({one.event.id: one for one in listed}.values())
    changed = [
        (one, before)
        for one in everything
        if (before := histories.get(one.event.id)) is not None and what_readers_must_hear(before, one.event)
    ]
    by_id = {one.event.id: one for one in everything}
    return Edition(
        digest=digest,
        days=days,
        pinned=[by_id[number] for number in digest.pinned if number in by_id][:MOST_PINNED],
        new=new,
        changed=changed,
        later=[one for one in everything if one.event.id in new and one.event.id not in inside],
        clashes=[clash for clash in clashes if any(one.event.id in new for one in clash.listed)],
    )


def narrowed(told: Edition, likes: Callable[[Event], bool]) -> Edition:
    """What of it somebody likes to hear."""

    def liked(some: Sequence[Listed]) -> list[Listed]:
        return [one for one in some if likes(one.event)]

    return replace(
        told,
        days=[(day, kept) for day, ones in told.days if (kept := liked(ones))],
        pinned=liked(told.pinned),
        changed=[(one, was) for one, was in told.changed if likes(one.event)],
        later=liked(told.later),
        clashes=(),
    )


def themes_on_one_evening(
    days: Sequence[tuple[date, Sequence[Listed]]], themes: Collection[str], zone: ZoneInfo
) -> list[Clash]:
    """Where two or more events of a theme fill one evening."""
    everything = [one for _, ones in days for one in ones if takes_place(one.event)]
    found = []
    for day, _ in days:
        filling = [one for one in everything if day in evenings_of(one.event.details, zone)]
        for theme in themes:
            at_once = [one for one in filling if theme in one.event.details.themes]
            if len(at_once) > 1:
                found.append(Clash(day, theme, at_once))
    return found
