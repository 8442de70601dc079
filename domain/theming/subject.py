"""What is read of an event to find its themes, from whatever form it comes in."""

from dataclasses import dataclass
from typing import Final

from domain.events import Details
from domain.sources import SourceEvent
from domain.theming.words import LONGEST_TITLE, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Plain text as the source or a person wrote it; everything but the title may be empty."""

    title: str
    description: str = ""
    place: str = ""
    organizer: str = ""
    categories: tuple[str, ...] = ()


def subject_of(event: "SourceEvent | Details | Subject") -> Subject:
    """An event of ours has lost its organiser and its categories: what a source showed says more."""
    if isinstance(event, Subject):
        return event
    if isinstance(event, Details):
        return Subject(title=event.title, description=event.description, place=event.place)
    return Subject(
        title=event.title,
        description=event.description or "",
        place=event.location.name or "",
        organizer=event.organizer or "",
        categories=event.categories,
    )


Words = tuple[str, ...]

MOST_CATEGORIES: Final = 24
LONGEST_CATEGORY: Final = 100


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a subject: as much of it as is read."""

    title: Words
    description: Words
    place: Words
    organizer: Words
    categories: tuple[Words, ...]


def read(subject: Subject) -> Read:
    """What is longer than any honest agenda's is read from its beginning."""
    return Read(
        title=words_of(subject.title, LONGEST_TITLE),
        description=words_of(subject.description),
        place=words_of(subject.place, LONGEST_TITLE),
        organizer=words_of(subject.organizer, LONGEST_TITLE),
        categories=tuple(words_of(category) for category in categories_of(subject)),
    )


def categories_of(subject: Subject) -> tuple[str, ...]:
    """Each category once, in the order of the alphabet, its spaces plain."""
    shown = {" ".join(category[:LONGEST_CATEGORY].split()) for category in subject.categories}
    return tuple(sorted(category for category in shown if category)[:MOST_CATEGORIES])
