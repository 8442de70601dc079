"""Counting what was solved without a person: in the database, one statement for each kind of matter, however
many months. What each outcome means stands in domain/desk/dispensable.py."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    String,
    Table,
    and_,
    case,
    func,
    literal,
    select,
)

from domain.desk.dispensable import Counted, Ended
from storage.article_tables import articles
from storage.desk_tables import desk_questions
from storage.questions import questions, votes
from storage.runs import runs, ticks
from storage.schema import insert_into, metadata

desk_months = Table(
    "desk_months",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    # the month that the heads were told of, as 2026-03
    Column("month", String, primary_key=True),
)

_UNSEEN: Final = -1


class Solved:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counted(self, community: int, edges: Sequence[datetime]) -> list[Counted]:
        """`edges` are the beginnings of the months, in order, and the end of the last."""
        found: defaultdict[tuple[int, str, Ended], int] = defaultdict(int)
        sectors = self._sectors(community)
        for month, article, ended, count in self._asked(community, edges):
            found[month, sectors.get(article, ""), Ended(ended)] += count
        for month, sector, count in self._at_desk(community, edges):
            found[month, sector, Ended.PERSON] += count
        for month, sector, ended, count in self._runs(community, edges):
            if month != _UNSEEN:
                found[month, sector, Ended(ended)] += count
        return [Counted(*key, count) for key, count in sorted(found.items())]

    def tell_month(self, community: int, month: str) -> bool:
        """The heads are told of this month now; False when they were already."""
        insert = insert_into(desk_months, self._connection.dialect).values(community=community, month=month)
        done = self._connection.execute(insert.on_conflict_do_nothing(index_elements=["community", "month"]))
        return done.rowcount > 0

    def _sectors(self, community: int) -> dict[str, str]:
        """Of each article, also of one that was withdrawn since."""
        statement = (
            select(articles.c.key, articles.c.sector)
            .where(articles.c.community.in_([0, community]))
            .order_by(articles.c.community)
        )
        return {row.key: row.sector for row in self._connection.execute(statement)}

    def _asked(self, community: int, edges: Sequence[datetime]) -> Any:
        """What was asked of the knowledge base and did not come to the desk."""
        k = questions.c
        said = votes.alias()
        helped = select(said.c.question).where(said.c.question == k.id, said.c.helped).exists()
        objected = (
            select(said.c.question)
            .where(said.c.question == k.id, said.c.person == k.person, ~said.c.helped)
            .exists()
        )
        # as one set that is made once; asked for each row, the whole desk would be looked through each time
        came = select(desk_questions.c.kb_question).where(
            desk_questions.c.community == community, desk_questions.c.kb_question.is_not(None)
        )
        ended = case(
            (and_(k.article != "", helped, ~objected), literal(Ended.ARTICLE.value)),
            else_=literal(Ended.UNKNOWN.value),
        )
        inner = (
            select(_month(k.asked_at, edges).label("month"), k.article, ended.label("ended"))
            .where(
                k.community == community,
                k.asked_at >= edges[0],
                k.asked_at < edges[-1],
                k.desk_at.is_(None),
                k.id.not_in(came),
            )
            .subquery()
        )
        i = inner.c
        return self._connection.execute(
            select(i.month, i.article, i.ended, func.count()).group_by(i.month, i.article, i.ended)
        )

    def _at_desk(self, community: int, edges: Sequence[datetime]) -> Any:
        q = desk_questions.c
        inner = (
            select(_month(q.asked_at, edges).label("month"), q.sector)
            .where(q.community == community, q.asked_at >= edges[0], q.asked_at < edges[-1])
            .subquery()
        )
        i = inner.c
        return self._connection.execute(select(i.month, i.sector, func.count()).group_by(i.month, i.sector))

    def _runs(self, community: int, edges: Sequence[datetime]) -> Any:
        """Workflows that ended: with every step ticked, or stopped before that."""
        r = runs.c
        ticked = (
            select(ticks.c.run, func.count().label("done"), func.max(ticks.c.at).label("last"))
            .join(runs, runs.c.id == ticks.c.run)
            .where(r.community == community)
            .group_by(ticks.c.run)
            .subquery()
        )
        steps = func.json_array_length(r.steps)
        finished = and_(ticked.c.done >= steps, ticked.c.last >= edges[0], ticked.c.last < edges[-1])
        short = func.coalesce(ticked.c.done, 0) < steps
        stopped = and_(r.stopped_at >= edges[0], r.stopped_at < edges[-1], short)
        inner = (
            select(
                case(
                    (finished, _month(ticked.c.last, edges)),
                    (stopped, _month(r.stopped_at, edges)),
                    else_=literal(_UNSEEN),
                ).label("month"),
                r.sector,
                case((finished, literal(Ended.WORKFLOW.value)), else_=literal(Ended.UNKNOWN.value)).label(
                    "ended"
                ),
            )
            .select_from(runs.outerjoin(ticked, ticked.c.run == r.id))
            .where(r.community == community)
            .subquery()
        )
        i = inner.c
        return self._connection.execute(
            select(i.month, i.sector, i.ended, func.count()).group_by(i.month, i.sector, i.ended)
        )


def _month(moment: ColumnElement[Any], edges: Sequence[datetime]) -> ColumnElement[int]:
    """Which of the months it lies in, counted from 0."""
    last = len(edges) - 2
    if not last:
        return literal(0)
    return case(
        *((moment < edge, number) for number, edge in enumerate(edges[1:-1])),
        else_=last,
    )
