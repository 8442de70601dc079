"""Meetings: the rhythm, the meetings themselves, who was asked, who comes and who came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, select, update

from domain.events import Language
from domain.meetings.candidates import Came
from domain.meetings.kinds import Audience, Kind
from domain.meetings.meeting import Coming, Meeting, Stage
from domain.meetings.notes import noted, plain
from domain.meetings.reminding import Lead
from domain.meetings.rhythm import RULES, Rule
from storage.meeting_tables import (
    meeting_attendance,
    meeting_comings,
    meeting_people,
    meeting_rules,
    meeting_told,
    meeting_wishes,
    meetings,
)
from storage.schema import insert_into, upsert

_FIELDS = tuple(name for name in Meeting.__dataclass_fields__ if name != "id")
_RULE = tuple(name for name in Rule.__dataclass_fields__)


class Meetings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- the rhythm

    def rule(self, community: int, kind: Kind) -> Rule:
        """As the community set it, or as every community begins."""
        row = (
            self._connection.execute(
                select(meeting_rules).where(
                    meeting_rules.c.community == community, meeting_rules.c.kind == kind.value
                )
            )
            .mappings()
            .one_or_none()
        )
        if row is None:
            return RULES[kind]
        values = {name: row[name] for name in _RULE}
        values.update(kind=kind, at=time.fromisoformat(row["at"]), language=Language(row["language"]))
        return Rule(**values)

    def put_rule(self, community: int, rule: Rule) -> None:
        values = {name: getattr(rule, name) for name in _RULE}
        values.update(
            community=community,
            kind=rule.kind.value,
            at=rule.at.isoformat(),
            language=rule.language.value,
        )
        self._connection.execute(
            upsert(meeting_rules, self._connection.dialect, values, ("community", "kind"))
        )

    # ---- meetings

    def get(self, meeting_id: int) -> Meeting | None:
        return self._one(select(meetings).where(meetings.c.id == meeting_id))

    def locked(self, meeting_id: int) -> Meeting | None:
        """The same, held until the transaction ends (SQLite has one writer and needs no lock)."""
        return self._one(select(meetings).where(meetings.c.id == meeting_id).with_for_update())

    def of_period(self, community: int, kind: Kind, period: str) -> Meeting | None:
        return self._one(
            select(meetings).where(
                meetings.c.community == community,
                meetings.c.kind == kind.value,
                meetings.c.period == period,
            )
        )

    def add(self, meeting: Meeting) -> Meeting | None:
        """Store a new one; None when its period has one already."""
        number = self._connection.execute(
            insert_into(meetings, self._connection.dialect)
            .values(**_values(meeting))
            .on_conflict_do_nothing(index_elements=["community", "kind", "period"])
            .returning(meetings.c.id)
        ).scalar_one_or_none()
        return replace(meeting, id=number) if number is not None else None

    def save(self, meeting: Meeting) -> None:
        self._connection.execute(
            update(meetings).where(meetings.c.id == meeting.id).values(**_values(meeting))
        )

    def coming(self, community: int, *, since: date) -> list[Meeting]:
        """What has a date from `since` on, soonest first; also what is cancelled."""
        return self._all(
            select(meetings)
            .where(meetings.c.community == community, meetings.c.day >= since)
            .order_by(meetings.c.day, meetings.c.at, meetings.c.id)
        )

    def finding(self, community: int) -> list[Meeting]:
        """Those whose date is being found, oldest first."""
        return self._all(
            select(meetings)
            .where(meetings.c.community == community, meetings.c.stage == Stage.FINDING.value)
            .order_by(meetings.c.id)
        )

    def past(
        self, community: int, *, before: date, kinds: Collection[Kind] = (), limit: int
    ) -> list[Meeting]:
        """Those that took place before a day, the last one first."""
        held = [Stage.PLANNED.value, Stage.UNDER_WAY.value, Stage.OVER.value]
        asked = [meetings.c.community == community, meetings.c.day < before, meetings.c.stage.in_(held)]
        if kinds:
            asked.append(meetings.c.kind.in_([kind.value for kind in kinds]))
        return self._all(
            select(meetings).where(*asked).order_by(meetings.c.day.desc(), meetings.c.id.desc()).limit(limit)
        )

    def between(self, community: int, first: date, last: date) -> list[Meeting]:
        """Those that are (or were) held from one day to another, both included."""
        held = [Stage.PLANNED.value, Stage.UNDER_WAY.value, Stage.OVER.value]
        return self._all(
            select(meetings)
            .where(
                meetings.c.community == community,
                meetings.c.day.between(first, last),
                meetings.c.stage.in_(held),
            )
            .order_by(meetings.c.day, meetings.c.at, meetings.c.id)
        )

    def newest_of(self, community: int, planner: int) -> Meeting | None:
        """What this person planned last."""
        return self._one(
            select(meetings)
            .where(meetings.c.community == community, meetings.c.planner == planner)
            .order_by(meetings.c.id.desc())
            .limit(1)
        )

    def of_event(self, event_id: int) -> Meeting | None:
        """The meeting that this row of the agenda shows."""
        return self._one(select(meetings).where(meetings.c.event == event_id))

    def rooms(self, community: int) -> dict[int, int]:
        """The voice or stage channel of each row of the agenda whose meeting is there and nowhere else."""
        rows = self._connection.execute(
            select(meetings.c.event, meetings.c.channel).where(
                meetings.c.community == community,
                meetings.c.event.is_not(None),
                meetings.c.channel.is_not(None),
                meetings.c.place == "",
            )
        )
        return {row.event: row.channel for row in rows}

    def _one(self, statement: Any) -> Meeting | None:
        row = self._connection.execute(statement).mappings().one_or_none()
        return _meeting(row) if row else None

    def _all(self, statement: Any) -> list[Meeting]:
        return [_meeting(row) for row in self._connection.execute(statement).mappings()]

    # ---- who is asked by name

    def people(self, meeting_id: int) -> dict[int, bool]:
        """Who was asked by name, and whether they must be there; sector heads are asked beside them."""
        rows = self._connection.execute(
            select(meeting_people.c.person, meeting_people.c.required)
            .where(meeting_people.c.meeting == meeting_id)
            .order_by(meeting_people.c.person)
        )
        return {row.person: row.required for row in rows}

    def put_people(self, meeting_id: int, people: Mapping[int, bool]) -> None:
        for person, required in sorted(people.items()):
            values = {"meeting": meeting_id, "person": person, "required": required}
            self._connection.execute(
                upsert(meeting_people, self._connection.dialect, values, ("meeting", "person"))
            )

    def forget_person(self, meeting_id: int, person: int) -> bool:
        """They are not asked any more; True if they were."""
        result = self._connection.execute(
            delete(meeting_people).where(
                meeting_people.c.meeting == meeting_id, meeting_people.c.person == person
            )
        )
        return result.rowcount > 0

    # ---- who comes, and who came

    def say_coming(self, meeting_id: int, person: int, coming: Coming, *, now: datetime) -> None:
        values = {"meeting": meeting_id, "person": person, "coming": coming.value, "said_at": now}
        self._connection.execute(
            upsert(meeting_comings, self._connection.dialect, values, ("meeting", "person"))
        )

    def comings(self, meeting_id: int) -> dict[int, Coming]:
        """What people said, in the order in which they last said so."""
        rows = self._connection.execute(
            select(meeting_comings.c.person, meeting_comings.c.coming)
            .where(meeting_comings.c.meeting == meeting_id)
            .order_by(meeting_comings.c.said_at, meeting_comings.c.person)
        )
        return {row.person: Coming(row.coming) for row in rows}

    def take_back(self, meeting_id: int, person: int) -> None:
        """They said nothing."""
        self._connection.execute(
            delete(meeting_comings).where(
                meeting_comings.c.meeting == meeting_id, meeting_comings.c.person == person
            )
        )

    def check_in(self, meeting_id: int, person: int, *, now: datetime) -> bool:
        """They are there; True the first time."""
        return (
            self._connection.execute(
                insert_into(meeting_attendance, self._connection.dialect)
                .values(meeting=meeting_id, person=person, came_at=now)
                .on_conflict_do_nothing(index_elements=["meeting", "person"])
                .returning(meeting_attendance.c.person)
            ).one_or_none()
            is not None
        )

    def attendance(self, meeting_id: int) -> list[int]:
        """Who came, in the order in which they did."""
        return list(
            self._connection.execute(
                select(meeting_attendance.c.person)
                .where(meeting_attendance.c.meeting == meeting_id)
                .order_by(meeting_attendance.c.came_at, meeting_attendance.c.person)
            ).scalars()
        )

    def came_by_weekday(self, community: int, kinds: Iterable[Kind], *, since: date) -> dict[int, Came]:
        """How many people came on which weekday to meetings of these kinds; those at which nobody checked in
        say nothing."""
        rows = self._connection.execute(
            select(meetings.c.day, func.count())
            .join(meeting_attendance, meeting_attendance.c.meeting == meetings.c.id)
            .where(
                meetings.c.community == community,
                meetings.c.kind.in_([kind.value for kind in kinds]),
                meetings.c.day >= since,
                meetings.c.stage != Stage.CANCELLED.value,
            )
            .group_by(meetings.c.id, meetings.c.day)
        )
        found: dict[int, list[int]] = defaultdict(list)
        for day, count in rows:
            found[day.weekday()].append(count)
        return {weekday: Came(len(counts), sum(counts)) for weekday, counts in found.items()}

    # ---- reminders

    def wishes(self, community: int, people: Collection[int]) -> dict[int, tuple[frozenset[Lead], str]]:
        """When these people want to be reminded of meetings, and the language they use Discord in; who never
        chose is left out."""
        rows = self._connection.execute(
            select(meeting_wishes.c.person, meeting_wishes.c.leads, meeting_wishes.c.locale).where(
                meeting_wishes.c.community == community, meeting_wishes.c.person.in_(list(people))
            )
        )
        return {row.person: (frozenset(Lead(lead) for lead in row.leads), row.locale) for row in rows}

    def put_wish(self, community: int, person: int, leads: Iterable[Lead], locale: str) -> None:
        values = {
            "community": community,
            "person": person,
            "leads": sorted(lead.value for lead in leads),
            "locale": locale,
        }
        self._connection.execute(
            upsert(meeting_wishes, self._connection.dialect, values, ("community", "person"))
        )

    def forget_wish(self, community: int, person: int) -> None:
        """They never chose, and nothing is known of their language."""
        self._connection.execute(
            delete(meeting_wishes).where(
                meeting_wishes.c.community == community, meeting_wishes.c.person == person
            )
        )

    def tell_once(self, meeting_id: int, what: str, person: int, *, now: datetime) -> bool:
        """Note that a person is told of something; False when they were told before."""
        return (
            self._connection.execute(
                insert_into(meeting_told, self._connection.dialect)
                .values(meeting=meeting_id, what=what, person=person, told_at=now)
                .on_conflict_do_nothing(index_elements=["meeting", "what", "person"])
                .returning(meeting_told.c.person)
            ).one_or_none()
            is not None
        )


def _values(meeting: Meeting) -> dict[str, Any]:
    values = {name: getattr(meeting, name) for name in _FIELDS}
    values.update(
        kind=meeting.kind.value,
        audience=meeting.audience.value,
        period=meeting.period or None,
        stage=meeting.stage.value,
        at=meeting.at.isoformat(),
        language=meeting.language.value,
        why=plain(meeting.why),
    )
    return values


def _meeting(row: RowMapping) -> Meeting:
    values = {name: row[name] for name in _FIELDS}
    values.update(
        kind=Kind(row["kind"]),
        audience=Audience(row["audience"]),
        period=row["period"] or "",
        stage=Stage(row["stage"]),
        at=time.fromisoformat(row["at"]),
        language=Language(row["language"]),
        why=noted(row["why"]),
    )
    return Meeting(id=row["id"], **values)
