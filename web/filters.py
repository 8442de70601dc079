"""What a reader of a feed or of the API asks for: read from the parameters, and found among the events."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from domain.agenda import Listed, Query, midnight, wanted
from domain.events import Happening, Language
from domain.venues import folded
from services.agenda import Snapshot
from web.pieces import Pieces

K = TypeVar("K", bound=StrEnum)

FEED_PARAMETERS: Final = ("theme", "venue", "language", "english_friendly", "q")

_MOMENT: Final = re.compile(
    r"(\d{4})-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+ -]\d\d:\d\d)?)?", re.ASCII
)
_YES: Final = {"true": True, "1": True, "yes": True, "ja": True, "false": False, "0": False, "no": False}
_EARLIEST, _LATEST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class BadParameter(Exception):  # noqa: N818 - reads as what it is
    """What was asked cannot be; one sentence says what can."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Filter:
    """`query` and what only programs ask: one language, what became of it, what changed since."""

    query: Query = field(default_factory=Query)
    language: Language | None = None
    statuses: frozenset[Happening] = frozenset()
    updated_since: datetime | None = None

    @property
    def is_everything(self) -> bool:
        return self == Filter()


class Finder:
    """Finds events; what each one tells is folded once for all searches."""

    def __init__(self) -> None:
        self._told: Pieces[str] = Pieces(1)

    def find(self, snapshot: Snapshot, asked: Filter) -> Sequence[Listed]:
        """In the order of the snapshot: soonest first."""
        query = replace(asked.query, words="")
        found = [
            one
            for one in snapshot.listed
            if wanted(one, query)
            and (asked.language is None or one.event.details.language is asked.language)
            and (not asked.statuses or one.event.happening in asked.statuses)
            and (asked.updated_since is None or one.event.updated_at >= asked.updated_since)
        ]
        words = [f" {word}" for word in folded(asked.query.words).split()]
        if not words:
            return found
        told = self._told.of("told", found, _told)
        return [one for one, text in zip(found, told, strict=True) if all(word in text for word in words)]


def _told(listed: Listed) -> str:
    details = listed.event.details
    told = (details.title, details.place, listed.venue, details.description, details.price)
    return " " + folded.__wrapped__(" ".join(told))


def read(given: Mapping[str, str], snapshot: Snapshot) -> Filter:
    """Raises `BadParameter`."""
    zone = snapshot.community.zone
    query = Query(
        themes=frozenset(_themes(given["theme"], snapshot)) if "theme" in given else frozenset(),
        venue=number("venue", given["venue"], least=1, most=10**15) if "venue" in given else None,
        english_friendly=_yes("english_friendly", given.get("english_friendly", "no")),
        words=given.get("q", ""),
        since=moment("from", given["from"], zone) if "from" in given else None,
        until=moment("until", given["until"], zone, whole_day=True) if "until" in given else None,
    )
    return Filter(
        query,
        language=_one_of("language", given["language"], Language) if "language" in given else None,
        statuses=frozenset(_one_of("status", one, Happening) for one in given["status"].split(","))
        if "status" in given
        else frozenset(),
        updated_since=moment("updated_since", given["updated_since"], zone)
        if "updated_since" in given
        else None,
    )


def number(name: str, text: str, *, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,16}", text, re.ASCII) or not least <= int(text) <= most:
        raise BadParameter(name, f"{name} is a whole number from {least} to {most}.")
    return int(text)


def moment(name: str, text: str, zone: ZoneInfo, *, whole_day: bool = False) -> datetime:
    """A day (2026-03-13) is its local midnight, with `whole_day` the next one; a time without a zone is
    local."""
    wrong = BadParameter(name, f"{name} is a day like 2026-03-13 or a moment like 2026-03-13T20:00:00+01:00.")
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise wrong
    if not _EARLIEST.year < int(found[1]) < _LATEST.year:
        return _EARLIEST if int(found[1]) <= _EARLIEST.year else _LATEST
    try:
        if len(text) == 10:
            return midnight(date.fromisoformat(text) + timedelta(days=whole_day), zone)
        # a plus sign that nobody encoded arrives as a space, and a leap second is no second of Python's
        plus = re.sub(r" (\d\d:\d\d)$", r"+\1", text.upper()).replace(":60", ":59")
        read_as = datetime.fromisoformat(plus)
    except ValueError as problem:
        raise wrong from problem
    return read_as if read_as.tzinfo is not None else read_as.replace(tzinfo=zone)


def _themes(text: str, snapshot: Snapshot) -> list[str]:
    known = {theme.key for theme in snapshot.themes}
    themes = [theme.strip() for theme in text.split(",")]
    if not known.issuperset(themes):
        raise BadParameter("theme", f"theme is one or more of: {', '.join(sorted(known))}.")
    return themes


def _yes(name: str, text: str) -> bool:
    if text.lower() not in _YES:
        raise BadParameter(name, f"{name} is true or false.")
    return _YES[text.lower()]


def _one_of(name: str, text: str, kinds: type[K]) -> K:
    try:
        return kinds(text.strip())
    except ValueError as problem:
        raise BadParameter(name, f"{name} is one of: {', '.join(kinds)}.") from problem
