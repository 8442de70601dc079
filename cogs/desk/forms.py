"""The forms on a question."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

import discord

from bot.answer import Answer
from bot.desk_words import party_words, title
from bot.i18n import Say
from bot.ui import Filled, Form, Interaction, choice_field, modal, text_field
from cogs.desk import doing
from domain.desk.question import MOST_NOTE, MOST_TEXT, WaitsFor
from domain.texts import shortened
from services.desk_steps import ShownQuestion
from services.desk_working import MOST_NOTE as MOST_INTERNAL
from services.sectors import Carried


class DeskForm(Form):
    template: ClassVar[re.Pattern[str]] = re.compile(
        r"desk:(?P<question>\d{1,18}):(?P<act>answer|wait|consult|move|note|say)-form"
    )

    def __init__(self, question: str, act: str) -> None:
        self.question_id, self.act = int(question), act

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        text = filled.texts.get("text", "")
        chosen = next(iter(filled.choices.get("choice", ())), "")
        if self.act == "answer":
            await doing.answer_it(interaction, answer, self.question_id, text)
        elif self.act == "wait":
            await doing.wait(interaction, answer, self.question_id, WaitsFor(chosen), text)
        elif self.act == "consult":
            await doing.consult(interaction, answer, self.question_id, chosen, text)
        elif self.act == "move":
            await doing.move(interaction, answer, self.question_id, chosen, text)
        elif self.act == "note":
            await doing.note(interaction, answer, self.question_id, text)
        else:
            await doing.say_it(interaction, answer, self.question_id, text)


def _form(shown: ShownQuestion, act: str, heading: str, *fields: discord.ui.Item[Any]) -> discord.ui.Modal:
    return modal(heading, f"desk:{shown.question.id}:{act}-form", *fields)


def _about(shown: ShownQuestion) -> str:
    return shortened(title(shown.question), 100)


def answer_form(shown: ShownQuestion, say: Say) -> discord.ui.Modal:
    number = str(shown.question.number)
    return _form(
        shown,
        "answer",
        say("Answer question no. {number}", number=number),
        text_field("text", say("Your answer"), hint=_about(shown), most=MOST_TEXT, required=True, long=True),
    )


def note_form(shown: ShownQuestion, say: Say) -> discord.ui.Modal:
    return _form(
        shown,
        "note",
        say("Note on question no. {number}", number=str(shown.question.number)),
        text_field(
            "text",
            say("For who answers"),
            hint=say("The asker does not see this."),
            most=MOST_INTERNAL,
            required=True,
            long=True,
        ),
    )


def say_form(shown: ShownQuestion, say: Say) -> discord.ui.Modal:
    return _form(
        shown,
        "say",
        say("Write about question no. {number}", number=str(shown.question.number)),
        text_field("text", say("Your message"), hint=_about(shown), most=MOST_TEXT, required=True, long=True),
    )


def wait_form(shown: ShownQuestion, say: Say) -> discord.ui.Modal:
    options = [
        discord.SelectOption(
            label=party_words(one, say)[:100], value=one.value, default=one is shown.question.waits_for
        )
        for one in WaitsFor
    ]
    return _form(
        shown,
        "wait",
        say("Question no. {number} waits for …", number=str(shown.question.number)),
        choice_field(
            "choice",
            say("For whom does it wait?"),
            options,
            hint=say("The answer term stands still meanwhile."),
        ),
        text_field(
            "text",
            say("What exactly?"),
            placeholder=say("gemeente, permit desk; or: which street is it in?"),
            value=shown.question.waits_note,
            most=MOST_NOTE,
        ),
    )


def consult_form(shown: ShownQuestion, carried: Sequence[Carried], say: Say) -> discord.ui.Modal:
    return _form(
        shown,
        "consult",
        say("Consult another sector"),
        choice_field("choice", say("Which sector?"), _sectors(shown, carried, say)),
        text_field(
            "text",
            say("What do you want to know from them?"),
            hint=say("The asker does not see this. You stay the owner."),
            most=MOST_INTERNAL,
            required=True,
            long=True,
        ),
    )


def move_form(shown: ShownQuestion, carried: Sequence[Carried], say: Say) -> discord.ui.Modal:
    return _form(
        shown,
        "move",
        say("Move question no. {number}", number=str(shown.question.number)),
        choice_field("choice", say("To which sector?"), _sectors(shown, carried, say)),
        text_field("text", say("Why?"), hint=say("The asker can read this."), most=300),
    )


def _sectors(shown: ShownQuestion, carried: Sequence[Carried], say: Say) -> list[discord.SelectOption]:
    found = []
    for one in carried:
        if one.sector.key == shown.question.sector:
            continue
        vacant = one.head is None and one.deputy is None
        found.append(
            discord.SelectOption(
                label=one.sector.name(say.locale)[:100],
                value=one.sector.key,
                emoji=one.sector.emoji or None,
                description=say("no sector head yet") if vacant else None,
            )
        )
    return found[:25] or [discord.SelectOption(label=say("There is no other sector."), value="-")]
