"""Becoming dispensable: what is asked often, what is solved without a person, and the report of the
quarter."""

from bot.client import SektorClient
from bot.desk_group import desk_group
from cogs.dispensable import postings
from cogs.dispensable.commands import REPORT, numbers, often
from cogs.dispensable.views import OftenButton, OftenSelect, ReportButton


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(OftenButton, OftenSelect, ReportButton))
    postings.register(client)
    group = desk_group(client)
    group.add_command(numbers, override=True)
    group.add_command(often, override=True)
    client.tree.add_command(REPORT, override=True)
    await client.services.dispensable.wind(now=client.clock.now())
