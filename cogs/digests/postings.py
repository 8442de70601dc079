"""How digests stand on Discord: the renderers that the publisher asks, and the timer that makes them."""

from typing import Any

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.ui import view_of
from bot.words import Voice
from cogs.digests import cards
from cogs.digests.views import CopyButton, DigestButton
from domain.digests import Rhythm
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.digests import DUE


def register(client: SektorClient) -> None:
    async def digest(posting: Posting) -> Content | None:
        number = posting.subject.partition(":")[2]
        shown = await client.services.digests.shown(int(number))
        if shown is None:
            return None
        card, voice = cards.card(shown), Voice(shown.community)
        say, other = voice.say, voice.english or voice.say
        copy = voice.label(say("Copy for WhatsApp"), other("Copy for WhatsApp"))
        items: list[discord.ui.Item[Any]] = [CopyButton(number, None, copy)]
        if card.left_out:
            everything = voice.label(say("Show everything"), other("Show everything"))
            items.insert(0, DigestButton(number, label=everything))
        return Content(embeds=card.embeds, view=view_of(*items), pictures=card.pictures)

    async def due(timer: Timer) -> None:
        community, _, rhythm = timer.subject.partition(":")
        await client.services.digests.due(int(community), Rhythm(rhythm), timer.due, now=client.clock.now())

    client.publisher.register("digest", Surface.DIGEST, digest, lambda posting: f"{posting.subject}:copy")
    client.timers.register(DUE, due)
