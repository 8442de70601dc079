"""/workflow start, show"""

from datetime import datetime

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.ui import Interaction, or_nothing
from bot.words import plain
from cogs.workflows import cards
from cogs.workflows.placing import give_place
from cogs.workflows.views import show_private
from domain.knowledge import Kind
from domain.refusal import Refusal
from domain.when import AskBack, read_when

_HERE = [
    Choice(name=locale_str("in a private thread here"), value="thread"),
    Choice(name=locale_str("by private message"), value="dm"),
]


class WorkflowCommands(commands.Cog):
    workflow = app_commands.Group(
        name=locale_str("workflow"),
        description=locale_str("Step-by-step guides that you tick off, with deadlines"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @workflow.command(
        name=locale_str("start"),
        description=locale_str("Begin a guide for your own day; the deadlines are counted back from it"),
    )
    @app_commands.rename(
        guide=locale_str("guide"), day=locale_str("day"), name=locale_str("name"), where=locale_str("where")
    )
    @app_commands.describe(
        guide=locale_str("Which guide?"),
        day=locale_str("When is it? As you would say it: 20 June"),
        name=locale_str("What is it called, so that you know it again?"),
        where=locale_str("Where does the checklist stand? In a thread others can help"),
    )
    @app_commands.choices(where=_HERE)
    async def start(
        self,
        interaction: Interaction,
        guide: str,
        day: str,
        name: str = "",
        where: Choice[str] | None = None,
    ) -> None:
        client, answer = self._client, Answer.to(interaction)
        caller, now = caller_of(interaction), client.clock.now()
        chosen = await client.services.guides.guide(caller, guide, answer.say.locale, now=now)
        say = answer.in_zone(chosen.community.zone)
        read = read_when(day, now=now, zone=say.zone)
        if isinstance(read, AskBack):
            raise Refusal("Give only the day on which it will be, for example 20 June.")
        begins = read.start.astimezone(say.zone).date() if isinstance(read.start, datetime) else read.start
        shown = await client.services.workflows.start(
            caller,
            article=chosen.key,
            title=chosen.title,
            sector=chosen.sector,
            locale=chosen.locale,
            steps=chosen.steps,
            name=name or chosen.title,
            day=begins,
            now=now,
        )
        thread = await give_place(client, interaction, shown, thread=where is None or where.value == "thread")
        if thread is not None:
            await answer.send(say("Your checklist stands in {thread}. Good luck!", thread=f"<#{thread}>"))
        else:
            await answer.send(say("You get your checklist by private message. /workflow show has it, too."))

    @start.autocomplete("guide")
    @or_nothing
    async def _guides(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        locale = Answer.to(interaction).say.locale
        found = await self._client.services.guides.offered(
            caller_of(interaction), typed, locale, kind=Kind.WORKFLOW
        )
        return [Choice(name=one.title[:100], value=one.key[:100]) for one in found]

    @workflow.command(name=locale_str("show"), description=locale_str("Your checklists, and what comes next"))
    @app_commands.rename(checklist=locale_str("checklist"))
    @app_commands.describe(checklist=locale_str("Which one? All of them if you leave it out"))
    async def show(self, interaction: Interaction, checklist: str = "") -> None:
        client, answer = self._client, Answer.to(interaction)
        caller = caller_of(interaction)
        mine = await client.services.workflows.mine(caller)
        if not mine:
            raise Refusal("You have no checklist yet. Begin one with /workflow start.")
        wanted = checklist.strip().casefold()
        chosen = [
            one for one in mine if wanted and (wanted == str(one.run.id) or wanted in one.run.name.casefold())
        ]
        shown = chosen[0] if chosen else mine[0]
        say = answer.in_zone(shown.community.zone)
        today = client.clock.now().astimezone(say.zone).date()
        if chosen or len(mine) == 1:
            await show_private(answer, shown, today)
            return
        lines = [f"📋 {plain(cards.line(one.run, say))}" for one in mine]
        await answer.send("\n".join([say("Your checklists:"), *lines])[:2000])

    @show.autocomplete("checklist")
    @or_nothing
    async def _mine(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        mine = await self._client.services.workflows.mine(caller_of(interaction))
        say = Answer.to(interaction).say
        wanted = typed.strip().casefold()
        return [
            Choice(name=cards.line(one.run, say)[:100], value=str(one.run.id))
            for one in mine
            if wanted in one.run.name.casefold()
        ][:25]
