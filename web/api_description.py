"""What the API has, in one table: the routes, the parameters and the OpenAPI document all come from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.events import Happening, Language
from web.view import View

VERSION: Final = "1.0.0"
CURSOR: Final = r"^[0-9]{1,17}\.[0-9]{1,16}$"

_DAY_OR_MOMENT: Final[dict[str, Any]] = {
    "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
}


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    about: str
    schema: dict[str, Any]
    example: Any = None


@dataclass(frozen=True, slots=True)
class Operation:
    """`gives` is the name of the schema of a good answer; `parts` are the parts of the path."""

    name: str
    path: str
    about: str
    gives: str
    query: Sequence[Parameter] = ()
    parts: Sequence[Parameter] = ()


EVENT_PARAMETERS: Final = (
    Parameter(
        "theme", "Events under any of these themes, by key.", {"type": "array", "items": {"type": "string"}}
    ),
    Parameter("venue", "Events at this venue.", {"type": "integer", "minimum": 1, "maximum": 10**15}),
    Parameter(
        "language",
        "What one must understand to take part: nl, en, or none.",
        {"type": "string", "enum": [language.value for language in Language]},
    ),
    Parameter("english_friendly", "true: only what is in English or needs no language.", {"type": "boolean"}),
    Parameter(
        "q",
        "Words that all begin a word of the title, place, description or price; accents and case aside.",
        {"type": "string", "minLength": 1, "maxLength": 400, "pattern": r"\S"},
        "noise",
    ),
    Parameter(
        "from",
        "Events that are not over yet then; without it, now. A day begins at local midnight. What was over"
        " more than 30 days ago is not here.",
        _DAY_OR_MOMENT,
        "2026-03-13",
    ),
    Parameter("until", "Events that begin before then; a day is counted in.", _DAY_OR_MOMENT, "2026-03-15"),
    Parameter(
        "status",
        "What became of them; one or more.",
        {
            "type": "array",
            "items": {"type": "string", "enum": [happening.value for happening in Happening]},
            "minItems": 1,
            "uniqueItems": True,
        },
    ),
    Parameter(
        "updated_since",
        "Events that changed since then; for keeping a copy up to date.",
        _DAY_OR_MOMENT,
        "2026-03-09T12:00:00Z",
    ),
    Parameter(
        "limit", "Events on a page.", {"type": "integer", "minimum": 1, "maximum": 100, "default": 100}
    ),
    Parameter(
        "cursor",
        "The next_cursor of the page before. Pages neither repeat nor skip an event when others come or go.",
        {"type": "string", "pattern": CURSOR},
    ),
)

OPERATIONS: Final = (
    Operation(
        "listEvents", "/api/v1/events", "The events, soonest first.", "EventPage", query=EVENT_PARAMETERS
    ),
    Operation(
        "getEvent",
        "/api/v1/events/{event}",
        "One event, however long ago.",
        "Event",
        parts=(
            Parameter("event", "Its number.", {"type": "integer", "minimum": 1, "maximum": 10**15 - 1}, 12),
        ),
    ),
    Operation("listThemes", "/api/v1/themes", "The themes, each with its feeds.", "Themes"),
    Operation("listVenues", "/api/v1/venues", "The venues, each with its feeds.", "Venues"),
    Operation("getDescription", "/api/v1/openapi.json", "This document.", "Description"),
)


def _object(properties: dict[str, Any], about: str = "") -> dict[str, Any]:
    shape: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {**shape, "description": about} if about else shape


def _text(about: str = "", **more: Any) -> dict[str, Any]:
    return {"type": "string", **({"description": about} if about else {}), **more}


def _maybe(about: str = "", **more: Any) -> dict[str, Any]:
    return _text(about, **more) | {"type": ["string", "null"]}


_MOMENT: Final = {"format": "date-time"}
_ADDRESS: Final = {"format": "uri"}
_VENUE: Final = {
    "id": {"type": "integer"},
    "name": _text(),
    "address": _maybe("Street and number, when known."),
    "city": _maybe(),
}
_FEEDS: Final = {
    "url": _text("Its page.", **_ADDRESS),
    "calendar_url": _text("To subscribe to in a calendar (iCalendar).", **_ADDRESS),
    "feed_url": _text("To follow in a reader (Atom).", **_ADDRESS),
}

SCHEMAS: Final[dict[str, Any]] = {
    "Event": _object(
        {
            "id": {"type": "integer", "description": "Stays the same for ever."},
            "url": _text("Its page.", **_ADDRESS),
            "calendar_url": _text("It alone as iCalendar.", **_ADDRESS),
            "title": _text(),
            "status": _text(enum=[happening.value for happening in Happening]),
            "starts": _text("Local midnight when time_known is false.", **_MOMENT),
            "ends": _maybe("When it is over, if that is known.", **_MOMENT),
            "first_day": _text("The local day on which it begins.", format="date"),
            "last_day": _text("A night that is over by six belongs to its evening.", format="date"),
            "time_known": {"type": "boolean", "description": "false: only the days are known."},
            "place": _maybe("As it was told, or the name of the venue."),
            "venue": {"oneOf": [{"$ref": "#/components/schemas/EventVenue"}, {"type": "null"}]},
            "themes": {"type": "array", "items": {"type": "string"}, "description": "Keys of themes."},
            "description": _maybe("Plain text."),
            "price": _maybe("In words, as it was told."),
            "link": _maybe("Where its maker tells more.", **_ADDRESS),
            "language": {
                "type": ["string", "null"],
                "enum": [*(language.value for language in Language), None],
                "description": "What one must understand; none: nothing. null: not known.",
            },
            "english_friendly": {"type": "boolean"},
            "accessibility": _maybe(),
            "image": _maybe("A picture on its maker's site.", **_ADDRESS),
            "sources": {
                "type": "array",
                "items": _object({"name": _text(), "url": _maybe(**_ADDRESS)}),
                "description": "Agendas that list it; name them when you show it.",
            },
            "sequence": {"type": "integer", "description": "Counts the changes (RFC 5545)."},
            "created_at": _text(**_MOMENT),
            "updated_at": _text(**_MOMENT),
        }
    ),
    "EventVenue": _object(_VENUE),
    "EventPage": _object(
        {
            "total": {"type": "integer", "description": "How many there are on all pages."},
            "next": _maybe("The next page.", **_ADDRESS),
            "next_cursor": _maybe("The same for `cursor`; null on the last page."),
            "events": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}},
        }
    ),
    "Themes": _object(
        {
            "themes": {
                "type": "array",
                "items": _object(
                    {
                        "key": _text("Stays the same when the name changes."),
                        "names": _object({"nl": _text(), "en": _text()}),
                        "emoji": _text(),
                        "topics": {"type": "array", "items": _object({"nl": _text(), "en": _text()})},
                        **_FEEDS,
                    }
                ),
            }
        }
    ),
    "Venues": _object({"venues": {"type": "array", "items": _object({**_VENUE, **_FEEDS})}}),
    "Description": {"type": "object"},
    "Problem": {
        "type": "object",
        "properties": {
            "title": _text(),
            "status": {"type": "integer"},
            "detail": _text("One sentence that says what to do instead."),
            "parameter": _text("Which one it is about."),
        },
        "required": ["title", "status", "detail"],
        "description": "RFC 9457.",
    },
}

_PROBLEMS: Final = {
    "400": "A parameter is wrong.",
    "404": "There is no such thing.",
    "405": "The agenda can only be read.",
    "414": "The address is too long.",
    "429": "Too many requests; Retry-After says when to come back.",
    "503": "Busy, or no agenda yet; Retry-After says when to come back.",
}


def document(view: View) -> dict[str, Any]:
    """OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{view.snapshot.community.name or 'De Sektor'}: the agenda",
            "version": VERSION,
            "description": "Everything public in the agenda. No key is needed, any site may ask (CORS). "
            "ETag and Last-Modified are honoured: ask again with If-None-Match and pay nothing. "
            "Times carry their offset in " + view.snapshot.community.zone_name + ".",
        },
        "servers": [{"url": view.addresses.site}],
        "paths": {operation.path: {"get": _described(operation, view)} for operation in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }


