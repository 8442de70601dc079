"""/desk helped, reopen and keep: what the buttons do, and how long words are kept."""

from typing import Any

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_group import offer_questions, question_of
from bot.ui import Interaction
from cogs.desk_closing.helping import reopen_it, say_helped

_NUMBER = locale_str("number")
_WHICH = locale_str("Which question? Its number; in its thread you can leave it out")


@app_commands.command(name=locale_str("helped"), description=locale_str("Say whether an answer helped you"))
@app_commands.rename(number=_NUMBER, answer=locale_str("answer"))
@app_commands.describe(number=_WHICH, answer=locale_str("Did it help?"))
@app_commands.choices(
    answer=[Choice(name=locale_str("yes"), value="yes"), Choice(name=locale_str("no"), value="no")]
)
@app_commands.autocomplete(number=offer_questions)
async def helped(interaction: Interaction, answer: str, number: int | None = None) -> None:
    question_id = await question_of(interaction, number)
    await say_helped(interaction, Answer.to(interaction), question_id, answer == "yes")


@app_commands.command(
    name=locale_str("reopen"), description=locale_str("Ask on about a question that was closed")
)
@app_commands.rename(number=_NUMBER, text=locale_str("text"))
@app_commands.describe(number=_WHICH, text=locale_str("What is still missing?"))
@app_commands.autocomplete(number=offer_questions)
async def reopen(
    interaction: Interaction, text: app_commands.Range[str, 1, 1500], number: int | None = None
) -> None:
    question_id = await question_of(interaction, number)
    await reopen_it(interaction, Answer.to(interaction), question_id, text)


@app_commands.command(
    name=locale_str("keep"), description=locale_str("How long is what was said at the desk kept?")
)
@app_commands.rename(days=locale_str("days"))
@app_commands.describe(days=locale_str("Days after closing; 365 if you set nothing"))
async def keep(interaction: Interaction, days: app_commands.Range[int, 14, 3650]) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    settings = await client.services.desk_closing.keep(caller_of(interaction), days, now=client.clock.now())
    await answer.send(
        answer.say.many(
            "From now on what was said is kept for {n} day after a question is closed. Its number, sector "
            "and times stay, for the figures.",
            "From now on what was said is kept for {n} days after a question is closed. Its number, sector "
            "and times stay, for the figures.",
            settings.keep,
        )
    )


COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (helped, reopen, keep)
