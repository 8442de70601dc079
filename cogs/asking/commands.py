"""/desk ask, and *Take this to the desk* on a message."""

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_asking import form, show
from bot.ui import Interaction
from domain.desk.question import MOST_TEXT
from domain.knowledge.asking import language_of
from domain.texts import cleaned
from services.desk_asking import Typed


@app_commands.command(
    name=locale_str("ask"),
    description=locale_str("Ask anything: the right sector head answers, in Dutch or English"),
    extras={"opens_form": True},
)
@app_commands.rename(question=locale_str("question"))
@app_commands.describe(question=locale_str("What do you want to know? You can also leave it empty"))
async def ask(interaction: Interaction, question: str = "") -> None:
    client, answer = interaction.client, Answer.to(interaction)
    caller, now = caller_of(interaction), client.clock.now()
    asking = client.services.desk_asking
    if not question:
        # what they typed before and did not send comes back
        await answer.form(form(await asking.unsent(caller, now=now), answer.say))
        return
    draft = await asking.begin(
        caller,
        Typed(question),
        locale=language_of(question) or answer.say.locale,
        channel=interaction.channel_id or 0,
        now=now,
    )
    if len(cleaned(question)) > MOST_TEXT:
        # no form holds it, so nothing may be cut off by one
        await show(interaction, answer, draft.id)
        return
    await answer.form(form(draft, answer.say))


@app_commands.context_menu(name=locale_str("Take this to the desk"))
@app_commands.guild_only()
async def take_to_desk(interaction: Interaction, message: discord.Message) -> None:
    """What stands in a message becomes a question of who takes it there, with a link to where it stood."""
    client, answer = interaction.client, Answer.to(interaction)
    caller, text = caller_of(interaction), cleaned(message.content)
    other = message.author.id != caller.id and not message.author.bot
    draft = await client.services.desk_asking.begin(
        caller,
        Typed(text, message.author.display_name if other else ""),
        locale=language_of(text) or answer.say.locale,
        channel=interaction.channel_id or 0,
        context=f"💬 {message.jump_url}",
        now=client.clock.now(),
    )
    await answer.form(form(draft, answer.say))


take_to_desk.extras["opens_form"] = True
