"""The open API: everything public as JSON, for whoever wants to build on it.

web/api_description.py says what there is and what it means; the routes are made of that same table, so that
the document cannot promise what is not there.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import orjson

from domain.agenda import Listed, first_day, is_english_friendly, last_day
from web import filters, telling
from web.api_description import CURSOR, OPERATIONS, document
from web.filters import BadParameter, Finder
from web.pieces import Pieces
from web.problems import problem
from web.site import Site
from web.view import Made, View

JSON: Final = "application/json"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

MOST: Final = 100
"""Events on a page, and so many when it is not said."""


class Api:
    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._written: Pieces[bytes] = Pieces()

    def add_to(self, site: Site) -> None:
        makes = {
            "listEvents": self.events,
            "getEvent": self.event,
            "listThemes": self.themes,
            "listVenues": self.venues,
            "getDescription": self.description,
        }
        for operation in OPERATIONS:
            site.api(
                operation.name,
                operation.path,
                makes[operation.name],
                query=[parameter.name for parameter in operation.query],
            )

    def events(self, view: View) -> Made:
        try:
            asked = filters.read(view.query, view.snapshot)
            limit = filters.number("limit", view.query.get("limit", str(MOST)), least=1, most=MOST)
            after = _read_cursor(view.query["cursor"]) if "cursor" in view.query else None
        except BadParameter as bad:
            return problem(400, bad.sentence, parameter=bad.name)
        begins = asked.query.since
        if begins is None:
            asked = replace(asked, query=replace(asked.query, since=view.now))
        found = self._finder.find(view.snapshot, asked)
        first = 0
        if after is not None:
            first = next((n for n, one in enumerate(found) if _place(one) > after), len(found))
        page = found[first : first + limit]
        more = len(found) > first + limit
        head = {
            "total": len(found),
            "next": view.absolute(
                view.addresses.path(view.name, "", {**view.query, "cursor": _cursor(page[-1])})
            )
            if more
            else None,
            "next_cursor": _cursor(page[-1]) if more else None,
        }
        body = b"".join(
            (orjson.dumps(head)[:-1], b',"events":[', b",".join(self._events(view, page)), b"]}\n")
        )
        return Made(body, JSON, fresh_until=None if begins is not None else _first_end(found, view.now))

    def event(self, view: View) -> Made:
        text = view.params["event"]
        number = int(text) if re.fullmatch(r"[1-9][0-9]{0,14}", text, re.ASCII) else None
        listed = view.event(number) if number is not None else None
        if listed is None or number is None:
            return problem(404, "There is no such event.")
        if listed.event.id != number:
            return Made.moved(view.url(view.name, event=listed.event.id))
        return Made(self._events(view, [listed])[0] + b"\n", JSON)

    def themes(self, view: View) -> Made:
        themes = [
            {
                "key": theme.key,
                "names": {"nl": theme.nl, "en": theme.en},
                "emoji": theme.emoji,
                "topics": [{"nl": nl, "en": en} for nl, en in theme.topics],
                **_feeds(view, "theme", theme=theme.key),
            }
            for theme in view.snapshot.themes
        ]
        return Made(orjson.dumps({"themes": themes}) + b"\n", JSON)

    def venues(self, view: View) -> Made:
        venues = [
            {
                "id": venue.id,
                "name": venue.name,
                "address": venue.address or None,
                "city": venue.city or None,
                **_feeds(view, "venue", venue=venue.id),
            }
            for venue in view.snapshot.venues
        ]
        return Made(orjson.dumps({"venues": venues}) + b"\n", JSON)

    def description(self, view: View) -> Made:
        return Made(orjson.dumps(document(view), option=orjson.OPT_INDENT_2) + b"\n", JSON)

    def _events(self, view: View, listed: Sequence[Listed]) -> list[bytes]:
        snapshot = view.snapshot
        kind = (view.locale, snapshot.community.zone_name, view.addresses.site, snapshot.venues)
        return self._written.of(kind, listed, lambda one: orjson.dumps(as_json(view, one)))


def as_json(view: View, one: Listed) -> dict[str, Any]:
    """What anybody may know of an event; who entered it is nobody's business."""
    event, details, zone = one.event, one.event.details, view.snapshot.community.zone
    venue = view.venue(details.venue_id) if details.venue_id is not None else None
    starts = details.starts.astimezone(zone)
    ends = details.ends.astimezone(zone) if details.ends is not None else None
    return {
        "id": event.id,
        "url": view.absolute(telling.event_path(view, one)),
        "calendar_url": view.absolute(telling.event_path(view, one, "event.ics")),
        "title": details.title,
        "status": event.happening.value,
        "starts": starts.isoformat(),
        "ends": ends.isoformat() if ends is not None else None,
        "first_day": first_day(event, zone).isoformat(),
        "last_day": last_day(event, zone).isoformat(),
        "time_known": details.time_known,
        "place": details.place or (venue.name if venue is not None else None) or None,
        "venue": {
            "id": venue.id,
            "name": venue.name,
            "address": venue.address or None,
            "city": venue.city or None,
        }
        if venue is not None
        else None,
        "themes": list(details.themes),
        "description": details.description or None,
        "price": details.price or None,
        "link": telling.uri(details.link) or None,
        "language": details.language.value if details.language is not None else None,
        "english_friendly": is_english_friendly(event),
        "accessibility": details.accessibility or None,
        "image": telling.uri(details.image) or None,
        "sources": [{"name": name, "url": telling.uri(address) or None} for name, address in one.sources],
        "sequence": event.sequence,
        "created_at": _instant(event.created_at),
        "updated_at": _instant(event.updated_at),
    }


def _feeds(view: View, name: str, **part: str | int) -> dict[str, str]:
    def where(name: str) -> str:
        return view.absolute(view.addresses.path(name, view.locale, part))

    return {"url": where(name), "calendar_url": where(f"{name}.ics"), "feed_url": where(f"{name}.atom")}


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _place(one: Listed) -> tuple[datetime, int]:
    """Where it stands in the list: what is added or removed elsewhere does not move it."""
    return one.event.details.starts, one.event.id


def _cursor(one: Listed) -> str:
    starts, number = _place(one)
    return f"{max(0, (starts - _EPOCH) // timedelta(microseconds=1))}.{number}"


def _read_cursor(text: str) -> tuple[datetime, int]:
    if not re.fullmatch(CURSOR, text, re.ASCII):
        raise BadParameter("cursor", "cursor is the next_cursor of the page before; begin without one.")
    starts, _, number = text.partition(".")
    return _EPOCH + timedelta(microseconds=int(starts)), int(number)


def _first_end(listed: Sequence[Listed], now: datetime) -> datetime | None:
    """When the first of them is over, and so leaves the list of what is coming."""
    ends = (one.event.details.ends or one.event.details.starts for one in listed)
    return min((end for end in ends if end > now), default=None)
