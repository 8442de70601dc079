"""Text that people typed: cleaned, measured, and never able to call anybody."""

import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusal import Refusal
from domain.texts import cleaned, one_line, shortened, web_link, within, without_pings
from domain.when.answers import Message

TITLE = Message("The title")


@given(st.text())
def test_cleaned_text_holds_nothing_invisible_and_is_stable(text: str) -> None:
    clean = cleaned(text)
    assert cleaned(clean) == clean
    assert clean == clean.strip()
    for character in clean:
        category = unicodedata.category(character)
        assert character in "\n\u200d" or category not in {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_what_can_be_seen_is_kept(text: str) -> None:
    assert cleaned(text) == text


def test_emoji_made_of_several_stay_one() -> None:
    assert one_line("👩\u200d🎤 op het podium") == "👩\u200d🎤 op het podium"


def test_lines_end_in_one_way() -> None:
    assert cleaned("a\r\nb\rc\nd") == "a\nb\nc\nd"
    assert one_line(" a\r\n  b\tc ") == "a b c"


@given(st.text(), st.integers(1, 60))
def test_shortened_text_fits_and_begins_as_before(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_it_is_cut_between_words() -> None:
    assert shortened("Stalen Zenuwen, Gele Kanarie", 20) == "Stalen Zenuwen…"


def test_what_fits_exactly_is_within() -> None:
    assert within("x" * 100, 100, TITLE) == "x" * 100
    with pytest.raises(Refusal) as refused:
        within("x" * 101, 100, TITLE)
    assert refused.value.params == {"field": TITLE, "length": 101, "most": 100}


@pytest.mark.parametrize("text", ["@everyone", "hey @HERE!", "<@1>", "<@!22>", "<@&333>", "a@everyone"])
def test_calling_people_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        without_pings(text)


@pytest.mark.parametrize("text", ["everyone", "<#1>", "@Mila", "5 < 6 @ 7", "@hereafter"])
def test_what_calls_nobody_passes(text: str) -> None:
    assert without_pings(text) == text


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://noise.example/x?a=b#c", "https://noise.example/x?a=b#c"),
        ("noise.example", "https://noise.example"),
        ("  http://noise.example ", "http://noise.example"),
        ("HTTPS://Noise.Example", "HTTPS://Noise.Example"),
        ("https://ünï.example/ø", "https://ünï.example/ø"),
        ("www.noise.example:8080/x", "https://www.noise.example:8080/x"),
        ("noise.example:8080", "https://noise.example:8080"),
        ("http://127.0.0.1:8400/agenda.ics", "http://127.0.0.1:8400/agenda.ics"),
    ],
)
def test_web_addresses(typed: str, link: str) -> None:
    assert web_link(typed) == link


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "https://",
        "http:///x",
        "https://[broken",
        "a b.example",
        "localhost",
        "",
        "x" * 501 + ".example",
        "https://a.example/" + "y" * 500,
    ],
)
def test_what_is_no_web_address(typed: str) -> None:
    with pytest.raises(Refusal):
        web_link(typed)


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_a_web_address_or_a_refusal(text: str) -> None:
    try:
        link = web_link(text)
    except Refusal:
        return
    assert urlsplit(link).scheme.lower() in {"http", "https"}
    assert not any(c.isspace() for c in link)
