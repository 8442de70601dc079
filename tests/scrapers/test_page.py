"""What can be told of a page without building its tree."""

from datetime import date

import pytest

from domain.sources import SourceEvent
from scrapers import moments
from scrapers.page import Page
from scrapers.parsing import Job, read
from scrapers.text import one_line, paragraphs
from scrapers.zones import named

ZONE = named("Europe/Amsterdam")
ITEM = (
    '<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">Stormvogel</b>'
    '<time itemprop="startDate" datetime="2026-04-10T20:00">10 april</time></div>'
)


def _events(body: str) -> tuple[SourceEvent, ...]:
    page = f"<!doctype html><html><head><title>De Kelder</title></head><body>{body}</body></html>"
    window = (date(2026, 1, 1), date(2026, 12, 31))
    return read(Job(page.encode(), window, "Europe/Amsterdam", date(2026, 3, 9))).events


def test_markup_is_the_page_without_its_scripts_and_styles() -> None:
    page = Page(
        b"<title>De Kelder</title><style>.vevent{}</style><p class=a>een</p>"
        b"<SCRIPT src=x>itemtype</SCRIPT><!-- twee --><noscript>drie</noscript>"
    )
    assert page.markup == (
        "<title>De Kelder</title><style></style><p class=a>een</p>"
        "<SCRIPT src=x></SCRIPT><!-- twee --><noscript>drie</noscript>"
    )


@pytest.mark.parametrize(
    "before", ["<script>var a = 1", "<style>p {}", "<!-- <script> -->", "<script></script>"]
)
def test_what_stands_after_a_script_is_still_looked_at(before: str) -> None:
    assert "itemtype" in Page((before + ITEM).encode()).markup


def test_microdata_behind_scripts_is_read() -> None:
    assert [event.title for event in _events(f"<script>x()</script><style>p {{}}</style>{ITEM}")] == [
        "Stormvogel"
    ]


def test_what_is_alike_at_two_events_is_not_mixed_up() -> None:
    def event(title: str, extra: str) -> str:
        return f'{{"@type":"Event","name":"{title}","startDate":"2026-04-10T20:00:00+02:00",{extra}}}'

    zaal = '"location":{"@type":"Place","name":"Zaal","address":{"addressLocality":"%s"}}'
    offer = '"offers":{"price":"5","priceCurrency":"%s"}'
    several = '"offers":[{"price":"5","priceCurrency":"EUR"},{"price":"7"}]'
    blocks = ",".join(
        (
            event("Een", f"{zaal % 'Enschede'},{offer % 'EUR'}"),
            event("Twee", f"{zaal % 'Hengelo'},{offer % 'GBP'}"),
            event("Drie", f'"location":"Zaal",{several}'),
            event("Vier", f'{zaal % "Enschede"},"offers":{{"price":"5"}},"isAccessibleForFree":true'),
            event("Vijf", '"location":[],"isAccessibleForFree":true'),
        )
    )
    found = {
        event.title: event for event in _events(f'<script type="application/ld+json">[{blocks}]</script>')
    }
    assert [found[name].location.city for name in ("Een", "Twee", "Drie", "Vier", "Vijf")] == [
        "Enschede",
        "Hengelo",
        None,
        "Enschede",
        None,
    ]
    assert [found[name].price for name in ("Een", "Twee", "Drie", "Vier", "Vijf")] == [
        "5 EUR",
        "5 GBP",
        "5 – 7 EUR",
        "5",
        "0",
    ]


def test_half_a_character_in_a_place_costs_no_event() -> None:
    block = (
        '{"@type":"Event","name":"Stormvogel","startDate":"2026-04-10","location":{"name":"Zaal \\ud83d 2"},}'
    )
    (event,) = _events(f'<script type="application/ld+json">{block}</script>')
    assert event.location.name == "Zaal 2"


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Rock & roll", "Rock & roll"),
        ("Rock &amp; roll", "Rock & roll"),
        ("R&B", "R&B"),
        ("Caf&eacute; &#8211; zaal", "Café – zaal"),
        ("a &lt;b&gt; &", "a &"),
    ],
)
def test_an_ampersand_is_an_entity_only_where_one_follows(written: str, clean: str) -> None:
    assert one_line(written) == clean == paragraphs(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1970-12-31", None),
        ("1971-01-01", "1971-01-01"),
        ("2100-12-31T20:00:00", "2100-12-31T20:00:00+01:00"),
        ("2101-01-01", None),
        ("2026-04-10T20:00:00Z", "2026-04-10T20:00:00+00:00"),
        ("2026-04-10T20:00:00+02:00", "2026-04-10T20:00:00+02:00"),
        ("2026-04-31", None),
    ],
)
def test_standard_dates_are_read_within_the_years_that_mean_something(
    written: str, expected: str | None
) -> None:
    assert ZONE is not None
    moment = moments.read(written, ZONE)
    assert (moment.value.isoformat() if moment else None) == expected
