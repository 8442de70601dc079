"""A decision from its entries: each one checked against the rules and carried out.

The bot asks this before it writes an entry, and `sektor tally` when it reads them back, so that an export can
be recomputed with the same rules and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from domain.decisions.ballots import Ballot, ballot_as_json, ballot_from_json, must_fit, must_give_reason
from domain.decisions.kinds import Kind, Verdict
from domain.decisions.outcome import Outcome, numbers_of
from domain.decisions.reasons import called_off_why, concluded_why, record_why
from domain.decisions.seats import (
    MOST_PROXIES,
    Seat,
    after_leaving,
    after_suspension,
    must_be_open,
    must_leave_in_the_box,
    must_sit,
)
from domain.decisions.tallying import counted, tally
from domain.decisions.terms import Terms, moment_from_text, terms_from_json
from domain.decisions.times import in_time, may_count, must_extend
from domain.nameless import NAMELESS, must_be_nameless
from domain.refusal import Refusal

Body = Mapping[str, Any]


class Entry(StrEnum):
    """What can happen to a decision."""

    START = "start"
    RECORD = "record"
    VOTE = "vote"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    VOTED = "voted"
    """A secret vote: that somebody voted, without what and without when."""
    RECUSE = "recuse"
    LEAVE = "leave"
    SUSPEND = "suspend"
    PROXY = "proxy"
    PROXY_END = "proxy_end"
    EXTEND = "extend"
    OUTAGE = "outage"
    CALL_OFF = "call_off"
    CLOSE = "close"
    CONCLUDE = "conclude"
    NAMELESS = NAMELESS
    """Somebody was taken out of the register: a number stands in their place."""


class DoesNotFit(ValueError):  # noqa: N818 - it is said of an entry
    """An entry that cannot follow on those before it."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote that stands. `by` is who cast it: somebody else when it was given by proxy."""

    ballot: Ballot
    reason: str
    by: int


