"""Decisions: the register, the entries of each, who has a seat, and what was voted."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from domain.chain import Link, canonical
from domain.decisions.ballots import Ballot
from domain.decisions.kinds import Verdict
from domain.decisions.outcome import Outcome, numbers_of
from domain.decisions.register import Decision, Place, findable
from domain.decisions.seats import Seat
from domain.decisions.terms import terms_as_json
from storage.decision_tables import (
    decision_ballots,
    decision_entries,
    decision_numbers,
    decision_proxies,
    decision_seats,
    decisions,
    secret_ballots,
)
from storage.schema import insert_into
from storage.voting import ballot_of, place_of, places_with_ballots, terms_of


class Decisions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_number(self, community_id: int) -> int:
        """The community's next one. Whoever comes at the same moment waits until this transaction has ended,
        and a number that is not used after all is given out again: no gaps, no doubles."""
        statement = insert_into(decision_numbers, self._connection.dialect).values(
            community=community_id, last=1
        )
        statement = statement.on_conflict_do_update(
            index_elements=["community"], set_={"last": decision_numbers.c.last + 1}
        )
        number: int = self._connection.execute(statement.returning(decision_numbers.c.last)).scalar_one()
        return number

    def add(self, decision: Decision, first: Link, electorate: Iterable[int]) -> Decision:
        """A new decision with its first entry; the returned one has its id."""
        terms = decision.terms
        values = {
            "community": decision.community,
            "number": decision.number,
            "terms": canonical(terms_as_json(terms)),
            "starter": decision.starter,
            "opened": decision.opened,
            "closes": decision.closes,
            "extended": decision.extended,
            "ended": decision.ended,
            "outcome": _outcome_text(decision.outcome),
            "length": 1,
            "seal": first.hash,
            "sector": terms.sector,
            "secret": terms.secret,
            "public": terms.public,
            "verdict": decision.outcome.verdict.value if decision.outcome else None,
            "findable": findable("\n".join((terms.title, terms.text, *terms.options))),
            "amends": terms.amends,
            "runoff_of": terms.runoff_of,
            "review_on": terms.review_on,
        }
        result = self._connection.execute(insert(decisions).values(**values).returning(decisions.c.id))
        decision = replace(decision, id=result.scalar_one(), length=1, seal=first.hash)
        self._connection.execute(
            insert(decision_entries),
            {"decision": decision.id, "n": 1, "body": first.body, "hash": first.hash},
        )
        seats = [
            {"decision": decision.id, "person": person, "seat": Seat.IN.value, "voted": False}
            for person in sorted(electorate)
        ]
        if seats:
            self._connection.execute(insert(decision_seats), seats)
        return decision

    def get(self, decision_id: int) -> Decision | None:
        row = self._connection.execute(select(decisions).where(decisions.c.id == decision_id)).one_or_none()
        return _decision(row) if row else None

    def numbered(self, community_id: int, number: int) -> Decision | None:
        statement = select(decisions).where(
            decisions.c.community == community_id, decisions.c.number == number
        )
        row = self._connection.execute(statement).one_or_none()
        return _decision(row) if row else None

    def move(self, decision_id: int, closes: datetime, *, extended: bool) -> None:
        self._connection.execute(
            update(decisions).where(decisions.c.id == decision_id).values(closes=closes, extended=extended)
        )

    def end(self, decision_id: int, ended: datetime, outcome: Outcome) -> None:
        self._connection.execute(
            update(decisions)
            .where(decisions.c.id == decision_id)
            .values(ended=ended, outcome=_outcome_text(outcome), verdict=outcome.verdict.value)
        )

    # ---- entries

    def links(self, decision_id: int) -> list[Link]:
        statement = (
            select(decision_entries.c.body, decision_entries.c.hash)
            .where(decision_entries.c.decision == decision_id)
            .order_by(decision_entries.c.n)
        )
        return [Link(body, hash_) for body, hash_ in self._connection.execute(statement)]

    # ---- who, and what

    def places(self, decision_id: int) -> dict[int, Place]:
        """Everyone of the electorate, with what they voted unless that is secret."""
        rows = self._connection.execute(
            places_with_ballots().order_by(decision_seats.c.person), {"decision_id": decision_id}
        )
        return {row.person: place_of(row) for row in rows}

    def place(self, decision_id: int, person: int) -> Place | None:
        statement = places_with_ballots().where(decision_seats.c.person == person)
        row = self._connection.execute(statement, {"decision_id": decision_id}).one_or_none()
        return place_of(row) if row else None

    def counted(self, decision_id: int, *, secret: bool) -> Counter[Ballot]:
        """How often each ballot was cast."""
        found: Counter[Ballot] = Counter()
        if secret:
            statement: Select[Any] = select(secret_ballots.c.ballot, secret_ballots.c.times).where(
                secret_ballots.c.decision == decision_id
            )
            for text, times in self._connection.execute(statement):
                found[ballot_of(text)] += times
            return found
        statement = select(decision_ballots.c.ballot).where(decision_ballots.c.decision == decision_id)
        found.update(ballot_of(text) for text in self._connection.execute(statement).scalars())
        return found

    def proxies_held(self, decision_id: int, holder: int) -> list[int]:
        """Who gave them their vote."""
        statement = (
            select(decision_proxies.c.person)
            .where(decision_proxies.c.decision == decision_id, decision_proxies.c.holder == holder)
            .order_by(decision_proxies.c.person)
        )
        return list(self._connection.execute(statement).scalars())

    # ---- the register

    def running(self, community_id: int | None = None) -> list[Decision]:
        """Those that have not ended, soonest to close first; of every community without one."""
        statement = select(decisions).where(decisions.c.ended.is_(None))
        if community_id is not None:
            statement = statement.where(decisions.c.community == community_id)
        return self._all(statement.order_by(decisions.c.closes, decisions.c.id))

    def running_with(self, community_id: int, person: int, *, not_voted: bool = False) -> list[Decision]:
        """Those that have not ended and in which somebody has a seat, soonest to close first; with
        `not_voted` only where their vote is still missing."""
        statement = (
            select(decisions)
            .join(decision_seats, decision_seats.c.decision == decisions.c.id)
            .where(
                decisions.c.community == community_id,
                decisions.c.ended.is_(None),
                decision_seats.c.person == person,
                decision_seats.c.seat == Seat.IN.value,
            )
            .order_by(decisions.c.closes, decisions.c.id)
        )
        if not_voted:
            statement = statement.where(decision_seats.c.voted.is_(False))
        return self._all(statement)

    def waiting_for_owner(self, community_id: int, owner: int) -> list[Decision]:
        """Advice rounds that closed and that this owner has to conclude."""
        statement = (
            select(decisions)
            .where(decisions.c.community == community_id, decisions.c.verdict == Verdict.ADVISED.value)
            .order_by(decisions.c.ended, decisions.c.id)
        )
        return [decision for decision in self._all(statement) if decision.terms.owner == owner]

    def search(
        self,
        community_id: int,
        *,
        sector: str | None = None,
        between: tuple[datetime, datetime] | None = None,
        words: Sequence[str] = (),
        verdict: Verdict | None = None,
        public_only: bool = False,
        limit: int,
        offset: int = 0,
    ) -> list[Decision]:
        """Newest first. `words` all occur in the title, the text or the options; `between` holds the start,
        with the first moment and without the last."""
        statement = select(decisions).where(decisions.c.community == community_id)
        if sector is not None:
            statement = statement.where(decisions.c.sector == sector)
        if between is not None:
            statement = statement.where(decisions.c.opened >= between[0], decisions.c.opened < between[1])
        for word in words:
            statement = statement.where(decisions.c.findable.contains(findable(word), autoescape=True))
        if verdict is not None:
            statement = statement.where(decisions.c.verdict == verdict.value)
        if public_only:
            statement = statement.where(decisions.c.public)
        return self._all(statement.order_by(decisions.c.number.desc()).limit(limit).offset(offset))

    def amended_by(self, community_id: int, number: int) -> list[Decision]:
        """Newer ones that refer to this one as what they amend."""
        statement = (
            select(decisions)
            .where(decisions.c.community == community_id, decisions.c.amends == number)
            .order_by(decisions.c.number)
        )
        return self._all(statement)

    def runoff_of(self, community_id: int, number: int) -> int | None:
        """The number of the run-off that followed on a tie in this one."""
        statement = select(decisions.c.number).where(
            decisions.c.community == community_id, decisions.c.runoff_of == number
        )
        return self._connection.execute(statement).scalar_one_or_none()

    def ended_between(self, community_id: int, start: datetime, end: datetime) -> list[Decision]:
        """What was decided in this time, for the digest."""
        statement = (
            select(decisions)
            .where(decisions.c.community == community_id, decisions.c.ended >= start, decisions.c.ended < end)
            .order_by(decisions.c.number)
        )
        return self._all(statement)

    def to_review(self, community_id: int, until: date) -> list[Decision]:
        """Adopted, and due for a look back by this day."""
        statement = (
            select(decisions)
            .where(
                decisions.c.community == community_id,
                decisions.c.verdict == Verdict.ADOPTED.value,
                decisions.c.review_on <= until,
            )
            .order_by(decisions.c.review_on, decisions.c.number)
        )
        return self._all(statement)

    def _all(self, statement: Select[Any]) -> list[Decision]:
        return [_decision(row) for row in self._connection.execute(statement)]


def _decision(row: Any) -> Decision:
    return Decision(
        id=row.id,
        community=row.community,
        number=row.number,
        terms=terms_of(row.terms),
        starter=row.starter,
        opened=row.opened,
        closes=row.closes,
        extended=row.extended,
        ended=row.ended,
        outcome=_outcome(row.outcome),
        length=row.length,
        seal=row.seal,
    )


def _outcome_text(outcome: Outcome | None) -> str | None:
    return canonical(numbers_of(outcome)) if outcome is not None else None


def _outcome(text: str | None) -> Outcome | None:
    if text is None:
        return None
    numbers = json.loads(text)
    return Outcome(
        verdict=Verdict(numbers["verdict"]),
        electorate=numbers["electorate"],
        cast=numbers["cast"],
        counts=numbers["counts"],
        winners=tuple(numbers["winners"]),
        rounds=tuple(numbers["rounds"]),
    )
