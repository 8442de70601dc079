"""General assemblies (ALV), the emergency stop (noodknop), and the settlement that follows it."""

from bot.client import SektorClient
from cogs.assembly import postings
from cogs.assembly.chair import (
    CancelButton,
    CancelForm,
    ChairButton,
    CloseButton,
    OpenButton,
    PutButton,
    SureButton,
)
from cogs.assembly.commands import AssemblyCommands
from cogs.assembly.convening import ConveneForm, SendButton
from cogs.assembly.settling import (
    AmountsButton,
    AmountsForm,
    BackSelect,
    ChecklistButton,
    DocumentButton,
    DoneSelect,
    IdeaButton,
    IdeaForm,
)
from cogs.assembly.settling_commands import add_settling
from cogs.assembly.views import AnswerButton, CheckInButton, ProxyButton, ProxySelect


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(
            CheckInButton,
            ProxyButton,
            ProxySelect,
            AnswerButton,
            SendButton,
            ChairButton,
            OpenButton,
            PutButton,
            SureButton,
            CloseButton,
            CancelButton,
            IdeaButton,
            BackSelect,
            AmountsButton,
            ChecklistButton,
            DoneSelect,
            DocumentButton,
        ),
        forms=(ConveneForm, CancelForm, IdeaForm, AmountsForm),
    )
    postings.register(client)
    cog = AssemblyCommands(client)
    add_settling(cog.group, client)
    await client.add_cog(cog)
