"""General assemblies: convening, who is there, proxies, and votes by the people who were convened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from domain.assembly import (
    EARLY,
    LONGEST_NOTICE,
    SHORTEST_NOTICE,
    Gathering,
    Phase,
    Question,
    Record,
    Step,
    must_be_convened,
    must_give,
)
from domain.assembly_export import RECORD
from domain.communities import Community, Role
from domain.decisions.exporting import as_json
from domain.decisions.kinds import Kind, Openness, Rule, TieRule, Voters
from domain.decisions.poll import Entry
from domain.decisions.register import Decision
from domain.decisions.terms import Terms, moment_as_text, moment_from_text
from domain.decisions.thresholds import HALF
from domain.decisions.times import must_close_at
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, within
from domain.when import AskBack, When, read_when
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.emergency import (
    append,
    assembly_subject,
    record_of,
    running_decision,
    show_gathering,
)
from services.polls import begin, carry_out
from storage.assembly import Asked
from storage.database import Database
from storage.unit import Unit

LONGEST_AGENDA: Final = 2000
LONGEST_PLACE: Final = 200
LONGEST_REASON: Final = 300
LONGEST_VOTE: Final = timedelta(hours=24)

ASKED, AGREED, DECLINED, OVER = "asked", "agreed", "declined", "over"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A convocation as it would go out. `role` is the Discord role whose members are convened; None: the role
    of the members."""

    id: int
    community: Community
    starts: datetime
    place: str
    agenda: str
    chair: int
    role: int | None
    notice: int


@dataclass(frozen=True, slots=True)
class Sight:
    """All there is to see. `one` is the assembly that it is about, None without any; `vote` the decision that
    runs in it."""

    community: Community
    record: Record
    one: Gathering | None
    present: frozenset[int]
    vote: Decision | None
    notice: int
    seal: str
    presides: bool = False


