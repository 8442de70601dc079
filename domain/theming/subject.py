"""What is read of an event to find its themes, from whatever form it comes in."""

from dataclasses import dataclass

from domain.events import Details
from domain.sources import SourceEvent


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
