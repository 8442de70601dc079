"""The summary on paper: one A4 page, whatever stands on it."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from posters.setting import set_in_type
from posters.sheets import Format, Kind, SummarySheet


def sheet(steps: list[str], **more: Any) -> SummarySheet:
    values: dict[str, Any] = {
        "paper": "#ffffff",
        "ink": "#111111",
        "language": "nl",
        "title": "Terras open tot 01:00",
        "community": "De Sektor",
        "lines": [
            {"kind": "title", "text": "Terras open tot 01:00"},
            {"kind": "heading", "text": "Samenvatting"},
            {"kind": "text", "text": "Het terras wil langer open."},
        ],
        "steps": steps,
        "more": ["", *(f"{n} weggelaten" for n in range(1, len(steps) + 1))],
        "after": [{"kind": "heading", "text": "Contact"}, {"kind": "text", "text": "De Sektor"}],
    }
    return SummarySheet(**{**values, **more})


def printed(one: SummarySheet) -> tuple[int, str]:
    """Pages, and what can be read on them."""
    made = set_in_type(one.template, one.data(), Format.PORTRAIT, Kind.PDF)
    pages = PdfReader(io.BytesIO(made)).pages
    width, height = (round(float(side)) for side in pages[0].mediabox[2:])
    assert (width, height) == (595, 842)
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_fits_is_all_there_and_nothing_is_said_to_be_left_out() -> None:
    pages, text = printed(sheet(["1 mrt: aanvraag", "13 mrt: gebeld"]))
    assert pages == 1
    for words in ("Terras open tot 01:00", "1 mrt: aanvraag", "13 mrt: gebeld", "Contact"):
        assert words in text
    assert "weggelaten" not in text


def test_what_does_not_fit_is_counted_and_the_first_and_the_newest_stay() -> None:
    steps = [f"stap {n}: " + "woord " * 25 for n in range(1, 61)]
    pages, text = printed(sheet(steps))
    assert pages == 1
    assert "stap 1:" in text
    assert "stap 60:" in text
    gone = [n for n in range(1, 61) if f"stap {n}:" not in text]
    assert f"{len(gone)} weggelaten" in text
    assert gone == list(range(2, 2 + len(gone)))
    assert "Contact" in text


@pytest.mark.parametrize("letter", ["W", "m", "漢", "👩"])
def test_wide_letters_and_words_without_end_stay_on_the_page(letter: str) -> None:
    long = letter * 700
    lines = [
        {"kind": "title", "text": letter * 120},
        *({"kind": "text", "text": long[:most]} for most in (120, 700, 450, 250, 480)),
    ]
    pages, text = printed(sheet([letter * 180] * 12, lines=lines))
    assert pages == 1
    assert "Contact" in text
