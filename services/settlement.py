"""What follows when the emergency stop was triggered: the amounts, ideas for what is left, the vote on them,
and the board's checklist. Nothing here moves money."""

from datetime import datetime, timedelta
from typing import Any, Final

from domain.assembly import Gathering, Record, Step
from domain.communities import Role
from domain.decisions.kinds import Kind, Rule
from domain.decisions.register import Decision
from domain.decisions.terms import LONGEST_OPTION
from domain.decisions.times import must_close_at
from domain.money import cents_of
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, within
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.assembly import carry_proxies, terms_of_assembly
from services.emergency import append, record_of, show_emergency
from services.polls import begin
from storage.database import Database
from storage.unit import Unit

LONGEST_IDEA: Final = 1000
LONGEST_VOTE: Final = timedelta(days=14)


class SettlementService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put_amounts(self, caller: Caller, cash: str, bills: str, *, now: datetime) -> Record:
        """Cash and open bills, as the board types them in euros; newer ones take the place of older ones, and
        both stay in the record."""
        cents = {"cash": cents_of(cash), "bills": cents_of(bills)}

        def work(unit: Unit) -> Record:
            _must_be_board(unit, caller)
            return _carry_out(unit, caller, Step.AMOUNTS, now, name=_name(caller), **cents)

        return await self._database.write(work)

    async def hand_in(self, caller: Caller, title: str, text: str, *, now: datetime) -> Record:
        """An idea for what is left, from somebody who was convened."""
        name = within(one_line(title), LONGEST_OPTION, Message("The name of your idea"))
        about = within(cleaned(text), LONGEST_IDEA, Message("The text"))

        def work(unit: Unit) -> Record:
            return _carry_out(
                unit,
                caller,
                Step.IDEA,
                now,
                person=str(caller.id),
                name=_name(caller),
                title=name,
                text=about,
            )

        return await self._database.write(work)

    async def take_back(self, caller: Caller, idea: int, *, now: datetime) -> Record:
        def work(unit: Unit) -> Record:
            return _carry_out(unit, caller, Step.IDEA_BACK, now, person=str(caller.id), idea=idea)

        return await self._database.write(work)

    async def put_to_vote(
        self, caller: Caller, title: str, text: str, lasts: timedelta, *, now: datetime
    ) -> Decision:
        """The approval vote over the ideas, by everyone who was convened to the assembly that triggered
        it."""

        def work(unit: Unit) -> Decision:
            _must_be_board(unit, caller)
            unit.assemblies.head(caller.community, hold=True)
            record = record_of(unit, caller.community)
            if not unit.clicks.is_new(caller.interaction, now=now) and record.division is not None:
                started = unit.decisions.numbered(caller.community, record.division.decision)
                assert started is not None
                return started
            if lasts > LONGEST_VOTE:
                raise Refusal("The vote on the ideas lasts 14 days at most.")
            one = _triggering(record)
            ideas = list(record.ideas.values())
            terms = terms_of_assembly(
                unit,
                caller.community,
                one,
                kind=Kind.APPROVAL,
                rule=Rule.SHARES,
                title=title,
                text=text,
                options=tuple(idea.title for idea in ideas),
                closes=must_close_at(now + lasts, opens=now),
            )
            decision = begin(unit, caller.community, terms, one.people, caller.id, now=now)
            numbers = [idea.number for idea in ideas]
            record = append(
                unit,
                caller.community,
                Step.DIVIDE,
                now=now,
                actor=caller.id,
                decision=decision.number,
                ideas=numbers,
            )
            carry_proxies(unit, decision, one, now)
            show_emergency(unit, caller.community, record)
            return decision

        return await self._database.write(work)

    async def tick(self, caller: Caller, done: frozenset[str], *, now: datetime) -> Record:
        """What of the checklist is done: exactly these."""

        def work(unit: Unit) -> Record:
            _must_be_board(unit, caller)
            record = record_of(unit, caller.community)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return record
            for item in sorted(done ^ record.ticked):
                record = append(
                    unit, caller.community, Step.TICK, now=now, actor=caller.id, item=item, done=item in done
                )
            show_emergency(unit, caller.community, record)
            return record

        return await self._database.write(work)


def _carry_out(unit: Unit, caller: Caller, step: Step, now: datetime, **rest: Any) -> Record:
    community_of(unit, caller.community)
    if not unit.clicks.is_new(caller.interaction, now=now):
        return record_of(unit, caller.community)
    record = append(unit, caller.community, step, now=now, actor=caller.id, **rest)
    show_emergency(unit, caller.community, record)
    return record


def _triggering(record: Record) -> Gathering:
    if record.triggered_by is None:
        raise Refusal("The emergency stop was not triggered, so there is nothing to settle.")
    return record.gatherings[record.triggered_by]


def _must_be_board(unit: Unit, caller: Caller) -> None:
    community_of(unit, caller.community)
    actor = acting(unit, caller)
    if Role.HEADS not in actor.roles and not actor.manages:
        raise Refusal("The board does this: the sector heads, and who manages this server.")


def _name(caller: Caller) -> str:
    return one_line(caller.name)[:80]
