"""What people type, one line each in sayings.txt, against what it means."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain.refusal import Refusal
from domain.when import AskBack, When, read_when

ZONE = ZoneInfo("Europe/Amsterdam")
SAYINGS = Path(__file__).with_name("sayings.txt")


def rows() -> Iterator[tuple[str, str, datetime]]:
    now = datetime(2026, 3, 9, 12, tzinfo=ZONE)
    for line in SAYINGS.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            now = datetime.fromisoformat(line[2:]).replace(tzinfo=ZONE)
        elif line and not line.startswith("#"):
            text, _, expected = line.partition(" | ")
            yield text, expected, now


def moment(value: date | None) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def written(when: When) -> str:
    return moment(when.start) if when.end is None else f"{moment(when.start)} > {moment(when.end)}"


def outcome(text: str, now: datetime) -> str:
    try:
        read = read_when(text, now=now, zone=ZONE)
    except Refusal as refusal:
        return f"! {refusal}"
    if isinstance(read, AskBack):
        return f"? {' / '.join(moment(choice.when.start) for choice in read.choices)}"
    return written(read)


def test_there_are_enough_rows() -> None:
    assert len(list(rows())) > 250


@pytest.mark.parametrize(("text", "expected", "now"), list(rows()), ids=lambda value: str(value)[:50])
def test_saying(text: str, expected: str, now: datetime) -> None:
    if expected.startswith("! "):
        assert expected[2:] in outcome(text, now)
        assert outcome(text, now).startswith("! ")
    else:
        assert outcome(text, now) == expected
