"""Which desk questions are alike, what the heads were shown of it, and what they made of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, func, select, update

from domain.desk.alike import Asked
from domain.desk.seeing import Reader
from storage.desk import seen_by
from storage.desk_tables import desk_questions
from storage.schema import Key, Snowflake, UtcDateTime, insert_into, metadata

desk_groups = Table(
    "desk_groups",
    metadata,
    # the id of its first question
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("community", ForeignKey("communities.id"), nullable=False, index=True),
    # the step at which the heads were told last, 0 for never
    Column("told", Integer, nullable=False),
    Column("dealt", String, nullable=False),
    Column("dealt_by", Snowflake),
    Column("dealt_at", UtcDateTime),
)

desk_grouped = Table(
    "desk_grouped",
    metadata,
    Column("question", Key, primary_key=True, autoincrement=False),
    Column("group", Key, ForeignKey("desk_groups.id"), nullable=False, index=True),
)

q, g = desk_questions.c, desk_groups.c


@dataclass(frozen=True, slots=True)
class Kept:
    """`dealt`: what a head made of it (`agenda`, `no`), empty for nothing yet."""

    id: int
    community: int
    told: int
    dealt: str
    dealt_by: int | None


class AskedOften:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def questions(self, community: int, *, since: datetime) -> list[Asked]:
        """All of them, private ones, too: they are grouped, and shown to nobody."""
        rows = self._connection.execute(
            select(q.id, q.asker, q.text, func.coalesce(desk_grouped.c.group, 0))
            .outerjoin(desk_grouped, desk_grouped.c.question == q.id)
            .where(q.community == community, q.asked_at >= since)
            .order_by(q.id)
        )
        return [Asked(*row) for row in rows]

    def put(self, community: int, question: int, group: int) -> None:
        insert = insert_into(desk_groups, self._connection.dialect)
        self._connection.execute(
            insert.values(id=group, community=community, told=0, dealt="").on_conflict_do_nothing(
                index_elements=["id"]
            )
        )
        insert = insert_into(desk_grouped, self._connection.dialect)
        self._connection.execute(
            insert.values(question=question, group=group).on_conflict_do_nothing(index_elements=["question"])
        )

    def get(self, group: int, *, locked: bool = False) -> Kept | None:
        statement = select(g.id, g.community, g.told, g.dealt, g.dealt_by).where(g.id == group)
        row = self._connection.execute(statement.with_for_update() if locked else statement).one_or_none()
        return Kept(*row) if row else None

    def tell(self, group: int, step: int) -> bool:
        """The heads are told at this step now; False when they were already."""
        done = self._connection.execute(
            update(desk_groups).where(g.id == group, g.told < step).values(told=step)
        )
        return done.rowcount > 0

    def deal(self, group: int, dealt: str, by: int | None, at: datetime | None) -> None:
        self._connection.execute(
            update(desk_groups).where(g.id == group).values(dealt=dealt, dealt_by=by, dealt_at=at)
        )

    def numbers(self, group: int, reader: Reader) -> list[int]:
        """The numbers of its questions that this reader may see."""
        statement = (
            select(q.number)
            .join(desk_grouped, desk_grouped.c.question == q.id)
            .where(desk_grouped.c.group == group, seen_by(reader))
            .order_by(q.number)
        )
        return list(self._connection.execute(statement).scalars())

    def has_article(self, group: int) -> bool:
        """Whether one of its questions was closed with an article that says how."""
        statement = (
            select(func.count())
            .select_from(desk_questions)
            .join(desk_grouped, desk_grouped.c.question == q.id)
            .where(desk_grouped.c.group == group, q.how != "")
        )
        return self._connection.execute(statement).scalar_one() > 0
