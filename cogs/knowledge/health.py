"""/kb health: how the knowledge base does, for those who keep it."""

from collections.abc import Sequence
from typing import Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableSelect, Interaction, view_of
from bot.words import SIGNAL, plain
from domain.knowledge import Standing
from domain.knowledge.gaps import Gap
from domain.texts import shortened
from services.asking import ArticleHealth, Health

_MOST: Final = 8


def overview(found: Health, say: Say) -> discord.Embed:
    embed = discord.Embed(
        title=say("How the knowledge base does"),
        description=say.many("{n} article stands in it.", "{n} articles stand in it.", found.articles),
        colour=SIGNAL,
    )
    if found.refused is not None:
        embed.description = f"{embed.description}\n" + say(
            "Tried out with questions about what does not stand in it: {share} % gets an honest no.",
            share=round(found.refused * 100),
        )
    embed.add_field(
        name=say("Asked, and not answered"),
        value=_listed([_gap(one, say) for one in found.gaps], say("Nothing: every question was answered.")),
        inline=False,
    )
    if found.topics:
        embed.add_field(
            name=say("Asked the desk often, and no article"),
            value=_listed([_topic(words, people, say) for words, people in found.topics], "–"),
            inline=False,
        )
    embed.add_field(
        name=say("To be checked again"),
        value=_listed([_overdue(one, say) for one in found.overdue], say("Everything was checked in time.")),
        inline=False,
    )
    embed.add_field(
        name=say("Did not help"),
        value=_listed(
            [
                say(
                    "{title}: helped {yes}, did not {no}",
                    title=plain(one.title),
                    yes=one.reading.helped,
                    no=one.reading.not_helped,
                )
                for one in found.unhelpful
            ],
            say("Nobody said so."),
        ),
        inline=False,
    )
    embed.add_field(
        name=say("Not read for three months"),
        value=_listed([plain(one.title) for one in found.unread], say("Everything is read.")),
        inline=False,
    )
    return embed


def _gap(gap: Gap, say: Say) -> str:
    asked = say.many("{n} person", "{n} people", gap.people)
    mark = "🙋 " if gap.at_desk else ""
    return f"{mark}“{plain(shortened(' '.join(gap.wording.split()), 120))}” · {asked}, {len(gap.questions)}×"


def _topic(words: Sequence[str], people: int, say: Say) -> str:
    return say.many("{topic}: {n} person", "{topic}: {n} people", people, topic=plain(" + ".join(words)))


def _overdue(one: ArticleHealth, say: Say) -> str:
    if one.standing is Standing.EXPIRED and one.valid_until is not None:
        return say("{title}: not valid since {day}", title=plain(one.title), day=one.valid_until)
    return say("{title}: due on {day}", title=plain(one.title), day=one.check_again_on)


def _listed(lines: Sequence[str], nothing: str) -> str:
    """As many as fit in a field, and how many there are more."""
    if not lines:
        return nothing
    shown = [f"• {shortened(line, 240)}" for line in lines[:_MOST]]
    while len("\n".join(shown)) > 1000:
        shown.pop()
    left = len(lines) - len(shown)
    return "\n".join([*shown, f"… +{left}"] if left else shown)


def buttons(found: Health, say: Say) -> discord.ui.View | None:
    return view_of(GapSelect.of(found.gaps, say)) if found.gaps else None


class GapSelect(DurableSelect, template=r"kbgap:settle"):
    """A gap that is dealt with: an article was written, or none is needed. The values are its questions."""

    def __init__(self, options: list[discord.SelectOption] | None = None, placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="kbgap:settle",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )

    @classmethod
    def of(cls, gaps: Sequence[Gap], say: Say) -> "GapSelect":
        options = []
        for gap in gaps[:25]:
            value = ",".join(str(one.id) for one in gap.questions)
            if len(value) > 100:
                value = value[:100].rpartition(",")[0]
            label = shortened(" ".join(gap.wording.split()) or "?", 100)
            options.append(discord.SelectOption(label=label, value=value))
        return cls(options, say("Which one is dealt with?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        (chosen,) = self.chosen(interaction)
        numbers = [int(part) for part in chosen.split(",") if part.isdecimal()]
        await client.services.asking.settle(numbers, caller, now=client.clock.now())
        found = await client.services.asking.health(caller, locale=answer.say.locale, now=client.clock.now())
        say = answer.in_zone(found.community.zone)
        await answer.update(
            say("Dealt with; it is no gap any more."), embeds=[overview(found, say)], view=buttons(found, say)
        )