class AssemblyService:
    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- looking

    async def sight(self, caller: Caller, number: int | None = None) -> Sight:
        """Where things stand: with this assembly, or the one that is going on or comes next."""
        return await self._database.read(lambda unit: _sight(unit, caller.community, number, caller))

    async def shown(self, community_id: int, number: int) -> Sight | None:
        """For the messages about an assembly."""

        def work(unit: Unit) -> Sight | None:
            if unit.communities.get(community_id) is None:
                return None
            return _sight(unit, community_id, number, None)

        return await self._database.read(work)

    async def roles(self, community_id: int) -> dict[Role, int]:
        """Discord's role ids by ours."""
        return await self._database.read(lambda unit: unit.communities.roles(community_id))

    async def export(self, caller: Caller) -> bytes:
        """The record as a file that `sektor tally` checks."""

        def work(unit: Unit) -> bytes:
            links = unit.assemblies.links(caller.community)
            if not links:
                raise Refusal("No assembly was ever convened here, so there is nothing to export.")
            return as_json(links, RECORD)

        return await self._database.read(work)

    async def proxy(
        self, community_id: int, number: int, giver: int
    ) -> tuple[Community, Gathering, Asked] | None:
        """The proxy that somebody asked for last."""

        def work(unit: Unit) -> tuple[Community, Gathering, Asked] | None:
            asked = unit.assemblies.asked(community_id, number, giver)
            if asked is None:
                return None
            return community_of(unit, community_id), record_of(unit, community_id).gathering(number), asked

        return await self._database.read(work)

    # ---- convening

    async def put_notice(self, caller: Caller, days: int, *, now: datetime) -> int:
        """How many days before an assembly its convocation has to go out, from now on."""

        def work(unit: Unit) -> int:
            community_of(unit, caller.community)
            acting(unit, caller).must_manage()
            if not SHORTEST_NOTICE <= days <= LONGEST_NOTICE:
                raise Refusal(
                    "A convocation goes out {least} to {most} days before the assembly.",
                    least=SHORTEST_NOTICE,
                    most=LONGEST_NOTICE,
                )
            unit.assemblies.put_notice(caller.community, days)
            unit.journal.add(
                caller.community, "assembly.notice", "assembly", at=now, actor=caller.id, after={"days": days}
            )
            return days

        return await self._database.write(work)

    async def may_convene(self, caller: Caller) -> None:
        await self._database.read(lambda unit: _must_convene(unit, caller))

    async def draft(
        self,
        caller: Caller,
        *,
        when: str,
        place: str,
        agenda: str,
        chair: int | None = None,
        role: int | None = None,
        now: datetime,
    ) -> Drafted:
        """Keep a convocation until it is sent; nobody hears of it yet. `when` as people type it."""

        def work(unit: Unit) -> Drafted:
            _must_convene(unit, caller)
            community = community_of(unit, caller.community)
            body = {
                "starts": moment_as_text(_moment(when, now, community)),
                "place": within(one_line(place), LONGEST_PLACE, Message("The place")),
                "agenda": within(cleaned(agenda), LONGEST_AGENDA, Message("The agenda")),
                "chair": str(chair or caller.id),
                "role": str(role) if role else None,
            }
            notice = unit.assemblies.head(caller.community).notice
            trial = {**body, "at": moment_as_text(now), "by": str(caller.id), "people": ["1"]}
            record = record_of(unit, caller.community)
            record.apply(
                {**trial, "kind": Step.CONVENE, "assembly": len(record.gatherings) + 1, "notice": notice}
            )
            number = unit.assemblies.keep_draft(caller.community, caller.id, body)
            return _drafted(number, community, body, notice)

        return await self._database.write(work)

    async def drafted(self, caller: Caller, draft_id: int) -> Drafted:
        return await self._database.read(lambda unit: _own_draft(unit, caller, draft_id)[0])

    async def convene(self, caller: Caller, draft_id: int, people: Iterable[int], *, now: datetime) -> Sight:
        """Send it: `people` (Discord ids, as the role is right now) are convened, and that does not change
        any more. Each gets it in private, too."""
        everyone = sorted(frozenset(people))

        def work(unit: Unit) -> Sight:
            _must_convene(unit, caller)
            unit.assemblies.head(caller.community, hold=True)
            draft, sent = _own_draft(unit, caller, draft_id)
            if sent is not None:
                return _sight(unit, caller.community, sent, caller)
            number = len(record_of(unit, caller.community).gatherings) + 1
            record = append(
                unit,
                caller.community,
                Step.CONVENE,
                now=now,
                actor=caller.id,
                community=str(caller.community),
                assembly=number,
                starts=moment_as_text(draft.starts),
                place=draft.place,
                agenda=draft.agenda,
                chair=str(draft.chair),
                notice=draft.notice,
                people=[str(person) for person in everyone],
            )
            unit.assemblies.sent(draft_id, number)
            show_gathering(unit, caller.community, record.gatherings[number])
            _tell_everyone(unit, caller.community, record.gatherings[number])
            return _sight(unit, caller.community, number, caller)

        return await self._database.write(work)

    async def cancel(self, caller: Caller, reason: str, number: int | None = None, *, now: datetime) -> Sight:
        """Call it off while it has not voted; it neither counts nor resets. Everyone hears it."""
        why = within(one_line(reason), LONGEST_REASON, Message("Your reason"))

        def work(unit: Unit) -> Sight:
            one = _presided(unit, caller, number)
            if unit.clicks.is_new(caller.interaction, now=now):
                one = _step(unit, caller, Step.CANCEL, one.number, now, reason=why)
                _tell_everyone(unit, caller.community, one)
            return _sight(unit, caller.community, one.number, caller)

        return await self._database.write(work)

    # ---- while it goes on

    async def open(self, caller: Caller, number: int | None = None, *, now: datetime) -> Sight:
        def work(unit: Unit) -> Sight:
            one = _presided(unit, caller, number)
            if unit.clicks.is_new(caller.interaction, now=now):
                one = _step(unit, caller, Step.OPEN, one.number, now)
                if caller.id in one.people:
                    unit.assemblies.check_in(caller.community, one.number, caller.id, now)
            return _sight(unit, caller.community, one.number, caller)

        return await self._database.write(work)

    async def close(self, caller: Caller, number: int | None = None, *, now: datetime) -> Sight:
        """End it; who was there goes into the record."""

        def work(unit: Unit) -> Sight:
            one = _presided(unit, caller, number)
            if unit.clicks.is_new(caller.interaction, now=now):
                present = unit.assemblies.present(caller.community, one.number)
                people = [str(person) for person in sorted(present)]
                one = _step(unit, caller, Step.CLOSE, one.number, now, present=people)
            return _sight(unit, caller.community, one.number, caller)

        return await self._database.write(work)

    async def check_in(
        self, caller: Caller, number: int | None = None, *, community_id: int | None = None, now: datetime
    ) -> tuple[Sight, bool]:
        """Say that one is there. Who had given their vote away has it back. False: was there already."""
        community = community_id or caller.community

        def work(unit: Unit) -> tuple[Sight, bool]:
            one = _which(unit, community, number)
            must_be_convened(one, caller.id)
            if not one.goes_on:
                raise Refusal("This assembly is over, so nobody can check in any more.")
            if one.phase is not Phase.OPEN and now < one.starts - EARLY:
                raise Refusal("It is too early to check in: this assembly begins on {when}.", when=one.starts)
            first = unit.assemblies.check_in(community, one.number, caller.id, now)
            if first and caller.id in one.proxies:
                _end_proxy(unit, community, one, caller.id, now)
            unit.postings.touch(community, assembly_subject(community, one.number))
            return _sight(unit, community, one.number, None), first

        return await self._database.write(work)

    # ---- proxies

    async def ask_proxy(
        self,
        caller: Caller,
        holder: int,
        number: int | None = None,
        *,
        community_id: int | None = None,
        now: datetime,
    ) -> Gathering:
        """Ask somebody to vote for the caller; nothing changes until they agree."""
        community = community_id or caller.community

        def work(unit: Unit) -> Gathering:
            one = _which(unit, community, number)
            if unit.clicks.is_new(caller.interaction, now=now):
                _must_go_on(one)
                must_give(one, caller.id, holder)
                unit.assemblies.ask(community, one.number, Asked(caller.id, holder, ASKED))
                unit.postings.tell(
                    community,
                    proxy_subject(community, one.number, caller.id),
                    Wanted(Surface.PROXY_ASKED, holder),
                )
                unit.hint("postings")
            return one

        return await self._database.write(work)

    async def answer_proxy(
        self, caller: Caller, community_id: int, number: int, giver: int, *, agrees: bool, now: datetime
    ) -> str:
        """The one who was asked agrees, or not. Returns what stands now; a second press changes nothing."""

        def work(unit: Unit) -> str:
            asked = unit.assemblies.asked(community_id, number, giver)
            if asked is None or asked.holder != caller.id:
                raise Refusal("Nobody asks you to vote for them here any more.")
            if asked.answer != ASKED:
                return asked.answer
            one = _which(unit, community_id, number)
            _must_go_on(one)
            answer = AGREED if agrees else DECLINED
            if agrees:
                _give(unit, community_id, one, giver, caller.id, now)
            unit.assemblies.ask(community_id, number, asked._replace(answer=answer))
            subject = proxy_subject(community_id, number, giver)
            unit.postings.tell(community_id, subject, Wanted(Surface.PROXY_ANSWERED, giver))
            unit.postings.touch(community_id, subject)
            unit.postings.touch(community_id, assembly_subject(community_id, number))
            unit.hint("postings")
            return answer

        return await self._database.write(work)

    async def end_proxy(
        self, caller: Caller, number: int | None = None, *, community_id: int | None = None, now: datetime
    ) -> Gathering:
        """Take it back; a vote that was cast with it stands."""
        community = community_id or caller.community

        def work(unit: Unit) -> Gathering:
            one = _which(unit, community, number)
            if unit.clicks.is_new(caller.interaction, now=now):
                _end_proxy(unit, community, one, caller.id, now)
                unit.postings.touch(community, assembly_subject(community, one.number))
            return one

        return await self._database.write(work)

    # ---- votes

    async def put_to_vote(
        self, caller: Caller, question: Question, title: str, text: str, lasts: timedelta, *, now: datetime
    ) -> Decision:
        """The secret vote of everyone who was convened, present or not, with the proxies that were given.
        `title` and `text` are what people read, in the community's language."""

        def work(unit: Unit) -> Decision:
            one = _presided(unit, caller, None)
            if not unit.clicks.is_new(caller.interaction, now=now):
                running = running_decision(unit, caller.community, one)
                if running is not None:
                    return running
            if lasts > LONGEST_VOTE:
                raise Refusal("A vote at an assembly lasts 24 hours at most.")
            terms = terms_of_assembly(
                unit,
                caller.community,
                one,
                kind=Kind.MOTION,
                title=title,
                text=text,
                rule=Rule.ABSOLUTE,
                closes=must_close_at(now + lasts, opens=now),
            )
            unit.assemblies.head(caller.community, hold=True)
            decision = begin(unit, caller.community, terms, one.people, caller.id, now=now)
            one = _step(
                unit, caller, Step.VOTE, one.number, now, question=question.value, decision=decision.number
            )
            carry_proxies(unit, decision, one, now)
            return decision

        return await self._database.write(work)


