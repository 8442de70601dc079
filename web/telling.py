"""What feeds and the embed tell of an event, in the reader's language."""

from yarl import URL

from bot.i18n import Say
from bot.telling import language_name, status_word, when_words
from domain.agenda import Listed, is_english_friendly
from domain.events import Happening
from domain.venues import Venue
from web.view import View, slug


def event_path(view: View, listed: Listed, name: str = "event") -> str:
    """The page of an event, or its calendar file."""
    event = listed.event
    part = slug(event.id, event.details.title) if name == "event" else str(event.id)
    return view.url(name, event=part)


def whole_place(listed: Listed, venues: dict[int, Venue]) -> str:
    """With street and city, for who has to go there."""
    venue = venues.get(listed.event.details.venue_id or 0)
    if venue is None:
        return listed.place
    details = listed.event.details
    room = details.place if details.place and venue.name not in details.place else ""
    return ", ".join(part for part in (room, venue.label) if part)


def title(listed: Listed, say: Say) -> str:
    """With what became of it before it: nobody must travel to what is cancelled."""
    word = status_word(listed.event, say)
    return f"{word.capitalize()}: {listed.event.details.title}" if word else listed.event.details.title


def facts(listed: Listed, say: Say) -> list[tuple[str, str]]:
    """(what, how it is), as far as it is known; when and where aside."""
    details = listed.event.details
    known = [
        (say("Status"), status_word(listed.event, say)),
        (say("Price"), details.price),
        (say("Language"), language_name(details.language, say) if details.language else ""),
        (say("Accessibility"), details.accessibility),
        (say("Link"), details.link),
    ]
    return [(what, value) for what, value in known if value]


def paragraphs(listed: Listed, say: Say) -> str:
    """The description with the facts below it, as plain text."""
    lines = [f"{what}: {value}" for what, value in facts(listed, say)]
    sources = [f"{name} ({address})" if address else name for name, address in listed.sources]
    if sources:
        lines.append(say("Source: {sources}", sources=", ".join(sources)))
    return "\n\n".join(part for part in (listed.event.details.description, "\n".join(lines)) if part)


def when(listed: Listed, say: Say) -> str:
    return when_words(listed.event.details, say)


def marks(listed: Listed, say: Say) -> list[str]:
    """Short remarks beside a title."""
    found = [status_word(listed.event, say)]
    if is_english_friendly(listed.event) and listed.event.happening is not Happening.CANCELLED:
        found.append(say("English-friendly"))
    return [mark for mark in found if mark]


def uri(address: str) -> str:
    """An address as programs want it, all but ASCII encoded (RFC 3986); empty for what is none."""
    if not address:
        return ""
    try:
        found = URL(address)
    except ValueError:
        return ""
    return str(found) if found.scheme in ("http", "https") and found.host else ""
