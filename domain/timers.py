"""Timers: what must happen later, as a row."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Timer:
    """`kind` names the handler, `subject` what it is about; there is one timer of a kind for a subject."""

    id: int
    kind: str
    subject: str
    due: datetime
    attempts: int = 0
