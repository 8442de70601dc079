"""What every change of a decision has in common: its entry in the chain, its messages, its timers."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.chain import BEGINNING, linked
from domain.decisions.kinds import Kind
from domain.decisions.poll import Entry, Poll
from domain.decisions.recomputing import replayed
from domain.decisions.register import CLOSE, REMIND, Decision, subject_of, wanted_for
from domain.decisions.terms import Terms, moment_as_text, moment_from_text, terms_as_json
from domain.decisions.times import GRACE, reminders
from domain.refusal import Refusal
from services.acting import IN_DM, Caller, acting
from storage.unit import Unit
from storage.voting import Held

HALF, LAST = "half", "last"
"""The two reminders."""


def existing(unit: Unit, decision_id: int, caller: Caller) -> Decision:
    """The decision, if it is one of the community in which the caller is."""
    decision = unit.decisions.get(decision_id)
    if decision is None or caller.community not in {decision.community, IN_DM}:
        raise Refusal("There is no such decision here. /decisions shows all of them.")
    return decision


def held(unit: Unit, decision_id: int, caller: Caller | None = None) -> Held:
    """The same, held until the transaction ends."""
    found = unit.voting.hold(decision_id)
    if found is None or (caller is not None and caller.community not in {found.community, IN_DM}):
        raise Refusal("There is no such decision here. /decisions shows all of them.")
    return found


def must_look_after(unit: Unit, caller: Caller, decision: Decision) -> None:
    """Its owner, who started it, and who may manage the server."""
    if caller.id not in {decision.terms.owner, decision.starter} and not acting(unit, caller).manages:
        raise Refusal("Only the owner of this decision and the person who started it can do this.")


def write_down(unit: Unit, one: Held, kind: Entry, **rest: Any) -> Held:
    """Append an entry; the returned decision ends with it."""
    link = linked(one.seal, {"n": one.length + 1, "kind": kind.value, **rest})
    unit.voting.append(one, link.body, link.hash)
    return one._replace(length=one.length + 1, seal=link.hash)


def polled(unit: Unit, decision_id: int) -> Poll:
    """Where the decision stands, from its entries alone."""
    return replayed([json.loads(link.body) for link in unit.decisions.links(decision_id)])


def carry_out(
    unit: Unit, decision_id: int, kind: Entry, *, caller: Caller | None = None, **rest: Any
) -> tuple[Held, Poll]:
    """What seldom happens: the entry is tried on the whole decision first, which refuses what breaks a
    rule."""
    one = held(unit, decision_id, caller)
    poll = polled(unit, decision_id)
    poll.apply({"n": one.length + 1, "kind": kind.value, **rest})
    return write_down(unit, one, kind, **rest), poll


def begin(
    unit: Unit,
    community_id: int,
    terms: Terms,
    electorate: Iterable[int],
    starter: int,
    *,
    now: datetime,
    kind: Entry = Entry.START,
    **rest: Any,
) -> Decision:
    """Store a new decision with its first entry, its number, its messages and its timers."""
    people = sorted(electorate)
    at = moment_as_text(now)
    number = unit.decisions.take_number(community_id)
    body = {
        "n": 1,
        "kind": kind.value,
        "at": at,
        "community": str(community_id),
        "number": number,
        "terms": terms_as_json(terms),
        "text_hash": terms.text_hash,
        "electorate": [str(person) for person in people],
        "by": str(starter),
        **rest,
    }
    poll = replayed([body])
    decision = unit.decisions.add(
        Decision(
            id=0,
            community=community_id,
            number=number,
            terms=terms,
            starter=starter,
            opened=moment_from_text(at),
            closes=terms.closes,
            ended=poll.ended,
            outcome=poll.outcome,
        ),
        linked(BEGINNING, body),
        people,
    )
    if terms.kind is not Kind.RECORD:
        set_timers(unit, decision, now)
    show(unit, decision)
    unit.journal.add(
        community_id,
        f"decision.{kind.value}",
        subject_of(decision.id),
        at=now,
        actor=starter,
        after={"number": number, "title": terms.title, "seal": decision.seal},
    )
    return decision


def set_timers(unit: Unit, decision: Decision, now: datetime) -> None:
    """The close, and the reminders that still lie ahead."""
    unit.timers.set(CLOSE, str(decision.id), decision.closes + GRACE)
    times = reminders(decision.opened, decision.closes)
    for stage, due in ((HALF, times.halfway), (LAST, times.last)):
        if due > now:
            unit.timers.set(REMIND, f"{decision.id}:{stage}", due)
    unit.hint("timers")


def drop_timers(unit: Unit, decision_id: int) -> None:
    unit.timers.drop(CLOSE, str(decision_id))
    for stage in (HALF, LAST):
        unit.timers.drop(REMIND, f"{decision_id}:{stage}")


def show(unit: Unit, decision: Decision) -> None:
    """Have the decision's messages stand as they should now."""
    channels = unit.communities.channels(decision.community)
    unit.postings.plan(decision.community, subject_of(decision.id), wanted_for(decision, channels))
    unit.hint("postings")


def moved(unit: Unit, one: Held, poll: Poll, now: datetime) -> Decision:
    """The deadline is another one: stored, announced, and the timers with it."""
    unit.decisions.move(one.id, poll.closes, extended=poll.extended)
    decision = unit.decisions.get(one.id)
    assert decision is not None
    set_timers(unit, decision, now)
    show(unit, decision)
    return replace(decision, length=one.length, seal=one.seal)
