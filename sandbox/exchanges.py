"""What was asked and answered over REST, kept so that it can be looked at and checked."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Exchange:
    """One REST request of the bot and the sandbox's answer to it.

    `path` is without the `/api/v10` prefix and without the query. `request` and `response` are decoded
    JSON (None when there was no body); of a multipart request, `request` is its `payload_json` and `files`
    counts its files. `injected` marks an answer that a requested fault made, which follows no specification.
    """

    number: int
    method: str
    path: str
    query: dict[str, str]
    status: int
    request: Any = None
    response: Any = None
    files: int = 0
    injected: bool = False
    headers: dict[str, str] = field(default_factory=dict)
