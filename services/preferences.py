"""What people like to hear of: choosing it, seeing it, and having it forgotten."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from domain.communities import Community
from domain.events import Language
from domain.postings import Surface
from domain.preferences import DigestWish, Preferences
from domain.reminders import Reminder
from domain.themes import Theme
from services.acting import Caller, community_of
from services.interest import forget, schedule
from storage.database import Database
from storage.unit import Unit

_ABOUT_INTEREST: Final = (Surface.REMINDER, Surface.CHANGED, Surface.DIGEST_DM)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything that is kept of a person here. `kept` is false while they chose nothing; `interested` counts
    the events that they are interested in, `coming` those that are still to come; `unreachable` that a
    private message could not be sent to them, which is said once."""

    community: Community
    themes: tuple[Theme, ...]
    preferences: Preferences
    kept: bool
    interested: int
    coming: int
    unreachable: bool = False


class PreferenceService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, caller: Caller, *, now: datetime) -> Chosen:
        return await self._database.write(lambda unit: _chosen(unit, caller, now))

    async def choose(
        self,
        caller: Caller,
        locale: str,
        *,
        themes: frozenset[str] | None = None,
        languages: frozenset[Language] | None = None,
        digest: DigestWish | None = None,
        reminder: Reminder | None = None,
        now: datetime,
    ) -> Chosen:
        """Keep some of it anew; what is None stays as it is. `locale` is the language in which they read."""

        def change(before: Preferences) -> Preferences:
            return replace(
                before,
                themes=before.themes if themes is None else themes,
                languages=before.languages if languages is None else languages,
                digest=digest or before.digest,
                reminder=reminder or before.reminder,
                locale=locale,
            )

        return await self._change(caller, change, now)

    async def _change(
        self, caller: Caller, change: Callable[[Preferences], Preferences], now: datetime
    ) -> Chosen:
        def work(unit: Unit) -> Chosen:
            community_of(unit, caller.community)
            before = _kept(unit, caller)
            if unit.clicks.is_new(caller.interaction, now=now):
                after = change(before)
                known = {theme.key for theme in unit.communities.themes(caller.community)}
                unit.preferences.put(replace(after, themes=after.themes & known), now=now)
                if after.reminder is not before.reminder:
                    for event in unit.preferences.interesting(caller.community, caller.id):
                        if event.details.starts > now:
                            schedule(unit, event, caller.id, now=now)
            return _chosen(unit, caller, now)

        return await self._database.write(work)

    async def forget(self, caller: Caller, *, now: datetime) -> int:
        """Forget what somebody chose and what they are interested in, with the reminders. What they entered
        stays. How many events they were interested in."""

        def work(unit: Unit) -> int:
            community_of(unit, caller.community)
            events = unit.preferences.interesting(caller.community, caller.id)
            forget(unit, events, caller.id)
            unit.preferences.drop(caller.community, caller.id)
            unit.meetings.forget_wish(caller.community, caller.id)
            unit.postings.forget(caller.community, caller.id, _ABOUT_INTEREST)
            return len(events)

        return await self._database.write(work)

    async def people_wanting_digest(self, community_id: int, digest: DigestWish) -> list[Preferences]:
        """Who wants the digest this often, with what they like to hear of (`Preferences.likes`)."""
        return await self._database.read(lambda unit: unit.preferences.wanting_digest(community_id, digest))


def _kept(unit: Unit, caller: Caller) -> Preferences:
    known = unit.preferences.get(caller.community, caller.id)
    return known or Preferences(community=caller.community, person=caller.id)


def _chosen(unit: Unit, caller: Caller, now: datetime) -> Chosen:
    community = community_of(unit, caller.community)
    interesting = unit.preferences.interesting(caller.community, caller.id)
    coming = [event for event in interesting if (event.details.ends or event.details.starts) > now]
    return Chosen(
        community=community,
        themes=unit.communities.themes(caller.community),
        preferences=_kept(unit, caller),
        kept=unit.preferences.get(caller.community, caller.id) is not None,
        interested=len(interesting),
        coming=len(coming),
        unreachable=unit.postings.take_unreachable(caller.community, caller.id),
    )
