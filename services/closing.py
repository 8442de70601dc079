"""How a decision ends: at its deadline, when everyone has voted, or called off; and what follows from it."""

from collections import Counter
from datetime import datetime, timedelta
from datetime import time as clock_time
from typing import Any, Final

from domain.decisions.ballots import Ballot
from domain.decisions.kinds import Kind, Rule, TieRule, Verdict
from domain.decisions.outcome import numbers_of
from domain.decisions.poll import Entry, box_as_json
from domain.decisions.register import CLOSE, LOOK_BACK, REMIND, Decision, subject_of
from domain.decisions.seats import Seat
from domain.decisions.tallying import counted, tally
from domain.decisions.terms import Terms, moment_as_text
from domain.decisions.times import GRACE, may_count
from domain.postings import Surface, Wanted
from domain.texts import cleaned, one_line, within
from domain.when.answers import Message
from services.acting import Caller
from services.emergency import counted_for_assembly
from services.polls import (
    begin,
    carry_out,
    drop_timers,
    existing,
    held,
    moved,
    must_look_after,
    polled,
    show,
    write_down,
)
from storage.database import Database
from storage.unit import Unit
from storage.voting import Held

LONGEST_REASON: Final = 500
LONGEST_CONCLUSION: Final = 1500
_IN_THE_MORNING: Final = clock_time(9)


class ClosingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def close(self, decision_id: int, *, now: datetime) -> Decision | None:
        """For the timer: count it, once its deadline has passed and what was pressed in time has arrived.
        Before that it sets the timer anew; when it was counted already, nothing happens. None for what is not
        counted now."""

        def work(unit: Unit) -> Decision | None:
            one = unit.voting.hold(decision_id)
            if one is None or one.ended is not None:
                return None
            if not may_count(one.closes, now):
                unit.timers.set(CLOSE, str(decision_id), one.closes + GRACE)
                return None
            return _count(unit, one, now)

        decision = await self._database.write(work)
        if decision is not None and decision.terms.secret:
            await self._database.forget_traces()
        return decision

    async def close_early(self, caller: Caller, decision_id: int, *, now: datetime) -> Decision:
        """Before the deadline, and only when all who may vote have voted."""

        def work(unit: Unit) -> Decision:
            must_look_after(unit, caller, existing(unit, decision_id, caller))
            is_new = unit.clicks.is_new(caller.interaction, now=now)
            one = held(unit, decision_id, caller)
            if not is_new or one.ended is not None:
                return existing(unit, decision_id, caller)
            return _count(unit, one, now)

        decision = await self._database.write(work)
        if decision.terms.secret:
            await self._database.forget_traces()
        return decision

    async def extend(
        self, caller: Caller, decision_id: int, closes: datetime, reason: str, *, now: datetime
    ) -> Decision:
        """Move the deadline: before it, once, with a reason that everyone reads."""
        why = within(one_line(reason), LONGEST_REASON, Message("Your reason"))

        def work(unit: Unit) -> Decision:
            decision = existing(unit, decision_id, caller)
            must_look_after(unit, caller, decision)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return decision
            later = moment_as_text(closes.replace(microsecond=0))
            at = moment_as_text(now)
            one, poll = carry_out(
                unit, decision_id, Entry.EXTEND, at=at, closes=later, reason=why, by=str(caller.id)
            )
            _journalled(unit, one, "decision.extend", now, caller.id, closes=later, reason=why)
            return moved(unit, one, poll, now)

        return await self._database.write(work)

    async def call_off(self, caller: Caller, decision_id: int, reason: str, *, now: datetime) -> Decision:
        """Take a decision back while nobody has voted yet; it keeps its number and says so."""
        why = within(one_line(reason), LONGEST_REASON, Message("Your reason"))

        def work(unit: Unit) -> Decision:
            decision = existing(unit, decision_id, caller)
            must_look_after(unit, caller, decision)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return decision
            at = moment_as_text(now)
            one, poll = carry_out(unit, decision_id, Entry.CALL_OFF, at=at, reason=why, by=str(caller.id))
            assert poll.outcome is not None
            unit.decisions.end(decision_id, now, poll.outcome)
            _journalled(unit, one, "decision.call_off", now, caller.id, reason=why)
            return _ended(unit, one)

        return await self._database.write(work)

    async def conclude(
        self, caller: Caller, decision_id: int, reason: str, *, adopted: bool, now: datetime
    ) -> Decision:
        """After an advice round its owner decides, with reasons."""
        why = within(cleaned(reason), LONGEST_CONCLUSION, Message("Your reason"))

        def work(unit: Unit) -> Decision:
            decision = existing(unit, decision_id, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return decision
            at, by = moment_as_text(now), str(caller.id)
            one, poll = carry_out(
                unit, decision_id, Entry.CONCLUDE, at=at, by=by, adopted=adopted, reason=why
            )
            assert poll.outcome is not None
            unit.decisions.end(decision_id, decision.ended or now, poll.outcome)
            _journalled(unit, one, "decision.conclude", now, caller.id, adopted=adopted)
            _follow_up(unit, one, poll.outcome.verdict)
            return _ended(unit, one)

        return await self._database.write(work)

    async def remind(self, subject: str, *, now: datetime) -> tuple[int, ...]:
        """For the timer (its subject: `id:half` or `id:last`): remind who may vote, has not, and wants to be
        reminded. Returns whom; nobody when it is over, or when it was done before."""
        decision_id, _, stage = subject.partition(":")

        def work(unit: Unit) -> tuple[int, ...]:
            if unit.timers.get(REMIND, subject) is None:
                return ()
            unit.timers.drop(REMIND, subject)  # with the reminders, so that a second run finds nothing to do
            decision = unit.decisions.get(int(decision_id))
            if decision is None or not decision.runs or now >= decision.closes:
                return ()
            muted = unit.mandates.muted(decision.community, decision.id)
            proxied = {p for p, place in unit.decisions.places(decision.id).items() if place.holder}
            people = tuple(
                person
                for person, place in unit.decisions.places(decision.id).items()
                if place.seat is Seat.IN and not place.voted and person not in muted | proxied
            )
            for person in people:
                unit.postings.tell(
                    decision.community,
                    f"reminder:{decision.id}:{stage}",
                    Wanted(Surface.VOTE_REMINDER, person),
                )
            unit.hint("postings")
            return people

        return await self._database.write(work)

    async def look_back(self, decision_id: int, *, now: datetime) -> Decision | None:
        """For the timer: remind the owner on the review date."""

        def work(unit: Unit) -> Decision | None:
            if unit.timers.get(LOOK_BACK, str(decision_id)) is None:
                return None
            unit.timers.drop(LOOK_BACK, str(decision_id))
            decision = unit.decisions.get(decision_id)
            if decision is not None:
                wanted = Wanted(Surface.LOOK_BACK, decision.terms.owner)
                unit.postings.tell(decision.community, subject_of(decision.id), wanted)
                unit.hint("postings")
            return decision

        return await self._database.write(work)


def _count(unit: Unit, one: Held, now: datetime) -> Decision:
    poll = polled(unit, one.id)
    rest: dict[str, Any] = {}
    ballots: Counter[Ballot] = Counter(counted({p: cast.ballot for p, cast in poll.ballots.items()}))
    if one.terms.secret:
        ballots = unit.decisions.counted(one.id, secret=True)
        rest["box"] = box_as_json(ballots)
    outcome = tally(one.terms, poll.electorate, ballots)
    rest |= {"at": moment_as_text(now), "outcome": numbers_of(outcome)}
    poll.apply({"n": one.length + 1, "kind": Entry.CLOSE.value, **rest})
    one = write_down(unit, one, Entry.CLOSE, **rest)
    unit.decisions.end(one.id, now, outcome)
    if one.terms.secret:
        unit.voting.blur(one.id)
    _journalled(unit, one, "decision.close", now, None, verdict=outcome.verdict.value, seal=one.seal)
    if outcome.verdict is Verdict.TIED:
        seated = frozenset(person for person, seat in poll.seats.items() if seat is Seat.IN)
        _run_off(unit, one, outcome.winners, seated, poll.closes - poll.opened, now)
    _follow_up(unit, one, outcome.verdict)
    return _ended(unit, one)


def _run_off(
    unit: Unit,
    one: Held,
    tied: tuple[int, ...],
    electorate: frozenset[int],
    lasts: timedelta,
    now: datetime,
) -> None:
    """A choice between the tied options by the same people, for as long as the first vote was open."""
    if not electorate:
        return
    old = one.terms
    terms = Terms(
        title=old.title,
        text=old.text,
        sector=old.sector,
        kind=Kind.CHOICE,
        closes=(now + lasts).replace(microsecond=0),
        owner=old.owner,
        options=tuple(old.options[option] for option in tied),
        rule=Rule.MOST_VOTES,
        quorum=old.quorum,
        floor=old.floor,
        ties=TieRule.REJECT,
        openness=old.openness,
        voters=old.voters,
        voters_of=old.voters_of,
        roles=old.roles,
        proxies=old.proxies,
        public=old.public,
        action=old.action,
        review_on=old.review_on,
        amends=old.amends,
        runoff_of=one.number,
    )
    decision = unit.decisions.get(one.id)
    assert decision is not None
    begin(unit, one.community, terms, electorate, decision.starter, now=now)


def _follow_up(unit: Unit, one: Held, verdict: Verdict) -> None:
    """The owner hears that the advice is in, or is reminded on the review date."""
    if verdict is Verdict.ADVISED:
        wanted = Wanted(Surface.CONCLUDE, one.terms.owner)
        unit.postings.tell(one.community, subject_of(one.id), wanted)
    if verdict is Verdict.ADOPTED and one.terms.review_on is not None:
        community = unit.communities.get(one.community)
        assert community is not None
        due = datetime.combine(one.terms.review_on, _IN_THE_MORNING, community.zone)
        unit.timers.set(LOOK_BACK, str(one.id), due)


def _ended(unit: Unit, one: Held) -> Decision:
    drop_timers(unit, one.id)
    decision = unit.decisions.get(one.id)
    assert decision is not None
    show(unit, decision)
    if decision.terms.fixed:
        counted_for_assembly(unit, decision)
    if decision.terms.amends is not None:  # the old one says by which it was amended
        old = unit.decisions.numbered(decision.community, decision.terms.amends)
        if old is not None:
            show(unit, old)
    return decision


def _journalled(unit: Unit, one: Held, action: str, now: datetime, actor: int | None, **after: Any) -> None:
    unit.journal.add(one.community, action, subject_of(one.id), at=now, actor=actor, after=after)
