"""Keeping a dossier: its timeline, documents, wait, people, terms, and its end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from domain.communities import Community
from domain.desk.question import WaitsFor
from domain.dossiers.dossier import (
    MOST_DOCUMENTS,
    MOST_ENTRIES,
    Document,
    Dossier,
    Kind,
    Outcome,
    Person,
    Who,
    asked_typed,
    contact_typed,
    counterpart_typed,
    entry_typed,
    file_must_fit,
    name_typed,
    term_on,
    title_typed,
    wanted_typed,
)
from domain.postings import Surface
from domain.refusal import Refusal
from domain.texts import web_link
from services.acting import Caller, community_of
from services.dossiers import ShownDossier, held, in_charge, journal, note, seen, shown, tell, wind
from storage.database import Database
from storage.files import File
from storage.unit import Unit


class DossierKeeping:
    """Everything here is for its owner, its helpers and the heads of its sector, and is done once a click."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        caller: Caller,
        number: int,
        text: str,
        day: date,
        *,
        who: Who = Who.US,
        internal: bool = False,
        now: datetime,
    ) -> ShownDossier:
        """Something happened. Who asked may add to the timeline, too, but nothing internal."""

        def work(unit: Unit) -> ShownDossier:
            dossier = seen(unit, caller, number, locked=True)
            dossier.must_be_open()
            insider = dossier.insider(caller.id, in_charge(unit, dossier))
            said = entry_typed(text)
            if unit.clicks.is_new(caller.interaction, now=now):
                if len(unit.dossiers.entries(dossier.id)) >= MOST_ENTRIES:
                    raise Refusal(
                        "A timeline holds {most} entries. Close this dossier and open a new one.",
                        most=MOST_ENTRIES,
                    )
                party = who if insider else Who.ASKER
                note(
                    unit, dossier, caller, Kind.NOTE, day, said,
                    who=party, internal=internal and insider, now=now,
                )  # fmt: skip
                journal(unit, dossier, "dossier.add", caller.id, now)
            return shown(unit, dossier, caller.id, now)

        return await self._database.write(work)

    async def document(
        self,
        caller: Caller,
        number: int,
        name: str,
        *,
        link: str = "",
        file: File | None = None,
        internal: bool = False,
        now: datetime,
    ) -> ShownDossier:
        """A paper: its link, the file itself, or (with neither) where it lies, which its name says then."""

        def work(unit: Unit) -> ShownDossier:
            dossier = held(unit, caller, number)
            dossier.must_be_open()
            called = name_typed(name)
            address = web_link(link) if link.strip() else ""
            if file is not None:
                file_must_fit(len(file.data))
            if unit.clicks.is_new(caller.interaction, now=now):
                if len(unit.dossiers.documents(dossier.id)) >= MOST_DOCUMENTS:
                    raise Refusal(
                        "A dossier holds {most} documents. Put them in one folder, and add its link.",
                        most=MOST_DOCUMENTS,
                    )
                unit.dossiers.add_document(
                    Document(
                        dossier=dossier.id,
                        name=called,
                        link=address,
                        file=unit.files.add(file) if file is not None else 0,
                        internal=internal,
                        person=caller.id,
                        at=now,
                    )
                )
                today = now.astimezone(community_of(unit, dossier.community).zone).date()
                note(unit, dossier, caller, Kind.DOCUMENT, today, called, internal=internal, now=now)
                journal(unit, dossier, "dossier.document", caller.id, now)
            return shown(unit, dossier, caller.id, now)

        return await self._database.write(work)

    async def file(self, caller: Caller, number: int, document_id: int) -> tuple[Document, File]:
        """A file that is kept, for who may see it."""

        def work(unit: Unit) -> tuple[Document, File]:
            dossier = seen(unit, caller, number)
            insider = dossier.insider(caller.id, in_charge(unit, dossier))
            for one in unit.dossiers.documents(dossier.id):
                if one.id == document_id and one.file and (insider or not one.internal):
                    found = unit.files.get(one.file)
                    if found is not None:
                        return one, found
            raise Refusal("This document is not kept here. `/dossier show` shows those that there are.")

        return await self._database.read(work)

    async def wait(
        self,
        caller: Caller,
        number: int,
        what: WaitsFor | None,
        text: str = "",
        since: date | None = None,
        *,
        now: datetime,
    ) -> ShownDossier:
        """It waits for somebody, or for nobody any more."""

        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            after = dossier.waiting(what, text, since, today)
            if dossier.waits_for is not None:
                waited = str(dossier.waited(today))
                note(unit, dossier, caller, Kind.WAITED, today, waited, who=Who(dossier.waits_for), now=now)
            if after.waits_for is not None and after.waits_since is not None:
                note(
                    unit, dossier, caller, Kind.WAITS, after.waits_since, after.waits_note,
                    who=Who(after.waits_for), now=now,
                )  # fmt: skip
            return after

        return await self._changed(caller, number, "dossier.wait", change, now=now)

    async def change(
        self,
        caller: Caller,
        number: int,
        *,
        title: str | None = None,
        sector: str | None = None,
        counterpart: str | None = None,
        asked: str | None = None,
        wanted: str | None = None,
        term: date | None = None,
        no_term: bool = False,
        now: datetime,
    ) -> ShownDossier:
        """What is not given stays."""

        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            dossier.must_be_open()
            if sector is not None and sector not in {
                one.key for one in unit.communities.sectors(dossier.community)
            }:
                raise Refusal("Choose the sector from the list that appears while you type.")
            due = None if no_term else term_on(term, today) if term is not None else dossier.term
            return replace(
                dossier,
                term_told=dossier.term_told if due == dossier.term else "",
                title=title_typed(title) if title is not None else dossier.title,
                sector=sector if sector is not None else dossier.sector,
                counterpart=(
                    counterpart_typed(counterpart) if counterpart is not None else dossier.counterpart
                ),
                asked=asked_typed(asked) if asked is not None else dossier.asked,
                wanted=wanted_typed(wanted) if wanted is not None else dossier.wanted,
                term=due,
            )

        return await self._changed(caller, number, "dossier.change", change, now=now)

    async def add_person(self, caller: Caller, number: int, person: Person, *, now: datetime) -> ShownDossier:
        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            known = dossier.seen_by(person.person, ())
            after = dossier.with_person(
                replace(person, insider=person.insider or person.person == dossier.owner)
            )
            if not known:
                tell(unit, dossier, Surface.DOSSIER_YOURS, person.person)
            return after

        return await self._changed(
            caller, number, "dossier.person", change, now=now, after={"person": person.person}
        )

    async def remove_person(self, caller: Caller, number: int, person: int, *, now: datetime) -> ShownDossier:
        """They do not see it any more, unless they are a head of its sector."""

        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            return dossier.without_person(person)

        return await self._changed(
            caller, number, "dossier.no_person", change, now=now, after={"person": person}
        )

    async def hand_over(self, caller: Caller, number: int, person: Person, *, now: datetime) -> ShownDossier:
        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            dossier.must_be_open()
            after = dossier.handed_to(person)
            note(unit, dossier, caller, Kind.HANDED, today, person.name, internal=True, now=now)
            tell(unit, dossier, Surface.DOSSIER_YOURS, person.person)
            return after

        return await self._changed(
            caller, number, "dossier.hand_over", change, now=now, after={"person": person.person}
        )

    async def contact(self, caller: Caller, number: int, text: str, *, now: datetime) -> ShownDossier:
        """The caller is who may be reached about it, and is named for it: nobody names somebody else. Empty:
        they are not any more."""

        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            given = contact_typed(text)
            return replace(dossier, contact=given, contact_person=caller.id if given else None)

        return await self._changed(caller, number, "dossier.contact", change, now=now)

    async def close(
        self, caller: Caller, number: int, outcome: Outcome, text: str, *, now: datetime
    ) -> ShownDossier:
        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            after = dossier.closed(outcome, text, now)
            note(unit, dossier, caller, Kind.CLOSED, today, outcome.value, now=now)
            return after

        return await self._changed(
            caller, number, "dossier.close", change, now=now, after={"outcome": outcome.value}
        )

    async def reopen(self, caller: Caller, number: int, *, now: datetime) -> ShownDossier:
        def change(unit: Unit, dossier: Dossier, today: date) -> Dossier:
            after = dossier.reopened()
            note(unit, dossier, caller, Kind.REOPENED, today, now=now)
            return after

        return await self._changed(caller, number, "dossier.reopen", change, now=now)

    async def _changed(
        self,
        caller: Caller,
        number: int,
        action: str,
        change: Callable[[Unit, Dossier, date], Dossier],
        *,
        now: datetime,
        after: dict[str, Any] | None = None,
    ) -> ShownDossier:
        def work(unit: Unit) -> ShownDossier:
            dossier = held(unit, caller, number)
            community: Community = community_of(unit, dossier.community)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return shown(unit, dossier, caller.id, now)
            changed = change(unit, dossier, now.astimezone(community.zone).date())
            unit.dossiers.save(changed)
            journal(unit, changed, action, caller.id, now, after=after)
            wind(unit, changed, community, now=now)
            return shown(unit, changed, caller.id, now)

        return await self._database.write(work)
