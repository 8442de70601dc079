"""Application commands: registering them, and who gets to see which."""

from sandbox import permissions, render
from sandbox.errors import ApiError
from sandbox.model import Channel, Command, Guild, Json
from sandbox.refusals import missing_permissions, unknown
from sandbox.world import World

CHAT_INPUT = 1
USER_MENU = 2
MESSAGE_MENU = 3

_FORGOTTEN = ("id", "application_id", "version", "guild_id")
_NEVER_NULL = ("type", "options", "dm_permission", "handler", "nsfw", "description")


def registry(world: World, guild_id: int | None) -> dict[int, Command]:
    if guild_id is None:
        return world.application.commands
    guild = world.guild(guild_id)
    world.require_in_guild(world.bot.id, guild)
    return guild.commands


def overwrite_all(world: World, guild_id: int | None, payloads: list[Json]) -> list[Command]:
    """Exactly these; one that was there under the same name and type keeps its id."""
    commands = registry(world, guild_id)
    before = {(each.type, each.name): each for each in commands.values()}
    after: list[Command] = []
    for payload in payloads:
        data = _kept(payload)
        known = before.get((int(data["type"]), str(data["name"])))
        after.append(_made(world, guild_id, data) if known is None else _changed(world, known, data))
    commands.clear()
    commands.update({each.id: each for each in after})
    tell_people(world)
    return after


def create(world: World, guild_id: int | None, payload: Json) -> tuple[Command, bool]:
    """The command, and whether it is new; one of the same name and type is replaced."""
    commands = registry(world, guild_id)
    data = _kept(payload)
    for known in commands.values():
        if (known.type, known.name) == (data["type"], data["name"]):
            _changed(world, known, data)
            tell_people(world)
            return known, False
    command = _made(world, guild_id, data)
    commands[command.id] = command
    tell_people(world)
    return command, True


def edit(world: World, guild_id: int | None, command_id: int, payload: Json) -> Command:
    command = get(world, guild_id, command_id)
    _changed(world, command, {**command.data, **_kept(payload, partly=True)})
    tell_people(world)
    return command


def delete(world: World, guild_id: int | None, command_id: int) -> None:
    get(world, guild_id, command_id)
    del registry(world, guild_id)[command_id]
    tell_people(world)


def get(world: World, guild_id: int | None, command_id: int) -> Command:
    command = registry(world, guild_id).get(command_id)
    if command is None:
        raise unknown("application command")
    return command


def tell_people(world: World) -> None:
    world.tell_users("COMMANDS_UPDATE", [person.id for person in world.people], lambda viewer: {})


def _kept(payload: Json, partly: bool = False) -> Json:
    data = {key: value for key, value in payload.items() if key not in _FORGOTTEN}
    for key in _NEVER_NULL:
        if data.get(key) is None:
            data.pop(key, None)
    if not partly:
        data = {"type": CHAT_INPUT, **data}
    if data.get("default_member_permissions") is not None:
        data["default_member_permissions"] = str(data["default_member_permissions"])
    return data


def _made(world: World, guild_id: int | None, data: Json) -> Command:
    return Command(world.snowflakes.take(), world.snowflakes.take(), guild_id, data)


def _changed(world: World, command: Command, data: Json) -> Command:
    if command.data != data:
        command.data = data
        command.version = world.snowflakes.take()
    return command


# Who sees what


def usable(world: World, user_id: int, channel: Channel) -> list[Command]:
    """The commands this person may use in this channel, a guild's own before global ones of that name."""
    guild = world.guild_of(channel)
    own = list(guild.commands.values()) if guild is not None else []
    names = {(each.type, each.name) for each in own}
    everywhere = [each for each in world.application.commands.values() if (each.type, each.name) not in names]
    return [each for each in (*own, *everywhere) if is_usable(world, each, user_id, channel)]


