"""Who was at a meeting, for votes of those present."""

from datetime import datetime, timedelta
from typing import Final

from domain.communities import Community
from domain.meetings.meeting import Meeting, Stage
from domain.refusal import Refusal
from storage.unit import Unit

_OFFERED: Final = 3
_LOOKED_AT: Final = 12


def present_at(unit: Unit, community_id: int, meeting_id: int) -> frozenset[int]:
    """Everyone who has checked in so far."""
    meeting = unit.meetings.get(meeting_id)
    if meeting is None or meeting.community != community_id:
        raise Refusal("That meeting does not exist any more. Choose other people who may vote.")
    return frozenset(unit.meetings.attendance(meeting_id))


def met(unit: Unit, community: Community, now: datetime) -> tuple[Meeting, ...]:
    """The meetings whose people can be asked: what is under way, then the last ones where anybody was."""
    tomorrow = now.astimezone(community.zone).date() + timedelta(days=1)
    held = unit.meetings.past(community.id, before=tomorrow, limit=_LOOKED_AT)
    there = [one for one in held if unit.meetings.attendance(one.id)]
    return tuple(sorted(there, key=lambda one: one.stage is not Stage.UNDER_WAY)[:_OFFERED])
