"""Dossiers: the record, its people, its timeline and its documents."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    or_,
    select,
    update,
)

from domain.desk.question import WaitsFor
from domain.dossiers.dossier import Document, Dossier, Entry, Kind, Outcome, Person, Stage, Who
from storage.schema import Key, Snowflake, UtcDateTime, insert_into, key_column, metadata, upsert

dossiers = Table(
    "dossiers",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("owner", Snowflake, nullable=False, index=True),
    Column("counterpart", String, nullable=False),
    Column("asked", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("term", Date),
    Column("stage", String, nullable=False),
    Column("waits_for", String),
    Column("waits_note", String, nullable=False),
    Column("waits_since", Date),
    Column("question", Integer),
    Column("contact", String, nullable=False),
    Column("contact_person", Snowflake),
    Column("outcome", String),
    Column("outcome_text", Text, nullable=False),
    Column("opened_by", Snowflake, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("reminded_at", UtcDateTime),
    Column("term_told", String, nullable=False),
    UniqueConstraint("community", "number"),
    Index("ix_dossiers_stage", "community", "stage"),
)

dossier_numbers = Table(
    "dossier_numbers",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("last", Integer, nullable=False),
)

dossier_people = Table(
    "dossier_people",
    metadata,
    Column("dossier", Key, ForeignKey("dossiers.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False, index=True),
    Column("name", String, nullable=False),
    Column("insider", Boolean, nullable=False),
)

dossier_entries = Table(
    "dossier_entries",
    metadata,
    key_column(),
    Column("dossier", Key, ForeignKey("dossiers.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("who", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("internal", Boolean, nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

dossier_documents = Table(
    "dossier_documents",
    metadata,
    key_column(),
    Column("dossier", Key, ForeignKey("dossiers.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("link", String, nullable=False),
    # 0 for none; whole files lie beside the posters, each content once
    Column("file", Key, nullable=False),
    Column("internal", Boolean, nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

_ENUMS = ("stage", "waits_for", "outcome")
_DOSSIER = tuple(name for name in Dossier.__dataclass_fields__ if name not in {"id", "people"})
_ENTRY = tuple(name for name in Entry.__dataclass_fields__ if name != "id")
_DOCUMENT = tuple(name for name in Document.__dataclass_fields__ if name != "id")


class Dossiers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_number(self, community: int) -> int:
        """The next one; given out again if this transaction comes to nothing."""
        statement = insert_into(dossier_numbers, self._connection.dialect).values(community=community, last=1)
        number: int = self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["community"], set_={"last": dossier_numbers.c.last + 1}
            ).returning(dossier_numbers.c.last)
        ).scalar_one()
        return number

    def add(self, dossier: Dossier) -> Dossier:
        number = self._connection.execute(
            insert(dossiers).values(**_values(dossier)).returning(dossiers.c.id)
        ).scalar_one()
        stored = replace(dossier, id=number)
        self._put_people(stored)
        return stored

    def get(self, dossier_id: int) -> Dossier | None:
        return self._one(dossiers.c.id == dossier_id)

    def numbered(self, community: int, number: int, *, locked: bool = False) -> Dossier | None:
        """`locked`: held until the transaction ends; for writing only."""
        return self._one(dossiers.c.community == community, dossiers.c.number == number, locked=locked)

    def locked(self, dossier_id: int) -> Dossier | None:
        return self._one(dossiers.c.id == dossier_id, locked=True)

    def save(self, dossier: Dossier) -> None:
        self._connection.execute(
            update(dossiers).where(dossiers.c.id == dossier.id).values(**_values(dossier))
        )
        self._put_people(dossier)

    def seen_by(
        self, community: int, person: int, sectors: Collection[str], *, closed: bool, limit: int
    ) -> list[Dossier]:
        """Those that somebody is one of the people of, or that belong to `sectors`; what has a term first."""
        theirs = select(dossier_people.c.dossier).where(dossier_people.c.person == person)
        stage = Stage.CLOSED if closed else Stage.OPEN
        statement = (
            select(dossiers)
            .where(
                dossiers.c.community == community,
                dossiers.c.stage == stage.value,
                or_(
                    dossiers.c.owner == person,
                    dossiers.c.id.in_(theirs),
                    dossiers.c.sector.in_(sorted(sectors)),
                ),
            )
            .order_by(
                dossiers.c.closed_at.desc() if closed else dossiers.c.term.is_(None),
                dossiers.c.term,
                dossiers.c.id.desc(),
            )
            .limit(limit)
        )
        return self._with_people(self._connection.execute(statement).mappings().all())

    def owned(self, community: int, person: int) -> list[Dossier]:
        """What somebody carries that is open."""
        statement = (
            select(dossiers)
            .where(
                dossiers.c.community == community,
                dossiers.c.owner == person,
                dossiers.c.stage == Stage.OPEN.value,
            )
            .order_by(dossiers.c.id)
            .with_for_update()
        )
        return self._with_people(self._connection.execute(statement).mappings().all())

    def drop_person(self, community: int, person: int) -> None:
        """They are one of the people of nothing any more, nor to be reached about it."""
        mine = select(dossiers.c.id).where(dossiers.c.community == community)
        self._connection.execute(
            delete(dossier_people).where(
                dossier_people.c.person == person, dossier_people.c.dossier.in_(mine)
            )
        )
        self._connection.execute(
            update(dossiers)
            .where(dossiers.c.community == community, dossiers.c.contact_person == person)
            .values(contact="", contact_person=None)
        )

    # ---- timeline and documents

    def add_entry(self, entry: Entry) -> Entry:
        values = _row(entry, _ENTRY)
        values.update(kind=entry.kind.value, who=entry.who.value)
        number = self._connection.execute(
            insert(dossier_entries).values(**values).returning(dossier_entries.c.id)
        ).scalar_one()
        return replace(entry, id=number)

    def entries(self, dossier_id: int) -> list[Entry]:
        """As it happened: by day, then as it was written down."""
        rows = self._connection.execute(
            select(dossier_entries)
            .where(dossier_entries.c.dossier == dossier_id)
            .order_by(dossier_entries.c.day, dossier_entries.c.id)
        ).mappings()
        return [Entry(**{**dict(row), "kind": Kind(row["kind"]), "who": Who(row["who"])}) for row in rows]

    def add_document(self, document: Document) -> Document:
        number = self._connection.execute(
            insert(dossier_documents).values(**_row(document, _DOCUMENT)).returning(dossier_documents.c.id)
        ).scalar_one()
        return replace(document, id=number)

    def documents(self, dossier_id: int) -> list[Document]:
        rows = self._connection.execute(
            select(dossier_documents)
            .where(dossier_documents.c.dossier == dossier_id)
            .order_by(dossier_documents.c.id)
        ).mappings()
        return [Document(**row) for row in rows]

    # ---- inside

    def _one(self, *where: Any, locked: bool = False) -> Dossier | None:
        statement = select(dossiers).where(*where)
        if locked:
            statement = statement.with_for_update()
        found = self._with_people(self._connection.execute(statement).mappings().all())
        return found[0] if found else None

    def _put_people(self, dossier: Dossier) -> None:
        kept = [one.person for one in dossier.people]
        self._connection.execute(
            delete(dossier_people).where(
                dossier_people.c.dossier == dossier.id, dossier_people.c.person.not_in(kept)
            )
        )
        for one in dossier.people:
            values = {
                "dossier": dossier.id, "person": one.person, "name": one.name, "insider": one.insider,
            }  # fmt: skip
            self._connection.execute(
                upsert(dossier_people, self._connection.dialect, values, ("dossier", "person"))
            )

    def _with_people(self, rows: Iterable[RowMapping]) -> list[Dossier]:
        rows = list(rows)
        people: dict[int, list[Person]] = {row["id"]: [] for row in rows}
        found = self._connection.execute(
            select(dossier_people)
            .where(dossier_people.c.dossier.in_(list(people)))
            .order_by(dossier_people.c.person)
        )
        for row in found:
            people[row.dossier].append(Person(row.person, row.name, row.insider))
        return [_dossier(row, tuple(people[row["id"]])) for row in rows]


def _row(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _values(dossier: Dossier) -> dict[str, Any]:
    values = _row(dossier, _DOSSIER)
    for name in _ENUMS:
        values[name] = values[name].value if values[name] is not None else None
    return values


def _dossier(row: RowMapping, people: tuple[Person, ...]) -> Dossier:
    values = dict(row)
    values.update(
        stage=Stage(row["stage"]),
        waits_for=WaitsFor(row["waits_for"]) if row["waits_for"] is not None else None,
        outcome=Outcome(row["outcome"]) if row["outcome"] is not None else None,
        people=people,
    )
    return Dossier(**values)
