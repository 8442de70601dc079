"""`sektor tally`: what somebody with a file and a terminal reads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from domain.chain import BEGINNING, Link, linked
from domain.decisions.ballots import NO, YES, ballot_as_json
from domain.decisions.exporting import as_json
from domain.decisions.terms import Proposal, drawn_up, moment_as_text, terms_as_json

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
CLOSES = NOW + timedelta(days=3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five yes, two no of seven, written down by hand."""
    terms = drawn_up(Proposal(title="Mengtafel", sector="promotie", closes=CLOSES, owner=1), now=NOW)
    bodies: list[dict[str, object]] = [
        {
            "n": 1,
            "kind": "start",
            "at": moment_as_text(NOW),
            "community": "50",
            "number": 7,
            "terms": terms_as_json(terms),
            "text_hash": terms.text_hash,
            "electorate": [str(person) for person in range(1, 8)],
            "by": "1",
        }
    ]
    for person in range(1, 8):
        ballot = ballot_as_json(YES if person <= 5 else NO)
        at = moment_as_text(NOW + timedelta(hours=person))
        bodies.append({"n": person + 1, "kind": "vote", "at": at, "person": str(person), "ballot": ballot})
    outcome = {
        "verdict": "adopted",
        "electorate": 7,
        "cast": 7,
        "counts": {"yes": 5, "no": 2, "abstain": 0},
        "winners": [],
        "rounds": [],
    }
    at = moment_as_text(CLOSES + timedelta(minutes=1))
    bodies.append({"n": 9, "kind": "close", "at": at, "outcome": outcome})
    links: list[Link] = []
    for body in bodies:
        links.append(linked(links[-1].hash if links else BEGINNING, body))
    path = tmp_path / "B-7.json"
    path.write_bytes(as_json(links))
    return path


def tally(*arguments: str, stdin: bytes = b"") -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["tally", *arguments], input=stdin)
    return result.exit_code, result.output


def test_a_sound_file(file: Path) -> None:
    code, said = tally(str(file))
    assert code == 0
    assert said.startswith("SOUND: 9 entries, each sealed by the next.\nSeal: ")
    assert "B-7: Mengtafel" in said
    assert "  Simple majority: 5 yes is more than 2 no.\n" in said
    assert said.endswith("So B-7 is: adopted (5-2)\n")
    assert tally("-", stdin=file.read_bytes()) == (code, said)


def test_in_dutch(file: Path) -> None:
    code, said = tally(str(file), "--lang", "nl")
    assert code == 0
    assert said.endswith("Dus B-7 is: aangenomen (5-2)\n")


def test_a_changed_vote_is_named(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"answer":"no"', b'"answer":"yes"', 1))
    code, said = tally(str(file))
    assert (code, said) == (
        1,
        "NOT SOUND from entry 7 on: Its content does not match its hash: it was changed.\n",
    )


def test_one_changed_byte_one_removed_and_two_swapped(file: Path) -> None:
    whole = file.read_bytes()
    lines = whole.split(b"\n")
    for forged, entry in (
        (whole.replace(b'"person":"3"', b'"person":"8"', 1), 4),
        (b"\n".join(lines[:4] + lines[5:]), 4),
        (b"\n".join([*lines[:5], lines[6], lines[5], *lines[7:]]), 5),
    ):
        file.write_bytes(forged)
        code, said = tally(str(file))
        assert (code, f"from entry {entry} on" in said) == (1, True), said


def test_the_seal_on_discord_is_compared(file: Path) -> None:
    seal = tally(str(file))[1].split("Seal: ")[1].split(" ")[0]
    assert tally(str(file), "--seal", seal[:12].upper())[0] == 0
    other = ("0" if seal[0] != "0" else "1") * 12
    code, said = tally(str(file), "--seal", other)
    assert code == 1
    assert "another file than the one on Discord" in said


@pytest.mark.parametrize(
    "arguments", [("nowhere.json",), ("--lang", "fr"), ("--seal", "xyz"), ("--seal", "abc"), ()]
)
def test_wrong_usage(file: Path, arguments: tuple[str, ...]) -> None:
    given = arguments if arguments in {(), ("nowhere.json",)} else (str(file), *arguments)
    assert tally(*given)[0] == 2
