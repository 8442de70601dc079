"""Op 8, a request for guild members, answered in chunks."""

from typing import Any

from sandbox import render
from sandbox.gateway.session import Session
from sandbox.model import Json, Member
from sandbox.snowflakes import is_snowflake
from sandbox.world import World

CHUNK = 1000


def answer_member_request(world: World, session: Session, data: Any) -> None:
    """Nothing is said about a guild that the bot is not in, as on Discord."""
    if not isinstance(data, dict) or not is_snowflake(data.get("guild_id")):
        return
    guild = world.guilds.get(int(data["guild_id"]))
    if guild is None or world.bot.id not in guild.members or not session.has_guild(guild.id):
        return
    found, missing = _select(guild.members, data)
    chunks = [found[start : start + CHUNK] for start in range(0, max(len(found), 1), CHUNK)]
    for index, chunk in enumerate(chunks):
        body: Json = {
            "guild_id": str(guild.id),
            "members": [render.member(each) for each in chunk],
            "chunk_index": index,
            "chunk_count": len(chunks),
        }
        if missing:
            body["not_found"] = missing
        if data.get("presences"):
            body["presences"] = []
        if data.get("nonce") is not None:
            body["nonce"] = data["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", body)


def _select(members: dict[int, Member], data: Json) -> tuple[list[Member], list[str]]:
    wanted = data.get("user_ids")
    if wanted is not None:
        ids = wanted if isinstance(wanted, list) else [wanted]
        found = [members[int(each)] for each in ids if is_snowflake(each) and int(each) in members]
        return found[:100], [str(each) for each in ids if not is_snowflake(each) or int(each) not in members]
    query = str(data.get("query", "")).casefold()
    limit = data.get("limit", 0)
    matching = [each for each in members.values() if starts_with(each, query)]
    if query and not 0 < limit <= 100:
        limit = 100
    return (matching[:limit] if limit else matching), []


def starts_with(member: Member, query: str) -> bool:
    names = (member.user.name, member.user.display_name, member.nick or "")
    return not query or any(name.casefold().startswith(query) for name in names)
