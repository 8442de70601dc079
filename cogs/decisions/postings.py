"""How decisions stand on Discord: what the publisher asks for, and what their timers do."""

from typing import Any

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.ui import view_of
from bot.words import Voice, plain
from cogs.decisions import cards
from cogs.decisions.managing import ConcludeButton
from cogs.decisions.mine import CloseButton, MineButton, MuteButton, WhyButton
from cogs.decisions.voting import vote_items
from domain.decisions.register import CLOSE, LOOK_BACK, REMIND
from domain.postings import Posting, Surface
from domain.texts import shortened
from domain.timers import Timer
from services.register import Standing


def register(client: SektorClient) -> None:
    services = client.services

    async def card(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None:
            return None
        around = await services.register.surroundings(posting.community)
        embed = cards.card(standing, around.community, around.sectors)
        return Content(embeds=[embed], view=view_of(*card_items(standing, Voice(around.community))))

    async def outcome(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None or standing.decision.outcome is None:
            return None
        around = await services.register.surroundings(posting.community)
        voice = Voice(around.community)
        label = voice.label(voice.say("Why?"), (voice.english or voice.say)("Why?"))
        embed = cards.outcome_card(standing, around.community, around.sectors)
        return Content(embeds=[embed], view=view_of(WhyButton(str(standing.decision.id), label)))

    async def moved(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None:
            return None
        around = await services.register.surroundings(posting.community)
        reason = await services.register.moved_because(_id(posting))
        return Content(text=cards.moved_card(standing, around.community, reason))

    async def reminder(posting: Posting) -> Content | None:
        """`reminder:7:half`. Who has voted meanwhile is not called any more."""
        _, number, stage = posting.subject.split(":")
        standing = await services.register.standing(int(number))
        if standing is None or not standing.decision.runs:
            return None
        say = await _reader(client, posting)
        decision = standing.decision
        words = {
            "title": plain(decision.terms.title),
            "number": decision.name,
            "closes": timestamp(decision.closes, "R"),
        }
        first = (
            say("⏰ {number} “{title}” closes {closes}, and you have not voted yet.", **words)
            if stage == "last"
            else say(
                "🗳️ {number} “{title}” is halfway: it closes {closes}. Your vote is still missing.", **words
            )
        )
        link = await services.register.card_link(decision.id)
        text = "\n".join(
            part for part in (first, shortened(cards.text_of(decision.terms), 900), link) if part
        )
        key = str(decision.id)
        items = [
            *vote_items(decision, say),
            MuteButton(key, "mute", say("No more of this one")),
            MuteButton(key, "muteall", say("No reminders at all")),
        ]
        return Content(text=text, view=view_of(*items))

    async def conclude(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None or not standing.decision.waits_for_owner:
            return None
        say, decision = await _reader(client, posting), standing.decision
        text = say(
            "💬 The advice on {number} “{title}” is in. You decide now, and say why:",
            number=decision.name,
            title=plain(decision.terms.title),
        )
        said = cards.said_words(standing, say)
        key = str(decision.id)
        view = view_of(
            ConcludeButton(key, "adopt", say("We do it…")),
            ConcludeButton(key, "reject", say("We do not do it…")),
        )
        return Content(text=f"{text}\n{said}".strip(), view=view)

    async def look_back(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None:
            return None
        say, decision = await _reader(client, posting), standing.decision
        lines = [
            say(
                "🔎 Today you look back on {number} “{title}”: did it work out?",
                number=decision.name,
                title=plain(decision.terms.title),
            )
        ]
        if decision.terms.action:
            lines.append(say("What was to be done: {action}", action=plain(decision.terms.action)))
        lines.append(await services.register.card_link(decision.id))
        return Content(text="\n".join(line for line in lines if line))

    async def close(timer: Timer) -> None:
        await services.closing.close(int(timer.subject), now=client.clock.now())

    async def remind(timer: Timer) -> None:
        await services.closing.remind(timer.subject, now=client.clock.now())

    async def look(timer: Timer) -> None:
        await services.closing.look_back(int(timer.subject), now=client.clock.now())

    known = client.publisher
    known.register("decision", Surface.DECISION, card, lambda posting: f"{posting.subject}:mine")
    known.register("decision", Surface.OUTCOME, outcome, lambda posting: f"{posting.subject}:why")
    known.register("decision", Surface.MOVED, moved)
    known.register("reminder", Surface.VOTE_REMINDER, reminder)
    known.register("decision", Surface.CONCLUDE, conclude, lambda posting: f"{posting.subject}:adopt")
    known.register("decision", Surface.LOOK_BACK, look_back)
    client.timers.register(CLOSE, close)
    client.timers.register(REMIND, remind)
    client.timers.register(LOOK_BACK, look)


def card_items(standing: Standing, voice: Voice) -> list[discord.ui.Item[Any]]:
    """Everything under the card. *My vote* is there in every state: by it the message is known again."""
    decision, say, english = standing.decision, voice.say, voice.english
    other = english or say
    items = list(vote_items(decision, say, english)) if decision.runs else []
    items.append(MineButton(str(decision.id), voice.label(say("My vote"), other("My vote"))))
    if decision.runs and standing.electorate and standing.cast == standing.electorate:
        items.append(CloseButton(str(decision.id), voice.label(say("Close now"), other("Close now"))))
    return items


def _id(posting: Posting) -> int:
    return int(posting.subject.partition(":")[2])


async def _reader(client: SektorClient, posting: Posting) -> Say:
    """Of a private message: the language of who gets it."""
    around = await client.services.register.surroundings(posting.community)
    locale = await client.services.register.reader(posting.community, posting.place)
    return Say(locale, around.community.zone)