@dataclass(slots=True)
class Poll:
    """Where a decision stands after its entries so far. `box` holds the secret ballots: empty until the close
    has opened it. `voted` is everyone whose vote stands."""

    number: int
    community: int
    terms: Terms
    opened: datetime
    closes: datetime
    seats: dict[int, Seat]
    ballots: dict[int, Cast] = field(default_factory=dict)
    voted: set[int] = field(default_factory=set)
    proxies: dict[int, int] = field(default_factory=dict)
    extended: bool = False
    ended: datetime | None = None
    box: Counter[Ballot] = field(default_factory=Counter)
    outcome: Outcome | None = None
    former_seals: list[str] = field(default_factory=list)
    """What it was sealed with before somebody was taken out of it, oldest first."""

    @classmethod
    def begun(cls, body: Body) -> Self:
        """From the first entry."""
        kind = Entry(body["kind"])
        terms, at = terms_from_json(body["terms"]), moment_from_text(body["at"])
        if body["text_hash"] != terms.text_hash:
            raise DoesNotFit("the text is not the one that was hashed at the start")
        people = [int(person) for person in body["electorate"]]
        if len(set(people)) != len(people):
            raise DoesNotFit("somebody stands twice in the electorate")
        poll = cls(
            number=body["number"],
            community=int(body["community"]),
            terms=terms,
            opened=at,
            closes=terms.closes,
            seats=dict.fromkeys(people, Seat.IN),
        )
        if kind is Entry.RECORD and terms.kind is Kind.RECORD:
            poll.ended = at
            why = record_why(body["mandate"])
            poll.outcome = Outcome(verdict=Verdict.ADOPTED, electorate=0, cast=0, why=why)
        elif kind is not Entry.START or terms.kind is Kind.RECORD or not people:
            raise DoesNotFit("this is not how a decision begins")
        return poll

    @property
    def electorate(self) -> int:
        return sum(seat.counts for seat in self.seats.values())

    @property
    def all_voted(self) -> bool:
        """Everyone who still may vote did."""
        return self.electorate > 0 and all(p in self.voted for p, seat in self.seats.items() if seat.counts)

    def counted(self) -> Outcome:
        """The outcome of the votes that stand."""
        ballots = self.box if self.terms.secret else counted({p: c.ballot for p, c in self.ballots.items()})
        return tally(self.terms, self.electorate, ballots)

    def apply(self, body: Body) -> None:
        """Carry out the next entry. Raises `Refusal` or `DoesNotFit` and changes nothing when it may not
        be."""
        _DO[Entry(body["kind"])](self, body)

    def _seat(self, body: Body) -> int:
        return int(body["person"])

    def _must_run(self, body: Body) -> datetime:
        at = moment_from_text(body["at"])
        must_be_open(ended=self.ended is not None, closes=self.closes, pressed=at)
        return at

    def _vote(self, body: Body) -> None:
        self._must_run(body)
        person, by = int(body["person"]), int(body.get("by", body["person"]))
        self._must_represent(person, by)
        must_sit(self.seats.get(person))
        if self.terms.secret or (body["kind"] == Entry.CHANGE) != (person in self.ballots):
            raise DoesNotFit("this vote is not of the kind that could follow here")
        ballot = must_fit(ballot_from_json(body["ballot"]), self.terms.kind, len(self.terms.options))
        if ballot_as_json(ballot) != body["ballot"]:
            raise DoesNotFit("the ballot is not written as ballots are")
        reason = must_give_reason(ballot, body.get("reason", ""), secret=False)
        self.ballots[person] = Cast(ballot, reason, by)
        self.voted.add(person)
        if by == person:
            self.proxies.pop(person, None)

    def _voted(self, body: Body) -> None:
        if self.ended is not None:
            raise DoesNotFit("it was closed before this vote")
        person, by = int(body["person"]), int(body.get("by", body["person"]))
        self._must_represent(person, by)
        must_sit(self.seats.get(person))
        if not self.terms.secret or person in self.voted:
            raise DoesNotFit("this person voted already")
        self.voted.add(person)
        if by == person:
            self.proxies.pop(person, None)

    def _must_represent(self, person: int, by: int) -> None:
        if by != person:
            must_hold_proxy(self.proxies.get(person), by)
            must_sit(self.seats.get(by))

    def _withdraw(self, body: Body) -> None:
        self._must_run(body)
        person, by = self._seat(body), int(body.get("by", body["person"]))
        self._must_represent(person, by)
        must_sit(self.seats.get(person))
        must_leave_in_the_box(secret=self.terms.secret, voted=person in self.voted)
        if person not in self.ballots:
            raise Refusal("You have not voted on this, so there is nothing to take back.")
        self._take_out(person)

    def _take_out(self, person: int) -> None:
        self.ballots.pop(person, None)
        self.voted.discard(person)

    def _recuse(self, body: Body) -> None:
        self._must_run(body)
        person = self._seat(body)
        must_sit(self.seats.get(person))
        must_leave_in_the_box(secret=self.terms.secret, voted=person in self.voted)
        if self.terms.fixed:
            raise Refusal(
                "In a vote of an assembly everyone who was convened counts, so nobody steps out of it. You "
                "can abstain."
            )
        if not body["reason"]:
            raise Refusal("Say what your own interest is: others see it next to your name.")
        self.seats[person] = Seat.RECUSED
        self._take_out(person)
        self._end_proxies(person)

    def _must_lose_seats(self) -> None:
        if self.terms.fixed:
            raise DoesNotFit("the electorate of this decision was fixed at a convocation")

    def _leave(self, body: Body) -> None:
        self._must_run(body)
        self._must_lose_seats()
        person = self._seat(body)
        must_sit(self.seats.get(person))
        self.seats[person] = after_leaving(voted=person in self.voted)
        self._end_proxies(person)

    def _suspend(self, body: Body) -> None:
        self._must_run(body)
        self._must_lose_seats()
        person = self._seat(body)
        must_sit(self.seats.get(person))
        seat = after_suspension(voted=person in self.voted, secret=self.terms.secret)
        self.seats[person] = seat
        if seat is Seat.SUSPENDED:
            self._take_out(person)
        self._end_proxies(person)

    def _end_proxies(self, person: int) -> None:
        """Whoever is out holds nobody's vote, and nobody holds theirs."""
        self.proxies = {g: h for g, h in self.proxies.items() if person not in {g, h}}

    def _proxy(self, body: Body) -> None:
        self._must_run(body)
        person, holder = self._seat(body), int(body["holder"])
        must_sit(self.seats.get(person))
        must_leave_in_the_box(secret=self.terms.secret, voted=person in self.voted)
        if not self.terms.proxies:
            raise Refusal("The rule of this decision allows no proxies: everyone votes for themselves.")
        if holder == person or self.seats.get(holder) is not Seat.IN:
            raise Refusal("Only somebody else who may vote on this decision can vote for you.")
        if person in self.ballots:
            raise Refusal(
                "You have voted yourself. Take that back first if somebody else is to vote for you."
            )
        if person in self.proxies.values():
            raise Refusal("You hold somebody's vote yourself, and votes cannot be passed on.")
        if holder in self.proxies:
            raise Refusal("That person has given their own vote away, so they cannot hold yours.")
        if sum(1 for g, h in self.proxies.items() if h == holder and g != person) >= MOST_PROXIES:
            raise Refusal(
                "That person holds {most} votes of others already, which is the most.", most=MOST_PROXIES
            )
        self.proxies[person] = holder

    def _proxy_end(self, body: Body) -> None:
        self._must_run(body)
        if self.proxies.pop(self._seat(body), None) is None:
            raise Refusal("You gave your vote on this decision to nobody.")

    def _extend(self, body: Body) -> None:
        now, later = moment_from_text(body["at"]), moment_from_text(body["closes"])
        if self.ended is not None:
            raise Refusal("The deadline has passed, so it cannot be moved any more.")
        if not body["reason"]:
            raise Refusal("Say why it takes longer: everyone who may vote reads it.")
        self.closes = must_extend(self.closes, later, opened=self.opened, now=now, extended=self.extended)
        self.extended = True

    def _outage(self, body: Body) -> None:
        later = moment_from_text(body["closes"])
        if self.ended is not None or later <= self.closes:
            raise DoesNotFit("an outage only ever gives time")
        if later - self.closes > moment_from_text(body["at"]) - moment_from_text(body["away"]) + timedelta(
            seconds=1
        ):
            raise DoesNotFit("it gives more time than was lost")
        self.closes = later

    def _call_off(self, body: Body) -> None:
        at = self._must_run(body)
        if self.voted:
            raise Refusal(
                "Somebody has voted already, so it runs to its end. You can start one that amends it."
            )
        if not body["reason"]:
            raise Refusal("Say in a few words why you call it off.")
        self.ended = at
        self.outcome = Outcome(
            verdict=Verdict.CALLED_OFF, electorate=self.electorate, cast=0, why=called_off_why(body["reason"])
        )

    def _close(self, body: Body) -> None:
        at = moment_from_text(body["at"])
        if self.ended is not None:
            raise DoesNotFit("it was closed before")
        if not may_count(self.closes, at) and not (in_time(at, self.closes) and self.all_voted):
            raise Refusal(
                "Before the deadline a decision can only be closed when everyone who may vote has voted."
            )
        if self.terms.secret:
            box: Counter[Ballot] = Counter()
            for one in body["box"]:
                ballot = ballot_from_json(one["ballot"])
                must_fit(ballot, self.terms.kind, len(self.terms.options))
                if type(one["times"]) is not int or one["times"] < 1:
                    raise DoesNotFit("the box holds less than one of a ballot")
                box[ballot] += one["times"]
            if box.total() != len(self.voted):
                raise DoesNotFit("the box does not hold as many ballots as there are people who voted")
            self.box = box
        outcome = self.counted()
        if body["outcome"] != numbers_of(outcome):
            raise DoesNotFit("the votes give another outcome than the one that is written here")
        self.ended, self.outcome = at, outcome

    def _conclude(self, body: Body) -> None:
        if self.outcome is None or self.outcome.verdict is not Verdict.ADVISED:
            raise Refusal("There is no advice round here that waits for its owner.")
        if int(body["by"]) != self.terms.owner:
            raise Refusal("Only the owner of this decision can conclude it.")
        if not body["reason"]:
            raise Refusal("Say why you decide so: the people who advised you read it.")
        verdict = Verdict.ADOPTED if body["adopted"] else Verdict.REJECTED
        why = (*self.outcome.why[:-1], *concluded_why(body["reason"]))
        self.outcome = replace(self.outcome, verdict=verdict, why=why)

    def _nameless(self, body: Body) -> None:
        if self.ended is None:
            raise DoesNotFit("nobody is taken out of a decision that runs")
        try:
            self.former_seals.append(must_be_nameless(body))
        except ValueError as problem:
            raise DoesNotFit(str(problem)) from problem

    def _again(self, body: Body) -> None:
        raise DoesNotFit("a decision begins once")


