"""Meetings: the rhythm, finding a date, and who comes."""

from bot.client import SektorClient
from cogs.meetings.coming import CalendarButton, ComingButton, LeadsSelect, WhoButton
from cogs.meetings.dates import AllButton, FixButton, OverviewButton, SayButton
from cogs.meetings.group import GROUP
from cogs.meetings.keeping import MeetingKeeping
from cogs.meetings.planning import Planning
from cogs.meetings.postings import MeetingPostings
from cogs.meetings.rhythm import Rhythm
from cogs.meetings.showing import Showing


class MeetingCommands(Planning, Showing, Rhythm):
    """Every part adds its subcommands to the one group."""

    meeting = GROUP

    def __init__(self, client: SektorClient) -> None:
        self._client = client


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(
            SayButton,
            AllButton,
            OverviewButton,
            FixButton,
            ComingButton,
            CalendarButton,
            WhoButton,
            LeadsSelect,
        )
    )
    MeetingPostings(client).register()
    await client.services.meeting_rhythm.wind(now=client.clock.now())
    await client.add_cog(MeetingCommands(client))
    await client.add_cog(MeetingKeeping(client))
