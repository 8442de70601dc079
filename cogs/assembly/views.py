"""What everyone who was convened can press: checking in, and giving their vote to somebody else."""

from typing import Any

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import Voice
from cogs.assembly import cards
from domain.assembly import Gathering
from domain.refusal import Refusal
from domain.when.answers import Message
from services.assembly import AGREED, DECLINED, Sight

PLACE = r"assembly:(?P<community>\d{1,20}):(?P<number>\d{1,9})"
Button = discord.ui.Button[Any]


def here(interaction: Interaction, community: str) -> int:
    """The community of a button that also stands in private messages."""
    if interaction.guild_id not in {None, int(community)}:
        raise Refusal("This button belongs to another server.")
    return int(community)


class CheckInButton(DurableButton, template=PLACE + r":checkin"):
    def __init__(self, community: str, number: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"assembly:{community}:{number}:checkin",
                label=label or "✓",
                emoji="🙋",
                style=discord.ButtonStyle.success,
            )
        )
        self.community, self.number = community, int(number)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await check_in(interaction, answer, here(interaction, self.community), self.number)


async def check_in(
    interaction: Interaction, answer: Answer, community: int, number: int | None = None
) -> None:
    client = interaction.client
    sight, first = await client.services.assembly.check_in(
        caller_of(interaction), number, community_id=community, now=client.clock.now()
    )
    say, one = answer.in_zone(sight.community.zone), sight.one
    assert one is not None
    count = " ".join(say.value(part) for part in cards.attendance_words(one, sight.present))
    greeting = say("You are checked in. Welcome!") if first else say("You were checked in already.")
    await answer.send(f"🙋 {greeting} {count}")


class ProxyButton(DurableButton, template=PLACE + r":proxy"):
    def __init__(self, community: str, number: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"assembly:{community}:{number}:proxy", label=label or "→", emoji="🤝"
            )
        )
        self.community, self.number = community, int(number)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        community = here(interaction, self.community)
        say = answer.say
        if interaction.guild_id is None:
            raise Refusal("Choose somebody on the server itself: /assembly proxy, or the button there.")
        select = ProxySelect(str(community), str(self.number), say("Choose somebody"))
        await answer.send(
            say(
                "Who votes for you? They have to agree first. If you come after all, check in and you have "
                "your vote back."
            ),
            view=view_of(select),
        )


class ProxySelect(DurableSelect, template=PLACE + r":holder"):
    def __init__(self, community: str, number: str, placeholder: str = "") -> None:
        select: Any = discord.ui.UserSelect(
            custom_id=f"assembly:{community}:{number}:holder", placeholder=placeholder or None
        )
        super().__init__(select)
        self.community, self.number = community, int(number)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        select: Any = self.item
        await ask_proxy(interaction, answer, select.values[0].id, self.number)


async def ask_proxy(interaction: Interaction, answer: Answer, holder: int, number: int | None = None) -> None:
    client = interaction.client
    await client.services.assembly.ask_proxy(caller_of(interaction), holder, number, now=client.clock.now())
    await answer.update(
        answer.say(
            "{person} gets a private message and has to agree; you hear what they say. Until then your vote "
            "is yours.",
            person=f"<@{holder}>",
        )
    )


class AnswerButton(
    DurableButton,
    template=r"proxy:(?P<community>\d{1,20}):(?P<number>\d{1,9}):(?P<giver>\d{1,20}):(?P<act>yes|no)",
):
    """*I vote for them*, or not."""

    def __init__(self, community: str, number: str, giver: str, act: str, label: str = "") -> None:
        style = discord.ButtonStyle.success if act == "yes" else discord.ButtonStyle.secondary
        super().__init__(
            discord.ui.Button(
                custom_id=f"proxy:{community}:{number}:{giver}:{act}", label=label or act, style=style
            )
        )
        self.community, self.number, self.giver = int(community), int(number), int(giver)
        self.agrees = act == "yes"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        stands = await client.services.assembly.answer_proxy(
            caller_of(interaction),
            self.community,
            self.number,
            self.giver,
            agrees=self.agrees,
            now=client.clock.now(),
        )
        say, person = answer.say, f"<@{self.giver}>"
        if stands == AGREED:
            text = say(
                "You vote for {person} too: press “My vote” under each vote of the assembly.", person=person
            )
        elif stands == DECLINED:
            text = say("You do not vote for {person}; they hear that.", person=person)
        else:
            text = say("{person} has taken it back meanwhile.", person=person)
        await answer.send(text)


def public_items(sight: Sight) -> list[discord.ui.Item[Any]]:
    """Under the convocation in the channel."""
    one, voice = sight.one, Voice(sight.community)
    if one is None or not one.goes_on:
        return []
    community, number = str(sight.community.id), str(one.number)
    return [
        CheckInButton(community, number, _label(voice, Message("I am here"))),
        ProxyButton(community, number, _label(voice, Message("Give my vote"))),
    ]


def own_items(community_id: int, one: Gathering, say: Say) -> list[discord.ui.Item[Any]]:
    """Under the same in a private message."""
    if not one.goes_on:
        return []
    return [CheckInButton(str(community_id), str(one.number), say("I am here"))]


def _label(voice: Voice, name: Message) -> str:
    return voice.label(voice.say.value(name), (voice.english or voice.say).value(name))
