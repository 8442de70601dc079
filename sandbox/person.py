"""One person of the sandbox, to act and look as."""

import asyncio
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from sandbox.components import BUTTON, SELECTS, walk
from sandbox.model import Json
from sandbox.reading import Message, Modal, Result
from sandbox.transport import File, Transport

if TYPE_CHECKING:
    from sandbox.people import People

Place = str | int | Mapping[str, Any] | Message
"""A channel: its name (`"algemeen"`, `"#algemeen"`), its id, Discord's object, or a message in it."""
FileLike = File | Path | tuple[str, bytes]
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


class Person:
    """Acts with this member's roles and language. What Discord's client refuses raises `ActionRefused`."""

    def __init__(self, people: "People", transport: Transport, raw: Json) -> None:
        self._people = people
        self._to = transport
        self.raw = raw
        self.id = int(raw["id"])
        self.name = str(raw["display_name"])
        self.mention = f"<@{self.id}>"

    def __repr__(self) -> str:
        return f"<Person {self.name}>"

    # Looking

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
        wanted = _message_of(message)
        for each in await self.messages(wanted, limit=500):
            if each.id == wanted.id:
                return each
        raise LookupError("The message is gone")

    async def dm(self, other: "Person | int | None" = None) -> Json:
        """The DM channel with the bot, or with someone else."""
        recipient = self._people.bot_id if other is None else _id_of(other)
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

    # Writing

    async def say(
        self,
        channel: Place,
        text: str = "",
        files: Iterable[FileLike] = (),
        reply_to: Message | int | None = None,
    ) -> Message:
        body: Json = {"content": text}
        if reply_to is not None:
            body["reply_to"] = str(reply_to.id if isinstance(reply_to, Message) else reply_to)
        path = f"/channels/{await self._channel(channel)}/messages"
        return Message(await self._to.post(path, body, [_file(each) for each in files]))

    async def edit(self, message: Message, text: str) -> Message:
        return Message(await self._to.send("PATCH", _path(message), {"content": text}))

    async def delete(self, message: Message | Result) -> None:
        """Their own message; or dismiss an ephemeral one."""
        await self._to.send("DELETE", _path(_message_of(message)))

    async def react(self, message: Message, emoji: str) -> None:
        await self._to.send("PUT", f"{_path(message)}/reactions/{quote(emoji)}")

    async def unreact(self, message: Message, emoji: str) -> None:
        await self._to.send("DELETE", f"{_path(message)}/reactions/{quote(emoji)}")

    async def start_thread(
        self,
        channel: Place,
        name: str,
        text: str | None = None,
        message: Message | None = None,
        tags: Iterable[str | int] = (),
    ) -> Json:
        """A thread, from a message or not; in a forum a post, whose first message is `text`."""
        body: Json = {"name": name}
        if text is not None:
            body["content"] = text
        if message is not None:
            body["message_id"] = str(message.id)
        if tags:
            body["applied_tags"] = [str(tag) for tag in tags]
        return dict(await self._to.post(f"/channels/{await self._channel(channel)}/threads", body))

    async def vote(self, message: Message, answers: Iterable[int]) -> Message:
        """Choose these answer ids of a poll; none takes the vote back."""
        return Message(await self._to.post(f"{_path(message)}/poll", {"answer_ids": list(answers)}))

    async def interested(self, event: Mapping[str, Any] | int | str, yes: bool = True) -> None:
        """Press "interested" at a scheduled event, given as object, id or name."""
        guild_id = self._people.guild_id(None)
        if isinstance(event, Mapping):
            guild_id, event_id = int(event["guild_id"]), str(event["id"])
        elif isinstance(event, str) and not event.isdigit():
            event_id = str((await self.view()).event(event)["id"])
        else:
            event_id = str(event)
        method = "PUT" if yes else "DELETE"
        await self._to.send(method, f"/guilds/{guild_id}/scheduled-events/{event_id}/interest")

    # Interactions

    async def slash(
        self,
        command: str,
        /,
        *,
        channel: Place | None = None,
        options: Mapping[str, Any] | None = None,
        settle: bool = True,
        **more: Any,
    ) -> Result:
        """`slash("event submit", title="...")`. An option called `channel` goes into `options`.

        Values: text, numbers, people, roles and channels as ids or objects, files as `File`, `Path` or
        `(name, bytes)`. With `settle`, a deferred answer is waited for.
        """
        values, files = _with_files({**(options or {}), **more})
        body = {
            "kind": "command",
            "channel_id": await self._channel(channel),
            "command": command,
            "options": values,
        }
        return await self._interact(body, files, settle)

    async def complete(
        self,
        command: str,
        option: str,
        typed: str = "",
        /,
        *,
        channel: Place | None = None,
        **others: Any,
    ) -> Result:
        """What autocomplete offers for `option` after `typed`; `others` are already filled in."""
        values, files = _with_files({**others, option: typed})
        body = {
            "kind": "autocomplete",
            "channel_id": await self._channel(channel),
            "command": command,
            "options": values,
            "focused": option,
        }
        return await self._interact(body, files, settle=False)

    async def menu(
        self, name: str, target: "Message | Person", *, channel: Place | None = None, settle: bool = True
    ) -> Result:
        """A context menu's command on a message or a person."""
        place: Place | None = target if channel is None and isinstance(target, Message) else channel
        body = {
            "kind": "command",
            "channel_id": await self._channel(place),
            "command": name,
            "target_id": str(target.id),
        }
        return await self._interact(body, [], settle)

    async def press(
        self,
        where: Message | Result,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        settle: bool = True,
    ) -> Result:
        """Press a button by its label (the start of it is enough) or its custom_id."""
        message = _message_of(where)
        buttons = [each for each in walk(message.raw["components"]) if each["type"] == BUTTON]
        for each in buttons:
            text = str(each.get("label") or (each.get("emoji") or {}).get("name") or "")
            matches = each.get("custom_id") == custom_id if label is None else text.startswith(label)
            if matches and each.get("custom_id") is not None:
                return await self._use(message, str(each["custom_id"]), None, settle)
        names = [button.label for button in message.buttons]
        raise LookupError(f"No button {label or custom_id!r}, but {names}")

    async def choose(
        self,
        where: Message | Result,
        which: str | None,
        values: Iterable[Any] | str,
        *,
        settle: bool = True,
    ) -> Result:
        """Choose from a select menu, found by placeholder or custom_id (None: the only one).

        Values are those of options or their labels; people, roles and channels are ids or objects.
        """
        message = _message_of(where)
        selects = [each for each in walk(message.raw["components"]) if each["type"] in SELECTS]
        for each in selects:
            if which is None or which in (each["custom_id"], each.get("placeholder")):
                wanted = [values] if isinstance(values, str) else list(values)
                return await self._use(message, str(each["custom_id"]), _option_values(each, wanted), settle)
        raise LookupError(f"No menu {which!r}, but {[each.get('placeholder') for each in selects]}")

    async def fill(
        self, form: Result, values: Mapping[str, Any] | None = None, *, settle: bool = True
    ) -> Result:
        """Hand in the form that `form` opened. Keys are labels or custom_ids; the rest keeps its default.

        Values: text; a list (or one) for selects, by value or label; True/False for a checkbox; one or
        several files for an upload.
        """
        if form.modal is None:
            raise LookupError(f"No form was opened, but: {form.kind} {form.text}")
        fields, files = self._filled(form.modal, values or {})
        body = {"kind": "modal", "modal_of": str(form.interaction_id), "fields": fields}
        return await self._interact(body, files, settle)

    def _filled(self, modal: Modal, values: Mapping[str, Any]) -> tuple[Json, list[File]]:
        fields: Json = {}
        files: list[File] = []
        for name, value in values.items():
            component = modal.field(name)
            given = list(value) if isinstance(value, list | set) else [value]
            if component["type"] in SELECTS:
                fields[component["custom_id"]] = _option_values(component, given)
            elif component["type"] in (21, 22):
                picked = _option_values(component, given)
                fields[component["custom_id"]] = picked
            elif any(_is_file(each) for each in given):
                listed: list[Json] = []
                for each in given:
                    listed.append({"file": len(files)})
                    files.append(_file(each))
                fields[component["custom_id"]] = listed
            else:
                fields[component["custom_id"]] = value
        return fields, files

    async def _use(self, message: Message, custom_id: str, values: list[str] | None, settle: bool) -> Result:
        body: Json = {
            "kind": "component",
            "channel_id": str(message.channel_id),
            "message_id": str(message.id),
            "custom_id": custom_id,
        }
        if values is not None:
            body["values"] = values
        return await self._interact(body, [], settle)

    async def _interact(self, body: Json, files: list[File], settle: bool) -> Result:
        query = {"settle": "1"} if settle else {}
        return Result.of(await self._to.post("/interactions", body, files, **query))

    # Being someone else

    async def speaks(self, locale: str) -> None:
        """Set the language of their Discord."""
        self.raw = await self._change({"locale": locale})

    async def has_roles(self, *roles: str | int) -> None:
        """Give them exactly these roles of the first guild, by name or id."""
        guild_id = self._people.guild_id(None)
        known = await self._to.get(f"/guilds/{guild_id}/channels")
        wanted: list[str] = []
        for role in roles:
            found = [each["id"] for each in known["roles"] if str(role) in (each["name"], each["id"])]
            if not found:
                raise LookupError(f"No role {role!r}, but {[each['name'] for each in known['roles']]}")
            wanted.append(found[0])
        await self._change({"roles": {str(guild_id): wanted}})

    async def joins(self, guild: str | int | None = None) -> None:
        await self._change({"joined": {str(self._people.guild_id(guild)): True}})

    async def leaves(self, guild: str | int | None = None) -> None:
        await self._change({"joined": {str(self._people.guild_id(guild)): False}})

    async def takes_dms(self, yes: bool) -> None:
        await self._change({"takes_dms": yes})

    async def _change(self, changes: Json) -> Json:
        return dict(await self._to.send("PATCH", f"/people/{self.id}", changes))

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


