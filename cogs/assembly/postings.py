"""How assemblies stand on Discord: what the publisher asks for."""

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.ui import view_of
from bot.words import SIGNAL, Voice, plain
from cogs.assembly import cards
from cogs.assembly.chair import ChairButton
from cogs.assembly.settling import emergency_items
from cogs.assembly.views import AnswerButton, own_items, public_items
from domain.assembly import Phase
from domain.postings import Posting, Surface
from domain.when.answers import Message
from services.assembly import AGREED, ASKED, Sight


def register(client: SektorClient) -> None:
    assembly = client.services.assembly

    async def sight_of(posting: Posting) -> Sight | None:
        _, community, number = posting.subject.split(":")
        return await assembly.shown(int(community), int(number))

    async def convocation(posting: Posting) -> Content | None:
        sight = await sight_of(posting)
        if sight is None or sight.one is None:
            return None
        items = public_items(sight)
        if items:
            voice, name = Voice(sight.community), Message("For the chair")
            label = voice.label(voice.say.value(name), (voice.english or voice.say).value(name))
            items.append(ChairButton(str(sight.community.id), str(sight.one.number), label))
        return Content(embeds=[cards.card(sight)], view=view_of(*items) if items else None)

    async def convened(posting: Posting) -> Content | None:
        sight = await sight_of(posting)
        if sight is None or sight.one is None:
            return None
        voice, one = Voice(sight.community), sight.one
        first = (
            Message(
                "You are convened to a general assembly of {name}.", {"name": plain(sight.community.name)}
            )
            if one.phase is not Phase.CANCELLED
            else Message(
                "The general assembly of {name} is cancelled.", {"name": plain(sight.community.name)}
            )
        )
        items = own_items(sight.community.id, one, Say(sight.community.locale))
        embed = cards.card(sight)
        return Content(text=cards.told(voice, first), embeds=[embed], view=view_of(*items) if items else None)

    async def emergency(posting: Posting) -> Content | None:
        sight = await sight_of(posting)
        if sight is None or sight.one is None:
            return None
        items = emergency_items(sight)
        return Content(embeds=[cards.emergency_card(sight)], view=view_of(*items) if items else None)

    async def triggered(posting: Posting) -> Content | None:
        sight = await sight_of(posting)
        if sight is None or sight.one is None:
            return None
        voice = Voice(sight.community)
        embed = discord.Embed(
            title="🛑 " + voice.say.value(Message("The emergency stop was triggered")),
            description="\n\n".join(
                [
                    cards.told(voice, cards.FROZEN),
                    cards.told(voice, cards.LEGAL),
                    cards.checklist(sight.record, voice.say),
                ]
            ),
            colour=discord.Colour(SIGNAL),
        )
        return Content(embeds=[embed])

    async def asked(posting: Posting) -> Content | None:
        _, community, number, giver = posting.subject.split(":")
        found = await assembly.proxy(int(community), int(number), int(giver))
        if found is None:
            return None
        place, one, wish = found
        voice = Voice(place)
        question = Message(
            "{person} asks you to vote for them at the general assembly of {when}. You then vote twice, and "
            "each vote is yours to cast.",
            {"person": f"<@{giver}>", "when": timestamp(one.starts)},
        )
        if wish.answer != ASKED or wish.holder != posting.place:
            return Content(text=cards.told(voice, question))

        def label(name: Message) -> str:
            return voice.label(voice.say.value(name), (voice.english or voice.say).value(name))

        return Content(
            text=cards.told(voice, question),
            view=view_of(
                AnswerButton(community, number, giver, "yes", label(Message("I will"))),
                AnswerButton(community, number, giver, "no", label(Message("No"))),
            ),
        )

    async def answered(posting: Posting) -> Content | None:
        _, community, number, giver = posting.subject.split(":")
        found = await assembly.proxy(int(community), int(number), int(giver))
        if found is None:
            return None
        place, _, wish = found
        person = {"person": f"<@{wish.holder}>"}
        words = (
            Message(
                "{person} votes for you. If you come after all, check in and you have your vote back.", person
            )
            if wish.answer == AGREED
            else Message("{person} does not vote for you. Ask somebody else, or come.", person)
        )
        return Content(text=cards.told(Voice(place), words))

    publisher = client.publisher
    publisher.register("assembly", Surface.ASSEMBLY, convocation)
    publisher.register("assembly", Surface.CONVENED, convened)
    publisher.register("emergency", Surface.EMERGENCY, emergency)
    publisher.register("emergency", Surface.TRIGGERED, triggered)
    publisher.register("proxy", Surface.PROXY_ASKED, asked)
    publisher.register("proxy", Surface.PROXY_ANSWERED, answered)