def _described(operation: Operation, view: View) -> dict[str, Any]:
    good = {"$ref": f"#/components/schemas/{operation.gives}"}
    wrong = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": operation.name,
        "summary": operation.about,
        "parameters": [
            *(_parameter(one, "path", view) for one in operation.parts),
            *(_parameter(one, "query", view) for one in operation.query),
        ],
        "responses": {
            "200": {"description": operation.about, "content": {"application/json": {"schema": good}}},
            "304": {"description": "You have it already."},
            **({"308": {"description": "It was taken into another event."}} if operation.parts else {}),
            **{code: {"description": about, "content": wrong} for code, about in _PROBLEMS.items()},
        },
    }


def _parameter(one: Parameter, where: str, view: View) -> dict[str, Any]:
    schema = one.schema
    if one.name == "theme":
        keys = [theme.key for theme in view.snapshot.themes]
        theme = {"type": "string", "enum": keys}
        schema = {"type": "array", "items": theme, "minItems": 1, "uniqueItems": True}
    described: dict[str, Any] = {
        "name": one.name,
        "in": where,
        "required": where == "path",
        "description": one.about,
        "schema": schema,
    }
    if schema.get("type") == "array":
        described |= {"style": "form", "explode": False}
    if one.example is not None:
        described["example"] = one.example
    return described
