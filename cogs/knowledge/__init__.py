"""The knowledge base (kennisbank) on Discord: asking, reading, writing."""

from bot.client import SektorClient
from cogs.knowledge import postings
from cogs.knowledge.commands import KnowledgeCommands
from cogs.knowledge.health import GapSelect
from cogs.knowledge.listening import Listening
from cogs.knowledge.matching import MatchCommand, MatchSelect
from cogs.knowledge.views import FeedbackButton, HeadingSelect, OpenButton, PageButton


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(FeedbackButton, GapSelect, HeadingSelect, MatchSelect, OpenButton, PageButton))
    postings.register(client)
    await client.add_cog(KnowledgeCommands(client))
    await client.add_cog(Listening(client))
    await client.add_cog(MatchCommand(client))
