"""Pages read by selectors that somebody wrote."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.refusal import Refusal
from domain.selectors import Selectors
from domain.sources import Reading, SourceStatus
from scrapers.page import Page
from scrapers.parsing import Job, read
from scrapers.problems import Unreadable
from scrapers.sources.selected import parse

ZONE = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 3, 9)
PAGE = """<html><body><h1>Programma</h1><p><a class=act href=/over>Over ons, sinds 1 mei 1999</a></p>
<ul class=lijst>
<li class=act><a class=naam href="/a">Stormvogel</a> <b class=dag>vr 13 mrt</b> <i class=uur>deur 20:00</i>
 <i class=uur>aanvang 20:30</i> <i class=tot>23:00</i> <em class=zaal>Kelder</em> <s class=kosten>€ 7</s></li>
<li class=act><a class=naam href="/b">Uit de tijd</a> <b class=dag>zo 3 jan</b>
 <u class=melding>Geannuleerd</u> <img data-groot="/b.jpg 2x"></li>
<li class=act><a class=naam href="/c">Zonder dag</a> <b class=dag>binnenkort</b></li>
</ul><a class=verder href="?p=2">Meer</a></body></html>"""
WRITTEN = {
    "list": "ul.lijst",
    "item": ".act",
    "title": "a.naam",
    "date": ".dag",
    "time": ".uur",
    "end": ".tot",
    "place": ".zaal",
    "link": "a.naam@href",
    "image": "img@data-groot",
    "price": ".kosten",
    "status": ".melding",
    "next_page": "a.verder",
}


def reading(html: str, **written: str) -> Reading:
    page = Page(html.encode(), "https://zaal.example/programma")
    return parse(page, Selectors.of(written), zone=ZONE, today=TODAY)


def test_every_part_is_read_from_where_it_stands() -> None:
    found = reading(PAGE, **WRITTEN)
    first, second = found.events
    assert (first.title, first.location.name, first.price) == ("Stormvogel", "Kelder", "€ 7")
    assert first.start == datetime(2026, 3, 13, 20, 30, tzinfo=ZONE)
    assert first.end == datetime(2026, 3, 13, 23, 0, tzinfo=ZONE)
    assert first.url == "https://zaal.example/a"
    assert (second.start, second.all_day) == (date(2027, 1, 3), True)
    assert second.status is SourceStatus.CANCELLED
    assert second.image == "https://zaal.example/b.jpg"
    assert [str(note) for note in found.warnings] == ["Events without a date, left out: 1."]
    assert found.next_page == "https://zaal.example/programma?p=2"


def test_what_has_no_selector_is_looked_for_as_a_person_would() -> None:
    found = reading(PAGE, item="ul .act")
    assert [event.title for event in found.events] == ["Stormvogel", "Uit de tijd"]
    assert found.events[0].start == datetime(2026, 3, 13, 20, 30, tzinfo=ZONE)
    assert found.events[1].status is SourceStatus.CANCELLED
    assert found.events[0].url == "https://zaal.example/a"


def test_a_date_may_head_several_items() -> None:
    html = (
        "<h2>Vrijdag 5 juni 2026</h2><p class=x><a href=/a>Een</a> 19:00</p>"
        "<p class=x><a href=/b>Twee</a> 21:00</p>"
        "<h2>Zaterdag 6 juni 2026</h2><p class=x><a href=/c>Drie</a> 11:00</p>"
    )
    starts = [event.start for event in reading(html, item="p.x", date="h2").events]
    assert starts == [
        datetime(2026, 6, 5, 19, tzinfo=ZONE),
        datetime(2026, 6, 5, 21, tzinfo=ZONE),
        datetime(2026, 6, 6, 11, tzinfo=ZONE),
    ]


@pytest.mark.parametrize(
    ("attributes", "start"),
    [
        ('datetime="2026-06-05T20:00:00+02:00"', datetime(2026, 6, 5, 20, tzinfo=ZONE)),
        ('datetime="2026-06-05"', date(2026, 6, 5)),
        ('datetime="vr 5 juni, 20 uur"', datetime(2026, 6, 5, 20, tzinfo=ZONE)),
        ('class="leeg"', datetime(2026, 6, 6, 21, tzinfo=ZONE)),
    ],
)
def test_an_attribute_holds_the_date_or_else_the_words_do(attributes: str, start: datetime | date) -> None:
    html = f"<div class=x><h3>Avond</h3><time {attributes}>za 6 juni 21:00</time></div>"
    assert reading(html, item=".x", date="time@datetime").events[0].start == start


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("02:00", datetime(2026, 6, 7, 2, tzinfo=ZONE)),
        ("tot 23.30 uur", datetime(2026, 6, 6, 23, 30, tzinfo=ZONE)),
        ("7 juni 2026 04:00", datetime(2026, 6, 7, 4, tzinfo=ZONE)),
        ("onbekend", None),
    ],
)
def test_an_end_is_an_hour_or_a_moment(said: str, end: datetime | None) -> None:
    html = f"<div class=x><h3>Avond</h3><b>za 6 juni 21:00</b><i>{said}</i></div>"
    assert reading(html, item=".x", date="b", time="b", end="i").events[0].end == end


def test_a_last_day_is_the_day_before_the_end() -> None:
    html = "<div class=x><h3>Expositie</h3><b>6 juni 2026</b><i>9 juni 2026</i></div>"
    event = reading(html, item=".x", date="b", end="i").events[0]
    assert (event.start, event.end, event.all_day) == (date(2026, 6, 6), date(2026, 6, 10), True)


def test_an_item_that_is_a_link_is_its_own_link() -> None:
    html = "<a class=x href=/avond><h3>Avond</h3><b>6 juni 2026</b></a>"
    assert reading(html, item="a.x", link="@href").events[0].url == "https://zaal.example/avond"


def test_an_unfamiliar_page_is_an_error_and_never_zero_events() -> None:
    with pytest.raises(Unreadable, match="find nothing here any more"):
        reading("<p>Vernieuwd!</p>", **WRITTEN)
    with pytest.raises(Unreadable, match="find 1 items here, but in none"):
        reading("<ul class=lijst><li class=act>Binnenkort meer</li></ul>", **WRITTEN)


def test_an_empty_list_is_told_apart_by_its_own_selector() -> None:
    found = reading("<ul class=lijst></ul>", **WRITTEN)
    assert (found.events, [str(note) for note in found.warnings]) == ((), ["The list on this page is empty."])


def test_a_job_with_selectors_reads_by_them() -> None:
    window = date(2026, 1, 1), date(2027, 12, 31)
    job = Job(PAGE.encode(), window, ZONE.key, TODAY, selectors=Selectors.of({"item": "ul .act"}))
    assert [event.title for event in read(job).events] == ["Stormvogel", "Uit de tijd"]
    calendar = Job(
        b"BEGIN:VCALENDAR\nEND:VCALENDAR", window, ZONE.key, TODAY, selectors=Selectors.of({"item": "a"})
    )
    assert str(read(calendar).warnings[0]) == "The calendar is empty."


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ({}, "A selector for item is missing"),
        ({"item": "li", "titel": "h3"}, "“titel” is not something"),
        ({"item": "li", "title": 3}, "must be text"),
        ({"item": "li", "title": "h3.."}, "“h3..”, cannot be read"),
        ({"item": "li", "title": "h3::text"}, "Pseudo-elements"),
        ({"item": "li", "link": "a@"}, "is no attribute"),
        ({"item": "li", "title": "  "}, "is empty"),
        ({"item": "a@href"}, "has to lead to an element"),
        ({"item": "li", "title": "a" * 301}, "longer than 300"),
        ({"item": "li", "title": ":not(" * 90 + "a"}, "selector for title"),
    ],
)
def test_each_mistake_is_said_in_one_sentence(written: dict[str, object], part: str) -> None:
    with pytest.raises(Refusal) as refused:
        Selectors.of(written)
    assert part in str(refused.value)
    assert "\n" not in str(refused.value)


def test_selectors_survive_being_written_down() -> None:
    assert Selectors.of(WRITTEN).as_dict() == WRITTEN
    odd = {"item": "a[href*='@']", "link": "a[title='x@y']@href", "date": "@data-dag"}
    assert Selectors.of(odd).as_dict() == odd
