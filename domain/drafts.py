"""Drafts: what somebody typed, kept as they typed it, and what we make of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.events import Details, Event, Language
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, web_link, within, without_pings
from domain.themes import Theme, chosen
from domain.venues import Venue, recognise
from domain.when import AskBack, When, read_end, read_when
from domain.when.answers import Message

MOST: Final = {
    "title": 100,
    "when": 200,
    "where": 100,
    "end": 100,
    "description": 2000,
    "price": 100,
    "link": 500,
    "accessibility": 300,
}
"""The typed fields, and how many characters each holds."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What `when` and `end` meant when they were typed: "vanavond" must not wander to the next evening."""

    when_text: str
    end_text: str
    starts: datetime
    ends: datetime | None
    time_known: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """What an event said when it was opened for changing. What still says so was not changed by the person,
    and follows whatever others make of it meanwhile."""

    typed: Mapping[str, str]
    themes: tuple[str, ...]
    language: Language | None
    poster: int | None
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`typed` holds the texts of `MOST` exactly as typed. `event_id` is set when it changes an event that
    exists; `sent_event` once it was sent, so that sending it twice makes one event; `untouched` while it
    holds nothing that would be lost (a form that was opened and closed again)."""

    id: int
    community: int
    person: int
    typed: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    language: Language | None = None
    poster: int | None = None
    image: str = ""
    settled: Settled | None = None
    opened: Opened | None = None
    event_id: int | None = None
    sent_event: int | None = None
    untouched: bool = False
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Understood:
    """The draft as an event would show it, and the venue that was recognised in what was typed."""

    details: Details
    settled: Settled
    venue: Venue | None


def settled_by(choice: When, typed: Mapping[str, str], zone: ZoneInfo) -> Settled:
    """What somebody can pick when they are asked back."""
    starts, ends, time_known = as_instants(choice, zone)
    return settled_as(typed, starts, ends, time_known=time_known)


def settled_as(
    typed: Mapping[str, str], starts: datetime, ends: datetime | None, *, time_known: bool
) -> Settled:
    """These moments are what the typed texts mean."""
    return Settled(typed.get("when", ""), typed.get("end", ""), starts, ends, time_known)


def understand(
    draft: Draft, *, now: datetime, zone: ZoneInfo, venues: Iterable[Venue], themes: tuple[Theme, ...]
) -> Understood | AskBack:
    """Read everything that was typed. Raises `Refusal` for the first thing that cannot stand."""
    title = one_line(draft.typed.get("title", ""))
    if not title:
        raise Refusal("The event has no title yet. What is it called?")
    without_pings(within(title, MOST["title"], Message("The title")))
    settled = _settle(draft, now=now, zone=zone)
    if isinstance(settled, AskBack):
        return settled
    place = without_pings(within(one_line(draft.typed.get("where", "")), MOST["where"], Message("The place")))
    venue = recognise(place, venues) if place else None
    link = draft.typed.get("link", "").strip()
    details = Details(
        title=title,
        starts=settled.starts,
        ends=settled.ends,
        time_known=settled.time_known,
        place=venue.label if venue else place,
        venue_id=venue.id if venue else None,
        themes=chosen(draft.themes, themes),
        description=within(
            cleaned(draft.typed.get("description", "")), MOST["description"], Message("The description")
        ),
        price=within(one_line(draft.typed.get("price", "")), MOST["price"], Message("The price")),
        link=web_link(link) if link else "",
        language=draft.language,
        accessibility=within(
            one_line(draft.typed.get("accessibility", "")),
            MOST["accessibility"],
            Message("The accessibility note"),
        ),
        poster=draft.poster,
        image=draft.image,
    )
    if not details.themes:
        raise Refusal("Choose at least one theme; it decides in which channel people will find it.")
    return Understood(details, settled, venue)


def _settle(draft: Draft, *, now: datetime, zone: ZoneInfo) -> Settled | AskBack:
    when_text, end_text = draft.typed.get("when", ""), draft.typed.get("end", "")
    known = draft.settled
    if known and (known.when_text, known.end_text) == (when_text, end_text):
        return known
    if known and known.when_text == when_text:
        starts, ends, time_known = known.starts, None, known.time_known
    else:
        if not when_text.strip():
            raise Refusal("When is it? Type it as you would say it: “Fri 13 March 20:00” or “tomorrow 9pm”.")
        within(when_text, MOST["when"], Message("The time"))
        reading = read_when(when_text, now=now, zone=zone)
        if isinstance(reading, AskBack):
            return reading
        starts, ends, time_known = as_instants(reading, zone)
    if end_text.strip():
        within(end_text, MOST["end"], Message("The end"))
        end = read_end(end_text, start=starts.astimezone(zone), zone=zone)
        if isinstance(end, AskBack):
            return end
        ends = end
    if ends is not None and ends <= starts:
        raise Refusal(
            "It would end ({end}) before it starts ({start}). Check both times.",
            start=starts.astimezone(zone),
            end=ends.astimezone(zone),
        )
    return Settled(when_text, end_text, starts, ends, time_known)


def as_instants(when: When, zone: ZoneInfo) -> tuple[datetime, datetime | None, bool]:
    """A reading as instants; days become their local midnights."""

    def instant(moment: date | datetime) -> datetime:
        return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), tzinfo=zone)

    return (
        instant(when.start),
        None if when.end is None else instant(when.end),
        isinstance(when.start, datetime),
    )


def as_typed(details: Details, zone: ZoneInfo) -> tuple[dict[str, str], Settled]:
    """What somebody would have typed for these details, and what its times mean."""
    start = details.starts.astimezone(zone)
    ends = details.ends.astimezone(zone) if details.ends else None
    when_text = start.strftime("%d-%m-%Y %H:%M" if details.time_known else "%d-%m-%Y")
    end_text = ends.strftime("%d-%m-%Y %H:%M") if ends and details.time_known else ""
    if ends and not details.time_known and (last := (ends - timedelta(days=1)).date()) > start.date():
        when_text += last.strftime(" t/m %d-%m-%Y")
    typed = {
        "title": details.title,
        "when": when_text,
        "where": details.place,
        "end": end_text,
        "description": details.description,
        "price": details.price,
        "link": details.link,
        "accessibility": details.accessibility,
    }
    return typed, Settled(when_text, end_text, details.starts, details.ends, details.time_known)


def draft_of(event: Event, *, draft_id: int, person: int, zone: ZoneInfo, now: datetime) -> Draft:
    """An event opened for changing. The times count as settled, so that leaving them alone keeps them."""
    details = event.details
    typed, settled = as_typed(details, zone)
    return Draft(
        id=draft_id,
        community=event.community,
        person=person,
        typed=typed,
        themes=details.themes,
        language=details.language,
        poster=details.poster,
        image=details.image,
        opened=Opened(typed, details.themes, details.language, details.poster, details.image),
        settled=settled,
        event_id=event.id,
        untouched=True,
        updated_at=now,
    )


def brought_up_to_date(draft: Draft, now_there: Draft) -> Draft:
    """The draft of a change with what others have changed since it was opened. `now_there` is the same event
    opened just now; what the person changed themselves stays theirs."""
    opened = draft.opened
    if opened is None:
        return draft

    def theirs(name: str) -> bool:
        return draft.typed.get(name, "") != opened.typed.get(name, "")

    typed = {name: (draft if theirs(name) else now_there).typed.get(name, "") for name in MOST}
    settled = draft.settled
    meant = settled is not None and (settled.when_text, settled.end_text) == (typed["when"], typed["end"])
    if not meant and typed["when"] == now_there.typed["when"]:
        settled = now_there.settled
    has_poster = (draft.poster, draft.image) != (opened.poster, opened.image)
    return replace(
        draft,
        typed=typed,
        themes=draft.themes if draft.themes != opened.themes else now_there.themes,
        language=draft.language if draft.language is not opened.language else now_there.language,
        poster=draft.poster if has_poster else now_there.poster,
        image=draft.image if has_poster else now_there.image,
        settled=settled,
    )


def with_texts(draft: Draft, typed: Mapping[str, str]) -> Draft:
    """The draft with some fields typed anew. A new `when` forgets what the old one and its end had meant."""
    merged = {**draft.typed, **{name: text for name, text in typed.items() if name in MOST}}
    if merged.get("when") != draft.typed.get("when"):
        return replace(draft, typed=merged, settled=None)
    return replace(draft, typed=merged)


def still_unknown(details: Details) -> tuple[str, ...]:
    """What readers will miss, most wanted first: names of `Details` fields."""
    wanted = ("place", "price", "language", "ends", "description", "poster", "link", "accessibility")
    unknown = [name for name in wanted if not getattr(details, name)]
    whole_days = not details.time_known and details.ends is not None
    if whole_days or details.time_known:
        return tuple(name for name in unknown if not (whole_days and name == "ends"))
    return ("time", *(name for name in unknown if name != "ends"))
