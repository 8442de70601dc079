"""Who steps out of a decision, leaves, is suspended, or gives their vote to somebody else."""

from collections.abc import Callable, Set
from datetime import datetime
from typing import Any, Final

from domain.decisions.kinds import Voters
from domain.decisions.poll import Entry, Poll
from domain.decisions.register import Decision, subject_of
from domain.decisions.seats import Seat, still_belongs
from domain.decisions.terms import Terms, moment_as_text
from domain.refusal import Refusal
from domain.texts import one_line, within
from domain.when.answers import Message
from services.acting import Caller
from services.polls import carry_out
from storage.database import Database
from storage.unit import Unit
from storage.voting import Held

LONGEST_REASON: Final = 300
_CARRIERS: Final = {Voters.HEADS, Voters.SECTOR}


class SeatService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def recuse(
        self, caller: Caller, decision_id: int, interest: str, *, pressed: datetime, now: datetime
    ) -> None:
        """Step out because of an own interest; everyone sees that, and why. It cannot be taken back."""
        why = within(one_line(interest), LONGEST_REASON, Message("Your reason"))

        def work(unit: Unit) -> None:
            if unit.clicks.is_new(caller.interaction, now=now):
                at, person = moment_as_text(pressed), str(caller.id)
                one, poll = carry_out(
                    unit, decision_id, Entry.RECUSE, caller=caller, at=at, person=person, reason=why
                )
                _follow(unit, one, poll, caller.id)

        await self._database.write(work)

    async def left(self, community_id: int, person: int, *, now: datetime) -> tuple[int, ...]:
        """Somebody is not on the server any more: a cast vote stands, an uncast seat leaves the electorate.
        Returns the decisions that this changed; a second call changes nothing."""
        return await self._gone(community_id, person, Entry.LEAVE, lambda unit, one: True, now)

    async def has_roles(
        self, community_id: int, person: int, roles: Set[int], server_roles: Set[int], *, now: datetime
    ) -> tuple[int, ...]:
        """These are somebody's roles from now on. Where they were asked for one that they lost, they left;
        the rest as for `left`."""

        def is_out(unit: Unit, decision: Decision) -> bool:
            return not belongs(unit, decision.community, decision.terms, person, roles, server_roles)

        return await self._gone(community_id, person, Entry.LEAVE, is_out, now)

    async def seated(self, community_id: int) -> frozenset[int]:
        """Everyone whose leaving would change a decision that runs."""

        def work(unit: Unit) -> frozenset[int]:
            running = [one for one in unit.decisions.running(community_id) if not one.terms.fixed]
            places = (place for one in running for place in unit.decisions.places(one.id).items())
            return frozenset(person for person, place in places if place.seat is Seat.IN)

        return await self._database.read(work)

    async def suspended(self, caller: Caller, person: int, *, now: datetime) -> tuple[int, ...]:
        """Somebody was suspended, says who manages the server: the vote is void and the seat out of the
        electorate."""
        if not caller.manages:
            raise Refusal("Only someone who may manage this server can do this. Ask one of them.")
        return await self._gone(
            caller.community, person, Entry.SUSPEND, lambda unit, one: True, now, by=caller.id
        )

    async def _gone(
        self,
        community_id: int,
        person: int,
        kind: Entry,
        is_out: Callable[[Unit, Decision], bool],
        now: datetime,
        by: int | None = None,
    ) -> tuple[int, ...]:
        # most who leave or change have a seat nowhere; only those who do are worth a turn of the writer
        if not await self._database.read(lambda unit: _seats_of(unit, community_id, person, is_out, now)):
            return ()
        return await self._database.write(
            lambda unit: _take_seats(unit, community_id, person, kind, is_out, now, by)
        )

    async def give_proxy(
        self, caller: Caller, decision_id: int, holder: int, *, pressed: datetime, now: datetime
    ) -> None:
        """Let somebody else vote for the caller, where the decision's rule allows it. Who votes after all
        ends it."""

        def work(unit: Unit) -> None:
            if unit.clicks.is_new(caller.interaction, now=now):
                at, person = moment_as_text(pressed), str(caller.id)
                carry_out(
                    unit, decision_id, Entry.PROXY, caller=caller, at=at, person=person, holder=str(holder)
                )
                unit.voting.put_proxy(decision_id, caller.id, holder)

        await self._database.write(work)

    async def end_proxy(self, caller: Caller, decision_id: int, *, pressed: datetime, now: datetime) -> None:
        """Take it back; a vote that was cast with it stands until the caller votes."""

        def work(unit: Unit) -> None:
            if unit.clicks.is_new(caller.interaction, now=now):
                at, person = moment_as_text(pressed), str(caller.id)
                carry_out(unit, decision_id, Entry.PROXY_END, caller=caller, at=at, person=person)
                unit.voting.drop_proxy(decision_id, caller.id)

        await self._database.write(work)


def belongs(
    unit: Unit, community_id: int, terms: Terms, person: int, roles: Set[int], server_roles: Set[int]
) -> bool:
    """Whether somebody is still one of those who were asked; what they carry is looked up."""
    there = unit.communities.appointments(community_id) if terms.voters in _CARRIERS else ()
    carries = {one.sector for one in there if one.person == person}
    return still_belongs(terms, roles=roles, server_roles=server_roles, carries=carries)


def carries_less(unit: Unit, community_id: int, person: int, *, now: datetime) -> None:
    """Somebody does not carry a sector any more. Which roles they have is not known here."""

    def is_out(unit: Unit, decision: Decision) -> bool:
        return not belongs(unit, community_id, decision.terms, person, frozenset(), frozenset())

    _take_seats(unit, community_id, person, Entry.LEAVE, is_out, now)


def take_seat(
    unit: Unit, decision_id: int, person: int, kind: Entry, now: datetime, by: int | None = None
) -> None:
    """Write down that somebody left or was suspended, and bring their rows to that."""
    who: dict[str, Any] = {"by": str(by)} if by is not None else {}
    one, poll = carry_out(unit, decision_id, kind, at=moment_as_text(now), person=str(person), **who)
    _follow(unit, one, poll, person)
    unit.journal.add(
        one.community,
        f"decision.{kind.value}",
        subject_of(decision_id),
        at=now,
        actor=by,
        after={"person": person, "seat": poll.seats[person].value},
    )


def _seats_of(
    unit: Unit,
    community_id: int,
    person: int,
    is_out: Callable[[Unit, Decision], bool],
    now: datetime,
) -> tuple[int, ...]:
    running = unit.decisions.running_with(community_id, person)
    return tuple(
        sorted(
            decision.id
            for decision in running
            if now < decision.closes and not decision.terms.fixed and is_out(unit, decision)
        )
    )


def _take_seats(
    unit: Unit,
    community_id: int,
    person: int,
    kind: Entry,
    is_out: Callable[[Unit, Decision], bool],
    now: datetime,
    by: int | None = None,
) -> tuple[int, ...]:
    ids = _seats_of(unit, community_id, person, is_out, now)
    for decision_id in ids:
        take_seat(unit, decision_id, person, kind, now, by)
    return ids


def _follow(unit: Unit, one: Held, poll: Poll, person: int) -> None:
    """Bring the person's rows to where the entries lead."""
    voted = person in poll.voted
    unit.voting.mark(one.id, person, seat=poll.seats[person], voted=voted)
    if not voted:
        unit.voting.drop_ballot(one.id, person)
    unit.voting.drop_proxies_of(one.id, person)
    unit.postings.touch(one.community, subject_of(one.id))
