"""`make messages`: bring every catalogue up to date with the sentences in the code.

A sentence is the first literal of a call in `CALLS`. What has no translation yet is left empty, for a person
to fill in; what the code no longer says is dropped. The tests fail on an empty one.
"""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = ("bot", "cogs", "services", "domain", "scrapers", "web")
CALLS: Final = {
    "say",
    "english",
    "Refusal",
    "Message",
    "Note",
    "NotAnAgenda",
    "Unreadable",
    "FetchProblem",
    "ServerProblem",
    "locale_str",
}
PLURAL_CALLS: Final = {"many"}

Sentence = str | tuple[str, str]


def sentences(source: str) -> Iterator[Sentence]:
    """The sentences that a file says; (singular, plural) where it counts something."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        literals = [value for value in constants if isinstance(value, str)]
        if name in CALLS and literals and literals[0]:
            yield literals[0]
        elif name in PLURAL_CALLS and len(literals) >= 2:
            yield literals[0], literals[1]


def template_sentences(source: str) -> Iterator[Sentence]:
    """The same of a page's template."""
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")
        literals = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
        if name in CALLS and literals:
            yield literals[0]
        elif name in PLURAL_CALLS and len(literals) >= 2:
            yield literals[0], literals[1]


def template() -> Catalog:
    """All sentences of the code and of the pages' templates, untranslated."""
    found = Catalog(project="De Sektor", charset="utf-8")
    for package in PACKAGES:
        for pattern, read in (("*.py", sentences), ("*.html", template_sentences)):
            for path in sorted((ROOT / package).rglob(pattern)):
                for sentence in read(path.read_text("utf-8")):
                    found.add(sentence)
    return found


def catalogue_path(locale: str) -> Path:
    return ROOT / "locales" / locale / "LC_MESSAGES" / "sektor.po"


def update(locale: str) -> tuple[int, int]:
    """Rewrite one catalogue; (sentences, untranslated)."""
    path = catalogue_path(locale)
    catalog = Catalog(locale=locale, charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=locale)
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, no_location=True, ignore_obsolete=True)
    empty = sum(1 for message in catalog if message.id and not all(_texts(message.string)))
    return len(catalog), empty


def _texts(string: str | Sequence[str] | None) -> list[str]:
    return [string or ""] if string is None or isinstance(string, str) else list(string)


if __name__ == "__main__":
    for folder in sorted(path.parent for path in (ROOT / "locales").glob("*/LC_MESSAGES")):
        total, missing = update(folder.name)
        print(f"{folder.name}: {total} sentences, {missing} without a translation")  # noqa: T201
