"""The buttons under an entry."""

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.ui import DurableButton, Interaction, view_of
from bot.words import plain
from cogs.directory import forms


class EntryButton(
    DurableButton, template=r"dir:(?P<entry>\d{1,15}):(?P<act>add|edit|introduce|remove|gone|keep)"
):
    """`gone` is the confirmed *Take away*."""

    opens_form = True

    def __init__(self, entry: str, act: str, label: str = "", emoji: str | None = None) -> None:
        style = discord.ButtonStyle.danger if act == "gone" else discord.ButtonStyle.secondary
        super().__init__(
            discord.ui.Button(
                custom_id=f"dir:{entry}:{act}", label=label[:80] or act, emoji=emoji, style=style
            )
        )
        self.entry_id, self.act = int(entry), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        now, say = client.clock.now(), answer.say
        if self.act == "add":
            draft = await client.services.directory_drafts.open_own(caller, now=now)
            await answer.form(forms.words(draft, say))
        elif self.act == "edit":
            draft = await client.services.directory_drafts.open(caller, self.entry_id, now=now)
            await answer.form(forms.words(draft, say))
        elif self.act == "introduce":
            entry = await client.services.introductions.may_ask(caller, self.entry_id, now=now)
            await answer.form(forms.introduction(entry, say))
        elif self.act == "remove":
            await ask_removal(interaction, answer, self.entry_id)
        elif self.act == "gone":
            gone = await client.services.directory.remove(caller, self.entry_id, now=now)
            await answer.update(say("“{name}” is out of the directory.", name=plain(gone.name)))
        else:
            await answer.update(say("It stays as it is."))


async def ask_removal(interaction: Interaction, answer: Answer, entry_id: int) -> None:
    """Once more, since it cannot be undone. Raises `Refusal` for who may not."""
    client, caller = interaction.client, caller_of(interaction)
    entry = await client.services.directory.removable(caller, entry_id)
    say, key = answer.say, str(entry_id)
    await answer.send(
        say(
            "Take “{name}” out of the directory? It is deleted, also from the public site, and cannot be "
            "brought back.",
            name=plain(entry.name),
        ),
        view=view_of(
            EntryButton(key, "gone", say("Yes, take it away")), EntryButton(key, "keep", say("No, keep it"))
        ),
    )
