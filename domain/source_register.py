"""The sources that a community has read for it, and what is kept of each reading."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.drafts import MOST
from domain.events import Details, Happening, changed_fields
from domain.refusal import Refusal
from domain.sources import SourceEvent, SourcePlace
from domain.texts import cleaned, one_line, shortened, web_link
from domain.venues import Venue, recognise


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A site that is read. `problem` is why the last read failed, empty when it went well."""

    id: int = 0
    community: int
    url: str
    name: str
    kind: str = "auto"
    themes: tuple[str, ...]
    interval_minutes: int = 360
    added_by: int
    active: bool = True
    etag: str | None = None
    last_modified: str | None = None
    last_good: datetime | None = None
    last_count: int = 0
    failures: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    external_id: str
    event: int
    content_hash: str


def details_of(
    event: SourceEvent, *, zone: ZoneInfo, themes: tuple[str, ...], venues: list[Venue]
) -> tuple[Details, Happening]:
    """What the source shows, as an event of ours. Nothing is too long for a card or a form afterwards."""
    starts = _instant(event.start, zone)
    ends = _instant(event.end, zone) if event.end is not None else None
    if event.all_day and ends is None:
        ends = starts + timedelta(days=1)
    place = _place(event.location)
    venue = recognise(place, venues) if place else None
    if venue is None and event.location.name:
        venue = recognise(event.location.name, venues)
    return (
        Details(
            title=shortened(one_line(event.title), MOST["title"]),
            starts=starts,
            ends=ends if ends is not None and ends > starts else None,
            time_known=isinstance(event.start, datetime),
            place=venue.label if venue else shortened(place, MOST["where"]),
            venue_id=venue.id if venue else None,
            themes=themes,
            description=shortened(cleaned(event.description or ""), MOST["description"]),
            price=shortened(one_line(event.price or ""), MOST["price"]),
            link=_web(event.url),
            image=_web(event.image),
        ),
        Happening(event.status.value),
    )


def brought_up_to_date(known: Details, shown: Details, touched: frozenset[str]) -> Details:
    """`known` with what the source shows now, but for what a person has set."""
    changes = {
        name: getattr(shown, name)
        for name in changed_fields(known, shown)
        if name not in touched and name != "poster" and not (name == "venue_id" and "place" in touched)
    }
    return replace(known, **changes)


def _place(location: SourcePlace) -> str:
    parts: list[str] = []
    for part in (location.name, location.address, location.city):
        text = one_line(part or "")
        if text and not any(text.casefold() in known.casefold() for known in parts):
            parts.append(text)
    return ", ".join(parts)


def _web(address: str | None) -> str:
    """An address that a card can link to; nothing where the source shows none."""
    try:
        return web_link(address) if address else ""
    except Refusal:
        return ""


def _instant(moment: date | datetime, zone: ZoneInfo) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), tzinfo=zone)
