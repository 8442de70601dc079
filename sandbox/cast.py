"""Who and what there is when the sandbox starts. Ids are the same on every run."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from sandbox import permissions
from sandbox.model import Channel, ChannelType, Guild, Member, Role, User
from sandbox.snowflakes import PastSnowflakes, time_of
from sandbox.world import Application, World

START = datetime(2025, 1, 15, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to act as. `locale` is the language that their Discord is set to."""

    name: str
    locale: str = "nl"
    nl: str = ""
    en: str = ""
    colour: str = "#5865f2"
    owner: bool = False


CAST = (
    Person("Robin", "nl", "beheerder van de server", "runs the server", "#c2410c", owner=True),
    Person("Mila", "nl", "creatief, maakt noise", "a creative, makes noise", "#be185d"),
    Person("Joris", "nl", "creatief, draait films", "a creative, screens films", "#1d4ed8"),
    Person("Sanne", "nl", "sectorhoofd", "a sector head", "#15803d"),
    Person("Noor", "nl", "redacteur", "an editor", "#7e22ce"),
    Person("Daan", "nl", "lid", "a member", "#0f766e"),
    Person("Priya", "en-GB", "nieuw, leest geen Nederlands", "new, reads no Dutch", "#b45309"),
    Person("Jonas", "de", "op bezoek uit Duitsland", "visiting from Germany", "#4d7c0f"),
    Person("Ellen", "nl", "van de gemeente", "from the city", "#475569"),
)


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    type: ChannelType = ChannelType.TEXT


PLACES = (Place("algemeen"), Place("Woonkamer", ChannelType.VOICE))


@dataclass(frozen=True, slots=True)
class GuildPlan:
    """One guild: its channels, its people, and what the bot was invited with (None: not invited)."""

    name: str = "De Sektor"
    places: Sequence[Place] = PLACES
    people: Sequence[Person] = CAST
    crowd: int = 0
    """So many further members without a face."""
    bot_permissions: int | None = permissions.INVITED_DEFAULT
    locale: str = "nl"
    features: Sequence[str] = ("COMMUNITY",)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole world. Someone of the same name in several guilds is one person."""

    guilds: Sequence[GuildPlan] = field(default_factory=lambda: (GuildPlan(),))
    bot_name: str = "Sektor"


def build(plan: Plan) -> World:
    """The world of `plan`; the first owner in it also owns the application."""
    ids = PastSnowflakes(START)
    bot_id = ids.take()
    bot = User(bot_id, plan.bot_name, plan.bot_name, bot=True, colour="#111827")
    world = World(bot, Application(bot_id, plan.bot_name, bot_id))
    by_name: dict[str, User] = {}
    # One after the other, so that they spread evenly over shards.
    guild_ids = [ids.take() for _ in plan.guilds]
    for guild_id, guild_plan in zip(guild_ids, plan.guilds, strict=True):
        _add_guild(world, ids, guild_id, guild_plan, by_name)
    owner = next((each for each in world.people), bot)
    world.application.owner_id = owner.id
    return world


def add_guild(world: World, plan: GuildPlan) -> Guild:
    """One more guild while everything runs. The bot is told; people whose names are known take part."""
    by_name = {person.display_name: person for person in world.people}
    return _add_guild(world, world.snowflakes, world.snowflakes.take(), plan, by_name)


class _Ids(Protocol):
    def take(self) -> int: ...


def _add_guild(world: World, ids: _Ids, guild_id: int, plan: GuildPlan, by_name: dict[str, User]) -> Guild:
    guild = Guild(guild_id, plan.name, 0, plan.locale, features=list(plan.features))
    guild.roles[guild_id] = Role(guild_id, guild_id, "@everyone", permissions.EVERYONE_DEFAULT, position=0)
    for person in plan.people:
        user = by_name.get(person.name) or _meet(world, ids, person)
        by_name[person.name] = user
        _join(guild, user)
        if person.owner and not guild.owner_id:
            guild.owner_id = user.id
    for number in range(plan.crowd):
        name = f"lid{number + 1:05}"
        user = User(ids.take(), name, name, plan.locale)
        world.users[user.id] = user
        _join(guild, user)
    if not guild.owner_id:
        guild.owner_id = next(iter(guild.members), world.bot.id)
    if plan.bot_permissions is not None:
        role = Role(ids.take(), guild_id, world.bot.name, plan.bot_permissions, 1, bot_id=world.bot.id)
        guild.roles[role.id] = role
        _join(guild, world.bot).roles.append(role.id)
    for position, place in enumerate(plan.places):
        channel = Channel(ids.take(), place.type, place.name, guild_id, position)
        guild.channels[channel.id] = world.channels[channel.id] = channel
        if guild.system_channel_id is None and place.type is ChannelType.TEXT:
            guild.system_channel_id = channel.id
    world.guilds[guild_id] = guild
    return guild


def _meet(world: World, ids: _Ids, person: Person) -> User:
    user = User(
        ids.take(),
        person.name.lower(),
        person.name,
        person.locale,
        about={"nl": person.nl, "en": person.en},
        colour=person.colour,
    )
    world.users[user.id] = user
    world.people.append(user)
    return user


def _join(guild: Guild, user: User) -> Member:
    member = Member(guild.id, user, time_of(guild.id))
    guild.members[user.id] = member
    return member
