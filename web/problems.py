"""What programs are told when there is no answer for them: application/problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import Final

import orjson
from aiohttp import web

from web.view import Made

PROBLEM: Final = "application/problem+json"
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Any page anywhere may ask; there is nothing here that is not everybody's."""

METHODS: Final = "GET, HEAD, OPTIONS"


def problem(status: int, sentence: str, **more: str) -> Made:
    """`sentence` says what to do instead."""
    return Made(_told(status, sentence, **more), PROBLEM, status=status)


def problem_response(status: int, sentence: str, *, wait: int = 0) -> web.Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **OPEN}
    if wait:
        headers["Retry-After"] = str(wait)
    if status == 405:
        headers["Allow"] = METHODS
    headers["Content-Type"] = PROBLEM
    return web.Response(body=_told(status, sentence), status=status, headers=headers)


def allowed() -> web.Response:
    """What a browser asks before it asks (CORS)."""
    headers = {
        **OPEN,
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
    return web.Response(status=204, headers=headers)


def _told(status: int, sentence: str, **more: str) -> bytes:
    title = HTTPStatus(status).phrase
    return orjson.dumps({"title": title, "status": status, "detail": sentence, **more}) + b"\n"
