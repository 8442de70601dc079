"""What is stored of a person as files: one to read, one for a computer. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import orjson

from bot.i18n import Say
from domain.privacy import Stored
from domain.when.answers import Message
from services.privacy import Export

FORMAT: Final = "sektor-person-1"

LABELS: Final[Mapping[str, Message]] = {
    "about": Message("About"),
    "action": Message("What was done"),
    "after": Message("Afterwards"),
    "answer": Message("What you answered"),
    "answered_at": Message("When"),
    "answers": Message("What you filled in"),
    "approved_at": Message("Approved on"),
    "article": Message("Article"),
    "asked_at": Message("When"),
    "assembly": Message("Assembly"),
    "at": Message("When"),
    "ballot": Message("Vote"),
    "before": Message("Before that"),
    "began_at": Message("Begun on"),
    "body": Message("What you filled in"),
    "by": Message("By"),
    "by_text": Message("By when?"),
    "came_at": Message("Checked in"),
    "closed_at": Message("Ended on"),
    "coming": Message("Do you come?"),
    "context": Message("What went before"),
    "contact": Message("Contact"),
    "created_at": Message("Made on"),
    "date": Message("Day"),
    "day": Message("Day"),
    "dealt_at": Message("When"),
    "decision": Message("Decision"),
    "description": Message("Description"),
    "digest": Message("Digest"),
    "dossier": Message("Dossier"),
    "done_at": Message("Done on"),
    "due": Message("By"),
    "ended": Message("Ended on"),
    "ended_at": Message("Ended on"),
    "event": Message("Event"),
    "for_whom": Message("For whom"),
    "helped": Message("Did it help?"),
    "how": Message("Where it is written down"),
    "item": Message("Agenda item"),
    "kind": Message("Kind"),
    "languages": Message("Languages"),
    "leads": Message("When you are reminded"),
    "line": Message("What people read"),
    "link": Message("Link"),
    "locale": Message("Language in which you use Discord"),
    "made_at": Message("Made on"),
    "made_by": Message("Name with it"),
    "meeting": Message("Meeting"),
    "n": Message("Entry"),
    "name": Message("Name with it"),
    "note": Message("Note"),
    "notes": Message("Notes"),
    "number": Message("Number"),
    "offers": Message("Offers"),
    "opened_at": Message("Begun on"),
    "opened": Message("Begun on"),
    "part": Message("As"),
    "place": Message("Place"),
    "public": Message("Public"),
    "published_at": Message("When"),
    "question": Message("Question"),
    "reach": Message("How you can be reached"),
    "reason": Message("Reason"),
    "reminder": Message("Reminder"),
    "required": Message("Has to be there"),
    "run": Message("Workflow"),
    "said_at": Message("When"),
    "seat": Message("Seat"),
    "seeks": Message("Seeks"),
    "sector": Message("Sector"),
    "since": Message("Since"),
    "stage": Message("Where it stands"),
    "started_at": Message("Begun on"),
    "starts": Message("Begins"),
    "state": Message("Where it stands"),
    "status": Message("Where it stands"),
    "step": Message("Step"),
    "steps": Message("Steps"),
    "stopped_at": Message("Ended on"),
    "subject": Message("About"),
    "surface": Message("Kind"),
    "terms": Message("What was decided on"),
    "text": Message("Text"),
    "themes": Message("Themes"),
    "title": Message("Title"),
    "tongues": Message("Languages"),
    "told_at": Message("When"),
    "typed": Message("What you filled in"),
    "updated_at": Message("Changed on"),
    "url": Message("Address"),
    "voted": Message("Voted"),
    "wants": Message("Wants to"),
    "what": Message("What"),
    "why": Message("Why"),
    "why_not": Message("Why nothing was written down"),
    "year": Message("Year"),
}
"""What the columns are called for people. A test fails for one that is shown and stands not here."""


def as_markdown(export: Export, say: Say) -> bytes:
    lines = [
        "# " + say("What is stored about you"),
        "",
        say("Server: {name}", name=_text(export.community.name)),
        "",
        say("You: {name} ({id})", name=_text(export.name), id=str(export.person)),
        "",
        say("Drawn up on {when}", when=export.at),
        "",
        say(
            "Ids of other people are left out. What you wrote on Discord itself is not here: Discord keeps "
            "that, and gives it to you under Settings."
        ),
    ]
    if not export.stored:
        lines += ["", say("Nothing is stored about you.")]
    title = ""
    for stored in export.stored:
        heading = say.value(stored.heading.title)
        if heading != title:
            lines += ["", f"## {heading}"]
            title = heading
        for row in stored.rows:
            lines += ["", *_row(row, say)]
    return ("\n".join(lines) + "\n").encode()


def as_json(export: Export) -> bytes:
    document = {
        "format": FORMAT,
        "server": {"id": str(export.community.id), "name": export.community.name},
        "person": {"id": str(export.person), "name": export.name},
        "at": export.at.isoformat(),
        "stored": [_section(stored) for stored in export.stored],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2, default=str)


def _section(stored: Stored) -> dict[str, Any]:
    return {
        "what": stored.heading.key,
        "when_erased": stored.fate.value,
        "rows": [{key: _plain(value) for key, value in row.items()} for row in stored.rows],
    }


def _plain(value: Any) -> Any:
    """Ids as text: JavaScript's numbers end at 2^53."""
    return str(value) if isinstance(value, int) and abs(value) > 2**53 else value


def _row(row: Mapping[str, Any], say: Say) -> list[str]:
    told = []
    for key, value in row.items():
        if value in (None, "", [], {}):
            continue
        label = say.value(LABELS[key]) if key in LABELS else key
        told.append(f"- {label}: {_value(value, say)}")
    return told or ["- " + say("yes")]


def _value(value: Any, say: Say) -> str:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, datetime | date):
        return say.value(value)
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(_text(one) for one in value)
    if isinstance(value, Mapping | list | tuple):
        return "`" + orjson.dumps(value, default=str).decode().replace("`", "'") + "`"
    return _text(str(value))


def _text(text: str) -> str:
    """A text of several lines stays within its bullet."""
    return "\n  ".join(text.replace("\r", "").split("\n"))
