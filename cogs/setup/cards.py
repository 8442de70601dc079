"""How /setup shows what stands, what is missing and what is in the way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import discord
from discord.utils import escape_markdown

from bot.i18n import Say
from domain.communities import Channel, Community
from domain.obstacles import Obstacle, Trouble
from domain.setup import Item, Kind, Line, Step, Thing
from domain.themes import Theme
from services.setup import Standing

_GREEN: Final = discord.Colour(0x2E7D32)
_GREY: Final = discord.Colour(0x546E7A)
_ORANGE: Final = discord.Colour(0xE65100)
_MOST_OBSTACLES: Final = 10


def overview(standing: Standing, lines: Sequence[Line], say: Say) -> discord.Embed:
    """What stands, and what the button will do."""
    open_lines = [line for line in lines if line.step is not Step.STANDS]
    embed = discord.Embed(
        title=say("Setting up {server}", server=standing.community.name)[:256],
        description=_summary(open_lines, say),
        colour=_GREY if open_lines else _GREEN,
    )
    for heading, some in _grouped(lines, say):
        embed.add_field(
            name=heading,
            value="\n".join(_line(one, standing.community, say) for one in some)[:1024],
            inline=False,
        )
    embed.add_field(name=say("Settings"), value=settings_text(standing.community, say), inline=False)
    embed.add_field(
        name=say("Sectors and themes"),
        value=say(
            "{sectors} sectors and {themes} themes. `/sector` and `/theme` show and change them.",
            sectors=len(standing.sectors),
            themes=len(standing.themes),
        ),
        inline=False,
    )
    return embed


def _summary(open_lines: Sequence[Line], say: Say) -> str:
    if not open_lines:
        return say("Everything is there. You can run this again at any time; nothing is ever made twice.")
    new = sum(line.step is Step.NEW for line in open_lines)
    found = len(open_lines) - new
    parts = []
    if new:
        parts.append(say.many("{n} thing will be created (➕).", "{n} things will be created (➕).", new))
    if found:
        parts.append(
            say.many(
                "{n} thing is there already by its name and will be used (🔗).",
                "{n} things are there already by their names and will be used (🔗).",
                found,
            )
        )
    parts.append(say("Nothing changes until you press the button."))
    return " ".join(parts)


def _grouped(lines: Sequence[Line], say: Say) -> list[tuple[str, list[Line]]]:
    """Roles first, then each category with its channels under it."""
    roles = [line for line in lines if line.item.kind is Kind.ROLE]
    groups = [(say("Roles"), roles)]
    for category in (line for line in lines if line.item.kind is Kind.CATEGORY):
        channels = [line for line in lines if line.item.category == category.item.key]
        groups.append((say("Channels: {name}", name=category.item.title(say.locale)), [category, *channels]))
    return groups


def _line(line: Line, community: Community, say: Say) -> str:
    if line.thing is None:
        name = f"`{line.item.name(community.locale)}`"
        if line.lost:
            return say("➕ {name} · was deleted on Discord and will be made again", name=name)
        return f"➕ {name}"
    mark = "✅" if line.step is Step.STANDS else "🔗"
    return f"{mark} {mention(line.thing)} · {what(line.item, say)}"


def mention(thing: Thing) -> str:
    if thing.kind is Kind.ROLE:
        return f"<@&{thing.id}>"
    return f"<#{thing.id}>" if thing.kind is Kind.CHANNEL else f"**{escape_markdown(thing.name)}**"


def pointed_at(item: Item, discord_id: int, name: str) -> str:
    """The same for something that was only just made."""
    return mention(Thing(kind=item.kind, id=discord_id, name=name))


def what(item: Item, say: Say) -> str:
    """What it is to us, in a few words."""
    if item.kind is Kind.CATEGORY:
        return say("category")
    return item.title(say.locale)


def what_for(item: Item, say: Say) -> str:
    """The same where it stands alone."""
    title = item.title(say.locale)
    if item.kind is Kind.ROLE:
        return say("role {title}", title=title)
    return (
        say("category {title}", title=title)
        if item.kind is Kind.CATEGORY
        else say("channel {title}", title=title)
    )


def settings_text(community: Community, say: Say) -> str:
    language = say("Dutch") if community.locale == "nl" else say("English")
    if community.locale == "nl":
        language = (
            say("Dutch with an English line")
            if community.english_line
            else say("Dutch without an English line")
        )
    return "\n".join(
        (
            say("🗣️ In the channels: {language}", language=language),
            say("🕗 Time zone: {zone}", zone=community.zone_name),
            f"🤝 {trust_text(community.trust_after, say)}",
            f"📆 {event_list_text(community.event_list, say)}",
        )
    )


def event_list_text(on: bool, say: Say) -> str:
    if on:
        return say("The agenda stands on this server's own event list, too")
    return say("This server's own event list is left alone")


def trust_text(number: int, say: Say) -> str:
    if number == 0:
        return say("Everyone publishes at once; nothing is looked at first")
    return say.many(
        "After {n} accepted event, someone publishes at once",
        "After {n} accepted events, someone publishes at once",
        number,
    )


def troubles_embed(troubles: Sequence[Obstacle], say: Say) -> discord.Embed:
    lines = [f"• {trouble_text(trouble, say)}" for trouble in troubles[:_MOST_OBSTACLES]]
    if len(troubles) > _MOST_OBSTACLES:
        lines.append(say("… and {n} more.", n=len(troubles) - _MOST_OBSTACLES))
    return discord.Embed(title=say("What is in the way"), description="\n".join(lines)[:3000], colour=_ORANGE)


def trouble_text(trouble: Obstacle, say: Say) -> str:
    """What is wrong and how somebody who may manage the server mends it."""
    thing = mention(trouble.thing) if trouble.thing else f"<#{trouble.channel_id}>"
    permissions = ", ".join(f"**{permission_name(name, say)}**" for name in trouble.permissions)
    match trouble.trouble:
        case Trouble.SERVER_LACKS:
            return say(
                "The bot lacks permissions on this server: {permissions}. Switch them on under "
                "Server settings › Roles › the bot's role.",
                permissions=permissions,
            )
        case Trouble.EVENT_LIST_CLOSED:
            return say(
                "The bot may not put the agenda on this server's own event list; it lacks {permissions}. "
                "Switch it on under Server settings › Roles › the bot's role, or leave the list out under "
                "Settings.",
                permissions=permissions,
            )
        case Trouble.CHANNEL_CLOSED:
            return say(
                "{channel} is closed to the bot. Add the bot under Edit channel › Permissions and switch on: "
                "{permissions}.",
                channel=thing,
                permissions=permissions,
            )
        case Trouble.CHANNEL_LACKS:
            return say(
                "In {channel} the bot lacks: {permissions}. Switch them on under Edit channel › "
                "Permissions › the bot.",
                channel=thing,
                permissions=permissions,
            )
        case Trouble.ROLE_TOO_HIGH:
            return say(
                "{role} stands above the bot's own role, so the bot cannot give it to anyone. Drag the "
                "bot's role above it under Server settings › Roles.",
                role=thing,
            )
        case Trouble.ROLE_UNFIT:
            return say(
                "{role} can manage the whole server or belongs to another bot, so this bot does not hand "
                "it out. Choose another role for the sector heads.",
                role=thing,
            )
        case Trouble.REVIEW_OPEN:
            return say(
                "Everyone sees {channel}, and with it what nobody has accepted yet. Take “View channel” from "
                "@everyone there, or choose another channel.",
                channel=thing,
            )
        case Trouble.REVIEW_HIDDEN:
            return say(
                "{role} cannot see {channel}. The button *Create what is missing* mends that.",
                role=mention(trouble.role) if trouble.role else "",
                channel=thing,
            )
        case Trouble.WAITING:
            return say.many(
                "{n} message waits, because {channel} is gone or closed to the bot.",
                "{n} messages wait, because {channel} is gone or closed to the bot.",
                trouble.count,
                channel=thing,
            )


def permission_name(name: str, say: Say) -> str:
    """As Discord's own settings call it."""
    names: Mapping[str, str] = {
        "view_channel": say("View channels"),
        "send_messages": say("Send messages"),
        "embed_links": say("Embed links"),
        "attach_files": say("Attach files"),
        "read_message_history": say("Read message history"),
        "manage_channels": say("Manage channels"),
        "manage_roles": say("Manage roles"),
        "create_events": say("Create events"),
    }
    return names[name]


