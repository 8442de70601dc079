"""Presets: terms that a community uses often, chosen in one go when a decision is started."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.decisions.kinds import Kind, Openness, Rule
from domain.decisions.terms import FEWEST_OPTIONS, Proposal, drawn_up
from domain.decisions.thresholds import HALF, MONEY_FLOOR, Fraction
from domain.decisions.times import LONGEST
from domain.refusal import Refusal

MOST_PRESETS: Final = 20
USUAL_HOURS: Final = 72

_LASTS: Final = re.compile(
    r"(?P<n>[0-9]{1,4})\s*(?P<unit>u|uur|uren|h|hours?|d|dag|dagen|days?|w|week|weken|weeks)?\.?"
)
_HOURS: Final = {"d": 24, "w": 7 * 24}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Answers that are filled in beforehand: `hours` until the close, and the terms that differ."""

    key: str
    nl: str
    en: str
    hours: int
    kind: Kind = Kind.MOTION
    rule: Rule | None = None
    quorum: Fraction = HALF
    floor: Fraction | None = None
    openness: Openness = Openness.OPEN


PRESETS: Final = (
    Preset(key="gewoon", nl="Gewoon", en="Ordinary", hours=72),
    Preset(key="spoed", nl="Spoed", en="Urgent", hours=24),
    Preset(key="geld", nl="Geld", en="Money", hours=72, rule=Rule.TWO_THIRDS, floor=MONEY_FLOOR),
    Preset(key="consent", nl="Consent", en="Consent", hours=72, kind=Kind.CONSENT),
    Preset(key="advies", nl="Adviesronde", en="Advice round", hours=72, kind=Kind.ADVICE),
)
"""What a community starts with; one of its own with the same key replaces it."""


def read_hours(typed: str) -> int:
    """24 for “24”, “24 uur” and “1 day”; left empty it is three days."""
    text = " ".join(typed.casefold().split())
    if not text:
        return USUAL_HOURS
    match = _LASTS.fullmatch(text)
    if match is None:
        raise Refusal(
            "“{typed}” is no length of time that I can read. Type it like: 24 hours, or: 3 days.",
            typed=typed[:40],
        )
    return int(match["n"]) * _HOURS.get((match["unit"] or "")[:1], 1)


def must_be_startable(preset: Preset, *, now: datetime) -> None:
    """Refuses what no decision could be started with, by the rules for starting one."""
    if not 1 <= preset.hours <= LONGEST.days * 24:
        raise Refusal("A decision runs for one hour at the least and 90 days at most.")
    drawn_up(
        Proposal(
            title=preset.nl,
            sector="",
            closes=now + timedelta(hours=preset.hours),
            owner=0,
            kind=preset.kind,
            options=tuple(map(str, range(FEWEST_OPTIONS))) if preset.kind.has_options else (),
            rule=preset.rule,
            quorum=preset.quorum,
            floor=preset.floor,
            openness=preset.openness,
        ),
        now=now,
    )
