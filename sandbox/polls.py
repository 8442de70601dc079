"""Polls: https://discord.com/developers/docs/resources/poll"""

import asyncio
from datetime import UTC, datetime, timedelta

from sandbox import message_view
from sandbox.errors import ApiError
from sandbox.model import Channel, Json, Message, Poll
from sandbox.refusals import invalid_form
from sandbox.world import World


def begin(payload: Json) -> Poll:
    answers = []
    for number, answer in enumerate(payload["answers"], start=1):
        media = answer["poll_media"]
        shown: Json = {"text": media.get("text")} if media.get("text") is not None else {}
        if media.get("emoji"):
            shown["emoji"] = {"id": None, "name": None, **media["emoji"]}
        answers.append({"answer_id": number, "poll_media": shown})
    return Poll(
        question={"text": payload["question"]["text"]},
        answers=answers,
        expiry=datetime.now(UTC) + timedelta(hours=float(payload.get("duration") or 24)),
        multiple=bool(payload.get("allow_multiselect", False)),
        layout_type=int(payload.get("layout_type") or 1),
    )


def schedule_end(world: World, channel: Channel, message: Message) -> None:
    """Have the poll end by itself when its time is over."""
    poll = message.poll
    assert poll is not None
    seconds = (poll.expiry - datetime.now(UTC)).total_seconds()
    poll.ending = asyncio.get_running_loop().call_later(seconds, finish, world, channel, message)


def vote(world: World, channel: Channel, message: Message, user_id: int, chosen: list[int]) -> None:
    """Replace the user's votes; an empty list takes them back."""
    poll = message.poll
    if poll is None:
        raise invalid_form("message_id", "POLL_NOT_FOUND", "This message has no poll.")
    if poll.finalized or poll.expiry <= datetime.now(UTC):
        raise ApiError(400, 520001, "Poll expired")
    known = {answer["answer_id"] for answer in poll.answers}
    if not set(chosen) <= known:
        raise ApiError(400, 520000, "Poll voting blocked")
    if len(set(chosen)) > 1 and not poll.multiple:
        raise ApiError(400, 520000, "Poll voting blocked")
    for answer_id in sorted(known):
        voters = poll.votes.setdefault(answer_id, [])
        if user_id in voters and answer_id not in chosen:
            voters.remove(user_id)
            _tell(world, channel, message, user_id, answer_id, "MESSAGE_POLL_VOTE_REMOVE")
        elif user_id not in voters and answer_id in chosen:
            voters.append(user_id)
            _tell(world, channel, message, user_id, answer_id, "MESSAGE_POLL_VOTE_ADD")


def _tell(world: World, channel: Channel, message: Message, user_id: int, answer_id: int, type_: str) -> None:
    body: Json = {
        "user_id": str(user_id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "answer_id": answer_id,
    }
    if channel.guild_id is not None:
        body["guild_id"] = str(channel.guild_id)
    world.tell_channel(type_, channel, lambda viewer: body, message)


def finish(world: World, channel: Channel, message: Message) -> None:
    """End the poll: final counts, an edit, and Discord's own message with the outcome."""
    poll = message.poll
    if poll is None or poll.finalized or message.id not in channel.messages:
        return
    if poll.ending is not None:
        poll.ending.cancel()
    poll.finalized = True
    poll.expiry = min(poll.expiry, datetime.now(UTC))
    world.tell_channel(
        "MESSAGE_UPDATE",
        channel,
        lambda viewer: message_view.in_gateway(world, message, viewer),
        message,
    )
    _announce(world, channel, message, poll)


def _announce(world: World, channel: Channel, message: Message, poll: Poll) -> None:
    now = datetime.now(UTC)
    counts = {answer["answer_id"]: len(poll.votes.get(answer["answer_id"], ())) for answer in poll.answers}
    best = max(counts.values())
    winners = [answer for answer in poll.answers if counts[answer["answer_id"]] == best and best > 0]
    fields = [
        {"name": "poll_question_text", "value": str(poll.question["text"]), "inline": False},
        {"name": "total_votes", "value": str(sum(counts.values())), "inline": False},
        {"name": "victor_answer_votes", "value": str(best), "inline": False},
    ]
    if len(winners) == 1:
        fields.append({"name": "victor_answer_id", "value": str(winners[0]["answer_id"]), "inline": False})
        text = str(winners[0]["poll_media"].get("text", ""))
        fields.append({"name": "victor_answer_text", "value": text, "inline": False})
    result = Message(
        world.snowflakes.take(),
        channel.id,
        channel.guild_id,
        message.author,
        now,
        type=46,
        embeds=[{"type": "poll_result", "fields": fields}],
        reference={"type": 0, "channel_id": str(channel.id), "message_id": str(message.id)},
    )
    channel.messages[result.id] = result
    channel.last_message_id = result.id
    world.tell_channel(
        "MESSAGE_CREATE",
        channel,
        lambda viewer: message_view.in_gateway(world, result, viewer),
        result,
    )
