"""A question at the desk: what is asked, who carries it, and what may happen to it next.

A question goes from OPEN (asked, nobody took it) by TAKEN and WAITING to ANSWERED and CLOSED; moving it to
another sector makes it OPEN again, and so does reopening it. Every step returns the question as it is
afterwards, or raises `Refusal`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.refusal import Refusal
from domain.texts import cleaned, one_line, within
from domain.when.answers import Message

MOST_TEXT: Final = 4000
"""What fits into one field of a Discord form, and into an embed."""
MOST_FOR: Final = 200
MOST_NOTE: Final = 200
REOPENS_FOR: Final = timedelta(days=14)
"""How long after closing the asker can open it again."""


class Status(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


UNANSWERED: Final = frozenset({Status.OPEN, Status.TAKEN, Status.WAITING})


class WaitsFor(StrEnum):
    """Outside the desk itself; a question that waits for none of these waits for who carries it."""

    ASKER = "asker"
    CITY = "city"
    VENUE = "venue"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question went to its sector, in both languages; empty where somebody chose it by hand."""

    nl: str = ""
    en: str = ""

    def words(self, locale: str) -> str:
        return self.nl if locale == "nl" else self.en


NO_REASON: Final = Reason()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`number` counts within the community ("question no. 12"). `by` is when the asker needs it, `due_at` the
    last moment of the day by which they were promised to hear; `reminded` counts the reminders (see
    `domain.desk.reminding`) of this term or this wait. `owner` is who carries it, None where the
    sector has nobody. `waits_since` is since when it waits for whom it waits for now, the owner included.
    `thread` is 0 where there is none; `channel` is where it was asked. `kb_question` is what the knowledge
    base was asked before, `context` what the asker did already. `how` is the article that says how to do it
    oneself, `why_not` why there is none; `helped` what the asker said of the answer.
    """

    id: int = 0
    community: int
    number: int = 0
    asker: int
    text: str
    for_whom: str = ""
    by: date | None = None
    public: bool = False
    locale: str
    sector: str
    reason: Reason = NO_REASON
    owner: int | None = None
    status: Status = Status.OPEN
    waits_for: WaitsFor | None = None
    waits_note: str = ""
    waits_since: datetime
    asked_at: datetime
    due_at: datetime
    reminded: int = 0
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    thread: int = 0
    channel: int = 0
    kb_question: int | None = None
    context: str = ""
    how: str = ""
    why_not: str = ""
    helped: bool | None = None
    reopened: int = 0

    @property
    def is_unanswered(self) -> bool:
        return self.status in UNANSWERED

    @property
    def is_closed(self) -> bool:
        return self.status is Status.CLOSED

    def take(self, person: int, *, now: datetime) -> "Question":
        """Who takes it carries it. What somebody took already stays theirs until its term has passed."""
        self._must_be_unanswered()
        if self.status is not Status.OPEN and self.owner not in {None, person} and now <= self.due_at:
            raise Refusal(
                "{person} took question no. {number} already and is on it. /desk note lets you think along.",
                person=f"<@{self.owner}>",
                number=str(self.number),
            )
        if self.status is Status.TAKEN and self.owner == person:
            raise Refusal("You took question no. {number} already; it is yours.", number=str(self.number))
        return replace(
            self, status=Status.TAKEN, owner=person, waits_for=None, waits_note="", waits_since=now
        )

    def move(
        self, sector: str, owner: int | None, reason: Reason, *, due_at: datetime, now: datetime
    ) -> "Question":
        """To another sector, where it waits to be taken. The asker's term begins anew."""
        self._must_be_unanswered()
        if sector == self.sector:
            raise Refusal(
                "Question no. {number} is with that sector already. Choose another one.",
                number=str(self.number),
            )
        return replace(
            self,
            sector=sector,
            owner=owner,
            reason=reason,
            status=Status.OPEN,
            waits_for=None,
            waits_note="",
            waits_since=now,
            due_at=due_at,
            reminded=0,
        )

    def wait(self, waits_for: WaitsFor, note: str, *, now: datetime) -> "Question":
        """It waits for somebody outside the desk. Its clock stands still meanwhile: nobody here is late."""
        self._must_be_unanswered()
        note = within(one_line(note), MOST_NOTE, Message("What exactly?"))
        same = self.status is Status.WAITING and self.waits_for is waits_for
        return replace(
            self,
            status=Status.WAITING,
            waits_for=waits_for,
            waits_note=note,
            waits_since=self.waits_since if same else now,
            reminded=0,
        )

    def resume(self, *, due_at: datetime, now: datetime) -> "Question":
        """What it waited for has come: the owner goes on, with a term of their own."""
        if self.status is not Status.WAITING:
            raise Refusal("Question no. {number} waits for nobody outside the desk.", number=str(self.number))
        return replace(
            self,
            status=Status.TAKEN if self.owner is not None else Status.OPEN,
            waits_for=None,
            waits_note="",
            waits_since=now,
            due_at=max(due_at, self.due_at),
            reminded=0,
        )

    def answer(self, person: int, *, now: datetime) -> "Question":
        """An answer can be given again, better; who answers what nobody took carries it."""
        self._must_not_be_closed()
        return replace(
            self,
            status=Status.ANSWERED,
            owner=self.owner if self.owner is not None and self.status is not Status.OPEN else person,
            waits_for=None,
            waits_note="",
            waits_since=now,
            answered_at=now,
        )

    def close(self, *, how: str = "", why_not: str = "", now: datetime) -> "Question":
        """`how` is an article, or `why_not` says why none is needed."""
        self._must_not_be_closed()
        return replace(
            self,
            status=Status.CLOSED,
            waits_for=None,
            waits_note="",
            waits_since=now,
            closed_at=now,
            how=how,
            why_not=why_not,
        )

    def reopen(self, *, due_at: datetime, now: datetime) -> "Question":
        """Within 14 days. It goes back to who carried it, with a new term."""
        if self.closed_at is None or self.status is not Status.CLOSED:
            raise Refusal("Question no. {number} is not closed.", number=str(self.number))
        if now - self.closed_at > REOPENS_FOR:
            raise Refusal(
                "Question no. {number} was closed more than two weeks ago. Ask it anew and name the number.",
                number=str(self.number),
            )
        return replace(
            self,
            status=Status.TAKEN if self.owner is not None else Status.OPEN,
            waits_since=now,
            due_at=due_at,
            reminded=0,
            closed_at=None,
            helped=None,
            reopened=self.reopened + 1,
        )

    def passed_to(self, owner: int | None, *, now: datetime) -> "Question":
        """Who carried it is gone, or somebody carries the sector again: it waits to be taken by `owner`."""
        status = Status.OPEN if self.status is Status.TAKEN else self.status
        return replace(
            self, owner=owner, status=status, waits_since=now if status is Status.OPEN else self.waits_since
        )

    def put_in(self, sector: str, owner: int | None, *, now: datetime) -> "Question":
        """Its sector is no more; where it stands and by when its asker hears stays as it is."""
        return replace(self.passed_to(owner, now=now), sector=sector, reason=NO_REASON)

    def reminded_of(self, count: int) -> "Question":
        return replace(self, reminded=count)

    def _must_be_unanswered(self) -> None:
        self._must_not_be_closed()
        if self.status is Status.ANSWERED:
            raise Refusal(
                "Question no. {number} was answered already. You can answer once more, or close it.",
                number=str(self.number),
            )

    def _must_not_be_closed(self) -> None:
        if self.status is Status.CLOSED:
            raise Refusal(
                "Question no. {number} is closed. The asker can reopen it within two weeks.",
                number=str(self.number),
            )


def asked_text(text: str) -> str:
    """What somebody asks, cleaned. Raises `Refusal` for nothing, and for more than can be shown."""
    text = cleaned(text)
    if not any(c.isalnum() for c in text):
        raise Refusal("There is no question in this yet. Write in your own words what you want to know.")
    return within(text, MOST_TEXT, Message("Your question"))


def asked_for(text: str) -> str:
    return within(one_line(text), MOST_FOR, Message("For whom?"))


def asked_by(day: date | None, today: date) -> date | None:
    if day is not None and day < today:
        raise Refusal("{day} has been. Give the day by which you need to know, or leave it out.", day=day)
    return day
