"""The party: who hosted it, and who wants to."""

from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, select

from domain.meetings.party import Wants
from storage.schema import Key, Snowflake, UtcDateTime, metadata, upsert

party_hosts = Table(
    "party_hosts",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("venue", Key, nullable=False),
    # as it was called then: venues are merged and renamed
    Column("name", String, nullable=False),
)

party_wants = Table(
    "party_wants",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("venue", Key, primary_key=True, autoincrement=False),
    Column("wants", String, nullable=False),
    Column("by", Snowflake),
    Column("at", UtcDateTime, nullable=False),
)

party_choices = Table(
    "party_choices",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("decision", Key, ForeignKey("decisions.id"), nullable=False),
)


class Party:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hosts(self, community: int) -> dict[int, tuple[int, str]]:
        """The venue of each year and its name then, the last one first."""
        rows = self._connection.execute(
            select(party_hosts)
            .where(party_hosts.c.community == community)
            .order_by(party_hosts.c.year.desc())
        )
        return {row.year: (row.venue, row.name) for row in rows}

    def put_host(self, community: int, year: int, venue: int, name: str) -> None:
        values = {"community": community, "year": year, "venue": venue, "name": name}
        self._connection.execute(upsert(party_hosts, self._connection.dialect, values, ("community", "year")))

    def wants(self, community: int, year: int) -> dict[int, tuple[Wants, int | None]]:
        """What each place that was asked said, and who said so."""
        rows = self._connection.execute(
            select(party_wants).where(party_wants.c.community == community, party_wants.c.year == year)
        )
        return {row.venue: (Wants(row.wants), row.by) for row in rows}

    def put_wants(
        self, community: int, year: int, venue: int, wants: Wants, by: int | None, *, now: datetime
    ) -> None:
        values = {
            "community": community,
            "year": year,
            "venue": venue,
            "wants": wants.value,
            "by": by,
            "at": now,
        }
        self._connection.execute(
            upsert(party_wants, self._connection.dialect, values, ("community", "year", "venue"))
        )

    def choice(self, community: int, year: int) -> int | None:
        """The decision that chooses the host."""
        return self._connection.execute(
            select(party_choices.c.decision).where(
                party_choices.c.community == community, party_choices.c.year == year
            )
        ).scalar_one_or_none()

    def put_choice(self, community: int, year: int, decision: int) -> None:
        values = {"community": community, "year": year, "decision": decision}
        self._connection.execute(
            upsert(party_choices, self._connection.dialect, values, ("community", "year"))
        )
