"""Asking for things to go wrong."""

import re

from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.model import Json
from sandbox.setting import Setting

STATUSES = (429, 500, 502, 503)


def request(setting: Setting, wish: Json) -> None:
    if wish.get("clear"):
        setting.faults.clear()
        setting.hub.forget_faults()
        return
    if wish.get("drop_gateway"):
        setting.hub.drop_connections(int(wish.get("code") or 4000), bool(wish.get("resumable", True)))
        return
    if wish.get("reconnect"):
        setting.hub.ask_to_reconnect()
        return
    if wish.get("invalidate"):
        setting.hub.invalidate_sessions(bool(wish.get("resumable", False)))
        return
    count = int(wish.get("next", 1))
    if wish.get("lose_dispatch"):
        setting.hub.lose(str(wish["lose_dispatch"]), count)
        return
    if wish.get("repeat_dispatch"):
        setting.hub.repeat(str(wish["repeat_dispatch"]), count)
        return
    status = wish.get("status")
    if status is None and wish.get("delay_ms") is None and not wish.get("cut"):
        raise ApiError(400, 50035, "This is no fault that the sandbox knows.")
    if status is not None and status not in STATUSES:
        raise ApiError(400, 50035, f"status: must be one of {STATUSES}.")
    path = wish.get("path")
    setting.faults.add(
        Fault(
            left=count,
            path=None if path is None else re.compile(str(path)),
            status=status,
            delay_ms=float(wish.get("delay_ms") or 0),
            retry_after=float(wish.get("retry_after") or 0.1),
            method=wish.get("method"),
            performed=bool(wish.get("performed")),
            cut=bool(wish.get("cut")),
        )
    )