def terms_of_assembly(
    unit: Unit, community_id: int, one: Gathering, *, options: tuple[str, ...] = (), **rest: Any
) -> Terms:
    """What all votes of an assembly have in common: secret, by everyone who was convened, proxies allowed."""
    sectors = unit.communities.sectors(community_id)
    return Terms(
        sector=sectors[0].key if sectors else "",
        owner=one.chair,
        options=options,
        quorum=HALF,
        ties=TieRule.REJECT,
        openness=Openness.SECRET,
        voters=Voters.CONVENED,
        voters_of=str(one.number),
        proxies=True,
        **rest,
    )


def carry_proxies(unit: Unit, decision: Decision, one: Gathering, now: datetime) -> None:
    """Who agreed to vote for somebody at the assembly can do so in its vote."""
    at = moment_as_text(now)
    for giver, holder in sorted(one.proxies.items()):
        carry_out(unit, decision.id, Entry.PROXY, at=at, person=str(giver), holder=str(holder))
        unit.voting.put_proxy(decision.id, giver, holder)


def proxy_subject(community_id: int, number: int, giver: int) -> str:
    return f"proxy:{community_id}:{number}:{giver}"


def _give(unit: Unit, community_id: int, one: Gathering, giver: int, holder: int, now: datetime) -> None:
    running = running_decision(unit, community_id, one)
    if running is not None:  # the decision first: whoever counts it holds it, and then the record
        carry_out(
            unit, running.id, Entry.PROXY, at=moment_as_text(now), person=str(giver), holder=str(holder)
        )
        unit.voting.put_proxy(running.id, giver, holder)
    append(
        unit,
        community_id,
        Step.PROXY,
        now=now,
        actor=None,
        assembly=one.number,
        person=str(giver),
        holder=str(holder),
    )


