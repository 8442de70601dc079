"""General assemblies: the record of the emergency stop, who is there, what is asked and prepared.

The record is the truth; what stands beside it is what has no place in it: who checked in so far (in the
record once it matters), proxies that were asked for and not agreed to, and convocations that
were not sent yet.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from domain.assembly import USUAL_NOTICE
from domain.chain import BEGINNING, Link
from domain.emergency import Stage
from storage.schema import Snowflake, UtcDateTime, insert_into, key_column, metadata, upsert

emergency_records = Table(
    "emergency_records",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("length", Integer, nullable=False),
    Column("seal", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("since", UtcDateTime),
    Column("notice", Integer, nullable=False),
)
"""`stage` and `since` follow from the entries; they stand here for who only has to know that."""

emergency_entries = Table(
    "emergency_entries",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("hash", String, nullable=False),
)

assembly_attendance = Table(
    "assembly_attendance",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("assembly", Integer, primary_key=True, autoincrement=False),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
)

assembly_proxies_asked = Table(
    "assembly_proxies_asked",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("assembly", Integer, primary_key=True, autoincrement=False),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("holder", Snowflake, nullable=False),
    Column("answer", String, nullable=False),
)
"""The last one that somebody asked for, and what became of it: asked, agreed, declined, over."""

assembly_drafts = Table(
    "assembly_drafts",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("body", JSON, nullable=False),
    Column("sent", Integer),
)
"""`sent` is the number of the assembly that came of it."""


class Head(NamedTuple):
    """The end of a record."""

    length: int = 0
    seal: str = BEGINNING
    stage: Stage = Stage.IDLE
    since: datetime | None = None
    notice: int = USUAL_NOTICE


class Asked(NamedTuple):
    """Somebody asked somebody to vote for them."""

    person: int
    holder: int
    answer: str


class Assemblies:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- the record

    def head(self, community_id: int, *, hold: bool = False) -> Head:
        """Where the record ends. Held until the transaction ends if it is to be added to."""
        mine = emergency_records.c.community == community_id
        if hold:
            first = insert_into(emergency_records, self._connection.dialect).values(
                community=community_id, **_first()
            )
            self._connection.execute(first.on_conflict_do_nothing(index_elements=["community"]))
        columns = [emergency_records.c[name] for name in Head._fields]
        statement = select(*columns).where(mine)
        row = self._connection.execute(statement.with_for_update() if hold else statement).one_or_none()
        return Head(row.length, row.seal, Stage(row.stage), row.since, row.notice) if row else Head()

    def links(self, community_id: int) -> list[Link]:
        statement = (
            select(emergency_entries.c.body, emergency_entries.c.hash)
            .where(emergency_entries.c.community == community_id)
            .order_by(emergency_entries.c.n)
        )
        return [Link(body, hash_) for body, hash_ in self._connection.execute(statement)]

    def append(
        self, community_id: int, length: int, link: Link, stage: Stage, since: datetime | None
    ) -> None:
        """The entry with this number; the record must be held."""
        self._connection.execute(
            insert(emergency_entries).values(community=community_id, n=length, body=link.body, hash=link.hash)
        )
        self._connection.execute(
            update(emergency_records)
            .where(emergency_records.c.community == community_id)
            .values(length=length, seal=link.hash, stage=stage.value, since=since)
        )

    def put_notice(self, community_id: int, days: int) -> None:
        self.head(community_id, hold=True)
        self._connection.execute(
            update(emergency_records).where(emergency_records.c.community == community_id).values(notice=days)
        )

    # ---- who is there

    def check_in(self, community_id: int, assembly: int, person: int, now: datetime) -> bool:
        """False if they are there already."""
        statement = insert_into(assembly_attendance, self._connection.dialect).values(
            community=community_id, assembly=assembly, person=person, at=now
        )
        keys = ["community", "assembly", "person"]
        return bool(self._connection.execute(statement.on_conflict_do_nothing(index_elements=keys)).rowcount)

    def present(self, community_id: int, assembly: int) -> frozenset[int]:
        statement = select(assembly_attendance.c.person).where(
            assembly_attendance.c.community == community_id, assembly_attendance.c.assembly == assembly
        )
        return frozenset(self._connection.execute(statement).scalars())

    # ---- proxies that are asked for

    def ask(self, community_id: int, assembly: int, asked: Asked) -> None:
        values = {"community": community_id, "assembly": assembly, **asked._asdict()}
        keys = ("community", "assembly", "person")
        self._connection.execute(upsert(assembly_proxies_asked, self._connection.dialect, values, keys))

    def asked(self, community_id: int, assembly: int, person: int) -> Asked | None:
        columns = [assembly_proxies_asked.c[name] for name in Asked._fields]
        statement = select(*columns).where(
            assembly_proxies_asked.c.community == community_id,
            assembly_proxies_asked.c.assembly == assembly,
            assembly_proxies_asked.c.person == person,
        )
        row = self._connection.execute(statement).one_or_none()
        return Asked(*row) if row else None

    # ---- convocations that were not sent yet

    def keep_draft(self, community_id: int, person: int, body: Mapping[str, Any]) -> int:
        statement = insert(assembly_drafts).values(community=community_id, person=person, body=dict(body))
        number: int = self._connection.execute(statement.returning(assembly_drafts.c.id)).scalar_one()
        return number

    def draft(
        self, community_id: int, person: int, draft_id: int
    ) -> tuple[dict[str, Any], int | None] | None:
        """What it says, and the number of the assembly if it was sent."""
        statement = select(assembly_drafts.c.body, assembly_drafts.c.sent).where(
            assembly_drafts.c.id == draft_id,
            assembly_drafts.c.community == community_id,
            assembly_drafts.c.person == person,
        )
        row = self._connection.execute(statement).one_or_none()
        return (dict(row.body), row.sent) if row else None

    def sent(self, draft_id: int, assembly: int) -> None:
        self._connection.execute(
            update(assembly_drafts).where(assembly_drafts.c.id == draft_id).values(sent=assembly)
        )


def _first() -> dict[str, Any]:
    return {**Head()._asdict(), "stage": Head().stage.value}
