"""/event from-link, and *Make an event of this* on a message: a draft filled in from what is pointed at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say
from bot.ui import DurableSelect, Interaction, Upload, view_of
from cogs.events.drafting import preview, take_poster
from cogs.events.explaining import GROUP
from domain.prefill import links_in
from domain.refusal import Refusal
from domain.sources import Note
from domain.texts import one_line, shortened
from services.linking import Began, Choice

_MOST_WORDS: Final = 6000


class FoundSelect(DurableSelect, template=r"found:(?P<number>\d{1,18})"):
    """Which of the page's events is meant."""

    def __init__(
        self, number: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"found:{number}",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )
        self.number = int(number)

    @classmethod
    def of(cls, choice: Choice, say: Say) -> Self:
        options = [
            discord.SelectOption(
                label=shortened(one_line(event.title), 100),
                value=str(number),
                description=shortened(
                    " · ".join(
                        filter(None, [say.short_day(event.start), one_line(event.location.name or "")])
                    ),
                    100,
                ),
            )
            for number, event in enumerate(choice.events)
        ]
        return cls(str(choice.number), options, say("Which one do you mean?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        (which,) = self.chosen(interaction)
        began = await client.services.linking.pick(
            self.number, int(which), caller_of(interaction), now=client.clock.now()
        )
        await preview(interaction, answer, began.draft.id)


class Linking(commands.Cog):
    _client: SektorClient

    @GROUP.command(
        name=locale_str("from-link"),
        description=locale_str("Submit an event by its web page; you only look it over"),
    )
    @app_commands.rename(link=locale_str("link"))
    @app_commands.describe(link=locale_str("The address of the event's own page"))
    async def from_link(self, interaction: Interaction, link: str) -> None:
        await begin(interaction, Answer.to(interaction), link)


@app_commands.context_menu(name=locale_str("Make an event of this"))
@app_commands.guild_only()
async def make_event(interaction: Interaction, message: discord.Message) -> None:
    if interaction.client.user is not None and message.author.id == interaction.client.user.id:
        raise Refusal("This is from the bot itself. To change an event, use `/event edit`.")
    given = given_by(message)
    if not (given.words or given.link or given.posters):
        raise Refusal("There is nothing in this message to make an event of: no words, link or poster.")
    await begin(interaction, Answer.to(interaction), given.link, words=given.words, posters=given.posters)


@dataclass(frozen=True, slots=True)
class Given:
    """What a message holds: its words, the first link in it, and its pictures."""

    words: str
    link: str
    posters: Sequence[Upload]


def given_by(message: discord.Message) -> Given:
    """From the message itself, from what it forwards, and from what Discord shows of its links."""
    parts: list[Any] = [message, *message.message_snapshots]
    words = "\n".join(part.content for part in parts if part.content)
    embeds = [embed for part in parts for embed in part.embeds]
    if not words:
        words = "\n".join(text for embed in embeds for text in (embed.title, embed.description) if text)
    links = links_in(words) + [embed.url for embed in embeds if embed.url]
    pictures = [
        Upload.of(one)
        for part in parts
        for one in part.attachments
        if (one.content_type or "").startswith("image/")
    ]
    return Given(words[:_MOST_WORDS], links[0] if links else "", pictures)


async def begin(
    interaction: Interaction, answer: Answer, link: str, *, words: str = "", posters: Sequence[Upload] = ()
) -> None:
    client = interaction.client
    outcome = await client.services.linking.begin(
        link, caller_of(interaction), words=words, now=client.clock.now()
    )
    if isinstance(outcome, Choice):
        say = answer.in_zone(outcome.community.zone)
        await answer.send(
            say("There are several events on that page."), view=view_of(FoundSelect.of(outcome, say))
        )
        return
    await _show(interaction, answer, outcome, posters)


async def _show(interaction: Interaction, answer: Answer, began: Began, posters: Sequence[Upload]) -> None:
    spoilt = await take_poster(interaction, began.draft.id, posters)
    await preview(interaction, answer, began.draft.id, problems=[_as_refusal(began.problem), spoilt])


def _as_refusal(problem: Note | None) -> Refusal | None:
    return Refusal(problem.message_id, **problem.params) if problem is not None else None
