"""Skipped and doubled local times, in several zones."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.when import AskBack, When, read_when
from domain.when.local_time import around_gap, instants

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        ("Europe/Amsterdam", "2026-03-29 01:59", ["00:59"]),
        ("Europe/Amsterdam", "2026-03-29 02:00", []),
        ("Europe/Amsterdam", "2026-03-29 02:59", []),
        ("Europe/Amsterdam", "2026-03-29 03:00", ["01:00"]),
        ("Europe/Amsterdam", "2026-10-25 01:59", ["23:59"]),
        ("Europe/Amsterdam", "2026-10-25 02:00", ["00:00", "01:00"]),
        ("Europe/Amsterdam", "2026-10-25 02:59", ["00:59", "01:59"]),
        ("Europe/Amsterdam", "2026-10-25 03:00", ["02:00"]),
        ("Europe/London", "2026-03-29 01:30", []),
        ("Europe/London", "2026-10-25 01:30", ["00:30", "01:30"]),
        ("Australia/Lord_Howe", "2026-10-04 02:15", []),
        ("UTC", "2026-03-29 02:30", ["02:30"]),
    ],
)
def test_instants(zone: str, local: str, expected: list[str]) -> None:
    found = instants(datetime.fromisoformat(local), ZoneInfo(zone))
    assert [f"{instant.astimezone(UTC):%H:%M}" for instant in found] == expected


@pytest.mark.parametrize(
    ("zone", "local", "before", "after"),
    [
        ("Europe/Amsterdam", "2026-03-29 02:30", "01:30", "03:30"),
        ("Europe/Amsterdam", "2026-03-29 02:00", "01:00", "03:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "01:45", "02:45"),
    ],
)
def test_around_gap(zone: str, local: str, before: str, after: str) -> None:
    found = around_gap(datetime.fromisoformat(local), ZoneInfo(zone))
    assert [f"{instant:%H:%M}" for instant in found] == [before, after]


def ask(text: str) -> AskBack:
    read = read_when(text, now=datetime(2026, 3, 9, 12, tzinfo=AMSTERDAM), zone=AMSTERDAM)
    assert isinstance(read, AskBack)
    return read


def test_the_skipped_time_is_named() -> None:
    question = ask("zo 29 maart 02:30").question
    assert "goes forward" in question.message_id
    assert str(question.params["date"]) == "2026-03-29"
    assert str(question.params["time"]) == "02:30:00"


def test_the_doubled_time_is_told_apart() -> None:
    asked = ask("zo 25 oktober 02:30")
    assert "goes back" in asked.question.message_id
    assert ["summer" in choice.label.message_id for choice in asked.choices] == [True, False]
    starts = [choice.when.start for choice in asked.choices]
    assert [start.astimezone(UTC).hour for start in starts if isinstance(start, datetime)] == [0, 1]


def test_a_night_over_the_change_needs_no_question() -> None:
    read = read_when("za 28 mrt 23:00-05:00", now=datetime(2026, 3, 9, 12, tzinfo=UTC), zone=AMSTERDAM)
    assert isinstance(read, When)
    assert isinstance(read.end, datetime)
    assert isinstance(read.start, datetime)
    assert (read.end.astimezone(UTC) - read.start.astimezone(UTC)).total_seconds() == 5 * 3600
