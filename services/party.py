"""The party: its hosts so far, who could host the next, asking, choosing, and what there is to celebrate."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.communities import Channel, Community
from domain.decisions.kinds import Kind, Verdict
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal
from domain.directory.entry import Kind as EntryKind
from domain.meetings.meeting import must_plan
from domain.meetings.party import FEWEST_LISTED, MOST_ASKED, Candidate, Wants, candidates
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.sectors import Part
from services.acting import Caller, acting, community_of
from services.decisions import DecisionService
from services.meeting_steps import heads_of
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownParty:
    """`asked` are the candidates that were asked, with what they said and who said it; `choice` the decision
    that chooses, `host` what came of it."""

    community: Community
    year: int
    hosts: tuple[tuple[int, str], ...]
    candidates: tuple[Candidate, ...]
    asked: tuple[tuple[Candidate, Wants, int | None], ...]
    choice: Decision | None
    host: str


@dataclass(frozen=True, slots=True)
class Successes:
    """What a year brought. `events`: how many stood in the agenda; `solved`: how many questions the desk
    closed."""

    community: Community
    year: int
    events: int
    decisions: tuple[Decision, ...]
    done: tuple[str, ...]
    solved: int


def party_subject(year: int) -> str:
    return f"party:{year}"


class PartyService:
    def __init__(self, database: Database, decisions: DecisionService) -> None:
        self._database = database
        self._decisions = decisions

    async def of(self, community_id: int, year: int) -> ShownParty:
        return await self._database.write(lambda unit: _shown(unit, community_of(unit, community_id), year))

    async def note_host(self, caller: Caller, year: int, venue: int, *, now: datetime) -> ShownParty:
        """Who hosted the party of a year, for what was before the bot."""

        def work(unit: Unit) -> ShownParty:
            community = _planned_by(unit, caller)
            found = unit.venues.get(community.id, venue)
            if found is None:
                raise Refusal("Choose the venue from the list that appears while you type.")
            if not 2000 <= year <= 2200:
                raise Refusal("Give the year of the party, like 2026.")
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.party.put_host(community.id, year, venue, found.name)
                _journal(unit, community, year, "party.host", caller, now, venue=venue)
            return _shown(unit, community, year)

        return await self._database.write(work)

    async def ask(self, caller: Caller, year: int, *, now: datetime) -> ShownParty:
        """Ask those whose turn it is, in the meetings channel; asked again, the next ones are asked, too."""

        def work(unit: Unit) -> ShownParty:
            community = _planned_by(unit, caller)
            place = unit.communities.channels(community.id).get(Channel.MEETINGS)
            if place is None:
                raise Refusal(
                    "There is no channel for meetings. Somebody who may manage the server runs /setup."
                )
            known = unit.party.wants(community.id, year)
            open_ones = [one for one in _candidates(unit, community, year) if one.venue not in known]
            if not open_ones and not known:
                raise Refusal("No venue can be asked: /venue add makes one known.")
            if unit.clicks.is_new(caller.interaction, now=now):
                for one in open_ones[:MOST_ASKED]:
                    unit.party.put_wants(community.id, year, one.venue, Wants.ASKED, None, now=now)
                unit.postings.plan(community.id, party_subject(year), {Wanted(Surface.PARTY, place)})
                unit.hint("postings")
                _journal(unit, community, year, "party.ask", caller, now)
            return _shown(unit, community, year)

        return await self._database.write(work)

    async def answer(
        self, caller: Caller, year: int, venue: int, wants: Wants, *, now: datetime
    ) -> ShownParty:
        """A place says whether it wants to. Who says so is shown; it can be changed until the choice runs."""

        def work(unit: Unit) -> ShownParty:
            community = community_of(unit, caller.community)
            if venue not in unit.party.wants(community.id, year):
                raise Refusal("This place was not asked for the party of {year}.", year=str(year))
            if unit.party.choice(community.id, year) is not None:
                raise Refusal("The choice is being made already, so this cannot be changed any more.")
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.party.put_wants(community.id, year, venue, wants, caller.id, now=now)
                unit.postings.touch(community.id, party_subject(year))
                _journal(unit, community, year, f"party.{wants}", caller, now, venue=venue)
            return _shown(unit, community, year)

        return await self._database.write(work)

    async def choose(self, caller: Caller, year: int, sector: str, *, now: datetime) -> Decision:
        """Put the choice to the heads (where there is none, to the deputy): a decision among those who want
        to, a week long."""

        def options(unit: Unit) -> tuple[tuple[str, ...], Decision | None, frozenset[int]]:
            community = _planned_by(unit, caller)
            shown = _shown(unit, community, year)
            names = tuple(one.name for one, wants, _ in shown.asked if wants is Wants.YES)
            seats: dict[str, int] = {}
            for one in unit.communities.appointments(community.id):
                if one.part is Part.HEAD or one.sector not in seats:
                    seats[one.sector] = one.person
            return names, shown.choice, frozenset(seats.values())

        names, running, heads = await self._database.write(options)
        if running is not None:
            raise Refusal("{name} chooses the host already.", name=running.name)
        if len(names) < 2:
            raise Refusal("A choice needs at least two places that want to. Ask more with `/party ask`.")
        decision = await self._decisions.start(
            caller,
            Proposal(
                title=f"De Sektor Party {year}",
                sector=sector,
                closes=now + timedelta(days=7),
                owner=caller.id,
                kind=Kind.CHOICE,
                options=names[:10],
                public=True,
            ),
            heads,
            now=now,
        )

        def keep(unit: Unit) -> None:
            unit.party.put_choice(caller.community, year, decision.id)
            unit.postings.touch(caller.community, party_subject(year))

        await self._database.write(keep)
        return decision

    async def successes(self, community_id: int, year: int) -> Successes:
        """Accepted events, decisions that were adopted, action points that were done, questions that were
        closed."""

        def work(unit: Unit) -> Successes:
            community = community_of(unit, community_id)
            first = datetime(year, 1, 1, tzinfo=community.zone)
            last = datetime(year + 1, 1, 1, tzinfo=community.zone)
            numbers = [one[0] for one in unit.events.outlines_between(community.id, first, last)]
            events = [one for one in map(unit.events.get, numbers) if one is not None and one.is_public]
            decided = unit.decisions.ended_between(community.id, first, last)
            adopted = [one for one in decided if one.outcome and one.outcome.verdict is Verdict.ADOPTED]
            done = unit.minutes.done_between(community.id, first, last)
            return Successes(
                community,
                year,
                len(events),
                tuple(adopted),
                tuple(one.what for one in done),
                unit.desk.closed_between(community.id, first, last),
            )

        return await self._database.read(work)


def _planned_by(unit: Unit, caller: Caller) -> Community:
    community = community_of(unit, caller.community)
    must_plan(acting(unit, caller), heads_of(unit, community.id))
    return community


def _candidates(unit: Unit, community: Community, year: int) -> tuple[Candidate, ...]:
    """Places that stand in the directory; all known venues as long as there are no two of them. Who was
    asked stays one."""
    listed = {
        one.venue
        for one in unit.directory.of(community.id)
        if one.kind is EntryKind.VENUE and one.venue is not None and not one.hidden
    }
    asked = set(unit.party.wants(community.id, year))
    known = unit.venues.of(community.id)
    venues = [
        (one.id, one.name)
        for one in known
        if len(listed) < FEWEST_LISTED or one.id in listed or one.id in asked
    ]
    hosts = {when: venue for when, (venue, _) in unit.party.hosts(community.id).items()}
    return candidates(venues, hosts, year)


def _shown(unit: Unit, community: Community, year: int) -> ShownParty:
    number = unit.party.choice(community.id, year)
    choice = unit.decisions.get(number) if number is not None else None
    known = unit.party.wants(community.id, year)
    found = _candidates(unit, community, year)
    if choice is not None and choice.outcome is not None and choice.outcome.verdict is Verdict.ADOPTED:
        _settle(unit, community, year, choice, found)
    hosts = unit.party.hosts(community.id)
    return ShownParty(
        community,
        year,
        tuple((when, name) for when, (_, name) in hosts.items()),
        found,
        tuple((one, *known[one.venue]) for one in found if one.venue in known),
        choice,
        hosts[year][1] if year in hosts else "",
    )


def _settle(
    unit: Unit, community: Community, year: int, choice: Decision, found: tuple[Candidate, ...]
) -> None:
    """Who was chosen is in the history from now on."""
    assert choice.outcome is not None
    if year in unit.party.hosts(community.id):
        return
    for winner in choice.outcome.winners[:1]:
        name = choice.terms.options[winner]
        venue = next((one for one in found if one.name == name), None)
        if venue is not None:
            unit.party.put_host(community.id, year, venue.venue, venue.name)


def _journal(
    unit: Unit, community: Community, year: int, action: str, caller: Caller, now: datetime, **after: int
) -> None:
    unit.journal.add(community.id, action, party_subject(year), at=now, actor=caller.id, after=after or None)
