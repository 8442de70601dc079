"""Sources: the agendas that are read for a community."""

from bot.client import SektorClient
from cogs.sources import postings
from cogs.sources.commands import SourceCommands
from cogs.sources.rules import RuleBack, RuleSelect, RulesPage
from cogs.sources.views import AddSource, BrakeButton, ListPage, TryDates
from domain.timers import Timer
from services.reading import READ


async def setup(client: SektorClient) -> None:
    async def read(timer: Timer) -> None:
        await client.services.reading.read(int(timer.subject), now=client.clock.now())

    client.timers.register(READ, read)
    client.add_durable(items=(AddSource, BrakeButton, ListPage, RuleBack, RuleSelect, RulesPage, TryDates))
    postings.register(client)
    await client.add_cog(SourceCommands(client))
