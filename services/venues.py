"""Venues: the places that a community knows by name, kept by its editors."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from domain.events import Event
from domain.naming import name_of
from domain.refusal import Refusal
from domain.texts import one_line, within
from domain.venues import Venue, folded, recognise
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.planning import journalled, plan
from storage.database import Database
from storage.unit import Unit

MOST_VENUES: Final = 500
MOST_ALIASES: Final = 25
_TOGETHER: Final = 25
"""Events brought up to date in one transaction."""


class VenueService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, community_id: int) -> list[Venue]:
        return await self._database.read(lambda unit: unit.venues.of(community_id))

    async def add(
        self, caller: Caller, name: str, aliases: str, address: str, city: str, *, now: datetime
    ) -> tuple[Venue, int]:
        """A new venue, and how many coming events turned out to be there."""

        def work(unit: Unit) -> Venue:
            _must_edit(unit, caller)
            known = unit.venues.of(caller.community)
            venue = _described(Venue(0, ""), name, aliases, address, city or "Enschede")
            twin = next((one for one in known if one == replace(venue, id=one.id)), None)
            if twin is not None:
                return twin
            if len(known) >= MOST_VENUES:
                raise Refusal("There are {most} venues already, and that is the most.", most=MOST_VENUES)
            _must_differ(venue, known)
            venue = unit.venues.add(caller.community, venue)
            unit.agenda_changed(caller.community)
            _journal(unit, caller, "venue.add", venue, now)
            return venue

        venue = await self._database.write(work)
        return venue, await self._resolve(caller.community, now)

    async def edit(
        self,
        caller: Caller,
        venue_id: int,
        *,
        name: str = "",
        aliases: str | None = None,
        address: str | None = None,
        city: str = "",
        now: datetime,
    ) -> tuple[Venue, int]:
        """Change what is given. Its coming events show it as it is called now."""

        def work(unit: Unit) -> tuple[Venue, Venue]:
            _must_edit(unit, caller)
            known = unit.venues.of(caller.community)
            before = _existing(known, venue_id)
            after = _described(
                before,
                name or before.name,
                "; ".join(before.aliases) if aliases is None else aliases,
                before.address if address is None else address,
                city or before.city,
            )
            _must_differ(after, [one for one in known if one.id != venue_id])
            if after != before:
                unit.venues.save(after)
                unit.agenda_changed(caller.community)
                _journal(unit, caller, "venue.edit", after, now)
            return before, after

        before, after = await self._database.write(work)
        if before.label != after.label:
            await self._relabel(caller.community, before, after, now)
        return after, await self._resolve(caller.community, now)

    async def merge(
        self, caller: Caller, venue_id: int, into_id: int, *, now: datetime
    ) -> tuple[Venue, Venue]:
        """Two venues were one: (what it was called, the one that stays, which has its names from now on)."""

        def work(unit: Unit) -> tuple[Venue, Venue]:
            _must_edit(unit, caller)
            known = unit.venues.of(caller.community)
            gone, kept = _existing(known, venue_id), _existing(known, into_id)
            if gone.id == kept.id:
                raise Refusal("Choose two different venues; the first is joined to the second.")
            names = [kept.name, *kept.aliases]
            taken = {folded(one) for one in names}
            more = [one for one in (gone.name, *gone.aliases) if folded(one) not in taken]
            whole = replace(kept, aliases=(*kept.aliases, *more)[:MOST_ALIASES])
            unit.venues.save(whole)
            return gone, whole

        gone, kept = await self._database.write(work)
        await self._relabel(caller.community, gone, kept, now)

        def end(unit: Unit) -> None:
            unit.venues.drop(gone.id)
            unit.directory.join_venues(gone.id, kept.id)
            unit.agenda_changed(caller.community)
            _journal(unit, caller, "venue.merge", kept, now, before=gone)

        await self._database.write(end)
        await self._resolve(caller.community, now)
        return gone, kept

    async def _relabel(self, community_id: int, before: Venue, after: Venue, now: datetime) -> None:
        """The venue's events show it as it is called now; that is no news for those who are interested."""
        events = await self._database.read(lambda unit: unit.events.at_venue(community_id, before.id))
        for start in range(0, len(events), _TOGETHER):
            ids = [event.id for event in events[start : start + _TOGETHER]]

            def work(unit: Unit, ids: Sequence[int] = ids) -> None:
                for number in ids:
                    event = unit.events.locked(number)
                    if event is None or event.details.venue_id != before.id:
                        continue
                    place = event.details.place
                    _put(unit, event, after.label if place == before.label else place, after.id, now)

            await self._database.write(work)

    async def _resolve(self, community_id: int, now: datetime) -> int:
        """Coming events whose place is only words, and is a known venue now."""

        def find(unit: Unit) -> list[tuple[int, Venue]]:
            venues = unit.venues.of(community_id)
            found = []
            for event in unit.events.at_no_venue(community_id, since=now):
                venue = recognise(event.details.place, venues)
                if venue is not None:
                    found.append((event.id, venue))
            return found

        found = await self._database.read(find)
        for start in range(0, len(found), _TOGETHER):
            batch = found[start : start + _TOGETHER]

            def work(unit: Unit, batch: Sequence[tuple[int, Venue]] = batch) -> None:
                for number, venue in batch:
                    event = unit.events.locked(number)
                    if event is not None and event.details.venue_id is None:
                        _put(unit, event, venue.label, venue.id, now)

            await self._database.write(work)
        return len(found)


