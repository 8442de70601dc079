"""What a person entered into a select menu or a form, checked against the component and made into data."""

from collections.abc import Callable
from typing import Any

from sandbox import components, files
from sandbox.components import (
    CHANNEL_SELECT,
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    LABEL,
    MENTIONABLE_SELECT,
    RADIO_GROUP,
    ROLE_SELECT,
    SELECTS,
    STRING_SELECT,
    TEXT_DISPLAY,
    TEXT_INPUT,
    USER_SELECT,
)
from sandbox.errors import ApiError
from sandbox.files import Upload
from sandbox.model import Channel, Json
from sandbox.resolved import Resolved
from sandbox.snowflakes import is_snowflake
from sandbox.world import World


def refused(field: str, sentence: str) -> ApiError:
    return ApiError(400, 50035, f"{field}: {sentence}")


def chosen(component: Json, values: list[Any], resolved: Resolved, required: bool = True) -> list[str]:
    """The values of a select menu: known, in number, and looked up."""
    name = str(component.get("custom_id"))
    picked = [str(value) for value in values]
    if len(set(picked)) != len(picked):
        raise refused(name, "the same value was chosen twice.")
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not (not picked and not required) and not least <= len(picked) <= most:
        raise refused(name, f"{least} to {most} values can be chosen here, not {len(picked)}.")
    if component["type"] == STRING_SELECT:
        known = {str(option["value"]) for option in component.get("options", ())}
        if not set(picked) <= known:
            raise refused(name, f"{sorted(set(picked) - known)} cannot be chosen here.")
        return picked
    look_up: dict[int, Callable[[int], None]] = {
        USER_SELECT: resolved.user,
        ROLE_SELECT: resolved.role,
        MENTIONABLE_SELECT: resolved.mentionable,
        CHANNEL_SELECT: lambda each: resolved.channel(each, component.get("channel_types")),
    }
    for value in picked:
        if not is_snowflake(value):
            raise refused(name, "an id is expected here.")
        try:
            look_up[component["type"]](int(value))
        except ValueError as problem:
            raise refused(name, str(problem)) from None
    return picked


class Form:
    """A modal as one person hands it in."""

    def __init__(
        self, world: World, channel: Channel, fields: Json, uploads: list[Upload], resolved: Resolved
    ) -> None:
        self.resolved = resolved
        self._world = world
        self._channel = channel
        self._fields = dict(fields)
        self._uploads = {upload.index: upload for upload in uploads}

    def submitted(self, modal: Json) -> Json:
        """The `data` of a modal submission; refuses what Discord's client would not let through."""
        known = {each["custom_id"] for each in components.walk(modal["components"]) if "custom_id" in each}
        for name in self._fields:
            if name not in known:
                raise refused(name, "the form has no such field.")
        body: Json = {
            "custom_id": modal["custom_id"],
            "components": [self._part(component) for component in modal["components"]],
        }
        if self.resolved.as_json():
            body["resolved"] = self.resolved.as_json()
        return body

    def _part(self, component: Json) -> Json:
        kind = component["type"]
        part: Json = {"type": kind, "id": component["id"]}
        if kind == LABEL:
            inner = component["component"]
            return part | {"component": self._field(inner, str(component.get("label", inner["custom_id"])))}
        if kind == TEXT_DISPLAY:
            return part
        return part | {
            "components": [self._field(each, str(each.get("label"))) for each in component["components"]]
        }

    def _field(self, component: Json, label: str) -> Json:
        kind = component["type"]
        name = component["custom_id"]
        field: Json = {"type": kind, "id": component["id"], "custom_id": name}
        given = self._fields.get(name)
        required = bool(component.get("required", True))
        if kind == TEXT_INPUT:
            return field | {
                "value": _text(component, label, component.get("value") if given is None else given)
            }
        if kind == CHECKBOX:
            return field | {"value": bool(component.get("default", False) if given is None else given)}
        if kind == RADIO_GROUP:
            picked = _options(component, label, given, required, most=1)
            return field | {"value": picked[0] if picked else None}
        if kind == CHECKBOX_GROUP:
            most = component.get("max_values", len(component.get("options", ())))
            return field | {"values": _options(component, label, given, required, most)}
        if kind == FILE_UPLOAD:
            return field | {"values": self._files(component, label, given, required)}
        if kind in SELECTS:
            if given is None:
                given = _preselected(component)
            if required and not given:
                raise refused(label, "this field is required.")
            return field | {"values": chosen(component, _listed(given), self.resolved, required)}
        raise refused(label, "a form cannot hold this component.")

    def _files(self, component: Json, label: str, given: Any, required: bool) -> list[str]:
        wanted = [each.get("file", -1) if isinstance(each, dict) else -1 for each in _listed(given)]
        if any(index not in self._uploads for index in wanted):
            raise refused(label, "a file is expected here.")
        least, most = component.get("min_values", 1), component.get("max_values", 1)
        if (wanted or required) and not max(least, int(required)) <= len(wanted) <= most:
            raise refused(label, f"{least} to {most} files are expected, not {len(wanted)}.")
        kept = files.attach(self._world, self._channel.id, [self._uploads[index] for index in wanted], None)
        for attachment in kept:
            self.resolved.attachment(attachment)
        return [str(attachment.id) for attachment in kept]


def _text(component: Json, label: str, given: Any) -> str:
    text = "" if given is None else str(given)
    if not text.strip():
        if component.get("required", True):
            raise refused(label, "this field is required.")
        return text
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if not least <= len(text) <= most:
        raise refused(label, f"must have {least} to {most} characters, not {len(text)}.")
    return text


def _options(component: Json, label: str, given: Any, required: bool, most: int) -> list[str]:
    options = component.get("options") or []
    picked = _preselected(component) if given is None else [str(each) for each in _listed(given)]
    if not set(picked) <= {str(option["value"]) for option in options}:
        raise refused(label, "that cannot be chosen here.")
    least = component.get("min_values", int(required))
    if (picked or required) and not max(least, int(required)) <= len(picked) <= most:
        raise refused(label, f"{least} to {most} values can be chosen here, not {len(picked)}.")
    return picked


def _preselected(component: Json) -> list[str]:
    if component["type"] in (STRING_SELECT, RADIO_GROUP, CHECKBOX_GROUP):
        return [str(option["value"]) for option in component.get("options", ()) if option.get("default")]
    return [str(each["id"]) for each in component.get("default_values") or ()]


def _listed(given: Any) -> list[Any]:
    if given is None:
        return []
    return given if isinstance(given, list) else [given]
