"""Sheets to try the press with, and reading back what came out of it."""

import io
import re
from collections.abc import Sequence
from typing import Any

import zxingcpp
from PIL import Image
from pypdf import PdfReader

from posters.setting import set_in_type
from posters.sheets import CardSheet, Day, Format, Kind, Line, Sheet, WeekSheet

PAPER = "#ffe600"
ADDRESS = "agenda.example.org"
LINK = "https://agenda.example.org/poster/music/2026-W11"
UNTITLED = "See the agenda"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def week(titles: Sequence[str], **more: Any) -> WeekSheet:
    """The titles dealt out over the days of a week, ranked in the order in which they are given."""
    lines = [Line(time="20:00", title=title, place="Tankstation", rank=n) for n, title in enumerate(titles)]
    days = [
        Day(name=f"{name} {9 + n} March", short=f"{name[:3]} {9 + n} Mar", lines=lines[n::7])
        for n, name in enumerate(_DAYS)
        if lines[n::7]
    ]
    values: dict[str, Any] = {
        "paper": PAPER,
        "ink": "#0b0b0b",
        "language": "en",
        "title": "Music: 9–15 Mar 2026",
        "community": "De Sektor",
        "headline": "Music",
        "week": "week 11",
        "dates": "9–15 Mar 2026",
        "days": days,
        "more": ["", *(f"and {n} more, at" for n in range(1, len(titles) + 1))],
        "empty": "Nothing yet this week.",
        "untitled": UNTITLED,
        "link": LINK,
        "address": ADDRESS,
        "small": ["EN: in English, or no language needed"],
    }
    return WeekSheet(**{**values, **more})


def card(name: str, **more: Any) -> CardSheet:
    values: dict[str, Any] = {
        "paper": PAPER,
        "ink": "#0b0b0b",
        "language": "en",
        "title": name,
        "community": "De Sektor",
        "headline": "Music",
        "name": name,
        "when": "Friday 13 March 2026 20:00",
        "untitled": UNTITLED,
        "place": "Tankstation",
    }
    return CardSheet(**{**values, **more})


def printed(sheet: Sheet, shape: Format, kind: Kind) -> bytes:
    return set_in_type(sheet.template, sheet.data(), shape, kind)


def pdf(sheet: Sheet, shape: Format = Format.PORTRAIT) -> PdfReader:
    return PdfReader(io.BytesIO(printed(sheet, shape, Kind.PDF)))


def picture(sheet: Sheet, shape: Format = Format.PORTRAIT) -> Image.Image:
    return opened(printed(sheet, shape, Kind.PNG))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def words_on(reader: PdfReader) -> str:
    """All that can be read on its one page, without the spaces: where lines break means nothing."""
    (page,) = reader.pages
    return squeezed(page.extract_text())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def hidden_on(reader: PdfReader) -> int:
    """How many events it says that it does not show."""
    match = re.search(r"and(\d+)more,at", words_on(reader))
    return int(match[1]) if match else 0


def read_code(image: Image.Image) -> str:
    """What a phone reads in the QR code."""
    (code,) = zxingcpp.read_barcodes(image)
    return str(code.text)


def stays_within(image: Image.Image) -> bool:
    """Nothing stands in the margins, between the stripes above and below."""
    width, height = image.size
    shorter = min(width, height)
    paper = tuple(bytes.fromhex(PAPER[1:]))
    above, margin = round(shorter * 0.06), round(shorter * 0.04)
    sides = [(0, above, margin, height - above), (width - margin, above, width, height - above)]
    return all(
        image.crop(side).getcolors() == [((side[2] - side[0]) * (side[3] - side[1]), paper)] for side in sides
    )