def usable_somewhere(world: World, user_id: int, guild: Guild) -> list[Command]:
    """Those that this member may use in at least one channel of the guild."""
    seen: dict[int, Command] = {}
    for channel in (*guild.channels.values(), *guild.threads.values()):
        if world.sees(user_id, channel):
            seen.update({each.id: each for each in usable(world, user_id, channel)})
    order = (*guild.commands.values(), *world.application.commands.values())
    return [each for each in order if each.id in seen]


def is_usable(world: World, command: Command, user_id: int, channel: Channel) -> bool:
    guild = world.guild_of(channel)
    contexts = command.data.get("contexts")
    if guild is None:
        if world.bot.id not in channel.recipients or command.guild_id is not None:
            return False
        return 1 in contexts if contexts is not None else bool(command.data.get("dm_permission", True))
    if (contexts is not None and 0 not in contexts) or world.bot.id not in guild.members:
        return False
    granted = world.permissions(user_id, channel)
    if not granted & permissions.VIEW_CHANNEL:
        return False
    if granted & permissions.ADMINISTRATOR:
        return True
    place = guild.channels.get(channel.parent_id or 0) if channel.thread is not None else channel
    if command.data.get("nsfw") and not (place and place.nsfw):
        return False
    if not granted & permissions.USE_APPLICATION_COMMANDS:
        return False
    decided = _by_overwrites(guild, command, user_id, channel)
    if decided is not None:
        return decided
    needed = command.data.get("default_member_permissions")
    if needed is None:
        return True
    return int(needed) != 0 and int(needed) & ~granted == 0


def _by_overwrites(guild: Guild, command: Command, user_id: int, channel: Channel) -> bool | None:
    """What the guild's managers decided for this command; None where they decided nothing."""
    decisions = {(each["type"], int(each["id"])): each["permission"] for each in
                 guild.command_permissions.get(command.id, ())}  # fmt: skip
    in_channel = decisions.get((3, channel.id), decisions.get((3, guild.id - 1)))
    if in_channel is False:
        return False
    if (2, user_id) in decisions:
        return bool(decisions[2, user_id])
    roles = [decisions[1, role_id] for role_id in guild.members[user_id].roles if (1, role_id) in decisions]
    if roles:
        return any(roles)
    return decisions.get((1, guild.id))


def permissions_of(world: World, guild: Guild, command_id: int) -> Json:
    return {
        "id": str(command_id),
        "application_id": str(world.application.id),
        "guild_id": str(guild.id),
        "permissions": guild.command_permissions[command_id],
    }


def set_permissions(world: World, guild: Guild, command_id: int, given: list[Json], by: int) -> Json:
    """Takes someone who may manage the server; a bot's own token never may."""
    known = command_id in guild.commands or command_id in world.application.commands
    if not known:
        raise unknown("application command")
    if by == world.bot.id:
        raise ApiError(403, 20001, "Bots cannot use this endpoint")
    if not world.require_in_guild(by, guild) & permissions.MANAGE_GUILD:
        raise missing_permissions()
    guild.command_permissions[command_id] = [
        {"id": str(each["id"]), "type": each["type"], "permission": bool(each["permission"])}
        for each in given
    ]
    tell_people(world)
    body = permissions_of(world, guild, command_id)
    world.tell_guild("APPLICATION_COMMAND_PERMISSIONS_UPDATE", guild.id, lambda viewer: body)
    return body


def rendered(world: World, command: Command, localized: bool = True) -> Json:
    """Without `localized` the dictionaries of translations are left out, as Discord does in lists."""
    body = render.command(world, command)
    return body if localized else _without_translations(body)


def _without_translations(body: Json) -> Json:
    shown: Json = {}
    for key, value in body.items():
        if key.endswith("_localizations"):
            shown[key] = None
        elif key in ("options", "choices") and isinstance(value, list):
            shown[key] = [_without_translations(each) for each in value]
        else:
            shown[key] = value
    return shown
