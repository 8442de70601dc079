"""/source add, list, read, edit and remove."""

import asyncio
from typing import Final, Self

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.offers import offer_themes
from bot.ui import Interaction, or_nothing
from cogs.sources.cards import dates_words, list_embed, look_embed, outcome_words, place_words
from cogs.sources.rules import rules_card
from cogs.sources.views import list_view, look_view
from domain.refusal import Refusal
from domain.texts import one_line, web_link
from domain.themes import called
from domain.venues import folded, suggestions

_DATES = [
    Choice(name=locale_str("the day of the event"), value="event"),
    Choice(name=locale_str("the day on which it was posted"), value="posted"),
]
_EVENT = "event"


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
    @app_commands.rename(
        url=locale_str("link"),
        theme=locale_str("theme"),
        name=locale_str("name"),
        place=locale_str("place"),
        dates=locale_str("dates"),
    )
    @app_commands.describe(
        url=locale_str("The agenda's page, feed or calendar"),
        theme=locale_str("In which theme do its events belong?"),
        name=locale_str("A name for this source; the site's own if you leave it out"),
        place=locale_str("Where its events are, if they do not say so: for a venue's own agenda"),
        dates=locale_str("Only for a feed (RSS): what is the date that it gives with each item?"),
    )
    @app_commands.choices(dates=_DATES)
    async def add(
        self,
        interaction: Interaction,
        url: str,
        theme: str,
        name: str = "",
        place: str = "",
        dates: Choice[str] | None = None,
    ) -> None:
        answer, client = Answer.to(interaction), self._client
        caller, link = caller_of(interaction), web_link(url)
        key = await self._theme(caller.community, theme)
        look = await client.services.sources.look(
            link,
            one_line(name),
            (key,),
            caller,
            published_is_start=dates is not None and dates.value == _EVENT,
            place=place,
            now=client.clock.now(),
        )
        await answer.send(embeds=[look_embed(look, answer.say)], view=look_view(look, answer.say))

    async def _theme(self, community_id: int, typed: str) -> str:
        """The key of a theme that was chosen or typed, in either language."""
        choices = await self._client.services.drafts.choices(community_id)
        meant = called(typed, choices.themes)
        return meant.key if meant is not None else typed

    @source.command(
        name=locale_str("list"), description=locale_str("Which agendas are read, and how they are doing")
    )
    async def list_sources(self, interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        sources = await self._client.services.sources.list(caller_of(interaction))
        if not sources:
            await answer.send(answer.say("No agenda is read yet. An editor adds one with `/source add`."))
            return
        embed, pages = list_embed(sources, answer.say, 0)
        await answer.send(embeds=[embed], view=list_view(0, pages, answer.say))

    @source.command(name=locale_str("read"), description=locale_str("Read an agenda now"))
    @app_commands.rename(source_id=locale_str("source"))
    @app_commands.describe(source_id=locale_str("Which source?"))
    async def read(self, interaction: Interaction, source_id: str) -> None:
        answer, client = Answer.to(interaction), self._client
        async with Steps(answer) as steps:
            outcome = await client.services.reading.read_now(
                _number(source_id), caller_of(interaction), now=client.clock.now(), step=steps
            )
        await answer.show(outcome_words(outcome, answer.say))

    @source.command(name=locale_str("edit"), description=locale_str("Change how an agenda is read"))
    @app_commands.rename(
        source_id=locale_str("source"),
        name=locale_str("name"),
        theme=locale_str("theme"),
        precedence=locale_str("precedence"),
        place=locale_str("place"),
        dates=locale_str("dates"),
    )
    @app_commands.describe(
        source_id=locale_str("Which source?"),
        name=locale_str("What it is called from now on"),
        theme=locale_str("In which theme do its events belong, if they do not say so themselves?"),
        precedence=locale_str(
            "Of two sources that tell of one event the lower number goes first; usually 100"
        ),
        place=locale_str("Where its events are, if they do not say so; a dash takes it away"),
        dates=locale_str("Only for a feed (RSS): what is the date that it gives with each item?"),
    )
    @app_commands.choices(dates=_DATES)
    async def edit(
        self,
        interaction: Interaction,
        source_id: str,
        name: str = "",
        theme: str = "",
        precedence: int | None = None,
        place: str = "",
        dates: Choice[str] | None = None,
    ) -> None:
        answer, client, caller = Answer.to(interaction), self._client, caller_of(interaction)
        themes = (await self._theme(caller.community, theme),) if theme else ()
        source = await client.services.sources.edit(
            _number(source_id),
            caller,
            name=name,
            themes=themes,
            precedence=precedence,
            published_is_start=None if dates is None else dates.value == _EVENT,
            place=place,
            now=client.clock.now(),
        )
        known = await client.services.drafts.choices(caller.community)
        names = [one.name(answer.say.locale) for one in known.themes if one.key in source.themes]
        say = answer.say
        lines = [
            say(
                "{name}: theme {themes}, precedence {number}. What it brings from now on follows that.",
                name=discord.utils.escape_markdown(source.name),
                themes=", ".join(names),
                number=source.precedence,
            )
        ]
        if place:
            lines.append(place_words(source, say))
        if dates is not None:
            lines.append(dates_words(source, say))
        if place or dates is not None:
            lines.append(say("It is read again now."))
        await answer.send("\n".join(lines))

    @source.command(
        name=locale_str("rules"),
        description=locale_str("What a source was taught about themes; take a rule away"),
    )
    @app_commands.rename(source_id=locale_str("source"))
    @app_commands.describe(source_id=locale_str("Which source?"))
    async def rules(self, interaction: Interaction, source_id: str) -> None:
        answer = Answer.to(interaction)
        book = await self._client.services.rules.of(_number(source_id), caller_of(interaction))
        embed, view = rules_card(book, answer.say)
        await answer.send(embeds=[embed], view=view)

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

    @add.autocomplete("theme")
    @edit.autocomplete("theme")
    @or_nothing
    async def _themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_themes(interaction, typed)

    @add.autocomplete("place")
    @edit.autocomplete("place")
    @or_nothing
    async def _places(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        choices = await self._client.services.drafts.choices(interaction.guild_id or 0)
        found = suggestions(typed, choices.venues)
        return [Choice(name=venue.label[:100], value=venue.name[:100]) for venue in found]

    @read.autocomplete("source_id")
    @edit.autocomplete("source_id")
    @rules.autocomplete("source_id")
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


class Steps:
    """Shows how far a reading is by editing the answer, once it takes so long that somebody wonders."""

    _EVERY: Final = 1.2
    """Seconds; a reading that is quicker is simply answered."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._text = ""
        self._over = asyncio.Event()
        self._showing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._showing = asyncio.create_task(self._show())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._showing is not None:
            self._over.set()
            await self._showing  # not cancelled: an answer that is half sent is neither sent nor unsent

    async def __call__(self, step: str, done: int, to_do: int) -> None:
        say = self._answer.say
        if step == "reading":
            self._text = say("⏳ Reading the site…")
        else:
            self._text = say(
                "⏳ Read. Taking over what is new or changed: {done} of {to_do}…", done=done, to_do=to_do
            )

    async def _show(self) -> None:
        shown = ""
        while not self._over.is_set():
            try:
                async with asyncio.timeout(self._EVERY):
                    await self._over.wait()
            except TimeoutError:
                if self._text != shown:
                    shown = self._text
                    await self._answer.show(shown)
