"""What somebody asked the agenda for, small enough to stand in a button: its whole state."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from domain.agenda import Query, midnight
from domain.events import Language
from domain.when.answers import Period

MOST_WORDS: Final = 30
"""Characters that can be looked for: all of a question has to fit in the 100 of a custom_id."""

SIZE: Final = 10
"""Events on a page."""

MOST_PAGE: Final = 999

FRIENDLY: Final = "f"
_LANGUAGES: Final = {"d": Language.DUTCH, "e": Language.ENGLISH, "n": Language.NONE}
_CODES: Final = {language: code for code, language in _LANGUAGES.items()}

PATTERN: Final = (
    r"agenda:show:(?P<page>\d{1,3}):(?P<start>[0-9a-z]{1,5}):(?P<end>[0-9a-z]{1,5}):"
    r"(?P<venue>[0-9a-z]{0,7}):(?P<language>[fden]?):(?P<theme>[a-z0-9_]{0,30}):(?P<words>.{0,30})"
)
_PATTERN: Final = re.compile(PATTERN)

_STILL_SHOWN: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`language` is empty, FRIENDLY or one of the codes of `_LANGUAGES`; `venue` 0 for any."""

    period: Period
    theme: str = ""
    venue: int = 0
    language: str = ""
    words: str = ""
    page: int = 1

    @classmethod
    def of(cls, custom_id: str) -> Self:
        """What `custom_id` gave; raises `ValueError` for anything else."""
        match = _PATTERN.fullmatch(custom_id)
        if match is None:
            raise ValueError(custom_id)
        return cls(
            period=Period(_day(match["start"]), _day(match["end"])),
            theme=match["theme"],
            venue=int(match["venue"] or "0", 36),
            language=match["language"],
            words=match["words"],
            page=max(1, int(match["page"])),
        )

    @property
    def custom_id(self) -> str:
        start, end = _base36(self.period.start.toordinal()), _base36(self.period.end.toordinal())
        venue = _base36(self.venue) if self.venue else ""
        page = min(self.page, MOST_PAGE)
        return f"agenda:show:{page}:{start}:{end}:{venue}:{self.language}:{self.theme}:{self.words}"

    def at(self, page: int) -> Self:
        return replace(self, page=page)

    def query(self, zone: ZoneInfo, now: datetime) -> Query:
        """Of today what is still to come, or began or ended just now; of days that have been, everything."""
        since, until = midnight(self.period.start, zone), midnight(self.period.end, zone)
        if until > now:
            since = max(since, now - _STILL_SHOWN)
        exact = _LANGUAGES.get(self.language)
        return Query(
            since=since,
            until=until,
            themes=frozenset({self.theme} - {""}),
            venue=self.venue or None,
            english_friendly=self.language == FRIENDLY,
            languages=frozenset({exact} if exact else ()),
            words=self.words,
        )


def language_code(value: str) -> str:
    """The code of a language as the command's choice names it."""
    return _CODES[Language(value)] if value in set(Language) else value and FRIENDLY


def _day(code: str) -> date:
    return date.fromordinal(int(code, 36))


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
        if not number:
            return text
