"""What a page is made of, and what it is: pure functions `View -> Made` are all that pages, feeds and the API
consist of. The cache, the headers and the languages are web/ready.py's."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from urllib.parse import quote, urlencode

from bot.i18n import Say
from domain.agenda import Listed
from domain.themes import Theme
from domain.venues import Venue
from services.agenda import Snapshot
from web.present import Edition

HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Made:
    """An answer. `fresh_until`: when time alone makes it untrue (an event is over); the next local midnight
    counts always. `location` for a redirect: a path of ours. `headers` beside those that everything has."""

    body: bytes | str
    content_type: str = HTML
    fresh_until: datetime | None = None
    status: int = 200
    location: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def moved(cls, path: str, *, for_good: bool = True) -> "Made":
        """Go there instead: for good when the address is another name of the same."""
        return cls("", status=308 if for_good else 302, location=path)


class Addresses(Protocol):
    """Where everything stands; `site` is the address from outside, without a slash at its end."""

    site: str

    def path(self, name: str, locale: str, parts: Mapping[str, object]) -> str: ...

    def asset_address(self, name: str) -> str: ...


class NotInSnapshot(Exception):  # noqa: N818 - an errand for who made the view
    """The event is not in the snapshot: it has to be looked up first."""

    def __init__(self, event_id: int) -> None:
        super().__init__(event_id)
        self.event_id = event_id


@dataclass(frozen=True, slots=True)
class View:
    """All that a page may depend on.

    `now` is aware. `params` are the named parts of the path, `query` the known parameters that were given, in
    the order of their names. `path` is the canonical address of this very page, with its query.
    """

    edition: Edition
    now: datetime
    say: Say
    name: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    addresses: Addresses

    @property
    def snapshot(self) -> Snapshot:
        return self.edition.snapshot

    @property
    def locale(self) -> str:
        return self.say.locale

    def url(self, name: str, /, *, locale: str = "", **parts: str | int) -> str:
        """The path of a page, in the reader's language or another: `view.url("theme", theme="music")`. What
        the pattern does not name becomes the query; empty values are left out."""
        return self.addresses.path(name, locale or self.locale, parts)

    def here(self, locale: str) -> str:
        """This page in another language."""
        return self.addresses.path(self.name, locale, {**self.params, **self.query})

    def absolute(self, path: str) -> str:
        """A path as people elsewhere need it."""
        return self.addresses.site + path

    def asset(self, name: str) -> str:
        """Where a style sheet, script or picture of ours stands; it may be kept for ever."""
        return self.addresses.asset_address(name)

    def event(self, number: int) -> Listed | None:
        """The public event, however long ago; one that was taken into another is that other one (whose id
        differs: `Made.moved` there). None when there is none."""
        if (one := self.edition.by_id.get(number)) is not None:
            return one
        if number in self.edition.older:
            return self.edition.older[number]
        raise NotInSnapshot(number)

    def theme(self, key: str) -> Theme | None:
        return next((theme for theme in self.snapshot.themes if theme.key == key), None)

    def venue(self, number: int) -> Venue | None:
        return next((venue for venue in self.snapshot.venues if venue.id == number), None)


def number_in(part: str) -> int | None:
    """12 for "12" and "12-noise-night": the words are for people, the number is what counts."""
    found = re.fullmatch(r"([1-9][0-9]{0,14})(?:-.*)?", part, re.ASCII | re.DOTALL)
    return int(found[1]) if found else None


def slug(number: int, words: str) -> str:
    """12-noise-night."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join([str(number), *re.findall(r"[a-z0-9]+", plain)])[:60].rstrip("-")


def filled(pattern: str, parts: Mapping[str, object]) -> str:
    """The path of a pattern like /nl/thema/{theme}; what it does not name becomes the query."""
    named = set(re.findall(r"\{(\w+)\}", pattern))
    path = pattern
    for name in named:
        path = path.replace(f"{{{name}}}", quote(str(parts[name]), safe=""))
    rest: Sequence[tuple[str, str]] = sorted(
        (name, str(value)) for name, value in parts.items() if name not in named and str(value)
    )
    return f"{path}?{urlencode(rest)}" if rest else path
