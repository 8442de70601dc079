"""How digests stand on Discord: the renderers that the publisher asks, and the timer that makes them."""

from typing import Any

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say
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

    async def private(posting: Posting) -> Content | None:
        number = posting.subject.partition(":")[2]
        found = await client.services.digests.shown_to(int(number), posting.place)
        if found is None:
            return None
        shown, wishes = found
        say = Say(wishes.locale or shown.community.locale, shown.community.zone)
        card = cards.private_card(shown, say)
        note = say("You get this because you asked for it with `/interests`; there you can stop it, too.")
        items: list[discord.ui.Item[Any]] = [CopyButton(number, None, say("Copy for WhatsApp"))]
        if card.left_out:
            items.insert(0, DigestButton(number, label=say("Show everything")))
        return Content(text=f"-# {note}", embeds=card.embeds, view=view_of(*items), pictures=card.pictures)

    async def due(timer: Timer) -> None:
        community, _, rhythm = timer.subject.partition(":")
        await client.services.digests.due(int(community), Rhythm(rhythm), timer.due, now=client.clock.now())

    client.publisher.register("digest", Surface.DIGEST, digest, lambda posting: f"{posting.subject}:copy")
    client.publisher.register("digest", Surface.DIGEST_DM, private, lambda posting: f"{posting.subject}:copy")
    client.timers.register(DUE, due)
