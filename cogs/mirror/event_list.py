"""Discord's event list of one server, as requests and answers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import discord

from cogs.mirror.cards import EXTERNAL, STAGE, VOICE, Look, key_in, seen_look
from domain.mirror import Act, Seen, Step

_GUILD_ONLY: Final = 2
_SCHEDULED, _ACTIVE, _COMPLETED, _CANCELLED = 1, 2, 3, 4
PENDING: Final = frozenset({_SCHEDULED, _ACTIVE})
_PAGE: Final = 100

_STATUS: Final = {Act.BEGIN: _ACTIVE, Act.COMPLETE: _COMPLETED, Act.CANCEL: _CANCELLED}


class EventList:
    """Every method is one request (`people`: one for each hundred); raises `discord.HTTPException`.

    By ids, since discord.py's own objects for these take another request or a cache.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def listed(self, guild_id: int) -> tuple[list[Seen], int]:
        """What of ours is scheduled or under way, and how much of others."""
        raw: Sequence[Any] = await self._client.http.get_scheduled_events(guild_id, True)
        me = self._client.user.id if self._client.user else 0
        pending = [event for event in raw if event["status"] in PENDING]
        ours = [seen for event in pending if (seen := _seen(event, me)) is not None]
        return ours, len(pending) - len(ours)

    async def people(self, guild_id: int, discord_id: int) -> set[int]:
        """Who is interested; bots are not people."""
        found: set[int] = set()
        after: int | None = None
        while True:
            arguments: dict[str, Any] = {} if after is None else {"after": after}
            page: Sequence[Any] = await self._client.http.get_scheduled_event_users(
                guild_id, discord_id, limit=_PAGE, with_member=False, **arguments
            )
            found |= {int(one["user"]["id"]) for one in page if not one["user"].get("bot")}
            if len(page) < _PAGE:
                return found
            after = max(int(one["user"]["id"]) for one in page)

    async def create(self, guild_id: int, step: Step, look: Look) -> int:
        """The id of what stands there now."""
        made = await self._client.http.create_guild_scheduled_event(
            guild_id,
            privacy_level=_GUILD_ONLY,
            scheduled_start_time=_time(step.starts),
            **_words(look),
            **_place(look),
            scheduled_end_time=_time(step.ends),
        )
        return int(made["id"])

    async def edit(self, guild_id: int, step: Step, look: Look | None, *, was_in: int | None = None) -> bool:
        """Change what it says, where it is, and where it is in its life; whether it is under way now.
        `was_in`: the channel in which it stands there now."""
        payload: dict[str, Any] = _words(look) if look is not None else {}
        if look is not None and (look.room.channel if look.room is not None else None) != was_in:
            payload.update(_place(look))
        elif look is not None and look.room is None:
            payload["entity_metadata"] = {"location": look.location}
        if step.act in _STATUS:
            payload["status"] = _STATUS[step.act]
        if step.act is Act.EDIT and not step.active:
            payload["scheduled_start_time"] = _time(step.starts)
        if step.act in {Act.EDIT, Act.BEGIN}:
            payload["scheduled_end_time"] = _time(step.ends)
        answer = await self._client.http.edit_scheduled_event(guild_id, step.discord_id or 0, **payload)
        return bool(answer["status"] == _ACTIVE)

    async def delete(self, guild_id: int, discord_id: int) -> None:
        await self._client.http.delete_scheduled_event(guild_id, discord_id)


def _words(look: Look) -> dict[str, Any]:
    return {"name": look.name, "description": look.description}


def _place(look: Look) -> dict[str, Any]:
    """The kind of event and all that goes with it, as Discord wants it when the kind changes: elsewhere with
    a location and no channel, or in a channel and with no location."""
    if look.room is None:
        return {
            "entity_type": EXTERNAL,
            "channel_id": None,
            "entity_metadata": {"location": look.location},
        }
    return {
        "entity_type": STAGE if look.room.stage else VOICE,
        "channel_id": str(look.room.channel),
        "entity_metadata": None,
    }


def _seen(event: Any, me: int) -> Seen | None:
    """None for what somebody else made, or what carries no mark of ours."""
    look = seen_look(event)
    key = key_in(look.description)
    if not key or int(event.get("creator_id") or 0) != me:
        return None
    starts = datetime.fromisoformat(event["scheduled_start_time"])
    raw_end = event.get("scheduled_end_time")
    ends = datetime.fromisoformat(raw_end) if raw_end else None
    return Seen(
        discord_id=int(event["id"]),
        key=key,
        shown=look.digest(starts, ends),
        starts=starts,
        ends=ends,
        active=event["status"] == _ACTIVE,
        interested=event.get("user_count"),
        channel=look.room.channel if look.room is not None else None,
    )


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
