"""Dossiers: who sees them, whom they wait for, how they go on and end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.desk.question import WaitsFor
from domain.dossiers.dossier import Dossier, Outcome, Person, file_must_fit, term_on
from domain.refusal import Refusal

NOW = datetime(2026, 3, 20, 11, tzinfo=UTC)
TODAY = date(2026, 3, 20)
OWNER, HELPER, ASKER, HEAD = 1, 2, 3, 4


def dossier(**more: object) -> Dossier:
    one = Dossier(
        community=50,
        number=3,
        title="Terras open tot 01:00",
        sector="vergunningen",
        owner=OWNER,
        opened_by=OWNER,
        opened_at=NOW,
        people=(Person(OWNER, "Sanne"), Person(HELPER, "Mila"), Person(ASKER, "Joris", insider=False)),
    )
    return replace(one, **more)  # type: ignore[arg-type]


@given(st.integers(1, 30), st.sets(st.integers(1, 30)))
def test_only_its_people_and_heads_see_it(person: int, heads: set[int]) -> None:
    assert dossier().seen_by(person, heads) == (person in {OWNER, HELPER, ASKER} | heads)
    assert dossier().insider(person, heads) == (person in {OWNER, HELPER} | heads)


def test_waits_for_the_city_since_eighteen_days() -> None:
    waiting = dossier().waiting(WaitsFor.CITY, " ontvangst\nbevestigd ", date(2026, 3, 2), TODAY)
    assert waiting.waited(TODAY) == 18
    assert waiting.waits_note == "ontvangst bevestigd"
    done = waiting.waiting(None, "", None, TODAY)
    assert (done.waits_for, done.waits_since, done.waited(TODAY)) == (None, None, 0)
    with pytest.raises(Refusal, match="still to come"):
        dossier().waiting(WaitsFor.CITY, "", TODAY + timedelta(days=1), TODAY)


def test_handed_over_the_old_owner_stays_and_the_new_one_reads_everything() -> None:
    after = dossier().handed_to(Person(ASKER, "Joris", insider=False))
    assert after.owner == ASKER
    assert after.insider(ASKER, ())
    assert after.insider(OWNER, ())
    with pytest.raises(Refusal, match="already"):
        after.handed_to(Person(ASKER, "Joris"))


def test_the_owner_cannot_be_taken_off_and_a_contact_goes_with_the_person() -> None:
    with pytest.raises(Refusal, match="owner stays"):
        dossier().without_person(OWNER)
    with pytest.raises(Refusal, match="not one of its people"):
        dossier().without_person(99)
    one = dossier(contact="Mila, 06 1", contact_person=HELPER)
    assert one.without_person(ASKER).contact == "Mila, 06 1"
    assert one.without_person(HELPER).contact == ""


def test_closed_it_waits_for_nobody_and_takes_nothing_until_it_is_open_again() -> None:
    waiting = dossier().waiting(WaitsFor.CITY, "", None, TODAY)
    closed = waiting.closed(Outcome.PARTLY, "Tot 00:30", NOW)
    assert (closed.waits_for, closed.closed_at, closed.outcome) == (None, NOW, Outcome.PARTLY)
    for again in (lambda: closed.closed(Outcome.GRANTED, "", NOW), closed.must_be_open):
        with pytest.raises(Refusal, match="closed"):
            again()
    opened = closed.reopened()
    assert opened.is_open
    assert opened.outcome is None
    with pytest.raises(Refusal, match="open already"):
        opened.reopened()


def test_terms_lie_ahead_and_files_are_not_too_large() -> None:
    assert term_on(TODAY, TODAY) == TODAY
    with pytest.raises(Refusal, match="passed"):
        term_on(TODAY - timedelta(days=1), TODAY)
    with pytest.raises(Refusal, match="ten years"):
        term_on(TODAY + timedelta(days=4000), TODAY)
    file_must_fit(8 * 1024 * 1024)
    with pytest.raises(Refusal, match="8 MB"):
        file_must_fit(8 * 1024 * 1024 + 1)
