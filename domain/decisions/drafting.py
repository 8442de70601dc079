"""A decision in the making: what its starter filled in, as typed, and what we make of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.decisions.kinds import RULES_OF, Kind, Openness, Rule, Voters
from domain.decisions.presets import PRESETS, Preset
from domain.decisions.register import number_in
from domain.decisions.terms import Proposal
from domain.decisions.thresholds import HALF, MONEY_FLOOR, NO_QUORUM, Fraction
from domain.refusal import Refusal
from domain.when import AskBack, When, read_when

MOST: Final = {"title": 100, "text": 2000, "options": 900, "deadline": 100, "action": 300, "review": 100}
"""The typed fields, and how many characters each holds."""

CHOSEN: Final = (
    *("preset", "sector", "kind", "rule", "quorum", "openness"),
    *("voters", "voters_of", "extras", "owner", "amends"),
)
"""What is chosen beside them; missing means: as the preset has it."""

EXTRAS: Final = ("floor", "proxies", "public")
QUORA: Final = {"none": NO_QUORUM, "third": Fraction(1, 3), "half": HALF, "two_thirds": Fraction(2, 3)}

_QUARTER: Final = timedelta(minutes=15)
_END_OF_DAY: Final = time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollDraft:
    """`answers` holds `MOST` as typed and `CHOSEN` as keys. `settled` is the deadline's text and the moment
    that it meant when it was typed: "over 3 dagen" must not wander. `started` is the decision it became, so
    that starting it twice makes one."""

    id: int
    community: int
    person: int
    answers: Mapping[str, str] = field(default_factory=dict)
    settled: tuple[str, datetime] | None = None
    started: int | None = None
    updated_at: datetime

    def __getitem__(self, name: str) -> str:
        return self.answers.get(name, "")


def with_answers(draft: PollDraft, answers: Mapping[str, str]) -> PollDraft:
    """The draft with some answers given anew. Another preset or kind lets go of what hung on the old one."""
    known = {name: text for name, text in answers.items() if name in MOST or name in CHOSEN}
    merged = {**draft.answers, **known}
    if merged.get("preset") != draft["preset"] and "preset" in known:
        for name in ("kind", "rule", "quorum", "openness", "extras"):
            if name not in known:
                merged.pop(name, None)
    if "kind" in known and known["kind"] != draft["kind"] and "rule" not in known:
        merged.pop("rule", None)
    settled = draft.settled if merged.get("deadline", "") == draft["deadline"] else None
    return replace(draft, answers=merged, settled=settled)


def understand(
    draft: PollDraft, *, presets: Iterable[Preset] = PRESETS, now: datetime, zone: ZoneInfo
) -> Proposal | AskBack:
    """Read everything that was filled in. Raises `Refusal` for the first thing that cannot be."""
    preset = preset_of(draft, presets)
    closes = deadline(draft, preset, now=now, zone=zone)
    if isinstance(closes, AskBack):
        return closes
    kind, options = kind_of(draft, preset), options_of(draft)
    extras = extras_of(draft, preset, kind)
    return Proposal(
        title=draft["title"],
        text=draft["text"],
        sector=draft["sector"],
        closes=closes,
        owner=int(draft["owner"] or draft.person),
        kind=kind,
        options=options,
        rule=rule_of(draft, preset, kind),
        quorum=QUORA.get(draft["quorum"], preset.quorum),
        floor=MONEY_FLOOR if "floor" in extras else None,
        openness=Openness(draft["openness"]) if draft["openness"] else preset.openness,
        voters=Voters(draft["voters"]) if draft["voters"] else Voters.HEADS,
        voters_of=draft["voters_of"],
        proxies="proxies" in extras,
        public="public" in extras,
        action=draft["action"],
        review_on=_review(draft["review"], now=now, zone=zone),
        amends=_amended(draft["amends"]),
    )


def preset_of(draft: PollDraft, presets: Iterable[Preset]) -> Preset:
    known = {preset.key: preset for preset in presets}
    return known.get(draft["preset"]) or next(iter(known.values()))


def kind_of(draft: PollDraft, preset: Preset) -> Kind:
    """Options that were filled in make a choice of a motion."""
    if draft["kind"]:
        return Kind(draft["kind"])
    if preset.kind is Kind.MOTION and options_of(draft):
        return Kind.CHOICE
    return preset.kind


def options_of(draft: PollDraft) -> tuple[str, ...]:
    """One on a line; a dash or a number before it is how people write lists, and not part of it."""
    lines = (line.strip().lstrip("-*• ").strip() for line in draft["options"].splitlines())
    return tuple(line for line in lines if line)


def rule_of(draft: PollDraft, preset: Preset, kind: Kind) -> Rule:
    for wish in (Rule(draft["rule"]) if draft["rule"] else None, preset.rule):
        if wish in RULES_OF[kind]:
            return wish
    return RULES_OF[kind][0]


def extras_of(draft: PollDraft, preset: Preset, kind: Kind) -> frozenset[str]:
    """The yes-floor comes with its preset until somebody has chosen otherwise; "-" says that nothing was
    chosen."""
    if draft["extras"]:
        chosen = frozenset(draft["extras"].split(",")) & frozenset(EXTRAS)
    else:
        chosen = frozenset({"floor"} if preset.floor is not None else ())
    fits = kind in {Kind.MOTION, Kind.CHOICE, Kind.APPROVAL, Kind.RANKED}
    return chosen if fits else chosen - {"floor"}


def deadline(draft: PollDraft, preset: Preset, *, now: datetime, zone: ZoneInfo) -> datetime | AskBack:
    """A day without a time runs until its end; without any deadline it is the preset's number of hours."""
    text = draft["deadline"].strip()
    if not text:
        return _at_a_quarter(now + timedelta(hours=preset.hours))
    if draft.settled is not None and draft.settled[0] == draft["deadline"]:
        return draft.settled[1]
    read = read_when(_said(text), now=now, zone=zone)
    return read if isinstance(read, AskBack) else as_deadline(read, zone)


def _at_a_quarter(moment: datetime) -> datetime:
    """The next quarter of an hour: easier to say, and the preview shows what will be posted."""
    return (
        datetime.min.replace(tzinfo=UTC)
        + -(-(moment - datetime.min.replace(tzinfo=UTC)) // _QUARTER) * _QUARTER
    )


def as_deadline(read: When, zone: ZoneInfo) -> datetime:
    """Of a span its beginning."""
    if isinstance(read.start, datetime):
        return read.start
    return datetime.combine(read.start, _END_OF_DAY, tzinfo=zone)


def _said(text: str) -> str:
    """ "3 dagen" is how long it runs, and so is "24 uur", which on an agenda would be midnight."""
    words = text.casefold().split()
    lengths = {"dag", "dagen", "day", "days", "uur", "uren", "hour", "hours", "week", "weken", "weeks"}
    if len(words) == 2 and words[0].isdecimal() and words[1] in lengths:
        return f"over {text}"
    return text


def _review(text: str, *, now: datetime, zone: ZoneInfo) -> date | None:
    if not text.strip():
        return None
    read = read_when(_said(text), now=now, zone=zone)
    start = read.choices[0].when.start if isinstance(read, AskBack) else read.start
    return start.date() if isinstance(start, datetime) else start


def _amended(text: str) -> int | None:
    if not text.strip():
        return None
    number = number_in(text)
    if number is None:
        raise Refusal("“{typed}” is no number of a decision. Type it like B-7.", typed=text[:40])
    return number
