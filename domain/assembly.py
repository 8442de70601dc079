"""General assemblies (ALV) and the record of the emergency stop: entries that follow on one another.

Each entry is checked against the rules and carried out, by the bot before it writes one and by `sektor tally`
when it reads them back; the rules of the emergency stop itself stand in `domain.emergency`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from domain.decisions.poll import DoesNotFit
from domain.decisions.seats import MOST_PROXIES
from domain.decisions.terms import moment_from_text
from domain.emergency import APART, Assembly, EmergencyStop, Settlement, Stage, after, after_lifting, settle
from domain.nameless import NAMELESS, must_be_nameless
from domain.refusal import Refusal

Body = Mapping[str, Any]

USUAL_NOTICE: Final = 7
"""Days between convocation and assembly. Dutch Civil Code 2:42(1) asks seven of an association that is to
change its statutes; a stichting lays down its own."""
SHORTEST_NOTICE, LONGEST_NOTICE = 1, 60

EARLY: Final = timedelta(minutes=60)
"""Before its time that an assembly can be opened and people can check in."""
LATE: Final = timedelta(hours=12)
"""After its time that it can still be opened: later it is not the assembly that people were convened to."""

MOST_IDEAS: Final = 25
MOST_IDEAS_EACH: Final = 3

CHECKLIST: Final = (
    "board",
    "notary",
    "bills",
    "cash",
    "contracts",
    "subsidies",
    "ideas",
    "document",
    "archive",
)
"""What the board has to do once it is triggered; the words stand where they are shown."""


class Step(StrEnum):
    """What can happen."""

    CONVENE = "convene"
    CANCEL = "cancel"
    OPEN = "open"
    PROXY = "proxy"
    PROXY_END = "proxy_end"
    VOTE = "vote"
    COUNT = "count"
    CLOSE = "close"
    AMOUNTS = "amounts"
    IDEA = "idea"
    IDEA_BACK = "idea_back"
    DIVIDE = "divide"
    DIVIDED = "divided"
    TICK = "tick"
    NAMELESS = NAMELESS
    """Somebody was taken out of the record: a number stands in their place."""


class Phase(StrEnum):
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Question(StrEnum):
    """What an assembly can vote on with the electorate of its convocation."""

    STOP = "stop"
    LIFT = "lift"


@dataclass(slots=True)
class Vote:
    """`decision` is its number (B-7). `counted` is what came out, None while it runs; `stage` where that left
    the emergency stop."""

    question: Question
    decision: int
    counted: Assembly | None = None
    stage: Stage | None = None


@dataclass(slots=True)
class Gathering:
    """One general assembly. `people` were convened, and nobody comes or goes afterwards; `proxies` maps who
    cannot come to who votes for them. `present` is the attendance as it was at the close."""

    number: int
    convened: datetime
    starts: datetime
    place: str
    agenda: str
    chair: int
    convener: int
    people: frozenset[int]
    phase: Phase = Phase.CONVENED
    opened: datetime | None = None
    ended: datetime | None = None
    reason: str = ""
    proxies: dict[int, int] = field(default_factory=dict)
    votes: list[Vote] = field(default_factory=list)
    present: frozenset[int] = frozenset()

    @property
    def goes_on(self) -> bool:
        return self.phase in {Phase.CONVENED, Phase.OPEN}

    @property
    def running(self) -> Vote | None:
        return next((vote for vote in self.votes if vote.counted is None), None)

    def represented(self, present: frozenset[int]) -> frozenset[int]:
        """Absent, with somebody present who votes for them."""
        return frozenset(p for p, holder in self.proxies.items() if holder in present and p not in present)

    def has_quorum(self, present: frozenset[int]) -> bool:
        """More than half of those convened are there or represented."""
        return 2 * len(present | self.represented(present)) > len(self.people)


@dataclass(frozen=True, slots=True)
class Idea:
    """What a participant would do with what is left. `number` counts from 1, also over those taken back."""

    number: int
    person: int
    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """In cents, as the board typed them; `by` vouches for them."""

    cash: int
    bills: int
    by: int
    name: str
    at: datetime

    @property
    def left(self) -> int:
        return max(0, self.cash - self.bills)


@dataclass(slots=True)
class Division:
    """The approval vote over the ideas (their numbers, in the order of its options); `approvals` None while
    it runs."""

    decision: int
    ideas: tuple[int, ...]
    approvals: tuple[int, ...] | None = None


@dataclass(slots=True)
class Record:
    """Where a community stands after its entries so far."""

    state: EmergencyStop = field(default_factory=EmergencyStop)
    gatherings: dict[int, Gathering] = field(default_factory=dict)
    triggered_by: int | None = None
    """The assembly that triggered it."""
    amounts: Amounts | None = None
    ideas: dict[int, Idea] = field(default_factory=dict)
    handed_in: int = 0
    division: Division | None = None
    ticked: set[str] = field(default_factory=set)
    former_seals: list[str] = field(default_factory=list)
    """What it was sealed with before somebody was taken out of it, oldest first."""
    length: int = 0

    @property
    def is_triggered(self) -> bool:
        return self.state.stage is Stage.TRIGGERED

    @property
    def current(self) -> Gathering | None:
        """The open one, or else the next one that is convened."""
        there = [one for one in self.gatherings.values() if one.goes_on]
        return min(there, key=lambda one: (one.phase is not Phase.OPEN, one.starts), default=None)

    @property
    def is_at_rest(self) -> bool:
        """No assembly is to come or goes on, and no settlement has to be finished: nobody in the record has
        to do anything any more."""
        settling = self.is_triggered and (self.division is None or self.division.approvals is None)
        return self.current is None and not settling

    @property
    def participants(self) -> frozenset[int]:
        """Who was convened to the assembly that triggered it: they hand in ideas, and vote on them."""
        return self.gatherings[self.triggered_by].people if self.triggered_by else frozenset()

    def gathering(self, number: int) -> Gathering:
        found = self.gatherings.get(number)
        if found is None:
            raise Refusal("There is no such assembly here. /assembly show shows where things stand.")
        return found

    def settlement(self) -> Settlement | None:
        """None while the amounts are not known. Its shares go by the ideas' numbers, and are empty until they
        were voted on."""
        if self.amounts is None:
            return None
        approvals: dict[str, int] = {}
        if self.division is not None and self.division.approvals is not None:
            numbers = (str(number) for number in self.division.ideas)
            approvals = dict(zip(numbers, self.division.approvals, strict=True))
        return settle(self.amounts.cash, self.amounts.bills, approvals)

    def must_hold_a_vote(self, one: Gathering, present: frozenset[int]) -> bool:
        """After a first majority the next valid assembly has to vote on it again: neither forgetting it nor
        leaving it off the agenda decides it."""
        first, held = self.state.first, one.opened
        if self.state.stage is not Stage.FIRST_PASSED or first is None or held is None:
            return False
        return not one.votes and held - first >= APART and one.has_quorum(present)

    def would_leave(
        self, one: Gathering, question: Question, yes: int, no: int, abstain: int
    ) -> EmergencyStop:
        """Where the emergency stop would stand after this count. |E| is everyone who was convened, whatever
        became of them since."""
        assert one.opened is not None
        held = Assembly(one.opened, len(one.people), yes, no, abstain)
        return (after if question is Question.STOP else after_lifting)(self.state, held)

    def apply(self, body: Body) -> None:
        """Carry out the next entry. Raises `Refusal` or `DoesNotFit` and changes nothing when it may not
        be."""
        _DO[Step(body["kind"])](self, body)
        self.length += 1

    # ---- assemblies

    def _convene(self, body: Body) -> None:
        at, starts = moment_from_text(body["at"]), moment_from_text(body["starts"])
        people = [int(person) for person in body["people"]]
        notice, number = body["notice"], len(self.gatherings) + 1
        if body["assembly"] != number or len(set(people)) != len(people):
            raise DoesNotFit("this is not how an assembly is convened")
        if not people:
            raise Refusal("Nobody would be convened. Choose a role that people have.")
        if not body["agenda"]:
            raise Refusal("Write down what is on the agenda: people decide by it whether they come.")
        if starts - at < timedelta(days=notice):
            raise Refusal(
                "A convocation goes out at least {days} days before the assembly. Choose a later day.",
                days=notice,
            )
        self.gatherings[number] = Gathering(
            number=number,
            convened=at,
            starts=starts,
            place=body["place"],
            agenda=body["agenda"],
            chair=int(body["chair"]),
            convener=int(body["by"]),
            people=frozenset(people),
        )

    def _cancel(self, body: Body) -> None:
        one = self._going_on(body)
        if one.votes:
            raise Refusal(
                "This assembly has voted, so it cannot be cancelled any more: that would undo the vote. "
                "Close it instead."
            )
        if not body["reason"]:
            raise Refusal("Say in a few words why it is cancelled: everyone who was convened reads it.")
        one.phase, one.ended, one.reason = Phase.CANCELLED, moment_from_text(body["at"]), body["reason"]

    def _open(self, body: Body) -> None:
        one, at = self._going_on(body), moment_from_text(body["at"])
        if one.phase is Phase.OPEN:
            raise Refusal("This assembly is open already.")
        if any(other.phase is Phase.OPEN for other in self.gatherings.values()):
            raise Refusal("Another assembly is still open. Close that one first.")
        if at < one.starts - EARLY:
            raise Refusal("It is too early: this assembly begins on {when}.", when=one.starts)
        if at > one.starts + LATE:
            raise Refusal(
                "This assembly was to begin on {when}, and people were convened to that. Cancel it and "
                "convene a new one.",
                when=one.starts,
            )
        one.phase, one.opened = Phase.OPEN, at

    def _proxy(self, body: Body) -> None:
        one = self._going_on(body)
        giver, holder = int(body["person"]), int(body["holder"])
        must_give(one, giver, holder)
        one.proxies[giver] = holder

    def _proxy_end(self, body: Body) -> None:
        one = self._going_on(body)
        if one.proxies.pop(int(body["person"]), None) is None:
            raise Refusal("You gave your vote in this assembly to nobody.")

    def _close(self, body: Body) -> None:
        one = self._open_one(body)
        present = frozenset(int(person) for person in body["present"])
        if not present <= one.people:
            raise DoesNotFit("somebody was there who was not convened")
        if one.running is not None:
            raise Refusal("The vote is still running. When it has been counted, the assembly can be closed.")
        if self.must_hold_a_vote(one, present):
            raise Refusal(
                "At the last assembly the emergency stop got its first majority, so this one has to vote on "
                "it before it can be closed: /assembly vote."
            )
        one.phase, one.ended, one.present = Phase.CLOSED, moment_from_text(body["at"]), present

    # ---- votes

    def _vote(self, body: Body) -> None:
        one, question = self._open_one(body), Question(body["question"])
        if one.running is not None:
            raise Refusal("A vote is running already. Wait until it has been counted.")
        if question is Question.STOP and self.is_triggered:
            raise Refusal("The emergency stop was triggered already.")
        if question is Question.LIFT and not self.is_triggered:
            raise Refusal("The emergency stop was not triggered, so there is nothing to take back.")
        if any(vote.question is question for vote in one.votes):
            raise Refusal("This assembly has voted on it already. It can be put to the next one.")
        one.votes.append(Vote(question, body["decision"]))

    def _count(self, body: Body) -> None:
        one = self._open_one(body)
        vote = one.running
        if vote is None or vote.decision != body["decision"] or one.opened is None:
            raise DoesNotFit("there is no such vote to be counted")
        if body["called_off"]:
            one.votes.remove(vote)
            return
        numbers = [body[name] for name in ("yes", "no", "abstain")]
        if any(type(number) is not int or number < 0 for number in numbers) or sum(numbers) > len(one.people):
            raise DoesNotFit("more votes than people who were convened")
        yes, no, abstain = numbers
        held = Assembly(one.opened, len(one.people), yes, no, abstain)
        state = self.would_leave(one, vote.question, yes, no, abstain)
        if body["stage"] != state.stage.value:
            raise DoesNotFit("the votes leave the emergency stop elsewhere than is written here")
        vote.counted, vote.stage = held, state.stage
        if state.stage is Stage.TRIGGERED and not self.is_triggered:
            self.triggered_by = one.number
        if self.is_triggered and state.stage is not Stage.TRIGGERED:
            self.triggered_by, self.amounts, self.division = None, None, None
            self.ideas, self.ticked = {}, set()
        self.state = state

    # ---- the settlement

    def _amounts(self, body: Body) -> None:
        self._must_be_triggered()
        cash, bills = body["cash"], body["bills"]
        if any(type(amount) is not int or amount < 0 for amount in (cash, bills)):
            raise DoesNotFit("amounts are whole cents, 0 or more")
        self.amounts = Amounts(cash, bills, int(body["by"]), body["name"], moment_from_text(body["at"]))

    def _idea(self, body: Body) -> None:
        person = int(body["person"])
        self._must_take_ideas(person)
        if sum(idea.person == person for idea in self.ideas.values()) >= MOST_IDEAS_EACH:
            raise Refusal("You handed in {most} ideas already. Take one back first.", most=MOST_IDEAS_EACH)
        if len(self.ideas) >= MOST_IDEAS:
            raise Refusal(
                "There are {most} ideas, and more do not fit on a ballot. Join forces with one of them.",
                most=MOST_IDEAS,
            )
        if not body["title"]:
            raise Refusal("Give your idea a name.")
        if body["title"].casefold() in {idea.title.casefold() for idea in self.ideas.values()}:
            raise Refusal(
                "There is an idea called “{title}” already. Give yours another name.", title=body["title"]
            )
        self.handed_in += 1
        self.ideas[self.handed_in] = Idea(self.handed_in, person, body["name"], body["title"], body["text"])

    def _idea_back(self, body: Body) -> None:
        person = int(body["person"])
        self._must_take_ideas(person)
        idea = self.ideas.get(body["idea"])
        if idea is None or idea.person != person:
            raise Refusal("Only who handed in an idea takes it back.")
        del self.ideas[idea.number]

    def _must_take_ideas(self, person: int) -> None:
        self._must_be_triggered()
        if person not in self.participants:
            raise Refusal("Ideas come from the people who were convened to the assembly that triggered it.")
        if self.division is not None:
            raise Refusal("The vote on the ideas has begun, so they stand as they are.")

    def _divide(self, body: Body) -> None:
        self._must_be_triggered()
        if self.division is not None:
            raise Refusal("The ideas have been put to the vote already.")
        if self.amounts is None:
            raise Refusal("First the board fills in cash and open bills: /assembly amounts.")
        if self.amounts.left == 0:
            raise Refusal("Nothing is left to divide, so there is nothing to vote on.")
        if not self.ideas:
            raise Refusal("Nobody has handed in an idea yet: /assembly idea.")
        if body["ideas"] != list(self.ideas):
            raise DoesNotFit("these are not the ideas that were handed in")
        self.division = Division(body["decision"], tuple(self.ideas))

    def _divided(self, body: Body) -> None:
        division = self.division
        if division is None or division.approvals is not None or division.decision != body["decision"]:
            raise DoesNotFit("there is no such vote to be counted")
        if not body["valid"]:
            self.division = None
            return
        approvals = body["approvals"]
        fits = all(type(n) is int and 0 <= n <= len(self.participants) for n in approvals)
        if not fits or len(approvals) != len(division.ideas):
            raise DoesNotFit("these approvals do not belong to the ideas")
        division.approvals = tuple(approvals)

    def _tick(self, body: Body) -> None:
        self._must_be_triggered()
        if body["item"] not in CHECKLIST or type(body["done"]) is not bool:
            raise DoesNotFit("that is not on the checklist")
        (self.ticked.add if body["done"] else self.ticked.discard)(body["item"])

    def _nameless(self, body: Body) -> None:
        if not self.is_at_rest:
            raise DoesNotFit("nobody is taken out of the record while they may have to do something in it")
        try:
            self.former_seals.append(must_be_nameless(body))
        except ValueError as problem:
            raise DoesNotFit(str(problem)) from problem

    def _must_be_triggered(self) -> None:
        if not self.is_triggered:
            raise Refusal("The emergency stop was not triggered, so there is nothing to settle.")

    # ---- which assembly

    def _going_on(self, body: Body) -> Gathering:
        one = self.gathering(body["assembly"])
        if one.phase is Phase.CANCELLED:
            raise Refusal("This assembly was cancelled.")
        if one.phase is Phase.CLOSED:
            raise Refusal("This assembly is closed, so nothing in it can be changed any more.")
        return one

    def _open_one(self, body: Body) -> Gathering:
        one = self._going_on(body)
        if one.phase is not Phase.OPEN:
            raise Refusal("This assembly has not been opened yet.")
        return one


def must_be_convened(one: Gathering, person: int) -> None:
    if person not in one.people:
        raise Refusal(
            "You were not convened to this assembly. Who takes part was fixed at its convocation; the next "
            "one can be yours."
        )


def must_give(one: Gathering, giver: int, holder: int) -> None:
    """Source of how many one may hold: see `domain.decisions.seats.MOST_PROXIES`."""
    must_be_convened(one, giver)
    if holder == giver or holder not in one.people:
        raise Refusal("Only somebody else who was convened to this assembly can vote for you.")
    if giver in one.proxies.values():
        raise Refusal("You hold somebody's vote yourself, and votes cannot be passed on.")
    if holder in one.proxies:
        raise Refusal("That person has given their own vote away, so they cannot hold yours.")
    if sum(1 for g, h in one.proxies.items() if h == holder and g != giver) >= MOST_PROXIES:
        raise Refusal(
            "That person holds {most} votes of others already, which is the most.", most=MOST_PROXIES
        )


_DO: Final[Mapping[Step, Callable[[Record, Body], None]]] = {
    Step.CONVENE: Record._convene,
    Step.CANCEL: Record._cancel,
    Step.OPEN: Record._open,
    Step.PROXY: Record._proxy,
    Step.PROXY_END: Record._proxy_end,
    Step.VOTE: Record._vote,
    Step.COUNT: Record._count,
    Step.CLOSE: Record._close,
    Step.AMOUNTS: Record._amounts,
    Step.IDEA: Record._idea,
    Step.IDEA_BACK: Record._idea_back,
    Step.DIVIDE: Record._divide,
    Step.DIVIDED: Record._divided,
    Step.TICK: Record._tick,
    Step.NAMELESS: Record._nameless,
}