def topic_of(key: str, themes: Mapping[str, Theme], say: Say) -> str:
    """What stands above a channel that we make, in the community's language."""
    topics: Mapping[str, str] = {
        Channel.AGENDA: say("What is coming up. Add your own event with /event submit."),
        Channel.REVIEW: say("New events wait here until an editor or sector head has looked at them."),
        Channel.DECISIONS: say("What was decided, and how; votes stand here."),
        Channel.MEETINGS: say("When we meet, and what we talk about."),
        Channel.KNOWLEDGE: say("How things are done: look it up, or ask."),
        Channel.DESK: say("Ask anything here, in Dutch or English; a sector head answers."),
    }
    theme = themes.get(key.removeprefix("theme:"))
    if theme is None:
        return topics[key]
    names = ", ".join(theme.topic_names(say.locale))
    title = theme.name(say.locale)
    if not names:
        return say("Events: {theme}. Add yours with /event submit.", theme=title)
    return say("Events: {theme} ({topics}). Add yours with /event submit.", theme=title, topics=names)[:1024]


def listed(parts: Iterable[str], most: int) -> str:
    """As many as fit in `most` characters, separated by commas."""
    text = ""
    for part in parts:
        if len(text) + len(part) + 3 > most:
            return f"{text}, …"
        text = f"{text}, {part}" if text else part
    return text
