"""How the user's side reads ids and answers."""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from sandbox.errors import ApiError
from sandbox.model import Json
from sandbox.refusals import unknown
from sandbox.snowflakes import is_snowflake

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def id_of(text: Any, what: str) -> int:
    if not is_snowflake(text):
        raise unknown(what)
    return int(text)


def as_json(body: Any) -> web.Response:
    return web.Response(
        body=orjson.dumps(body), content_type="application/json", headers={"Cache-Control": "no-store"}
    )


def answering(handler: Handler) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ApiError as error:
            refusal = error
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            # What a person's client sends is checked no further than it is used.
            refusal = ApiError(400, 50035, f"Malformed request: {problem!r}")
        response = as_json({"error": {"code": refusal.code, "message": sentence(refusal)}})
        response.set_status(refusal.status)
        return response

    return answer


def sentence(error: ApiError) -> str:
    """The message, and of a refused form its first reason."""
    reasons = list(_reasons(error.errors or {}))
    return f"{error.message}: {reasons[0]}" if reasons else error.message


def _reasons(tree: Json) -> list[str]:
    found: list[str] = []
    for key, value in tree.items():
        if key == "_errors":
            found += [str(each["message"]) for each in value]
        else:
            found += _reasons(value)
    return found
