"""Looking at decisions: how one stands, what waits for somebody, the register, and exports."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.appointments import named
from domain.communities import Community, Role
from domain.decisions.ballots import Answer
from domain.decisions.exporting import as_blt, as_csv, as_json
from domain.decisions.kinds import Kind, Openness, Verdict, Voters
from domain.decisions.outcome import Outcome
from domain.decisions.poll import Entry
from domain.decisions.register import Decision, number_in, subject_of
from domain.decisions.seats import Seat
from domain.decisions.tallying import tally
from domain.decisions.thresholds import quorate
from domain.meetings.meeting import Meeting
from domain.postings import Surface
from domain.refusal import Refusal
from domain.sectors import Sector
from services.acting import Caller, community_of
from services.polls import existing, polled
from storage.database import Database
from storage.unit import Unit

MOST_FOUND: Final = 200


class Form(StrEnum):
    JSON = "json"
    CSV = "csv"
    BLT = "blt"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that somebody wrote with their answer."""

    person: int
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the card shows. `so_far` is the outcome if it closed now; None while that is hidden. `missing`,
    who has not voted yet, and `voted`, who voted what, are empty where that is secret or hidden. `said` are
    the reasons, objections and advices that may be read. `amended_by` are numbers of newer decisions that
    were adopted in its place; `runoff` the number of the run-off that followed. `meeting` is the one whose
    people vote. `gone` are seats that were taken since the start, by leaving or a suspension; of a secret
    vote that runs only the suspended, since a seat that goes tells that nobody voted from it."""

    decision: Decision
    electorate: int
    cast: int
    quorate: bool
    so_far: Outcome | None
    missing: tuple[int, ...]
    voted: tuple[tuple[int, Answer], ...]
    said: tuple[Said, ...]
    recused: tuple[int, ...]
    amended_by: tuple[int, ...]
    runoff: int | None
    meeting: Meeting | None = None
    gone: tuple[tuple[int, Seat], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody: votes, and advice rounds that they have to conclude."""

    votes: tuple[Decision, ...]
    conclusions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    community: Community
    sectors: tuple[Sector, ...]


