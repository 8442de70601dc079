"""What every change in the directory shares."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from domain.directory.entry import Entry
from domain.refusal import Refusal
from services.acting import IN_DM, Caller
from storage.unit import Unit


def entry_subject(entry_id: int) -> str:
    return f"directory:{entry_id}"


def must_exist(entry: Entry | None, caller: Caller | None = None) -> Entry:
    """The entry, if it is one of the community in which the caller is. Raises `Refusal`."""
    if entry is None or (caller is not None and caller.community not in {entry.community, IN_DM}):
        raise Refusal(
            "This entry does not stand in the directory any more. `/directory find` shows what does."
        )
    return entry


def journalled(
    unit: Unit, before: Entry | None, after: Entry, action: str, actor: int | None, now: datetime
) -> None:
    """Write down what differs; of a person's own entry only which parts, so that nothing of it is left here
    when they take it away."""
    old, new = (asdict(before) if before else {}), asdict(after)
    differing = sorted(name for name in new if name != "updated_at" and old.get(name) != new[name])
    if after.owner is not None:
        unit.journal.add(
            after.community, action, entry_subject(after.id), at=now, actor=actor, after={"parts": differing}
        )
        return
    unit.journal.add(
        after.community,
        action,
        entry_subject(after.id),
        at=now,
        actor=actor,
        before={name: _json(old[name]) for name in differing if name in old} or None,
        after={name: _json(new[name]) for name in differing},
    )


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
