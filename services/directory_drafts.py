"""Making and changing entries: what somebody typed is kept, shown as it would stand, and sent once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.communities import Community
from domain.directory.entry import MOST_ENTRIES, Entry, Kind, Tongue, must_keep
from domain.directory.typed import MOST, Draft, draft_of, understand
from domain.refusal import Refusal
from domain.venues import Venue
from services.acting import Caller, acting, community_of
from services.directory_steps import journalled, must_exist
from services.leases import schedule
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would stand; a `Refusal` in its place says what cannot."""

    community: Community
    draft: Draft
    understood: Entry | Refusal
    venue: Venue | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    entry: Entry
    is_new: bool


class DirectoryDraftService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_own(self, caller: Caller, *, now: datetime) -> Draft:
        """What the caller began, their own entry opened for changing, or an empty draft of one."""

        def work(unit: Unit) -> Draft:
            community_of(unit, caller.community)
            entry = unit.directory.own(caller.community, caller.id)
            return _opened(unit, caller, entry, own=True, now=now)

        return await self._database.write(work)

    async def open_kept(self, caller: Caller, *, now: datetime) -> Draft:
        """A draft of an entry that heads and editors keep."""

        def work(unit: Unit) -> Draft:
            community_of(unit, caller.community)
            acting(unit, caller).must_edit()
            return _opened(unit, caller, None, own=False, now=now)

        return await self._database.write(work)

    async def open(self, caller: Caller, entry_id: int, *, now: datetime) -> Draft:
        """An entry opened for changing."""

        def work(unit: Unit) -> Draft:
            entry = must_exist(unit.directory.get(entry_id), caller)
            must_keep(entry, acting(unit, caller))
            return _opened(unit, caller, entry, own=entry.owner is not None, now=now)

        return await self._database.write(work)

    async def put(
        self,
        draft_id: int,
        caller: Caller,
        *,
        typed: Mapping[str, str],
        kind: Kind | None = None,
        tongues: tuple[Tongue, ...] | None = None,
        public: bool | None = None,
        shows_person: bool | None = None,
        now: datetime,
    ) -> None:
        """Keep what came with a form; None leaves a part as it was."""

        def work(unit: Unit) -> None:
            draft = _held(unit, draft_id, caller)
            known = {name: text for name, text in typed.items() if name in MOST}
            unit.directory.save_draft(
                replace(
                    draft,
                    typed={**draft.typed, **known},
                    kind=kind or draft.kind,
                    tongues=draft.tongues if tongues is None else tongues,
                    public=draft.public if public is None else public,
                    shows_person=draft.shows_person if shows_person is None else shows_person,
                    updated_at=now,
                )
            )

        await self._database.write(work)

    async def preview(self, draft_id: int, caller: Caller, *, now: datetime) -> Preview:
        return await self._database.write(
            lambda unit: _preview(unit, _held(unit, draft_id, caller), caller, now=now)
        )

    async def send(self, draft_id: int, caller: Caller, *, now: datetime) -> Kept:
        """Make the draft an entry, or bring the entry it changes up to date. Once."""

        def work(unit: Unit) -> Kept:
            draft = unit.directory.draft(draft_id)
            if draft is not None and draft.person == caller.id and draft.sent is not None:
                entry = unit.directory.get(draft.sent)
                if entry is not None:
                    return Kept(entry, is_new=draft.entry is None)
            unit.communities.hold(caller.community)  # two at once must not make the same entry twice
            draft = _held(unit, draft_id, caller)
            preview = _preview(unit, draft, caller, now=now)
            if isinstance(preview.understood, Refusal):
                raise preview.understood
            entry, before = preview.understood, unit.directory.get(preview.understood.id)
            entry = replace(entry, updated_at=now, created_at=before.created_at if before else now)
            if before is None:
                if unit.directory.count(caller.community) >= MOST_ENTRIES:
                    raise Refusal("The directory is full. Ask a sector head to make room in it.")
                entry = unit.directory.add(entry)
            else:
                unit.directory.save(entry)
            action = "directory.change" if before else "directory.add"
            journalled(unit, before, entry, action, caller.id, now)
            if before is not None and before.lease_ends != entry.lease_ends:
                schedule(unit, entry, preview.community.zone, now=now)
            unit.directory.save_draft(replace(draft, sent=entry.id, updated_at=now))
            return Kept(entry, is_new=before is None)

        return await self._database.write(work)

    async def throw_away(self, draft_id: int, caller: Caller) -> None:
        await self._database.write(lambda unit: unit.directory.drop_draft(_held(unit, draft_id, caller).id))


def _opened(unit: Unit, caller: Caller, entry: Entry | None, *, own: bool, now: datetime) -> Draft:
    begun = unit.directory.unfinished(
        caller.community, caller.id, own=own, entry=entry.id if entry is not None else None
    )
    if begun is not None and (entry is None or begun.updated_at > entry.updated_at):
        return begun
    if entry is not None:
        draft = draft_of(entry, draft_id=begun.id if begun else 0, person=caller.id, now=now)
    else:
        typed = {"name": caller.name[: MOST["name"]]} if own else {}
        kind = Kind.CREATIVE if own else Kind.ORGANISATION
        draft = Draft(
            id=0,
            community=caller.community,
            person=caller.id,
            own=own,
            typed=typed,
            kind=kind,
            updated_at=now,
        )
    if draft.id:
        unit.directory.save_draft(draft)
        return draft
    return unit.directory.add_draft(draft)


def _held(unit: Unit, draft_id: int, caller: Caller) -> Draft:
    draft = unit.directory.draft(draft_id)
    if draft is None or draft.person != caller.id or draft.community != caller.community:
        raise Refusal("This draft does not exist any more. Begin again with `/directory add`.")
    if draft.sent is not None:
        raise Refusal("This stands in the directory already. To change it, use `/directory edit`.")
    return draft


def _preview(unit: Unit, draft: Draft, caller: Caller, *, now: datetime) -> Preview:
    community = community_of(unit, draft.community)
    actor = acting(unit, caller)
    there, venues = unit.directory.of(draft.community), unit.venues.of(draft.community)
    before = next((one for one in there if one.id == draft.entry), None)
    if draft.own:
        # who made their entry in another window meanwhile changes that one
        before = before or next((one for one in there if one.owner == draft.person), None)
    else:
        actor.must_edit()
    if before is not None:
        must_keep(before, actor)
    venue = None
    understood: Entry | Refusal
    try:
        understood = understand(draft, before, there, venues)
        venue = next((one for one in venues if one.id == understood.venue), None)
    except Refusal as refusal:
        understood = refusal
    return Preview(community=community, draft=draft, understood=understood, venue=venue)
