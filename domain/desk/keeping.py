"""How long the words of a question are kept, and what is left when they go."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from domain.desk.question import NO_REASON, Question, Status
from domain.privacy import NOBODY

GONE: Final = "—"
"""Stands where the words of a question were."""
SHORTEST_KEPT, LONGEST_KEPT = 14, 3650
"""Days: at the least as long as a question can be reopened."""


def words_gone(question: Question) -> bool:
    return question.text == GONE


def without_words(question: Question) -> Question:
    """The number, the sector and the times stay, for the figures; what anybody wrote does not."""
    return replace(question, text=GONE, for_whom="", context="", waits_note="", why_not="", reason=NO_REASON)


def without_asker(question: Question, *, now: datetime) -> Question:
    """Who asked was erased: nobody waits for an answer any more."""
    ended = replace(question, status=Status.CLOSED, waits_for=None, closed_at=question.closed_at or now)
    return replace(without_words(ended), asker=NOBODY, kb_question=None)
