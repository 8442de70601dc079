"""The dates that people are asked about, and what each of them answered."""

from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy import Connection, delete, insert, select

from domain.meetings.notes import noted, plain
from domain.meetings.polls import Answer, Option
from storage.meeting_tables import meeting_answers, meeting_dates
from storage.schema import upsert


class MeetingPolls:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, meeting_id: int, options: Iterable[Option], others: Iterable[Option] = ()) -> None:
        """Ask about `options`; `others` are days that were looked at and are not offered, and why."""
        for offered, some in ((True, options), (False, others)):
            for one in some:
                values = {"day": one.day, "at": one.at.isoformat(), "why": plain(one.why)}
                self._connection.execute(
                    insert(meeting_dates).values(meeting=meeting_id, offered=offered, **values)
                )

    def options(self, meeting_id: int) -> tuple[Option, ...]:
        """What people are asked about, soonest first."""
        return self._dates(meeting_id, offered=True)

    def others(self, meeting_id: int) -> tuple[Option, ...]:
        """The days that were looked at and not offered, soonest first."""
        return self._dates(meeting_id, offered=False)

    def _dates(self, meeting_id: int, *, offered: bool) -> tuple[Option, ...]:
        rows = self._connection.execute(
            select(meeting_dates)
            .where(meeting_dates.c.meeting == meeting_id, meeting_dates.c.offered == offered)
            .order_by(meeting_dates.c.day, meeting_dates.c.at, meeting_dates.c.id)
        )
        return tuple(Option(row.id, row.day, time.fromisoformat(row.at), noted(row.why)) for row in rows)

    def answers(self, meeting_id: int) -> dict[int, dict[int, Answer]]:
        """By date (its id), by person."""
        found: dict[int, dict[int, Answer]] = {one.id: {} for one in self.options(meeting_id)}
        rows = self._connection.execute(
            select(meeting_answers)
            .where(meeting_answers.c.date.in_(list(found)))
            .order_by(meeting_answers.c.answered_at, meeting_answers.c.person)
        )
        for row in rows:
            found[row.date][row.person] = Answer(row.answer)
        return found

    def put(self, option_id: int, person: int, answer: Answer, *, now: datetime) -> None:
        """What a person says of a date now."""
        values = {"date": option_id, "person": person, "answer": answer.value, "answered_at": now}
        self._connection.execute(
            upsert(meeting_answers, self._connection.dialect, values, ("date", "person"))
        )

    def forget(self, meeting_id: int, person: int) -> None:
        """As if this person had not answered."""
        ours = select(meeting_dates.c.id).where(meeting_dates.c.meeting == meeting_id)
        self._connection.execute(
            delete(meeting_answers).where(
                meeting_answers.c.date.in_(ours), meeting_answers.c.person == person
            )
        )
