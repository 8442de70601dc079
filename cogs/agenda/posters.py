"""/agenda poster: the week as a picture for a board or Instagram, and putting it into the channel."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import SILENT, Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say, locale_of
from bot.sheets import headline_of, week_sheet
from bot.ui import DurableButton, Interaction, view_of
from cogs.agenda.group import GROUP, Agenda
from domain.posters import Poster
from domain.refusal import Refusal
from domain.venues import folded
from domain.weeks import Week
from posters.press import CannotPrint, Lane
from posters.sheets import Format, Kind, WeekSheet
from services.posters import EVERYTHING, weeks_around

_WEEKS_OFFERED: Final = 10


class Posters(Agenda):
    @GROUP.command(
        name=locale_str("poster"), description=locale_str("The week as a picture: for a board or Instagram")
    )
    @app_commands.rename(
        theme=locale_str("theme"),
        week=locale_str("week"),
        shape=locale_str("format"),
        language=locale_str("language"),
    )
    @app_commands.describe(
        theme=locale_str("Of which theme? Without one it shows everything"),
        week=locale_str("Which week? This week when you leave it open"),
        shape=locale_str("For a board (A4 to A0), Instagram, or square"),
        language=locale_str("In which language?"),
    )
    @app_commands.choices(
        shape=[
            Choice(name=locale_str("Board (A4 to A0, with a PDF to print)"), value=Format.PORTRAIT.value),
            Choice(name=locale_str("Instagram (portrait)"), value=Format.INSTAGRAM.value),
            Choice(name=locale_str("Square"), value=Format.SQUARE.value),
        ],
        language=[Choice(name="Nederlands", value="nl"), Choice(name="English", value="en")],
    )
    async def poster(
        self,
        interaction: Interaction,
        theme: str = "",
        week: str = "",
        shape: str = Format.PORTRAIT.value,
        language: str = "",
    ) -> None:
        client, answer = self._client, Answer.to(interaction)
        posters = client.services.posters
        shown = await posters.of_week(interaction.guild_id or 0, theme, week, now=client.clock.now())
        locale = language or shown.community.locale
        may_post = await posters.edits(caller_of(interaction))
        post = PostHere.of(shown, Format(shape), locale).labelled(answer.say)
        await answer.send(
            _told(shown, answer.say),
            files=await pictures(client, shown, Format(shape), locale),
            view=view_of(post) if may_post else None,
        )

    @poster.autocomplete("theme")
    async def _poster_themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        say = Say(locale_of(interaction.locale))
        themes = await self._client.services.posters.themes(interaction.guild_id or 0)
        offered = [(say("Everything"), EVERYTHING)]
        offered += [(f"{theme.emoji} {theme.name(say.locale)}".strip(), theme.key) for theme in themes]
        return _fitting(offered, typed)

    @poster.autocomplete("week")
    async def _poster_weeks(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        say = Say(locale_of(interaction.locale))
        weeks = weeks_around(self._client.clock.now().astimezone(say.zone).date(), _WEEKS_OFFERED)
        return _fitting(
            [
                (
                    f"{say('week {number}', number=week.number)} · {say.span(week.monday, week.sunday)}",
                    str(week),
                )
                for week in weeks
            ],
            typed,
        )


def _fitting(offered: Sequence[tuple[str, str]], typed: str) -> list[Choice[str]]:
    wanted = folded(typed)
    return [Choice(name=name[:100], value=value) for name, value in offered if wanted in folded(name)][:25]


class PostHere(
    DurableButton,
    template=r"poster:(?P<theme>\w{1,40}):(?P<week>\d{4}-W\d\d):(?P<shape>[a-z]+):(?P<locale>nl|en)",
):
    """Puts the poster into the channel in which it was asked for; for editors."""

    def __init__(self, theme: str, week: str, shape: str, locale: str) -> None:
        self.theme, self.week, self.shape, self.locale = theme, week, Format(shape), locale
        super().__init__(
            discord.ui.Button(
                style=discord.ButtonStyle.primary, custom_id=f"poster:{theme}:{week}:{shape}:{locale}"
            )
        )

    @classmethod
    def of(cls, poster: Poster, shape: Format, locale: str) -> "PostHere":
        theme = poster.theme.key if poster.theme else EVERYTHING
        return cls(theme, str(poster.week), shape.value, locale)

    def labelled(self, say: Say) -> "PostHere":
        self.item.label = say("Post it here")
        return self

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        posters = client.services.posters
        await posters.must_edit(caller_of(interaction))
        shown = await posters.of_week(
            interaction.guild_id or 0, self.theme, self.week, now=client.clock.now()
        )
        files = await pictures(client, shown, self.shape, self.locale)
        # the click is answered with a message that all can see; the private one stays as it is
        await answer.acknowledge()
        await interaction.followup.send(
            content=_told(shown, Say(self.locale, shown.community.zone)), files=files, allowed_mentions=SILENT
        )


async def pictures(client: SektorClient, shown: Poster, shape: Format, locale: str) -> list[discord.File]:
    """The picture, and for a board the PDF to print. Raises `Refusal`."""
    sheet = week_sheet(shown, Say(locale, shown.community.zone), client.services.posters)
    kinds = (Kind.PNG, Kind.PDF) if shape is Format.PORTRAIT else (Kind.PNG,)
    return [await _file(client, sheet, shown.week, shape, kind) for kind in kinds]


async def _file(
    client: SektorClient, sheet: WeekSheet, week: Week, shape: Format, kind: Kind
) -> discord.File:
    try:
        made = await client.services.posters.print(sheet, shape, kind, Lane.CHAT)
    except CannotPrint as problem:
        raise Refusal("The poster could not be made just now. Try again in a minute.") from problem
    name = f"poster-{week}-{shape}-{sheet.language}.{kind}".lower()
    return discord.File(BytesIO(made.body), filename=name, description=sheet.title[:1024])


def _told(shown: Poster, say: Say) -> str:
    """What the picture shows, for who cannot see it."""
    headline, dates = headline_of(shown.theme, say), say.span(shown.week.monday, shown.week.sunday)
    count = say.many("{n} event", "{n} events", shown.events)
    return f"**{discord.utils.escape_markdown(headline)}** · {dates} · {count}"
