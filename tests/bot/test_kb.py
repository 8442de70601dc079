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


def test_what_is_an_answer_is_measured_at_an_import_and_on_request(tmp_path: Path) -> None:
    database = tmp_path / "kb.db"
    code, told = sektor("import", KENNISBANK, "--database", database)
    assert code == 0
    measured = told.splitlines()[-1]
    assert measured.startswith("Measured with ")
    assert sektor("calibrate", "--database", database) == (0, f"{measured}\n")
    code, told = sektor("import", KENNISBANK, "--database", database)
    assert (code, "Measured" in told) == (0, False)


def test_odd_questions_in_a_batch_get_an_answer_or_an_honest_no(tmp_path: Path) -> None:
    database, batch = tmp_path / "kb.db", tmp_path / "odd.jsonl"
    sektor("import", KENNISBANK, "--database", database)
    odd = [
        "c++?",
        "what's up",
        "subsidie-aanvraag",
        "kosten: 5",
        "NOT x",
        '"',
        "🎉🔥",
        "subsidie aanvragen " * 211,
        "Wie beantrage ich eine Genehmigung für mein Straßenfest?",
        "**hoe** _vraag_ ik @everyone <@123> een `evenementenvergunning` aan?",
        "",
    ]
    batch.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(odd)))
    code, told = sektor("search", "--batch", batch, "-n", 10, "--json", "--database", database)
    answers = [json.loads(line) for line in told.splitlines()]
    assert code == 0
    assert [one["id"] for one in answers] == list(range(len(odd)))
    assert {n for n, one in enumerate(answers) if one["answered"]} >= {2, 7, 9}
    assert not any(answers[n]["answered"] for n in (0, 1, 4, 5, 6, 8, 10))
    assert "subsidieaanvraag" in answers[2]["results"][0]["id"]
    assert answers[9]["results"][0]["id"] == "nl/evenementenvergunning"
    for one in answers:
        scores = [found["score"] for found in one["results"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("key", ["nl/geluid", "a b", "../x", "c:\\d", "é*?", ".", "//", "x%2Fy", "con|<>"])
def test_every_key_has_a_file_of_its_own_within_the_folder(key: str) -> None:
    path = path_of(key)
    assert ".." not in path.parts
    assert not path.is_absolute()
    if key not in {".", "../x", "//"}:
        assert key_of(path) == key
