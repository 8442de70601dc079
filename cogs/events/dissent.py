"""A source says otherwise than a person: both side by side, and whose word it shall be."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.i18n import Say
from bot.telling import when_words
from bot.ui import DurableButton, Interaction, view_of
from bot.words import GREY, SIGNAL, plain, source_links, when_line
from domain.dissent import PARTS, Part, Verdict
from domain.events import Details
from domain.gathering import origin_of
from domain.postings import Posting, Surface
from domain.texts import shortened
from services.dissent import ShownDissent


class DissentButton(DurableButton, template=r"dissent:(?P<dissent>\d{1,18}):(?P<act>take|keep)"):
    """*Take the source's* and *Keep ours*: remembered until the source says something else."""

    def __init__(self, dissent: str, act: str, label: str = "", *, closed: bool = False) -> None:
        style = discord.ButtonStyle.primary if act == "take" else discord.ButtonStyle.success
        super().__init__(
            discord.ui.Button(
                custom_id=f"dissent:{dissent}:{act}", label=label or act, style=style, disabled=closed
            )
        )
        self.dissent_id, self.act = int(dissent), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        shown = await client.services.dissent.decide(
            self.dissent_id, caller_of(interaction), take=self.act == "take", now=client.clock.now()
        )
        say = answer.in_zone(shown.community.zone)
        title, name = plain(shown.event.details.title), plain(shown.source.name)
        if self.act == "take":
            await answer.send(
                say(
                    "“{title}” follows {source} now: {word}. `/event edit` changes it again.",
                    title=title,
                    source=name,
                    word=word(shown.theirs, shown.dissent.parts, say),
                )
            )
        else:
            await answer.send(
                say(
                    "“{title}” stays as it is: {word}. This is asked again only when {source} says something "
                    "else.",
                    title=title,
                    source=name,
                    word=word(shown.ours, shown.dissent.parts, say),
                )
            )


def register(client: SektorClient) -> None:
    async def render(posting: Posting) -> Content | None:
        shown = await client.services.dissent.shown(int(posting.subject.partition(":")[2]))
        return content(shown) if shown is not None else None

    client.publisher.register("dissent", Surface.DISSENT, render, lambda posting: f"{posting.subject}:keep")


def content(shown: ShownDissent) -> Content:
    say, dissent = Say(shown.community.locale, shown.community.zone), shown.dissent
    closed = dissent.verdict is not None
    name = plain(shortened(shown.source.name, 80))
    headings = {
        None: say("{source} says otherwise", source=name),
        Verdict.TAKEN: say("{source} is followed, says {name}", source=name, name=dissent.by),
        Verdict.KEPT: say("Ours is kept, says {name}", name=dissent.by),
        Verdict.AGREED: say("They agree by now"),
    }
    lines = [f"**{plain(shown.event.details.title)}**"]
    if not closed:
        lines.append(say("What a person entered stands in the agenda until you decide. Which is right?"))
    embed = discord.Embed(
        title=shortened(headings[dissent.verdict], 250),
        description="\n".join(lines)[:4000],
        colour=GREY if closed else SIGNAL,
    )
    ours = [*_lines(shown.ours, dissent.parts, say), *_people(shown)]
    embed.add_field(name=say("Ours"), value="\n".join(ours)[:1024])
    links = source_links([(shown.source.name, shown.source.url)])
    theirs = [*_lines(shown.theirs, dissent.parts, say), links]
    embed.add_field(name=say("The source"), value="\n".join(theirs)[:1024])
    return Content(embeds=[embed], view=view_of(*buttons(shown, say, closed=closed)))


def buttons(shown: ShownDissent, say: Say, *, closed: bool = False) -> list[discord.ui.Item[Any]]:
    key = str(shown.dissent.id)
    return [
        DissentButton(key, "take", say("Take the source's"), closed=closed),
        DissentButton(key, "keep", say("Keep ours"), closed=closed),
    ]


def _lines(details: Details, parts: Sequence[Part], say: Say) -> list[str]:
    lines = []
    if Part.WHEN in parts:
        lines.append(f"🗓️ {when_line(details, say)}")
    if Part.PLACE in parts:
        lines.append(f"📍 {plain(details.place) or say('not known yet')}")
    return lines


def _people(shown: ShownDissent) -> list[str]:
    """Who said so; nobody is pinged."""
    origins = shown.event.origins
    names = [name for part in shown.dissent.parts for name in PARTS[part]]
    people = [origin_of(origins[name]) for name in names if name in origins]
    mentions = dict.fromkeys(f"<@{number}>" for kind, number in people if kind == "person")
    return [", ".join(mentions)] if mentions else []


def word(details: Details, parts: Sequence[Part], say: Say) -> str:
    """In words: Saturday 14 March 2026 20:00, Tankstation."""
    said = []
    if Part.WHEN in parts:
        said.append(when_words(details, say))
    if Part.PLACE in parts:
        said.append(plain(details.place) or say("place not known yet"))
    return ", ".join(said)


def told(shown: ShownDissent, say: Say) -> str | None:
    """One line for /event why; none for what has become moot."""
    dissent = shown.dissent
    params = {
        "source": plain(shown.source.name),
        "word": word(shown.theirs, dissent.parts, say),
        "name": plain(dissent.by),
    }
    lines = {
        None: say("{source} says {word}; the editors are asked.", **params),
        Verdict.TAKEN: say("{source} says {word}, and {name} followed that.", **params),
        Verdict.KEPT: say("{source} says {word}, and {name} kept ours.", **params),
    }
    return lines.get(dissent.verdict)
