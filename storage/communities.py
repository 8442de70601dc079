"""Communities, their spots on Discord, themes and sectors."""

from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    select,
)

from domain.communities import Community, Role, Spot
from domain.sectors import Appointment, Part, Sector
from domain.themes import Theme
from storage.schema import Snowflake, metadata, upsert

communities = Table(
    "communities",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("english_line", Boolean, nullable=False),
    Column("zone_name", String, nullable=False),
    Column("trust_after", Integer, nullable=False),
    Column("event_list", Boolean, nullable=False),
)

spots = Table(
    "spots",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("discord_id", Snowflake, nullable=False),
)

themes = Table(
    "themes",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("nl", String, nullable=False),
    Column("en", String, nullable=False),
    Column("emoji", String, nullable=False),
    Column("topics", JSON, nullable=False),
)

sectors = Table(
    "sectors",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("nl", String, nullable=False),
    Column("en", String, nullable=False),
    Column("emoji", String, nullable=False),
)

appointments = Table(
    "appointments",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("sector", String, primary_key=True),
    Column("part", String, primary_key=True),
    Column("person", Snowflake, nullable=False),
)


_BY_ID = select(communities).where(communities.c.id == bindparam("community_id"))


class Communities:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, community_id: int) -> Community | None:
        row = self._connection.execute(_BY_ID, {"community_id": community_id}).one_or_none()
        return Community(**row._mapping) if row else None

    def hold(self, community_id: int) -> None:
        """Until the transaction ends nobody else holds it: for work that must see what the others found.
        On SQLite there is one writer anyway."""
        self._connection.execute(
            select(communities.c.id).where(communities.c.id == community_id).with_for_update(key_share=True)
        )

    def save(self, community: Community) -> None:
        values = {name: getattr(community, name) for name in Community.__dataclass_fields__}
        self._connection.execute(upsert(communities, self._connection.dialect, values, ("id",)))

    def all(self) -> list[Community]:
        return [
            Community(**row._mapping)
            for row in self._connection.execute(select(communities).order_by(communities.c.id))
        ]

    # ---- spots: our keys for roles, channels and categories

    def spots(self, community_id: int) -> list[Spot]:
        rows = self._connection.execute(
            select(spots.c.kind, spots.c.key, spots.c.discord_id).where(spots.c.community == community_id)
        )
        return [Spot(*row) for row in rows]

    def channels(self, community_id: int) -> dict[str, int]:
        """Discord's channel ids by our key."""
        return {spot.key: spot.discord_id for spot in self.spots(community_id) if spot.kind == "channel"}

    def roles(self, community_id: int) -> dict[Role, int]:
        """Discord's role ids by ours."""
        return {Role(spot.key): spot.discord_id for spot in self.spots(community_id) if spot.kind == "role"}

    def put_spot(self, community_id: int, spot: Spot) -> None:
        values = {
            "community": community_id,
            "kind": spot.kind,
            "key": spot.key,
            "discord_id": spot.discord_id,
        }
        self._connection.execute(
            upsert(spots, self._connection.dialect, values, ("community", "kind", "key"))
        )

    def drop_spot(self, community_id: int, kind: str, key: str) -> None:
        self._connection.execute(
            delete(spots).where(spots.c.community == community_id, spots.c.kind == kind, spots.c.key == key)
        )

    # ---- themes

    def themes(self, community_id: int) -> tuple[Theme, ...]:
        rows = self._connection.execute(
            select(themes).where(themes.c.community == community_id).order_by(themes.c.position, themes.c.key)
        )
        return tuple(
            Theme(row.key, row.nl, row.en, row.emoji, tuple((nl, en) for nl, en in row.topics))
            for row in rows
        )

    def put_theme(self, community_id: int, theme: Theme, position: int) -> None:
        values = {
            "community": community_id,
            "key": theme.key,
            "position": position,
            "nl": theme.nl,
            "en": theme.en,
            "emoji": theme.emoji,
            "topics": [list(topic) for topic in theme.topics],
        }
        self._connection.execute(upsert(themes, self._connection.dialect, values, ("community", "key")))

    def drop_theme(self, community_id: int, key: str) -> None:
        self._connection.execute(
            delete(themes).where(themes.c.community == community_id, themes.c.key == key)
        )

    # ---- sectors and who carries them

    def sectors(self, community_id: int) -> tuple[Sector, ...]:
        rows = self._connection.execute(
            select(sectors)
            .where(sectors.c.community == community_id)
            .order_by(sectors.c.position, sectors.c.key)
        )
        return tuple(Sector(row.key, row.nl, row.en, row.emoji) for row in rows)

    def put_sector(self, community_id: int, sector: Sector, position: int) -> None:
        values = {
            "community": community_id,
            "key": sector.key,
            "position": position,
            "nl": sector.nl,
            "en": sector.en,
            "emoji": sector.emoji,
        }
        self._connection.execute(upsert(sectors, self._connection.dialect, values, ("community", "key")))

    def drop_sector(self, community_id: int, key: str) -> None:
        self._connection.execute(
            delete(sectors).where(sectors.c.community == community_id, sectors.c.key == key)
        )

    def appointments(self, community_id: int) -> list[Appointment]:
        rows = self._connection.execute(
            select(appointments.c.sector, appointments.c.part, appointments.c.person).where(
                appointments.c.community == community_id
            )
        )
        return [Appointment(row.sector, Part(row.part), row.person) for row in rows]

    def appoint(self, community_id: int, appointment: Appointment) -> None:
        values = {
            "community": community_id,
            "sector": appointment.sector,
            "part": appointment.part.value,
            "person": appointment.person,
        }
        self._connection.execute(
            upsert(appointments, self._connection.dialect, values, ("community", "sector", "part"))
        )

    def dismiss(self, community_id: int, given_up: Iterable[Appointment]) -> None:
        for appointment in given_up:
            self._connection.execute(
                delete(appointments).where(
                    appointments.c.community == community_id,
                    appointments.c.sector == appointment.sector,
                    appointments.c.part == appointment.part.value,
                )
            )
