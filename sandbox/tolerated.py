"""Where Discord's OpenAPI document and the real Discord differ: a short list, each with its reason.

Nothing is tolerated that is not named here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.findings import Finding


@dataclass(frozen=True, slots=True)
class Difference:
    reason: str
    covers: Callable[[Finding], bool]


PERMISSIONS = ("allow", "deny", "permissions", "default_member_permissions")


def _numeric_id(found: Finding) -> bool:
    is_id = found.keyword == "type" and found.schema.get("format") == "snowflake"
    return found.side == "request" and is_id and type(found.value) is int and found.value >= 0


def _permission_text(found: Finding) -> bool:
    is_text = found.keyword == "type" and isinstance(found.value, str)
    return found.side == "request" and is_text and found.name in PERMISSIONS and found.value.isdecimal()


def _error_code(found: Finding) -> bool:
    is_leaf = len(found.path) >= 3 and found.path[-3] == "_errors" and found.name == "code"
    known = isinstance(found.value, str) and re.fullmatch(r"[A-Z0-9_]+", found.value) is not None
    return found.side == "response" and found.keyword == "type" and is_leaf and known


def _nested_fields(found: Finding) -> bool:
    return found.side == "query" and found.keyword == "undocumented" and found.name == "use_nested_fields"


def _unnamed_profile(found: Finding) -> bool:
    profile = found.schema.get("properties", {}).keys() == {"username", "avatar", "banner"}
    return found.side == "request" and profile and found.keyword == "required"


def _forward(found: Finding) -> bool:
    return found.path[-2:] == ("message_reference", "type") and found.value == 1


DIFFERENCES = (
    Difference(
        'a forwarded message has a reference of type 1, as Discord\'s guide says ("Message Reference Types");'
        " the document only knows 0",
        _forward,
    ),
    Difference(
        "discord.py sends ids as numbers in a body (a role's id, an attachment's number); Discord takes both,"
        " the document only knows strings",
        _numeric_id,
    ),
    Difference(
        "permissions outgrew the numbers of JSON: Discord's guide asks for a string, and discord.py sends one"
        " in roles and overwrites; the document says integer",
        _permission_text,
    ),
    Difference(
        "the errors below `errors` carry words such as BASE_TYPE_MAX_LENGTH as their code, as Discord's guide"
        ' shows ("Error Messages"); the document says integer',
        _error_code,
    ),
    Difference(
        "discord.py says use_nested_fields=1 when it starts a forum post; the parameter is not documented",
        _nested_fields,
    ),
    Difference(
        "discord.py sends of the bot's profile only what changes; Discord's guide calls every field optional"
        ' ("Modify Current User"), the document asks for the username',
        _unnamed_profile,
    ),
)


def tolerated(found: Finding) -> bool:
    return any(difference.covers(found) for difference in DIFFERENCES)
