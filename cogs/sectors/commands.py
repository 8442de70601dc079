"""/sector"""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.offers import offer_sectors
from bot.ui import Interaction
from cogs.sectors import cards
from cogs.sectors.appointing import appoint
from cogs.sectors.roles import role_words, settle
from domain.refusal import Refusal
from domain.sectors import Part

_PARTS = [
    Choice(name=locale_str("head"), value=Part.HEAD.value),
    Choice(name=locale_str("deputy"), value=Part.DEPUTY.value),
]


class SectorCommands(commands.Cog):
    group = app_commands.Group(
        name=locale_str("sector"),
        description=locale_str("The fields of work, and who carries them"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @group.command(
        name=locale_str("list"), description=locale_str("Which sectors there are, and who carries them")
    )
    async def list_sectors(self, interaction: Interaction) -> None:
        carried = await self._client.services.sectors.overview(interaction.guild_id or 0)
        answer = Answer.to(interaction)
        await answer.send(embeds=[cards.sector_list(carried, answer.say)])

    @group.command(
        name=locale_str("appoint"), description=locale_str("Make somebody head or deputy of a sector")
    )
    @app_commands.rename(sector=locale_str("sector"), person=locale_str("person"), part=locale_str("part"))
    @app_commands.describe(
        sector=locale_str("Which sector?"),
        person=locale_str("Who carries it from now on?"),
        part=locale_str("As head or as deputy?"),
    )
    @app_commands.choices(part=_PARTS)
    async def appoint(self, interaction: Interaction, sector: str, person: discord.User, part: str) -> None:
        await appoint(interaction, Answer.to(interaction), sector, Part(part), person)

    @group.command(
        name=locale_str("dismiss"), description=locale_str("Make the place of head or deputy vacant")
    )
    @app_commands.rename(sector=locale_str("sector"), part=locale_str("part"))
    @app_commands.describe(sector=locale_str("Which sector?"), part=locale_str("As head or as deputy?"))
    @app_commands.choices(part=_PARTS)
    async def dismiss(self, interaction: Interaction, sector: str, part: str) -> None:
        client, caller, answer = self._client, caller_of(interaction), Answer.to(interaction)
        result = await client.services.sectors.dismiss(caller, sector, Part(part), now=client.clock.now())
        say, person = answer.say, result.appointment.person
        sentences = [cards.dismissed(result.sector, result.appointment.part, person, say)]
        reason = say("Dismissed by {name} with /sector", name=caller.name)[:400]
        settled = await settle(client, caller.community, person, reason)
        sentences.append(role_words(settled, f"<@{person}>", say))
        await answer.send("\n".join(sentence for sentence in sentences if sentence))

    @group.command(name=locale_str("add"), description=locale_str("Add a sector"))
    @app_commands.rename(dutch=locale_str("dutch"), english=locale_str("english"), emoji=locale_str("emoji"))
    @app_commands.describe(
        dutch=locale_str("Its name in Dutch"),
        english=locale_str("Its name in English; the Dutch one if left out"),
        emoji=locale_str("An emoji to recognise it by"),
    )
    async def add(self, interaction: Interaction, dutch: str, english: str = "", emoji: str = "") -> None:
        client, answer = self._client, Answer.to(interaction)
        sector = await client.services.sectors.add(
            caller_of(interaction), dutch, english, emoji, now=client.clock.now()
        )
        name = cards.sector_name(sector, answer.say)
        await answer.send(
            answer.say("{sector} is a sector now. Appoint its head with /sector appoint.", sector=name)
        )

    @group.command(name=locale_str("edit"), description=locale_str("Give a sector another name or emoji"))
    @app_commands.rename(
        sector=locale_str("sector"),
        dutch=locale_str("dutch"),
        english=locale_str("english"),
        emoji=locale_str("emoji"),
    )
    @app_commands.describe(
        sector=locale_str("Which sector?"),
        dutch=locale_str("Its name in Dutch"),
        english=locale_str("Its name in English"),
        emoji=locale_str("An emoji to recognise it by"),
    )
    async def edit(
        self,
        interaction: Interaction,
        sector: str,
        dutch: str | None = None,
        english: str | None = None,
        emoji: str | None = None,
    ) -> None:
        if dutch is None and english is None and emoji is None:
            raise Refusal("Say what should change: the Dutch name, the English name or the emoji.")
        client, answer = self._client, Answer.to(interaction)
        changed = await client.services.sectors.edit(
            caller_of(interaction), sector, nl=dutch, en=english, emoji=emoji, now=client.clock.now()
        )
        await answer.send(
            answer.say(
                "The sector is called {dutch} in Dutch and {english} in English.",
                dutch=f"{changed.emoji} **{changed.nl}**".strip(),
                english=f"**{changed.en}**",
            )
        )

    @group.command(name=locale_str("remove"), description=locale_str("Remove a sector that nobody carries"))
    @app_commands.rename(sector=locale_str("sector"))
    @app_commands.describe(sector=locale_str("Which sector?"))
    async def remove(self, interaction: Interaction, sector: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        removed = await client.services.sectors.remove(caller_of(interaction), sector, now=client.clock.now())
        name = cards.sector_name(removed, answer.say)
        await answer.send(answer.say("{sector} is not a sector any more.", sector=name))

    @appoint.autocomplete("sector")
    @dismiss.autocomplete("sector")
    @edit.autocomplete("sector")
    @remove.autocomplete("sector")
    async def _sectors(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_sectors(interaction, typed)
