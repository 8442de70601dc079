"""Dutch and English are equals: no sentence without a translation, none that has lost a place to fill in."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from discord import app_commands
from town import Town

from bot.client import SektorClient
from bot.i18n import Say, catalogue
from locales.collect import catalogue_path, sentences, template, template_sentences

_PLACE = re.compile(r"\{(\w+)\}")
_COMMAND_NAME = re.compile(r"[-_\w]{1,32}")


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    with catalogue_path("nl").open("rb") as file:
        return read_po(file, locale="nl")


def entries(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def test_every_sentence_of_the_code_is_in_the_catalogue(dutch: Catalog) -> None:
    missing = [message.id for message in entries(template()) if message.id not in dutch]
    assert not missing, "run `make messages` and translate them"


def test_nothing_in_the_catalogue_is_said_no_more(dutch: Catalog) -> None:
    said = template()
    assert not [message.id for message in entries(dutch) if message.id not in said]


def test_every_sentence_has_a_translation(dutch: Catalog) -> None:
    assert not [message.id for message in entries(dutch) if not all(texts(message.string))]
    assert not [message.id for message in entries(dutch) if message.fuzzy]


def test_translations_fill_in_the_same_places(dutch: Catalog) -> None:
    for message in entries(dutch):
        wanted = set(_PLACE.findall(texts(message.id)[-1]))
        for text in texts(message.string):
            assert set(_PLACE.findall(text)) <= wanted, message.id
        assert set(_PLACE.findall(texts(message.string)[-1])) == wanted, message.id


async def test_every_command_speaks_dutch(empty_town: Town) -> None:
    """Names and descriptions of commands, options and choices, within what Discord takes."""
    dutch = catalogue("nl")
    commands = list(empty_town.app.client.tree.walk_commands())
    english = {text for command in commands for text in _spoken(command) if dutch.gettext(text) == text}
    assert english <= _SAME_IN_BOTH
    for command in commands:
        name = dutch.gettext(command.name)
        if isinstance(command, app_commands.Command | app_commands.Group):
            assert _COMMAND_NAME.fullmatch(name), name
            assert name == name.lower()
    for siblings in _families(empty_town.app.client):
        names = [dutch.gettext(name) for name in siblings]
        assert len(names) == len(set(names)), f"two commands or options share a Dutch name: {names}"


_SAME_IN_BOTH = {
    *("agenda", "poster", "week", "Nederlands", "link", "sector", "emoji"),
    *("contact", "status", "partner", "in contact"),
    *("document", "dossier", "De Sektor", "privacy"),
}
"""Words that both languages write alike."""


def _spoken(command: "app_commands.Command | app_commands.Group") -> Iterator[str]:
    yield command.name
    yield command.description
    for parameter in getattr(command, "parameters", ()):
        yield parameter.display_name
        yield str(parameter.description)
        yield from (choice.name for choice in parameter.choices)


def _families(client: SektorClient) -> Iterator[list[str]]:
    yield [command.name for command in client.tree.get_commands()]
    for command in client.tree.walk_commands():
        yield [child.name for child in getattr(command, "commands", ())]
        yield [parameter.display_name for parameter in getattr(command, "parameters", ())]


def test_the_collector_sees_into_f_strings_and_plurals() -> None:
    source = """
text = f"{say('One.')} and {other}"
say.many("{n} thing", "{n} things", 2)
raise Refusal("No.", why=1)
"""
    assert set(sentences(source)) == {"One.", ("{n} thing", "{n} things"), "No."}


def test_the_collector_reads_templates() -> None:
    source = """{% macro a(x) %}{{ say("One.", day=x) }}{% endmacro %}<p>
{% if x %}{{ say('Two.') }}{% endif %}
{{ say.many("{n} thing", "{n} things", 2) }} {{ other("No.") }} {{ say(x) }}</p>"""
    assert set(template_sentences(source)) == {"One.", "Two.", ("{n} thing", "{n} things")}


def test_what_people_typed_is_never_a_place_to_fill_in() -> None:
    say = Say("en")
    assert say("“{title}” is published. Thank you!", title="{0} {title.__class__} %s") == (
        "“{0} {title.__class__} %s” is published. Thank you!"
    )


def test_dates_and_numbers_are_written_as_the_language_does() -> None:
    moment = datetime(2026, 3, 13, 19, 0, tzinfo=UTC)
    assert Say("nl").value(moment) == "vrijdag 13 maart 2026 20:00"
    assert Say("en").value(moment) == "Friday 13 March 2026 20:00"
    assert Say("nl").value(date(2026, 10, 25)) == "zondag 25 oktober 2026"
    assert Say("nl").value(1234.5) == "1.234,5"
    assert Say("en").value(1234.5) == "1,234.5"
    assert Say("nl").money(5000).replace("\xa0", " ") == "€ 50,00"
