"""The words of pages, most of them as agendas of venues write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.when import When, read_page_date

ZONE = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 8, 25)


def moment(value: date | None) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def written(when: When | None) -> str:
    if when is None:
        return "-"
    return moment(when.start) if when.end is None else f"{moment(when.start)} > {moment(when.end)}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wednesday  2 September", "2026-09-02"),
        ("do 03 sep", "2026-09-03"),
        ("vr 04 sep 20:15", "2026-09-04 20:15"),
        (
            "Wednesday 2 September Holy Wave USA | Ticket: €13,- | doors: 20:00 - 22:00 | start: 20:30",
            "2026-09-02 20:30",
        ),
        (
            "Saturday 5 September dort. Ticket: €5,- | doors: 22:30 - 23:30",
            "2026-09-05 22:30 > 2026-09-05 23:30",
        ),
        ("Zaterdag 5 september, zaal open 20.00 uur, aanvang 20.30 uur, € 12.50", "2026-09-05 20:30"),
        ("Koop nu je kaartje! vr 4 sep 2026 in de grote zaal om 21u", "2026-09-04 21:00"),
        (
            "Friday, March 19, 2027 6:00 PM – Sunday, March 21, 2027 1:00 AM",
            "2027-03-19 18:00 > 2027-03-21 01:00",
        ),
        ("Sat 31st October 2026 7:00 pm", "2026-10-31 19:00"),
        ("Monday 12 June 2017 Doors open: 20:00", "2017-06-12 20:00"),
        ("Wednesday January 14, 2009 11:00am", "2009-01-14 11:00"),
        ("Fri.25.Sep.26", "2026-09-25"),
        ("13 t/m 15 november", "2026-11-13 > 2026-11-16"),
        ("28 dec - 3 jan", "2026-12-28 > 2027-01-04"),
        ("Vandaag 20:30", "2026-08-25 20:30"),
        ("Morgen", "2026-08-26"),
        ("vrijdag 20:30", "2026-08-28 20:30"),
        ("za 5 sep 23:00 - 05:00", "2026-09-05 23:00 > 2026-09-06 05:00"),
        ("za 5 sep 22:00 - 24:00", "2026-09-05 22:00 > 2026-09-06 00:00"),
        ("za 5 sep aanvang 8 uur", "2026-09-05"),
        ("za 5 sep 8 uur 's avonds", "2026-09-05 20:00"),
        ("20 aug", "2026-08-20"),
        ("3 februari", "2027-02-03"),
        ("ma 24 augustus", "2026-08-24"),
        ("di 25 augustus", "2026-08-25"),
        ("25.09.2026 20:00 Uhr", "2026-09-25 20:00"),
        ("Freitag, 25. September 2026, Einlass 19:00 Uhr, Beginn 20:00 Uhr", "2026-09-25 20:00"),
        ("zo 25 okt 02:30", "2026-10-25 02:30"),
        ("zo 28 mrt 2027 02:30", "2027-03-28 03:30"),
        ("2026-09-05T20:00:00+02:00", "2026-09-05 20:00"),
        ("A night to remember", "-"),
        ("you may do 2 things", "-"),
        ("Tickets € 12.50", "-"),
        ("31 april", "-"),
        ("", "-"),
    ],
)
def test_page(text: str, expected: str) -> None:
    assert written(read_page_date(text, today=TODAY, zone=ZONE)) == expected


def test_the_weekday_chooses_the_year() -> None:
    # 13 March was a Friday in 2026; of the years around it is one in 2020 and 2026 only
    assert written(read_page_date("Friday 13 March", today=date(2026, 12, 1), zone=ZONE)) == "2026-03-13"
    assert written(read_page_date("13 March", today=date(2026, 12, 1), zone=ZONE)) == "2027-03-13"


def test_past_dates_can_be_left_out() -> None:
    assert read_page_date("13 maart 2020", today=TODAY, zone=ZONE, past_ok=False) is None
    assert written(read_page_date("20 aug", today=TODAY, zone=ZONE, past_ok=False)) == "2027-08-20"
