"""A dossier: what is asked of whom, its timeline, its documents, its wait, and who may know of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.desk.question import WaitsFor
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, within, without_pings
from domain.when.answers import Message

MOST_TITLE: Final = 120
MOST_COUNTERPART: Final = 120
MOST_ASKED: Final = 1500
MOST_WANTED: Final = 800
MOST_ENTRY: Final = 1000
MOST_NOTE: Final = 150
MOST_CONTACT: Final = 150
MOST_NAME: Final = 120
MOST_OUTCOME: Final = 800
MOST_ENTRIES: Final = 500
MOST_DOCUMENTS: Final = 60
MOST_PEOPLE: Final = 25
MOST_BYTES: Final = 8 * 1024 * 1024
"""Of one file; the paper of a permit is smaller."""
LONGEST_TERM: Final = timedelta(days=3653)


class Stage(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Outcome(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


class Who(StrEnum):
    """Who did something, by what they are: a timeline needs no names."""

    US = "us"
    ASKER = "asker"
    CITY = "city"
    VENUE = "venue"
    OTHER = "other"


class Kind(StrEnum):
    """What stands in a timeline: what somebody wrote, and what the dossier went through."""

    NOTE = "note"
    OPENED = "opened"
    DOCUMENT = "document"
    WAITS = "waits"
    WAITED = "waited"
    HANDED = "handed"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Person:
    """One of its people. `insider`: sees internal notes, too; who asked does not."""

    person: int
    name: str
    insider: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`day` is when it happened, `at` when it was written down by `person`."""

    id: int = 0
    dossier: int
    kind: Kind = Kind.NOTE
    day: date
    who: Who = Who.US
    text: str
    internal: bool = False
    person: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A `link`, or a `file` that is kept (0: none), or only where it lies, which `name` says then."""

    id: int = 0
    dossier: int
    name: str
    link: str = ""
    file: int = 0
    internal: bool = False
    person: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`number` is counted per community. `question`: the desk question that it began from. `waits_since` is a
    day in the community's zone. `contact`: who may be reached about it, as they gave it themselves.
    `reminded_at`: of its wait; `term_told`: the last reminder of this term that was sent.
    """

    id: int = 0
    community: int
    number: int
    title: str
    sector: str
    owner: int
    counterpart: str = ""
    asked: str = ""
    wanted: str = ""
    term: date | None = None
    stage: Stage = Stage.OPEN
    waits_for: WaitsFor | None = None
    waits_note: str = ""
    waits_since: date | None = None
    question: int | None = None
    contact: str = ""
    contact_person: int | None = None
    outcome: Outcome | None = None
    outcome_text: str = ""
    opened_by: int
    opened_at: datetime
    closed_at: datetime | None = None
    reminded_at: datetime | None = None
    term_told: str = ""
    people: tuple[Person, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.stage is Stage.OPEN

    def waited(self, today: date) -> int:
        """Days that it waits."""
        return max(0, (today - self.waits_since).days) if self.waits_since is not None else 0

    def seen_by(self, person: int, heads: Collection[int]) -> bool:
        """Its owner, its people and `heads`, the heads of its sector; nobody else, whatever else they are."""
        return person == self.owner or person in heads or any(one.person == person for one in self.people)

    def insider(self, person: int, heads: Collection[int]) -> bool:
        """Who sees internal notes and may change it."""
        return (
            person == self.owner
            or person in heads
            or any(one.person == person and one.insider for one in self.people)
        )

    def must_be_open(self) -> None:
        if not self.is_open:
            raise Refusal("Dossier {number} is closed. Open it again first.", number=str(self.number))

    def with_person(self, added: Person) -> "Dossier":
        others = [one for one in self.people if one.person != added.person]
        if len(others) >= MOST_PEOPLE:
            raise Refusal("A dossier has at most {most} people.", most=MOST_PEOPLE)
        return replace(self, people=(*others, added))

    def without_person(self, person: int) -> "Dossier":
        if person == self.owner:
            raise Refusal("The owner stays one of its people. Hand it over first: `/dossier hand-over`.")
        if all(one.person != person for one in self.people):
            raise Refusal("That person is not one of its people. Nothing was changed.")
        # what somebody gave to be reached by goes with them
        contact, who = ("", None) if person == self.contact_person else (self.contact, self.contact_person)
        kept = tuple(one for one in self.people if one.person != person)
        return replace(self, people=kept, contact=contact, contact_person=who)

    def handed_to(self, new: Person) -> "Dossier":
        """From now on they carry it; who did until now stays one of its people."""
        if new.person == self.owner:
            raise Refusal("They own this dossier already. Nothing was changed.")
        return replace(self.with_person(replace(new, insider=True)), owner=new.person)

    def waiting(self, what: WaitsFor | None, note: str, since: date | None, today: date) -> "Dossier":
        """It waits for somebody from `since`, or for nobody any more."""
        self.must_be_open()
        if what is None:
            return replace(self, waits_for=None, waits_note="", waits_since=None, reminded_at=None)
        day = since or today
        if day > today:
            raise Refusal("{day} is still to come. Since when does it wait?", day=day)
        return replace(
            self, waits_for=what, waits_note=_line(note, MOST_NOTE), waits_since=day, reminded_at=None
        )

    def closed(self, outcome: Outcome, text: str, now: datetime) -> "Dossier":
        self.must_be_open()
        return replace(
            self,
            stage=Stage.CLOSED,
            outcome=outcome,
            outcome_text=_text(text, MOST_OUTCOME, Message("The outcome")),
            closed_at=now,
            waits_for=None,
            waits_note="",
            waits_since=None,
            reminded_at=None,
        )

    def reopened(self) -> "Dossier":
        if self.is_open:
            raise Refusal("Dossier {number} is open already.", number=str(self.number))
        return replace(self, stage=Stage.OPEN, outcome=None, outcome_text="", closed_at=None)


def title_typed(text: str) -> str:
    title = without_pings(within(one_line(text), MOST_TITLE, Message("The title")))
    if not title:
        raise Refusal("Say in a few words what it is about.")
    return title


def counterpart_typed(text: str) -> str:
    return without_pings(within(one_line(text), MOST_COUNTERPART, Message("With whom")))


def asked_typed(text: str) -> str:
    return _text(text, MOST_ASKED, Message("What is asked"))


def wanted_typed(text: str) -> str:
    return _text(text, MOST_WANTED, Message("The decision wanted"))


def entry_typed(text: str) -> str:
    found = _text(text, MOST_ENTRY, Message("The entry"))
    if not found:
        raise Refusal("Write what happened, in a sentence.")
    return found


def contact_typed(text: str) -> str:
    return without_pings(within(one_line(text), MOST_CONTACT, Message("The contact")))


def name_typed(text: str) -> str:
    found = without_pings(within(one_line(text), MOST_NAME, Message("The name")))
    if not found:
        raise Refusal("Give the document a name.")
    return found


def term_on(day: date, today: date) -> date:
    if day < today:
        raise Refusal("{day} has passed already. By when must it be decided?", day=day)
    if day - today > LONGEST_TERM:
        raise Refusal("That is more than ten years away. Choose an earlier day.")
    return day


def file_must_fit(size: int) -> None:
    if size > MOST_BYTES:
        raise Refusal(
            "A file may have {most} MB at most. Put it somewhere, and add the link.",
            most=MOST_BYTES // (1024 * 1024),
        )


def _text(text: str, most: int, what: Message) -> str:
    return without_pings(within(cleaned(text), most, what))


def _line(text: str, most: int) -> str:
    return without_pings(within(one_line(text), most, Message("The note")))