def _message_of(where: Message | Result) -> Message:
    if isinstance(where, Message):
        return where
    if where.message is None:
        raise LookupError(f"There is no message, but: {where.kind} {where.text}")
    return where.message


def _path(message: Message) -> str:
    return f"/channels/{message.channel_id}/messages/{message.id}"


def _id_of(thing: Any) -> int:
    if isinstance(thing, Mapping):
        return int(thing["id"])
    return int(getattr(thing, "id", thing))


def _is_file(value: Any) -> bool:
    is_pair = isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], bytes)
    return isinstance(value, File | Path) or is_pair


def _file(value: FileLike) -> File:
    if isinstance(value, File):
        return value
    name, content = (value.name, value.read_bytes()) if isinstance(value, Path) else value
    return File(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")


def _with_files(values: Mapping[str, Any]) -> tuple[Json, list[File]]:
    plain: Json = {}
    files: list[File] = []
    for name, value in values.items():
        if _is_file(value):
            plain[name] = {"file": len(files)}
            files.append(_file(value))
        elif isinstance(value, str | int | float) or value is None:
            plain[name] = value
        else:
            plain[name] = str(_id_of(value))
    return plain, files


def _option_values(component: Json, wanted: list[Any]) -> list[str]:
    by_label = {str(each["label"]): str(each["value"]) for each in component.get("options") or ()}
    known = set(by_label.values())
    return [
        value if value in known else by_label.get(value, value)
        for value in (str(each) if isinstance(each, str) else str(_id_of(each)) for each in wanted)
    ]
