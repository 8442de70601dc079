"""Things that go wrong on request: failing or slow answers. The gateway's faults are the hub's."""

import re
from dataclasses import dataclass


@dataclass(slots=True)
class Fault:
    """`status` fails a request, `delay_ms` only slows it; `left` requests whose path matches are hit.

    With `performed` the request is carried out all the same, and only its answer fails; with `cut` there is
    no answer at all: the connection breaks.
    """

    left: int
    path: re.Pattern[str] | None = None
    status: int | None = None
    delay_ms: float = 0
    retry_after: float = 0.1
    method: str | None = None
    performed: bool = False
    cut: bool = False

    @property
    def fails(self) -> bool:
        return self.cut or self.status is not None


class Faults:
    def __init__(self) -> None:
        self._pending: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._pending.append(fault)

    def take(self, method: str, path: str) -> list[Fault]:
        """Those that hit this request: at most one that fails it, and all delays."""
        hits: list[Fault] = []
        for fault in self._pending:
            if fault.left <= 0 or (fault.method and fault.method != method):
                continue
            if fault.path is not None and not fault.path.search(path):
                continue
            if fault.fails and any(hit.fails for hit in hits):
                continue
            fault.left -= 1
            hits.append(fault)
        self._pending = [fault for fault in self._pending if fault.left > 0]
        return hits

    def clear(self) -> None:
        self._pending.clear()
