"""Under the message to who asked: did it help, and asking on."""

import re

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, modal, text_field, view_of
from services.desk_steps import ShownQuestion


class HelpedButton(DurableButton, template=r"desk:(?P<question>\d{1,18}):helped-(?P<act>yes|no)"):
    def __init__(self, question: str, act: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"desk:{question}:helped-{act}",
                label=label or act,
                emoji="👍" if act == "yes" else "👎",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.question_id, self.yes = int(question), act == "yes"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await say_helped(interaction, answer, self.question_id, self.yes)


class ReopenButton(DurableButton, template=r"desk:(?P<question>\d{1,18}):reopen"):
    opens_form = True

    def __init__(self, question: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"desk:{question}:reopen",
                label=label or "reopen",
                emoji="↩️",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.question_id = int(question)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        opened = await interaction.client.services.desk.open_by_id(caller_of(interaction), self.question_id)
        await answer.form(reopen_form(opened.shown, answer.in_zone(opened.shown.community.zone)))


class ReopenForm(Form):
    template = re.compile(r"desk:(?P<question>\d{1,18}):reopen-form")

    def __init__(self, question: str) -> None:
        self.question_id = int(question)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        await reopen_it(interaction, answer, self.question_id, filled.texts.get("text", ""))


def reopen_form(shown: ShownQuestion, say: Say) -> discord.ui.Modal:
    return modal(
        say("Ask on: question no. {number}", number=str(shown.question.number)),
        f"desk:{shown.question.id}:reopen-form",
        text_field("text", say("What is still missing?"), most=1500, required=True, long=True),
    )


async def say_helped(interaction: Interaction, answer: Answer, question_id: int, yes: bool) -> None:
    client = interaction.client
    shown = await client.services.desk_closing.helped(
        caller_of(interaction), question_id, yes, now=client.clock.now()
    )
    say = answer.in_zone(shown.community.zone)
    if yes:
        await answer.send(say("Good to hear. Thank you for saying so."))
        return
    text = say("Thank you for saying so. Tell what is still missing, and it goes on with the same people.")
    view = view_of(ReopenButton(str(question_id), say("Ask on"))) if shown.question.is_closed else None
    await answer.send(text, view=view)


async def reopen_it(interaction: Interaction, answer: Answer, question_id: int, why: str) -> None:
    client = interaction.client
    shown = await client.services.desk_closing.reopen(
        caller_of(interaction), question_id, why, now=client.clock.now()
    )
    say = answer.in_zone(shown.community.zone)
    day = say.weekday(shown.question.due_at.astimezone(say.zone).date())
    await answer.send(
        say(
            "Question no. {number} is open again. You hear by {day}.",
            number=str(shown.question.number),
            day=day,
        )
    )
