"""Who steps out of a decision, leaves, is suspended, or gives their vote to somebody else."""

from datetime import datetime
from typing import Final

from domain.decisions.poll import Entry, Poll
from domain.decisions.register import subject_of
from domain.decisions.terms import moment_as_text
from domain.texts import one_line, within
from domain.when.answers import Message
from services.acting import Caller
from services.polls import carry_out
from storage.database import Database
from storage.unit import Unit
from storage.voting import Held

LONGEST_REASON: Final = 300


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
        return await self._gone(community_id, person, Entry.LEAVE, now)

    async def suspended(self, community_id: int, person: int, *, now: datetime) -> tuple[int, ...]:
        """Somebody was suspended: the vote is void and the seat out of the electorate."""
        return await self._gone(community_id, person, Entry.SUSPEND, now)

    async def _gone(self, community_id: int, person: int, kind: Entry, now: datetime) -> tuple[int, ...]:
        def seated(unit: Unit) -> tuple[int, ...]:
            running = unit.decisions.running_with(community_id, person)
            return tuple(
                sorted(
                    decision.id for decision in running if now < decision.closes and not decision.terms.fixed
                )
            )

        def work(unit: Unit) -> tuple[int, ...]:
            ids = seated(unit)
            for decision_id in ids:
                at = moment_as_text(now)
                one, poll = carry_out(unit, decision_id, kind, at=at, person=str(person))
                _follow(unit, one, poll, person)
            return ids

        # most who leave have a seat nowhere; only those who do are worth a turn of the writer
        if not await self._database.read(seated):
            return ()
        return await self._database.write(work)

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


def _follow(unit: Unit, one: Held, poll: Poll, person: int) -> None:
    """Bring the person's rows to where the entries lead."""
    voted = person in poll.voted
    unit.voting.mark(one.id, person, seat=poll.seats[person], voted=voted)
    if not voted:
        unit.voting.drop_ballot(one.id, person)
    unit.voting.drop_proxies_of(one.id, person)
    unit.postings.touch(one.community, subject_of(one.id))
