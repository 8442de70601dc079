"""The way every REST request takes: faults, authorization, rate limit, body, handler, record."""

import asyncio
import logging
import re
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from sandbox.errors import ApiError
from sandbox.exchanges import Exchange
from sandbox.faults import Fault
from sandbox.files import Upload
from sandbox.rest.call import Answer, Call
from sandbox.rest.ratelimits import Verdict
from sandbox.rest.router import Route, Router
from sandbox.setting import Setting

_log = logging.getLogger(__name__)
PREFIX = "/api/v10"
_FILE_FIELD = re.compile(r"files?\[?(\d*)\]?")
# Without this header discord.py takes a 429 for a ban by Cloudflare and raises instead of waiting.
_VIA = {"Via": "1.1 google"}
_UNAUTHORIZED = ApiError(401, 0, "401: Unauthorized")
_NOT_FOUND = ApiError(404, 0, "404: Not Found")
_WRONG_METHOD = ApiError(405, 0, "405: Method Not Allowed")


class Endpoint:
    def __init__(self, setting: Setting, router: Router) -> None:
        self._setting = setting
        self._router = router

    async def handle(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix(PREFIX)
        number = self._setting.exchanges.next_number()
        hits = self._setting.faults.take(request.method, path)
        failing = next((hit for hit in hits if hit.fails), None)
        body: Any = None
        files: list[Upload] = []
        headers: dict[str, str] = {}
        try:
            body, files = await read_body(request)
            if delay := sum(hit.delay_ms for hit in hits) / 1000:
                await asyncio.sleep(delay)  # it has arrived, whatever becomes of who sent it
            if failing is None or failing.performed or failing.cut:
                answer, headers = self._answer(request, path, body, files)
            if failing is not None:
                answer, headers = _injected(failing)
        except ApiError as error:
            answer = Answer(error.status, error.body())
        if self._setting.exchanges.recording:
            self._record(number, request, path, body, files, answer, failing is not None)
        if failing is not None and failing.cut and request.transport is not None:
            request.transport.abort()
        return _response(answer, headers)

    def _answer(
        self, request: web.Request, path: str, body: Any, files: list[Upload]
    ) -> tuple[Answer, dict[str, str]]:
        route, params, known_path = self._router.find(request.method, path)
        if route is None:
            raise _WRONG_METHOD if known_path else _NOT_FOUND
        if not route.open and not self._authorized(request):
            raise _UNAUTHORIZED
        verdict = self._setting.rate_limits.take(route.method, route.template, params, route.open)
        headers = verdict.headers() | _VIA
        if not verdict.allowed:
            return Answer(429, verdict.body()), headers
        call = Call(
            self._setting,
            params,
            dict(request.query),
            body,
            files,
            request.headers.get("X-Audit-Log-Reason"),
        )
        return _called(route, call), headers

    def _authorized(self, request: web.Request) -> bool:
        return request.headers.get("Authorization", "") == f"Bot {self._setting.world.token}"

    def _record(
        self,
        number: int,
        request: web.Request,
        path: str,
        body: Any,
        files: list[Upload],
        answer: Answer,
        injected: bool,
    ) -> None:
        # Rendered bodies share lists with the world's state, which goes on changing.
        response = None if answer.body is None else orjson.loads(orjson.dumps(answer.body))
        self._setting.exchanges.add(
            Exchange(
                number,
                request.method,
                path,
                dict(request.query),
                answer.status,
                body,
                response,
                len(files),
                injected,
                {"Content-Type": request.headers.get("Content-Type", "")},
            )
        )


def _called(route: Route, call: Call) -> Answer:
    try:
        result = route.handler(call)
    except ApiError as error:
        return Answer(error.status, error.body())
    except Exception as mistake:
        # A mistake of the sandbox must show as one: in the log, in the record, and to the bot.
        _log.exception("%s %s failed", route.method, route.template)
        return Answer(500, {"message": f"500: the sandbox failed: {mistake!r}", "code": 0})
    if isinstance(result, Answer):
        return result
    return Answer(204) if result is None else Answer(200, result)


def _injected(fault: Fault) -> tuple[Answer, dict[str, str]]:
    status = fault.status or 500
    if status == 429:
        verdict = Verdict(False, 1, 0, fault.retry_after, "injected")
        headers = verdict.headers() | _VIA
        # Only the wait counts here, and it may be shorter than the whole seconds of Retry-After.
        headers.pop("X-RateLimit-Bucket")
        return Answer(429, verdict.body()), headers
    return Answer(status, {"message": f"{status}: injected by the sandbox", "code": 0}), {}


def _response(answer: Answer, headers: dict[str, str]) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    # Exactly this, without a charset: discord.py compares it literally.
    headers["Content-Type"] = "application/json"
    return web.Response(status=answer.status, body=orjson.dumps(answer.body), headers=headers)


async def read_body(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON of a request and its files."""
    if request.content_type.startswith("multipart/"):
        return await _read_multipart(request)
    raw = await request.read()
    return (None if not raw else _decoded(raw)), []


async def _read_multipart(request: web.Request) -> tuple[Any, list[Upload]]:
    body: Any = None
    loose: dict[str, Any] = {}
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=False))
        if part.name == "payload_json":
            body = _decoded(content)
        elif part.filename is not None:
            index = _FILE_FIELD.fullmatch(part.name or "")
            number = int(index[1]) if index and index[1] else len(files)
            content_type = part.headers.get("Content-Type", "")
            files.append(Upload(number, part.filename, content, content_type))
        else:
            loose[part.name or ""] = content.decode()
    return (loose or None) if body is None else body, files


def _decoded(raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None
