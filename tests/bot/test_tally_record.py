"""`sektor tally` on the record of the emergency stop."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from domain.assembly_export import RECORD
from domain.chain import BEGINNING, Link, linked
from domain.decisions.exporting import as_json

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def assembly(number: int, starts: datetime, yes: int, no: int, stage: str) -> list[dict[str, Any]]:
    """Ten people, written down by hand."""
    mine = {"assembly": number}
    return [
        {
            "kind": "convene",
            "at": text(starts - timedelta(days=8)),
            "starts": text(starts),
            "place": "De Tank",
            "agenda": "Noodknop",
            "chair": "1",
            "by": "1",
            "notice": 7,
            "people": [str(person) for person in range(1, 11)],
            "community": "50",
            **mine,
        },
        {"kind": "open", "at": text(starts), "by": "1", **mine},
        {"kind": "vote", "at": text(starts), "by": "1", "question": "stop", "decision": number, **mine},
        {
            "kind": "count",
            "at": text(starts + timedelta(hours=1)),
            "decision": number,
            "seal": "00",
            "yes": yes,
            "no": no,
            "abstain": 0,
            "called_off": False,
            "stage": stage,
            **mine,
        },
        {"kind": "close", "at": text(starts + timedelta(hours=2)), "by": "1", "present": ["1", "2"], **mine},
    ]


def sealed(bodies: list[dict[str, Any]], path: Path) -> Path:
    links: list[Link] = []
    for number, body in enumerate(bodies, 1):
        links.append(linked(links[-1].hash if links else BEGINNING, {"n": number, **body}))
    path.write_bytes(as_json(links, RECORD))
    return path


def tally(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["tally", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def two() -> list[dict[str, Any]]:
    first, second = NOW + timedelta(days=20), NOW + timedelta(days=40)
    return assembly(1, first, 6, 4, "first_passed") + assembly(2, second, 6, 4, "triggered")


def test_a_sound_record(two: list[dict[str, Any]], tmp_path: Path) -> None:
    code, said = tally(str(sealed(two, tmp_path / "noodknop.json")))
    assert code == 0
    assert said.startswith("SOUND: 10 entries, each sealed by the next.\n")
    assert "Assembly 2, the emergency stop (B-2): 6 yes, 4 no, 0 abstaining, of 10.\n" in said
    assert said.endswith("So the emergency stop is: triggered\n")
    code, said = tally(str(tmp_path / "noodknop.json"), "--lang", "nl")
    assert (code, said.endswith("Dus de noodknop is: in werking\n")) == (0, True)


def test_an_outcome_that_the_votes_do_not_give(two: list[dict[str, Any]], tmp_path: Path) -> None:
    """Forged and sealed anew from its first entry on: the rules still find it."""
    two[3] = {**two[3], "yes": 5, "no": 5}
    code, said = tally(str(sealed(two, tmp_path / "forged.json")))
    assert code == 1
    assert said.startswith("NOT SOUND from entry 4 on: It breaks a rule: ")


def test_one_changed_byte_one_removed_and_two_swapped(two: list[dict[str, Any]], tmp_path: Path) -> None:
    path = sealed(two, tmp_path / "noodknop.json")
    whole = path.read_bytes()
    lines = whole.split(b"\n")
    for forged, entry in (
        (whole.replace(b'"yes":6', b'"yes":7', 1), 4),
        (b"\n".join(lines[:3] + lines[4:]), 3),
        (b"\n".join([*lines[:5], lines[6], lines[5], *lines[7:]]), 5),
    ):
        path.write_bytes(forged)
        code, said = tally(str(path))
        assert (code, f"from entry {entry} on" in said) == (1, True), said


def test_a_record_without_entries(tmp_path: Path) -> None:
    code, said = tally(str(sealed([], tmp_path / "empty.json")))
    assert code == 1
    assert said.startswith("NOT SOUND")
