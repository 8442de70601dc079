"""Who stands in the directory: agreeing to be a contact, leaving and coming back."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from domain.communities import Community
from domain.directory.entry import Entry
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from services.acting import Caller, acting, community_of
from services.directory_steps import journalled, must_exist
from services.introductions import end_about, end_of
from services.leases import schedule
from services.meeting_reminders import locale_for
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ContactWish:
    """An entry that wants somebody as its contact; `locale` is theirs, empty if it is not known."""

    community: Community
    entry: Entry
    locale: str


class DirectoryPeople:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def name_contact(
        self, caller: Caller, entry_id: int, person: int | None, *, now: datetime
    ) -> Entry:
        """Ask somebody to be the contact of an entry that heads keep; None: nobody is. Whoever names
        themselves has agreed."""

        def work(unit: Unit) -> Entry:
            acting(unit, caller).must_edit()
            before = must_exist(unit.directory.locked(entry_id), caller)
            if before.owner is not None:
                raise Refusal(
                    "“{name}” is somebody's own entry: they are its contact themselves.", name=before.name
                )
            if person is not None and person in {before.contact, before.asked_contact}:
                return before
            after = replace(before, contact=None, asked_contact=person, shows_person=False, updated_at=now)
            if person == caller.id:
                after = replace(after, contact=person, asked_contact=None, shows_person=True)
            _changed(unit, before, after, caller.id, now)
            if after.asked_contact is not None:
                wanted = Wanted(Surface.CONTACT_ASKED, after.asked_contact)
                unit.postings.tell(after.community, _subject(after.id), wanted)
                unit.hint("postings")
            return after

        return await self._database.write(work)

    async def answer_contact(
        self, caller: Caller, entry_id: int, *, agrees: bool, shows: bool, now: datetime
    ) -> Entry:
        """What somebody says to being a contact; who is one already can stop, or show themselves or not."""

        def work(unit: Unit) -> Entry:
            before = must_exist(unit.directory.locked(entry_id), caller)
            if caller.id not in {before.asked_contact, before.contact}:
                raise Refusal("You are not asked to be the contact of “{name}”.", name=before.name)
            after = replace(
                before,
                contact=caller.id if agrees else None,
                asked_contact=None,
                shows_person=agrees and shows,
                updated_at=now,
            )
            if after != before:
                _changed(unit, before, after, caller.id, now)
                unit.postings.refresh(after.community, _subject(after.id))
                unit.hint("postings")
            return after

        return await self._database.write(work)

    async def contact_wish(self, entry_id: int, person: int) -> ContactWish | None:
        def work(unit: Unit) -> ContactWish | None:
            entry = unit.directory.get(entry_id)
            if entry is None or person not in {entry.asked_contact, entry.contact}:
                return None
            community = community_of(unit, entry.community)
            return ContactWish(community, entry, locale_for(unit, community.id, person))

        return await self._database.read(work)

    # ---- leaving and coming back

    async def people(self, community_id: int) -> frozenset[int]:
        """Everybody who stands in the directory or in an open request."""

        def work(unit: Unit) -> frozenset[int]:
            found = {
                person
                for entry in unit.directory.of(community_id)
                for person in (entry.owner, entry.contact, entry.asked_contact)
                if person is not None
            }
            return frozenset(found) | unit.introductions.people(community_id)

        return await self._database.read(work)

    async def present(self, community_id: int, there: Collection[int], *, now: datetime) -> None:
        """Bring the directory in line with who is on the server, after the bot was away."""
        for person in sorted(await self.people(community_id)):
            if person in there:
                await self.back(community_id, person, now=now)
            else:
                await self.left(community_id, person, now=now)

    async def left(self, community_id: int, person: int, *, now: datetime) -> None:
        """Somebody is not on the server any more: their entry is hidden, they are no contact, their requests
        end, and what they said of how to reach them is forgotten."""

        def work(unit: Unit) -> None:
            end_of(unit, community_id, person, now=now)
            unit.directory.drop_card(community_id, person)
            for found in unit.directory.about(community_id, person):
                before = unit.directory.locked(found.id)
                if before is None:
                    continue
                if before.owner == person:
                    after = replace(before, hidden=True)
                else:
                    after = replace(
                        before,
                        contact=None if before.contact == person else before.contact,
                        asked_contact=None if before.asked_contact == person else before.asked_contact,
                        shows_person=before.shows_person and before.contact != person,
                    )
                if after != before:
                    _changed(unit, before, after, None, now)

        def concerns(unit: Unit) -> bool:
            return bool(
                unit.directory.about(community_id, person)
                or unit.introductions.open_of(community_id, person)
                or unit.directory.card(community_id, person)
            )

        if await self._database.read(concerns):
            await self._database.write(work)

    async def back(self, community_id: int, person: int, *, now: datetime) -> None:
        """Who comes back is found again."""

        def hidden(unit: Unit) -> bool:
            entry = unit.directory.own(community_id, person)
            return entry is not None and entry.hidden

        def work(unit: Unit) -> None:
            found = unit.directory.own(community_id, person)
            before = unit.directory.locked(found.id) if found is not None else None
            if before is not None and before.hidden:
                _changed(unit, before, replace(before, hidden=False), None, now)

        if await self._database.read(hidden):
            await self._database.write(work)


def _subject(entry_id: int) -> str:
    return f"directory-contact:{entry_id}"


def _changed(unit: Unit, before: Entry, after: Entry, actor: int | None, now: datetime) -> None:
    unit.directory.save(after)
    journalled(unit, before, after, "directory.people", actor, now)
    if before.contact is not None and before.contact != after.contact:
        end_about(unit, after.id, now=now, asked=before.contact)
    if before.hidden != after.hidden:
        schedule(unit, after, community_of(unit, after.community).zone, now=now)
