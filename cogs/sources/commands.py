"""/source add, list, read and remove."""

from datetime import datetime

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say, locale_of, timestamp
from bot.ui import Interaction, or_nothing, view_of
from cogs.sources.cards import look_embed, outcome_words
from cogs.sources.views import AddSource
from domain.refusal import Refusal
from domain.source_register import Source
from domain.texts import one_line, web_link
from domain.themes import called
from domain.venues import folded


class SourceCommands(commands.Cog):
    source = app_commands.Group(
        name=locale_str("source"),
        description=locale_str("Other agendas that are read for this server"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @source.command(
        name=locale_str("add"),
        description=locale_str("Add another agenda; you first see what it gives"),
    )
    @app_commands.rename(url=locale_str("link"), theme=locale_str("theme"), name=locale_str("name"))
    @app_commands.describe(
        url=locale_str("The agenda's page, feed or calendar"),
        theme=locale_str("In which theme do its events belong?"),
        name=locale_str("A name for this source; the site's own if you leave it out"),
    )
    async def add(self, interaction: Interaction, url: str, theme: str, name: str = "") -> None:
        answer, client = Answer.to(interaction), self._client
        caller, link = caller_of(interaction), web_link(url)
        choices = await client.services.drafts.choices(caller.community)
        meant = called(theme, choices.themes)
        theme = meant.key if meant is not None else theme
        look = await client.services.sources.look(link, (theme,), caller, now=client.clock.now())
        name = one_line(name) or _site(link)
        button = AddSource(theme, answer.say("Add this source"))
        await answer.send(
            embeds=[look_embed(look, name, answer.say)], view=view_of(button) if look.count else None
        )

    @add.autocomplete("theme")
    @or_nothing
    async def _themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        choices = await self._client.services.drafts.choices(interaction.guild_id or 0)
        locale, wanted = locale_of(interaction.locale), folded(typed)
        return [
            Choice(name=theme.name(locale), value=theme.key)
            for theme in choices.themes
            if any(wanted in folded(name) for name in (theme.nl, theme.en))
        ][:25]

    @source.command(
        name=locale_str("list"), description=locale_str("Which agendas are read, and how they are doing")
    )
    async def list_sources(self, interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        sources = await self._client.services.sources.list(caller_of(interaction))
        if not sources:
            await answer.send(answer.say("No agenda is read yet. An editor adds one with `/source add`."))
            return
        say = answer.say
        lines = [f"• {_health(source, say)}{_next(due, say)}" for source, due in sources]
        embed = discord.Embed(title=say("Agendas that are read"), description="\n".join(lines)[:4000])
        await answer.send(embeds=[embed])

    @source.command(name=locale_str("read"), description=locale_str("Read an agenda now"))
    @app_commands.rename(source_id=locale_str("source"))
    @app_commands.describe(source_id=locale_str("Which source?"))
    async def read(self, interaction: Interaction, source_id: str) -> None:
        answer, client = Answer.to(interaction), self._client
        outcome = await client.services.sources.read_now(
            _number(source_id), caller_of(interaction), now=client.clock.now()
        )
        await answer.send(outcome_words(outcome, answer.say))

    @source.command(
        name=locale_str("remove"), description=locale_str("Stop reading an agenda; its events stay")
    )
    @app_commands.rename(source_id=locale_str("source"))
    @app_commands.describe(source_id=locale_str("Which source?"))
    async def remove(self, interaction: Interaction, source_id: str) -> None:
        answer, client = Answer.to(interaction), self._client
        source = await client.services.sources.remove(
            _number(source_id), caller_of(interaction), now=client.clock.now()
        )
        await answer.send(answer.say("{name} is no longer read. Its events stay.", name=source.name))

    @read.autocomplete("source_id")
    @remove.autocomplete("source_id")
    @or_nothing
    async def _sources(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        sources = await self._client.services.sources.list(caller_of(interaction))
        wanted = folded(typed)
        return [
            Choice(name=source.name[:100], value=str(source.id))
            for source, _ in sources
            if wanted in folded(source.name)
        ][:25]


def _number(source_id: str) -> int:
    if not source_id.isascii() or not source_id.isdigit() or len(source_id) > 18:
        raise Refusal("Choose the source from the list that appears while you type.")
    return int(source_id)


def _site(link: str) -> str:
    return link.split("/")[2].removeprefix("www.")


def _health(source: Source, say: Say) -> str:
    name = f"[{discord.utils.escape_markdown(source.name)}]({source.url})"
    if source.failures:
        since = timestamp(source.last_good, "R") if source.last_good else say("the beginning")
        problem = discord.utils.escape_markdown(source.problem)[:200]
        return say("{name}: does not work since {since}. {problem}", name=name, since=since, problem=problem)
    if source.last_good is None:
        return say("{name}: is read for the first time in a moment", name=name)
    read = timestamp(source.last_good, "R")
    return say.many(
        "{name}: {n} event, read {when}",
        "{name}: {n} events, read {when}",
        source.last_count,
        name=name,
        when=read,
    )


def _next(due: datetime | None, say: Say) -> str:
    return f" · {say('next {when}', when=timestamp(due, 'R'))}" if due else ""
