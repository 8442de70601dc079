"""How a person's client reaches the user's side: requests, and one websocket that tells what happens."""

import asyncio
import io
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp
import orjson

from sandbox.model import Json

T = TypeVar("T")
KEPT_EVENTS = 2_000


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes
    content_type: str = "application/octet-stream"


class ActionRefused(Exception):  # noqa: N818 - it reads as what it is
    """Discord's client, or Discord itself, would not let this person do this."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message


class Transport:
    def __init__(self, session: aiohttp.ClientSession, url: str, user_id: int) -> None:
        self._session = session
        self._url = f"{url}/sandbox/api"
        self._user_id = str(user_id)
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None
        self._listeners: list[Callable[[str, Json], None]] = []
        self._since_last_act: deque[tuple[str, Json]] = deque(maxlen=KEPT_EVENTS)
        self._ready = asyncio.Event()

    async def open(self) -> None:
        self._socket = await self._session.ws_connect(
            f"{self._url}/socket", params={"as": self._user_id}, max_msg_size=0
        )
        self._reader = asyncio.create_task(self._read(self._socket))
        await self._ready.wait()

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            event = orjson.loads(message.data)
            if event["t"] == "HELLO":
                self._ready.set()
                continue
            self._since_last_act.append((event["t"], event["d"]))
            for listener in tuple(self._listeners):
                listener(event["t"], event["d"])

    @contextmanager
    def listening(
        self, accept: Callable[[str, Json], T | None], since_last_act: bool = False
    ) -> Iterator["asyncio.Future[T]"]:
        """A future that gets the first thing that `accept` makes of an event."""
        heard: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def listen(type_: str, body: Json) -> None:
            if not heard.done() and (accepted := accept(type_, body)) is not None:
                heard.set_result(accepted)

        if since_last_act:
            for type_, body in self._since_last_act:
                listen(type_, body)
        self._listeners.append(listen)
        try:
            yield heard
        finally:
            self._listeners.remove(listen)
            heard.cancel()

    async def get(self, path: str, **query: str) -> Any:
        return await self._request("GET", path, query)

    async def post(self, path: str, body: Json, files: list[File] | None = None, **query: str) -> Any:
        self._since_last_act.clear()
        return await self._request("POST", path, query, body, files or [])

    async def send(self, method: str, path: str, body: Json | None = None) -> Any:
        self._since_last_act.clear()
        return await self._request(method, path, {}, body)

    async def _request(
        self,
        method: str,
        path: str,
        query: dict[str, str],
        body: Json | None = None,
        files: list[File] | None = None,
    ) -> Any:
        data: bytes | aiohttp.FormData | None = None
        headers = {}
        if files:
            data = aiohttp.FormData(quote_fields=False)
            data.add_field("payload_json", orjson.dumps(body).decode(), content_type="application/json")
            for index, file in enumerate(files):
                # As a stream: aiohttp warns of large bytes.
                content = io.BytesIO(file.content)
                data.add_field(f"files[{index}]", content, filename=file.name, content_type=file.content_type)
        elif body is not None:
            data = orjson.dumps(body)
            headers["Content-Type"] = "application/json"
        params = {"as": self._user_id, **query}
        async with self._session.request(
            method, f"{self._url}{path}", params=params, data=data, headers=headers
        ) as response:
            raw = await response.read()
            answer = orjson.loads(raw) if raw else None
            if response.status >= 400:
                error = (answer or {}).get("error") or {"code": 0, "message": raw.decode()}
                raise ActionRefused(response.status, int(error["code"]), str(error["message"]))
            return answer
