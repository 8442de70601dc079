"""Using what a server has already instead of making it."""

from collections.abc import Sequence
from typing import Any, Self

import discord

from bot.answer import Answer
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.setup import cards
from cogs.setup.scene import LookButton, Scene
from domain.communities import Channel, Role, Spot
from domain.refusal import Refusal
from domain.setup import Kind, Line, Step, Thing, fits

_TYPES = {
    Kind.CATEGORY: [discord.ChannelType.category],
    Kind.CHANNEL: [discord.ChannelType.text, discord.ChannelType.news],
}


async def show_chooser(answer: Answer, scene: Scene, chosen: str = "", note: str = "") -> None:
    """`chosen` is the item that is asked about, as kind:key; without one, only the list is shown."""
    say = answer.say
    line = next((line for line in scene.lines if _value(line) == chosen), None)
    items: list[Any] = [ItemSelect.over(scene.lines, chosen, say)]
    text = note or say(
        "Choose what you have already; the bot then uses that instead of making something new."
    )
    if line is not None:
        items.append(LinkSelect.showing(line, say))
        text = note or say("What should be used as {item}?", item=f"**{cards.what_for(line.item, say)}**")
    items.append(LookButton(say("Back to the overview")))
    embeds = [discord.Embed(title=say("Choose existing instead"), description=text)]
    concerned = [
        t for t in scene.troubles if line is not None and t.thing is not None and t.thing == line.thing
    ]
    if concerned:
        embeds.append(cards.troubles_embed(concerned, say))
    await answer.update(embeds=embeds, view=view_of(*items))


def _value(line: Line) -> str:
    return f"{line.item.kind}:{line.item.key}"


class ChooseButton(DurableButton, template=r"setup:choose"):
    def __init__(self, label: str = "") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id="setup:choose", emoji="🔗"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await show_chooser(answer, await Scene.of(interaction))


class ItemSelect(DurableSelect, template=r"setup:item"):
    """Which of the things that belong on the server."""

    def __init__(self, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(custom_id="setup:item", options=list(options), placeholder=placeholder or None)
        )

    @classmethod
    def over(cls, lines: Sequence[Line], chosen: str, say: Say) -> Self:
        options = [
            discord.SelectOption(
                label=cards.what_for(line.item, say)[:100],
                value=_value(line),
                description=_state(line, say)[:100],
                default=_value(line) == chosen,
            )
            for line in lines
        ]
        return cls(options[:25], say("For what do you have something already?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await show_chooser(answer, await Scene.of(interaction), self.chosen(interaction)[0])


def _state(line: Line, say: Say) -> str:
    if line.thing is None:
        return say("will be created")
    name = f"#{line.thing.name}" if line.item.kind is Kind.CHANNEL else line.thing.name
    return say("now: {name}", name=name) if line.step is Step.STANDS else say("found: {name}", name=name)


class LinkSelect(DurableSelect, template=r"setup:link:(?P<kind>role|category|channel):(?P<key>[a-z0-9_:]+)"):
    """What of the server to use for one of them."""

    def __init__(self, kind: str, key: str, placeholder: str = "", now: int | None = None) -> None:
        self._kind, self._key = Kind(kind), key
        custom_id = f"setup:link:{kind}:{key}"
        # DurableSelect speaks of plain selects; roles and channels have theirs, and work the same
        select: Any
        if self._kind is Kind.ROLE:
            defaults = (
                [discord.SelectDefaultValue(id=now, type=discord.SelectDefaultValueType.role)] if now else []
            )
            select = discord.ui.RoleSelect(
                custom_id=custom_id, placeholder=placeholder or None, default_values=defaults
            )
        else:
            defaults = (
                [discord.SelectDefaultValue(id=now, type=discord.SelectDefaultValueType.channel)]
                if now
                else []
            )
            select = discord.ui.ChannelSelect(
                custom_id=custom_id,
                placeholder=placeholder or None,
                channel_types=[
                    *_TYPES[self._kind],
                    *([discord.ChannelType.forum] if key == Channel.DESK else []),
                ],
                default_values=defaults,
            )
        super().__init__(select)

    @classmethod
    def showing(cls, line: Line, say: Say) -> Self:
        item = line.item
        placeholder = say("Choose: {item}", item=cards.what_for(item, say))[:150]
        return cls(item.kind.value, item.key, placeholder, line.thing.id if line.thing else None)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, scene = interaction.client, await Scene.of(interaction)
        thing = scene.server.get(self._kind, int(self.chosen(interaction)[0]))
        if thing is None:
            raise Refusal(
                "That cannot be used here: it is not on this server any more, or it is for everybody."
            )
        if self._kind is Kind.ROLE and self._key == Role.HEADS:
            _must_be_fit(thing)
        if not fits(self._key, thing):
            raise Refusal("Only the desk can be a forum. Choose a text channel for this.")
        standing = await client.services.setup.link(
            scene.caller, Spot(self._kind, self._key, thing.id), "chosen", now=client.clock.now()
        )
        scene = await Scene.of(interaction, standing)
        line = next(
            line for line in scene.lines if (line.item.kind, line.item.key) == (self._kind, self._key)
        )
        note = answer.say(
            "From now on {thing} is used as {item}.",
            thing=cards.mention(thing),
            item=f"**{cards.what_for(line.item, answer.say)}**",
        )
        await show_chooser(answer, scene, _value(line), note)


def _must_be_fit(role: Thing) -> None:
    """The bot gives this role to whoever is appointed; that must not make anybody master of the server."""
    if role.managed or role.powerful:
        raise Refusal(
            "“{role}” can manage the whole server or belongs to another bot, so this bot does not hand it "
            "out. Choose a role without such permissions for the sector heads.",
            role=role.name,
        )
