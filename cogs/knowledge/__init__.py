"""The knowledge base (kennisbank) on Discord: asking, reading, writing."""

from bot.client import SektorClient
from cogs.knowledge import proposals
from cogs.knowledge.commands import KnowledgeCommands
from cogs.knowledge.details import StepsForm
from cogs.knowledge.health import GapSelect
from cogs.knowledge.listening import Listening
from cogs.knowledge.matching import MatchCommand, MatchSelect
from cogs.knowledge.proposals import CheckButton, DecideButton, RestoreButton, VersionSelect
from cogs.knowledge.views import FeedbackButton, HeadingSelect, OpenButton, PageButton
from cogs.knowledge.writing import EditForm, WriteForm


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(FeedbackButton, GapSelect, HeadingSelect, MatchSelect, OpenButton, PageButton))
    client.add_durable(
        items=(CheckButton, DecideButton, RestoreButton, VersionSelect),
        forms=(WriteForm, EditForm, StepsForm),
    )
    proposals.register(client)
    await client.services.writing.wind(now=client.clock.now())
    await client.add_cog(KnowledgeCommands(client))
    await client.add_cog(Listening(client))
    await client.add_cog(MatchCommand(client))