def _end_proxy(unit: Unit, community_id: int, one: Gathering, giver: int, now: datetime) -> None:
    running = running_decision(unit, community_id, one)
    place = unit.decisions.place(running.id, giver) if running is not None else None
    if running is not None and place is not None and place.holder is not None and now < running.closes:
        carry_out(unit, running.id, Entry.PROXY_END, at=moment_as_text(now), person=str(giver))
        unit.voting.drop_proxy(running.id, giver)
    append(unit, community_id, Step.PROXY_END, now=now, actor=None, assembly=one.number, person=str(giver))
    asked = unit.assemblies.asked(community_id, one.number, giver)
    if asked is not None:
        unit.assemblies.ask(community_id, one.number, asked._replace(answer=OVER))


def _step(unit: Unit, caller: Caller, step: Step, number: int, now: datetime, **rest: Any) -> Gathering:
    record = append(unit, caller.community, step, now=now, actor=caller.id, assembly=number, **rest)
    show_gathering(unit, caller.community, record.gatherings[number])
    return record.gatherings[number]


def _which(unit: Unit, community_id: int, number: int | None) -> Gathering:
    record = record_of(unit, community_id)
    if number is not None:
        return record.gathering(number)
    if record.current is None:
        raise Refusal("No assembly is convened now. /assembly convene does that.")
    return record.current


