"""The record of the emergency stop, as every use case reads it and adds to it."""

from datetime import datetime
from typing import Any

from domain.assembly import Gathering, Phase, Record, Step
from domain.assembly_export import read_record
from domain.chain import linked
from domain.communities import Channel
from domain.decisions.kinds import Verdict
from domain.decisions.register import Decision
from domain.decisions.terms import moment_as_text
from domain.emergency import Stage
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from storage.unit import Unit


def assembly_subject(community_id: int, number: int) -> str:
    """Of the convocation's message."""
    return f"assembly:{community_id}:{number}"


def emergency_subject(community_id: int, number: int) -> str:
    """Of the message about what an assembly's vote did to the emergency stop."""
    return f"emergency:{community_id}:{number}"


def record_of(unit: Unit, community_id: int) -> Record:
    return read_record(unit.assemblies.links(community_id))


def append(
    unit: Unit, community_id: int, step: Step, *, now: datetime, actor: int | None, **rest: Any
) -> Record:
    """Carry out one more entry and write it down; refused, with nothing written, where it breaks a rule."""
    head = unit.assemblies.head(community_id, hold=True)
    record = record_of(unit, community_id)
    body = {"n": head.length + 1, "kind": step.value, "at": moment_as_text(now), **rest}
    if actor is not None:
        body["by"] = str(actor)
    before = record.state.stage
    record.apply(body)
    link = linked(head.seal, body)
    since = head.since if record.state.stage is before else now
    unit.assemblies.append(community_id, head.length + 1, link, record.state.stage, since)
    number = rest.get("assembly") or record.triggered_by
    unit.journal.add(
        community_id,
        f"assembly.{step.value}",
        assembly_subject(community_id, number) if number else "assembly",
        at=now,
        actor=actor,
        after={"n": head.length + 1, "stage": record.state.stage.value, "seal": link.hash},
    )
    return record


def must_be_free_to_commit(unit: Unit, community_id: int) -> None:
    """While the emergency stop is triggered nothing new is committed to; everything else goes on."""
    head = unit.assemblies.head(community_id)
    if head.stage is Stage.TRIGGERED:
        raise Refusal(
            "The emergency stop was triggered on {when}, so no new commitments can be made; only a decision "
            "of an assembly takes that back.",
            when=head.since,
        )


def place_of(unit: Unit, community_id: int) -> int | None:
    """The channel in which assemblies are announced."""
    channels = unit.communities.channels(community_id)
    return channels.get(Channel.MEETINGS) or channels.get(Channel.DECISIONS)


def show_gathering(unit: Unit, community_id: int, one: Gathering) -> None:
    place = place_of(unit, community_id)
    wanted = {Wanted(Surface.ASSEMBLY, place)} if place is not None else set()
    unit.postings.plan(community_id, assembly_subject(community_id, one.number), frozenset(wanted))
    unit.hint("postings")


def show_emergency(unit: Unit, community_id: int, record: Record) -> None:
    """Every message about a vote of an assembly is brought to where things stand now."""
    place = place_of(unit, community_id)
    if place is None:
        return
    for one in record.gatherings.values():
        if any(vote.counted is not None for vote in one.votes):
            unit.postings.plan(
                community_id,
                emergency_subject(community_id, one.number),
                frozenset({Wanted(Surface.EMERGENCY, place)}),
            )
    unit.hint("postings")


def board_of(unit: Unit, community_id: int, one: Gathering) -> list[int]:
    """Who gets the checklist: the sector heads and their deputies, and who chaired the assembly."""
    carried = {appointment.person for appointment in unit.communities.appointments(community_id)}
    return sorted(carried | {one.chair, one.convener})


def counted_for_assembly(unit: Unit, decision: Decision) -> None:
    """A vote of an assembly was counted: in the same transaction the record says so, and what follows from it
    follows."""
    outcome, community_id = decision.outcome, decision.community
    assert outcome is not None
    assert decision.ended is not None
    record = record_of(unit, community_id)
    called_off = outcome.verdict is Verdict.CALLED_OFF
    rest: dict[str, Any] = {"decision": decision.number, "seal": decision.seal}
    one = next(
        (g for g in record.gatherings.values() if g.running and g.running.decision == decision.number), None
    )
    if one is not None and one.running is not None:
        was_triggered = record.is_triggered
        counts = {name: outcome.counts.get(name, 0) for name in ("yes", "no", "abstain")}
        entry = {**rest, **counts, "called_off": called_off, "assembly": one.number}
        stage = record.state.stage if called_off else _stage_after(record, one, entry)
        record = append(
            unit, community_id, Step.COUNT, now=decision.ended, actor=None, **entry, stage=stage.value
        )
        show_gathering(unit, community_id, one)
        show_emergency(unit, community_id, record)
        if record.is_triggered and not was_triggered:
            for person in board_of(unit, community_id, one):
                notice = Wanted(Surface.TRIGGERED, person)
                unit.postings.tell(community_id, emergency_subject(community_id, one.number), notice)
    elif record.division is not None and record.division.decision == decision.number:
        valid = outcome.verdict in {Verdict.ADOPTED}
        approvals = [outcome.counts.get(str(option), 0) for option in range(len(record.division.ideas))]
        record = append(
            unit,
            community_id,
            Step.DIVIDED,
            now=decision.ended,
            actor=None,
            **rest,
            valid=valid,
            approvals=approvals,
        )
        show_emergency(unit, community_id, record)


def _stage_after(record: Record, one: Gathering, entry: dict[str, Any]) -> Stage:
    assert one.running is not None
    return record.would_leave(one, one.running.question, entry["yes"], entry["no"], entry["abstain"]).stage


def running_decision(unit: Unit, community_id: int, one: Gathering) -> Decision | None:
    """The vote that is going on in this assembly."""
    if one.phase is not Phase.OPEN or one.running is None:
        return None
    return unit.decisions.numbered(community_id, one.running.decision)
