"""The agenda in chat: what there is to do, and which evenings are still free."""

from bot.client import SektorClient
from cogs.agenda.free import Freeing
from cogs.agenda.group import GROUP
from cogs.agenda.numbers import Numbering
from cogs.agenda.posters import Posters, PostHere
from cogs.agenda.showing import PageButton, Showing


class AgendaCommands(Showing, Freeing, Numbering, Posters):
    """Every part adds its subcommands to the one group."""

    agenda = GROUP

    def __init__(self, client: SektorClient) -> None:
        self._client = client


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(PageButton, PostHere))
    await client.add_cog(AgendaCommands(client))
