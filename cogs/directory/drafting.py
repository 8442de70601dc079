"""/directory add, add-organisation and edit: a form, and a preview of exactly what will stand."""

import re
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, or_nothing, view_of
from bot.words import plain
from cogs.directory import cards, forms
from cogs.directory.group import GROUP, Directory, number_of, offer
from domain.directory.entry import Kind, Tongue
from domain.directory.typed import Draft
from domain.refusal import Refusal
from domain.texts import shortened


class DraftButton(DurableButton, template=r"dirdraft:(?P<draft>\d{1,15}):(?P<act>send|drop|words|more)"):
    """*words* and *more* open a form with what was typed so far."""

    opens_form = True

    def __init__(self, draft: str, act: str, label: str = "") -> None:
        styles = {"send": discord.ButtonStyle.success, "drop": discord.ButtonStyle.danger}
        super().__init__(
            discord.ui.Button(
                custom_id=f"dirdraft:{draft}:{act}",
                label=label[:80] or act,
                style=styles.get(act, discord.ButtonStyle.secondary),
            )
        )
        self.draft_id, self.act = int(draft), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        drafts, now, say = client.services.directory_drafts, client.clock.now(), answer.say
        if self.act == "drop":
            await drafts.throw_away(self.draft_id, caller)
            await answer.update(say("Discarded. The directory is as it was."))
        elif self.act == "send":
            kept = await drafts.send(self.draft_id, caller, now=now)
            name = plain(kept.entry.name)
            if not kept.is_new:
                text = say("“{name}” is changed.", name=name)
            elif kept.entry.owner is not None:
                text = say(
                    "“{name}” stands in the directory. `/directory mine` changes it or takes it away, "
                    "whenever you like.",
                    name=name,
                )
            else:
                text = say(
                    "“{name}” stands in the directory. Name who can be asked about it with "
                    "`/directory contact`.",
                    name=name,
                )
            await answer.update(text)
        else:
            shown = await drafts.preview(self.draft_id, caller, now=now)
            form = forms.words if self.act == "words" else forms.more
            await answer.form(form(shown.draft, say))


class DraftForm(Form):
    template = re.compile(r"dirdraft:(?P<draft>\d{1,15}):(?P<part>words|more)")

    def __init__(self, draft: str, part: str) -> None:
        self.draft_id, self.part = int(draft), part

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, choices = interaction.client, filled.choices
        parts: dict[str, Any] = {}
        if "kind" in choices:
            parts["kind"] = Kind(next(iter(choices["kind"]), Kind.CREATIVE))
        if "tongues" in choices:
            parts["tongues"] = tuple(Tongue(one) for one in choices["tongues"])
        if "public" in choices:
            parts["public"] = "yes" in choices["public"]
        if "shows" in choices:
            parts["shows_person"] = "yes" in choices["shows"]
        await client.services.directory_drafts.put(
            self.draft_id, caller_of(interaction), typed=filled.texts, **parts, now=client.clock.now()
        )
        await preview(interaction, answer, self.draft_id)


async def preview(interaction: Interaction, answer: Answer, draft_id: int) -> None:
    """Exactly what would stand; or what is wrong, with everything that was typed."""
    client = interaction.client
    shown = await client.services.directory_drafts.preview(
        draft_id, caller_of(interaction), now=client.clock.now()
    )
    say = answer.in_zone(shown.community.zone)
    if isinstance(shown.understood, Refusal):
        sentence = say.message(shown.understood.message_id, shown.understood.params)
        await answer.update(
            f"⚠️ {sentence}\n\n{_typed_back(shown.draft, say)}"[:2000],
            view=_buttons(shown.draft, say, send=False),
        )
        return
    await answer.update(
        say("This is how it would stand in the directory. Nothing stands there before you say so."),
        embeds=[cards.preview(shown.understood, shown.venue, say, own=shown.draft.own)],
        view=_buttons(shown.draft, say, send=True),
    )


def _typed_back(draft: Draft, say: Say) -> str:
    names = {
        "name": say("Name"),
        "offers": say("Offers"),
        "seeks": say("Seeks"),
        "about": say("A few words"),
        "link": say("Link"),
    }
    return "\n".join(
        f"**{names[part]}**: {plain(shortened(draft.typed[part], 300))}"
        for part in names
        if draft.typed.get(part, "").strip()
    )


def _buttons(draft: Draft, say: Say, *, send: bool) -> discord.ui.View:
    key = str(draft.id)
    label = say("Save the change") if draft.entry is not None else say("Put it in the directory")
    first = [DraftButton(key, "send", label)] if send else []
    return view_of(
        *first,
        DraftButton(key, "words", say("Change the words")),
        DraftButton(key, "more", say("Languages, link, who sees it")),
        DraftButton(key, "drop", say("Discard")),
    )


class Drafting(Directory):
    @GROUP.command(
        name=locale_str("add"),
        description=locale_str("Be found: make your own entry, or change it"),
        extras={"opens_form": True},
    )
    async def add(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        draft = await client.services.directory_drafts.open_own(
            caller_of(interaction), now=client.clock.now()
        )
        await answer.form(forms.words(draft, answer.say))

    @GROUP.command(
        name=locale_str("add-organisation"),
        description=locale_str("Add an organisation or a place; for editors and sector heads"),
        extras={"opens_form": True},
    )
    async def add_organisation(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        draft = await client.services.directory_drafts.open_kept(
            caller_of(interaction), now=client.clock.now()
        )
        await answer.form(forms.words(draft, answer.say))

    @GROUP.command(
        name=locale_str("edit"),
        description=locale_str("Change an entry: yours, or one that you keep"),
        extras={"opens_form": True},
    )
    @app_commands.rename(entry=locale_str("entry"))
    @app_commands.describe(entry=locale_str("Which entry?"))
    async def edit(self, interaction: Interaction, entry: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        draft = await client.services.directory_drafts.open(
            caller_of(interaction), number_of(entry), now=client.clock.now()
        )
        await answer.form(forms.words(draft, answer.say))

    @edit.autocomplete("entry")
    @or_nothing
    async def _kept_entries(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer(interaction, typed, kept=True)
