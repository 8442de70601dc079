"""What people asked the knowledge base, what they were shown, whether it helped, and what is read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    case,
    func,
    insert,
    select,
    update,
)

from domain.knowledge.gaps import Question
from storage.schema import Key, Snowflake, UtcDateTime, insert_into, key_column, metadata, upsert

questions = Table(
    "kb_questions",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("text", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("article", String, nullable=False),
    Column("passage", String, nullable=False),
    Column("context", String, nullable=False),
    Column("desk_at", UtcDateTime),
    Column("message", Snowflake, nullable=False),
    Column("told_at", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("private", Boolean, nullable=False),
    Index("ix_kb_questions_community", "community", "asked_at"),
    Index("ix_kb_questions_asked", "asked_at"),
)

votes = Table(
    "kb_votes",
    metadata,
    Column("question", Key, ForeignKey("kb_questions.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("helped", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

reads = Table(
    "kb_reads",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("article", String, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article does: how often it was read, and what people said of it."""

    article: str
    times: int = 0
    last_at: datetime | None = None
    helped: int = 0
    not_helped: int = 0


class Questions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, question: Question) -> Question:
        result = self._connection.execute(
            insert(questions).values(**_values(question)).returning(questions.c.id)
        )
        return replace(question, id=result.scalar_one())

    def get(self, question_id: int) -> Question | None:
        row = self._connection.execute(select(questions).where(questions.c.id == question_id)).one_or_none()
        return _question(row) if row else None

    def to_desk(self, question_id: int, at: datetime) -> bool:
        """It waits for a person now; False when it did already."""
        result = self._connection.execute(
            update(questions)
            .where(questions.c.id == question_id, questions.c.desk_at.is_(None))
            .values(desk_at=at, settled_at=None)
        )
        return result.rowcount > 0

    def told(self, question_id: int, at: datetime) -> None:
        """Its answer stands beneath the message that asked it."""
        self._connection.execute(update(questions).where(questions.c.id == question_id).values(told_at=at))

    def owed(self, *, since: datetime) -> list[Question]:
        """Asked in a message since then and never told: the bot went down in between. The oldest first."""
        statement = (
            select(questions)
            .where(questions.c.message != 0, questions.c.told_at.is_(None), questions.c.asked_at >= since)
            .order_by(questions.c.id)
        )
        return [_question(row) for row in self._connection.execute(statement)]

    def keep_private(self, question_id: int, private: bool) -> None:
        """It became a question of the desk: what it asks is for those whom that concerns, or for all."""
        self._connection.execute(
            update(questions).where(questions.c.id == question_id).values(private=private)
        )

    def settle(self, question_ids: Iterable[int], at: datetime) -> None:
        """These are no gap any more: an article answers them now, or nobody needs one."""
        self._connection.execute(
            update(questions).where(questions.c.id.in_(list(question_ids))).values(settled_at=at)
        )

    def vote(self, question_id: int, person: int, helped: bool, at: datetime) -> None:
        """One voice each; a later one replaces it."""
        values = {"question": question_id, "person": person, "helped": helped, "at": at}
        self._connection.execute(upsert(votes, self._connection.dialect, values, ("question", "person")))

    def open_ones(self, community: int, *, since: datetime, limit: int) -> list[Question]:
        """Without an answer, or with one that helped nobody and did not help somebody; newest first. What was
        asked of the desk in private is not among them: this list is for every editor and head."""
        unhelpful = (
            select(votes.c.question)
            .group_by(votes.c.question)
            .having(func.sum(case((votes.c.helped, 1), else_=0)) == 0)
        )
        statement = (
            select(questions)
            .where(
                questions.c.community == community,
                questions.c.asked_at >= since,
                questions.c.settled_at.is_(None),
                ~questions.c.private,
                (questions.c.article == "")
                | questions.c.desk_at.is_not(None)
                | questions.c.id.in_(unhelpful),
            )
            .order_by(questions.c.id.desc())
            .limit(limit)
        )
        return [_question(row) for row in self._connection.execute(statement)]

    def read(self, community: int, article: str, at: datetime) -> None:
        """Somebody opened it, or was shown a passage of it."""
        added = insert_into(reads, self._connection.dialect).values(
            community=community, article=article, times=1, last_at=at
        )
        self._connection.execute(
            added.on_conflict_do_update(
                index_elements=["community", "article"],
                set_={"times": reads.c.times + 1, "last_at": added.excluded.last_at},
            )
        )

    def standings(self, community: int) -> dict[str, Standing]:
        found: dict[str, Standing] = {}
        for row in self._connection.execute(select(reads).where(reads.c.community == community)):
            found[row.article] = Standing(row.article, row.times, row.last_at)
        said = (
            select(
                questions.c.article,
                func.sum(case((votes.c.helped, 1), else_=0)),
                func.sum(case((votes.c.helped, 0), else_=1)),
            )
            .join(votes, votes.c.question == questions.c.id)
            .where(questions.c.community == community, questions.c.article != "")
            .group_by(questions.c.article)
        )
        for article, helped, not_helped in self._connection.execute(said):
            standing = found.get(article, Standing(article))
            found[article] = replace(standing, helped=int(helped), not_helped=int(not_helped))
        return found


def _values(question: Question) -> dict[str, Any]:
    return {
        "community": question.community,
        "person": question.person,
        "channel": question.channel,
        "text": question.text,
        "locale": question.locale,
        "asked_at": question.asked_at,
        "article": question.article,
        "passage": question.passage,
        "context": question.context,
        "desk_at": question.desk_at,
        "message": question.message,
        "private": question.private,
    }


def _question(row: Row[Any]) -> Question:
    return Question(
        id=row.id,
        community=row.community,
        person=row.person,
        channel=row.channel,
        text=row.text,
        locale=row.locale,
        asked_at=row.asked_at,
        article=row.article,
        passage=row.passage,
        context=row.context,
        desk_at=row.desk_at,
        message=row.message,
        private=row.private,
    )
