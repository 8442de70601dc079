"""Questions at the desk: each with its number, its entries, and who may see it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from domain.desk.entries import Entry, What
from domain.desk.keeping import GONE
from domain.desk.question import UNANSWERED, Question, Reason, Status, WaitsFor
from domain.desk.seeing import Parties, Reader
from domain.desk.terms import DeskSettings
from storage.desk_tables import (
    desk_entries,
    desk_helpers,
    desk_numbers,
    desk_questions,
    desk_sectors,
    desk_settings,
)
from storage.schema import insert_into, upsert

q = desk_questions.c

_PLAIN = tuple(
    name for name in Question.__dataclass_fields__ if name not in {"id", "reason", "status", "waits_for"}
)
_ENTRY = tuple(name for name in Entry.__dataclass_fields__ if name not in {"id", "what"})


def seen_by(reader: Reader) -> ColumnElement[bool]:
    """What `domain.desk.seeing.may_see` says, for a statement about `desk_questions`. Everything that lists,
    searches or counts questions for a person has this in its WHERE."""
    return or_(q.public, concerns(reader))


def concerns(reader: Reader) -> ColumnElement[bool]:
    """The same for `is_party`: without those that are merely public."""
    helping = select(desk_helpers.c.person).where(
        desk_helpers.c.question == q.id, desk_helpers.c.person == reader.id
    )
    mine = [q.asker == reader.id, q.owner == reader.id, helping.exists()]
    if reader.sectors:
        sectors = sorted(reader.sectors)
        along = select(desk_sectors.c.sector).where(
            desk_sectors.c.question == q.id, desk_sectors.c.sector.in_(sectors)
        )
        mine += [q.sector.in_(sectors), along.exists()]
    return or_(*mine)


class Desk:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- one question

    def hold_numbers(self, community: int) -> int:
        """The number given last. Until the transaction ends nobody else asks anything here."""
        first = insert_into(desk_numbers, self._connection.dialect).values(community=community, last=0)
        self._connection.execute(first.on_conflict_do_nothing(index_elements=["community"]))
        statement = select(desk_numbers.c.last).where(desk_numbers.c.community == community)
        last: int = self._connection.execute(statement.with_for_update()).scalar_one()
        return last

    def add(self, question: Question, *, click: int) -> Question:
        """Keep a new question under the community's next number. `click` is the interaction that asked."""
        number = self.hold_numbers(question.community) + 1
        self._connection.execute(
            update(desk_numbers).where(desk_numbers.c.community == question.community).values(last=number)
        )
        values = {**_values(replace(question, number=number)), "click": click}
        added = self._connection.execute(insert(desk_questions).values(**values).returning(q.id))
        return replace(question, id=added.scalar_one(), number=number)

    def get(self, question_id: int) -> Question | None:
        return self._one(select(desk_questions).where(q.id == question_id))

    def locked(self, question_id: int) -> Question | None:
        """The same, held until the transaction ends; for writing only."""
        return self._one(select(desk_questions).where(q.id == question_id).with_for_update())

    def by_number(self, community: int, number: int) -> Question | None:
        return self._one(select(desk_questions).where(q.community == community, q.number == number))

    def of_click(self, click: int) -> Question | None:
        """What this interaction asked."""
        return self._one(select(desk_questions).where(q.click == click))

    def of_thread(self, thread: int) -> Question | None:
        if not thread:
            return None
        return self._one(select(desk_questions).where(q.thread == thread, q.thread != 0))

    def save(self, question: Question) -> None:
        self._connection.execute(
            update(desk_questions).where(q.id == question.id).values(**_values(question))
        )

    # ---- who it concerns

    def parties(self, question_id: int) -> Parties:
        helpers = select(desk_helpers.c.person).where(desk_helpers.c.question == question_id)
        sectors = select(desk_sectors.c.sector).where(desk_sectors.c.question == question_id)
        return Parties(
            frozenset(self._connection.execute(helpers).scalars()),
            frozenset(self._connection.execute(sectors).scalars()),
        )

    def let_in(self, question_id: int, person: int) -> bool:
        """False if they were in already."""
        statement = insert_into(desk_helpers, self._connection.dialect).values(
            question=question_id, person=person
        )
        done = self._connection.execute(
            statement.on_conflict_do_nothing(index_elements=["question", "person"])
        )
        return done.rowcount > 0

    def ask_along(self, question_id: int, sector: str) -> bool:
        """False if the sector was asked along already."""
        statement = insert_into(desk_sectors, self._connection.dialect).values(
            question=question_id, sector=sector
        )
        done = self._connection.execute(
            statement.on_conflict_do_nothing(index_elements=["question", "sector"])
        )
        return done.rowcount > 0

    def let_out(self, question_id: int, person: int) -> bool:
        done = self._connection.execute(
            delete(desk_helpers).where(
                desk_helpers.c.question == question_id, desk_helpers.c.person == person
            )
        )
        return done.rowcount > 0

    # ---- what happened to it

    def add_entry(self, entry: Entry) -> bool:
        """False for a Discord message that is kept already."""
        values = {**{name: getattr(entry, name) for name in _ENTRY}, "what": entry.what.value}
        statement = insert_into(desk_entries, self._connection.dialect).values(**values)
        return self._added(statement.on_conflict_do_nothing())

    def entries(self, question_id: int, *, internal: bool) -> list[Entry]:
        """In order; with `internal` also the notes between those who answer."""
        e = desk_entries.c
        statement = select(desk_entries).where(e.question == question_id).order_by(e.at, e.id)
        if not internal:
            statement = statement.where(~e.internal)
        return [_entry(row) for row in self._connection.execute(statement).mappings()]

    def entry(self, entry_id: int) -> Entry | None:
        statement = select(desk_entries).where(desk_entries.c.id == entry_id)
        row = self._connection.execute(statement).mappings().one_or_none()
        return _entry(row) if row else None

    # ---- lists: every one is of what somebody may see

    def open_ones(
        self, community: int, reader: Reader, *, sector: str = "", limit: int, offset: int = 0
    ) -> list[Question]:
        """What has no answer yet, by sector and then the one that is due first."""
        statement = self._unanswered(community, reader)
        if sector:
            statement = statement.where(q.sector == sector)
        return self._all(statement.order_by(q.sector, q.due_at, q.id).limit(limit).offset(offset))

    def waiting_ones(
        self, community: int, reader: Reader, *, sector: str = "", limit: int, offset: int = 0
    ) -> list[Question]:
        """What has no answer yet, what waits longest first, whomever it waits for."""
        statement = self._unanswered(community, reader)
        if sector:
            statement = statement.where(q.sector == sector)
        return self._all(statement.order_by(q.waits_since, q.id).limit(limit).offset(offset))

    def _unanswered(self, community: int, reader: Reader) -> Select[Any]:
        return select(desk_questions).where(q.community == community, q.unanswered, seen_by(reader))

    def in_state(
        self,
        community: int,
        reader: Reader,
        status: Status,
        *,
        sector: str = "",
        limit: int,
        offset: int = 0,
    ) -> list[Question]:
        """The last ones first."""
        statement = select(desk_questions).where(
            q.community == community, q.status == status.value, seen_by(reader)
        )
        if sector:
            statement = statement.where(q.sector == sector)
        return self._all(statement.order_by(q.id.desc()).limit(limit).offset(offset))

    def concerning(self, community: int, reader: Reader, *, limit: int) -> list[Question]:
        """What somebody is a party to and has no answer yet, or was answered or closed last."""
        statement = select(desk_questions).where(q.community == community, concerns(reader))
        return self._all(statement.order_by(q.unanswered.desc(), q.id.desc()).limit(limit))

    def asked_by(self, community: int, asker: int, *, limit: int, offset: int = 0) -> list[Question]:
        """What somebody asked, the last one first."""
        statement = select(desk_questions).where(q.community == community, q.asker == asker)
        return self._all(statement.order_by(q.id.desc()).limit(limit).offset(offset))

    def answered_ones(self, community: int, *, limit: int) -> list[Question]:
        """What was answered, the last one first, whoever asked it: to learn from where a question belongs. It
        is shown to nobody, so it asks for no reader."""
        statement = select(desk_questions).where(q.community == community, q.answered_at.is_not(None))
        return self._all(statement.order_by(q.id.desc()).limit(limit))

    def owned_by(self, community: int, owner: int) -> list[Question]:
        """What somebody carries that is not closed, oldest first."""
        statement = select(desk_questions).where(
            q.community == community, q.owner == owner, q.status != Status.CLOSED.value
        )
        return self._all(statement.order_by(q.id).with_for_update())

    def ownerless(self, community: int, sectors: Collection[str] | None = None) -> list[Question]:
        """What nobody carries and is not closed, oldest first; of some sectors, or of all."""
        statement = select(desk_questions).where(
            q.community == community, q.owner.is_(None), q.status != Status.CLOSED.value
        )
        if sectors is not None:
            statement = statement.where(q.sector.in_(sorted(sectors)) if sectors else false())
        return self._all(statement.order_by(q.id))

    def count_open(self, community: int, reader: Reader) -> dict[str, int]:
        """How many have no answer yet, by sector."""
        statement = (
            select(q.sector, func.count())
            .where(q.community == community, q.unanswered, seen_by(reader))
            .group_by(q.sector)
        )
        return {sector: int(count) for sector, count in self._connection.execute(statement)}

    def oldest_open(self, community: int, reader: Reader) -> dict[str, datetime]:
        """Since when the oldest that has no answer yet was asked, by sector."""
        statement = (
            select(q.sector, func.min(q.asked_at))
            .where(q.community == community, q.unanswered, seen_by(reader))
            .group_by(q.sector)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def closed_between(self, community: int, first: datetime, last: datetime) -> int:
        """How many were closed in this time; a number tells nothing of any of them, so it asks for no
        reader."""
        statement = select(func.count()).where(
            q.community == community,
            q.status == Status.CLOSED.value,
            q.closed_at >= first,
            q.closed_at < last,
        )
        return int(self._connection.execute(statement).scalar_one())

    def with_article(self, community: int, key: str) -> list[Question]:
        """Of which this article came."""
        statement = select(desk_questions).where(q.community == community, q.how == key)
        return self._all(statement.order_by(q.id))

    # ---- words that are not kept any more

    def forget_words(self, question_id: int) -> None:
        """Of everything that was said and noted; that something was, and when, stays."""
        self._connection.execute(
            update(desk_entries).where(desk_entries.c.question == question_id).values(text="")
        )

    def closed_with_words(self, community: int, before: datetime, *, limit: int) -> list[Question]:
        """Closed until then with the words still there, the longest ago first."""
        statement = select(desk_questions).where(*_with_words(community), q.closed_at <= before)
        return self._all(statement.order_by(q.closed_at, q.id).limit(limit).with_for_update())

    def first_closed_with_words(self, community: int) -> datetime | None:
        statement = select(func.min(q.closed_at)).where(*_with_words(community))
        first: datetime | None = self._connection.execute(statement).scalar_one()
        return first

    # ---- how the community wants it

    def settings(self, community: int) -> DeskSettings:
        statement = select(desk_settings).where(desk_settings.c.community == community)
        row = self._connection.execute(statement).mappings().one_or_none()
        if row is None:
            return DeskSettings()
        return DeskSettings(**{name: row[name] for name in DeskSettings.__dataclass_fields__})

    def put_settings(self, community: int, settings: DeskSettings) -> None:
        values = {name: getattr(settings, name) for name in DeskSettings.__dataclass_fields__}
        values["community"] = community
        self._connection.execute(upsert(desk_settings, self._connection.dialect, values, ("community",)))

    def _added(self, statement: Any) -> bool:
        return self._connection.execute(statement).rowcount > 0

    def _one(self, statement: Any) -> Question | None:
        row = self._connection.execute(statement).mappings().one_or_none()
        return _question(row) if row else None

    def _all(self, statement: Any) -> list[Question]:
        return [_question(row) for row in self._connection.execute(statement).mappings()]


def _with_words(community: int) -> tuple[ColumnElement[bool], ...]:
    return (q.community == community, q.status == Status.CLOSED.value, q.text != GONE)


def _values(question: Question) -> dict[str, Any]:
    values = {name: getattr(question, name) for name in _PLAIN}
    values |= {
        "reason_nl": question.reason.nl,
        "reason_en": question.reason.en,
        "status": question.status.value,
        "unanswered": question.status in UNANSWERED,
        "waits_for": question.waits_for.value if question.waits_for else None,
    }
    return values


def _question(row: RowMapping) -> Question:
    return Question(
        id=row["id"],
        reason=Reason(row["reason_nl"], row["reason_en"]),
        status=Status(row["status"]),
        waits_for=WaitsFor(row["waits_for"]) if row["waits_for"] else None,
        **{name: row[name] for name in _PLAIN},
    )


def _entry(row: RowMapping) -> Entry:
    return Entry(id=row["id"], what=What(row["what"]), **{name: row[name] for name in _ENTRY})
