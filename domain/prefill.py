"""A draft filled in from what somebody points at: a page about an event, a message, a forwarded text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.drafts import MOST, Settled, as_instants, as_typed
from domain.events import Details
from domain.sources import About
from domain.texts import cleaned, link_or_nothing, one_line, shortened
from domain.venues import Venue, mentioned
from domain.when import When
from domain.when.pages import read_page_date

_LINK: Final = re.compile(r"https?://[^\s<>()\[\]\"']+[^\s<>()\[\]\"'.,;:!?]", re.IGNORECASE)
_DISCORD: Final = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)-?\d+(?::\w)?>|@(?:everyone|here)\b")
_NOTHING: Final = re.compile(r"[\s!-/:-@\[-`{-~]*")
"""What is left of a line that held nothing but a link."""

_MARKS: Final = re.compile(r"[*_~`|]{1,3}|^[#>\s-]+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """What a draft begins with: `typed` as in `domain.drafts.MOST`, `settled` what its times mean."""

    typed: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    image: str = ""
    settled: Settled | None = None


def links_in(text: str) -> list[str]:
    """The web addresses in a text, each once."""
    return list(dict.fromkeys(match[0] for match in _LINK.finditer(text)))


def of_details(details: Details, zone: ZoneInfo, *, link: str) -> Prefill:
    """From an event that was read; `link` is where it was, for one that names no page of its own."""
    typed, settled = as_typed(details, zone)
    typed = {
        name: text for name, text in {**typed, "link": details.link or link_or_nothing(link)}.items() if text
    }
    return Prefill(typed=typed, themes=details.themes, image=details.image, settled=settled)


def of_page(about: About | None, *, link: str) -> Prefill:
    """From what a page says about itself when there is no event to be read in it."""
    if about is None:
        return Prefill(typed={"link": link_or_nothing(link)})
    typed = {
        "title": shortened(one_line(about.title), MOST["title"]),
        "description": shortened(cleaned(about.description), MOST["description"]),
        "link": link_or_nothing(about.address or link),
    }
    return Prefill(
        typed={name: text for name, text in typed.items() if text}, image=link_or_nothing(about.image)
    )


def of_words(text: str, *, now: datetime, zone: ZoneInfo, venues: Iterable[Venue]) -> Prefill:
    """From a message: its first line is the title, the first line with a date says when, a venue that it
    names is where."""
    plain = _MARKS.sub("", _DISCORD.sub("", cleaned(text)))
    lines = [one_line(_LINK.sub("", line)) for line in plain.splitlines()]
    lines = [line for line in lines if not _NOTHING.fullmatch(line)]
    typed = {
        "title": shortened(lines[0], MOST["title"]) if lines else "",
        "description": shortened("\n".join(lines), MOST["description"]) if len(lines) > 1 else "",
        "link": next((link for link in map(link_or_nothing, links_in(text)) if link), ""),
    }
    venue = mentioned(" ".join(lines), venues)
    typed["where"] = venue.label if venue is not None else ""
    settled = None
    when = _when(lines, now, zone)
    if when is not None:
        starts, ends, time_known = as_instants(when, zone)
        details = Details(title=typed["title"], starts=starts, ends=ends, time_known=time_known)
        said, settled = as_typed(details, zone)
        typed.update(when=said["when"], end=said["end"])
    return Prefill(typed={name: text for name, text in typed.items() if text}, settled=settled)


def together(first: Prefill, second: Prefill) -> Prefill:
    """The first, and from the second what the first leaves open."""
    typed = {**second.typed, **first.typed}
    settled = first.settled if "when" in first.typed else second.settled
    if "when" in first.typed and "end" not in first.typed:
        typed.pop("end", None)
    return Prefill(
        typed=typed,
        themes=first.themes or second.themes,
        image=first.image or second.image,
        settled=settled,
    )


def _when(lines: Iterable[str], now: datetime, zone: ZoneInfo) -> When | None:
    """The first line that says when, one with a time before one without."""
    today = now.astimezone(zone).date()
    found = [
        when
        for line in lines
        if (when := read_page_date(line, today=today, zone=zone, past_ok=False)) is not None
    ]
    return next((when for when in found if isinstance(when.start, datetime)), found[0] if found else None)
