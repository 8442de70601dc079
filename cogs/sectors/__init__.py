"""Sectors, their heads and deputies."""

from bot.client import SektorClient
from cogs.sectors.appointing import FillButton, WhoSelect, vacancy_mark, vacancy_renderer
from cogs.sectors.commands import SectorCommands
from cogs.sectors.roles import RoleKeeping
from domain.postings import Surface
from services.roles import HEADS_ROLE


async def setup(client: SektorClient) -> None:
    keeping = RoleKeeping(client)
    client.timers.register(HEADS_ROLE, keeping.due)
    client.publisher.register("vacancy", Surface.PROBLEM, vacancy_renderer(client), vacancy_mark)
    client.add_durable(items=(FillButton, WhoSelect))
    await client.add_cog(keeping)
    await client.add_cog(SectorCommands(client))
