"""Times: doors and start, whole days, nights, festivals."""

from collections.abc import Callable

import pytest

from domain.matching import Candidate
from domain.matching.times import compare_times

Make = Callable[..., Candidate]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("14 20:00", "14 20:00", 20, 20),
        ("14 20:00", "14 20:30", 15, 19),
        ("14 20:00", "14 21:00", 15, 19),
        ("14 19:30", "14 21:00", 0, 0),
        ("14 18:00", "14 20:00", -20, -1),
        ("14 19:00", "14 21:30", -39, -20),
        ("14 14:30", "14 20:00", -60, -40),
        ("14", "14 20:00", 1, 10),
        ("14 00:00", "14 20:30", 1, 10),
        ("14 23:59", "15 00:00", 20, 20),
        ("14 23:30", "15 00:30", 15, 19),
        ("14", "15 00:30", 1, 10),
        ("14 23:00", "15 23:00", -100, -100),
        ("15", "14 23:00", -100, -100),
        ("14", "15", -100, -100),
        ("14 20:00", "15 20:00", -100, -100),
    ],
)
def test_distance(make: Make, one: str, other: str, least: int, most: int) -> None:
    first, second = make("X", one).when, make("X", other).when
    assert least <= compare_times(first, second).points <= most
    assert compare_times(first, second) == compare_times(second, first)


def test_what_goes_on_for_days(make: Make) -> None:
    festival = make("X", "13", until="16").when
    assert compare_times(festival, make("X", "13 12:00", until="15 23:00").when).points == 20
    assert compare_times(festival, make("X", "14 20:00").when).points < 0
    assert compare_times(festival, make("X", "13 17:00", until="13 19:00").when).points < -10
    assert compare_times(festival, make("X", "17", until="20").when).points == -100
    assert compare_times(festival, make("X", "16 20:00").when).points == -100


def test_a_party_until_the_morning_is_one_night(make: Make) -> None:
    assert not make("X", "14 22:00", until="15 07:00").when.is_span
    assert make("X", "14 12:00", until="15 23:00").when.is_span


def test_an_end_before_the_start_is_no_end(make: Make) -> None:
    assert make("X", "14 22:00", until="14 20:00").when == make("X", "14 22:00").when
