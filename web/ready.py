"""Answers that are ready: made at most once while what they tell stays true, kept as the bytes that go out.

An answer that is ready costs neither the database nor a template; nor does a 304. What is kept is bounded in
bytes, and who is asked for least recently goes first.
"""

import asyncio
import gzip
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from multidict import CIMultiDict

from web.view import Made

log = logging.getLogger(__name__)

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_WAITING: Final = 100
"""Different answers that may be in the making at once; who comes after that is asked to come back."""

_WORTH_PACKING: Final = 600
_PACKED: Final = (
    "text/",
    "application/json",
    "application/atom",
    "application/x-ndjson",
    "application/problem",
    "application/openapi",
    "image/svg",
)


class Busy(Exception):  # noqa: N818 - reads as what it is
    """Too much is in the making."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to send it. `headers` go with the body, `unchanged` with a 304."""

    body: bytes
    etag: str
    headers: CIMultiDict[str]
    unchanged: CIMultiDict[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`edition`: of which it was made; `until`: how long it may be told; `modified`: when it changed."""

    edition: int
    until: datetime
    status: int
    modified: datetime
    plain: Variant
    packed: Variant | None

    @property
    def size(self) -> int:
        return 2000 + len(self.plain.body) + (len(self.packed.body) if self.packed is not None else 0)

    def variant(self, accept_encoding: str) -> Variant:
        return self.packed if self.packed is not None and takes_gzip(accept_encoding) else self.plain


def takes_gzip(header: str) -> bool:
    """Whether gzip is welcome (RFC 9110, 12.5.3)."""
    if header.startswith(("gzip,", "gzip, ")) or header == "gzip":
        return True
    star = False
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in {"gzip", "x-gzip", "*"}:
            try:
                wanted = float(weight.strip().removeprefix("q=") or 1) > 0
            except ValueError:
                wanted = False
            if coding.strip() != "*":
                return wanted
            star = wanted
    return star


def is_known(variant: Variant, modified: datetime, if_none_match: str | None, since: str | None) -> bool:
    """Whether the reader has it already (RFC 9110, 13.1.2 and 13.1.3): the tags go before the date, and are
    compared weakly."""
    if if_none_match is not None:
        if if_none_match == variant.etag:
            return True
        tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
        return any(tag in ("*", variant.etag) for tag in tags)
    if since:
        try:
            known = parsedate_to_datetime(since)
        except (ValueError, TypeError, OverflowError):
            return False
        return known.tzinfo is not None and modified <= known
    return False


def finished(
    made: Made,
    headers: dict[str, str],
    *,
    edition: int,
    until: datetime,
    now: datetime,
    before: Answer | None = None,
) -> Answer:
    """An answer with everything that goes with it, packed as well if that is worth it. `before`: what stood
    under the same key, if anything did."""
    body = made.body.encode() if isinstance(made.body, str) else made.body
    digest = hashlib.blake2b(
        f"{made.status} {made.content_type} {made.location} {made.headers}\n".encode() + body, digest_size=12
    ).hexdigest()
    tag = f'"{digest}"'
    modified = now.astimezone(UTC).replace(microsecond=0)
    if before is not None:
        # the same is as old as it was; another is younger, also within one second
        same = before.plain.etag == tag
        modified = before.modified if same else max(modified, before.modified + timedelta(seconds=1))
    pack = len(body) >= _WORTH_PACKING and made.content_type.startswith(_PACKED)
    vary = {"Vary": "Accept-Encoding"} if pack else {}
    last = {"Last-Modified": format_datetime(modified, usegmt=True)} if made.status == 200 else {}
    shared = {**headers, **vary, **dict(made.headers)}
    location = {"Location": made.location} if made.location else {}

    def variant(body: bytes, etag: str, encoding: dict[str, str]) -> Variant:
        tagged = {"ETag": etag, **last} if made.status == 200 else {}
        unchanged = {
            name: value
            for name, value in {**shared, **tagged}.items()
            if name in {"Cache-Control", "Vary", "ETag", "Access-Control-Allow-Origin"}
        }
        full = {"Content-Type": made.content_type, **shared, **tagged, **location, **encoding}
        return Variant(body, etag, CIMultiDict(full), CIMultiDict(unchanged))

    return Answer(
        edition=edition,
        until=until,
        status=made.status,
        modified=modified,
        plain=variant(body, tag, {}),
        packed=variant(gzip.compress(body, 6, mtime=0), f'"{digest}-gz"', {"Content-Encoding": "gzip"})
        if pack
        else None,
    )


class Ready:
    """The answers by their keys. `make` for a key runs once at a time, however many wait for it."""

    def __init__(self, *, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0
        self._making: dict[str, asyncio.Task[Answer]] = {}
        self._maker = ThreadPoolExecutor(1, "web")
        self.made = 0

    def known(self, key: str) -> Answer | None:
        """What is kept under the key, whether it still may be told or not."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    @property
    def kept_bytes(self) -> int:
        return self._bytes

    async def make(self, key: str, work: Callable[[Answer | None], Awaitable[Answer]]) -> Answer:
        """The answer that `work` makes of what stood there before. Raises `Busy` and what `work` raises."""
        task = self._making.get(key)
        if task is None:
            if len(self._making) >= MOST_WAITING:
                raise Busy
            task = asyncio.create_task(self._make(key, work))
            self._making[key] = task
            # whoever waits hears what went wrong; nobody may be left who does
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(task)

    async def in_thread(self, work: Callable[[], Answer]) -> Answer:
        """One at a time beside the event loop, so that who waits for Discord does not wait for a page."""
        return await asyncio.get_running_loop().run_in_executor(self._maker, work)

    async def _make(self, key: str, work: Callable[[Answer | None], Awaitable[Answer]]) -> Answer:
        try:
            answer = await work(self._answers.get(key))
        finally:
            del self._making[key]
        self.made += 1
        if answer.status < 400:
            self._keep(key, answer)
        return answer

    def _keep(self, key: str, answer: Answer) -> None:
        before = self._answers.pop(key, None)
        if before is not None:
            self._bytes -= before.size
        if answer.size > self._most // 2:
            return
        self._answers[key] = answer
        self._bytes += answer.size
        while self._bytes > self._most:
            _, oldest = self._answers.popitem(last=False)
            self._bytes -= oldest.size

    def forget(self) -> None:
        """Nothing is ready any more."""
        self._answers.clear()
        self._bytes = 0

    def close(self) -> None:
        for task in self._making.values():
            task.cancel()
        self._maker.shutdown(wait=False, cancel_futures=True)
