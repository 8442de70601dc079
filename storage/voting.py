"""Casting a vote: the statements that every press runs, built once.

Whoever changes a decision first holds the seats that are concerned, then the decision: always in this order,
so that nobody waits for somebody who waits for them.
"""

import json
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from domain.chain import canonical
from domain.decisions.ballots import Ballot, ballot_as_json, ballot_from_json
from domain.decisions.register import Place
from domain.decisions.seats import Seat
from domain.decisions.terms import Terms, terms_from_json
from storage.decision_tables import (
    decision_ballots,
    decision_entries,
    decision_proxies,
    decision_seats,
    decisions,
    secret_ballots,
)
from storage.schema import insert_for


class Held(NamedTuple):
    """A decision that nobody else changes until the transaction ends."""

    id: int
    community: int
    number: int
    terms: Terms
    closes: datetime
    ended: datetime | None
    length: int
    seal: str


class Voting:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, decision_id: int, person: int) -> Place | None:
        """Somebody's place in a held decision; None for who is not in the electorate."""
        row = self._connection.execute(_PLACE, {"decision_id": decision_id, "who": person}).one_or_none()
        return place_of(row) if row else None

    def hold(self, decision_id: int) -> Held | None:
        row = self._connection.execute(_HELD, {"decision_id": decision_id}).one_or_none()
        return Held(row[0], row[1], row[2], terms_of(row[3]), *row[4:]) if row else None

    def append(self, held: Held, body: str, hash_: str) -> None:
        """The next entry of a held decision."""
        entry = {"decision": held.id, "n": held.length + 1, "body": body, "hash": hash_}
        self._connection.execute(_APPEND, entry)
        self._connection.execute(_SEAL, {"decision_id": held.id, "longer": held.length + 1, "sealed": hash_})

    def put_ballot(self, decision_id: int, person: int, ballot: Ballot, reason: str, by: int) -> None:
        values = {"decision": decision_id, "person": person, "ballot": ballot_text(ballot)}
        put = _put_ballot(self._connection.dialect.name)
        self._connection.execute(put, {**values, "reason": reason, "by": by})

    def drop_ballot(self, decision_id: int, person: int) -> None:
        self._connection.execute(_DROP_BALLOT, {"decision_id": decision_id, "who": person})

    def drop_into_box(self, decision_id: int, ballot: Ballot) -> None:
        """A secret ballot: from here on only a number that is one larger."""
        count = _count(self._connection.dialect.name)
        self._connection.execute(count, {"decision": decision_id, "ballot": ballot_text(ballot), "times": 1})

    def mark(self, decision_id: int, person: int, *, seat: Seat, voted: bool) -> None:
        self._connection.execute(
            _MARK, {"decision_id": decision_id, "who": person, "seat_now": seat.value, "voted_now": voted}
        )

    def put_proxy(self, decision_id: int, person: int, holder: int) -> None:
        self.drop_proxy(decision_id, person)
        self._connection.execute(
            insert(decision_proxies).values(decision=decision_id, person=person, holder=holder)
        )

    def drop_proxy(self, decision_id: int, person: int) -> None:
        self._connection.execute(_DROP_PROXY, {"decision_id": decision_id, "who": person})

    def drop_proxies_of(self, decision_id: int, person: int) -> None:
        """Those that they gave and those that they hold."""
        self._connection.execute(
            delete(decision_proxies).where(
                decision_proxies.c.decision == decision_id,
                (decision_proxies.c.person == person) | (decision_proxies.c.holder == person),
            )
        )

    def blur(self, decision_id: int) -> None:
        """Write who voted and the counts anew, all in this one transaction and in an order that says nothing:
        how rows lie on their page gives away which ballot came first, and PostgreSQL keeps beside each row
        which transaction wrote it, the same for a seat and a count that one press wrote."""
        self._connection.execute(
            update(decision_seats)
            .where(decision_seats.c.decision == decision_id)
            .values(voted=decision_seats.c.voted)
        )
        mine = secret_ballots.c.decision == decision_id
        counts = self._connection.execute(
            select(secret_ballots).where(mine).order_by(secret_ballots.c.ballot)
        ).mappings()
        rows = [dict(row) for row in counts]
        self._connection.execute(delete(secret_ballots).where(mine))
        if rows:
            self._connection.execute(insert(secret_ballots), rows)


def place_of(row: Any) -> Place:
    ballot = ballot_of(row.ballot) if row.ballot else None
    return Place(Seat(row.seat), row.voted, ballot, row.reason or "", row.by, row.holder)


@lru_cache(256)
def terms_of(text: str) -> Terms:
    """Terms never change, so the ones that people vote on are read once."""
    return terms_from_json(json.loads(text))


@lru_cache(4096)
def ballot_of(text: str) -> Ballot:
    return ballot_from_json(json.loads(text))


@lru_cache(4096)
def ballot_text(ballot: Ballot) -> str:
    return canonical(ballot_as_json(ballot))


def places_with_ballots() -> Select[Any]:
    seats, ballots, proxies = decision_seats, decision_ballots, decision_proxies
    return (
        select(
            seats.c.person,
            seats.c.seat,
            seats.c.voted,
            ballots.c.ballot,
            ballots.c.reason,
            ballots.c.by,
            proxies.c.holder,
        )
        .select_from(
            seats.outerjoin(
                ballots, (ballots.c.decision == seats.c.decision) & (ballots.c.person == seats.c.person)
            ).outerjoin(
                proxies, (proxies.c.decision == seats.c.decision) & (proxies.c.person == seats.c.person)
            )
        )
        .where(seats.c.decision == bindparam("decision_id"))
    )


_PLACE = places_with_ballots().where(decision_seats.c.person == bindparam("who"))
_HELD = (
    select(
        decisions.c.id,
        decisions.c.community,
        decisions.c.number,
        decisions.c.terms,
        decisions.c.closes,
        decisions.c.ended,
        decisions.c.length,
        decisions.c.seal,
    )
    .where(decisions.c.id == bindparam("decision_id"))
    .with_for_update(key_share=True)
)
_APPEND = insert(decision_entries)
_SEAL = (
    update(decisions)
    .where(decisions.c.id == bindparam("decision_id"))
    .values(length=bindparam("longer"), seal=bindparam("sealed"))
)
_MARK = (
    update(decision_seats)
    .where(decision_seats.c.decision == bindparam("decision_id"), decision_seats.c.person == bindparam("who"))
    .values(seat=bindparam("seat_now"), voted=bindparam("voted_now"))
)
_DROP_BALLOT = delete(decision_ballots).where(
    decision_ballots.c.decision == bindparam("decision_id"), decision_ballots.c.person == bindparam("who")
)
_DROP_PROXY = delete(decision_proxies).where(
    decision_proxies.c.decision == bindparam("decision_id"), decision_proxies.c.person == bindparam("who")
)


@cache
def _put_ballot(dialect: str) -> Any:
    statement = insert_for(dialect, decision_ballots)
    return statement.on_conflict_do_update(
        index_elements=["decision", "person"],
        set_={name: statement.excluded[name] for name in ("ballot", "reason", "by")},
    )


@cache
def _count(dialect: str) -> Any:
    statement = insert_for(dialect, secret_ballots)
    return statement.on_conflict_do_update(
        index_elements=["decision", "ballot"], set_={"times": secret_ballots.c.times + 1}
    )
