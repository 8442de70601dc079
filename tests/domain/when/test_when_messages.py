"""Every sentence of the readers has a Dutch one with the same places."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[3]


def sentences() -> Iterator[str]:
    for module in sorted((ROOT / "domain" / "when").glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id not in ("Message", "Refusal"):
                    continue
                first = node.args[0]
                # anything but a literal would be lost on the extractor
                assert isinstance(first, ast.Constant), f"{module.name}:{node.lineno}"
                assert isinstance(first.value, str)
                yield first.value


def dutch() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in (ROOT / "locales" / "nl" / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            found |= {str(message.id): str(message.string) for message in read_po(file) if message.string}
    return found


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_translated(sentence: str) -> None:
    translation = dutch().get(sentence)
    assert translation, sentence
    assert places(translation) == places(sentence)
