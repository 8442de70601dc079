"""The forms of a dossier as Discord shows them: opening, a step, a wait, a document, closing. Pure."""

from typing import Any

import discord

from bot.dossier_words import outcome_name, who_name
from bot.i18n import Say
from bot.ui import choice_field, modal, text_field, upload_field
from domain.desk.question import WaitsFor
from domain.dossiers.dossier import (
    MOST_ASKED,
    MOST_COUNTERPART,
    MOST_ENTRY,
    MOST_NAME,
    MOST_NOTE,
    MOST_OUTCOME,
    MOST_TITLE,
    MOST_WANTED,
    Outcome,
    Who,
)
from domain.texts import one_line, shortened
from services.dossiers import ShownDossier

NOBODY = "nobody"


def open_form(
    say: Say, sector: str, question: int, *, title: str = "", asked: str = "", asker: int = 0
) -> discord.ui.Modal:
    return modal(
        say("Open a dossier"),
        f"dossier-open:{sector}:{question}:{asker}",
        text_field(
            "title",
            say("What is it about?"),
            placeholder=say("Terrace open until 01:00"),
            value=shortened(one_line(title), MOST_TITLE),
            most=MOST_TITLE,
            required=True,
        ),
        text_field(
            "counterpart",
            say("With whom?"),
            placeholder=say("City, licences department"),
            most=MOST_COUNTERPART,
        ),
        text_field("asked", say("What is asked?"), value=asked, most=MOST_ASKED, long=True),
        text_field("wanted", say("Which decision do you want?"), most=MOST_WANTED, long=True),
        text_field(
            "term", say("By when must it be decided?"), placeholder=say("1 April, in six weeks"), most=60
        ),
    )


def note_form(shown: ShownDossier, say: Say) -> discord.ui.Modal:
    fields: list[Any] = [
        text_field("text", say("What happened?"), most=MOST_ENTRY, required=True, long=True),
        text_field(
            "day",
            say("When?"),
            hint=say("Today, if you leave it empty"),
            placeholder=say("yesterday, 13 March, last Friday"),
            most=60,
        ),
    ]
    if shown.insider:
        fields += [
            choice_field("who", say("Who?"), _parties(say, chosen=Who.US)),
            choice_field(
                "internal",
                say("Who may read it?"),
                [
                    discord.SelectOption(
                        label=say("All its people, and the summary"), value="no", default=True
                    ),
                    discord.SelectOption(label=say("Internal: only who works on it"), value="yes"),
                ],
            ),
        ]
    return modal(say("Add a step"), f"dossier-note:{shown.dossier.number}", *fields)


def wait_form(shown: ShownDossier, say: Say) -> discord.ui.Modal:
    one = shown.dossier
    options = [
        discord.SelectOption(
            label=who_name(Who(what.value), say), value=what.value, default=one.waits_for is what
        )
        for what in WaitsFor
    ]
    options.append(discord.SelectOption(label=say("nobody (any more)"), value=NOBODY))
    return modal(
        say("Whom does it wait for?"),
        f"dossier-wait:{one.number}",
        choice_field("what", say("Waits for"), options),
        text_field("note", say("For what?"), value=one.waits_note, most=MOST_NOTE),
        text_field("since", say("Since when?"), hint=say("Today, if you leave it empty"), most=60),
    )


def document_form(shown: ShownDossier, say: Say) -> discord.ui.Modal:
    return modal(
        say("Add a document"),
        f"dossier-paper:{shown.dossier.number}",
        text_field(
            "name",
            say("What is it, or where does it lie?"),
            placeholder=say("Application form, in the blue folder"),
            most=MOST_NAME,
            required=True,
        ),
        text_field("link", say("Link"), hint=say("If it stands somewhere"), most=500),
        upload_field("file", say("Or the file itself"), hint=say("At most 8 MB; only its people see it")),
        choice_field(
            "internal",
            say("Who may read it?"),
            [
                discord.SelectOption(
                    label=say("All its people, named in the summary"), value="no", default=True
                ),
                discord.SelectOption(label=say("Internal: only who works on it"), value="yes"),
            ],
        ),
    )


def close_form(shown: ShownDossier, say: Say) -> discord.ui.Modal:
    options = [discord.SelectOption(label=outcome_name(one, say), value=one.value) for one in Outcome]
    return modal(
        say("Close the dossier"),
        f"dossier-close:{shown.dossier.number}",
        choice_field("outcome", say("How did it end?"), options),
        text_field("text", say("What was decided?"), most=MOST_OUTCOME, long=True),
    )


def _parties(say: Say, *, chosen: Who) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=who_name(one, say), value=one.value, default=one is chosen) for one in Who
    ]
