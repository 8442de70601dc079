"""The desk (loket) on Discord: working on questions, and seeing what waits."""

from bot.client import SektorClient
from bot.desk_group import desk_group
from cogs.desk import commands, listing
from cogs.desk.forms import DeskForm
from cogs.desk.listing import ListButton
from cogs.desk.postings import DeskPostings
from cogs.desk.threads import DeskThreads
from cogs.desk.views import FormButton, PressButton


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(FormButton, ListButton, PressButton), forms=(DeskForm,))
    keeper = DeskThreads(client)
    DeskPostings(client, keeper).register()
    await client.add_cog(keeper)
    group = desk_group(client)
    for part in (*commands.COMMANDS, *listing.COMMANDS):
        group.add_command(part, override=True)
