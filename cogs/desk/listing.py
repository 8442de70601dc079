"""/desk list and /desk waiting: what waits, on whom, since when, page by page."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_words import line, sector_words
from bot.i18n import Say
from bot.ui import DurableButton, Interaction, view_of
from bot.words import SIGNAL
from cogs.desk.commands import offer_sectors
from services.desk_listing import Listing, Show

_SHOWS = [
    Choice(name=locale_str("without an answer"), value=Show.OPEN.value),
    Choice(name=locale_str("what I asked"), value=Show.MINE.value),
    Choice(name=locale_str("answered, not closed"), value=Show.ANSWERED.value),
    Choice(name=locale_str("closed"), value=Show.CLOSED.value),
]


class ListButton(
    DurableButton,
    template=r"desk-list:(?P<show>open|waiting|mine|answered|closed):(?P<sector>[a-z0-9_-]{0,60}):(?P<page>\d{1,5})",
):
    def __init__(self, show: str, sector: str, page: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"desk-list:{show}:{sector}:{page}", label=label[:80] or page)
        )
        self.show, self.sector, self.page = Show(show), sector, int(page)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await show_page(interaction, answer, self.show, self.sector, self.page)


async def show_page(
    interaction: Interaction, answer: Answer, show: Show, sector: str = "", page: int = 0
) -> None:
    client = interaction.client
    found = await client.services.desk_listing.page(
        caller_of(interaction), show, sector=sector, page=page, now=client.clock.now()
    )
    say = answer.in_zone(found.community.zone)
    await answer.update(embeds=[list_card(found, say)], view=_pages(found, sector, say))


def list_card(found: Listing, say: Say) -> discord.Embed:
    titles = {
        Show.OPEN: say("At the desk, by sector"),
        Show.WAITING: say("What waits longest at the desk"),
        Show.MINE: say("What you asked"),
        Show.ANSWERED: say("Answered, not closed yet"),
        Show.CLOSED: say("Closed at the desk"),
    }
    lines: list[str] = []
    heading = ""
    for one in found.questions:
        sector = found.sectors.get(one.sector)
        if found.show is Show.OPEN and (name := sector_words(sector, say)) != heading:
            heading = name
            lines.append(f"### {name}")
        lines.append(line(found.community, one, sector, found.now, say))
    embed = discord.Embed(
        title="🛎️ " + titles[found.show], description="\n".join(lines) or _nothing(found, say), colour=SIGNAL
    )
    footer = [say("Page {n}", n=found.page + 1)] if found.page or found.more else []
    footer.append(say("You see what concerns you, and what is public."))
    embed.set_footer(text=" · ".join(footer))
    return embed


def _nothing(found: Listing, say: Say) -> str:
    if found.show is Show.MINE:
        return say("You have not asked anything yet. /desk ask is where to begin.")
    return say("Nothing here that concerns you.")


def _pages(found: Listing, sector: str, say: Say) -> discord.ui.View | None:
    buttons = []
    if found.page:
        buttons.append(ListButton(found.show.value, sector, str(found.page - 1), say("◀ Back")))
    if found.more:
        buttons.append(ListButton(found.show.value, sector, str(found.page + 1), say("Further ▶")))
    return view_of(*buttons) if buttons else None


@app_commands.command(name=locale_str("list"), description=locale_str("What lies at the desk, by sector"))
@app_commands.rename(what=locale_str("what"), sector=locale_str("sector"))
@app_commands.describe(what=locale_str("Which questions?"), sector=locale_str("Of one sector only"))
@app_commands.choices(what=_SHOWS)
@app_commands.autocomplete(sector=offer_sectors)
async def list_questions(interaction: Interaction, what: str = Show.OPEN.value, sector: str = "") -> None:
    await show_page(interaction, Answer.to(interaction), Show(what), sector)


@app_commands.command(
    name=locale_str("waiting"),
    description=locale_str("What waits, on whom and since when: the longest first"),
)
@app_commands.rename(sector=locale_str("sector"))
@app_commands.describe(sector=locale_str("Of one sector only"))
@app_commands.autocomplete(sector=offer_sectors)
async def waiting(interaction: Interaction, sector: str = "") -> None:
    await show_page(interaction, Answer.to(interaction), Show.WAITING, sector)


COMMANDS: tuple[Any, ...] = (list_questions, waiting)
