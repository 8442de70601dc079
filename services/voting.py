"""Voting: casting, changing and taking back, quick enough for everybody at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.decisions.ballots import Ballot, ballot_as_json, must_fit, must_give_reason
from domain.decisions.poll import Entry, must_hold_proxy
from domain.decisions.register import Place, subject_of
from domain.decisions.seats import Seat, must_be_open, must_leave_in_the_box, must_sit
from domain.decisions.terms import Terms, moment_as_text
from domain.refusal import Refusal
from services.acting import Caller
from services.polls import existing, held, write_down
from services.seats import belongs, take_seat
from storage.database import Database
from storage.unit import Unit
from storage.voting import Held


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stands for this person now; shown to nobody else. `ballot` None: nothing stands (taken back), or
    it is in the box and nobody can say. `before`: what it took the place of. `again`: it stood so already."""

    number: int
    terms: Terms
    closes: datetime
    person: int
    ballot: Ballot | None
    reason: str = ""
    before: Ballot | None = None
    again: bool = False


class VotingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def vote(
        self,
        caller: Caller,
        decision_id: int,
        ballot: Ballot,
        *,
        reason: str = "",
        on_behalf_of: int | None = None,
        pressed: datetime,
        now: datetime,
    ) -> Receipt:
        """Cast a vote, or put another one in its place. `pressed` is when the person did (from the
        interaction's id), which is what counts; `on_behalf_of` gave the caller their vote."""
        person = on_behalf_of if on_behalf_of is not None else caller.id

        def work(unit: Unit) -> Receipt | None:
            is_new = unit.clicks.is_new(caller.interaction, now=now)
            place, one = _seated(unit, caller, decision_id, person)
            terms = one.terms
            if not is_new:
                return _standing(one, person, place)
            must_be_open(ended=one.ended is not None, closes=one.closes, pressed=pressed)
            must_sit(place.seat if place else None)
            assert place is not None
            if _has_left(unit, caller, one, pressed):
                return None
            must_leave_in_the_box(secret=terms.secret, voted=place.voted)
            cast = must_fit(ballot, terms.kind, len(terms.options))
            why = must_give_reason(cast, reason, secret=terms.secret)
            if (place.ballot, place.reason, place.by) == (cast, why, caller.id):
                return Receipt(one.number, terms, one.closes, person, cast, why, cast, again=True)
            who: dict[str, Any] = {"person": str(person)}
            if person != caller.id:
                who["by"] = str(caller.id)
            if terms.secret:
                unit.voting.drop_into_box(one.id, cast)
                write_down(unit, one, Entry.VOTED, **who)
            else:
                unit.voting.put_ballot(one.id, person, cast, why, caller.id)
                kind = Entry.CHANGE if place.ballot else Entry.VOTE
                rest = {"ballot": ballot_as_json(cast), **({"reason": why} if why else {})}
                write_down(unit, one, kind, at=moment_as_text(pressed), **who, **rest)
            if not place.voted:
                unit.voting.mark(one.id, person, seat=Seat.IN, voted=True)
            if place.holder is not None and person == caller.id:
                unit.voting.drop_proxy(one.id, person)
            unit.postings.touch(one.community, subject_of(one.id))
            return Receipt(one.number, terms, one.closes, person, cast, why, place.ballot)

        return _still_in(await self._database.write(work))

    async def withdraw(
        self,
        caller: Caller,
        decision_id: int,
        *,
        on_behalf_of: int | None = None,
        pressed: datetime,
        now: datetime,
    ) -> Receipt:
        """Take a vote back, or an objection, or an advice: as if it had not been given. Only its author
        can."""
        person = on_behalf_of if on_behalf_of is not None else caller.id

        def work(unit: Unit) -> Receipt | None:
            is_new = unit.clicks.is_new(caller.interaction, now=now)
            place, one = _seated(unit, caller, decision_id, person)
            if not is_new:
                return _standing(one, person, place)
            must_be_open(ended=one.ended is not None, closes=one.closes, pressed=pressed)
            must_sit(place.seat if place else None)
            assert place is not None
            if _has_left(unit, caller, one, pressed):
                return None
            must_leave_in_the_box(secret=one.terms.secret, voted=place.voted)
            if place.ballot is None:
                raise Refusal("You have not voted on this, so there is nothing to take back.")
            unit.voting.drop_ballot(one.id, person)
            unit.voting.mark(one.id, person, seat=Seat.IN, voted=False)
            by = {"by": str(caller.id)} if person != caller.id else {}
            write_down(unit, one, Entry.WITHDRAW, at=moment_as_text(pressed), person=str(person), **by)
            unit.postings.touch(one.community, subject_of(one.id))
            return Receipt(one.number, one.terms, one.closes, person, None, before=place.ballot)

        return _still_in(await self._database.write(work))

    async def mine(self, caller: Caller, decision_id: int) -> Place | None:
        """The caller's own seat and vote; None for who may not vote. Of a secret vote only that it was
        cast."""

        def work(unit: Unit) -> Place | None:
            existing(unit, decision_id, caller)
            return unit.decisions.place(decision_id, caller.id)

        return await self._database.read(work)

    async def represents(self, caller: Caller, decision_id: int) -> tuple[int, ...]:
        """Whose votes the caller holds."""
        return await self._database.read(
            lambda unit: tuple(unit.decisions.proxies_held(decision_id, caller.id))
        )


def _seated(unit: Unit, caller: Caller, decision_id: int, person: int) -> tuple[Place | None, Held]:
    """Held first, then read: see storage/voting.py."""
    one = held(unit, decision_id, caller)
    place = unit.voting.place(decision_id, person)
    if person != caller.id:
        must_hold_proxy(place.holder if place else None, caller.id)
        holder = unit.voting.place(decision_id, caller.id)
        must_sit(holder.seat if holder else None)
    return place, one


def _has_left(unit: Unit, caller: Caller, one: Held, pressed: datetime) -> bool:
    """Whether the press itself shows that the caller lost the role by which they were asked. Then their seat
    goes as if they had left the server; that has to be stored, so it is refused only afterwards."""
    if one.terms.fixed or belongs(
        unit, one.community, one.terms, caller.id, caller.role_ids, caller.server_roles
    ):
        return False
    take_seat(unit, one.id, caller.id, Entry.LEAVE, pressed)
    return True


def _still_in(receipt: Receipt | None) -> Receipt:
    if receipt is None:
        raise Refusal(
            "You lost the role by which you could vote on this, so you left it. A vote that you cast before "
            "stands."
        )
    return receipt


def _standing(one: Held, person: int, place: Place | None) -> Receipt:
    """The same click again: nothing more is done."""
    ballot, reason = (place.ballot, place.reason) if place else (None, "")
    return Receipt(one.number, one.terms, one.closes, person, ballot, reason, ballot, again=True)
