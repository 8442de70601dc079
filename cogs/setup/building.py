"""Making on Discord what is missing: one thing after the other, each linked as soon as it stands."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import discord
from discord.ext import commands

from bot.i18n import Say
from cogs.setup.cards import topic_of
from domain.communities import Channel, Role, Spot
from domain.refusal import Refusal
from domain.setup import Access, Item, Kind, Line, Step
from domain.themes import Theme

Link = Callable[[Spot, str], Awaitable[object]]
Progress = Callable[[int, int], Awaitable[None]]
Target = discord.Role | discord.Member | discord.Object

_FULL: Final = {30005, 30013}
"""Discord's codes for: as many roles, as many channels as there may be."""

_WRITES: Final = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")
_READS: Final = ("view_channel", "send_messages", "read_message_history")
_NOT_FOR_READERS: Final = ("send_messages", "create_public_threads", "create_private_threads")


class Hitch(StrEnum):
    """Why something could not be made."""

    NOT_ALLOWED = "not_allowed"
    FULL = "full"
    WAITS = "waits"
    REFUSED = "refused"


@dataclass(slots=True)
class Outcome:
    """What came of it. `opened`: roles that now see the review channel."""

    created: list[tuple[Item, int]] = field(default_factory=list)
    found: list[tuple[Item, int]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    failed: list[tuple[Item, Hitch]] = field(default_factory=list)


class Building(commands.Cog):
    """Sees to it that a server is worked on once at a time: two presses must not make two of everything."""

    def __init__(self) -> None:
        self._busy: set[int] = set()

    @contextmanager
    def alone(self, guild_id: int) -> Iterator[None]:
        """What is missing has to be looked up inside, so that it is still missing when it is made."""
        if guild_id in self._busy:
            raise Refusal("This server is being set up at this very moment. Wait until that is finished.")
        self._busy.add(guild_id)
        try:
            yield
        finally:
            self._busy.discard(guild_id)


class Job:
    """One press of the button. `say` speaks the community's language, in which things get their names;
    `topics_in` are the languages in which channels say what they are for."""

    def __init__(
        self,
        guild: discord.Guild,
        lines: Sequence[Line],
        themes: Sequence[Theme],
        say: Say,
        topics_in: Sequence[Say],
        reason: str,
        link: Link,
        progress: Progress,
    ) -> None:
        self.guild = guild
        self._lines = lines
        self._themes = {theme.key: theme for theme in themes}
        self._say = say
        self._topics_in = topics_in
        self._reason = reason
        self._link = link
        self._progress = progress
        self._ids = {(line.item.kind, line.item.key): line.thing.id for line in lines if line.thing}
        self._categories: dict[str, discord.CategoryChannel] = {}
        self._roles: dict[int, discord.Role] = {}
        self._outcome = Outcome()

    async def run(self) -> Outcome:
        todo = [line for line in self._lines if line.step is not Step.STANDS]
        for number, line in enumerate(todo):
            await self._progress(number, len(todo))
            await self._settle(line)
        await self._open_review()
        return self._outcome

    async def _settle(self, line: Line) -> None:
        item = line.item
        try:
            if line.thing is not None:
                await self._link(Spot(item.kind, item.key, line.thing.id), "found")
                self._outcome.found.append((item, line.thing.id))
                return
            if item.access is Access.TEAM and not self._team():
                self._outcome.failed.append((item, Hitch.WAITS))
                return
            discord_id = await self._create(item)
        except discord.HTTPException as problem:
            self._outcome.failed.append((item, _hitch(problem)))
            return
        await self._link(Spot(item.kind, item.key, discord_id), "created")
        self._ids[item.kind, item.key] = discord_id
        self._outcome.created.append((item, discord_id))

    async def _create(self, item: Item) -> int:
        name = item.name(self._say.locale)
        if item.kind is Kind.ROLE:
            role = await self.guild.create_role(
                name=name, permissions=discord.Permissions.none(), mentionable=False, reason=self._reason
            )
            self._roles[role.id] = role
            return role.id
        if item.kind is Kind.CATEGORY:
            category = await self.guild.create_category(name, reason=self._reason)
            self._categories[item.key] = category
            return category.id
        channel = await self.guild.create_text_channel(
            name,
            category=self._category(item.category),
            overwrites=await self._overwrites(item.access),
            topic=" · ".join(topic_of(item.key, self._themes, say) for say in self._topics_in)[:1024],
            reason=self._reason,
        )
        return channel.id

    def _category(self, key: str) -> discord.CategoryChannel | None:
        known = self.guild.get_channel(self._ids.get((Kind.CATEGORY, key), 0))
        return self._categories.get(key) or (known if isinstance(known, discord.CategoryChannel) else None)

    def _team(self) -> list[int]:
        """The roles that review; empty until both are there."""
        team = [self._ids.get((Kind.ROLE, role)) for role in (Role.HEADS, Role.EDITORS)]
        return [discord_id for discord_id in team if discord_id is not None] if None not in team else []

    async def _role(self, role_id: int) -> discord.Role:
        """The cache learns of a role that was just made a little later."""
        return (
            self._roles.get(role_id) or self.guild.get_role(role_id) or await self.guild.fetch_role(role_id)
        )

    async def _overwrites(self, access: Access) -> dict[Target, discord.PermissionOverwrite]:
        overwrites: dict[Target, discord.PermissionOverwrite] = {
            self.guild.me: self._overwrite(_WRITES, True)
        }
        if access is Access.READ:
            overwrites[self.guild.default_role] = self._overwrite(_NOT_FOR_READERS, False)
        elif access is Access.TEAM:
            overwrites[self.guild.default_role] = self._overwrite(("view_channel",), False)
            for role_id in self._team():
                overwrites[await self._role(role_id)] = self._overwrite(_READS, True)
        return overwrites

    def _overwrite(self, names: Sequence[str], value: bool) -> discord.PermissionOverwrite:
        """Discord refuses a whole channel for one overwrite of something that the bot itself may not do."""
        mine = self.guild.me.guild_permissions
        return discord.PermissionOverwrite(**{name: value for name in names if getattr(mine, name)})

    async def _open_review(self) -> None:
        """Heads and editors whose role was made anew must see a review channel that stood already."""
        review_id = self._ids.get((Kind.CHANNEL, Channel.REVIEW))
        line = next((line for line in self._lines if line.item.access is Access.TEAM), None)
        if review_id is None or line is None or line.thing is None or self.guild.id in line.thing.seen_by:
            return
        channel = self.guild.get_channel(review_id)
        if not isinstance(channel, discord.TextChannel):
            return
        for role_id in self._team():
            if role_id in line.thing.seen_by:
                continue
            try:
                role = await self._role(role_id)
                overwrite = channel.overwrites_for(role)
                overwrite.update(view_channel=True, send_messages=True, read_message_history=True)
                await channel.set_permissions(role, overwrite=overwrite, reason=self._reason)
            except discord.HTTPException as problem:
                self._outcome.failed.append((line.item, _hitch(problem)))
            else:
                self._outcome.opened.append(role_id)


def _hitch(problem: discord.HTTPException) -> Hitch:
    if isinstance(problem, discord.Forbidden):
        return Hitch.NOT_ALLOWED
    return Hitch.FULL if problem.code in _FULL else Hitch.REFUSED
