"""Ends, seen from the start of the event."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.refusal import Refusal
from domain.when import AskBack, read_end

ZONE = ZoneInfo("Europe/Amsterdam")
FRIDAY_EVENING = datetime(2026, 3, 13, 20, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23:00", "2026-03-13 23:00"),
        ("tot 23:00", "2026-03-13 23:00"),
        ("01:00", "2026-03-14 01:00"),
        ("tot 2 uur", "2026-03-14 02:00"),
        ("until 2", "2026-03-14 02:00"),
        ("2", "2026-03-14 02:00"),
        ("11pm", "2026-03-13 23:00"),
        ("tot 11 uur 's avonds", "2026-03-13 23:00"),
        ("tot half 12", "2026-03-13 23:30"),
        ("middernacht", "2026-03-14 00:00"),
        ("24:00", "2026-03-14 00:00"),
        ("0:00", "2026-03-14 00:00"),
        ("+3 uur", "2026-03-13 23:00"),
        ("3 hours", "2026-03-13 23:00"),
        ("for 90 minutes", "2026-03-13 21:30"),
        ("2½ uur lang", "2026-03-13 22:30"),
        ("+2,5 uur", "2026-03-13 22:30"),
        ("za 04:00", "2026-03-14 04:00"),
        ("zaterdag 14 maart 04:00", "2026-03-14 04:00"),
        ("zo 15 mrt 23:00", "2026-03-15 23:00"),
        ("- 22.30u", "2026-03-13 22:30"),
        ("einde 23:00", "2026-03-13 23:00"),
        ("tot 10 uur 's ochtends", "2026-03-14 10:00"),
        ("2026-03-14T04:00+01:00", "2026-03-14 04:00"),
    ],
)
def test_end(text: str, expected: str) -> None:
    end = read_end(text, start=FRIDAY_EVENING, zone=ZONE)
    assert isinstance(end, datetime)
    assert end == datetime.fromisoformat(expected).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("19:00", "Type an end after that"),
        ("do 12 mrt 23:00", "Type an end after that"),
        ("za 14 mrt", "what time does it end"),
        ("laat", "no date or time"),
        ("25:00", "No clock"),
        ("", "Type when it is"),
        ("23:00 of later", "more than one|not “later”"),
    ],
)
def test_refused(text: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_end(text, start=FRIDAY_EVENING, zone=ZONE)


def test_a_length_is_time_that_really_passes() -> None:
    before_the_change = datetime(2026, 3, 28, 23, 0, tzinfo=ZONE)
    assert read_end("+5 uur", start=before_the_change, zone=ZONE) == datetime(2026, 3, 29, 5, 0, tzinfo=ZONE)


def test_an_end_in_the_doubled_hour_is_asked_about() -> None:
    asked = read_end("02:30", start=datetime(2026, 10, 24, 23, 0, tzinfo=ZONE), zone=ZONE)
    assert isinstance(asked, AskBack)
    ends = [choice.when.end for choice in asked.choices]
    assert [end.astimezone(UTC).hour for end in ends if isinstance(end, datetime)] == [0, 1]


def test_an_end_in_the_skipped_hour_is_asked_about() -> None:
    asked = read_end("02:30", start=datetime(2026, 3, 28, 23, 0, tzinfo=ZONE), zone=ZONE)
    assert isinstance(asked, AskBack)
    assert "does not exist" in asked.question.message_id
    ends = [choice.when.end for choice in asked.choices]
    assert [f"{end:%H:%M}" for end in ends if end] == ["01:30", "03:30"]
