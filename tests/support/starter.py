"""The starter articles as the tests read them: their front matter, their text, and every figure in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parents[2] / "kennisbank"
LANGUAGES = ("nl", "en")

_UNITS = {
    "weeks": r"weken|weeks?",
    "working days": r"werkdagen|working days",
    "days": r"dagen|days?",
    "months": r"maanden|months?",
    "hours": r"uur|hours?",
    "years": r"jaar|years?",
    "per cent": r"procent|per cent|%",
    "metres": r"meter|metres?",
    "m2": r"m²",
    "dB(A)": r"dB\(A\)",
    "dB(C)": r"dB\(C\)",
    "visitors": r"bezoekers|visitors",
}
_FIGURE = re.compile(
    r"(?P<money>(?:€|EUR)\s?)?(?P<number>\d+(?:[.,:-]\d+)*)"
    + r"(?:\s?(?:"
    + "|".join(f"(?P<u{index}>{unit})" for index, unit in enumerate(_UNITS.values()))
    + r")(?!\w)|(?!\w))"  # 1Twente is a name
)
_WORDS = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien twintig "
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty"
)
_SPELLED = re.compile(
    r"\b(?:" + "|".join(_WORDS.split()) + r")\s+(?:" + "|".join([*_UNITS.values(), "euros?"]) + r")(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """One file: `front` as it stands there, every value a text."""

    slug: str
    language: str
    front: dict[str, Any]
    body: str

    @property
    def kind(self) -> str:
        return str(self.front["kind"])

    @property
    def headings(self) -> list[str]:
        return re.findall(r"^#+ (.*)$", self.body, re.MULTILINE)

    @property
    def sections(self) -> list[tuple[str, str]]:
        """(heading, text below it)."""
        parts = re.split(r"^#+ (.*)$", self.body, flags=re.MULTILINE)
        return list(zip(parts[1::2], parts[2::2], strict=True))

    def links(self) -> list[str]:
        """What the text and the steps link to, as written."""
        steps = [to for step in self.front.get("steps", []) for to in step.get("links", [])]
        return [*re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", self.body), *steps]

    def texts(self) -> Iterator[str]:
        """Every sentence that a person reads."""
        yield self.front["title"]
        yield self.body
        for one in self.front.get("criteria", []):
            yield from (one["name"], *one["conditions"])
        for step in self.front.get("steps", []):
            yield from (step["title"], step["who"], step["pitfalls"])

    def figures(self) -> set[str]:
        """Every number, with its unit, in one way of writing: EUR 12500, 12 weeks, 1.25, 09:00."""
        return {_plain(found, self.language) for text in self.texts() for found in _FIGURE.finditer(text)}

    def spelled(self) -> set[str]:
        """Numbers in words that count time or money."""
        return {found[0].lower() for text in self.texts() for found in _SPELLED.finditer(text)}


def _plain(found: re.Match[str], language: str) -> str:
    thousands, decimal = (".", ",") if language == "nl" else (",", ".")
    number = re.sub(rf"{re.escape(thousands)}(?=\d{{3}}(?!\d))", "", found["number"]).replace(decimal, ".")
    unit = next((name for index, name in enumerate(_UNITS) if found[f"u{index}"]), "")
    return ("EUR " if found["money"] else "") + number + (f" {unit}" if unit else "")


@cache
def pages() -> tuple[Page, ...]:
    return tuple(_page(file) for language in LANGUAGES for file in sorted((HOME / language).glob("*.md")))


def _page(file: Path) -> Page:
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    return Page(file.stem, file.parent.name, yaml.load(front, Loader=yaml.BaseLoader), body)
