"""What happened to a question, step by step."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class What(StrEnum):
    """The kind of an entry."""

    ASKED = "asked"
    TAKEN = "taken"
    CONSULTED = "consulted"
    MOVED = "moved"
    WAITS = "waits"
    RESUMED = "resumed"
    ANSWERED = "answered"
    NOTE = "note"
    SAID = "said"
    """Somebody wrote it in the question's thread."""
    ADDED = "added"
    """Somebody was let in; `about` is their id."""
    PASSED = "passed"
    """To somebody else of the same sector, since its owner is gone."""
    REMINDED = "reminded"
    ESCALATED = "escalated"
    CLOSED = "closed"
    REOPENED = "reopened"
    HELPED = "helped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`person` did it, None for the bot. `about` is a key: the sector it moved to or that was consulted,
    what it waits for. `internal` ones are between those who answer: the asker never sees them, and is never
    given them. `message` is the Discord message it comes from, 0 for none."""

    id: int = 0
    question: int
    what: What
    person: int | None = None
    about: str = ""
    text: str = ""
    internal: bool = False
    message: int = 0
    at: datetime
