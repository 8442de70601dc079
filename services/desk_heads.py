"""When who carries a sector changes: their questions go on with somebody else, told in one message."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain.appointments import LEADING_SECTOR
from domain.desk.entries import What
from domain.desk.question import Question
from domain.free_days import FreeDays
from domain.sectors import Appointment
from services.desk_people import board, carrier, sector_for
from services.desk_steps import (
    changed,
    has_somebody,
    headless_subject,
    tell_of_many,
    tell_review,
    write_down,
)
from storage.unit import Unit

_FREE: Final = FreeDays()
"""Whose holidays count for reminders; those of the schools, which a server may add to, do not."""


def given_up(
    unit: Unit,
    community: int,
    places: Iterable[Appointment],
    *,
    now: datetime,
    name: str = "",
    gone: bool = False,
) -> None:
    """These places are vacant or somebody else's now. What their people carried goes to who carries the
    sector now; where nobody does, De Sektor itself hears of it. `gone`: they left the server as `name`."""
    places = tuple(places)
    passed: dict[int | None, list[Question]] = defaultdict(list)
    for person in dict.fromkeys(one.person for one in places):
        lost = {one.sector for one in places if one.person == person}
        for question in unit.desk.owned_by(community, person):
            if gone or question.sector in lost:
                passed[_pass_on(unit, question, now)].append(question)
    _tell(unit, community, passed, name, now)


def taken_up(unit: Unit, community: int, place: Appointment, *, now: datetime) -> None:
    """Somebody carries the sector now: what nobody carried there is theirs. Who carries De Sektor itself
    hears what nobody carries anywhere."""
    mine = [one for one in unit.desk.ownerless(community, [place.sector]) if one.asker != place.person]
    for question in mine:
        _pass_on(unit, question, now)
    if mine:
        tell_of_many(unit, community, place.person, mine, "", owns=True, now=now)
    if place.sector == LEADING_SECTOR:
        rest = [one for one in unit.desk.ownerless(community) if one.asker != place.person]
        _to_board(unit, community, rest, "", now)


def removed(unit: Unit, community: int, sector: str, *, now: datetime) -> None:
    """The sector is no more: its questions go to the one that takes what belongs to no other."""
    other = sector_for(unit, community, "")
    passed: dict[int | None, list[Question]] = defaultdict(list)
    for question in unit.desk.ownerless(community, [sector]):
        if other is not None:
            owner = carrier(unit, community, other.key, without={question.asker})
            moved = question.put_in(other.key, owner, now=now)
            write_down(unit, moved, What.MOVED, person=None, now=now, about=other.key)
            changed(unit, moved, _FREE, now=now)
            passed[owner].append(moved)
    _tell(unit, community, passed, "", now)


def _pass_on(unit: Unit, question: Question, now: datetime) -> int | None:
    owner = carrier(unit, question.community, question.sector, without={question.asker})
    after = question.passed_to(owner, now=now)
    write_down(unit, after, What.PASSED, person=None, now=now, about=str(owner or ""))
    if owner is not None:
        has_somebody(unit, after)
    changed(unit, after, _FREE, now=now)
    return owner


def _tell(
    unit: Unit, community: int, passed: dict[int | None, list[Question]], name: str, now: datetime
) -> None:
    for owner, questions in passed.items():
        if owner is not None:
            tell_of_many(unit, community, owner, questions, name, owns=True, now=now)
    _to_board(unit, community, passed.get(None, []), name, now)


def _to_board(unit: Unit, community: int, questions: list[Question], name: str, now: datetime) -> None:
    """In one message, however many there are."""
    people = board(unit, community)
    for question in questions:
        unit.desk.ask_along(question.id, LEADING_SECTOR)
        if people:
            unit.postings.withdraw(community, headless_subject(question.id))
        else:
            tell_review(unit, question)
    for person in people if questions else ():
        tell_of_many(unit, community, person, questions, name, owns=False, now=now)
    unit.hint("postings")
