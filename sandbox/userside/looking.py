"""What one person sees."""

from sandbox import commands, guild_view, permissions, render
from sandbox.message_view import message as shown
from sandbox.messages import history
from sandbox.model import Channel, ChannelType, Guild, Json, User
from sandbox.refusals import missing_access
from sandbox.setting import Setting
from sandbox.world import World


def world(setting: Setting) -> Json:
    state = setting.world
    return {
        "guilds": [{"id": str(each.id), "name": each.name} for each in state.guilds.values()],
        "people": [person(each) for each in state.people],
        "clock": setting.clock.as_json(),
        "bot": {"id": str(state.bot.id), "name": state.bot.name, "connected": setting.hub.connected},
    }


def person(who: User) -> Json:
    return {
        "id": str(who.id),
        "name": who.name,
        "display_name": who.display_name,
        "locale": who.locale,
        "about": who.about,
        "avatar_colour": who.colour,
    }


def guild(state: World, what: Guild, who: User) -> Json:
    member = what.members.get(who.id)
    if member is None:
        raise missing_access()
    return {
        "guild": guild_view.guild(what) | {"member_count": len(what.members)},
        "me": {
            "id": str(who.id),
            "name": who.name,
            "display_name": member.nick or who.display_name,
            "locale": who.locale,
            "roles": [str(each) for each in member.roles],
            "permissions": str(permissions.in_guild(what, member)),
        },
        "roles": [render.role(each) for each in what.roles.values()],
        "members": [
            {
                "user": render.user(each.user),
                "nick": each.nick,
                "roles": [str(role_id) for role_id in each.roles],
            }
            for each in what.members.values()
        ],
        "channels": [
            channel(state, each, who) for each in what.channels.values() if state.sees(who.id, each)
        ],
        "threads": [channel(state, each, who) for each in what.threads.values() if state.sees(who.id, each)],
        "scheduled_events": [
            render.scheduled_event(state, each, with_count=True)
            | {"me_interested": who.id in each.interested}
            for each in what.events.values()
            if each.channel_id is None or state.sees(who.id, state.channels[each.channel_id])
        ],
        "commands": [
            commands.rendered(state, each) for each in commands.usable_somewhere(state, who.id, what)
        ],
    }


def channels(state: World, what: Guild, who: User) -> Json:
    """Where there is something to see, and who there is to name: less than `guild`, for looking things up."""
    if who.id not in what.members:
        raise missing_access()
    return {
        "channels": [
            render.channel(state, each, who.id) for each in what.channels.values() if state.sees(who.id, each)
        ],
        "threads": [
            render.thread(each, who.id) for each in what.threads.values() if state.sees(who.id, each)
        ],
        "roles": [render.role(each) for each in what.roles.values()],
        "scheduled_events": [render.scheduled_event(state, each) for each in what.events.values()],
    }


def channel(state: World, what: Channel, who: User) -> Json:
    return render.channel(state, what, who.id) | {"me": {"permissions": str(state.permissions(who.id, what))}}


def dms(state: World, who: User) -> list[Json]:
    return [
        render.channel(state, each, who.id)
        for each in state.channels.values()
        if each.type is ChannelType.DM and who.id in each.recipients
    ]


def dm_commands(state: World, what: Channel, who: User) -> list[Json]:
    return [commands.rendered(state, each) for each in commands.usable(state, who.id, what)]


def messages(state: World, what: Channel, who: User, limit: int, before: int | None) -> list[Json]:
    """Newest last; with the ephemeral ones that are theirs."""
    granted = state.require(who.id, what)
    found = history(what, who.id, before=before, limit=limit, ephemeral=True)
    if not granted & permissions.READ_MESSAGE_HISTORY:
        found = [each for each in found if each.only_for == who.id]
    return [shown(state, each, who.id) for each in reversed(found)]
