"""What somebody typed becomes an entry, or a sentence that says what cannot stand."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.communities import Role
from domain.directory.entry import Approach, Entry, Kind, Tongue, may_keep, may_see
from domain.directory.reaching import Card, Reach, card_of, reachable
from domain.directory.typed import MOST, Draft, draft_of, understand
from domain.people import Actor
from domain.refusal import Refusal
from domain.sectors import Appointment, Part
from domain.venues import Venue

NOW = datetime(2026, 3, 9, tzinfo=UTC)
TANK = Venue(7, "Tankstation", ("de Tank",))
DRAFT = Draft(
    id=1, community=1, person=5, own=True, typed={"name": "Mila", "offers": "drums"}, updated_at=NOW
)


def made(draft: Draft = DRAFT, before: Entry | None = None, *others: Entry, **typed: str) -> Entry:
    return understand(replace(draft, typed={**draft.typed, **typed}), before, others, [TANK])


def test_an_own_entry_is_its_makers_and_private() -> None:
    entry = made(link="example.org/x", about=" a\r\n\u202eb ")
    assert (entry.owner, entry.person, entry.public, entry.shown_person) == (5, 5, False, None)
    assert (entry.link, entry.about) == ("https://example.org/x", "a\nb")
    assert may_keep(entry, Actor(5, "Mila"))
    assert not may_keep(entry, Actor(6, "Noor", frozenset({Role.EDITORS}), manages=True))
    hidden = replace(entry, hidden=True, public=True)
    assert not hidden.is_public
    assert not may_see(hidden, Actor(6, "Noor", frozenset({Role.HEADS})))


def test_changing_keeps_what_the_form_does_not_hold() -> None:
    before = replace(
        made(replace(DRAFT, own=False, kind=Kind.VENUE)),
        id=3,
        contact=9,
        shows_person=True,
        approach=Approach.PARTNER,
        lease_ends=date(2027, 1, 1),
    )
    draft = draft_of(before, draft_id=2, person=6, now=NOW)
    assert made(draft, before) == before
    after = made(replace(draft, kind=Kind.COMPANY), before)
    assert (after.contact, after.shows_person, after.approach) == (9, True, Approach.PARTNER)
    assert after.lease_ends is None


def test_a_known_venue_is_linked_and_once() -> None:
    place = made(replace(DRAFT, own=False, kind=Kind.VENUE), name="de tank")
    assert place.venue == 7
    assert made(replace(DRAFT, kind=Kind.COMPANY), name="de tank").venue is None
    there = replace(place, id=3)
    with pytest.raises(Refusal, match="stands in the directory already"):
        made(replace(DRAFT, kind=Kind.VENUE), None, there, name="Tankstaton")
    with pytest.raises(Refusal, match="stands in the directory already"):
        made(replace(DRAFT, own=False), None, there, name="De TANK!")
    assert made(DRAFT, None, there, name="de tank").owner == 5  # people may be called alike


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"offers": "", "seeks": "  ", "about": "\u200b"},
        {"offers": "x" * 301},
        {"about": "x" * 701},
        {"seeks": "@everyone"},
        {"about": "vraag <@123456789012345678>"},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://example.org"},
    ],
)
def test_what_cannot_stand(typed: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        made(**typed)


@given(st.fixed_dictionaries({}, optional={name: st.text(max_size=900) for name in MOST}))
def test_any_text_is_an_entry_within_limits_or_refused(typed: dict[str, str]) -> None:
    try:
        entry = made(DRAFT, None, **typed)
    except Refusal:
        return
    for name, most in MOST.items():
        assert len(getattr(entry, name)) <= most
    assert "\n" not in entry.name + entry.offers + entry.seeks
    assert made(draft_of(entry, draft_id=1, person=5, now=NOW), entry) == entry


def test_tongues_stand_in_one_order() -> None:
    draft = replace(DRAFT, tongues=(Tongue.OTHER, Tongue.DUTCH))
    assert made(draft).tongues == (Tongue.DUTCH, Tongue.OTHER)


def test_who_can_be_reached_is_who_agreed() -> None:
    appointments = [
        Appointment("x", Part.DEPUTY, 2),
        Appointment("x", Part.HEAD, 1),
        Appointment("y", Part.HEAD, 3),
    ]
    cards = [Card(1, Reach.PUBLIC, "Een", "a@b.nl"), Card(2, Reach.ME, "Twee"), Card(3, Reach.NOT, "Drie")]

    def people(sector: str, *, public: bool) -> list[int]:
        return [one.card.person for one in reachable(sector, appointments, cards, public=public)]

    assert people("x", public=False) == [1, 2]
    assert people("x", public=True) == [1]
    assert people("y", public=False) == people("z", public=False) == []
    assert [one.card.person for one in reachable("x", appointments, (), public=False)] == []


def test_a_contact_line_is_needed_where_it_is_what_is_shown() -> None:
    assert card_of(1, Reach.ME, "Sanne", "").line == ""
    assert card_of(1, Reach.NOT, "Sanne", "") == Card(1, Reach.NOT, "Sanne", "")
    for reach in (Reach.LINE, Reach.PUBLIC):
        with pytest.raises(Refusal, match="contact line"):
            card_of(1, reach, "Sanne", " ")
    for name, line in (("", "x"), ("Sanne", "x" * 201), ("Sanne", "@here"), ("x" * 61, "a")):
        with pytest.raises(Refusal):
            card_of(1, Reach.ME, name, line)
