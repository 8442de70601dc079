"""A question that is not asked yet: what somebody typed, kept as they typed it until they send it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.when import AskBack, When, read_when

MOST_BY: Final = 100
"""What the field for the day holds."""
_BEFORE: Final = re.compile(
    r"^(?:uiterlijk|graag|het liefst|liefst|voor|vóór|op|by|before|until|on)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`text`, `for_whom` and `by_text` stand as they were typed, also where they cannot stay so. `sector` is
    what the asker chose themselves, empty where our proposal stands. `about` is an article that they read or
    followed, `context` what they did already. `looked_up` is the text that the knowledge base was asked, as
    its question `kb_question`; `done` says that what it knew was enough. `sent` is the desk's question that
    came of it.
    """

    id: int = 0
    community: int
    person: int
    text: str = ""
    for_whom: str = ""
    by_text: str = ""
    public: bool = False
    locale: str
    channel: int = 0
    sector: str = ""
    about: str = ""
    context: str = ""
    kb_question: int | None = None
    looked_up: str = ""
    done: bool = False
    sent: int | None = None
    updated_at: datetime


def day_wanted(typed: str, *, now: datetime, zone: ZoneInfo) -> date | None:
    """The day by which somebody needs to know, as people write it ("vrijdag", "before 13 March"); None for
    nothing. Raises `Refusal` for what is no day, or one of several."""
    text = " ".join(typed.split())
    while (shorter := _BEFORE.sub("", text)) != text:
        text = shorter
    if not text:
        return None
    found = read_when(text, now=now, zone=zone)
    meanings = [choice.when for choice in found.choices] if isinstance(found, AskBack) else [found]
    days = {_day(one) for one in meanings}
    if len(days) > 1:
        raise Refusal("“{when}” can be more than one day. Write the date, such as 13 March.", when=text[:60])
    return days.pop()


def _day(when: When) -> date:
    return when.start.date() if isinstance(when.start, datetime) else when.start
