"""Discord's errors, in Discord's shape."""

from typing import Any

ErrorTree = dict[str, Any]
"""`{"embeds": {"0": {"title": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "..."}]}}}}`"""


class ApiError(Exception):
    """An answer other than 2xx: an HTTP status, Discord's JSON error code and its message.

    `errors` is the nested tree that comes with 50035 (Invalid Form Body), where each leaf is
    `{"_errors": [{"code": ..., "message": ...}]}` below the path of the field that is wrong.
    """

    def __init__(self, status: int, code: int, message: str, errors: ErrorTree | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body
