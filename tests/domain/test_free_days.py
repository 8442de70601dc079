"""The days on which people are away, against what the government published."""

from datetime import date

import pytest

from domain.free_days import FreeDays, Stretch

FREE = FreeDays()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "New Year's Day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 4, 27), "King's Day"),
        (date(2026, 5, 5), "Liberation Day"),
        (date(2026, 5, 14), "Ascension Day"),
        (date(2026, 5, 25), "Whit Monday"),
        (date(2026, 12, 26), "Boxing Day"),
        (date(2026, 12, 31), "New Year's Eve"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2028, 6, 5), "Whit Monday"),
    ],
)
def test_public_holidays(day: date, name: str) -> None:
    found = FREE.public(day)
    assert found is not None
    assert found.message_id == name


@pytest.mark.parametrize("day", [date(2026, 4, 7), date(2026, 12, 5), date(2026, 11, 11), date(2026, 12, 30)])
def test_days_like_any_other(day: date) -> None:
    assert FREE.public(day) is None


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [  # region Noord as published for 2025-2026 and 2026-2027
        (date(2026, 2, 21), date(2026, 3, 1), "spring holidays"),
        (date(2026, 4, 25), date(2026, 5, 3), "May holidays"),
        (date(2026, 7, 4), date(2026, 8, 16), "summer holidays"),
        (date(2026, 10, 10), date(2026, 10, 18), "autumn holidays"),
        (date(2026, 12, 19), date(2027, 1, 3), "Christmas holidays"),
    ],
)
def test_school_holidays_of_the_region(first: date, last: date, name: str) -> None:
    for day in (first, last):
        found = FREE.school(day)
        assert found is not None
        assert found.message_id == name
    assert FREE.school(date.fromordinal(first.toordinal() - 1)) is None
    assert FREE.school(date.fromordinal(last.toordinal() + 1)) is None


def test_what_the_package_does_not_know_comes_from_the_list() -> None:
    extra = Stretch(date(2031, 4, 26), date(2031, 5, 4), "meivakantie")
    found = FreeDays(more=(extra,)).school(date(2031, 5, 1))
    assert found is not None
    assert found.params == {"name": "meivakantie"}
    assert FREE.school(date(2031, 5, 1)) is None


def test_without_a_region_schools_do_not_matter() -> None:
    assert FreeDays(region="").school(date(2026, 7, 20)) is None
    assert FreeDays(region="").public(date(2026, 4, 27)) is not None
