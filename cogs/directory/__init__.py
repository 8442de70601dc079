"""The directory (gids): who wants to be found, introductions, and places whose lease ends."""

from bot.client import SektorClient
from cogs.directory import postings
from cogs.directory.buttons import EntryButton
from cogs.directory.drafting import DraftButton, DraftForm, Drafting
from cogs.directory.finding import FindButton, Finding, LookSelect
from cogs.directory.group import GROUP
from cogs.directory.introducing import AnswerButton, Introducing, IntroductionForm
from cogs.directory.keeping import ContactButton, Keeping
from cogs.directory.listening import DirectoryKeeping


class DirectoryCommands(Finding, Drafting, Keeping, Introducing):
    """Every part adds its subcommands to the one group."""

    directory = GROUP

    def __init__(self, client: SektorClient) -> None:
        self._client = client


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(AnswerButton, ContactButton, DraftButton, EntryButton, FindButton, LookSelect),
        forms=(DraftForm, IntroductionForm),
    )
    postings.register(client)
    await client.add_cog(DirectoryCommands(client))
    await client.add_cog(DirectoryKeeping(client))
