"""/assembly amounts, idea, ideas, divide and document."""

from datetime import timedelta

from discord import app_commands
from discord.app_commands import Range, locale_str

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.ui import Interaction
from bot.words import Voice
from cogs.assembly import cards
from cogs.assembly.settling import amounts_form, idea_form, send_document, show_ideas
from domain.when.answers import Message


def add_settling(group: app_commands.Group, client: SektorClient) -> None:
    @group.command(
        name=locale_str("amounts"),
        description=locale_str("For the board: fill in cash and open bills"),
        extras={"opens_form": True},
    )
    async def amounts(interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        await answer.form(amounts_form(answer.say))

    @group.command(
        name=locale_str("idea"),
        description=locale_str("Hand in an idea for what is left"),
        extras={"opens_form": True},
    )
    async def idea(interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        await answer.form(idea_form(answer.say))

    @group.command(name=locale_str("ideas"), description=locale_str("All ideas; take one of yours back"))
    async def ideas(interaction: Interaction) -> None:
        caller = caller_of(interaction)
        sight = await client.services.assembly.sight(caller)
        await show_ideas(Answer.to(interaction), sight.record, caller.id)

    @group.command(
        name=locale_str("divide"), description=locale_str("For the board: put the ideas to the vote")
    )
    @app_commands.rename(hours=locale_str("hours"))
    @app_commands.describe(hours=locale_str("How long people can vote, in hours; 72 if left out"))
    async def divide(interaction: Interaction, hours: Range[int, 1, 336] = 72) -> None:
        caller, answer = caller_of(interaction), Answer.to(interaction)
        sight = await client.services.assembly.sight(caller)
        voice = Voice(sight.community)
        title = voice.say.value(Message("What is left: which ideas?"))
        text = cards.told(
            voice,
            Message(
                "Choose every idea that you approve of. Each gets a part of what is left in proportion to "
                "its approvals, to the cent; cents that remain go to the largest fractions. A notary has to "
                "confirm it."
            ),
        )
        decision = await client.services.settlement.put_to_vote(
            caller, title, text, timedelta(hours=hours), now=client.clock.now()
        )
        await answer.send(
            answer.say(
                "{decision} has begun: everyone who was convened to the assembly can vote on the ideas.",
                decision=decision.name,
            )
        )

    @group.command(
        name=locale_str("document"), description=locale_str("The settlement as a document (Markdown)")
    )
    async def document(interaction: Interaction) -> None:
        await send_document(interaction, Answer.to(interaction))
