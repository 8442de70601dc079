"""Digests: posting them when they are due, keeping them true, and what the editors put into them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from domain.communities import Channel, Community, theme_channel
from domain.digests import (
    EVERYTHING,
    MOST_LINE,
    MOST_PINNED,
    PEOPLE,
    Digest,
    Plan,
    Rhythm,
    Schedule,
    is_worth_it,
    narrowed,
    next_due,
    of_days,
)
from domain.postings import Surface, Wanted, digest_subject
from domain.preferences import DigestWish, Preferences
from domain.refusal import Refusal
from domain.texts import one_line, within, without_pings
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.editions import ShownDigest, shown_digest
from storage.database import Database
from storage.unit import Unit

DUE: Final = "digest"
"""The timer: its subject is "community:rhythm"."""

_FIRST_NEWS: Final = timedelta(days=7)
"""What the very first digest calls new."""

Change = Callable[[Plan], Plan]


@dataclass(frozen=True, slots=True)
class Planned:
    """The next digest as it would be posted now, when that is, and what the editors put into it."""

    shown: ShownDigest
    due: datetime
    is_on: bool
    plan: Plan


class DigestService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def wind(self, *, now: datetime) -> None:
        """Have every community's digests come; a timer that runs already keeps its time."""

        def work(unit: Unit) -> None:
            for community in unit.communities.all():
                wind(unit, community, now=now)

        await self._database.write(work)

    async def due(self, community_id: int, rhythm: Rhythm, due: datetime, *, now: datetime) -> None:
        """Post the digests that were due then, each in its channel, and send one to everyone who wants it,
        unless there is nothing to tell or it is too late for them; and set the time of the next."""

        def work(unit: Unit) -> None:
            community = unit.communities.get(community_id)
            if community is None:
                return
            schedule = unit.digests.schedule(community_id)
            if is_worth_it(rhythm, due, now):
                _tell_people(unit, community, rhythm, due, now)
                for theme, channel in _channels(unit, community_id) if schedule.is_on(rhythm) else ():
                    _post(unit, community, theme, channel, rhythm, due, now)
            unit.timers.set(
                DUE, _subject(community_id, rhythm), next_due(schedule, rhythm, now, community.zone)
            )

        await self._database.write(work)

    async def shown(self, digest_id: int) -> ShownDigest | None:
        """The one in a channel; what goes to people as a whole."""

        def work(unit: Unit) -> ShownDigest | None:
            digest = unit.digests.get(digest_id)
            if digest is None:
                return None
            return shown_digest(unit, community_of(unit, digest.community), digest)

        return await self._database.read(work)

    async def shown_to(self, digest_id: int, person: int) -> tuple[ShownDigest, Preferences] | None:
        """The one that goes to a person, with what they like to hear of; None when there is nothing in it."""

        def work(unit: Unit) -> tuple[ShownDigest, Preferences] | None:
            digest = unit.digests.get(digest_id)
            wishes = unit.preferences.get(digest.community, person) if digest is not None else None
            if digest is None or wishes is None:
                return None
            shown = shown_digest(unit, community_of(unit, digest.community), digest)
            told = narrowed(shown.edition, wishes.likes)
            return (replace(shown, edition=told), wishes) if told.has_something_to_tell else None

        return await self._database.read(work)

    async def planned(self, caller: Caller, theme: str, rhythm: Rhythm, *, now: datetime) -> Planned:
        """The next one, for an editor."""

        def work(unit: Unit) -> Planned:
            acting(unit, caller).must_edit()
            return _planned(unit, caller.community, theme, rhythm, now)

        return await self._database.read(work)

    async def put_line(
        self, caller: Caller, theme: str, rhythm: Rhythm, line: str, *, now: datetime
    ) -> Planned:
        """Have the next one begin with a line of the editors'; an empty one takes it back."""
        text = without_pings(within(one_line(line), MOST_LINE, Message("The line")))
        return await self._plan(
            caller, theme, rhythm, "digest.line", lambda plan: replace(plan, line=text), now
        )

    async def pin(
        self, caller: Caller, theme: str, rhythm: Rhythm, events: Sequence[int], *, now: datetime
    ) -> Planned:
        """Have the next one begin with these events, and with no others."""
        pinned = tuple(dict.fromkeys(events))[:MOST_PINNED]
        return await self._plan(
            caller, theme, rhythm, "digest.pin", lambda plan: replace(plan, pinned=pinned), now
        )

    async def schedule(self, caller: Caller) -> Schedule:
        def work(unit: Unit) -> Schedule:
            community_of(unit, caller.community)
            return unit.digests.schedule(caller.community)

        return await self._database.read(work)

    async def change_schedule(
        self,
        caller: Caller,
        *,
        weekly: bool | None = None,
        weekday: int | None = None,
        weekly_at: time | None = None,
        daily: bool | None = None,
        daily_at: time | None = None,
        now: datetime,
    ) -> Schedule:
        """Change what is given."""
        given = {
            name: value
            for name, value in {
                "weekly": weekly,
                "weekday": weekday,
                "weekly_at": weekly_at,
                "daily": daily,
                "daily_at": daily_at,
            }.items()
            if value is not None
        }

        def work(unit: Unit) -> Schedule:
            acting(unit, caller).must_edit()
            community = community_of(unit, caller.community)
            before = unit.digests.schedule(community.id)
            after = replace(before, **given)  # type: ignore[arg-type]  # each has the type of its name
            if after == before or not unit.clicks.is_new(caller.interaction, now=now):
                return before
            unit.digests.put_schedule(community.id, after)
            for rhythm in Rhythm:
                unit.timers.drop(DUE, _subject(community.id, rhythm))
            wind(unit, community, now=now)
            unit.journal.add(
                community.id,
                "digest.schedule",
                "community",
                at=now,
                actor=caller.id,
                before=_plain(before),
                after=_plain(after),
            )
            return after

        return await self._database.write(work)

    async def _plan(
        self,
        caller: Caller,
        theme: str,
        rhythm: Rhythm,
        action: str,
        change: Change,
        now: datetime,
    ) -> Planned:
        def work(unit: Unit) -> Planned:
            acting(unit, caller).must_edit()
            before = unit.digests.plan(caller.community, theme, rhythm)
            after = change(before)
            if after != before and unit.clicks.is_new(caller.interaction, now=now):
                unit.digests.put_plan(caller.community, theme, rhythm, after)
                unit.journal.add(
                    caller.community,
                    action,
                    f"digest plan:{theme}:{rhythm}",
                    at=now,
                    actor=caller.id,
                    before={"line": before.line, "pinned": list(before.pinned)},
                    after={"line": after.line, "pinned": list(after.pinned)},
                )
            return _planned(unit, caller.community, theme, rhythm, now)

        return await self._database.write(work)


