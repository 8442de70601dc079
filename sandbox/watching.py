"""Looking, and waiting for what happens, as one person."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from sandbox.model import Json
from sandbox.reading import Message, Result
from sandbox.transport import Transport
from sandbox.values import Place, id_of, message_of

if TYPE_CHECKING:
    from sandbox.people import People

T = TypeVar("T")
Predicate = Callable[[Message], bool]


class View:
    """All that someone sees of a guild; `raw` is the answer of `GET /sandbox/api/guilds/G`."""

    def __init__(self, raw: Json) -> None:
        self.raw = raw

    def _named(self, kind: str, name: str) -> Json:
        for each in self.raw[kind]:
            if name.removeprefix("#") in (each["name"], each["id"]):
                return dict(each)
        raise LookupError(f"No {name!r} among the {kind}: {self._names(kind)}")

    def _names(self, kind: str) -> list[str]:
        return [str(each["name"]) for each in self.raw[kind]]

    def channel(self, name: str) -> Json:
        return self._named("channels", name)

    def thread(self, name: str) -> Json:
        return self._named("threads", name)

    def role(self, name: str) -> Json:
        return self._named("roles", name)

    def event(self, name: str) -> Json:
        return self._named("scheduled_events", name)

    @property
    def channels(self) -> list[str]:
        return self._names("channels")

    @property
    def threads(self) -> list[str]:
        return self._names("threads")

    @property
    def roles(self) -> list[str]:
        return self._names("roles")

    @property
    def commands(self) -> list[str]:
        return self._names("commands")

    @property
    def events(self) -> list[str]:
        return self._names("scheduled_events")


class Watcher:
    """One person who looks on: sees what this member may see."""

    def __init__(self, people: "People", transport: Transport, raw: Json) -> None:
        self._people = people
        self._to = transport
        self.raw = raw
        self.id = int(raw["id"])
        self.name = str(raw["display_name"])
        self.mention = f"<@{self.id}>"

    def __repr__(self) -> str:
        return f"<{self.name}>"

    async def view(self, guild: str | int | None = None) -> View:
        return View(await self._to.get(f"/guilds/{self._people.guild_id(guild)}"))

    async def messages(self, channel: Place, limit: int = 50) -> list[Message]:
        """Oldest first, with the ephemeral ones that are theirs."""
        found = await self._to.get(f"/channels/{await self._channel(channel)}/messages", limit=str(limit))
        return [Message(each) for each in found]

    async def last_message(self, channel: Place) -> Message:
        return (await self.messages(channel, limit=1))[-1]

    async def refreshed(self, message: Message | Result) -> Message:
        """The message as it stands now."""
        wanted = message_of(message)
        for each in await self.messages(wanted, limit=500):
            if each.id == wanted.id:
                return each
        raise LookupError("The message is gone")

    async def dm(self, other: "Watcher | int | None" = None) -> Json:
        """The DM channel with the bot, or with someone else."""
        recipient = self._people.bot_id if other is None else id_of(other)
        return dict(await self._to.post("/dms", {"recipient_id": str(recipient)}))

    async def dms(self) -> list[Json]:
        return list(await self._to.get("/dms"))

    async def wait_for_message(
        self,
        channel: Place,
        predicate: Predicate | None = None,
        timeout: float = 10.0,  # noqa: ASYNC109
    ) -> Message:
        """A message that `predicate` accepts, there already or to come; without one, the next new one."""
        channel_id = await self._channel(channel)

        def accepted(type_: str, body: Json) -> Message | None:
            kinds = ("MESSAGE_CREATE",) if predicate is None else ("MESSAGE_CREATE", "MESSAGE_UPDATE")
            if type_ not in kinds or str(body["channel_id"]) != channel_id:
                return None
            message = Message(body)
            return message if predicate is None or predicate(message) else None

        with self._to.listening(accepted) as heard:
            if predicate is not None:
                for message in reversed(await self.messages(channel_id, limit=100)):
                    if predicate(message):
                        return message
            return await _within(heard, timeout, f"no such message came in {channel!r}")

    async def wait_for_event(
        self,
        type_: str,
        predicate: Callable[[Json], bool] | None = None,
        timeout: float = 10.0,  # noqa: ASYNC109
    ) -> Json:
        """The next event of this type, or one that came since this person last did something."""

        def accepted(kind: str, body: Json) -> Json | None:
            return body if kind == type_ and (predicate is None or predicate(body)) else None

        with self._to.listening(accepted, since_last_act=True) as heard:
            return await _within(heard, timeout, f"no {type_} came")

    async def _channel(self, place: Place | None) -> str:
        if isinstance(place, Message):
            return str(place.channel_id)
        if isinstance(place, Mapping):
            return str(place["id"])
        if place is not None and str(place).isdigit():
            return str(place)
        known = await self._to.get(f"/guilds/{self._people.guild_id(None)}/channels")
        everything = [*known["channels"], *known["threads"]]
        if place is None:
            return str(next(each["id"] for each in everything if each["type"] in (0, 5)))
        name = str(place).removeprefix("#")
        for each in everything:
            if each["name"] == name:
                return str(each["id"])
        raise LookupError(
            f"{self.name} sees no channel {name!r}, but {[each['name'] for each in everything]}"
        )


async def _within(heard: "asyncio.Future[T]", seconds: float, complaint: str) -> T:
    try:
        return await asyncio.wait_for(heard, seconds)
    except TimeoutError:
        raise TimeoutError(f"Within {seconds} s {complaint}") from None
