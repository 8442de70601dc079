"""Real files saved from public repositories, when they stand beside the checkout (data of others)."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.commands.scrape import as_json
from domain.sources import Reading
from scrapers.parsing import Job, read
from scrapers.problems import NotAnAgenda, SourceProblem

ROOT = Path(__file__).parents[2].parent / "shared" / "real-agendas"
TODAY = "2026-08-25"


def _cases() -> list[Any]:
    expected = ROOT / "expected.json"
    if not expected.exists():
        missing = f"NO REAL AGENDAS at {ROOT}: what reads them is skipped."
        return [pytest.param({}, marks=pytest.mark.skip(reason=missing), id="absent")]
    return [
        pytest.param(case, id=case["file"])
        for case in json.loads(expected.read_text())
        if case["set"] == "dev"
    ]


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    """The checks that come with the files."""
    spec = importlib.util.spec_from_file_location("run_cases", ROOT / "run_cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", _cases())
def test_a_real_agenda_gives_every_expected_fact(case: dict[str, Any], checker: ModuleType) -> None:
    window = case.get("window", ["1990-01-01", "2100-01-01"])
    zone = case.get("default_tz", "Europe/Amsterdam")
    job = Job(
        data=(ROOT / case["file"]).read_bytes(),
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])),
        zone=zone,
        today=date.fromisoformat(case.get("as_of", TODAY)),
    )
    try:
        reading = read(job)
        exit_code = 0
    except SourceProblem as problem:
        reading = Reading(())
        exit_code = 3 if isinstance(problem, NotAnAgenda) else 1
    events = [json.loads(json.dumps(as_json(event))) for event in reading.events]
    named = case.get("default_tz")

    assert exit_code in case["exit"]
    assert case.get("min_events", 0) <= len(events) <= case.get("max_events", 10**6)
    assert [problem for event in events if (problem := checker.schema(event))] == []
    assert reading.warnings or events or exit_code
    for wanted in case.get("must", []):
        assert wanted.get("level") == "bonus" or any(
            checker.meets(event, wanted, named) for event in events
        ), wanted
    for unwanted in case.get("must_not", []):
        assert not [event for event in events if checker.meets(event, unwanted, named)], unwanted
    if "only" in case:
        assert all(any(checker.meets(event, known, named) for known in case["only"]) for event in events)