def _put(unit: Unit, before: Event, place: str, venue_id: int, now: datetime) -> None:
    details = replace(before.details, place=place, venue_id=venue_id)
    if details == before.details:
        return
    after = replace(before, details=details, sequence=before.sequence + 1, updated_at=now)
    unit.events.save(after)
    journalled(unit, before, after, "event.place", None, now)
    plan(unit, after)


def _must_edit(unit: Unit, caller: Caller) -> None:
    community_of(unit, caller.community)
    acting(unit, caller).must_edit()


def _existing(known: Sequence[Venue], venue_id: int) -> Venue:
    venue = next((one for one in known if one.id == venue_id), None)
    if venue is None:
        raise Refusal("There is no such venue any more. `/venue list` shows those that are known.")
    return venue


def _described(venue: Venue, name: str, aliases: str, address: str, city: str) -> Venue:
    name = name_of(name, most=80)
    others: dict[str, str] = {}
    for part in aliases.replace(",", ";").replace("\n", ";").split(";"):
        if part.strip():
            alias = name_of(part, most=80)
            others.setdefault(folded(alias), alias)
    others.pop(folded(name), None)
    if len(others) > MOST_ALIASES:
        raise Refusal(
            "These are {count} other names, and at most {most} fit. Leave some out.",
            count=len(others),
            most=MOST_ALIASES,
        )
    return replace(
        venue,
        name=name,
        aliases=tuple(others.values()),
        address=within(one_line(address), 100, Message("The address")),
        city=within(one_line(city), 60, Message("The city")),
    )


def _must_differ(venue: Venue, others: Sequence[Venue]) -> None:
    names = {folded(name): name for name in (venue.name, *venue.aliases)}
    for other in others:
        for name in (other.name, *other.aliases):
            if folded(name) in names:
                raise Refusal(
                    "“{name}” is {venue} already. Choose another name, or join the two with `/venue merge`.",
                    name=names[folded(name)],
                    venue=other.name,
                )


def _journal(
    unit: Unit, caller: Caller, action: str, venue: Venue, now: datetime, *, before: Venue | None = None
) -> None:
    unit.journal.add(
        caller.community,
        action,
        f"venue:{venue.id}",
        at=now,
        actor=caller.id,
        before=_plain(before) if before is not None else None,
        after=_plain(venue),
    )


def _plain(venue: Venue) -> dict[str, Any]:
    return {
        "name": venue.name,
        "aliases": list(venue.aliases),
        "address": venue.address,
        "city": venue.city,
    }
