"""*Close*: with a word on why nothing is written down of it."""

import re

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_group import offer_questions, question_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, modal, text_field
from services.desk_steps import ShownQuestion


class CloseButton(DurableButton, template=r"desk:(?P<question>\d{1,18}):close"):
    opens_form = True

    def __init__(self, question: str) -> None:
        super().__init__(discord.ui.Button(custom_id=f"desk:{question}:close", label="close"))
        self.question_id = int(question)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        opened = await interaction.client.services.desk.open_by_id(caller_of(interaction), self.question_id)
        await answer.form(close_form(opened.shown, answer.in_zone(opened.shown.community.zone)))


class CloseForm(Form):
    template = re.compile(r"desk:(?P<question>\d{1,18}):close-form")

    def __init__(self, question: str) -> None:
        self.question_id = int(question)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        await close_it(interaction, answer, self.question_id, filled.texts.get("text", ""))


def close_form(shown: ShownQuestion, say: Say) -> discord.ui.Modal:
    return modal(
        say("Close question no. {number}", number=str(shown.question.number)),
        f"desk:{shown.question.id}:close-form",
        text_field(
            "text", say("How did it end?"), hint=say("The asker can read this."), most=1000, long=True
        ),
    )


async def close_it(interaction: Interaction, answer: Answer, question_id: int, text: str) -> None:
    client = interaction.client
    shown = await client.services.desk_work.close(
        caller_of(interaction), question_id, why_not=text, now=client.clock.now()
    )
    await answer.send(answer.say("Question no. {number} is closed.", number=str(shown.question.number)))


@app_commands.command(name=locale_str("close"), description=locale_str("Close a question"))
@app_commands.rename(text=locale_str("text"), number=locale_str("number"))
@app_commands.describe(
    text=locale_str("How did it end?"),
    number=locale_str("Which question? Its number; in its thread you can leave it out"),
)
@app_commands.autocomplete(number=offer_questions)
async def close(
    interaction: Interaction,
    text: app_commands.Range[str, 0, 1000] = "",
    number: int | None = None,
) -> None:
    await close_it(interaction, Answer.to(interaction), await question_of(interaction, number), text)
