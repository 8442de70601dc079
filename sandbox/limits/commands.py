"""Application commands (Application Commands, "Application Command Object")."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from sandbox.errors import ApiError
from sandbox.limits.components import CHANNEL_TYPES
from sandbox.limits.form import At, Check, Shape, Variants, array, distinct, validate
from sandbox.limits.values import anything, bits, flag, integer, localised, number, one_of, snowflake, text

MAX_SIZE = 8000
"""Characters of one command: names, descriptions and values, of each the longest translation."""
MAX_OPTIONS = MAX_CHOICES = 25
MAX_CHAT_INPUT = 100
MAX_MENU = 15
"""Of user commands, and of message commands: the OpenAPI document takes 130 commands in all."""
CHAT_INPUT, USER, MESSAGE, ENTRY_POINT = 1, 2, 3, 4
SUB_COMMAND, SUB_COMMAND_GROUP, STRING, INTEGER, CHANNEL, NUMBER = 1, 2, 3, 4, 7, 10
SAFE_INTEGER = 2**53
_EXTRA_SCRIPTS = (range(0x0900, 0x0980), range(0xA8E0, 0xA900), range(0x0E00, 0x0E80))
"""Devanagari and Thai, whose vowel signs are neither letters nor digits."""


def _may_stand_in_a_name(character: str) -> bool:
    """Discord's `[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]`."""
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    # the blocks also hold a few signs of other scripts: dandas, and Thai's currency sign
    return any(ord(character) in block for block in _EXTRA_SCRIPTS) and character not in "।॥฿"