def wind(unit: Unit, community: Community, *, now: datetime) -> None:
    """Set the times of the digests that have none; also where none is posted, since people may want it."""
    schedule = unit.digests.schedule(community.id)
    for rhythm in Rhythm:
        subject = _subject(community.id, rhythm)
        if unit.timers.get(DUE, subject) is None:
            unit.timers.set(DUE, subject, next_due(schedule, rhythm, now, community.zone))


def _subject(community_id: int, rhythm: Rhythm) -> str:
    return f"{community_id}:{rhythm}"


def _channels(unit: Unit, community_id: int) -> list[tuple[str, int]]:
    """(theme, channel) of every digest: the one of everything, and one in each theme's own channel."""
    channels = unit.communities.channels(community_id)
    found = [(EVERYTHING, channels.get(Channel.AGENDA))]
    found += [
        (theme.key, channels.get(theme_channel(theme.key))) for theme in unit.communities.themes(community_id)
    ]
    return [(theme, channel) for theme, channel in found if channel is not None]


def _next(
    unit: Unit, community: Community, theme: str, rhythm: Rhythm, due: datetime, now: datetime
) -> tuple[Digest, Plan]:
    day, since, until = of_days(rhythm, due, community.zone, now=now)
    last = unit.digests.latest(community.id, theme, rhythm)
    plan = unit.digests.plan(community.id, EVERYTHING if theme == PEOPLE else theme, rhythm)
    digest = Digest(
        community=community.id,
        theme=theme,
        rhythm=rhythm,
        day=day,
        since=since,
        until=until,
        news_since=last.since if last is not None else now - _FIRST_NEWS,
        line=plan.line,
        pinned=plan.pinned,
    )
    return digest, plan


def _post(
    unit: Unit, community: Community, theme: str, channel: int, rhythm: Rhythm, due: datetime, now: datetime
) -> None:
    digest, _ = _next(unit, community, theme, rhythm, due, now)
    if not shown_digest(unit, community, digest).edition.has_something_to_tell:
        return
    stored = unit.digests.add(digest)
    if stored is None:  # the timer ran twice
        return
    unit.digests.drop_plan(community.id, theme, rhythm)
    unit.postings.plan(community.id, digest_subject(stored.id), [Wanted(Surface.DIGEST, channel)])
    unit.hint("postings")


def _tell_people(unit: Unit, community: Community, rhythm: Rhythm, due: datetime, now: datetime) -> None:
    people = unit.preferences.wanting_digest(community.id, DigestWish(rhythm.value))
    if not people:
        return
    digest, _ = _next(unit, community, PEOPLE, rhythm, due, now)
    told = shown_digest(unit, community, digest).edition
    stored = unit.digests.add(digest) if told.has_something_to_tell else None
    if stored is None:
        return
    for one in people:
        if narrowed(told, one.likes).has_something_to_tell:
            notice = Wanted(Surface.DIGEST_DM, one.person)
            unit.postings.tell(community.id, digest_subject(stored.id), notice)
    unit.hint("postings")


def _planned(unit: Unit, community_id: int, theme: str, rhythm: Rhythm, now: datetime) -> Planned:
    community = community_of(unit, community_id)
    if theme != EVERYTHING and theme not in {one.key for one in unit.communities.themes(community_id)}:
        raise Refusal("There is no such theme any more. `/theme list` shows those that there are.")
    schedule = unit.digests.schedule(community_id)
    due = unit.timers.get(DUE, _subject(community_id, rhythm)) or next_due(
        schedule, rhythm, now, community.zone
    )
    digest, plan = _next(unit, community, theme, rhythm, due, now)
    return Planned(shown_digest(unit, community, digest), due, schedule.is_on(rhythm), plan)


def _plain(schedule: Schedule) -> dict[str, object]:
    return {
        "weekly": schedule.weekly,
        "weekday": schedule.weekday,
        "weekly_at": schedule.weekly_at.isoformat(),
        "daily": schedule.daily,
        "daily_at": schedule.daily_at.isoformat(),
    }
