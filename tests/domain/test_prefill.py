"""What a message, or a page without events, tells of an event."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.drafts import MOST
from domain.prefill import Prefill, links_in, of_page, of_words, together
from domain.sources import About
from domain.venues import Venue

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
VENUES = [Venue(1, "Tankstation", ("de Tank",)), Venue(2, "Tetem"), Venue(3, "Metropool")]


def said(text: str) -> Prefill:
    return of_words(text, now=NOW, zone=ZONE, venues=VENUES)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (
            "**Doom Choir**\nFriday 13 March 8pm @ Tetem\nhttps://doom.example/.",
            {
                "title": "Doom Choir",
                "when": "13-03-2026 20:00",
                "where": "Tetem, Enschede",
                "link": "https://doom.example/",
                "description": "Doom Choir\nFriday 13 March 8pm @ Tetem",
            },
        ),
        ("# Open podium", {"title": "Open podium"}),
        ("<@123> https://a.example/x", {"link": "https://a.example/x"}),
        (
            "Deuren 19.00\nza 14 maart\nvrijdag 20 maart 21:00 metropool",
            {
                "title": "Deuren 19.00",
                "when": "20-03-2026 21:00",
                "where": "Metropool, Enschede",
                "description": "Deuren 19.00\nza 14 maart\nvrijdag 20 maart 21:00 metropool",
            },
        ),
        ("", {}),
        ("😀", {"title": "😀"}),
    ],
)
def test_of_words(text: str, typed: dict[str, str]) -> None:
    assert said(text).typed == typed


@given(st.text(max_size=3000))
def test_any_words_fit_the_form(text: str) -> None:
    prefill = said(text)
    assert all(len(value) <= MOST[name] for name, value in prefill.typed.items())
    assert "@everyone" not in prefill.typed.get("title", "")
    assert (prefill.settled is None) == ("when" not in prefill.typed)


def test_links_end_where_the_sentence_goes_on() -> None:
    assert links_in("see https://a.example/b, (http://c.example) and <https://d.example/?x=1>!") == [
        "https://a.example/b",
        "http://c.example",
        "https://d.example/?x=1",
    ]


def test_a_page_without_an_event() -> None:
    about = About("Title", "Words", "https://a.example/p.png", "javascript:alert(1)")
    prefill = of_page(about, link="https://a.example/e")
    assert prefill.typed == {"title": "Title", "description": "Words"}
    assert prefill.image == "https://a.example/p.png"
    assert of_page(None, link="https://a.example/e").typed == {"link": "https://a.example/e"}


def test_the_page_goes_before_the_words() -> None:
    page = Prefill(typed={"title": "Page", "link": "https://a.example/"}, themes=("music",))
    words = said("Message\nza 14 maart 20:00 - 23:00")
    both = together(page, words)
    assert both.typed["title"] == "Page"
    assert both.typed["when"] == "14-03-2026 20:00"
    assert both.settled == words.settled
    assert both.themes == ("music",)
