"""The refusals of Discord that more than one place needs, by name.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from sandbox.errors import ApiError


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def unknown(what: str) -> ApiError:
    """404 with the code that belongs to an unknown `what`."""
    return ApiError(404, UNKNOWN[what], f"Unknown {what}")


UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Invite": 10006,
    "Message": 10008,
    "Permission overwrite": 10009,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "Ban": 10026,
    "interaction": 10062,
    "application command": 10063,
    "application command permissions": 10066,
    "Guild Scheduled Event": 10070,
    "Poll": 10131,
}


def already_acknowledged() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def invalid_token() -> ApiError:
    return ApiError(401, 50027, "Invalid Webhook Token")


def wrong_channel_type() -> ApiError:
    return ApiError(400, 50024, "Cannot execute action on this channel type")


def invalid_form(path: str, code: str, message: str) -> ApiError:
    """50035 for one field; `path` is dotted, as in `data.components.0`."""
    tree: dict[str, object] = {"_errors": [{"code": code, "message": message}]}
    for key in reversed(path.split(".")):
        tree = {key: tree}
    return ApiError(400, 50035, "Invalid Form Body", tree)
