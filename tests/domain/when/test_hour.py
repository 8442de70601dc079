from datetime import time

import pytest

from domain.refusal import Refusal
from domain.when.hour import read_hour


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("17:00", time(17)),
        ("9.30", time(9, 30)),
        ("17u", time(17)),
        ("17h05", time(17, 5)),
        (" 8 uur ", time(8)),
    ],
)
def test_a_time_of_the_day(text: str, hour: time) -> None:
    assert read_hour(text) == hour


@pytest.mark.parametrize("text", ["", "24:00", "17:60", "five", "1234567", "-1"])
def test_what_is_no_time_of_the_day(text: str) -> None:
    with pytest.raises(Refusal):
        read_hour(text)
