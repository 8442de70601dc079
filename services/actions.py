"""Action points: noting one, being reminded of it, and doing it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.communities import Community
from domain.meetings.actions import (
    Action,
    Reminder,
    State,
    due_on,
    makes_sense,
    moment,
    must_have_owner,
    what_typed,
)
from domain.meetings.meeting import Stage, plans
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from services.acting import Caller, acting, community_of
from services.meeting_reminders import locale_for
from services.meeting_steps import asked_of, heads_of
from storage.database import Database
from storage.unit import Unit

REMIND = "action.remind"
"""The timers of reminders; their subject is "action:which"."""


@dataclass(frozen=True, slots=True)
class ShownAction:
    """`locale` is the language of who does it, as far as it is known."""

    community: Community
    action: Action
    locale: str = ""


class ActionService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        caller: Caller,
        person: int | None,
        name: str,
        what: str,
        due: date,
        *,
        now: datetime,
    ) -> ShownAction:
        """Note who does what by when. Where a meeting is under way that the caller is at, it belongs to the
        item that is talked about."""

        def work(unit: Unit) -> ShownAction:
            community = community_of(unit, caller.community)
            owner = must_have_owner(person)
            text = what_typed(what)
            day = due_on(due, now.astimezone(community.zone).date())
            meeting, item = _where(unit, caller)
            heads = heads_of(unit, community.id)
            if meeting is None and not plans(acting(unit, caller), heads):
                raise Refusal(
                    "Outside a meeting only sector heads note action points. At a meeting, check in first."
                )
            if not unit.clicks.is_new(caller.interaction, now=now):
                newest = unit.minutes.newest_action(community.id, caller.id)
                if newest is None:
                    raise Refusal("That was dealt with already. `/actions` shows all action points.")
                return ShownAction(community, newest)
            action = unit.minutes.add_action(
                Action(
                    community=community.id,
                    meeting=meeting,
                    item=item,
                    person=owner,
                    name=name,
                    what=text,
                    due=day,
                    made_by=caller.id,
                    made_at=now,
                )
            )
            if meeting is not None:
                unit.minutes.name(meeting, owner, name)
                unit.postings.touch(community.id, f"meeting-room:{meeting}")
            for reminder in Reminder:
                at = moment(reminder, day, community.zone)
                if at > now:
                    unit.timers.set(REMIND, f"{action.id}:{reminder}", at)
            unit.hint("timers")
            _journal(unit, action, "action.add", caller.id, now)
            return ShownAction(community, action)

        return await self._database.write(work)

    async def open(self, caller: Caller) -> tuple[Community, tuple[Action, ...]]:
        """All that is not done, soonest first; who is no head sees their own."""

        def work(unit: Unit) -> tuple[Community, tuple[Action, ...]]:
            community = community_of(unit, caller.community)
            everything = unit.minutes.open_actions(community.id)
            if plans(acting(unit, caller), heads_of(unit, community.id)):
                return community, tuple(everything)
            return community, tuple(one for one in everything if one.person == caller.id)

        return await self._database.read(work)

    async def finish(self, caller: Caller, action_id: int, state: State, *, now: datetime) -> Action:
        """It is done, or needs not be done. Its owner, who noted it, and the heads say so; from a private
        message, too."""

        def work(unit: Unit) -> Action:
            action = unit.minutes.action(action_id)
            if action is None or caller.community not in {action.community, 0}:
                raise Refusal("This action point does not exist. `/actions` shows all of them.")
            allowed = caller.id in {action.person, action.made_by}
            if not allowed and not plans(acting(unit, caller), heads_of(unit, action.community)):
                raise Refusal("Only who does it, who noted it or a sector head can tick it off.")
            if action.state is not State.OPEN or not unit.clicks.is_new(caller.interaction, now=now):
                return action
            after = replace(action, state=state, done_at=now)
            unit.minutes.save_action(after)
            for reminder in Reminder:
                unit.timers.drop(REMIND, f"{action.id}:{reminder}")
            _journal(unit, after, f"action.{state}", caller.id, now)
            return after

        return await self._database.write(work)

    async def remind(self, action_id: int, reminder: Reminder, *, now: datetime) -> None:
        """What the timer is for. Nothing for what is done, or what makes no sense any more."""

        def work(unit: Unit) -> None:
            action = unit.minutes.action(action_id)
            if action is None or action.state is not State.OPEN or action.gone:
                return
            community = community_of(unit, action.community)
            if makes_sense(reminder, action.due, now.astimezone(community.zone).date()):
                notice = Wanted(Surface.ACTION_DUE, action.person)
                unit.postings.tell(action.community, f"action:{action.id}", notice)
                unit.hint("postings")

        await self._database.write(work)

    async def told(self, action_id: int) -> ShownAction | None:
        """As its owner is told of it; None when it is not open any more."""

        def work(unit: Unit) -> ShownAction | None:
            action = unit.minutes.action(action_id)
            if action is None or action.state is not State.OPEN or action.gone:
                return None
            locale = locale_for(unit, action.community, action.person)
            return ShownAction(community_of(unit, action.community), action, locale)

        return await self._database.read(work)


def _where(unit: Unit, caller: Caller) -> tuple[int | None, int | None]:
    """The meeting under way that the caller is at, and its item of now."""
    for number in unit.minutes.running(caller.community):
        meeting, session = unit.meetings.get(number), unit.minutes.session(number)
        if meeting is None or session is None or meeting.stage is not Stage.UNDER_WAY:
            continue
        if caller.id in {session.chair, *unit.meetings.attendance(number)} or meeting.may_attend(
            acting(unit, caller), asked_of(unit, meeting)
        ):
            return number, session.item
    return None, None


def _journal(unit: Unit, action: Action, what: str, by: int, now: datetime) -> None:
    unit.journal.add(
        action.community,
        what,
        f"action:{action.id}",
        at=now,
        actor=by,
        after={"state": action.state.value, "due": action.due.isoformat(), "person": action.person},
    )
