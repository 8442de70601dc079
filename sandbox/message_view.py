"""A message in Discord's JSON, as one viewer gets it."""

from sandbox import render
from sandbox.model import Json, Message, MessageFlag, Poll
from sandbox.world import World


def message(world: World, what: Message, viewer: int, nested: bool = False, nonce: bool = False) -> Json:
    """`nonce` is repeated to the sender at creation only; a `nested` message shows no further messages."""
    suppressed = bool(what.flags & MessageFlag.SUPPRESS_EMBEDS)
    body: Json = {
        "id": str(what.id),
        "channel_id": str(what.channel_id),
        "type": what.type,
        "author": render.user(what.author),
        "content": what.content,
        "timestamp": render.instant(what.timestamp),
        "edited_timestamp": render.instant_or_none(what.edited),
        "tts": what.tts,
        "flags": what.flags,
        "mention_everyone": what.mention_everyone,
        "mentions": [render.user(world.users[each]) for each in what.mentions if each in world.users],
        "mention_roles": [str(each) for each in what.mention_roles],
        "attachments": [render.attachment(each) for each in what.attachments if not each.embedded],
        "embeds": [] if suppressed else what.embeds,
        "components": what.components,
        "pinned": what.pinned_at is not None,
    }
    if what.reactions:
        body["reactions"] = [
            {
                "emoji": each.emoji,
                "count": len(each.users),
                "count_details": {"normal": len(each.users), "burst": 0},
                "me": viewer in each.users,
                "me_burst": False,
                "burst_colors": [],
            }
            for each in what.reactions.values()
        ]
    if nonce and what.nonce is not None:
        body["nonce"] = what.nonce
    if what.webhook_id is not None:
        body["webhook_id"] = str(what.webhook_id)
    if what.application_id is not None:
        body["application_id"] = str(what.application_id)
    if what.poll is not None:
        body["poll"] = poll(what.poll, viewer)
    if what.interaction_metadata is not None:
        body["interaction_metadata"] = what.interaction_metadata
    _add_related(world, what, viewer, body, nested)
    return body


def _add_related(world: World, what: Message, viewer: int, body: Json, nested: bool) -> None:
    if what.snapshots:
        body["message_snapshots"] = what.snapshots
    if what.thread_id is not None and what.thread_id in world.channels:
        body["thread"] = render.thread(world.channels[what.thread_id], viewer)
    if what.reference is None:
        return
    body["message_reference"] = what.reference
    if nested or what.type not in (19, 21):
        return
    source = world.channels.get(int(what.reference["channel_id"]))
    original = source.messages.get(int(what.reference["message_id"])) if source else None
    body["referenced_message"] = None if original is None else message(world, original, viewer, nested=True)


def in_gateway(world: World, what: Message, viewer: int, nonce: bool = False) -> Json:
    """As a dispatch carries it: with the guild, and with the members behind author and mentions."""
    body = message(world, what, viewer, nonce=nonce)
    guild = world.guilds.get(what.guild_id) if what.guild_id is not None else None
    if guild is None:
        return body
    body["guild_id"] = str(guild.id)
    author = guild.members.get(what.author.id)
    if author is not None and what.webhook_id is None:
        body["member"] = render.member_without_user(author)
    for mention in body["mentions"]:
        mentioned = guild.members.get(int(mention["id"]))
        if mentioned is not None:
            mention["member"] = render.member_without_user(mentioned)
    return body


def poll(what: Poll, viewer: int) -> Json:
    return {
        "question": what.question,
        "answers": what.answers,
        "expiry": render.instant(what.expiry),
        "allow_multiselect": what.multiple,
        "layout_type": what.layout_type,
        "results": {
            "is_finalized": what.finalized,
            "answer_counts": [
                {"id": answer_id, "count": len(voters), "me_voted": viewer in voters}
                for answer_id, voters in what.votes.items()
                if voters
            ],
        },
    }


def without_content(body: Json) -> Json:
    """As a bot without the MESSAGE_CONTENT intent gets it."""
    emptied = body | {"content": "", "embeds": [], "attachments": [], "components": []}
    emptied.pop("poll", None)
    emptied.pop("message_snapshots", None)
    referenced = emptied.get("referenced_message")
    if referenced:
        emptied["referenced_message"] = referenced | {
            "content": "",
            "embeds": [],
            "attachments": [],
            "components": [],
        }
    return emptied
