"""How decisions stand on Discord: what the publisher asks for, and what their timers do."""

from collections.abc import Callable
from typing import Any

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.ui import view_of
from bot.words import Voice, plain
from cogs.decisions import cards, outcome_cards
from cogs.decisions.explaining import WhyButton
from cogs.decisions.managing import ConcludeButton
from cogs.decisions.mine import CloseButton, MineButton, MuteButton
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
        embed = outcome_cards.outcome_card(standing, around.community, around.sectors)
        return Content(embeds=[embed], view=view_of(WhyButton(str(standing.decision.id), label)))

    async def moved(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None:
            return None
        around = await services.register.surroundings(posting.community)
        reason = await services.register.moved_because(_id(posting))
        return Content(text=outcome_cards.moved_card(standing, around.community, reason))

    async def reminder(posting: Posting) -> Content | None:
        """`reminder:7:half`. Who has voted meanwhile is not called any more."""
        _, number, stage = posting.subject.split(":")
        standing = await services.register.standing(int(number))
        if standing is None or not standing.decision.runs:
            return None
        say, english = await _reader(client, posting)
        decision, other = standing.decision, english or say
        words = {
            "title": plain(decision.terms.title),
            "number": decision.name,
            "closes": timestamp(decision.closes, "R"),
        }

        def call(say: Say) -> str:
            if stage == "last":
                return say("⏰ {number} “{title}” closes {closes}, and you have not voted yet.", **words)
            return say(
                "🗳️ {number} “{title}” is halfway: it closes {closes}. Your vote is still missing.", **words
            )

        link = await services.register.card_link(decision.id)
        parts = (_in_both(call, say, english), shortened(cards.text_of(decision.terms), 900), link)
        key = str(decision.id)
        items = [
            *vote_items(decision, say, english),
            MuteButton(key, "mute", _label(say("No more of this one"), other("No more of this one"))),
            MuteButton(key, "muteall", _label(say("No reminders at all"), other("No reminders at all"))),
        ]
        return Content(text="\n".join(part for part in parts if part), view=view_of(*items))

    async def conclude(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None or not standing.decision.waits_for_owner:
            return None
        say, english = await _reader(client, posting)
        decision, other = standing.decision, english or say

        def ask(say: Say) -> str:
            return say(
                "💬 The advice on {number} “{title}” is in. You decide now, and say why:",
                number=decision.name,
                title=plain(decision.terms.title),
            )

        key = str(decision.id)
        view = view_of(
            ConcludeButton(key, "adopt", _label(say("We do it…"), other("We do it…"))),
            ConcludeButton(key, "reject", _label(say("We do not do it…"), other("We do not do it…"))),
        )
        text = f"{_in_both(ask, say, english)}\n{cards.said_words(standing, say)}"
        return Content(text=text.strip(), view=view)

    async def look_back(posting: Posting) -> Content | None:
        standing = await services.register.standing(_id(posting))
        if standing is None:
            return None
        say, english = await _reader(client, posting)
        decision = standing.decision

        def ask(say: Say) -> str:
            question = say(
                "🔎 Today you look back on {number} “{title}”: did it work out?",
                number=decision.name,
                title=plain(decision.terms.title),
            )
            if not decision.terms.action:
                return question
            return f"{question} " + say("What was to be done: {action}", action=plain(decision.terms.action))

        lines = (_in_both(ask, say, english), await services.register.card_link(decision.id))
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


async def _reader(client: SektorClient, posting: Posting) -> tuple[Say, Say | None]:
    """Of a private message: the language of who gets it; if not known, the community's with English
    beside it."""
    around = await client.services.register.surroundings(posting.community)
    locale = await client.services.register.reader(posting.community, posting.place)
    if locale:
        return Say(locale, around.community.zone), None
    voice = Voice(around.community)
    return voice.say, voice.english


def _in_both(tell: Callable[[Say], str], say: Say, english: Say | None) -> str:
    return tell(say) if english is None else f"{tell(say)}\n-# {tell(english)}"


def _label(own: str, other: str) -> str:
    return own if own == other else f"{own} · {other}"
