"""One person of the sandbox, to act and look as."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from sandbox.components import BUTTON, CHECKBOX_GROUP, RADIO_GROUP, SELECTS, walk
from sandbox.managing import Manager
from sandbox.model import Json
from sandbox.reading import Message, Modal, Result
from sandbox.transport import File
from sandbox.values import FileLike, Place, as_file, is_file, message_of, option_values, path_of, with_files
from sandbox.watching import View

__all__ = ["Person", "View"]


class Person(Manager):
    """Acts with this member's roles and language. What Discord's client refuses raises `ActionRefused`."""

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
        return Message(await self._to.post(path, body, [as_file(each) for each in files]))

    async def forward(self, message: Message, to: Place) -> Message:
        """Pass on a message that this person sees."""
        body = {"forward": {"channel_id": str(message.channel_id), "message_id": str(message.id)}}
        return Message(await self._to.post(f"/channels/{await self._channel(to)}/messages", body))

    async def edit(self, message: Message, text: str) -> Message:
        return Message(await self._to.send("PATCH", path_of(message), {"content": text}))

    async def delete(self, message: Message | Result) -> None:
        """Their own message; or dismiss an ephemeral one."""
        await self._to.send("DELETE", path_of(message_of(message)))

    async def react(self, message: Message, emoji: str) -> None:
        await self._to.send("PUT", f"{path_of(message)}/reactions/{quote(emoji)}")

    async def unreact(self, message: Message, emoji: str) -> None:
        await self._to.send("DELETE", f"{path_of(message)}/reactions/{quote(emoji)}")

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
        return Message(await self._to.post(f"{path_of(message)}/poll", {"answer_ids": list(answers)}))

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
        values, files = with_files({**(options or {}), **more})
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
        values, files = with_files({**others, option: typed})
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
        message = message_of(where)
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
        message = message_of(where)
        selects = [each for each in walk(message.raw["components"]) if each["type"] in SELECTS]
        for each in selects:
            if which is None or which in (each["custom_id"], each.get("placeholder")):
                wanted = [values] if isinstance(values, str) else list(values)
                return await self._use(message, str(each["custom_id"]), option_values(each, wanted), settle)
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
                fields[component["custom_id"]] = option_values(component, given)
            elif component["type"] in (RADIO_GROUP, CHECKBOX_GROUP):
                picked = option_values(component, given)
                fields[component["custom_id"]] = picked
            elif any(is_file(each) for each in given):
                listed: list[Json] = []
                for each in given:
                    listed.append({"file": len(files)})
                    files.append(as_file(each))
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
