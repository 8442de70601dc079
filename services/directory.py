"""The directory: finding, showing and taking away entries, how far the contact is, when a lease ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from domain.communities import Community
from domain.directory.entry import Approach, Entry, Kind, may_keep, may_see, must_keep
from domain.directory.finding import Query, found, places, suggestions
from domain.people import Actor
from domain.refusal import Refusal
from domain.venues import Venue
from services.acting import Caller, acting, community_of
from services.directory_steps import entry_subject, journalled, must_exist
from services.introductions import end_about
from services.leases import forget_lease, schedule
from storage.database import Database
from storage.unit import Unit

SIZE: Final = 8
"""Entries on a page."""
LONGEST_LEASE: Final = 100 * 366
"""Days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry as somebody may see it. `keeps`: they may change it; `edits`: they see how far the contact is;
    `askable`: there is somebody they could be introduced to."""

    community: Community
    entry: Entry
    venue: Venue | None
    keeps: bool
    edits: bool
    askable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of what was found; `venues` are known places without an entry that fit, too."""

    community: Community
    entries: Sequence[Entry]
    venues: Sequence[Venue]
    number: int
    pages: int
    total: int
    edits: bool = False


class DirectoryService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, caller: Caller, query: Query, number: int = 1) -> Page:
        """Page `number` of what fits, or the last one. Only editors and heads ask how far a contact is."""

        def work(unit: Unit) -> Page:
            community = community_of(unit, caller.community)
            actor = acting(unit, caller)
            if query.approach is not None:
                actor.must_edit()
            there = [one for one in unit.directory.of(community.id) if may_see(one, actor)]
            return _page(unit, community, there, query, number, edits=actor.edits)

        return await self._database.read(work)

    async def public(self, community_id: int, query: Query, number: int = 1, *, size: int = 50) -> Page:
        """The same of what stands on the public site."""

        def work(unit: Unit) -> Page:
            community = community_of(unit, community_id)
            there = [one for one in unit.directory.of(community_id) if one.is_public]
            return _page(unit, community, there, replace(query, approach=None), number, size=size)

        return await self._database.read(work)

    async def show(self, caller: Caller, entry_id: int) -> Shown:
        def work(unit: Unit) -> Shown:
            entry = must_exist(unit.directory.get(entry_id), caller)
            return shown(unit, entry, acting(unit, caller))

        return await self._database.read(work)

    async def own(self, caller: Caller) -> Shown | None:
        """The caller's own entry."""

        def work(unit: Unit) -> Shown | None:
            community_of(unit, caller.community)
            entry = unit.directory.own(caller.community, caller.id)
            return shown(unit, entry, acting(unit, caller)) if entry is not None else None

        return await self._database.read(work)

    async def offer(self, caller: Caller, typed: str, *, kept: bool = False) -> list[Entry]:
        """What could be meant while somebody is typing; with `kept` only what they may change."""

        def work(unit: Unit) -> list[Entry]:
            actor = acting(unit, caller)
            there = [one for one in unit.directory.of(caller.community) if may_see(one, actor)]
            return suggestions(typed, [one for one in there if not kept or may_keep(one, actor)])

        return await self._database.read(work)

    async def removable(self, caller: Caller, entry_id: int) -> Entry:
        """The entry, if the caller may take it away."""

        def work(unit: Unit) -> Entry:
            entry = must_exist(unit.directory.get(entry_id), caller)
            must_keep(entry, acting(unit, caller))
            return entry

        return await self._database.read(work)

    async def remove(self, caller: Caller, entry_id: int, *, now: datetime) -> Entry:
        """Take the entry away for good; who waits for an introduction hears that it comes to nothing."""

        def work(unit: Unit) -> Entry:
            entry = must_exist(unit.directory.locked(entry_id), caller)
            must_keep(entry, acting(unit, caller))
            take_away(unit, entry, caller.id, now=now)
            return entry

        return await self._database.write(work)

    async def set_approach(
        self, caller: Caller, entry_id: int, approach: Approach, *, now: datetime
    ) -> Entry:
        def work(unit: Unit) -> Entry:
            acting(unit, caller).must_edit()
            before = must_exist(unit.directory.locked(entry_id), caller)
            after = replace(before, approach=approach, updated_at=now)
            if after.approach is not before.approach:
                unit.directory.save(after)
                journalled(unit, before, after, "directory.approach", caller.id, now)
            return after

        return await self._database.write(work)

    async def set_lease(self, caller: Caller, entry_id: int, ends: date | None, *, now: datetime) -> Shown:
        """The last day of the lease of a place; None: it is not known, or it has none."""

        def work(unit: Unit) -> Shown:
            community = community_of(unit, caller.community)
            actor = acting(unit, caller)
            before = must_exist(unit.directory.locked(entry_id), caller)
            if not actor.edits:
                must_keep(before, actor)
            if ends is not None:
                _must_be_a_lease(before, ends, now.astimezone(community.zone).date())
            after = replace(before, lease_ends=ends, updated_at=now)
            if after.lease_ends != before.lease_ends:
                unit.directory.save(after)
                journalled(unit, before, after, "directory.lease", caller.id, now)
                schedule(unit, after, community.zone, now=now)
            return shown(unit, after, actor)

        return await self._database.write(work)


def shown(unit: Unit, entry: Entry, actor: Actor) -> Shown:
    """The entry, for somebody who may see it. Raises `Refusal`."""
    if not may_see(entry, actor):
        must_exist(None)
    venue = unit.venues.get(entry.community, entry.venue) if entry.venue else None
    return Shown(
        community=community_of(unit, entry.community),
        entry=entry,
        venue=venue,
        keeps=may_keep(entry, actor),
        edits=actor.edits,
        askable=entry.person is not None and entry.person != actor.id,
    )


def take_away(unit: Unit, entry: Entry, by: int | None, *, now: datetime) -> None:
    """The entry is gone, with all that hangs on it."""
    end_about(unit, entry.id, now=now)
    forget_lease(unit, entry.id)
    unit.postings.withdraw(entry.community, f"directory-contact:{entry.id}")
    unit.directory.drop(entry.id)
    unit.journal.add(entry.community, "directory.remove", entry_subject(entry.id), at=now, actor=by)
    unit.hint("postings")


def _page(
    unit: Unit,
    community: Community,
    there: Sequence[Entry],
    query: Query,
    number: int,
    *,
    size: int = SIZE,
    edits: bool = False,
) -> Page:
    venues = unit.venues.of(community.id)
    names = {venue.id: (venue.name, *venue.aliases) for venue in venues}
    all_of_it = found(query, there, names)
    pages = max(1, -(-len(all_of_it) // size))
    at = min(max(1, number), pages)
    return Page(
        community=community,
        entries=all_of_it[(at - 1) * size : at * size],
        venues=places(query, venues, there) if at == pages else (),
        number=at,
        pages=pages,
        total=len(all_of_it),
        edits=edits,
    )


def _must_be_a_lease(entry: Entry, ends: date, today: date) -> None:
    if entry.kind is not Kind.VENUE:
        raise Refusal(
            "Only a place has a lease, and “{name}” is none. Change its type first.", name=entry.name
        )
    if ends < today:
        raise Refusal("{day} has passed already. On which day does the lease end?", day=ends)
    if (ends - today).days > LONGEST_LEASE:
        raise Refusal("That is more than a hundred years away. On which day does the lease end?")
