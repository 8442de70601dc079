"""Asking the desk: by command, with the fixed button in its channel, and from a message."""

from bot.client import SektorClient
from bot.desk_asking import AskForm, ChangeButton, HelpedButton, SectorSelect, SendButton
from bot.desk_group import desk_group
from cogs.asking import standing
from cogs.asking.commands import ask, take_to_desk
from cogs.asking.standing import AskButton, Doors


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(AskButton, ChangeButton, HelpedButton, SectorSelect, SendButton), forms=(AskForm,)
    )
    standing.register(client)
    desk_group(client).add_command(ask, override=True)
    client.tree.add_command(take_to_desk, override=True)
    await client.services.desk_door.everywhere(now=client.clock.now())
    await client.add_cog(Doors(client))
