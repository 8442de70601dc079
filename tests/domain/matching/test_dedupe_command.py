"""`sektor dedupe` on small files."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.commands.dedupe import dedupe

APP = typer.Typer()
APP.command()(dedupe)

GOOD = [
    {
        "source": "venue",
        "id": "1",
        "title": "Kapot + Roest",
        "start": "2026-03-14T20:30:00+01:00",
        "location": {"name": "Tankstation"},
    },
    {
        "source": "city",
        "id": 7,
        "title": "KAPOT",
        "start": "2026-03-14T19:30:00Z",
        "location": {"name": "de Tank", "city": "Enschede"},
    },
    {
        "source": "city",
        "id": "8",
        "title": "Open podium",
        "start": "2026-03-14",
        "all_day": True,
        "location": "Metropool",
    },
    {
        "source": "other",
        "id": "x",
        "title": "Clubnacht",
        "start": "2026-03-14T20:30:00+01:00",
        "location": {"name": "Tankstation"},
        "performers": ["Kapot"],
    },
]


def run(path: Path, *options: str) -> tuple[int, list[str], str]:
    answer = CliRunner().invoke(APP, [str(path), *options])
    return answer.exit_code, answer.stdout.splitlines(), answer.stderr


def written(path: Path, lines: list[Any]) -> Path:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), "utf-8")
    return path


def test_clusters_with_the_points_of_each_link(tmp_path: Path) -> None:
    code, lines, errors = run(written(tmp_path / "events.jsonl", GOOD), "--json")
    clusters = [json.loads(line) for line in lines]
    assert (code, errors) == (0, "")
    assert [one["members"] for one in clusters] == [
        [{"source": "city", "id": "7"}, {"source": "venue", "id": "1"}],
        [{"source": "city", "id": "8"}],
        [{"source": "other", "id": "x"}],
    ]
    (link,) = clusters[0]["links"]
    assert link["verdict"] == "same"
    assert link["score"] == sum(link["fields"].values())
    assert set(link["fields"]) == {"title", "time", "place"} == set(link["reasons"])
    assert {doubt["verdict"] for doubt in clusters[0]["doubts"]} == {"doubtful"}


def test_the_readable_text_says_why(tmp_path: Path) -> None:
    code, lines, _ = run(written(tmp_path / "events.jsonl", GOOD))
    text = "\n".join(lines)
    assert code == 0
    assert "The same event, told 2 times:" in text
    assert "the same venue (+20)" in text
    assert lines[-1].startswith("Events read: 4. Events in all: 3. Told more than once: 1.")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "this is not JSON."),
        ("[1]", "this is not a JSON object."),
        ('{"id": "1", "title": "X", "start": "2026-03-14"}', "“source” is missing."),
        ('{"source": "a", "title": "X", "start": "2026-03-14"}', "“id” is missing."),
        ('{"source": "a", "id": "1", "start": "2026-03-14"}', "“title” is missing."),
        ('{"source": "a", "id": "1", "title": "X"}', "“start” is missing."),
        ('{"source": "a", "id": "1", "title": 3, "start": "2026-03-14"}', "“title” is not a text."),
        ('{"source": "a", "id": "1", "title": "X", "start": "gisteren"}', "“start” is not a date or time"),
        (
            '{"source": "a", "id": "1", "title": "X", "start": "2026-03-14", "end": "?"}',
            "“end” is not a date",
        ),
    ],
)
def test_a_bad_line_is_named_and_skipped(tmp_path: Path, line: str, sentence: str) -> None:
    code, lines, errors = run(written(tmp_path / "events.jsonl", [GOOD[0], line, GOOD[1]]), "--json")
    assert code == 1
    assert errors.startswith(f"Line 2: {sentence}")
    assert errors.count("\n") == 1
    assert [len(json.loads(one)["members"]) for one in lines] == [2]


def test_occurrences_may_share_an_id(tmp_path: Path) -> None:
    monday, tuesday = ({**GOOD[0], "start": f"2026-03-1{day}T20:00:00+01:00"} for day in (6, 7))
    code, lines, _ = run(written(tmp_path / "events.jsonl", [monday, tuesday]), "--json")
    assert code == 0
    assert [json.loads(line)["members"] for line in lines] == [[{"source": "venue", "id": "1"}]] * 2


def test_wrong_usage(tmp_path: Path) -> None:
    code, _, errors = run(tmp_path / "not-there.jsonl")
    assert code == 2
    assert "could not be read" in errors
    code, _, errors = run(written(tmp_path / "events.jsonl", GOOD), "--tz", "Twente")
    assert code == 2
    assert "is not a time zone" in errors
    assert run(written(tmp_path / "empty.jsonl", []), "--json") == (0, [], "")
