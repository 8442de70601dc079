"""The register of decisions: /decisions, page by page, and what waits for somebody."""

import re
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord.app_commands import Choice

from bot.answer import Answer
from bot.client import caller_of
from bot.deciding import verdict_name
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.decisions import cards
from cogs.decisions.mine import show_mine
from domain.decisions.kinds import Verdict
from domain.decisions.register import Decision
from domain.refusal import Refusal
from domain.texts import shortened

_PAGE = 10


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; it travels in the custom_id of the buttons that turn the page."""

    sector: str = ""
    year: int = 0
    verdict: str = ""
    words: str = ""
    page: int = 0

    @property
    def key(self) -> str:
        """At most 100 characters with what stands before it; long words are cut, and then it finds more."""
        fixed = f"register:{self.page}:{self.year}:{self.verdict}:{self.sector}:"
        return fixed + _words(self.words, 100 - len(fixed))


def _words(words: str, room: int) -> str:
    return re.sub(r"[:\s]+", " ", words)[: max(0, room)].strip()


class PageButton(
    DurableButton,
    template=r"register:(?P<page>\d{1,4}):(?P<year>\d{1,4}):(?P<verdict>[a-z_]*):(?P<sector>[a-z0-9_]*):(?P<words>.*)",
):
    def __init__(
        self,
        page: str,
        year: str,
        verdict: str,
        sector: str,
        words: str,
        label: str = "",
        *,
        closed: bool = False,
    ) -> None:
        self.query = Query(sector, int(year), verdict, words, int(page))
        super().__init__(
            discord.ui.Button(
                custom_id=self.query.key,
                label=label or page,
                style=discord.ButtonStyle.secondary,
                disabled=closed,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await show_register(interaction, answer, self.query)


class OpenSelect(DurableSelect, template=r"register:open"):
    """Under a list: pick a decision to see it whole."""

    def __init__(self, options: list[discord.SelectOption] | None = None, placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="register:open",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (value,) = self.chosen(interaction)
        await show_mine(interaction, answer, int(value))


async def show_register(interaction: Interaction, answer: Answer, query: Query) -> None:
    register, say = interaction.client.services.register, answer.say
    found = await register.search(
        interaction.guild_id or 0,
        sector=query.sector,
        year=query.year or None,
        words=query.words,
        verdict=Verdict(query.verdict) if query.verdict else None,
        limit=_PAGE + 1,
        offset=query.page * _PAGE,
    )
    shown = found[:_PAGE]
    if not shown:
        raise Refusal("Nothing was decided that fits. Leave something out, or use other words.")
    met = await interaction.client.services.minutes_reading.of_decisions(
        caller_of(interaction), [one.id for one in shown]
    )
    embed = discord.Embed(
        title=say("Decisions"),
        description="\n".join(cards.listed(one, say, met.get(one.id)) for one in shown),
        colour=cards.RUNNING,
    )
    items: list[discord.ui.Item[Any]] = [OpenSelect(_options(shown, say), say("Open one"))]
    if query.page or len(found) > _PAGE:
        embed.set_footer(text=say("Page {page}", page=query.page + 1))
        items += [
            _turn(query, max(0, query.page - 1), "◀", closed=query.page == 0),
            _turn(query, query.page + 1, "▶", closed=len(found) <= _PAGE),
        ]
    await answer.update(embeds=[embed], view=view_of(*items))


def _turn(query: Query, page: int, label: str, *, closed: bool) -> PageButton:
    to = replace(query, page=page)
    words = to.key.split(":", 5)[5]
    return PageButton(str(page), str(to.year), to.verdict, to.sector, words, label, closed=closed)


def _options(decisions: tuple[Decision, ...], say: Say) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=shortened(f"{one.name} {one.terms.title}", 100),
            value=str(one.id),
            description=_state(one, say)[:100],
        )
        for one in decisions[:25]
    ]


def _state(decision: Decision, say: Say) -> str:
    if decision.outcome is None:
        return say("is running")
    return verdict_name(decision.outcome.verdict, say)


async def show_waiting(interaction: Interaction, answer: Answer) -> None:
    register, say = interaction.client.services.register, answer.say
    waiting = await register.waiting(caller_of(interaction))
    if not waiting.votes and not waiting.conclusions:
        await answer.send(say("Nothing waits for you."))
        return
    lines = []
    if waiting.votes:
        lines.append(say("**Your vote is missing in:**"))
        lines += [cards.listed(one, say) for one in waiting.votes[:20]]
    if waiting.conclusions:
        lines.append(say("**The advice is in, you decide:**"))
        lines += [cards.listed(one, say) for one in waiting.conclusions[:10]]
    both = (*waiting.votes, *waiting.conclusions)
    embed = discord.Embed(description="\n".join(lines)[:4000], colour=cards.RUNNING)
    await answer.send(embeds=[embed], view=view_of(OpenSelect(_options(both, say), say("Open one"))))


async def offer(interaction: Interaction, typed: str, say: Say) -> list[Choice[str]]:
    """Numbers and titles while somebody types, newest first."""
    found = await interaction.client.services.register.search(interaction.guild_id or 0, limit=200)
    wanted = typed.casefold().strip()
    return [
        Choice(name=shortened(f"{one.name} {one.terms.title}", 100), value=one.name)
        for one in found
        if wanted in one.name.casefold() or wanted in one.terms.title.casefold()
    ][:25]
