"""The buttons and menus under a dossier; beside each there is a command."""

from typing import Any, Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.dossiers import cards, forms
from cogs.dossiers.papers import send_file, send_summary
from domain.texts import one_line, shortened
from services.dossiers import ListedDossiers, ShownDossier

_EMOJI: Final = {"note": "✏️", "wait": "⏳", "paper": "📎", "close": "🔒", "reopen": "🔓", "show": "🔄"}


class DossierButton(
    DurableButton, template=r"dossier:(?P<number>\d{1,9}):(?P<what>note|wait|paper|close|reopen|show)"
):
    """Opens a form, or for *reopen* and *show* acts at once."""

    opens_form = True

    def __init__(self, number: str, what: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"dossier:{number}:{what}",
                label=label[:80] or what,
                emoji=_EMOJI[what],
                style=discord.ButtonStyle.primary if what == "note" else discord.ButtonStyle.secondary,
            )
        )
        self.number, self.what = int(number), what

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
        if self.what == "reopen":
            answer.watch()
            shown = await client.services.dossier_keeping.reopen(caller, self.number, now=now)
            await show(answer, shown, update=True)
            return
        shown = await client.services.dossiers.of(caller, self.number, now=now)
        say = answer.in_zone(shown.community.zone)
        if self.what == "show":
            await show(answer, shown, update=True)
            return
        shown.dossier.must_be_open()
        made = {
            "note": forms.note_form,
            "wait": forms.wait_form,
            "paper": forms.document_form,
            "close": forms.close_form,
        }
        await answer.form(made[self.what](shown, say))


class SummaryButton(DurableButton, template=r"dossier:(?P<number>\d{1,9}):summary:(?P<language>nl|en)"):
    def __init__(self, number: str, language: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"dossier:{number}:summary:{language}",
                label=label[:80] or language,
                emoji="📄",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.number, self.language = int(number), language

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await send_summary(interaction, answer, self.number, self.language)


class DossierSelect(DurableSelect, template=r"dossier:open"):
    """Under a list: which one to look at."""

    def __init__(self, options: list[discord.SelectOption] | None = None, placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="dossier:open",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (chosen,) = self.chosen(interaction)
        client = interaction.client
        shown = await client.services.dossiers.of(caller_of(interaction), int(chosen), now=client.clock.now())
        await show(answer, shown)


class FileSelect(DurableSelect, template=r"dossier:(?P<number>\d{1,9}):file"):
    """The files that are kept: choosing one sends it."""

    def __init__(
        self, number: str, options: list[discord.SelectOption] | None = None, placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"dossier:{number}:file",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )
        self.number = int(number)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (chosen,) = self.chosen(interaction)
        await send_file(interaction, answer, self.number, int(chosen))


async def show(answer: Answer, shown: ShownDossier, words: str = "", *, update: bool = False) -> None:
    say = answer.in_zone(shown.community.zone)
    send = answer.update if update else answer.send
    await send(words or None, embeds=[cards.dossier(shown, say)], view=dossier_view(shown, say))


def dossier_view(shown: ShownDossier, say: Say) -> discord.ui.View:
    number = str(shown.dossier.number)
    items: list[discord.ui.Item[Any]] = []
    if shown.dossier.is_open:
        items.append(DossierButton(number, "note", say("Add a step")))
        if shown.insider:
            items += [
                DossierButton(number, "wait", say("Waits for …")),
                DossierButton(number, "paper", say("Document")),
                DossierButton(number, "close", say("Close")),
            ]
    elif shown.insider:
        items.append(DossierButton(number, "reopen", say("Open again")))
    if shown.insider:
        items += [
            SummaryButton(number, "nl", say("Summary in Dutch")),
            SummaryButton(number, "en", say("Summary in English")),
        ]
    files = [one for one in shown.documents if one.file]
    if files:
        options = [
            discord.SelectOption(label=shortened(one_line(one.name), 100), value=str(one.id))
            for one in files[-25:]
        ]
        items.append(FileSelect(number, options, say("Open a file")))
    return view_of(*items)


def list_view(found: ListedDossiers, say: Say) -> discord.ui.View | None:
    options = [
        discord.SelectOption(label=cards.label(one), value=str(one.number)) for one in found.dossiers[:25]
    ]
    return view_of(DossierSelect(options, say("Look at one"))) if options else None
