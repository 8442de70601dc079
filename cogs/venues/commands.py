"""/venue list, add, edit and merge."""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands
from discord.utils import escape_markdown

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say
from bot.ui import Interaction, or_nothing
from domain.refusal import Refusal
from domain.venues import Venue, suggestions

_COLOUR = discord.Colour(0x2E7D6B)


class VenueCommands(commands.Cog):
    group = app_commands.Group(
        name=locale_str("venue"),
        description=locale_str("The venues that are recognised by name"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @group.command(
        name=locale_str("list"),
        description=locale_str("Which venues there are, and what else they are called"),
    )
    async def list_venues(self, interaction: Interaction) -> None:
        answer, say = Answer.to(interaction), Answer.to(interaction).say
        venues = await self._client.services.venues.all(interaction.guild_id or 0)
        lines = [_line(venue, say) for venue in venues]
        page = ""
        embeds: list[discord.Embed] = []
        for line in [*lines, ""]:
            if page and (not line or len(page) + len(line) > 3900):
                embeds.append(
                    discord.Embed(
                        title=say("The venues") if not embeds else None, description=page, colour=_COLOUR
                    )
                )
                page = ""
            page += f"{line}\n"
        if not embeds:
            await answer.send(say("No venue is known yet. An editor adds one with `/venue add`."))
            return
        await answer.send(embeds=embeds[:1])
        for more in embeds[1:10]:  # 6,000 characters fit in one message
            await answer.send(embeds=[more])

    @group.command(name=locale_str("add"), description=locale_str("Add a venue"))
    @app_commands.rename(
        name=locale_str("name"),
        aliases=locale_str("aliases"),
        address=locale_str("address"),
        city=locale_str("city"),
    )
    @app_commands.describe(
        name=locale_str("What it is called"),
        aliases=locale_str("What else people call it, with a semicolon between"),
        address=locale_str("Street and number"),
        city=locale_str("Enschede, if you leave it empty"),
    )
    async def add(
        self, interaction: Interaction, name: str, aliases: str = "", address: str = "", city: str = ""
    ) -> None:
        answer, client = Answer.to(interaction), self._client
        venue, found = await client.services.venues.add(
            caller_of(interaction), name, aliases, address, city, now=client.clock.now()
        )
        say = answer.say
        await answer.send(say("{venue} is known now.", venue=_line(venue, say)) + _found(found, say))

    @group.command(
        name=locale_str("edit"), description=locale_str("Change a venue's name, other names or address")
    )
    @app_commands.rename(
        venue_id=locale_str("venue"),
        name=locale_str("name"),
        aliases=locale_str("aliases"),
        address=locale_str("address"),
        city=locale_str("city"),
    )
    @app_commands.describe(
        venue_id=locale_str("Which venue?"),
        name=locale_str("What it is called from now on"),
        aliases=locale_str("All its other names, with a semicolon between; a single - for none"),
        address=locale_str("Street and number"),
        city=locale_str("In which city?"),
    )
    async def edit(
        self,
        interaction: Interaction,
        venue_id: str,
        name: str = "",
        aliases: str = "",
        address: str = "",
        city: str = "",
    ) -> None:
        answer, client = Answer.to(interaction), self._client
        venue, found = await client.services.venues.edit(
            caller_of(interaction),
            _number(venue_id),
            name=name,
            aliases=_given(aliases),
            address=_given(address),
            city=city,
            now=client.clock.now(),
        )
        say = answer.say
        await answer.send(say("Changed: {venue}", venue=_line(venue, say)) + _found(found, say))

    @group.command(name=locale_str("merge"), description=locale_str("Join two venues that are one"))
    @app_commands.rename(venue_id=locale_str("venue"), into_id=locale_str("into"))
    @app_commands.describe(
        venue_id=locale_str("Which one goes?"), into_id=locale_str("Which one stays, with the names of both?")
    )
    async def merge(self, interaction: Interaction, venue_id: str, into_id: str) -> None:
        answer, client = Answer.to(interaction), self._client
        gone, kept = await client.services.venues.merge(
            caller_of(interaction), _number(venue_id), _number(into_id), now=client.clock.now()
        )
        say = answer.say
        await answer.send(
            say(
                "{gone} is another name of {kept} now; its events moved along.",
                gone=escape_markdown(gone.name),
                kept=_line(kept, say),
            )
        )

    @edit.autocomplete("venue_id")
    @merge.autocomplete("venue_id")
    @merge.autocomplete("into_id")
    @or_nothing
    async def _venues(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        venues = await self._client.services.venues.all(interaction.guild_id or 0)
        return [Choice(name=venue.label[:100], value=str(venue.id)) for venue in suggestions(typed, venues)]


def _given(typed: str) -> str | None:
    """An option that was left out changes nothing; a dash empties the field."""
    if not typed:
        return None
    return "" if typed.strip() in {"-", "–"} else typed


def _number(venue_id: str) -> int:
    if not venue_id.isascii() or not venue_id.isdigit() or len(venue_id) > 18:
        raise Refusal("Choose the venue from the list that appears while you type.")
    return int(venue_id)


def _line(venue: Venue, say: Say) -> str:
    text = f"**{escape_markdown(venue.name)}**"
    where = ", ".join(part for part in (venue.address, venue.city) if part)
    if where:
        text += f", {escape_markdown(where)}"
    if venue.aliases:
        names = escape_markdown(", ".join(venue.aliases))
        text += f" · {say('also: {names}', names=names)}"
    return text


def _found(found: int, say: Say) -> str:
    if not found:
        return ""
    return "\n" + say.many(
        "{n} coming event turned out to be at a known venue.",
        "{n} coming events turned out to be at a known venue.",
        found,
    )
