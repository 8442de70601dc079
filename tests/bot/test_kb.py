"""`sektor kb` as one types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.commands.kb import key_of, path_of

KENNISBANK = Path(__file__).resolve().parents[2] / "kennisbank"


def sektor(*arguments: object, stdin: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["kb", *map(str, arguments)], input=stdin)
    return result.exit_code, result.stdout


def test_a_folder_goes_in_and_comes_out_to_the_letter(tmp_path: Path) -> None:
    database, out = f"sqlite+aiosqlite:///{tmp_path}/kb.db", tmp_path / "out"
    assert sektor("import", KENNISBANK, "--database", database)[0] == 0
    assert sektor("export", out, "--database", database)[0] == 0
    files = {path.relative_to(KENNISBANK): path.read_bytes() for path in KENNISBANK.rglob("*.md")}
    assert {path.relative_to(out): path.read_bytes() for path in out.rglob("*.md")} == files


def test_a_batch_answers_line_by_line(tmp_path: Path) -> None:
    passages = tmp_path / "passages.jsonl"
    passages.write_text(
        '{"id": "bier/1", "title": "Bier", "text": "Bier schenken mag met ontheffing."}\n'
        '{"id": 7, "title": "Noise", "text": "Music may be loud until eleven.", "lang": "en"}\n'
        '{"id": "8", "title": 9, "text": "x"}\n'
    )
    database = tmp_path / "kb.db"
    assert sektor("import", "--jsonl", passages, "--database", database)[0] == 1
    questions = '{"id": "a", "text": "mag ik bier schenkn?"}\n\nniets\n{"id": 2, "text": "marsmannetjes"}\n'
    code, told = sektor("search", "--batch", "-", "-n", 10, "--json", "--database", database, stdin=questions)
    first, second = map(json.loads, told.splitlines())
    assert code == 1
    assert (first["id"], first["answered"], first["results"][0]["id"]) == ("a", True, "bier/1")
    assert second == {"id": 2, "answered": False, "results": []}


def test_one_question_is_told_with_its_quote(tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    assert sektor("import", KENNISBANK, "--database", database)[0] == 0
    code, told = sektor(
        "search", "how early do I apply for an event permit?", "--json", "--database", database
    )
    answer = json.loads(told)
    assert (code, answer["answered"], answer["language"]) == (0, True, "en")
    assert "12 weeks" in answer["results"][0]["quote"]


@pytest.mark.parametrize("key", ["nl/geluid", "a b", "../x", "c:\\d", "é*?", ".", "//", "x%2Fy", "con|<>"])
def test_every_key_has_a_file_of_its_own_within_the_folder(key: str) -> None:
    path = path_of(key)
    assert ".." not in path.parts
    assert not path.is_absolute()
    if key not in {".", "../x", "//"}:
        assert key_of(path) == key
