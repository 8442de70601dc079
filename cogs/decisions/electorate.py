"""Who may vote, asked of Discord at the moment in which a decision starts. Bots never may."""

from collections.abc import Callable

import discord

from bot.client import SektorClient
from domain.communities import Role
from domain.decisions.kinds import Voters
from domain.decisions.terms import Proposal
from domain.naming import bare
from domain.refusal import Refusal


async def electorate(client: SektorClient, community_id: int, proposal: Proposal) -> frozenset[int]:
    """The sector heads come from who carries a sector (where the place of head is vacant, its deputy stands
    in), and only where nobody was appointed from the
    role. Where nobody has the members' role yet, everyone on the server is a member."""
    guild = client.get_guild(community_id)
    if guild is None:
        raise Refusal("Discord does not show the bot this server right now. Try again in a minute.")
    roles = await client.services.register.roles(community_id)
    carried = await client.services.sectors.overview(community_id)
    match proposal.voters:
        case Voters.HEADS:
            heads = {one.head or one.deputy for one in carried} - {None}
            if heads:
                return frozenset(person for person in heads if person is not None)
            return await _people(guild, _holding(roles.get(Role.HEADS)))
        case Voters.SECTOR:
            sector = next((one for one in carried if one.sector.key == proposal.voters_of), None)
            if sector is None:
                return frozenset()
            names = {bare(sector.sector.nl), bare(sector.sector.en)}
            helpers = {role.id for role in guild.roles if bare(role.name) in names}
            there = await _people(guild, lambda member: any(role.id in helpers for role in member.roles))
            return there | {person for person in (sector.head, sector.deputy) if person is not None}
        case Voters.ROLE:
            if not proposal.voters_of.isdecimal():
                raise Refusal("Choose below which role may vote.")
            return await _people(guild, _holding(int(proposal.voters_of)))
        case _:
            members = roles.get(Role.MEMBERS)
            there = await _people(guild, _holding(members)) if members else frozenset[int]()
            return there or await _people(guild, lambda member: True)


def _holding(role_id: int | None) -> Callable[[discord.Member], bool]:
    return lambda member: any(role.id == role_id for role in member.roles)


async def _people(guild: discord.Guild, fits: Callable[[discord.Member], bool]) -> frozenset[int]:
    return frozenset(
        {member.id async for member in guild.fetch_members(limit=None) if not member.bot and fits(member)}
    )
