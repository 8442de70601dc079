"""Who may do what: roles, overwrites, hierarchy, and what the bot hears when it may not."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest
from tiny_bot import TinyBot, running

from sandbox import GuildPlan, Plan, Sandbox
from sandbox import permissions as allowed
from sandbox.cast import CAST
from sandbox.model import Channel, ChannelType, Guild, Member, Overwrite, Role, User
from sandbox.people import ActionRefused, People
from sandbox.snowflakes import time_of


def code(refused: pytest.ExceptionInfo[discord.HTTPException]) -> int:
    return refused.value.code


async def home(bot: TinyBot) -> discord.TextChannel:
    return bot.guilds[0].text_channels[0]


class Little:
    """A guild, a role, a member and a channel, to compute with."""

    def __init__(self) -> None:
        self.guild = Guild(1 << 22, "g", owner_id=2)
        self.guild.roles = {
            self.guild.id: Role(self.guild.id, self.guild.id, "@everyone", allowed.VIEW_CHANNEL, 0),
            10: Role(10, self.guild.id, "a", allowed.SEND_MESSAGES, 1),
            11: Role(11, self.guild.id, "b", 0, 2),
        }
        self.member = Member(self.guild.id, User(3, "m", "m"), time_of(self.guild.id), roles=[10, 11])
        self.channel = Channel(20, ChannelType.TEXT, "c", self.guild.id)
        self.guild.channels[20] = self.channel

    def has(self, bit: int) -> bool:
        return bool(allowed.in_channel(self.guild, self.member, self.channel) & bit)

    def overwrite(self, target: int, allow: int = 0, deny: int = 0) -> None:
        kind = 0 if target in self.guild.roles else 1
        self.channel.overwrites[target] = Overwrite(target, kind, allow, deny)


def test_overwrites_apply_in_discords_order() -> None:
    little = Little()
    send = allowed.SEND_MESSAGES
    assert little.has(send)
    little.overwrite(little.guild.id, deny=send)
    assert not little.has(send)
    little.overwrite(10, deny=send)
    little.overwrite(11, allow=send)
    # Among roles an allowance wins over a denial.
    assert little.has(send)
    little.overwrite(3, deny=send)
    assert not little.has(send)


def test_owner_and_administrator_may_all_whatever_is_denied() -> None:
    little = Little()
    little.overwrite(little.guild.id, deny=allowed.VIEW_CHANNEL)
    assert allowed.in_channel(little.guild, little.member, little.channel) == 0
    little.guild.roles[11].permissions = allowed.ADMINISTRATOR
    assert allowed.in_channel(little.guild, little.member, little.channel) == allowed.ALL
    little.guild.roles[11].permissions = 0
    little.guild.owner_id = 3
    assert allowed.in_channel(little.guild, little.member, little.channel) == allowed.ALL


def test_who_cannot_send_cannot_attach_embed_or_ping() -> None:
    little = Little()
    little.guild.everyone.permissions |= allowed.ATTACH_FILES | allowed.EMBED_LINKS | allowed.MENTION_EVERYONE
    assert little.has(allowed.ATTACH_FILES)
    little.overwrite(little.guild.id, deny=allowed.SEND_MESSAGES)
    for bit in (allowed.ATTACH_FILES, allowed.EMBED_LINKS, allowed.MENTION_EVERYONE):
        assert not little.has(bit)


@pytest.fixture
async def poor() -> AsyncIterator[tuple[Sandbox, TinyBot]]:
    """A bot that was invited with nothing."""
    async with (
        Sandbox(plan=Plan(guilds=(GuildPlan(bot_permissions=0),))) as sandbox,
        running(sandbox) as bot,
    ):
        yield sandbox, bot


async def test_a_bot_with_few_permissions_hears_50013(poor: tuple[Sandbox, TinyBot]) -> None:
    _, bot = poor
    guild = bot.guilds[0]
    attempts: list[Any] = [
        guild.create_role(name="x"),
        guild.create_text_channel("x"),
        (await home(bot)).delete(),
        (await home(bot)).create_webhook(name="x"),
        (await home(bot)).edit(name="x"),
        guild.get_member(guild.owner_id or 0).edit(nick="x"),
    ]
    for attempt in attempts:
        with pytest.raises(discord.Forbidden) as refused:
            await attempt
        assert code(refused) == 50013


async def test_a_hidden_channel_is_50001_and_a_silent_one_50013(bot: TinyBot, people: People) -> None:
    guild = bot.guilds[0]
    hidden = await guild.create_text_channel(
        "hidden", overwrites={guild.me: discord.PermissionOverwrite(view_channel=False)}
    )
    with pytest.raises(discord.Forbidden) as refused:
        await hidden.send("x")
    assert code(refused) == 50001
    channel = await home(bot)
    await channel.set_permissions(guild.me, send_messages=False)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("x")
    assert code(refused) == 50013
    await channel.set_permissions(guild.me, send_messages=True, embed_links=False)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send(embed=discord.Embed(title="x"))
    assert code(refused) == 50013
    await people["Mila"].say("hidden", "nobody's bot")
    await people["Mila"].say("algemeen", "for all")
    (message,) = await bot.hears("message")
    assert message.content == "for all"


async def test_people_see_only_what_they_may(bot: TinyBot, people: People) -> None:
    guild = bot.guilds[0]
    editors = await guild.create_role(name="Redactie")
    review = await guild.create_text_channel(
        "review",
        overwrites={
            guild.default_role: discord.PermissionOverwrite(view_channel=False),
            editors: discord.PermissionOverwrite(view_channel=True),
            guild.me: discord.PermissionOverwrite(view_channel=True),
        },
    )
    await people["Noor"].has_roles("Redactie")
    await review.send("to review")
    assert "review" in (await people["Noor"].view()).channels
    assert "review" not in (await people["Daan"].view()).channels
    assert [each.content for each in await people["Noor"].messages(review.id)] == ["to review"]
    with pytest.raises(ActionRefused) as refused:
        await people["Daan"].messages(review.id)
    assert refused.value.code == 50001
    with pytest.raises(LookupError):
        await people["Daan"].say("review", "hello?")


async def test_unknown_things_have_their_own_codes(bot: TinyBot) -> None:
    guild = bot.guilds[0]
    attempts: list[tuple[Any, int]] = [
        (bot.fetch_channel(1), 10003),
        (bot.fetch_guild(1), 10004),
        (guild.fetch_member(1), 10013),
        (guild.fetch_role(1), 10011),
        ((await home(bot)).fetch_message(1), 10008),
        (guild.fetch_scheduled_event(1), 10070),
        (bot.fetch_webhook(1), 10015),
        (bot.fetch_user(1), 10013),
    ]
    for attempt, expected in attempts:
        with pytest.raises(discord.NotFound) as refused:
            await attempt
        assert code(refused) == expected


async def test_roles_are_managed_below_ones_own_only(sandbox: Sandbox, bot: TinyBot, people: People) -> None:
    guild = bot.guilds[0]
    mine = await guild.create_role(name="Below", permissions=discord.Permissions(send_messages=True))
    mila = await guild.fetch_member(people["Mila"].id)
    await mila.add_roles(mine)
    assert [role.name for role in (await guild.fetch_member(mila.id)).roles] == ["@everyone", "Below"]
    await people["Mila"].wait_for_event("GUILD_MEMBER_UPDATE", lambda event: str(mine.id) in event["roles"])
    await mila.remove_roles(mine)
    with pytest.raises(discord.Forbidden) as refused:
        await guild.create_role(name="x", permissions=discord.Permissions(administrator=True))
    assert code(refused) == 50013
    above = Role(sandbox.world.snowflakes.take(), guild.id, "Above", 0, position=99)
    sandbox.guild.roles[above.id] = above
    for attempt in (
        mila.add_roles(discord.Object(above.id)),
        mila.add_roles(discord.Object(guild.me.top_role.id)),
        bot.http.edit_role(guild.id, above.id, name="x"),
        bot.http.delete_role(guild.id, above.id),
    ):
        with pytest.raises(discord.Forbidden) as refused:
            await attempt
        assert code(refused) == 50013
    with pytest.raises(discord.NotFound):
        await bot.http.add_role(guild.id, mila.id, 1)


async def test_overwrites_can_only_touch_what_the_bot_holds(bot: TinyBot) -> None:
    channel = await home(bot)
    everyone = bot.guilds[0].default_role
    with pytest.raises(discord.Forbidden) as refused:
        await channel.set_permissions(everyone, ban_members=True)
    assert code(refused) == 50013
    await channel.set_permissions(everyone, send_messages=False)
    assert not (await bot.guilds[0].fetch_channel(channel.id)).overwrites_for(everyone).send_messages
    await channel.set_permissions(everyone, overwrite=None)
    with pytest.raises(discord.NotFound) as missing:
        await bot.http.delete_channel_permissions(channel.id, everyone.id)
    assert missing.value.code == 10009


async def test_someone_in_time_out_cannot_speak(bot: TinyBot, people: People) -> None:

    mila = await bot.guilds[0].fetch_member(people["Mila"].id)
    await mila.timeout(timedelta(minutes=5))
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].say("algemeen", "x")
    assert refused.value.code == 50013
    await mila.timeout(None)
    await people["Mila"].say("algemeen", "x")


async def test_members_come_and_go(bot: TinyBot, people: People) -> None:
    await people["Jonas"].leaves()
    (left,) = await bot.hears("member_remove")
    assert left.display_name == "Jonas"
    with pytest.raises(ActionRefused):
        await people["Jonas"].view()
    await people["Jonas"].joins()
    (joined,) = await bot.hears("member_join")
    assert joined.display_name == "Jonas"
    assert len(bot.guilds[0].members) == len(CAST) + 1