class RegisterService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, caller: Caller, decision_id: int) -> Decision:
        return await self._database.read(lambda unit: existing(unit, decision_id, caller))

    async def find(self, caller: Caller, typed: str) -> Decision:
        """The decision that somebody typed the number of: “B-7”, “b7” or “7”."""

        def work(unit: Unit) -> Decision:
            number = number_in(typed)
            found = unit.decisions.numbered(caller.community, number) if number else None
            if found is None:
                raise Refusal(
                    "There is no decision “{typed}” here. Type its number, such as B-7; /decisions shows all "
                    "of them.",
                    typed=typed[:40],
                )
            return found

        return await self._database.read(work)

    async def standing(self, decision_id: int) -> Standing | None:
        """For the card and the outcome, with all that everyone may see, and nothing more."""
        return await self._database.read(lambda unit: _standing(unit, decision_id))

    async def reasons(self, caller: Caller, decision_id: int) -> Outcome:
        """“Why did this pass?”: the outcome with its arithmetic, counted anew from the entries."""

        def work(unit: Unit) -> Outcome:
            decision = existing(unit, decision_id, caller)
            outcome = polled(unit, decision.id).outcome
            if outcome is None:
                raise Refusal("This decision is still running, so there is no outcome to explain yet.")
            return outcome

        return await self._database.read(work)

    async def waiting(self, caller: Caller) -> Waiting:
        def work(unit: Unit) -> Waiting:
            return Waiting(
                tuple(unit.decisions.running_with(caller.community, caller.id, not_voted=True)),
                tuple(unit.decisions.waiting_for_owner(caller.community, caller.id)),
            )

        return await self._database.read(work)

    async def search(
        self,
        community_id: int,
        *,
        sector: str = "",
        year: int | None = None,
        words: str = "",
        verdict: Verdict | None = None,
        public_only: bool = False,
        limit: int = 25,
        offset: int = 0,
    ) -> tuple[Decision, ...]:
        """Newest first. `year` is that of the start, on the community's calendar; all `words` have to
        occur."""

        def work(unit: Unit) -> tuple[Decision, ...]:
            community = community_of(unit, community_id)
            key = named(unit.communities.sectors(community_id), sector).key if sector else None
            between = None
            if year is not None:
                if not 2015 <= year <= 2200:
                    raise Refusal(
                        "“{year}” is not a year in which anything was decided here.", year=str(year)
                    )
                between = (
                    datetime(year, 1, 1, tzinfo=community.zone),
                    datetime(year + 1, 1, 1, tzinfo=community.zone),
                )
            return tuple(
                unit.decisions.search(
                    community_id,
                    sector=key,
                    between=between,
                    words=words.split()[:10],
                    verdict=verdict,
                    public_only=public_only,
                    limit=min(limit, MOST_FOUND),
                    offset=offset,
                )
            )

        return await self._database.read(work)

    async def made_public(self, community_id: int, number: int) -> Standing | None:
        """A decision that may stand on the public page."""

        def work(unit: Unit) -> Standing | None:
            found = unit.decisions.numbered(community_id, number)
            return _standing(unit, found.id) if found is not None and found.terms.public else None

        return await self._database.read(work)

    async def public_export(self, community_id: int, number: int) -> bytes | None:
        """The file by which anybody can recompute a public decision; None while it runs."""

        def work(unit: Unit) -> bytes | None:
            found = unit.decisions.numbered(community_id, number)
            if found is None or found.runs or not found.terms.public:
                return None
            return as_json(unit.decisions.links(found.id))

        return await self._database.read(work)

    async def decided(self, community_id: int, start: datetime, end: datetime) -> tuple[Decision, ...]:
        """What ended in this time, for the digest."""
        return await self._database.read(
            lambda unit: tuple(unit.decisions.ended_between(community_id, start, end))
        )

    async def export(self, caller: Caller, decision_id: int, form: Form) -> bytes:
        """The decision as a file. While it runs only an open one: a file must not tell more than the card."""

        def work(unit: Unit) -> bytes:
            decision = existing(unit, decision_id, caller)
            if decision.runs and decision.terms.openness is not Openness.OPEN:
                raise Refusal(
                    "The votes are hidden until the close, and so is the export. Try again after it."
                )
            if form is Form.JSON:
                return as_json(unit.decisions.links(decision_id))
            if form is Form.BLT and decision.terms.kind is not Kind.RANKED:
                raise Refusal("Only a ranked choice can be exported as BLT. Choose JSON or CSV.")
            poll = polled(unit, decision_id)
            return as_csv(poll) if form is Form.CSV else as_blt(poll)

        return await self._database.read(work)

    async def mute(self, caller: Caller, decision_id: int, *, every: bool = False) -> None:
        """No reminders of this decision, or with `every` of none at all."""

        def work(unit: Unit) -> None:
            community = existing(unit, decision_id, caller).community
            unit.mandates.mute(community, caller.id, 0 if every else decision_id)

        await self._database.write(work)

    async def unmute(self, caller: Caller, decision_id: int) -> None:
        """Remind again, of this one and of others."""

        def work(unit: Unit) -> None:
            community = existing(unit, decision_id, caller).community
            for one in (0, decision_id):
                unit.mandates.unmute(community, caller.id, one)

        await self._database.write(work)

    async def muted(self, caller: Caller, decision_id: int) -> bool:
        def work(unit: Unit) -> bool:
            community = existing(unit, decision_id, caller).community
            return caller.id in unit.mandates.muted(community, decision_id)

        return await self._database.read(work)

    # ---- what a message about a decision needs beside it

    async def surroundings(self, community_id: int) -> Surroundings:
        def work(unit: Unit) -> Surroundings:
            sectors = unit.communities.sectors(community_id)
            return Surroundings(community_of(unit, community_id), sectors)

        return await self._database.read(work)

    async def roles(self, community_id: int) -> Mapping[Role, int]:
        """Discord's roles by ours."""
        return await self._database.read(lambda unit: unit.communities.roles(community_id))

    async def moved_because(self, decision_id: int) -> str:
        """The reason of the extension that moved the deadline last; empty when an outage did."""

        def work(unit: Unit) -> str:
            bodies = [json.loads(link.body) for link in unit.decisions.links(decision_id)]
            moves = [one for one in bodies if one["kind"] in {Entry.EXTEND, Entry.OUTAGE}]
            return str(moves[-1].get("reason", "")) if moves else ""

        return await self._database.read(work)

    async def card_link(self, decision_id: int) -> str:
        """The address of the decision's message on Discord; empty while it has none."""

        def work(unit: Unit) -> str:
            decision = unit.decisions.get(decision_id)
            if decision is None:
                return ""
            subject = subject_of(decision_id)
            known = unit.postings.messages_of(decision.community, subject, Surface.DECISION)
            place = f"https://discord.com/channels/{decision.community}"
            return f"{place}/{known[0][0]}/{known[0][1]}" if known else ""

        return await self._database.read(work)

    async def reader(self, community_id: int, person: int) -> str:
        """The language in which somebody reads, as far as they ever told; empty where that is not known."""

        def work(unit: Unit) -> str:
            known = unit.preferences.get(community_id, person)
            return known.locale if known else ""

        return await self._database.read(work)


def _standing(unit: Unit, decision_id: int) -> Standing | None:
    decision = unit.decisions.get(decision_id)
    if decision is None:
        return None
    terms, places = decision.terms, unit.decisions.places(decision_id)
    electorate = sum(place.seat.counts for place in places.values())
    cast = sum(place.voted and place.seat.counts for place in places.values())
    shown = not terms.secret and (terms.openness is Openness.OPEN or not decision.runs)
    outcome = decision.outcome
    if decision.runs and shown:
        outcome = tally(terms, electorate, unit.decisions.counted(decision_id, secret=False))
    elif not decision.runs:
        outcome = polled(unit, decision_id).outcome
    cast_ballots = {p: place for p, place in places.items() if place.ballot} if shown else {}
    newer = unit.decisions.amended_by(decision.community, decision.number)
    return Standing(
        decision=decision,
        electorate=electorate,
        cast=cast,
        quorate=quorate(terms.quorum, cast, electorate),
        so_far=outcome,
        missing=()
        if terms.secret
        else tuple(p for p, one in places.items() if _may_still(one.seat, one.voted)),
        voted=tuple((p, one.ballot.answer) for p, one in cast_ballots.items() if one.ballot),
        said=tuple(
            Said(p, one.ballot.answer, one.reason)
            for p, one in cast_ballots.items()
            if one.reason and one.ballot
        ),
        recused=tuple(p for p, place in places.items() if place.seat is Seat.RECUSED),
        amended_by=tuple(
            d.number for d in newer if d.outcome is not None and d.outcome.verdict is Verdict.ADOPTED
        ),
        runoff=unit.decisions.runoff_of(decision.community, decision.number),
        meeting=unit.meetings.get(int(terms.voters_of)) if terms.voters is Voters.PRESENT else None,
        gone=tuple(
            (p, place.seat)
            for p, place in places.items()
            if place.seat is Seat.SUSPENDED
            or (place.seat is Seat.LEFT and not (terms.secret and decision.runs))
        ),
    )


def _may_still(seat: Seat, voted: bool) -> bool:
    return seat is Seat.IN and not voted
