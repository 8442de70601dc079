"""Periods, seen from Monday 9 March 2026 unless said otherwise."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.refusal import Refusal
from domain.when import Period, read_period

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 3, 9, 12, tzinfo=ZONE)
SATURDAY = datetime(2026, 3, 14, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("dit weekend", "2026-03-13", "2026-03-16"),
        ("this weekend", "2026-03-13", "2026-03-16"),
        ("weekend", "2026-03-13", "2026-03-16"),
        ("komend weekend", "2026-03-13", "2026-03-16"),
        ("volgend weekend", "2026-03-20", "2026-03-23"),
        ("vrijdag", "2026-03-13", "2026-03-14"),
        ("Friday", "2026-03-13", "2026-03-14"),
        ("maandag", "2026-03-09", "2026-03-10"),
        ("vandaag", "2026-03-09", "2026-03-10"),
        ("vanavond", "2026-03-09", "2026-03-10"),
        ("tonight", "2026-03-09", "2026-03-10"),
        ("morgen", "2026-03-10", "2026-03-11"),
        ("tomorrow", "2026-03-10", "2026-03-11"),
        ("deze week", "2026-03-09", "2026-03-16"),
        ("this week", "2026-03-09", "2026-03-16"),
        ("volgende week", "2026-03-16", "2026-03-23"),
        ("next week", "2026-03-16", "2026-03-23"),
        ("vorige week", "2026-03-02", "2026-03-09"),
        ("komende week", "2026-03-09", "2026-03-16"),
        ("deze maand", "2026-03-01", "2026-04-01"),
        ("this month", "2026-03-01", "2026-04-01"),
        ("volgende maand", "2026-04-01", "2026-05-01"),
        ("maart", "2026-03-01", "2026-04-01"),
        ("februari", "2027-02-01", "2027-03-01"),
        ("in december", "2026-12-01", "2027-01-01"),
        ("in maart 2027", "2027-03-01", "2027-04-01"),
        ("March 2027", "2027-03-01", "2027-04-01"),
        ("april t/m juni", "2026-04-01", "2026-07-01"),
        ("november - februari", "2026-11-01", "2027-03-01"),
        ("13 t/m 15 maart", "2026-03-13", "2026-03-16"),
        ("13-15 maart 2027", "2027-03-13", "2027-03-16"),
        ("28 dec - 3 jan", "2026-12-28", "2027-01-04"),
        ("vrijdag t/m zondag", "2026-03-13", "2026-03-16"),
        ("van vandaag tot en met zondag", "2026-03-09", "2026-03-16"),
        ("komende 3 dagen", "2026-03-09", "2026-03-12"),
        ("de komende twee weken", "2026-03-09", "2026-03-23"),
        ("next 7 days", "2026-03-09", "2026-03-16"),
        ("13 maart", "2026-03-13", "2026-03-14"),
        ("1 maart", "2027-03-01", "2027-03-02"),
        ("13-03-2025", "2025-03-13", "2025-03-14"),
        ("2027", "2027-01-01", "2028-01-01"),
        ("dit jaar", "2026-01-01", "2027-01-01"),
        ("volgende week vrijdag", "2026-03-20", "2026-03-21"),
        ("afgelopen vrijdag", "2026-03-06", "2026-03-07"),
        ("gisteren", "2026-03-08", "2026-03-09"),
    ],
)
def test_period(text: str, start: str, end: str) -> None:
    expected = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert read_period(text, now=MONDAY, zone=ZONE) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("dit weekend", "2026-03-13", "2026-03-16"),
        ("volgend weekend", "2026-03-20", "2026-03-23"),
        ("deze week", "2026-03-09", "2026-03-16"),
        ("zaterdag", "2026-03-14", "2026-03-15"),
        ("vrijdag", "2026-03-20", "2026-03-21"),
    ],
)
def test_in_the_weekend(text: str, start: str, end: str) -> None:
    expected = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert read_period(text, now=SATURDAY, zone=ZONE) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("vrijdag 20:00", "need days"),
        ("techno", "no date or time"),
        ("dit weekend techno", "not “techno”"),
        ("", "Type which days"),
        ("x" * 300, "too long"),
        ("20:00", "need days"),
        ("15 t/m 13 maart 2027", "ends before"),
        ("do 13 maart 2026", "contradicts"),
    ],
)
def test_refused(text: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_period(text, now=MONDAY, zone=ZONE)
