"""Files with one JSON object a line: articles to take in, and questions to ask."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from storage.article_tables import Shelved


class BadLineError(ValueError):
    """One sentence on why a line cannot be used."""


def shelved_of(line: bytes) -> "Shelved":
    """A line of a JSONL file as an article. Raises BadLineError."""
    from domain.knowledge import Article, Language, printed
    from domain.searching.words import language_of
    from storage.article_tables import Shelved

    record = _record(line)
    text = record.get("text")
    title = record.get("title") or ""
    if not isinstance(text, str) or not isinstance(title, str):
        raise BadLineError("“text” and “title” should be texts.")
    text, title = text.replace("\0", ""), " ".join(title.replace("\0", "").split())
    told = record.get("lang")
    language = told if told in set(Language) else language_of(f"{title} {text}") or Language.DUTCH
    article = Article(title=title or text[:80].strip() or "-", language=Language(language), body=text)
    return Shelved(_id(record), article, printed(article))


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers, as they are needed."""
    if str(path) == "-":
        yield from ((number, line) for number, line in enumerate(sys.stdin.buffer, 1) if line.strip())
        return
    try:
        with path.open("rb") as opened:
            yield from ((number, line) for number, line in enumerate(opened, 1) if line.strip())
    except OSError as problem:
        raise BadLineError(f"{path} could not be read: {problem.strerror or problem}.") from problem


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        raise BadLineError("this is not JSON.") from problem
    if not isinstance(record, dict):
        raise BadLineError("this is not a JSON object.")
    return record


def asked_in(line: bytes) -> tuple[object, str]:
    record = _record(line)
    text = record.get("text")
    if not isinstance(text, str):
        raise BadLineError("“text” should be a text.")
    return record.get("id"), text


def _id(record: dict[str, Any]) -> str:
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise BadLineError("“id” is missing.")
    return str(value).replace("\0", "")
