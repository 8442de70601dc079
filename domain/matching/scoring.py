"""The verdict on two events: points per field, added up, each with its reason.

Title up to 60, time and place up to 20 each, a shared link 15, performers 10; what contradicts takes away
more than the rest can give. From `SAME_FROM` points it is one event, below `DOUBTFUL_FROM` it is two, and an
editor decides what lies between.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.matching.candidates import Candidate
from domain.matching.fields import FieldScore
from domain.matching.places import compare_places
from domain.matching.times import compare_times
from domain.matching.titles import FULL, compare_titles
from domain.sources import Note

SAME_FROM: Final = 76
DOUBTFUL_FROM: Final = 58
CONTRADICTION: Final = -40
"""A field with so few points rules out that the two are one, whatever the others say."""


class Verdict(StrEnum):
    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Match:
    """`fields` in the order in which they were looked at; their points add up to `total`."""

    verdict: Verdict
    total: int
    fields: tuple[FieldScore, ...]

    @property
    def contradicts(self) -> bool:
        return any(field.points <= CONTRADICTION for field in self.fields)


_SAME_ID: Final = FieldScore("source", 100, Note("the same entry of the same source"))
_AGREE: Final = FieldScore("source", 0, Note("the source lists it twice, and everything agrees"))
_OTHER_LINK: Final = FieldScore("source", -39, Note("the source lists it twice, with different links"))
_TWO_ENTRIES: Final = FieldScore("source", -100, Note("the source itself lists them as two events"))
_SAME_LINK: Final = FieldScore("link", 15, Note("the same link"))
_SAME_PEOPLE: Final = FieldScore("people", 10, Note("the same performers"))
_OTHER_PEOPLE: Final = FieldScore("people", -20, Note("different performers"))
_NAMED: Final = FieldScore("people", 25, Note("who performs in one is named in the other's title"))
_SAME_ORGANIZER: Final = FieldScore("people", 4, Note("the same organiser"))
_NO_WORD: Final = Note("no telling word in common")


def compare(one: Candidate, other: Candidate) -> Match:
    """The same for (a, b) and (b, a)."""
    if one.name == other.name:
        return Match(Verdict.SAME, _SAME_ID.points, (_SAME_ID,))
    time = compare_times(one.when, other.when)
    place = compare_places(one.place, other.place)
    if time.points <= CONTRADICTION or place.points <= CONTRADICTION:
        return _judged([time, place])
    title = compare_titles(one.title, other.title)
    fields = [title, time, place]
    if one.link and one.link == other.link:
        fields.append(_SAME_LINK)
    people = _people(one, other, titles_agree=title.points >= FULL // 2)
    if people:
        fields.append(people)
    if one.source == other.source:
        fields.append(_within_source(one, other, place))
    match = _judged(fields)
    if match.verdict is Verdict.SAME and not one.keys() & other.keys():
        return _judged([*fields, FieldScore("words", SAME_FROM - 1 - match.total, _NO_WORD)])
    return match


def _judged(fields: list[FieldScore]) -> Match:
    total = sum(field.points for field in fields)
    verdict = Verdict.DIFFERENT
    if all(field.points > CONTRADICTION for field in fields):
        if total >= SAME_FROM:
            verdict = Verdict.SAME
        elif total >= DOUBTFUL_FROM:
            verdict = Verdict.DOUBTFUL
    return Match(verdict, total, tuple(fields))


def _people(one: Candidate, other: Candidate, *, titles_agree: bool) -> FieldScore | None:
    if one.people and other.people:
        return _SAME_PEOPLE if one.people & other.people else _OTHER_PEOPLE
    for performers, title in ((one.people, other.title), (other.people, one.title)):
        if not titles_agree and any(person <= title.words.keys() for person in performers):
            return _NAMED
    if one.organizer and one.organizer == other.organizer:
        return _SAME_ORGANIZER
    return None


def _within_source(one: Candidate, other: Candidate, place: FieldScore) -> FieldScore:
    """A source knows its own events: two entries are two, unless nothing at all tells them apart."""
    agree = (
        one.when == other.when
        and one.title.words.keys() == other.title.words.keys()
        and one.title.marks == other.title.marks
        and place.points >= 0
    )
    if not agree:
        return _TWO_ENTRIES
    return _OTHER_LINK if one.link and other.link and one.link != other.link else _AGREE
