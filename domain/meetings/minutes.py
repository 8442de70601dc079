"""Minutes: a meeting that runs, its draft, and when they are approved and locked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.meetings.meeting import Meeting, Stage
from domain.refusal import Refusal

EARLY: Final = timedelta(hours=2)
"""How long before its time a meeting can be begun."""
FORGOTTEN: Final = timedelta(hours=6)
"""After its time a meeting that nobody ended is ended by itself."""


class State(StrEnum):
    RUNNING = "running"
    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What happens at a meeting and after. `chair` began it. `item` is what is talked about now (None before
    the first and after the last). `version` counts the amendments. `approved_by` is who said that the meeting
    after it approved them, None when those present did. `paper` is what was approved, as it can never change
    again: lines of (kind, text); empty before."""

    meeting: int
    chair: int
    state: State = State.RUNNING
    began_at: datetime
    ended_at: datetime | None = None
    item: int | None = None
    version: int = 0
    approved_at: datetime | None = None
    approved_by: int | None = None
    paper: tuple[tuple[str, str], ...] = ()


def must_begin(meeting: Meeting, now: datetime) -> None:
    """Raises `Refusal` for what cannot be begun now."""
    if meeting.stage is Stage.UNDER_WAY:
        raise Refusal("This meeting is under way already. Check in under its message.")
    if meeting.stage is Stage.OVER:
        raise Refusal("This meeting is over. Its minutes stand in the meetings channel.")
    meeting.must_be_planned()
    starts, ends = meeting.starts, meeting.ends
    assert starts is not None
    assert ends is not None
    if now < starts - EARLY:
        raise Refusal("This meeting begins {when}. You can start it from two hours before.", when=starts)
    if now > ends + FORGOTTEN:
        raise Refusal("The time of this meeting has passed. Plan another one with `/meeting plan`.")


def majority(present: int) -> int:
    """How many of those present have to approve the draft: more than half."""
    return present // 2 + 1


def is_approved(present: Collection[int], approvals: Collection[int]) -> bool:
    """Only who was there counts."""
    return bool(present) and len(set(approvals) & set(present)) >= majority(len(present))


def must_amend(session: Session, person: int, present: Collection[int]) -> None:
    if session.state is State.APPROVED:
        raise Refusal("These minutes are approved and locked. Put a correction on the next agenda.")
    if person not in present and person != session.chair:
        raise Refusal("Only who was there can change these minutes. Check in first, or ask who was.")


def following(items: Sequence[int], current: int | None) -> int | None:
    """The item after this one; the first when there is none yet; None after the last."""
    if current is None or current not in items:
        return items[0] if items else None
    place = items.index(current) + 1
    return items[place] if place < len(items) else None
