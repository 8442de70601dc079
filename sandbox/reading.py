"""Reading what the bot wrote: texts, buttons and fields of messages, forms and results."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox import components
from sandbox.components import BUTTON, LABEL, SELECTS, TEXT_DISPLAY, walk
from sandbox.model import Json, MessageFlag


@dataclass(frozen=True, slots=True)
class Message:
    """A message as one person sees it; `raw` is Discord's object."""

    raw: Json

    @property
    def id(self) -> int:
        return int(self.raw["id"])

    @property
    def channel_id(self) -> int:
        return int(self.raw["channel_id"])

    @property
    def content(self) -> str:
        return str(self.raw["content"])

    @property
    def text(self) -> str:
        """All that can be read in it, a line each."""
        return text_of(self)

    @property
    def embeds(self) -> list[Json]:
        return list(self.raw["embeds"])

    @property
    def attachments(self) -> list[Json]:
        return list(self.raw["attachments"])

    @property
    def buttons(self) -> list["Button"]:
        return buttons_of(self)

    @property
    def author(self) -> str:
        """The name it was sent under."""
        return str(self.raw["author"]["global_name"] or self.raw["author"]["username"])

    @property
    def ephemeral(self) -> bool:
        return bool(self.raw["flags"] & MessageFlag.EPHEMERAL)

    @property
    def reactions(self) -> dict[str, int]:
        return {str(each["emoji"]["name"]): int(each["count"]) for each in self.raw.get("reactions", ())}

    @property
    def poll(self) -> Json | None:
        return self.raw.get("poll")

    @property
    def mentions(self) -> list[int]:
        return [int(each["id"]) for each in self.raw["mentions"]]

    @property
    def edited(self) -> bool:
        return self.raw["edited_timestamp"] is not None


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    custom_id: str | None
    url: str | None
    disabled: bool
    style: int


@dataclass(frozen=True, slots=True)
class Modal:
    """A form that the bot opened."""

    raw: Json

    @property
    def title(self) -> str:
        return str(self.raw["title"])

    @property
    def custom_id(self) -> str:
        return str(self.raw["custom_id"])

    @property
    def labels(self) -> list[str]:
        """What the fields are called, in order."""
        return [label for label, _ in self.fields()]

    def fields(self) -> Iterator[tuple[str, Json]]:
        """Label and component of each field."""
        for part in self.raw["components"]:
            if part["type"] == LABEL:
                yield str(part["label"]), part["component"]
            else:
                for each in part.get("components", ()):
                    yield str(each.get("label") or each["custom_id"]), each

    def field(self, name: str) -> Json:
        """The component with this label or custom_id."""
        for label, component in self.fields():
            if name in (label, component["custom_id"]):
                return component
        raise LookupError(f"The form {self.title!r} has no field {name!r}, but {self.labels}")

    @property
    def text(self) -> str:
        return text_of(self)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an interaction."""

    kind: str
    """message, deferred, update, deferred_update, modal, choices, or failed."""
    interaction_id: int
    ack_ms: float
    ephemeral: bool = False
    message: Message | None = None
    modal: Modal | None = None
    choices: list[tuple[str, Any]] = field(default_factory=list)
    """Name and value of what autocomplete offers."""
    error: str | None = None

    @property
    def text(self) -> str:
        return text_of(self)

    @property
    def buttons(self) -> list[Button]:
        return buttons_of(self)

    @classmethod
    def of(cls, raw: Json) -> "Result":
        return cls(
            raw["result"],
            int(raw["interaction_id"]),
            float(raw["ack_ms"]),
            bool(raw["ephemeral"]) if "ephemeral" in raw else False,
            Message(raw["message"]) if raw.get("message") else None,
            Modal(raw["modal"]) if raw.get("modal") else None,
            [(str(each["name"]), each["value"]) for each in raw.get("choices") or ()],
            raw.get("error"),
        )


Readable = Message | Modal | Result | Json


def _raw(thing: Readable) -> Json:
    if isinstance(thing, Result):
        inner = thing.message or thing.modal
        return {} if inner is None else inner.raw
    return thing if isinstance(thing, dict) else thing.raw


def text_of(thing: Readable) -> str:
    """Content, embeds, layouts, labels of buttons and selects, poll: everything readable, in that order."""
    if isinstance(thing, Result) and thing.error:
        return thing.error
    return "\n".join(line for line in _lines(_raw(thing)) if line)


def _lines(raw: Json) -> Iterator[str]:
    yield str(raw.get("title") or "")
    yield str(raw.get("content") or "")
    for embed in raw.get("embeds", ()):
        yield str((embed.get("author") or {}).get("name", ""))
        yield str(embed.get("title", ""))
        yield str(embed.get("description", ""))
        for entry in embed.get("fields", ()):
            yield str(entry["name"])
            yield str(entry["value"])
        yield str((embed.get("footer") or {}).get("text", ""))
    for component in walk(raw.get("components") or []):
        yield from _component_lines(component)
    poll = raw.get("poll")
    if poll:
        yield str(poll["question"].get("text", ""))
        for answer in poll["answers"]:
            yield str(answer["poll_media"].get("text", ""))
    for snapshot in raw.get("message_snapshots", ()):
        yield from _lines(snapshot["message"])


def _component_lines(component: Json) -> Iterator[str]:
    if component["type"] == TEXT_DISPLAY:
        yield str(component["content"])
    for key in ("label", "description", "placeholder"):
        if isinstance(component.get(key), str):
            yield component[key]
    for option in component.get("options") or ():
        yield str(option["label"])
    for item in component.get("items") or ():
        yield str(item.get("description") or "")


def buttons_of(thing: Readable) -> list[Button]:
    """All buttons, of rows and of sections, in reading order."""
    return [
        Button(
            str(each.get("label") or (each.get("emoji") or {}).get("name") or ""),
            each.get("custom_id"),
            each.get("url"),
            bool(each.get("disabled")),
            int(each["style"]),
        )
        for each in walk(_raw(thing).get("components") or [])
        if each["type"] == BUTTON
    ]


def selects_of(thing: Readable) -> list[Json]:
    """All select menus, as Discord's objects."""
    return [each for each in walk(_raw(thing).get("components") or []) if each["type"] in SELECTS]


def images_of(thing: Readable) -> list[str]:
    """The addresses of all pictures: in embeds, galleries, thumbnails and attachments."""
    raw = _raw(thing)
    found = [str(part["url"]) for embed in raw.get("embeds", ()) for part in
             (embed.get("image"), embed.get("thumbnail")) if part]  # fmt: skip
    for each in walk(raw.get("components") or []):
        if each["type"] == components.THUMBNAIL:
            found.append(str(each["media"]["url"]))
        elif each["type"] == components.MEDIA_GALLERY:
            found += [str(item["media"]["url"]) for item in each["items"]]
    pictures = (each for each in raw.get("attachments", ()) if "image/" in str(each.get("content_type")))
    return found + [str(each["url"]) for each in pictures]
