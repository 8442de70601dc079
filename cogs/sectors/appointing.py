"""Appointing somebody: the same from the command and from the message about a vacancy."""

from typing import Any

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.i18n import Say
from bot.publisher import Renderer
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.sectors import cards
from cogs.sectors.roles import role_words, settle
from domain.postings import Posting
from domain.refusal import Refusal
from domain.sectors import Part

_PLACE = r"vacancy:(?P<sector>[a-z0-9_]+):(?P<part>head|deputy)"


async def appoint(
    interaction: Interaction, answer: Answer, sector: str, part: Part, person: discord.Member | discord.User
) -> None:
    if person.bot:
        raise Refusal("“{name}” is a bot. A sector is carried by a person.", name=person.display_name)
    if not isinstance(person, discord.Member):
        raise Refusal("“{name}” is not on this server. Invite them first.", name=person.display_name)
    client, caller = interaction.client, caller_of(interaction)
    result = await client.services.sectors.appoint(caller, sector, part, person.id, now=client.clock.now())
    say = answer.say
    sentences = [cards.appointed(result, say)]
    people = [person.id, *(old.person for old in result.change.given_up if old.person != person.id)]
    for one in people:
        reason = say("Appointed by {name} with /sector", name=caller.name)[:400]
        sentences.append(role_words(await settle(client, caller.community, one, reason), f"<@{one}>", say))
    await answer.update("\n".join(sentence for sentence in sentences if sentence))


class FillButton(DurableButton, template=_PLACE + r":fill"):
    """On the message about a vacancy."""

    def __init__(self, sector: str, part: str, label: str = "") -> None:
        self._sector, self._part = sector, Part(part)
        super().__init__(
            discord.ui.Button(label=label, custom_id=f"vacancy:{sector}:{part}:fill", emoji="🙋")
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        sector = await interaction.client.services.sectors.may_appoint(caller_of(interaction), self._sector)
        await answer.send(
            cards.who_question(sector, self._part, answer.say),
            view=view_of(WhoSelect(self._sector, self._part, answer.say("Choose somebody"))),
        )


class WhoSelect(DurableSelect, template=_PLACE + r":who"):
    def __init__(self, sector: str, part: str, placeholder: str = "") -> None:
        self._sector, self._part = sector, Part(part)
        # DurableSelect speaks of plain selects; people have theirs, and it works the same
        select: Any = discord.ui.UserSelect(
            custom_id=f"vacancy:{sector}:{part}:who", placeholder=placeholder or None
        )
        super().__init__(select)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        select: Any = self.item
        await appoint(interaction, answer, self._sector, self._part, select.values[0])


def vacancy_mark(posting: Posting) -> str:
    """The button by which the message about a vacancy is known again."""
    return f"{posting.subject}:fill"


def vacancy_renderer(client: SektorClient) -> Renderer:
    """What the message about a vacancy shows, in the community's language; None once it is filled."""

    async def render(posting: Posting) -> Content | None:
        vacancy = await client.services.sectors.vacancy(posting.community, posting.subject)
        if vacancy is None:
            return None
        say = Say(vacancy.community.locale)
        text = cards.vacancy_text(vacancy, say)
        if vacancy.community.locale == "nl" and vacancy.community.english_line:
            text += f"\n-# {cards.vacancy_text(vacancy, Say('en'))}"
        button = FillButton(vacancy.sector.key, vacancy.part, say("Appoint somebody"))
        return Content(text=text, view=view_of(button))

    return render
