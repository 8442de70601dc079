"""/meeting list and reminders"""

from discord.app_commands import locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.ui import Interaction, view_of
from cogs.meetings import cards
from cogs.meetings.coming import LeadsSelect
from cogs.meetings.group import GROUP, Meetings


class Showing(Meetings):
    @GROUP.command(name=locale_str("list"), description=locale_str("Which meetings are coming"))
    async def list_meetings(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        found = await client.services.meetings.listing(caller_of(interaction), now=client.clock.now())
        await answer.send(embeds=[cards.listing(found, answer.in_zone(found.community.zone))])

    @GROUP.command(
        name=locale_str("reminders"),
        description=locale_str("Whether and when you are reminded of meetings, in private"),
    )
    async def reminders(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        leads = await client.services.meeting_reminders.leads(
            interaction.guild_id or 0, caller_of(interaction), None, answer.say.locale, now=client.clock.now()
        )
        select = LeadsSelect.of(str(interaction.guild_id or 0), leads, answer.say)
        await answer.send(cards.leads_words(leads, answer.say), view=view_of(select))
