"""A meeting that runs and what is left of it: check-in, items, notes, the end, draft and approved minutes."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from domain.communities import Channel
from domain.decisions.kinds import Voters
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal
from domain.meetings.agenda import MOST_NOTES, Item, Source, merged, note_typed
from domain.meetings.meeting import Meeting, Stage
from domain.meetings.minutes import (
    FORGOTTEN,
    Session,
    State,
    following,
    is_approved,
    must_amend,
    must_begin,
)
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.texts import within
from domain.when.answers import Message
from services.acting import Caller, acting
from services.attending import present_at
from services.decisions import DecisionService
from services.meeting_agenda import attended, chairs
from services.meeting_due import AGENDA, gathered
from services.meeting_steps import asked_of, held_meeting, remind_later
from services.meeting_steps import show as show_meeting
from services.minutes_reading import ShownMinutes, Wording, minutes_of, minutes_subject
from storage.database import Database
from storage.unit import Unit

END: Final = "meeting.end"
"""When a meeting that nobody ended is ended by itself."""


def room_subject(meeting_id: int) -> str:
    return f"meeting-room:{meeting_id}"


class MinutesService:
    def __init__(self, database: Database, wording: Wording, decisions: DecisionService) -> None:
        self._database = database
        self._wording = wording
        self._decisions = decisions

    async def start(self, caller: Caller, meeting_id: int, *, now: datetime) -> ShownMinutes:
        """Begin a meeting; who begins it chairs it and is there. Pressing twice begins once."""

        def work(unit: Unit) -> ShownMinutes:
            meeting = attended(unit, caller, meeting_id, now)
            if not chairs(unit, meeting, caller):
                raise Refusal("Only sector heads and who planned it start a meeting. Ask one of them.")
            known = unit.minutes.session(meeting.id)
            if not unit.clicks.is_new(caller.interaction, now=now) and known is not None:
                return _there(unit, meeting.id)
            must_begin(meeting, now)
            gathered(unit, meeting)
            begun = replace(meeting, stage=Stage.UNDER_WAY, updated_at=now)
            unit.meetings.save(begun)
            unit.minutes.put_session(Session(meeting=meeting.id, chair=caller.id, began_at=now))
            _check_in(unit, meeting.id, caller, now)
            remind_later(unit, begun, now=now)
            unit.timers.drop(AGENDA, str(meeting.id))
            unit.timers.set(END, str(meeting.id), (meeting.ends or now) + FORGOTTEN)
            _journal(unit, meeting, "meeting.start", caller.id, now)
            show_meeting(unit, begun)
            _show(unit, begun)
            return _there(unit, meeting.id)

        return await self._database.write(work)

    async def check_in(self, caller: Caller, meeting_id: int, *, now: datetime) -> bool:
        """The caller is there; False when they were already."""

        def work(unit: Unit) -> bool:
            meeting = held_meeting(unit, meeting_id, caller)
            meeting.must_be_attendable(acting(unit, caller), asked_of(unit, meeting))
            _must_run(unit, meeting)
            return _check_in(unit, meeting.id, caller, now)

        return await self._database.write(work)

    async def next_item(
        self, caller: Caller, meeting_id: int, current: int, *, now: datetime
    ) -> ShownMinutes:
        """Go on to the item after `current` (0 before the first). Who presses on an old message moves
        nothing: two who press *Next* at once go on by one."""

        def work(unit: Unit) -> ShownMinutes:
            meeting = held_meeting(unit, meeting_id, caller)
            session = _must_run(unit, meeting)
            if not chairs(unit, meeting, caller):
                raise Refusal("Only the chair and sector heads go on to the next item.")
            if (session.item or 0) == current and unit.clicks.is_new(caller.interaction, now=now):
                items = {item.id: item for item in unit.minutes.items(meeting.id)}
                upcoming = [item.id for item in items.values() if item.ended_at is None]
                after = following(upcoming, session.item)
                if session.item in items:
                    unit.minutes.save_item(replace(items[session.item], ended_at=now))
                if after is not None:
                    unit.minutes.save_item(replace(items[after], begun_at=now))
                unit.minutes.put_session(replace(session, item=after))
                _show(unit, meeting)
            return _there(unit, meeting.id)

        return await self._database.write(work)

    async def may_note(self, caller: Caller, item_id: int) -> tuple[ShownMinutes, Item]:
        """The item whose notes the caller may write; for asking before a form is opened."""

        def work(unit: Unit) -> tuple[ShownMinutes, Item]:
            item, _, _ = _notable(unit, caller, item_id)
            return _there(unit, item.meeting), item

        return await self._database.write(work)  # holds the meeting: no read on PostgreSQL may

    async def note(
        self, caller: Caller, item_id: int, version: int, text: str, *, now: datetime
    ) -> tuple[Item, bool]:
        """Keep what was written about an item, on a form that showed `version`; True if somebody else wrote
        meanwhile, and both stand there now. After the end it amends the draft, and approvals start anew."""

        def work(unit: Unit) -> tuple[Item, bool]:
            item, meeting, session = _notable(unit, caller, item_id)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return item, False
            notes = merged(item.notes, unit.minutes.notes_of(item.id, version), note_typed(text))
            within(notes, MOST_NOTES, Message("The note"))
            if notes == item.notes:
                return item, False
            after = replace(item, notes=notes, version=item.version + 1)
            unit.minutes.save_item(after)
            unit.minutes.keep_notes(after, caller.id, now=now)
            unit.minutes.name(meeting.id, caller.id, caller.name)
            if session.state is State.DRAFT:
                unit.minutes.put_session(replace(session, version=session.version + 1))
                unit.minutes.take_back_approvals(meeting.id)
                _journal(unit, meeting, "minutes.amend", caller.id, now, item=item.id, version=after.version)
            _show(unit, meeting)
            return after, version != item.version

        return await self._database.write(work)

    async def motion(
        self,
        caller: Caller,
        item_id: int,
        sector: str,
        title: str,
        text: str,
        closes: datetime,
        *,
        now: datetime,
    ) -> Decision:
        """Put something to the vote, straight from an item: those present now vote."""

        def before(unit: Unit) -> tuple[Meeting, frozenset[int]]:
            _, meeting, _ = _notable(unit, caller, item_id)
            _must_run(unit, meeting)
            return meeting, present_at(unit, meeting.community, meeting.id)

        held, present = await self._database.write(before)
        proposal = Proposal(
            title=title,
            text=text,
            sector=sector,
            closes=closes,
            owner=caller.id,
            voters=Voters.PRESENT,
            voters_of=str(held.id),
            public=held.is_public,
        )
        decision = await self._decisions.start(caller, proposal, present, now=now)

        def link(unit: Unit) -> None:
            unit.minutes.add_motion(item_id, decision.id)
            meeting = unit.meetings.get(held.id)
            if meeting is not None:
                _show(unit, meeting)

        await self._database.write(link)
        return decision

    async def attendance(self, caller: Caller, meeting_id: int) -> frozenset[int]:
        """Who may vote when those present do."""
        return await self._database.read(lambda unit: present_at(unit, caller.community, meeting_id))

    async def end(self, caller: Caller, meeting_id: int, *, now: datetime) -> tuple[ShownMinutes, bool]:
        """End it; True for who did. Of two who end it at once the second finds the draft there."""

        def work(unit: Unit) -> tuple[ShownMinutes, bool]:
            number = meeting_id or next(iter(unit.minutes.running(caller.community)), 0)
            if not number:
                raise Refusal("No meeting is under way. `/meeting start` begins one.")
            meeting = held_meeting(unit, number, caller)
            session = unit.minutes.session(number)
            if session is None:
                raise Refusal("This meeting was not begun yet. `/meeting start` begins it.")
            if not chairs(unit, meeting, caller):
                raise Refusal("Only the chair and sector heads end a meeting.")
            if session.state is not State.RUNNING:
                return _there(unit, number), False
            unit.clicks.is_new(caller.interaction, now=now)
            _end(unit, meeting, session, caller.id, now)
            return _there(unit, number), True

        return await self._database.write(work)

    async def forgotten(self, meeting_id: int, *, now: datetime) -> None:
        """What the timer is for: nobody ended it."""

        def work(unit: Unit) -> None:
            meeting, session = unit.meetings.locked(meeting_id), unit.minutes.session(meeting_id)
            if meeting is not None and session is not None and session.state is State.RUNNING:
                _end(unit, meeting, session, None, now)

        await self._database.write(work)

    async def approve(self, caller: Caller, meeting_id: int, version: int, *, now: datetime) -> ShownMinutes:
        """Somebody who was there approves what they read (`version`). When more than half did, or the chair
        of a later meeting says that it approved them (`version` -1), they are locked."""

        def work(unit: Unit) -> ShownMinutes:
            meeting = held_meeting(unit, meeting_id, caller)
            session = unit.minutes.session(meeting_id)
            if session is None or session.state is State.RUNNING:
                raise Refusal("There are no minutes to approve yet: the meeting is not over.")
            if session.state is State.APPROVED:
                return _there(unit, meeting_id)
            present = unit.meetings.attendance(meeting_id)
            at_meeting = version < 0
            if at_meeting:
                if not _chairs_now(unit, caller, meeting_id):
                    raise Refusal(
                        "Only the chair of the meeting that approves them can say so, while it runs."
                    )
            elif caller.id not in present:
                raise Refusal("Only who was there approves the minutes. The next meeting can do it, too.")
            elif version != session.version:
                raise Refusal(
                    "Somebody amended the minutes meanwhile. Read them once more, and approve then."
                )
            else:
                unit.minutes.approve(meeting_id, caller.id)
            unit.clicks.is_new(caller.interaction, now=now)
            if at_meeting or is_approved(present, unit.minutes.approvals(meeting_id)):
                approved = replace(
                    session,
                    state=State.APPROVED,
                    approved_at=now,
                    approved_by=caller.id if at_meeting else None,
                )
                unit.minutes.put_session(approved)
                paper = self._wording(_there(unit, meeting_id))
                unit.minutes.put_session(replace(approved, paper=paper))
                if meeting.is_public:
                    unit.agenda_changed(meeting.community)  # its page leads to them from now on
                _journal(unit, meeting, "minutes.approve", caller.id, now, version=session.version)
            _show(unit, meeting)
            return _there(unit, meeting_id)

        return await self._database.write(work)


def _end(unit: Unit, meeting: Meeting, session: Session, by: int | None, now: datetime) -> None:
    over = replace(meeting, stage=Stage.OVER, updated_at=now)
    unit.meetings.save(over)
    for item in unit.minutes.items(meeting.id):
        if item.id == session.item:
            unit.minutes.save_item(replace(item, ended_at=now))
    unit.minutes.put_session(replace(session, state=State.DRAFT, ended_at=now, item=None))
    unit.timers.drop(END, str(meeting.id))
    _journal(unit, meeting, "meeting.end", by, now)
    show_meeting(unit, over)
    _show(unit, over)


def _show(unit: Unit, meeting: Meeting) -> None:
    """While it runs its room stands in the meetings channel, afterwards its minutes."""
    session = unit.minutes.session(meeting.id)
    place = unit.communities.channels(meeting.community).get(Channel.MEETINGS)
    runs = session is not None and session.state is State.RUNNING
    rooms, papers = set[Wanted](), set[Wanted]()
    if place is not None:
        (rooms if runs else papers).add(Wanted(Surface.MEETING_ROOM if runs else Surface.MINUTES, place))
    unit.postings.plan(meeting.community, room_subject(meeting.id), rooms)
    unit.postings.plan(meeting.community, minutes_subject(meeting.id), papers)
    unit.hint("postings")


def _check_in(unit: Unit, meeting_id: int, caller: Caller, now: datetime) -> bool:
    new = unit.meetings.check_in(meeting_id, caller.id, now=now)
    unit.minutes.name(meeting_id, caller.id, caller.name)
    if new:
        unit.postings.touch(caller.community, room_subject(meeting_id))
    return new


def _must_run(unit: Unit, meeting: Meeting) -> Session:
    session = unit.minutes.session(meeting.id)
    if session is None or session.state is not State.RUNNING:
        raise Refusal("This meeting is not under way. Its minutes stand in the meetings channel.")
    return session


def _notable(unit: Unit, caller: Caller, item_id: int) -> tuple[Item, Meeting, Session]:
    item = unit.minutes.item(item_id)
    if item is None:
        raise Refusal("This item is not on the agenda any more. `/meeting agenda show` shows what is.")
    meeting = held_meeting(unit, item.meeting, caller)
    session = unit.minutes.session(meeting.id)
    if session is None:
        raise Refusal("This meeting was not begun yet. `/meeting start` begins it.")
    must_amend(session, caller.id, unit.meetings.attendance(meeting.id))
    return item, meeting, session


def _chairs_now(unit: Unit, caller: Caller, meeting_id: int) -> bool:
    """Whether the caller chairs a meeting under way whose agenda has these minutes."""
    for number in unit.minutes.running(caller.community):
        session = unit.minutes.session(number)
        if session is None or session.chair != caller.id:
            continue
        if any(i.source is Source.MINUTES and i.about == meeting_id for i in unit.minutes.items(number)):
            return True
    return False


def _there(unit: Unit, meeting_id: int) -> ShownMinutes:
    shown = minutes_of(unit, meeting_id)
    assert shown is not None
    return shown


def _journal(unit: Unit, meeting: Meeting, action: str, by: int | None, now: datetime, **after: int) -> None:
    unit.journal.add(
        meeting.community, action, minutes_subject(meeting.id), at=now, actor=by, after=after or None
    )