def _slash_name(value: Any, at: At) -> None:
    """The name of a slash command or an option ("Application Command Naming")."""
    before = at.count
    text(1, 32)(value, at)
    if at.count != before:
        return
    if not all(map(_may_stand_in_a_name, value)):
        at.error("STRING_TYPE_REGEX", "String value did not match validation regex.")
        at.error("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    elif value != value.lower():
        at.error("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


_DESCRIPTION = text(1, 100)
_LABELS: dict[str, Check] = {
    "name": _slash_name,
    "name_localizations": localised(_slash_name),
    "description": _DESCRIPTION,
    "description_localizations": localised(_DESCRIPTION),
}


def _choice_value(value: Any, at: At) -> None:
    if isinstance(value, str):
        text(0, 100)(value, at)
    else:
        number(-SAFE_INTEGER, SAFE_INTEGER)(value, at)


def _choice(value: Check) -> Shape:
    return Shape(
        {"name": text(1, 100), "name_localizations": localised(text(1, 100)), "value": value},
        required=("name", "value"),
    )


choice = _choice(_choice_value)
"""A choice of a text, integer or number option, as an autocomplete offers it."""


def _unique_names(entries: list[dict[str, Any]], at: At) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry["name"] in seen:
            at[index]["name"].error("APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option name is not unique")
        seen.add(entry["name"])


def _required_first(options: list[dict[str, Any]], at: At) -> None:
    optional = False
    for index, option in enumerate(options):
        if option.get("required") and optional:
            at[index].error(
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")


def _one_sort(options: list[dict[str, Any]], at: At) -> None:
    nested = [option["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP) for option in options]
    if any(nested) and not all(nested):
        at.error(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        )


def _bounded(option: dict[str, Any], at: At) -> None:
    for low, high in (("min_value", "max_value"), ("min_length", "max_length")):
        least, most = option.get(low), option.get(high)
        if least is not None and most is not None and least > most:
            at[low].error("SANDBOX_MINIMUM_ABOVE_MAXIMUM", f"{low} {least} exceeds {high} {most}")
    if option.get("autocomplete") and option.get("choices"):
        at["choices"].error(
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
            "autocomplete and choices are mutually exclusive",
        )


def _option(kind: int, **extra: Check) -> Shape:
    return Shape(
        {"type": one_of(kind), **_LABELS, "required": flag, **extra},
        required=("type", "name", "description"),
        rules=(_bounded,),
    )


def _choosable(kind: int, value: Check, **extra: Check) -> Shape:
    choices = array(_choice(value), 0, MAX_CHOICES, rules=(_unique_names,))
    return _option(kind, autocomplete=flag, choices=choices, **extra)


def _bounded_number(kind: int, value: Check) -> Shape:
    return _choosable(kind, value, min_value=value, max_value=value)


_PLAIN: dict[int, Check] = {
    **{kind: _option(kind) for kind in (5, 6, 8, 9, 11)},
    STRING: _choosable(STRING, text(0, 100), min_length=integer(0, 6000), max_length=integer(1, 6000)),
    INTEGER: _bounded_number(INTEGER, integer(-SAFE_INTEGER, SAFE_INTEGER)),
    NUMBER: _bounded_number(NUMBER, number(-SAFE_INTEGER, SAFE_INTEGER)),
    CHANNEL: _option(CHANNEL, channel_types=array(one_of(*CHANNEL_TYPES), rules=(distinct,))),
}
_options = array(Variants(_PLAIN), 0, MAX_OPTIONS, rules=(_unique_names, _required_first))
_SUB: dict[int, Check] = {SUB_COMMAND: _option(SUB_COMMAND, options=_options)}
_subs = array(Variants(_SUB), 0, MAX_OPTIONS, rules=(_unique_names,))
_GROUP: dict[int, Check] = {SUB_COMMAND_GROUP: _option(SUB_COMMAND_GROUP, options=_subs)}
_ANY = Variants(_PLAIN | _SUB | _GROUP)
_top = array(_ANY, 0, MAX_OPTIONS, rules=(_unique_names, _required_first, _one_sort))

_COMMON: dict[str, Check] = {
    "id": snowflake,
    "type": one_of(CHAT_INPUT, USER, MESSAGE, ENTRY_POINT),
    "default_member_permissions": bits,
    "dm_permission": flag,
    "default_permission": flag,
    "nsfw": flag,
    "contexts": array(one_of(0, 1, 2), 1, rules=(distinct,)),
    "integration_types": array(one_of(0, 1), 1, rules=(distinct,)),
    "handler": one_of(1, 2),
    # fields of an answer that a client may hand back when it syncs what it has fetched
    **dict.fromkeys(("application_id", "guild_id", "version"), anything),
}


def _longest(value: dict[str, Any], name: str) -> int:
    translations = (value.get(f"{name}_localizations") or {}).values()
    return max(len(text or "") for text in (value.get(name), *translations))


def _sizes(command: dict[str, Any]) -> Iterator[int]:
    """What counts towards a command's size ("Slash Commands"): names, descriptions and values."""
    yield _longest(command, "name") + _longest(command, "description")
    for entry in command.get("choices") or ():
        yield _longest(entry, "name") + (len(entry["value"]) if isinstance(entry["value"], str) else 0)
    for option in command.get("options") or ():
        yield from _sizes(option)


def _small(command: dict[str, Any], at: At) -> None:
    if sum(_sizes(command)) > MAX_SIZE:
        at.error("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MAX_SIZE})")


def _command(edit: bool) -> Check:
    slash = Shape(
        {**_COMMON, **_LABELS, "options": _top},
        required=() if edit else ("name", "description"),
        solid=("name", "description") if edit else (),
        rules=(_small,),
    )
    menu = Shape(
        {
            **_COMMON,
            "name": text(1, 32),
            "name_localizations": localised(text(1, 32)),
            # a context menu has neither a description nor options
            "description": text(0, 0),
            "description_localizations": localised(text(0, 0)),
            "options": array(anything, 0, 0),
        },
        required=() if edit else ("name",),
        solid=("name",) if edit else (),
        rules=(_small,),
    )

    def check(value: Any, at: At) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        (menu if kind in (USER, MESSAGE) else slash)(value, at)

    return check


command = _command(edit=False)
_edited = _command(edit=True)


def check_command(payload: Any, *, edit: bool = False) -> None:
    """One command that is created, or (`edit`) some fields of one that exists."""
    validate(_edited if edit else command, payload)


def _distinct_commands(commands: list[dict[str, Any]], at: At) -> None:
    seen: set[tuple[int, str]] = set()
    for index, entry in enumerate(commands):
        key = (entry.get("type") or CHAT_INPUT, entry["name"])
        if key in seen:
            at[index].error("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)


_all = array(command, 0, MAX_CHAT_INPUT + 2 * MAX_MENU, rules=(_distinct_commands,))


def check_commands(payload: Any) -> None:
    """All commands at once, as a bulk overwrite takes them: every one sound, names unique, not too many."""
    if payload is None:
        return
    validate(_all, payload)
    for kind, most in ((CHAT_INPUT, MAX_CHAT_INPUT), (USER, MAX_MENU), (MESSAGE, MAX_MENU), (ENTRY_POINT, 1)):
        if sum((entry.get("type") or CHAT_INPUT) == kind for entry in payload) > most:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({most})")


_PERMISSION = Shape(
    {"id": snowflake, "type": one_of(1, 2, 3), "permission": flag}, required=("id", "type", "permission")
)
_PERMISSIONS = Shape({"permissions": array(_PERMISSION, 0, 100)}, required=("permissions",))


def check_command_permissions(payload: Any) -> None:
    """Who may use a command in a guild: at most 100 roles, people and channels ("Permissions")."""
    validate(_PERMISSIONS, payload)
