"""Starting decisions, and recording what a head decided alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from domain.appointments import named
from domain.communities import Role
from domain.decisions.kinds import Kind, Verdict
from domain.decisions.mandates import must_be_inside
from domain.decisions.poll import Entry
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal, Terms, drawn_up, must_be_electorate, secrecy_is_weak
from domain.refusal import Refusal
from domain.texts import cleaned, within
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.emergency import must_be_free_to_commit
from services.polls import begin
from storage.database import Database
from storage.unit import Unit

LONGEST_REASON: Final = 1000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A decision as it would start now. `warnings` are what the starter should know before."""

    terms: Terms
    electorate: frozenset[int]
    warnings: tuple[Message, ...]


class DecisionService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def prepare(
        self, caller: Caller, proposal: Proposal, electorate: Iterable[int], *, now: datetime
    ) -> Prepared:
        """What `start` would do, without doing it. `electorate`: Discord ids, as the roles are right now."""
        people = frozenset(electorate)
        return await self._database.read(lambda unit: prepared(unit, caller, proposal, people, now))

    async def start(
        self, caller: Caller, proposal: Proposal, electorate: Iterable[int], *, now: datetime
    ) -> Decision:
        """Freeze the terms and the electorate, and let people vote."""
        people = frozenset(electorate)

        def work(unit: Unit) -> Decision:
            if not unit.clicks.is_new(caller.interaction, now=now):
                return _newest_of(unit, caller)
            ready = prepared(unit, caller, proposal, people, now)
            return begin(unit, caller.community, ready.terms, ready.electorate, caller.id, now=now)

        return await self._database.write(work)

    async def amend(
        self, caller: Caller, old: int, proposal: Proposal, electorate: Iterable[int], *, now: datetime
    ) -> Decision:
        """A new decision that takes the place of B-`old` if it is adopted; nothing is ever changed in the
        old."""
        return await self.start(caller, replace(proposal, amends=old), electorate, now=now)

    async def must_be_recordable(self, caller: Caller) -> None:
        """Refuses what `record` would refuse whatever was typed; for asking before a form is opened."""
        await self._database.read(lambda unit: must_be_free_to_commit(unit, caller.community))

    async def record(
        self,
        caller: Caller,
        sector: str,
        title: str,
        reasons: str,
        *,
        cents: int = 0,
        mandate_id: int | None = None,
        action: str = "",
        public: bool = False,
        now: datetime,
    ) -> Decision:
        """Log what the head of a sector decided alone. Outside the sector's mandate it is refused: that takes
        a poll."""

        def work(unit: Unit) -> Decision:
            found = _carried_by(unit, caller, sector)
            must_be_free_to_commit(unit, caller.community)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return _newest_of(unit, caller)
            mandates = unit.mandates.all(caller.community)
            mandate = must_be_inside(mandates, found, mandate_id, cents)
            why = within(cleaned(reasons), LONGEST_REASON, Message("Your reason"))
            if not why:
                raise Refusal("Say why you decide so: a year from now somebody will want to know.")
            proposal = Proposal(
                title=title,
                text=why,
                sector=found,
                kind=Kind.RECORD,
                closes=now,
                owner=caller.id,
                action=action,
                public=public,
            )
            return begin(
                unit,
                caller.community,
                drawn_up(proposal, now=now),
                (),
                caller.id,
                now=now,
                kind=Entry.RECORD,
                mandate=mandate.name,
                cents=cents,
            )

        return await self._database.write(work)


def prepared(
    unit: Unit, caller: Caller, proposal: Proposal, people: frozenset[int], now: datetime
) -> Prepared:
    """The terms as they would be frozen now, or a refusal."""
    must_start(unit, caller)
    if proposal.kind is Kind.RECORD:
        raise Refusal("What a head decided alone is logged with /decision record.")
    sector = named(unit.communities.sectors(caller.community), proposal.sector)
    terms = drawn_up(replace(proposal, sector=sector.key), now=now)
    if terms.floor is not None:
        must_be_free_to_commit(unit, caller.community)
    must_be_electorate(people)
    warnings: list[Message] = []
    if terms.amends is not None:
        _must_be_amendable(unit, caller.community, terms.amends)
    if secrecy_is_weak(terms, len(people)):
        warnings.append(
            Message(
                "With {voters} voters a secret vote is weak: who knows some of the votes can work out "
                "the others.",
                {"voters": len(people)},
            )
        )
    if terms.secret:
        warnings.append(
            Message("A secret vote is final: once it is in the box, nobody can change it or take it out.")
        )
    return Prepared(terms, people, tuple(warnings))


def must_start(unit: Unit, caller: Caller) -> None:
    community_of(unit, caller.community)
    actor = acting(unit, caller)
    if Role.HEADS not in actor.roles and not actor.manages:
        raise Refusal("Sector heads start decisions. Ask the head of the sector that it belongs to.")


def _must_be_amendable(unit: Unit, community_id: int, number: int) -> None:
    old = unit.decisions.numbered(community_id, number)
    if old is None:
        raise Refusal("There is no B-{number} to amend. /decisions shows all decisions.", number=str(number))
    if old.outcome is None or old.outcome.verdict is not Verdict.ADOPTED:
        raise Refusal("B-{number} was not adopted, so there is nothing to amend.", number=str(number))


def _carried_by(unit: Unit, caller: Caller, typed: str) -> str:
    """The key of the sector, if the caller is its head or deputy."""
    community_of(unit, caller.community)
    sector = named(unit.communities.sectors(caller.community), typed)
    carried = {a.sector for a in unit.communities.appointments(caller.community) if a.person == caller.id}
    if sector.key not in carried:
        raise Refusal(
            "Only the head or deputy of “{sector}” can record what it decides alone.", sector=sector.nl
        )
    return sector.key


def _newest_of(unit: Unit, caller: Caller) -> Decision:
    """The same click again: what it started."""
    newest = unit.decisions.search(caller.community, limit=50)
    found = next((decision for decision in newest if decision.starter == caller.id), None)
    if found is None:
        raise Refusal("That was dealt with already. /decisions shows all decisions.")
    return found
