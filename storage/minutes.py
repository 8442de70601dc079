"""Agendas, minutes and action points."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from domain.meetings.actions import Action
from domain.meetings.actions import State as ActionState
from domain.meetings.agenda import MINUTES_FOR, Due, Item, Source
from domain.meetings.kinds import Audience, Kind
from domain.meetings.meeting import Stage
from domain.meetings.minutes import Session, State
from storage.meeting_tables import meetings
from storage.minutes_tables import (
    actions,
    meeting_approvals,
    meeting_items,
    meeting_motions,
    meeting_names,
    meeting_notes,
    meeting_sessions,
)
from storage.schema import insert_into, upsert

_ITEM = tuple(name for name in Item.__dataclass_fields__ if name != "id")
_ACTION = tuple(name for name in Action.__dataclass_fields__ if name != "id")
_SESSION = tuple(Session.__dataclass_fields__)


class Minutes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- items

    def items(self, meeting_id: int) -> list[Item]:
        """In their order, without those that were taken off."""
        return self._items(meeting_items.c.meeting == meeting_id, meeting_items.c.dropped.is_(False))

    def item(self, item_id: int) -> Item | None:
        found = self._items(meeting_items.c.id == item_id)
        return found[0] if found else None

    def add_item(self, item: Item) -> Item | None:
        """At the end; None when it stands there already, or was taken off."""
        last = self._connection.execute(
            select(func.max(meeting_items.c.position)).where(meeting_items.c.meeting == item.meeting)
        ).scalar_one()
        item = replace(item, position=(last or 0) + 1)
        number = self._connection.execute(
            insert_into(meeting_items, self._connection.dialect)
            .values(**_item_values(item))
            .on_conflict_do_nothing(index_elements=["meeting", "source", "about"])
            .returning(meeting_items.c.id)
        ).scalar_one_or_none()
        return replace(item, id=number) if number is not None else None

    def add_due(self, meeting_id: int, due: Due) -> Item | None:
        return self.add_item(
            Item(
                meeting=meeting_id,
                position=0,
                source=due.source,
                about=due.about,
                title=due.title,
                english=due.english,
                owner=due.owner,
                minutes=MINUTES_FOR[due.source],
            )
        )

    def save_item(self, item: Item) -> None:
        self._connection.execute(
            update(meeting_items).where(meeting_items.c.id == item.id).values(**_item_values(item))
        )

    def forget_item(self, item_id: int) -> None:
        """What was due is not any more, and nobody wrote anything about it."""
        self._connection.execute(delete(meeting_items).where(meeting_items.c.id == item_id))

    def hand_back(self, community: int, person: int) -> list[int]:
        """Nobody leads the items of this person any more that are still to be talked about; the meetings."""
        open_ones = select(meetings.c.id).where(
            meetings.c.community == community,
            meetings.c.stage.in_([Stage.FINDING.value, Stage.PLANNED.value, Stage.UNDER_WAY.value]),
        )
        found = self._connection.execute(
            update(meeting_items)
            .where(meeting_items.c.owner == person, meeting_items.c.meeting.in_(open_ones))
            .values(owner=None)
            .returning(meeting_items.c.meeting)
        ).scalars()
        return sorted(set(found))

    def keep_notes(self, item: Item, person: int, *, now: datetime) -> None:
        """Every version stays: who wrote what can always be looked up."""
        self._connection.execute(
            insert(meeting_notes).values(
                item=item.id, version=item.version, notes=item.notes, person=person, at=now
            )
        )

    def notes_of(self, item_id: int, version: int) -> str:
        """As they were; empty for the beginning."""
        found = self._connection.execute(
            select(meeting_notes.c.notes).where(
                meeting_notes.c.item == item_id, meeting_notes.c.version == version
            )
        ).scalar_one_or_none()
        return found or ""

    def _items(self, *where: Any) -> list[Item]:
        rows = self._connection.execute(
            select(meeting_items).where(*where).order_by(meeting_items.c.position, meeting_items.c.id)
        ).mappings()
        return [_item(row) for row in rows]

    # ---- the session

    def session(self, meeting_id: int) -> Session | None:
        row = (
            self._connection.execute(select(meeting_sessions).where(meeting_sessions.c.meeting == meeting_id))
            .mappings()
            .one_or_none()
        )
        return _session(row) if row else None

    def put_session(self, session: Session) -> None:
        values = {name: getattr(session, name) for name in _SESSION}
        values.update(state=session.state.value, paper=[list(line) for line in session.paper])
        self._connection.execute(upsert(meeting_sessions, self._connection.dialect, values, ("meeting",)))

    def running(self, community: int) -> list[int]:
        """Meetings that are under way, the one that began last first."""
        return list(
            self._connection.execute(
                select(meeting_sessions.c.meeting)
                .join(meetings, meetings.c.id == meeting_sessions.c.meeting)
                .where(meetings.c.community == community, meeting_sessions.c.state == State.RUNNING.value)
                .order_by(meeting_sessions.c.began_at.desc())
            ).scalars()
        )

    def drafts(self, community: int, kind: Kind, before: date) -> list[int]:
        """Meetings of a kind whose minutes are not approved, the oldest first."""
        return list(
            self._connection.execute(
                select(meeting_sessions.c.meeting)
                .join(meetings, meetings.c.id == meeting_sessions.c.meeting)
                .where(
                    meetings.c.community == community,
                    meetings.c.kind == kind.value,
                    meetings.c.day <= before,
                    meeting_sessions.c.state == State.DRAFT.value,
                )
                .order_by(meetings.c.day, meetings.c.id)
            ).scalars()
        )

    def published(self, community: int) -> dict[int, int]:
        """Meetings that were for everyone and whose minutes are approved, by the row of the agenda that shows
        them."""
        rows = self._connection.execute(
            select(meetings.c.event, meetings.c.id)
            .join(meeting_sessions, meeting_sessions.c.meeting == meetings.c.id)
            .where(
                meetings.c.community == community,
                meetings.c.audience == Audience.EVERYONE.value,
                meetings.c.event.is_not(None),
                meeting_sessions.c.state == State.APPROVED.value,
            )
        )
        return {row.event: row.id for row in rows}

    def approve(self, meeting_id: int, person: int) -> None:
        self._connection.execute(
            insert_into(meeting_approvals, self._connection.dialect)
            .values(meeting=meeting_id, person=person)
            .on_conflict_do_nothing(index_elements=["meeting", "person"])
        )

    def approvals(self, meeting_id: int) -> list[int]:
        return list(
            self._connection.execute(
                select(meeting_approvals.c.person)
                .where(meeting_approvals.c.meeting == meeting_id)
                .order_by(meeting_approvals.c.person)
            ).scalars()
        )

    def take_back_approvals(self, meeting_id: int) -> None:
        """They approved something that has changed since."""
        self._connection.execute(delete(meeting_approvals).where(meeting_approvals.c.meeting == meeting_id))

    def name(self, meeting_id: int, person: int, name: str) -> None:
        values = {"meeting": meeting_id, "person": person, "name": name}
        self._connection.execute(
            upsert(meeting_names, self._connection.dialect, values, ("meeting", "person"))
        )

    def names(self, meeting_id: int) -> dict[int, str]:
        """What people were called at the meeting: they may leave, the minutes stay."""
        rows = self._connection.execute(
            select(meeting_names.c.person, meeting_names.c.name).where(meeting_names.c.meeting == meeting_id)
        )
        return {row.person: row.name for row in rows}

    def add_motion(self, item_id: int, decision_id: int) -> None:
        self._connection.execute(
            insert_into(meeting_motions, self._connection.dialect)
            .values(item=item_id, decision=decision_id)
            .on_conflict_do_nothing(index_elements=["item", "decision"])
        )

    def motions(self, meeting_id: int) -> list[tuple[int, int]]:
        """(item, decision) of everything that was put to the vote there."""
        rows = self._connection.execute(
            select(meeting_motions.c.item, meeting_motions.c.decision)
            .join(meeting_items, meeting_items.c.id == meeting_motions.c.item)
            .where(meeting_items.c.meeting == meeting_id)
            .order_by(meeting_motions.c.decision)
        )
        return [(row.item, row.decision) for row in rows]

    def meeting_of_decision(self, decision_id: int) -> int | None:
        """Where it was put to the vote."""
        return self._connection.execute(
            select(meeting_items.c.meeting)
            .join(meeting_motions, meeting_items.c.id == meeting_motions.c.item)
            .where(meeting_motions.c.decision == decision_id)
            .limit(1)
        ).scalar_one_or_none()

    # ---- action points

    def add_action(self, action: Action) -> Action:
        number = self._connection.execute(
            insert(actions).values(**_action_values(action)).returning(actions.c.id)
        ).scalar_one()
        return replace(action, id=number)

    def save_action(self, action: Action) -> None:
        self._connection.execute(
            update(actions).where(actions.c.id == action.id).values(**_action_values(action))
        )

    def action(self, action_id: int) -> Action | None:
        found = self._actions(actions.c.id == action_id)
        return found[0] if found else None

    def actions_of(self, meeting_id: int) -> list[Action]:
        return self._actions(actions.c.meeting == meeting_id)

    def open_actions(self, community: int, *, kind: Kind | None = None) -> list[Action]:
        """Not done, soonest first; with a kind only what was agreed at such a meeting."""
        where = [actions.c.community == community, actions.c.state == ActionState.OPEN.value]
        if kind is not None:
            of_kind = select(meetings.c.id).where(
                meetings.c.community == community, meetings.c.kind == kind.value
            )
            where.append(actions.c.meeting.in_(of_kind))
        return self._actions(*where)

    def done_between(self, community: int, first: datetime, last: datetime) -> list[Action]:
        """What was done from one moment on and before another."""
        return self._actions(
            actions.c.community == community,
            actions.c.state == ActionState.DONE.value,
            actions.c.done_at >= first,
            actions.c.done_at < last,
        )

    def put_gone(self, community: int, person: int, gone: bool) -> None:
        """Who does these is not on the server (any more), or is so again."""
        self._connection.execute(
            update(actions)
            .where(actions.c.community == community, actions.c.person == person)
            .values(gone=gone)
        )

    def newest_action(self, community: int, made_by: int) -> Action | None:
        found = self._actions(actions.c.community == community, actions.c.made_by == made_by)
        return max(found, key=lambda one: one.id, default=None)

    def _actions(self, *where: Any) -> list[Action]:
        rows = self._connection.execute(
            select(actions).where(*where).order_by(actions.c.due, actions.c.id)
        ).mappings()
        return [_action(row) for row in rows]


def _item_values(item: Item) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in _ITEM}
    return {**values, "source": item.source.value, "about": item.about or None}


def _item(row: RowMapping) -> Item:
    values = {name: row[name] for name in _ITEM}
    return Item(id=row["id"], **{**values, "source": Source(row["source"]), "about": row["about"] or 0})


def _session(row: RowMapping) -> Session:
    values = {name: row[name] for name in _SESSION}
    paper = tuple((kind, text) for kind, text in row["paper"])
    return Session(**{**values, "state": State(row["state"]), "paper": paper})


def _action_values(action: Action) -> dict[str, Any]:
    return {**{name: getattr(action, name) for name in _ACTION}, "state": action.state.value}


def _action(row: RowMapping) -> Action:
    return Action(
        id=row["id"], **{**{name: row[name] for name in _ACTION}, "state": ActionState(row["state"])}
    )
