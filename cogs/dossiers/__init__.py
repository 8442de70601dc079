"""Dossiers: long matters, with their timeline, documents, wait and a summary for the city."""

from bot.client import SektorClient
from cogs.dossiers import changing, commands, postings
from cogs.dossiers.listening import DossierOwners
from cogs.dossiers.sent import CloseForm, DocumentForm, NoteForm, OpenForm, WaitForm
from cogs.dossiers.views import DossierButton, DossierSelect, FileSelect, SummaryButton


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(DossierButton, DossierSelect, FileSelect, SummaryButton),
        forms=(CloseForm, DocumentForm, NoteForm, OpenForm, WaitForm),
    )
    postings.register(client)
    changing.attach(commands.DOSSIER)
    client.tree.add_command(commands.DOSSIER, override=True)
    await client.add_cog(DossierOwners(client))
