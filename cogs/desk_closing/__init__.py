"""Closing a question at the desk: how one does it oneself, the article that comes of it, did it help."""

from bot.client import SektorClient
from bot.desk_group import desk_group
from cogs.desk_closing.closing import CloseButton, CloseForm, close
from cogs.desk_closing.commands import COMMANDS
from cogs.desk_closing.drafting import ChangeButton, ChangeForm, SendButton, draft
from cogs.desk_closing.helping import HelpedButton, ReopenButton, ReopenForm
from cogs.desk_closing.postings import register


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(ChangeButton, CloseButton, HelpedButton, ReopenButton, SendButton),
        forms=(ChangeForm, CloseForm, ReopenForm),
    )
    register(client)
    group = desk_group(client)
    group.add_command(close, override=True)
    group.add_command(draft, override=True)
    for part in COMMANDS:
        group.add_command(part, override=True)
