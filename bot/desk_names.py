"""What people are called on a server, for taking it out of a text."""

from collections.abc import Iterable

import discord

_MOST = 40


async def names_of(guild: discord.Guild | None, people: Iterable[int]) -> frozenset[str]:
    """Every name that each of them goes by there. Who left has none any more that we could ask for."""
    found: set[str] = set()
    if guild is None:
        return frozenset()
    for person in sorted(people)[:_MOST]:
        try:
            member = guild.get_member(person) or await guild.fetch_member(person)
        except discord.NotFound:
            continue
        found.update(name for name in (member.display_name, member.global_name, member.name) if name)
    return frozenset(found)
