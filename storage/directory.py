"""The directory's entries and the drafts of them, the warnings of a lease, and how heads can be reached."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from domain.directory.entry import Approach, Entry, Kind, Tongue
from domain.directory.reaching import Card, Reach
from domain.directory.typed import Draft
from storage.directory_tables import contact_cards, directory_drafts, directory_entries, lease_warnings
from storage.schema import insert_into, upsert


class Directory:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- entries

    def of(self, community_id: int) -> list[Entry]:
        """All of them, also those of who left."""
        statement = select(directory_entries).where(directory_entries.c.community == community_id)
        rows = self._connection.execute(statement.order_by(directory_entries.c.id))
        return [_entry(row) for row in rows]

    def get(self, entry_id: int) -> Entry | None:
        return self._one(select(directory_entries).where(directory_entries.c.id == entry_id))

    def locked(self, entry_id: int) -> Entry | None:
        """The same, held until the transaction ends."""
        statement = select(directory_entries).where(directory_entries.c.id == entry_id)
        return self._one(statement.with_for_update())

    def own(self, community_id: int, person: int) -> Entry | None:
        """The person's own entry."""
        return self._one(
            select(directory_entries).where(
                directory_entries.c.community == community_id, directory_entries.c.owner == person
            )
        )

    def about(self, community_id: int, person: int) -> list[Entry]:
        """Entries in which somebody stands: as owner, as contact, or asked to be it."""
        statement = select(directory_entries).where(
            directory_entries.c.community == community_id,
            or_(
                directory_entries.c.owner == person,
                directory_entries.c.contact == person,
                directory_entries.c.asked_contact == person,
            ),
        )
        rows = self._connection.execute(statement.order_by(directory_entries.c.id))
        return [_entry(row) for row in rows]

    def count(self, community_id: int) -> int:
        statement = select(func.count()).where(directory_entries.c.community == community_id)
        return self._connection.execute(statement).scalar_one()

    def add(self, entry: Entry) -> Entry:
        statement = insert(directory_entries).values(**_values(entry)).returning(directory_entries.c.id)
        return replace(entry, id=self._connection.execute(statement).scalar_one())

    def save(self, entry: Entry) -> None:
        self._connection.execute(
            update(directory_entries).where(directory_entries.c.id == entry.id).values(**_values(entry))
        )

    def drop(self, entry_id: int) -> None:
        """The entry and the warnings of its lease; drafts of it become drafts of a new one."""
        self._connection.execute(delete(lease_warnings).where(lease_warnings.c.entry == entry_id))
        self._connection.execute(
            update(directory_drafts).where(directory_drafts.c.entry == entry_id).values(entry=None)
        )
        self._connection.execute(delete(directory_entries).where(directory_entries.c.id == entry_id))

    def join_venues(self, gone: int, kept: int) -> None:
        """Two known venues were one: what was the one is the other."""
        self._connection.execute(
            update(directory_entries).where(directory_entries.c.venue == gone).values(venue=kept)
        )

    def _one(self, statement: Any) -> Entry | None:
        row = self._connection.execute(statement).one_or_none()
        return _entry(row) if row else None

    # ---- drafts

    def draft(self, draft_id: int) -> Draft | None:
        """Held until the transaction ends."""
        statement = select(directory_drafts).where(directory_drafts.c.id == draft_id).with_for_update()
        row = self._connection.execute(statement).one_or_none()
        return _draft(row) if row else None

    def unfinished(self, community_id: int, person: int, *, own: bool, entry: int | None) -> Draft | None:
        """What somebody began and did not send, the last of it."""
        statement = (
            select(directory_drafts)
            .where(
                directory_drafts.c.community == community_id,
                directory_drafts.c.person == person,
                directory_drafts.c.own == own,
                directory_drafts.c.entry == entry if entry else directory_drafts.c.entry.is_(None),
                directory_drafts.c.sent.is_(None),
            )
            .order_by(directory_drafts.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(statement).one_or_none()
        return _draft(row) if row else None

    def add_draft(self, draft: Draft) -> Draft:
        statement = insert(directory_drafts).values(**_draft_values(draft)).returning(directory_drafts.c.id)
        return replace(draft, id=self._connection.execute(statement).scalar_one())

    def save_draft(self, draft: Draft) -> None:
        self._connection.execute(
            update(directory_drafts).where(directory_drafts.c.id == draft.id).values(**_draft_values(draft))
        )

    def drop_draft(self, draft_id: int) -> None:
        self._connection.execute(delete(directory_drafts).where(directory_drafts.c.id == draft_id))

    def forget_drafts_before(self, moment: datetime) -> None:
        self._connection.execute(delete(directory_drafts).where(directory_drafts.c.updated_at < moment))

    # ---- the end of a lease

    def warned(self, entry_id: int, ends: date) -> frozenset[int]:
        """Which warnings of this last day were given: the days before it."""
        statement = select(lease_warnings.c.lead).where(
            lease_warnings.c.entry == entry_id, lease_warnings.c.ends == ends
        )
        return frozenset(self._connection.execute(statement).scalars())

    def warn(self, entry_id: int, ends: date, lead: int, *, now: datetime) -> bool:
        """Write down that this warning is given; False if it was before."""
        statement = (
            insert_into(lease_warnings, self._connection.dialect)
            .values(entry=entry_id, ends=ends, lead=lead, at=now)
            .on_conflict_do_nothing(index_elements=["entry", "ends", "lead"])
            .returning(lease_warnings.c.lead)
        )
        return self._connection.execute(statement).one_or_none() is not None

    # ---- how who carries a sector can be reached

    def card(self, community_id: int, person: int) -> Card | None:
        return next(iter(self.cards(community_id, [person])), None)

    def cards(self, community_id: int, people: Iterable[int]) -> list[Card]:
        statement = select(contact_cards).where(
            contact_cards.c.community == community_id, contact_cards.c.person.in_(list(people))
        )
        rows = self._connection.execute(statement.order_by(contact_cards.c.person))
        return [Card(row.person, Reach(row.reach), row.name, row.line) for row in rows]

    def put_card(self, community_id: int, card: Card) -> None:
        values = {
            "community": community_id,
            "person": card.person,
            "reach": card.reach.value,
            "name": card.name,
            "line": card.line,
        }
        self._connection.execute(
            upsert(contact_cards, self._connection.dialect, values, ("community", "person"))
        )

    def drop_card(self, community_id: int, person: int) -> None:
        self._connection.execute(
            delete(contact_cards).where(
                contact_cards.c.community == community_id, contact_cards.c.person == person
            )
        )


def _entry(row: Row[Any]) -> Entry:
    values: dict[str, Any] = dict(row._mapping)
    values["kind"] = Kind(values["kind"])
    values["approach"] = Approach(values["approach"])
    values["tongues"] = tuple(Tongue(one) for one in values["tongues"])
    return Entry(**values)


def _values(entry: Entry) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__ if name != "id"}
    return {**values, **_plain(entry.kind, entry.tongues), "approach": entry.approach.value}


def _draft(row: Row[Any]) -> Draft:
    values: dict[str, Any] = dict(row._mapping)
    values["kind"] = Kind(values["kind"])
    values["tongues"] = tuple(Tongue(one) for one in values["tongues"])
    return Draft(**values)


def _draft_values(draft: Draft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in Draft.__dataclass_fields__ if name != "id"}
    return {**values, **_plain(draft.kind, draft.tongues), "typed": dict(draft.typed)}


def _plain(kind: Kind, tongues: Iterable[Tongue]) -> dict[str, Any]:
    return {"kind": kind.value, "tongues": [one.value for one in tongues]}
