"""/decision mandate: what each sector may decide alone, given by a decision or by who manages the server."""

from collections.abc import Sequence

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableSelect, Interaction, view_of
from bot.words import plain
from cogs.decisions.recording import mandate_limit
from domain.decisions.mandates import Mandate
from domain.decisions.register import name_of
from domain.money import cents_of
from domain.refusal import Refusal
from domain.sectors import Sector


async def mandate(
    interaction: Interaction, answer: Answer, sector: str, what: str, amount: str, decision: str
) -> None:
    """Lay one down; without anything given, show what there is."""
    client, caller, say = interaction.client, caller_of(interaction), answer.say
    if not (sector or what or amount or decision):
        await _show(interaction, answer)
        return
    if not sector or not what:
        raise Refusal("Say which sector it is for and what it may decide about.")
    given_by = await client.services.register.find(caller, decision) if decision else None
    granted = await client.services.mandates.grant(
        caller,
        sector,
        what,
        up_to=cents_of(amount, empty=0),
        granted_by=given_by.number if given_by else None,
        now=client.clock.now(),
    )
    await answer.send(
        say(
            "From now on this may be decided alone, with /decision record: **{what}** ({limit}).",
            what=plain(granted.name),
            limit=mandate_limit(granted.up_to, say),
        )
    )


async def _show(interaction: Interaction, answer: Answer) -> None:
    client, caller, say = interaction.client, caller_of(interaction), answer.say
    there = await client.services.mandates.all(caller.community)
    carried = await client.services.sectors.overview(caller.community)
    sectors = {one.sector.key: one.sector for one in carried}
    if not there:
        await answer.send(
            say("No sector has a mandate yet: everything is decided by a poll, with /decision start.")
        )
        return
    lines = [_line(one, sectors.get(one.sector), say) for one in there]
    menu = EndSelect(_options(there, say), say("End a mandate"))
    await answer.send("\n".join(lines)[:1900], view=view_of(menu))


def _line(one: Mandate, sector: Sector | None, say: Say) -> str:
    name = f"{sector.emoji} {plain(sector.name(say.locale))}".strip() if sector else one.sector
    by = f" · {name_of(one.granted_by)}" if one.granted_by is not None else ""
    return f"**{name}**: {plain(one.name)} · {mandate_limit(one.up_to, say)}{by}"


def _options(there: Sequence[Mandate], say: Say) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=one.name[:100], value=str(one.id), description=mandate_limit(one.up_to, say)[:100]
        )
        for one in there[:25]
    ]


class EndSelect(DurableSelect, template=r"mandates:end"):
    def __init__(self, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="mandates:end",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        (value,) = self.chosen(interaction)
        ended = await client.services.mandates.end(caller_of(interaction), int(value), now=client.clock.now())
        await answer.update(
            answer.say("Ended: **{what}**. From now on that takes a poll.", what=plain(ended.name))
        )
