"""A day on which something happened, as people type it: what `read_when` reads, and the past as well."""

import re
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.when.answers import AskBack
from domain.when.strict import read_when

_WEEKDAYS: Final = (
    r"ma(?:andag)?|mon(?:day)?|di(?:nsdag)?|tue(?:s|sday)?|wo(?:ensdag)?|wed(?:nesday)?|"
    r"do(?:nderdag)?|thu(?:rs|rsday)?|vr(?:ijdag)?|fri(?:day)?|za(?:terdag)?|sat(?:urday)?|zo(?:ndag)?|sun(?:day)?"
)
_NUMBER_OF: Final = {
    "ma": 0, "mo": 0, "di": 1, "tu": 1, "wo": 2, "we": 2, "do": 3, "th": 3,
    "vr": 4, "fr": 4, "za": 5, "sa": 5, "zo": 6, "su": 6,
}  # fmt: skip
_WEEKDAY: Final = re.compile(rf"(?:(?:afgelopen|vorige|last|past|op|on)\s+)*({_WEEKDAYS})\.?")
_DAYS_AWAY: Final = {
    "vandaag": 0, "today": 0, "nu": 0, "now": 0, "gisteren": 1, "yesterday": 1, "eergisteren": 2,
    "the day before yesterday": 2,
}  # fmt: skip
_AGO: Final = re.compile(
    r"(\d{1,3}|een|a|one)\s+(dag|dagen|days?|week|weken|weeks|maand|maanden|months?)\s+(?:geleden|ago)"
)
_LENGTH: Final = {"d": 1, "w": 7, "m": 30}
_STEP: Final = timedelta(days=182)
"""Half a year: read from then on, each day of the year before lies ahead."""
_STEPS: Final = 60


def read_past_day(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """The day that is meant: without a year the one that is nearest, a bare weekday the last one. A day to
    come is read, too (a hearing that is planned). Refuses what it cannot read or what means several days.
    """
    today = now.astimezone(zone).date()
    words = " ".join(text.casefold().split())
    if not words or words in _DAYS_AWAY:
        return today - timedelta(days=_DAYS_AWAY.get(words, 0))
    if match := _WEEKDAY.fullmatch(words):
        return today - timedelta(days=(today.weekday() - _NUMBER_OF[match[1][:2]]) % 7)
    if match := _AGO.fullmatch(words):
        number = int(match[1]) if match[1].isdigit() else 1
        return today - timedelta(days=number * _LENGTH[match[2][0]])
    found: list[date] = []
    why: Refusal | None = None
    for steps in range(_STEPS):
        try:
            read = read_when(text, now=now - steps * _STEP, zone=zone)
        except Refusal as refusal:
            why = why or refusal
        else:
            if isinstance(read, AskBack):
                raise Refusal(
                    "“{text}” can mean more than one day. Write it like 1 April 2027.", text=text[:60]
                )
            start = read.start
            found.append(start.astimezone(zone).date() if isinstance(start, datetime) else start)
        if found and steps >= 2:
            return min(found, key=lambda day: (abs(day - today), day > today))
    raise Refusal(
        "I cannot read “{text}” as a day. Write it like 13 March or 13-3-2026.", text=text[:60]
    ) from why