def _presided(unit: Unit, caller: Caller, number: int | None) -> Gathering:
    """The assembly, if the caller may lead it: its chair, who convened it, the sector heads, and who manages
    the server."""
    community_of(unit, caller.community)
    one = _which(unit, caller.community, number)
    if not _presides(unit, caller, one):
        raise Refusal("Only the chair of this assembly and the sector heads can do this.")
    return one


def _presides(unit: Unit, caller: Caller, one: Gathering) -> bool:
    actor = acting(unit, caller)
    return caller.id in {one.chair, one.convener} or Role.HEADS in actor.roles or actor.manages


def _must_go_on(one: Gathering) -> None:
    if not one.goes_on:
        raise Refusal("This assembly is over, so nobody can vote for anybody in it any more.")


def _must_convene(unit: Unit, caller: Caller) -> None:
    community_of(unit, caller.community)
    actor = acting(unit, caller)
    if Role.HEADS not in actor.roles and not actor.manages:
        raise Refusal("Sector heads convene assemblies. Ask one of them.")


def _moment(typed: str, now: datetime, community: Community) -> datetime:
    found = read_when(typed, now=now, zone=community.zone)
    if isinstance(found, AskBack):
        raise Refusal("“{when}” can be read in two ways. Write the day and a 24-hour time.", when=typed[:60])
    assert isinstance(found, When)
    if not isinstance(found.start, datetime):
        raise Refusal("Say at what time it begins, too, such as “za 28 maart 14:00”.")
    return found.start


def _own_draft(unit: Unit, caller: Caller, draft_id: int) -> tuple[Drafted, int | None]:
    found = unit.assemblies.draft(caller.community, caller.id, draft_id)
    if found is None:
        raise Refusal(
            "This convocation is not yours or does not exist any more. Begin again with /assembly convene."
        )
    body, sent = found
    notice = unit.assemblies.head(caller.community).notice
    return _drafted(draft_id, community_of(unit, caller.community), body, notice), sent


def _drafted(number: int, community: Community, body: dict[str, Any], notice: int) -> Drafted:
    return Drafted(
        id=number,
        community=community,
        starts=moment_from_text(body["starts"]),
        place=body["place"],
        agenda=body["agenda"],
        chair=int(body["chair"]),
        role=int(body["role"]) if body["role"] else None,
        notice=notice,
    )


def _tell_everyone(unit: Unit, community_id: int, one: Gathering) -> None:
    for person in sorted(one.people):
        unit.postings.tell(
            community_id, assembly_subject(community_id, one.number), Wanted(Surface.CONVENED, person)
        )
    unit.hint("postings")


def _sight(unit: Unit, community_id: int, number: int | None, caller: Caller | None) -> Sight:
    community, record = community_of(unit, community_id), record_of(unit, community_id)
    head = unit.assemblies.head(community_id)
    one = record.gathering(number) if number is not None else record.current
    present: frozenset[int] = frozenset()
    if one is not None:
        present = (
            one.present if one.phase is Phase.CLOSED else unit.assemblies.present(community_id, one.number)
        )
    return Sight(
        community=community,
        record=record,
        one=one,
        present=present,
        vote=running_decision(unit, community_id, one) if one is not None else None,
        notice=head.notice,
        seal=head.seal,
        presides=one is not None and caller is not None and _presides(unit, caller, one),
    )
