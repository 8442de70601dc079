"""The terms of a decision: everything that decides its outcome, frozen when it starts.

Nothing here is ever looked up in the settings later. Changing the terms is a new decision that refers to the
old one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

from domain.decisions.kinds import RULES_OF, Kind, Openness, Rule, TieRule, Voters
from domain.decisions.thresholds import HALF, Fraction
from domain.decisions.times import must_close_at
from domain.naming import bare
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, within
from domain.when.answers import Message

LONGEST_TITLE: Final = 100
LONGEST_TEXT: Final = 2000
LONGEST_ACTION: Final = 300
LONGEST_OPTION: Final = 80
FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 10
FEW: Final = 5
"""With fewer voters than this a secret vote is weak: who knows some of the votes can work out the others."""

_FLOORED: Final = {Kind.MOTION, Kind.CHOICE, Kind.APPROVAL, Kind.RANKED}
_NEVER_SECRET: Final = {Kind.CONSENT, Kind.ADVICE, Kind.RECORD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`voters` says how the electorate was drawn up (`voters_of`: the sector's key, the role's id, the
    meeting's); who they are stands beside it. `amends` and `runoff_of` are numbers of older decisions.

    `roles` are the Discord roles by which they were drawn up, if any: who loses the last of them has left.
    `owner` (a Discord id) carries out the `action`, and is reminded on `review_on`. `public`: may stand on
    the public page. `proxies`: who is absent may give their vote to somebody else.
    """

    title: str
    text: str
    sector: str
    kind: Kind
    closes: datetime
    owner: int
    options: tuple[str, ...] = ()
    rule: Rule
    quorum: Fraction = HALF
    floor: Fraction | None = None
    ties: TieRule
    openness: Openness = Openness.OPEN
    voters: Voters = Voters.HEADS
    voters_of: str = ""
    roles: frozenset[int] = frozenset()
    proxies: bool = False
    public: bool = False
    action: str = ""
    review_on: date | None = None
    amends: int | None = None
    runoff_of: int | None = None

    @property
    def secret(self) -> bool:
        return self.openness is Openness.SECRET

    @property
    def fixed(self) -> bool:
        """The electorate was fixed at a convocation: whoever is gone since still counts."""
        return self.voters is Voters.CONVENED

    @property
    def text_hash(self) -> str:
        """SHA-256 over what people were asked, so that nobody can later say it read otherwise."""
        return sha256("\n".join((self.title, self.text, *self.options)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody filled in, as they typed it; what is None is decided by the kind or the preset."""

    title: str
    sector: str
    closes: datetime
    owner: int
    text: str = ""
    kind: Kind = Kind.MOTION
    options: tuple[str, ...] = ()
    rule: Rule | None = None
    quorum: Fraction = HALF
    floor: Fraction | None = None
    openness: Openness = Openness.OPEN
    voters: Voters = Voters.HEADS
    voters_of: str = ""
    roles: frozenset[int] = frozenset()
    proxies: bool = False
    public: bool = False
    action: str = ""
    review_on: date | None = None
    amends: int | None = None
    runoff_of: int | None = None


def drawn_up(proposal: Proposal, *, now: datetime) -> Terms:
    """The terms as they would be frozen now. Raises `Refusal` for what cannot be decided."""
    rule = proposal.rule or RULES_OF[proposal.kind][0]
    if rule not in RULES_OF[proposal.kind]:
        raise Refusal("That rule does not belong to this kind of decision. Choose another one.")
    if proposal.floor is not None and proposal.kind not in _FLOORED:
        raise Refusal(
            "A decision of this kind about money has no number of yes votes to count. Use a motion."
        )
    if proposal.openness is Openness.SECRET and proposal.kind in _NEVER_SECRET:
        raise Refusal("Here people answer with reasons, so it cannot be secret. Choose open or hidden.")
    _must_be_part(proposal.quorum, least=0)
    if proposal.floor is not None:
        _must_be_part(proposal.floor, least=1)
    title = one_line(proposal.title)
    if not bare(title):
        raise Refusal("Give the decision a title: what do you want to decide?")
    tied = proposal.kind.has_options and proposal.runoff_of is None
    return Terms(
        title=within(title, LONGEST_TITLE, Message("The title")),
        text=within(cleaned(proposal.text), LONGEST_TEXT, Message("The text")),
        sector=proposal.sector,
        kind=proposal.kind,
        closes=now if proposal.kind is Kind.RECORD else must_close_at(proposal.closes, opens=now),
        owner=proposal.owner,
        options=must_be_options(proposal.options, proposal.kind),
        rule=rule,
        quorum=proposal.quorum,
        floor=proposal.floor,
        ties=TieRule.RUN_OFF if tied else TieRule.REJECT,
        openness=proposal.openness,
        voters=proposal.voters,
        voters_of=proposal.voters_of,
        roles=proposal.roles,
        proxies=proposal.proxies,
        public=proposal.public,
        action=within(one_line(proposal.action), LONGEST_ACTION, Message("The action")),
        review_on=_must_come_later(proposal.review_on, now),
        amends=proposal.amends,
        runoff_of=proposal.runoff_of,
    )


def must_be_options(typed: Iterable[str], kind: Kind) -> tuple[str, ...]:
    options = tuple(option for option in (one_line(text) for text in typed) if option)
    if not kind.has_options:
        if options:
            raise Refusal(
                "This kind of decision has no options of its own. Choose another kind, or leave them out."
            )
        return ()
    if len(options) < FEWEST_OPTIONS:
        raise Refusal("Give at least {least} options to choose from, one on a line.", least=FEWEST_OPTIONS)
    if len(options) > MOST_OPTIONS:
        raise Refusal(
            "You gave {given} options and {most} is the most. Join or drop some.",
            given=len(options),
            most=MOST_OPTIONS,
        )
    seen: dict[str, str] = {}
    for option in options:
        within(option, LONGEST_OPTION, Message("An option"))
        key = bare(option) or option
        if key in seen:
            raise Refusal("“{option}” stands there twice. Every option has to be another one.", option=option)
        seen[key] = option
    return options


def must_be_electorate(people: frozenset[int]) -> frozenset[int]:
    if not people:
        raise Refusal("Nobody could vote on this. Choose other people who may vote.")
    return people


def _must_be_part(fraction: Fraction, *, least: int) -> None:
    if not (least <= fraction.over <= fraction.of and 1 <= fraction.of <= 100):
        raise Refusal("The quorum and the yes-floor are a part of the voters, such as 1/2 or 2/3.")


def _must_come_later(day: date | None, now: datetime) -> date | None:
    if day is not None and day <= now.date():
        raise Refusal("The day to look back on it has to be in the future.")
    return day


def secrecy_is_weak(terms: Terms, electorate: int) -> bool:
    return terms.secret and electorate < FEW


# ---- as JSON: for the chain, the storage and the export alike


def terms_as_json(terms: Terms) -> dict[str, Any]:
    """Ids as text: JavaScript's numbers end at 2^53."""
    return {
        "title": terms.title,
        "text": terms.text,
        "sector": terms.sector,
        "kind": terms.kind.value,
        "closes": moment_as_text(terms.closes),
        "owner": str(terms.owner),
        "options": list(terms.options),
        "rule": terms.rule.value,
        "quorum": [terms.quorum.over, terms.quorum.of],
        "floor": [terms.floor.over, terms.floor.of] if terms.floor else None,
        "ties": terms.ties.value,
        "openness": terms.openness.value,
        "voters": terms.voters.value,
        "voters_of": terms.voters_of,
        "roles": [str(role) for role in sorted(terms.roles)],
        "proxies": terms.proxies,
        "public": terms.public,
        "action": terms.action,
        "review_on": terms.review_on.isoformat() if terms.review_on else None,
        "amends": terms.amends,
        "runoff_of": terms.runoff_of,
    }


def terms_from_json(value: dict[str, Any]) -> Terms:
    """Raises KeyError, TypeError or ValueError for what are no terms."""
    rest = dict(value)
    floor, review_on = rest.pop("floor"), rest.pop("review_on")
    quorum = rest.pop("quorum")
    return Terms(
        kind=Kind(rest.pop("kind")),
        closes=moment_from_text(rest.pop("closes")),
        owner=int(rest.pop("owner")),
        options=tuple(rest.pop("options")),
        rule=Rule(rest.pop("rule")),
        quorum=Fraction(*quorum),
        floor=Fraction(*floor) if floor else None,
        ties=TieRule(rest.pop("ties")),
        openness=Openness(rest.pop("openness")),
        voters=Voters(rest.pop("voters")),
        roles=frozenset(int(role) for role in rest.pop("roles", ())),
        review_on=date.fromisoformat(review_on) if review_on else None,
        **rest,
    )


def moment_as_text(moment: datetime) -> str:
    """2026-03-09T11:00:00.123Z"""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_from_text(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"an instant needs a zone: {text!r}")
    return moment.astimezone(UTC)
