"""Saved inputs of our own making beside results written by hand from them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.commands.scrape import as_json
from scrapers.parsing import Job, read
from scrapers.problems import SourceProblem

DATA = Path(__file__).parent.parent / "data"
KINDS = ("ical", "jsonld", "microdata", "microformats", "feed", "tribe", "radar", "html")
CASES = sorted(path for kind in KINDS for path in (DATA / kind).glob("*.expected.json"))


def _input(expected: Path) -> Path:
    name = expected.name.removesuffix(".expected.json")
    return next(path for path in expected.parent.glob(f"{name}.*") if path != expected)


def _as_printed(event: Any) -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(json.dumps(as_json(event), default=str))
    return printed


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name.split('.')[0]}")
def test_a_saved_input_gives_what_was_written_beside_it(path: Path) -> None:
    expected = json.loads(path.read_text())
    window = expected.get("window", ["2026-01-01", "2026-12-31"])
    job = Job(
        data=_input(path).read_bytes(),
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])),
        zone=expected.get("zone", "Europe/Amsterdam"),
        today=date.fromisoformat(expected.get("today", "2026-03-09")),
    )
    if "error" in expected:
        with pytest.raises(SourceProblem) as refused:
            read(job)
        assert type(refused.value).__name__ == expected["error"]
        return

    reading = read(job)

    printed = [_as_printed(event) for event in reading.events]
    if "exactly" in expected:
        shown = [
            {key: event[key] for key in wanted}
            for event, wanted in zip(printed, expected["exactly"], strict=False)
        ]
        assert shown == expected["exactly"]
        assert [event["title"] for event in printed] == [event["title"] for event in expected["exactly"]]
    if "count" in expected:
        assert len(printed) == expected["count"]
    for wanted in expected.get("includes", []):
        assert any(wanted.items() <= event.items() for event in printed)
    notes = [str(note) for note in reading.warnings]
    assert len(notes) == len(expected["warnings"]), notes
    for part in expected["warnings"]:
        assert any(part in note for note in notes), (part, notes)
    assert reading.complete is expected.get("complete", True)
