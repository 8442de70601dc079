"""Who is convened, asked of Discord at the moment of the convocation. Bots never are."""

from bot.client import SektorClient
from domain.communities import Role
from domain.refusal import Refusal


async def convened(client: SektorClient, community_id: int, role_id: int | None) -> frozenset[int]:
    """Who has the role right now; without one, the members' role."""
    guild = client.get_guild(community_id)
    if guild is None:
        raise Refusal("Discord does not show the bot this server right now. Try again in a minute.")
    wanted = role_id or (await client.services.assembly.roles(community_id)).get(Role.MEMBERS)
    role = guild.get_role(wanted) if wanted else None
    if role is None:
        raise Refusal(
            "There is no role of members that could be convened. Name a role, or link one with /setup."
        )
    return frozenset(
        {
            member.id
            async for member in guild.fetch_members(limit=None)
            if not member.bot and (role.is_default() or role in member.roles)
        }
    )
