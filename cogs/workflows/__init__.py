"""Workflows: guides that people tick off together, with deadlines counted back from their day."""

from bot.client import SektorClient
from cogs.workflows import postings
from cogs.workflows.commands import WorkflowCommands
from cogs.workflows.views import (
    FlowButton,
    PeopleSelect,
    StepButton,
    StepSelect,
    StuckButton,
    StuckForm,
)


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(StepButton, FlowButton, PeopleSelect, StuckButton, StepSelect), forms=(StuckForm,)
    )
    postings.register(client)
    await client.add_cog(WorkflowCommands(client))
