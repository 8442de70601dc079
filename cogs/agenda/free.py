"""/agenda free: which evenings of a period are still empty, and which nearly are."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.i18n import Say
from bot.offers import offer_periods, offer_themes, theme_called
from bot.ui import Interaction, or_nothing
from bot.words import SIGNAL, plain
from cogs.agenda.group import GROUP, Agenda
from domain.evenings import Evening
from domain.refusal import Refusal
from domain.texts import shortened
from domain.themes import Theme
from domain.when.answers import Period
from domain.when.periods import read_period

USUAL: Final = timedelta(days=28)
MOST: Final = timedelta(days=63)
"""Nine weeks: what can be taken in at a glance on a phone."""
_NEARLY_SHOWN: Final = 10


class Freeing(Agenda):
    @GROUP.command(
        name=locale_str("free"), description=locale_str("Which evenings are still empty; only you see it")
    )
    @app_commands.rename(when=locale_str("when"), theme=locale_str("theme"))
    @app_commands.describe(
        when=locale_str("As you would say it: this month, April, next 3 weeks"),
        theme=locale_str("Only this theme: evenings of other themes count as empty"),
    )
    async def free(self, interaction: Interaction, when: str = "", theme: str = "") -> None:
        client, answer = self._client, Answer.to(interaction)
        choices = await client.services.agenda.choices(interaction.guild_id or 0)
        say, now = answer.in_zone(choices.community.zone), client.clock.now()
        today = now.astimezone(say.zone).date()
        asked = read_period(when, now=now, zone=say.zone) if when.strip() else Period(today, today + USUAL)
        chosen = theme_called(theme, choices.themes)
        if asked.end <= today:
            raise Refusal(
                "Those days have been. Ask for days to come, for example “this month” or “next month”."
            )
        first = max(asked.start, today)
        until = min(asked.end, first + MOST)
        found = await client.services.evenings.overview(
            choices.community.id, first, until, theme=chosen.key if chosen is not None else ""
        )
        await answer.send(embeds=[overview(found.evenings, chosen, say, more=until < asked.end)])

    @free.autocomplete("when")
    @or_nothing
    async def _free_periods(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_periods(interaction, typed)

    @free.autocomplete("theme")
    @or_nothing
    async def _free_themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_themes(interaction, typed)


def overview(
    evenings: Sequence[Evening], theme: Theme | None, say: Say, *, more: bool = False
) -> discord.Embed:
    """The weeks at a glance, then the same in words. `more`: longer was asked for than can be shown."""
    empty = [evening.day for evening in evenings if evening.is_free]
    nearly = [evening for evening in evenings if evening.is_nearly_free]
    embed = discord.Embed(
        title=say("Free evenings: {period}", period=say.days(evenings[0].day, evenings[-1].day)),
        description="\n".join(
            [
                *([f"{theme.emoji} {plain(theme.name(say.locale))}".strip()] if theme is not None else []),
                grid(evenings, say),
                f"-# {say('[ ] empty · otherwise how many events there are')}",
            ]
        ),
        colour=SIGNAL,
    )
    if empty:
        embed.add_field(
            name=say.many("{n} evening is still empty", "{n} evenings are still empty", len(empty)),
            value=_days(empty, say),
            inline=False,
        )
    else:
        every = say("Those with one event are below.") if nearly else say("Each has two events or more.")
        embed.add_field(name=say("No evening is empty"), value=every, inline=False)
    if nearly:
        lines = [_nearly(evening, say) for evening in nearly[:_NEARLY_SHOWN]]
        if len(nearly) > _NEARLY_SHOWN:
            lines.append(
                say.many("and {n} more evening", "and {n} more evenings", len(nearly) - _NEARLY_SHOWN)
            )
        embed.add_field(name=say("Nearly empty: one event"), value="\n".join(lines)[:1024], inline=False)
    footer = [say("An evening is 17:00 to 6:00. What lasts all day, like an exhibition, does not fill it.")]
    if more:
        footer.append(say("These are the first nine weeks; ask for later days separately."))
    embed.set_footer(text=" ".join(footer))
    return embed


def grid(evenings: Sequence[Evening], say: Say) -> str:
    """A row a week, in a code block so that the columns stand straight."""
    by_day = {evening.day: evening for evening in evenings}
    first, last = evenings[0].day, evenings[-1].day
    monday = first - timedelta(days=first.weekday())
    rows = [" " * 6 + "".join(f" {say.letters(monday + timedelta(days=n))} " for n in range(7))]
    while monday <= last:
        cells = (_cell(by_day.get(monday + timedelta(days=number))) for number in range(7))
        rows.append(f"{say.date_and_month(monday)[:6]:>6}" + "".join(cells))
        monday += timedelta(weeks=1)
    return "```\n" + "\n".join(row.rstrip() for row in rows) + "\n```"


def _cell(evening: Evening | None) -> str:
    if evening is None:
        return "    "
    return " [ ]" if evening.is_free else f"{len(evening.listed):>3} "


def _days(days: Iterable[date], say: Say) -> str:
    months = [
        f"{say.month(month[0]).capitalize()}: "
        + ", ".join(f"{say.weekday_short(day)} {day.day}" for day in month)
        for month in (list(some) for _, some in groupby(days, lambda day: (day.year, day.month)))
    ]
    return "\n".join(months)[:1024]


def _nearly(evening: Evening, say: Say) -> str:
    (one,) = evening.listed
    details = one.event.details
    parts = [
        f"{say.weekday_short(evening.day)} {say.date_and_month(evening.day)}: "
        + plain(shortened(details.title, 40))
    ]
    if details.time_known:
        parts.append(say.hour(details.starts))
    return " · ".join(parts)
