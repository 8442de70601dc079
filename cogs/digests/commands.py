"""/digest"""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say
from bot.offers import WEEKDAYS, offer_themes, theme_called
from bot.ui import Interaction, or_nothing
from cogs.digests.views import show_plan
from domain.digests import EVERYTHING, Rhythm, Schedule
from domain.when.hour import read_hour

_RHYTHMS = [
    Choice(name=locale_str("weekly"), value=Rhythm.WEEKLY.value),
    Choice(name=locale_str("daily"), value=Rhythm.DAILY.value),
]


class DigestCommands(commands.Cog):
    group = app_commands.Group(
        name=locale_str("digest"),
        description=locale_str("The overview of what is coming that the bot posts by itself"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @group.command(
        name=locale_str("preview"),
        description=locale_str("See the next digest, put events at its top, or add a line"),
    )
    @app_commands.rename(rhythm=locale_str("rhythm"), theme=locale_str("theme"))
    @app_commands.describe(
        rhythm=locale_str("The weekly or the daily one"),
        theme=locale_str("The one in this theme's channel; without it the one of everything"),
    )
    @app_commands.choices(rhythm=_RHYTHMS)
    async def preview(
        self, interaction: Interaction, rhythm: Choice[str] | None = None, theme: str = ""
    ) -> None:
        client = self._client
        planned = await client.services.digests.planned(
            caller_of(interaction),
            await self._theme(interaction, theme),
            Rhythm(rhythm.value) if rhythm else Rhythm.WEEKLY,
            now=client.clock.now(),
        )
        await show_plan(Answer.to(interaction), planned)

    @preview.autocomplete("theme")
    @or_nothing
    async def _themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_themes(interaction, typed)

    async def _theme(self, interaction: Interaction, typed: str) -> str:
        themes = await self._client.services.themes.all(interaction.guild_id or 0)
        found = theme_called(typed, themes)
        return found.key if found is not None else EVERYTHING

    @group.command(
        name=locale_str("settings"),
        description=locale_str("When digests are posted; without options it says how it is now"),
    )
    @app_commands.rename(
        weekly=locale_str("weekly"),
        weekday=locale_str("weekday"),
        weekly_at=locale_str("weekly-at"),
        daily=locale_str("daily"),
        daily_at=locale_str("daily-at"),
    )
    @app_commands.describe(
        weekly=locale_str("Whether there is one every week"),
        weekday=locale_str("On which day"),
        weekly_at=locale_str("At what time: 17:00"),
        daily=locale_str("Whether there is one every day that something happens"),
        daily_at=locale_str("At what time: 12:00"),
    )
    @app_commands.choices(weekday=WEEKDAYS)
    async def settings(
        self,
        interaction: Interaction,
        weekly: bool | None = None,
        weekday: Choice[int] | None = None,
        weekly_at: str = "",
        daily: bool | None = None,
        daily_at: str = "",
    ) -> None:
        client, answer = self._client, Answer.to(interaction)
        given = {
            "weekly": weekly,
            "weekday": weekday.value if weekday else None,
            "weekly_at": read_hour(weekly_at) if weekly_at else None,
            "daily": daily,
            "daily_at": read_hour(daily_at) if daily_at else None,
        }
        caller = caller_of(interaction)
        if all(value is None for value in given.values()):
            schedule = await client.services.digests.schedule(caller)
        else:
            schedule = await client.services.digests.change_schedule(
                caller,
                now=client.clock.now(),
                **given,  # type: ignore[arg-type]  # each has the type of its name
            )
        await answer.send("\n".join(_words(schedule, answer.say)))


def _words(schedule: Schedule, say: Say) -> list[str]:
    return [
        say("Every week: {day} at {time}.", day=say.weekday_name(schedule.weekday), time=schedule.weekly_at)
        if schedule.weekly
        else say("No weekly digest."),
        say("Every day that something happens: at {time}.", time=schedule.daily_at)
        if schedule.daily
        else say("No daily digest."),
        say("When there is nothing to tell, none is posted."),
    ]
