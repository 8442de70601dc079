"""Durable components: their state lives in the custom_id and the database, so they outlive restarts.

discord.py only logs what a `DynamicItem` raises and swallows what its check raises; and it forgets an open
form when the process ends. Both are mended here: a press or a form always gets an answer, and a form that
was opened before a restart still arrives.
"""

import re
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, Self, TypeAlias, TypeVar

import discord

from bot.answer import Answer, report
from domain.refusal import Refusal

if TYPE_CHECKING:
    from bot.client import SektorClient

Interaction: TypeAlias = "discord.Interaction[SektorClient]"

P = ParamSpec("P")
T = TypeVar("T")


def or_nothing(offer: Callable[P, Coroutine[Any, Any, list[T]]]) -> Callable[P, Coroutine[Any, Any, list[T]]]:
    """An autocomplete has no place for a sentence: where there is a reason to refuse, it offers nothing."""

    @wraps(offer)
    async def quietly(*args: P.args, **kwargs: P.kwargs) -> list[T]:
        try:
            return await offer(*args, **kwargs)
        except Refusal:
            return []

    return quietly


class _Guarded:
    """What buttons and selects share: `pressed` is called, and whatever it raises is answered."""

    pattern: ClassVar[re.Pattern[str]]
    opens_form: ClassVar[bool] = False
    """Set where pressing may open a form: then nothing may acknowledge before it."""

    def __init_subclass__(cls, *, template: str = "", **kwargs: Any) -> None:
        cls.pattern = re.compile(template)
        passed_on: dict[str, Any] = {"template": cls.pattern, **kwargs}
        super().__init_subclass__(**passed_on)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(**match.groupdict())

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        raise NotImplementedError

    async def callback(self, interaction: Any) -> None:
        answer = Answer.to(interaction)
        if not self.opens_form:
            answer.watch()
        with interaction.client.under_way.answering(interaction.id):
            try:
                await self.pressed(interaction, answer)
            except Exception as error:
                await report(interaction, error)


class DurableButton(_Guarded, discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?!)"):
    """A button that works for ever. Subclasses give `template` (named groups) and take its groups, as
    strings, in `__init__`; `pressed` is called on every press."""


class DurableSelect(_Guarded, discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"(?!)"):
    """The same for a select; `chosen` gives the chosen values."""

    @staticmethod
    def chosen(interaction: Interaction) -> list[str]:
        data: Any = interaction.data or {}
        return [str(value) for value in data.get("values", [])]


class BorrowedSelect(discord.ui.Select[Any]):
    """A menu that another feature answers, by its custom_id; nothing of it is kept here."""

    def is_dispatchable(self) -> bool:
        return False


class BorrowedButton(discord.ui.Button[Any]):
    """A button that another feature answers, by its custom_id; nothing of it is kept here."""

    def is_dispatchable(self) -> bool:
        return False


def view_of(*items: discord.ui.Item[Any]) -> discord.ui.View:
    """A view that never times out, in rows of five."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent along, not yet fetched. `size` in bytes, as Discord says."""

    name: str
    size: int
    media_type: str
    url: str

    @classmethod
    def of(cls, attachment: discord.Attachment) -> Self:
        return cls(attachment.filename, attachment.size, attachment.content_type or "", attachment.url)


@dataclass(frozen=True, slots=True)
class Filled:
    """What came back with a form, by the custom_id of each field."""

    texts: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    uploads: Mapping[str, Sequence[Upload]]

    @classmethod
    def of(cls, interaction: discord.Interaction[Any]) -> Self:
        data: Any = interaction.data or {}
        attachments: Mapping[str, Any] = data.get("resolved", {}).get("attachments", {})
        texts: dict[str, str] = {}
        choices: dict[str, Sequence[str]] = {}
        uploads: dict[str, Sequence[Upload]] = {}
        for component in _fields(data.get("components", [])):
            name = component["custom_id"]
            if component.get("type") == discord.ComponentType.file_upload.value:
                uploads[name] = [
                    _upload(attachments[key]) for key in component.get("values", []) if key in attachments
                ]
            elif "values" in component:
                choices[name] = [str(value) for value in component["values"]]
            else:
                texts[name] = str(component.get("value") or "")
        return cls(texts, choices, uploads)


def _fields(components: Sequence[Any]) -> Iterator[Any]:
    for component in components:
        if "component" in component:
            yield from _fields([component["component"]])
        elif "components" in component:
            yield from _fields(component["components"])
        elif "custom_id" in component:
            yield component


def _upload(attachment: Mapping[str, Any]) -> Upload:
    return Upload(
        str(attachment["filename"]),
        int(attachment["size"]),
        str(attachment.get("content_type") or ""),
        str(attachment["url"]),
    )


class Form:
    """A form whose submission is recognised by its custom_id alone.

    Subclasses give `template`, take its named groups as strings in `__init__`, make the modal (with a
    custom_id that the template matches), and act in `submitted`.
    """

    template: ClassVar[re.Pattern[str]]

    @classmethod
    def matching(cls, custom_id: str) -> Self | None:
        match = cls.template.fullmatch(custom_id)
        return cls(**match.groupdict()) if match else None

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        raise NotImplementedError


def modal(title: str, custom_id: str, *items: discord.ui.Item[Any]) -> discord.ui.Modal:
    """discord.py keeps a modal in memory until it times out; ours need no memory, so that may be soon."""
    form = discord.ui.Modal(title=title[:45], custom_id=custom_id, timeout=1)
    for item in items:
        form.add_item(item)
    return form


def text_field(
    custom_id: str,
    label: str,
    *,
    hint: str = "",
    placeholder: str = "",
    value: str = "",
    most: int,
    required: bool = False,
    long: bool = False,
) -> discord.ui.Label[Any]:
    """`value` is cut to what the field can hold: a form that Discord refuses would lose everything."""
    return discord.ui.Label(
        text=label[:45],
        description=hint[:100] or None,
        component=discord.ui.TextInput(
            custom_id=custom_id,
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            placeholder=placeholder[:100] or None,
            default=value[:most] or None,
            required=required,
            max_length=most,
        ),
    )


def choice_field(
    custom_id: str,
    label: str,
    options: Sequence[discord.SelectOption],
    *,
    hint: str = "",
    most: int = 1,
    required: bool = True,
) -> discord.ui.Label[Any]:
    return discord.ui.Label(
        text=label[:45],
        description=hint[:100] or None,
        component=discord.ui.Select(
            custom_id=custom_id,
            options=list(options)[:25],
            min_values=1 if required else 0,
            max_values=max(1, min(most, len(options), 25)),
            required=required,
        ),
    )


def person_field(custom_id: str, label: str, person: int, *, hint: str = "") -> discord.ui.Label[Any]:
    """Somebody of this server; `person` is filled in."""
    chosen = discord.SelectDefaultValue(id=person, type=discord.SelectDefaultValueType.user)
    select: Any = discord.ui.UserSelect(custom_id=custom_id, default_values=[chosen], required=True)
    return discord.ui.Label(text=label[:45], description=hint[:100] or None, component=select)


def upload_field(custom_id: str, label: str, *, hint: str = "") -> discord.ui.Label[Any]:
    return discord.ui.Label(
        text=label[:45],
        description=hint[:100] or None,
        component=discord.ui.FileUpload(custom_id=custom_id, required=False, min_values=0, max_values=1),
    )
