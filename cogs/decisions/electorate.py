"""Who may vote, asked of Discord at the moment in which a decision starts. Bots never may."""

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.client import SektorClient
from domain.communities import Role
from domain.decisions.kinds import Voters
from domain.decisions.terms import Proposal
from domain.naming import bare
from domain.refusal import Refusal
from services.acting import Caller


@dataclass(frozen=True, slots=True)
class Drawn:
    """Who may vote, and the Discord roles by which they may, if it is by roles."""

    people: frozenset[int]
    roles: frozenset[int] = frozenset()


async def electorate(client: SektorClient, caller: Caller, proposal: Proposal) -> Drawn:
    """The sector heads come from who carries a sector (where the place of head is vacant, its deputy stands
    in), and only where nobody was appointed from the role. Where nobody has the members' role yet, everyone
    on the server is a member."""
    guild = client.get_guild(caller.community)
    if guild is None:
        raise Refusal("Discord does not show the bot this server right now. Try again in a minute.")
    roles = await client.services.register.roles(guild.id)
    carried = await client.services.sectors.overview(guild.id)
    match proposal.voters:
        case Voters.HEADS:
            heads = frozenset(person for one in carried if (person := one.head or one.deputy) is not None)
            return Drawn(heads) if heads else await _holding(guild, [roles.get(Role.HEADS)])
        case Voters.SECTOR:
            sector = next((one for one in carried if one.sector.key == proposal.voters_of), None)
            if sector is None:
                return Drawn(frozenset())
            names = {bare(sector.sector.nl), bare(sector.sector.en)}
            helpers = await _holding(guild, [role.id for role in guild.roles if bare(role.name) in names])
            heading = {person for person in (sector.head, sector.deputy) if person is not None}
            return Drawn(helpers.people | heading, helpers.roles)
        case Voters.ROLE:
            if not proposal.voters_of.isdecimal():
                raise Refusal("Choose below which role may vote.")
            return await _holding(guild, [int(proposal.voters_of)])
        case Voters.PRESENT:
            return Drawn(await client.services.minutes.attendance(caller, int(proposal.voters_of)))
        case _:
            members = await _holding(guild, [roles.get(Role.MEMBERS)])
            return members if members.people else Drawn(await _people(guild, None))


async def _holding(guild: discord.Guild, roles: Iterable[int | None]) -> Drawn:
    wanted = frozenset(role for role in roles if role is not None)
    return Drawn(await _people(guild, wanted), wanted) if wanted else Drawn(frozenset())


async def _people(guild: discord.Guild, wanted: frozenset[int] | None) -> frozenset[int]:
    """Who has one of the roles; everyone without any."""
    return frozenset(
        {
            member.id
            async for member in guild.fetch_members(limit=None)
            if not member.bot and (wanted is None or any(role.id in wanted for role in member.roles))
        }
    )
