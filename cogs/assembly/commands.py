"""/assembly"""

import io

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.ui import Interaction
from cogs.assembly import chair
from cogs.assembly.convening import convene_form
from cogs.assembly.views import ask_proxy, check_in
from domain.assembly import Question
from domain.refusal import Refusal

_QUESTIONS = [
    Choice(name=locale_str("the emergency stop"), value=Question.STOP.value),
    Choice(name=locale_str("taking the emergency stop back"), value=Question.LIFT.value),
]


class AssemblyCommands(commands.Cog):
    group = app_commands.Group(
        name=locale_str("assembly"),
        description=locale_str("General assemblies, and the emergency stop"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @group.command(
        name=locale_str("convene"),
        description=locale_str("Convene a general assembly"),
        extras={"opens_form": True},
    )
    @app_commands.rename(role=locale_str("role"), chair_=locale_str("chair"))
    @app_commands.describe(
        role=locale_str("Who is convened; all members if left out"),
        chair_=locale_str("Who chairs it; you if left out"),
    )
    async def convene(
        self,
        interaction: Interaction,
        role: discord.Role | None = None,
        chair_: discord.Member | None = None,
    ) -> None:
        if chair_ is not None and chair_.bot:
            raise Refusal("A bot cannot chair an assembly. Choose a person.")
        await self._client.services.assembly.may_convene(caller_of(interaction))
        answer = Answer.to(interaction)
        await answer.form(convene_form(answer.say, role.id if role else None, chair_.id if chair_ else None))

    @group.command(
        name=locale_str("show"), description=locale_str("Where the assembly and the emergency stop stand")
    )
    @app_commands.rename(number=locale_str("number"))
    @app_commands.describe(number=locale_str("An earlier assembly, by its number"))
    async def show(self, interaction: Interaction, number: Range[int, 1, 9999] | None = None) -> None:
        sight = await self._client.services.assembly.sight(caller_of(interaction), number)
        await chair.show(Answer.to(interaction), sight)

    @group.command(name=locale_str("open"), description=locale_str("For the chair: open the assembly"))
    async def open(self, interaction: Interaction) -> None:
        await chair.open_it(interaction, Answer.to(interaction))

    @group.command(name=locale_str("close"), description=locale_str("For the chair: close the assembly"))
    async def close(self, interaction: Interaction) -> None:
        await chair.close_it(interaction, Answer.to(interaction))

    @group.command(name=locale_str("cancel"), description=locale_str("For the chair: cancel the assembly"))
    @app_commands.rename(reason=locale_str("reason"))
    @app_commands.describe(reason=locale_str("Everyone who was convened reads it"))
    async def cancel(self, interaction: Interaction, reason: str) -> None:
        await chair.cancel_it(interaction, Answer.to(interaction), reason)

    @group.command(name=locale_str("checkin"), description=locale_str("Say that you are there"))
    async def checkin(self, interaction: Interaction) -> None:
        await check_in(interaction, Answer.to(interaction), interaction.guild_id or 0)

    @group.command(name=locale_str("proxy"), description=locale_str("Let somebody else vote for you"))
    @app_commands.rename(person=locale_str("person"))
    @app_commands.describe(person=locale_str("Who votes for you? They have to agree."))
    async def proxy(self, interaction: Interaction, person: discord.Member) -> None:
        await ask_proxy(interaction, Answer.to(interaction), person.id)

    @group.command(name=locale_str("revoke"), description=locale_str("Take back the vote that you gave away"))
    async def revoke(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        await client.services.assembly.end_proxy(caller_of(interaction), now=client.clock.now())
        await answer.send(answer.say("You have your vote back."))

    @group.command(
        name=locale_str("vote"), description=locale_str("For the chair: put the emergency stop to the vote")
    )
    @app_commands.rename(question=locale_str("question"), minutes=locale_str("minutes"))
    @app_commands.describe(
        question=locale_str("On what?"), minutes=locale_str("How long people can vote; 30 if left out")
    )
    @app_commands.choices(question=_QUESTIONS)
    async def vote(
        self,
        interaction: Interaction,
        question: str = Question.STOP.value,
        minutes: Range[int, 5, 1440] = chair.USUAL_MINUTES,
    ) -> None:
        await chair.ask_whether(interaction, Answer.to(interaction), Question(question), minutes)

    @group.command(
        name=locale_str("export"), description=locale_str("The record of the emergency stop, to be checked")
    )
    async def export(self, interaction: Interaction) -> None:
        data = await self._client.services.assembly.export(caller_of(interaction))
        answer = Answer.to(interaction)
        await answer.send(
            answer.say("Anybody can check it, without the bot: `sektor tally noodknop.json`."),
            files=[discord.File(io.BytesIO(data), "noodknop.json")],
        )

    @group.command(
        name=locale_str("settings"), description=locale_str("How long before it a convocation goes out")
    )
    @app_commands.rename(days=locale_str("days"))
    @app_commands.describe(days=locale_str("Days between convocation and assembly, at the least"))
    async def settings(self, interaction: Interaction, days: Range[int, 1, 60]) -> None:
        client, answer = self._client, Answer.to(interaction)
        kept = await client.services.assembly.put_notice(caller_of(interaction), days, now=client.clock.now())
        await answer.send(
            answer.say.many(
                "From now on a convocation goes out at least {n} day before the assembly.",
                "From now on a convocation goes out at least {n} days before the assembly.",
                kept,
            )
        )
