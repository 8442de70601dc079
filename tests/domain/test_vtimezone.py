"""The time zone that goes along in a calendar, read by a library that knows nothing else of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vtimezone import vtimezone

ZONES = (
    "Europe/Amsterdam",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "UTC",
)


MOMENTS = st.integers(0, 5 * 365 * 24 * 60 - 3 * 1440).map(
    lambda minutes: datetime(2025, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(MOMENTS, st.sampled_from(ZONES))
def test_every_moment_has_the_same_clock(moment: datetime, name: str) -> None:
    """Under a name that is nobody's, so that only what is written can tell."""
    zone = ZoneInfo(name)
    written = vtimezone(zone, 2025, 2029).replace(f"TZID:{name}".encode(), b"TZID:Nowhere/Else")
    (read,) = icalendar.Timezone.from_ical(written, multiple=True)
    local = moment.astimezone(zone)
    if (local + timedelta(hours=2)).utcoffset() != (local - timedelta(hours=2)).utcoffset():
        return  # around a change: local times that come twice are written in UTC
    shown = local.replace(tzinfo=read.to_tz(lookup_tzid=False))
    assert shown.utcoffset() == local.utcoffset()


@pytest.mark.parametrize(("name", "rules"), [("Europe/Amsterdam", 2), ("America/New_York", 2), ("UTC", 0)])
def test_what_repeats_is_a_rule(name: str, rules: int) -> None:
    written = vtimezone(ZoneInfo(name), 2025, 2029).decode()
    assert written.count("RRULE") == rules
    assert written.count("BEGIN:") == 2 + rules


def test_the_rules_of_amsterdam() -> None:
    written = vtimezone(ZoneInfo("Europe/Amsterdam"), 2025, 2029).decode()
    assert "DTSTART:20250330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in written
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in written
    assert "DTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100" in written
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in written
