"""Days on which something happened, as people type them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusal import Refusal
from domain.when.past import read_past_day

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 20, 12, tzinfo=ZONE)  # a Friday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", date(2026, 3, 20)),
        ("vandaag", date(2026, 3, 20)),
        ("Gisteren", date(2026, 3, 19)),
        ("yesterday", date(2026, 3, 19)),
        ("eergisteren", date(2026, 3, 18)),
        ("13 maart", date(2026, 3, 13)),
        ("13/3", date(2026, 3, 13)),
        ("13 March", date(2026, 3, 13)),
        ("13-3-2026", date(2026, 3, 13)),
        ("1 jan 2025", date(2025, 1, 1)),
        ("5 mei 2019", date(2019, 5, 5)),
        ("20 april", date(2026, 4, 20)),  # nearer than the one of last year: a hearing to come
        ("1 december", date(2025, 12, 1)),
        ("woensdag", date(2026, 3, 18)),
        ("vrijdag", date(2026, 3, 20)),
        ("last friday", date(2026, 3, 20)),
        ("afgelopen dinsdag", date(2026, 3, 17)),
        ("3 weken geleden", date(2026, 2, 27)),
        ("2 days ago", date(2026, 3, 18)),
        ("een week geleden", date(2026, 3, 13)),
        ("dinsdag 10 maart", date(2026, 3, 10)),
    ],
)
def test_as_people_say_it(typed: str, day: date) -> None:
    assert read_past_day(typed, now=NOW, zone=ZONE) == day


@pytest.mark.parametrize("typed", ["straks", "31 februari", "de dag dat het regende", "99-99-9999"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_past_day(typed, now=NOW, zone=ZONE)


@given(st.dates(date(2005, 1, 1), date(2026, 3, 20)))
def test_every_day_of_the_past_can_be_written_with_its_year(day: date) -> None:
    assert read_past_day(f"{day.day}-{day.month}-{day.year}", now=NOW, zone=ZONE) == day


@given(st.integers(0, 180))
def test_without_a_year_it_is_the_nearest(days: int) -> None:
    day = NOW.date() - timedelta(days=days)
    assert read_past_day(f"{day.day}-{day.month}", now=NOW, zone=ZONE) == day
