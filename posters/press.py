"""The press: sheets are set by a process of their own, one after the other, and what was set is kept.

A process for each sheet, since setting takes about a tenth of a second and starting as long again: nothing a
sheet holds can stay behind, a hang is ended by killing, and the memory goes back. It is niced, so that
answers on Discord go before pictures.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import sys
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from typing import Any, Final

from posters.sheets import Format, Kind, Sheet
from posters.typesetting import template

TIME_LIMIT: Final = 10.0
"""Seconds that one sheet may take."""
_KEPT_BYTES: Final = 32 << 20
_MOST_WAITING: Final = 20


class Lane(StrEnum):
    """Who waits for whom: a crowd before the web port never holds up a person on Discord."""

    CHAT = "chat"
    WEB = "web"


class CannotPrint(Exception):  # noqa: N818 - reads as what it is
    """The sheet could not be made: it took too long, or setting it failed."""


class TooBusy(CannotPrint):
    """So many wait in this lane that one more would wait too long."""


@dataclass(frozen=True, slots=True)
class Print:
    """`key` tells the contents apart: the same key, the same bytes."""

    body: bytes
    key: str


class Press:
    """`print` may be called from anywhere on the event loop; the same sheet is only set once."""

    def __init__(self, *, time_limit: float = TIME_LIMIT, kept_bytes: int = _KEPT_BYTES) -> None:
        self._time_limit = time_limit
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._under_way: dict[str, asyncio.Task[bytes]] = {}
        self._lanes = {lane: asyncio.Semaphore(1) for lane in Lane}
        self._waiting = dict.fromkeys(Lane, 0)
        self.sheets_set = 0

    async def print(self, sheet: Sheet, shape: Format, kind: Kind, lane: Lane) -> Print:
        """Raises `CannotPrint`."""
        order = _order(sheet, shape, kind)
        key = _key(order)
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return Print(kept, key)
        task = self._under_way.get(key)
        if task is None:
            if self._waiting[lane] >= _MOST_WAITING:
                raise TooBusy(f"{self._waiting[lane]} sheets are waiting")
            self._waiting[lane] += 1
            task = self._under_way[key] = asyncio.create_task(self._set(key, order, lane))
        # whoever goes away leaves the sheet to the others who wait for it
        return Print(await asyncio.shield(task), key)

    @staticmethod
    def key(sheet: Sheet, shape: Format, kind: Kind) -> str:
        """The `Print.key` that printing it would give."""
        return _key(_order(sheet, shape, kind))

    def has(self, key: str) -> bool:
        return key in self._kept

    async def _set(self, key: str, order: bytes, lane: Lane) -> bytes:
        try:
            async with self._lanes[lane]:
                body = await self._set_apart(order)
        finally:
            self._waiting[lane] -= 1
            del self._under_way[key]
        self._keep(key, body)
        return body

    async def _set_apart(self, order: bytes) -> bytes:
        # nothing of our environment (tokens!) but what the interpreter needs
        environment = {
            name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "posters.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment,
        )
        try:
            async with asyncio.timeout(self._time_limit):
                body, problem = await process.communicate(order)
        except TimeoutError:
            raise CannotPrint(f"it took longer than {self._time_limit:g} s") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if process.returncode != 0 or not body:
            # the last line names what was raised; the lines before it might quote what people typed
            name = problem.decode("utf-8", "replace").strip().rpartition("\n")[2].partition(":")[0]
            raise CannotPrint(f"the worker ended with {process.returncode}: {name}")
        self.sheets_set += 1
        return body

    def _keep(self, key: str, body: bytes) -> None:
        self._kept[key] = body
        while sum(map(len, self._kept.values())) > self._kept_bytes and len(self._kept) > 1:
            self._kept.popitem(last=False)

    async def close(self) -> None:
        """End what is being set; nobody waits for it any more."""
        tasks: list[asyncio.Task[Any]] = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _order(sheet: Sheet, shape: Format, kind: Kind) -> bytes:
    job = {"template": sheet.template, "data": sheet.data(), "shape": shape, "kind": kind}
    return json.dumps(job, sort_keys=True).encode()


def _key(order: bytes) -> str:
    return hashlib.sha256(_edition() + order).hexdigest()[:32]


@cache
def _edition() -> bytes:
    """What a sheet looks like belongs to it: the templates, and the Typst that sets them."""
    names = ("faces.typ", "common.typ", "week.typ", "card.typ", "minutes.typ", "summary.typ")
    return b"".join((version("typst").encode(), *map(template, names)))
