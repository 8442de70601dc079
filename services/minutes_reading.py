"""Reading minutes: on Discord for who may attend such a meeting; on the website, where everyone may."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.communities import Community
from domain.decisions.register import Decision
from domain.meetings.actions import Action
from domain.meetings.agenda import Item
from domain.meetings.meeting import Meeting
from domain.meetings.minutes import Session, State, majority
from domain.postings import Surface
from domain.refusal import Refusal
from services.acting import Caller, acting, community_of
from services.meeting_steps import asked_of, held_meeting
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownMinutes:
    """All that minutes are made of. `motions`: decisions by item. `needed`: how many have to approve."""

    community: Community
    meeting: Meeting
    session: Session
    items: tuple[Item, ...]
    present: tuple[int, ...]
    names: Mapping[int, str]
    actions: tuple[Action, ...]
    motions: Mapping[int, tuple[Decision, ...]]
    approvals: tuple[int, ...]

    @property
    def needed(self) -> int:
        return majority(len(self.present))

    def name(self, person: int) -> str:
        return self.names.get(person, "")


@dataclass(frozen=True, slots=True)
class Where:
    """The meeting at which something was put to the vote, and the address of its minutes on Discord ("" while
    it runs)."""

    meeting: Meeting
    address: str


Wording = Callable[[ShownMinutes], tuple[tuple[str, str], ...]]
"""The minutes as lines of (kind, text): heading, subheading, bullet, text."""


class MinutesReading:
    def __init__(self, database: Database, wording: Wording) -> None:
        self._database = database
        self._wording = wording

    async def shown(self, meeting_id: int) -> ShownMinutes | None:
        return await self._database.read(lambda unit: minutes_of(unit, meeting_id))

    async def readable(self, caller: Caller, meeting_id: int, *, now: datetime) -> ShownMinutes:
        """The minutes, for who may attend such a meeting; without a number the last ones."""

        def work(unit: Unit) -> ShownMinutes:
            number = meeting_id or _last(unit, caller, now)
            meeting = held_meeting(unit, number, caller)
            meeting.must_be_attendable(acting(unit, caller), asked_of(unit, meeting))
            shown = minutes_of(unit, number)
            if shown is None:
                raise Refusal("This meeting has no minutes: it was not begun with `/meeting start`.")
            return shown

        return await self._database.write(work)

    def lines(self, shown: ShownMinutes) -> tuple[tuple[str, str], ...]:
        """What was approved, if it was; else the draft as it is now."""
        return shown.session.paper or self._wording(shown)

    async def public(self, community_id: int, meeting_id: int) -> ShownMinutes | None:
        """For the website: approved ones of a meeting that was for everyone, and no others."""

        def work(unit: Unit) -> ShownMinutes | None:
            shown = minutes_of(unit, meeting_id)
            if shown is None or shown.meeting.community != community_id or not is_published(shown):
                return None
            return shown

        return await self._database.read(work)

    async def public_of_decision(self, decision_id: int) -> Meeting | None:
        """The meeting at which a decision was put to the vote, if everyone may read its minutes."""

        def work(unit: Unit) -> Meeting | None:
            number = unit.minutes.meeting_of_decision(decision_id)
            shown = minutes_of(unit, number) if number is not None else None
            return shown.meeting if shown is not None and is_published(shown) else None

        return await self._database.read(work)

    async def of_decisions(self, caller: Caller, decisions: Iterable[int]) -> Mapping[int, Where]:
        """Where decisions were put to the vote: of meetings that the caller may attend."""

        def work(unit: Unit) -> Mapping[int, Where]:
            found: dict[int, Where] = {}
            for decision in decisions:
                number = unit.minutes.meeting_of_decision(decision)
                meeting = unit.meetings.get(number) if number is not None else None
                if meeting is None or meeting.community != caller.community:
                    continue
                if meeting.may_attend(acting(unit, caller), asked_of(unit, meeting)):
                    found[decision] = Where(meeting, _address(unit, meeting))
            return found

        return await self._database.read(work)


def minutes_subject(meeting_id: int) -> str:
    return f"minutes:{meeting_id}"


def is_published(shown: ShownMinutes) -> bool:
    return shown.meeting.is_public and shown.session.state is State.APPROVED


def minutes_of(unit: Unit, meeting_id: int) -> ShownMinutes | None:
    meeting, session = unit.meetings.get(meeting_id), unit.minutes.session(meeting_id)
    if meeting is None or session is None:
        return None
    motions: dict[int, tuple[Decision, ...]] = {}
    for item, number in unit.minutes.motions(meeting_id):
        decision = unit.decisions.get(number)
        if decision is not None:
            motions[item] = (*motions.get(item, ()), decision)
    return ShownMinutes(
        community_of(unit, meeting.community),
        meeting,
        session,
        tuple(unit.minutes.items(meeting_id)),
        tuple(unit.meetings.attendance(meeting_id)),
        unit.minutes.names(meeting_id),
        tuple(unit.minutes.actions_of(meeting_id)),
        motions,
        tuple(unit.minutes.approvals(meeting_id)),
    )


def _address(unit: Unit, meeting: Meeting) -> str:
    stands = unit.postings.messages_of(meeting.community, minutes_subject(meeting.id), Surface.MINUTES)
    return f"https://discord.com/channels/{meeting.community}/{stands[0][0]}/{stands[0][1]}" if stands else ""


def _last(unit: Unit, caller: Caller, now: datetime) -> int:
    community = community_of(unit, caller.community)
    actor = acting(unit, caller)
    tomorrow = now.astimezone(community.zone).date() + timedelta(days=1)
    for meeting in unit.meetings.past(community.id, before=tomorrow, limit=30):
        if meeting.may_attend(actor, asked_of(unit, meeting)) and unit.minutes.session(meeting.id):
            return meeting.id
    raise Refusal("There are no minutes yet that you may read.")