def must_hold_proxy(holder: int | None, by: int) -> None:
    if holder != by:
        raise Refusal("That person has not given you their vote. They do so themselves, while it runs.")


def box_as_json(box: Mapping[Ballot, int]) -> list[dict[str, Any]]:
    """In the order of what is on the ballots, which says nothing about who or when."""
    ordered = sorted(box.items(), key=lambda one: (one[0].answer, one[0].options, one[0].scores))
    return [{"ballot": ballot_as_json(ballot), "times": times} for ballot, times in ordered if times]


_DO: Final[Mapping[Entry, Callable[[Poll, Body], None]]] = {
    Entry.START: Poll._again,
    Entry.RECORD: Poll._again,
    Entry.VOTE: Poll._vote,
    Entry.CHANGE: Poll._vote,
    Entry.WITHDRAW: Poll._withdraw,
    Entry.VOTED: Poll._voted,
    Entry.RECUSE: Poll._recuse,
    Entry.LEAVE: Poll._leave,
    Entry.SUSPEND: Poll._suspend,
    Entry.PROXY: Poll._proxy,
    Entry.PROXY_END: Poll._proxy_end,
    Entry.EXTEND: Poll._extend,
    Entry.OUTAGE: Poll._outage,
    Entry.CALL_OFF: Poll._call_off,
    Entry.CLOSE: Poll._close,
    Entry.CONCLUDE: Poll._conclude,
    Entry.NAMELESS: Poll._nameless,
}
