"""What a source is called when nobody gave it a name."""

from datetime import date

import pytest

from scrapers import naming
from scrapers.page import Page
from scrapers.parsing import Job, read

CALENDAR = (
    b"BEGIN:VCALENDAR\nX-WR-CALNAME:%s\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20260401T180000Z\n"
    b"END:VEVENT\nEND:VCALENDAR"
)
FEED = (
    b"<rss version='2.0'><channel><title>%s</title><item><title>x</title><date_from>01/05/2026</date_from>"
    b"</item></channel></rss>"
)
EVENT = b'<script type="application/ld+json">{"@type":"Event","name":"x","startDate":"2026-04-01"}</script>'


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("De Schuur", "De Schuur"),
        ("De Schuur - Agenda", "De Schuur"),
        ("De Schuur » Feed", "De Schuur"),
        ("Metropool - Enschede", "Metropool - Enschede"),
        ("Kalender van Jan", "Kalender van Jan"),
        ("Agenda 2026", None),
        ("Events – Programma", None),
        ("", None),
        (None, None),
    ],
)
def test_words_that_fit_any_agenda_are_no_name(written: str | None, name: str | None) -> None:
    assert naming.calendar(written) == name


@pytest.mark.parametrize(
    ("head", "address", "name"),
    [
        ("<title>Agenda | De Schuur</title>", None, "De Schuur"),
        ("<title>Stormvogel – Agenda – De Schuur</title>", None, "De Schuur"),
        ("<title>Schuur | Poppodium van het oosten</title>", "https://www.schuur.example/", "Schuur"),
        ("<meta property=og:site_name content='De Schuur'><title>Iets</title>", None, "De Schuur"),
        ("<title>Programma</title>", None, None),
        ("", None, None),
    ],
)
def test_a_page_is_called_after_its_site(head: str, address: str | None, name: str | None) -> None:
    assert naming.page(Page(f"<html><head>{head}</head></html>".encode(), address)) == name


@pytest.mark.parametrize(
    "data",
    [CALENDAR % b"De Schuur", FEED % b"De Schuur &#187; Agenda", b"<title>De Schuur</title>" + EVENT],
    ids=["calendar", "feed", "page"],
)
def test_every_reading_carries_the_name(data: bytes) -> None:
    job = Job(data, (date(2026, 1, 1), date(2026, 12, 31)), "Europe/Amsterdam", date(2026, 3, 9))
    assert read(job).name == "De Schuur"


def test_the_date_of_publication_is_the_start_only_where_that_was_set() -> None:
    feed = FEED.replace(
        b"<date_from>01/05/2026</date_from>", b"<pubDate>Fri, 01 May 2026 18:00:00 +0000</pubDate>"
    )
    job = Job(feed % b"x", (date(2026, 1, 1), date(2026, 12, 31)), "Europe/Amsterdam", date(2026, 3, 9))
    assert read(job).events == ()
    start = Job(feed % b"x", job.window, job.zone, job.today, published_is_start=True)
    assert [f"{event.start:%d %H:%M}" for event in read(start).events] == ["01 20:00"]
