"""Finding everything that is stored of a person, and taking them out of it.

`storage.privacy_parts` says where to look. What nobody can list, a person's id inside a JSON value or a text
that somebody wrote, is found by looking through all columns for it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    String,
    Table,
    and_,
    cast,
    delete,
    false,
    func,
    not_,
    or_,
    select,
    true,
    update,
)

from domain.assembly_export import read_record
from domain.chain import Link
from domain.meetings.minutes import State
from domain.privacy import NOBODY, Fate, Line, Stored
from domain.redacting import Marks, redacted
from storage.assembly import (
    assembly_attendance,
    assembly_proxies_asked,
    emergency_entries,
    emergency_records,
)
from storage.decision_tables import (
    decision_ballots,
    decision_entries,
    decision_proxies,
    decision_seats,
    decisions,
)
from storage.desk_tables import desk_questions
from storage.drafts import drafts
from storage.event_tables import events
from storage.files import files
from storage.minutes_tables import meeting_names, meeting_sessions
from storage.mirror import mirror_interests, mirrored
from storage.privacy_parts import CHAINS, NAMES, PARTS, Part, decision_is_open
from storage.runs import run_people, runs, ticks
from storage.schema import metadata
from storage.timers import timers

_LONGEST_NAME: Final = 100


class Waiting(NamedTuple):
    """What somebody can only be taken out of later: a decision by its id, or the assemblies."""

    kind: str
    id: int


class Privacy:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[tuple[int, str, int], int] = {}

    # ---- looking

    def stored(self, community: int, person: int) -> list[Stored]:
        """Everything, in the order of the parts; other people's ids are taken out of it."""
        found: list[Stored] = []
        for part in PARTS:
            rows = [_shown(part, row, person) for row in self._rows(part, community, person)]
            if rows:
                later = self._later(part, community, person)
                found.append(Stored(part.heading, part.fate, rows, later))
        for table, heading in CHAINS.items():
            entries = [_own(body, person) for body in self._entries(table, community, person)]
            if entries:
                found.append(Stored(heading, Fate.NAMELESS, entries))
        places = {one.heading.key: place for place, one in reversed(list(enumerate(found)))}
        return sorted(found, key=lambda one: places[one.heading.key])

    def lines(self, community: int, person: int) -> list[Line]:
        """How much there is of each kind, under its heading, and what erasing does to it."""
        found: dict[str, Line] = {}
        for part in PARTS:
            count = self._count(part, community, person)
            if not count:
                continue
            later = self._later(part, community, person)
            known = found.get(part.heading.key)
            fate = part.fate if known is None or known.fate is Fate.GOES else known.fate
            found[part.heading.key] = Line(
                part.heading,
                fate,
                count + (known.count if known else 0),
                later + (known.later if known else 0),
            )
        for table, heading in CHAINS.items():
            if table is decision_entries and heading.key in found:
                continue  # counted by their seats, votes and owners
            entries = sum(1 for _ in self._entries(table, community, person))
            if entries:
                waits = table is emergency_entries and not self._assemblies_at_rest(community)
                known = found.get(heading.key)
                count = entries + (known.count if known else 0)
                found[heading.key] = Line(heading, Fate.NAMELESS, count, count if waits else 0)
        return list(found.values())

    def names(self, community: int, person: int) -> set[str]:
        """What they were called where we wrote a name down."""
        known: set[str] = set()
        for part in PARTS:
            for column, who in part.names.items():
                statement = select(part.table.c[column]).where(
                    within(part.table, community), part.table.c[who] == person
                )
                known.update(name for name in self._connection.execute(statement).scalars() if name)
        return {name for name in known if len(name) <= _LONGEST_NAME}

    # ---- taking out

    def erase(self, community: int, person: int, names: Iterable[str]) -> set[str]:
        """Take the person out of everything but the chains; the subjects whose messages show it."""
        called = frozenset(names)
        subjects: set[str] = set()
        self._give_runs_away(community, person, subjects)
        self._redact_papers(community, person, called)
        pictures = self._pictures(community, person)
        for part in PARTS:
            if part.fate is Fate.STAYS or part.by_chain:
                continue
            subjects |= self._subjects(part, community, person)
            if part.fate is Fate.GOES:
                self._delete(part, community, person)
            else:
                self._blank(part, community, person)
        self._drop_pictures(pictures)
        self._keep_what_discord_lists(community, person)
        self._drop_timers(community, person)
        self._forget_names(community, called)
        return subjects

    def sweep(self, community: int, person: int) -> None:
        """Take the id out of every text and JSON value in which it still stands; what waits, waits."""
        for table in metadata.sorted_tables:
            if table.name in _NOT_SWEPT or table in CHAINS:
                continue
            for column in table.c:
                if isinstance(column.type, JSON | String):
                    self._sweep_column(table, column.name, community, person)

    # ---- chains

    def decisions_with(self, community: int, person: int) -> list[int]:
        """Every decision in whose register the person stands, by id."""
        found = {row.decision for row in self._chain_rows(decision_entries, community, person)}
        return sorted(found | set(self._with_person(community, person)))

    def is_open(self, decision: int) -> bool:
        statement = select(decisions.c.id).where(decisions.c.id == decision, decision_is_open())
        return self._connection.execute(statement).one_or_none() is not None

    def _assemblies_at_rest(self, community: int) -> bool:
        statement = (
            select(emergency_entries.c.body, emergency_entries.c.hash)
            .where(emergency_entries.c.community == community)
            .order_by(emergency_entries.c.n)
        )
        return read_record(Link(*row) for row in self._connection.execute(statement)).is_at_rest

    def _with_person(self, community: int, person: int) -> Iterator[int]:
        own = select(decisions.c.id).where(decisions.c.community == community, decisions.c.starter == person)
        yield from self._connection.execute(own).scalars()
        for part in PARTS:
            if part.by_chain and "decision" in part.table.c:
                statement = select(part.table.c.decision).where(_theirs(part, community, person))
                yield from self._connection.execute(statement).scalars()

    def rewrite_decision(
        self, decision: int, links: Sequence[Link], person: int, number: int, names: Iterable[str]
    ) -> None:
        """Have these entries in place of the old ones, and the number in place of the person beside them."""
        table = decision_entries
        for n, link in enumerate(links, 1):
            values = {"body": link.body, "hash": link.hash}
            done = self._connection.execute(
                update(table).where(table.c.decision == decision, table.c.n == n).values(**values)
            )
            if not done.rowcount:
                self._connection.execute(table.insert().values(decision=decision, n=n, **values))
        terms = json.loads(links[0].body)["terms"]
        text = json.dumps(terms, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        self._connection.execute(
            update(decisions)
            .where(decisions.c.id == decision)
            .values(terms=text, length=len(links), seal=links[-1].hash)
        )
        self._replace(decisions, decisions.c.id == decision, "starter", person, number)
        called = tuple(names)
        mine = (decision_ballots.c.decision == decision) & (
            (decision_ballots.c.person == person) | (decision_ballots.c.by == person)
        )
        for row in self._connection.execute(select(decision_ballots).where(mine)).all():
            self._connection.execute(
                update(decision_ballots)
                .where(decision_ballots.c.decision == decision, decision_ballots.c.person == row.person)
                .values(reason=redacted(row.reason, called, Marks()).text)
            )
        for table, columns in (
            (decision_seats, ("person",)),
            (decision_ballots, ("person", "by")),
            (decision_proxies, ("person", "holder")),
        ):
            for column in columns:
                self._replace(table, table.c.decision == decision, column, person, number)

    def rewrite_record(self, community: int, links: Sequence[Link], person: int, number: int) -> None:
        """The same for the record of the assemblies."""
        table = emergency_entries
        for n, link in enumerate(links, 1):
            values = {"body": link.body, "hash": link.hash}
            done = self._connection.execute(
                update(table).where(table.c.community == community, table.c.n == n).values(**values)
            )
            if not done.rowcount:
                self._connection.execute(table.insert().values(community=community, n=n, **values))
        self._connection.execute(
            update(emergency_records)
            .where(emergency_records.c.community == community)
            .values(length=len(links), seal=links[-1].hash)
        )
        for table, columns in (
            (assembly_attendance, ("person",)),
            (assembly_proxies_asked, ("person", "holder")),
        ):
            for column in columns:
                self._replace(table, table.c.community == community, column, person, number)

    def _replace(
        self, table: Table, where: ColumnElement[bool], column: str, person: int, number: int
    ) -> None:
        self._connection.execute(
            update(table).where(where, table.c[column] == person).values({column: number})
        )

    def _chain_rows(self, table: Table, community: int, person: int) -> Iterator[Any]:
        statement = select(table).where(within(table, community), table.c.body.contains(f'"{person}"'))
        yield from self._connection.execute(statement)

    def _entries(self, table: Table, community: int, person: int) -> Iterator[dict[str, Any]]:
        for row in self._chain_rows(table, community, person):
            yield json.loads(row.body)

    # ---- the desk

    def asked_at_desk(self, community: int, person: int) -> list[int]:
        """The questions that they asked, by id."""
        mine = (desk_questions.c.community == community, desk_questions.c.asker == person)
        return list(self._connection.execute(select(desk_questions.c.id).where(*mine)).scalars())

    # ---- what somebody carries until it is closed

    def carried(self, community: int, person: int) -> list[tuple[str, int]]:
        """(table, id) of every row with a number of its own that cannot be changed yet."""
        found: list[tuple[str, int]] = []
        for part in PARTS:
            if _by_row(part):
                mine = and_(_in_who(part, community, person), _later_clause(part))
                rows = self._connection.execute(select(part.table.c.id).where(mine)).scalars()
                found += [(part.table.name, number) for number in rows]
        return found

    def let_go(self, community: int, table: str, number: int, person: int) -> tuple[bool, set[str]]:
        """Take them out of one such row, and what about it shows them; False while it is not over."""
        done, subjects = True, set[str]()
        for part in PARTS:
            if _by_row(part) and part.table.name == table:
                this = part.table.c.id == number
                subjects.update(template.format(id=number) for template in part.subjects)
                self._blank(part, community, person, this)
                left = select(part.table.c.id).where(this, _in_who(part, community, person))
                done = done and self._connection.execute(left).one_or_none() is None
        return done, subjects

    # ---- meetings

    def running_meetings(self, community: int, person: int) -> list[int]:
        """Those that go on right now with the person at them."""
        found: set[int] = set()
        for part in PARTS:
            if part.later is not None and "meeting" in part.table.c:
                statement = select(part.table.c.meeting).where(_theirs(part, community, person), part.later())
                found.update(self._connection.execute(statement).scalars())
        return sorted(found)

    def meeting_runs(self, meeting: int) -> bool:
        statement = select(meeting_sessions.c.meeting).where(
            meeting_sessions.c.meeting == meeting, meeting_sessions.c.state == State.RUNNING.value
        )
        return self._connection.execute(statement).one_or_none() is not None

    def leave_meeting(self, community: int, meeting: int, person: int, names: Iterable[str]) -> set[str]:
        """Take the person out of the minutes of one meeting; the subjects whose messages show it."""
        subjects: set[str] = set()
        self._redact_papers(community, person, frozenset(names), meeting)
        for part in PARTS:
            if part.later is not None and "meeting" in part.table.c:
                subjects.update(t.format(meeting=meeting) for t in part.subjects)
                self._blank(part, community, person, part.table.c.meeting == meeting)
        return subjects

    # ---- rows

    def _rows(self, part: Part, community: int, person: int) -> Iterator[Mapping[str, Any]]:
        columns = [part.table.c[name] for name in (*part.who, *part.shows) if name in part.table.c]
        abouts = [_about(part.table, name) for name in part.shows]
        extra = [
            about.label(f"about_{name}")
            for name, about in zip(part.shows, abouts, strict=True)
            if about is not None
        ]
        order = [part.table.c[column.name] for column in part.table.primary_key]
        statement = (
            select(*dict.fromkeys(columns), *extra).where(_theirs(part, community, person)).order_by(*order)
        )
        for row in self._connection.execute(statement).mappings():
            yield dict(row)

    def _count(self, part: Part, community: int, person: int) -> int:
        statement = select(func.count()).select_from(part.table).where(_theirs(part, community, person))
        return self._connection.execute(statement).scalar_one()

    def _later(self, part: Part, community: int, person: int) -> int:
        if part.later is None:
            return 0
        statement = (
            select(func.count()).select_from(part.table).where(_theirs(part, community, person), part.later())
        )
        return self._connection.execute(statement).scalar_one()

    def _subjects(self, part: Part, community: int, person: int) -> set[str]:
        if not part.subjects:
            return set()
        rows = self._connection.execute(select(part.table).where(_theirs(part, community, person)))
        return {template.format(**row) for row in rows.mappings() for template in part.subjects}

    def _delete(self, part: Part, community: int, person: int) -> None:
        theirs = _theirs(part, community, person)
        for table in metadata.sorted_tables:
            for key in table.foreign_keys:
                if key.column.table is not part.table:
                    continue
                hangs = key.parent.in_(select(key.column).where(theirs))
                if table in part.beside:
                    self._connection.execute(delete(table).where(hangs))
                elif key.parent.nullable:
                    values = {key.parent.name: None}
                    self._connection.execute(update(table).where(hangs).values(values))
        self._connection.execute(delete(part.table).where(theirs))

    def _blank(
        self, part: Part, community: int, person: int, only: ColumnElement[bool] | None = None
    ) -> None:
        table = part.table
        now = not_(part.later()) if part.later is not None else true()
        if only is not None:
            now = and_(now, only)
        for who in part.who:
            column = table.c[who]
            mine = and_(column == _as(column, person), within(table, community), now)
            values: dict[str, Any] = {name: "" for name, of in part.names.items() if of == who}
            if part.root:
                for root in self._connection.execute(select(table.c[part.root]).where(mine)).scalars().all():
                    number = self._stand_in(person, part.root, root)
                    self._connection.execute(
                        update(table).where(mine, table.c[part.root] == root).values({who: number, **values})
                    )
                continue
            if isinstance(column.type, String):
                values[who] = ""
            else:
                values[who] = None if column.nullable and not part.marked else NOBODY
            self._connection.execute(update(table).where(mine).values(values))

    def _stand_in(self, person: int, root: str, number: int) -> int:
        """The next negative number in the tables that count together, the same in all of them."""
        key = (person, root, number)
        if key not in self._numbers:
            lowest = 0
            for part in PARTS:
                for who in part.who if part.root == root else ():
                    statement = select(func.min(part.table.c[who])).where(part.table.c[root] == number)
                    lowest = min(lowest, self._connection.execute(statement).scalar_one() or 0)
            self._numbers[key] = lowest - 1
        return self._numbers[key]

    # ---- what no part can say

    def _give_runs_away(self, community: int, person: int, subjects: set[str]) -> None:
        """A checklist that others work on goes to the one who joined first; one of their own goes."""
        own = select(runs.c.id).where(runs.c.community == community, runs.c.owner == person)
        for run in self._connection.execute(own).scalars().all():
            subjects.add(f"workflow:{run}")
            others = select(func.min(run_people.c.person)).where(
                run_people.c.run == run, run_people.c.person != person, run_people.c.person > NOBODY
            )
            heir = self._connection.execute(others).scalar_one()
            in_private = self._connection.execute(
                select(runs.c.in_private).where(runs.c.id == run)
            ).scalar_one()
            if heir is not None and not in_private:
                self._connection.execute(update(runs).where(runs.c.id == run).values(owner=heir))
                continue
            for table in (ticks, run_people):
                self._connection.execute(delete(table).where(table.c.run == run))
            self._connection.execute(delete(runs).where(runs.c.id == run))

    def _redact_papers(
        self, community: int, person: int, names: frozenset[str], meeting: int | None = None
    ) -> None:
        """Approved minutes are a text by now: the name goes from the words, too."""
        joined = select(meeting_names.c.meeting).where(meeting_names.c.person == person)
        named = or_(
            meeting_sessions.c.meeting.in_(joined),
            meeting_sessions.c.chair == person,
            meeting_sessions.c.approved_by == person,
        )
        mine = and_(named, within(meeting_sessions, community))
        if meeting is not None:
            mine = and_(mine, meeting_sessions.c.meeting == meeting)
        for row in self._connection.execute(select(meeting_sessions).where(mine)).all():
            paper = [[kind, redacted(text, names, Marks()).text] for kind, text in row.paper]
            self._connection.execute(
                update(meeting_sessions).where(meeting_sessions.c.meeting == row.meeting).values(paper=paper)
            )

    def _keep_what_discord_lists(self, community: int, person: int) -> None:
        """Deleted, it would be brought back with the next look at the list."""
        mine = and_(mirror_interests.c.person == person, within(mirror_interests, community))
        there = select(mirrored.c.discord_id).where(mirrored.c.discord_id.is_not(None))
        self._connection.execute(
            delete(mirror_interests).where(mine, mirror_interests.c.discord_id.not_in(there))
        )
        self._connection.execute(update(mirror_interests).where(mine).values(brought=False))

    def _pictures(self, community: int, person: int) -> list[int]:
        mine = select(drafts.c.poster).where(
            drafts.c.community == community, drafts.c.person == person, drafts.c.poster.is_not(None)
        )
        return list(self._connection.execute(mine).scalars())

    def _drop_pictures(self, pictures: Sequence[int]) -> None:
        """Of drafts that are gone, unless an event shows it."""
        if not pictures:
            return
        used = select(events.c.poster).where(events.c.poster.is_not(None))
        drawn = select(drafts.c.poster).where(drafts.c.poster.is_not(None))
        self._connection.execute(
            delete(files).where(files.c.id.in_(pictures), files.c.id.not_in(used), files.c.id.not_in(drawn))
        )

    def _drop_timers(self, community: int, person: int) -> None:
        """Reminders of theirs; the subject names them. Whether they hold the heads' role goes on."""
        mine = or_(
            timers.c.subject.like(f"%:{person}"),
            timers.c.subject.like(f"{person}:%"),
            timers.c.subject == str(person),
        )
        self._connection.execute(delete(timers).where(mine, timers.c.kind == "event.remind"))

    def _forget_names(self, community: int, names: frozenset[str]) -> None:
        for name, columns in NAMES.items():
            table = metadata.tables[name]
            for column in columns:
                self._connection.execute(
                    update(table)
                    .where(within(table, community), table.c[column].in_(names))
                    .values({column: ""})
                )

    def _sweep_column(self, table: Table, name: str, community: int, person: int) -> None:
        column = table.c[name]
        as_text = cast(column, String) if isinstance(column.type, JSON) else column
        try:
            where = and_(as_text.contains(str(person)), within(table, community))
        except LookupError:
            return
        key = [table.c[one.name] for one in table.primary_key]
        for row in self._connection.execute(select(*key, column.label("held")).where(where)).mappings().all():
            held = row["held"]
            clean = _swept(held, person)
            if clean != held:
                this = and_(*(one == row[one.name] for one in key))
                self._connection.execute(update(table).where(this).values({name: clean}))


_NOT_SWEPT: Final = frozenset({"timers", "postings", "appointments", "decisions", "decision_ballots"})
"""Subjects are keys, and what belongs to a chain follows the chain."""


def within(table: Table, community: int) -> ColumnElement[bool]:
    """Rows of this community, by the column or by what they belong to. Raises LookupError for a table that
    belongs to none."""
    if "community" in table.c:
        return table.c.community == community
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        try:
            return key.parent.in_(select(key.column).where(within(key.column.table, community)))
        except LookupError:
            continue
    raise LookupError(table.name)


def _by_row(part: Part) -> bool:
    return part.later is not None and not part.by_chain and "id" in part.table.c


def _later_clause(part: Part) -> ColumnElement[bool]:
    return part.later() if part.later is not None else false()


def _in_who(part: Part, community: int, person: int) -> ColumnElement[bool]:
    """One of the part's columns is the person; without what is about them and others wrote."""
    mine = [part.table.c[who] == _as(part.table.c[who], person) for who in part.who]
    return and_(within(part.table, community), or_(*mine))


def _theirs(part: Part, community: int, person: int) -> ColumnElement[bool]:
    mine = [part.table.c[who] == _as(part.table.c[who], person) for who in part.who]
    if part.also is not None:
        mine.append(part.also(person))
    return and_(within(part.table, community), or_(*mine))


def _as(column: Any, person: int) -> int | str:
    return str(person) if isinstance(column.type, String) else person


def _about(table: Table, name: str) -> Any:
    """The title of what a column points to, or its number: what somebody else asked is theirs."""
    for key in table.c[name].foreign_keys:
        other = key.column.table
        told = next((other.c[one] for one in ("title", "number", "day") if one in other.c), None)
        if told is not None and other.name != "communities":
            return select(told).where(key.column == table.c[name]).correlate(table).scalar_subquery()
    return None


def _shown(part: Part, row: Mapping[str, Any], person: int) -> dict[str, Any]:
    """What the person reads of the row: nobody else's id, and no column that is theirs only in other rows."""
    shown: dict[str, Any] = {}
    for name in part.shows:
        owner = part.mine.get(name)
        if owner is not None and row[owner] != person:
            continue
        about = row.get(f"about_{name}")
        shown[name] = _masked(about if about is not None else row[name], person)
    return shown


def _own(body: Mapping[str, Any], person: int) -> dict[str, Any]:
    """Of an entry: what it says of this person, not who else is in it."""
    quiet = {"electorate", "people", "present", "box", "text_hash", "seal", "community"}
    return {key: _masked(value, person) for key, value in body.items() if key not in quiet}


_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")


def _masked(value: Any, person: int) -> Any:
    """Without anybody else's id."""
    if isinstance(value, Mapping):
        return {key: _masked(inner, person) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(inner, person) for inner in value]
    if isinstance(value, int) and not isinstance(value, bool) and value >= 10**16:
        return value if value == person else "…"
    if isinstance(value, str):
        return _ID.sub(lambda match: match[0] if match[0] == str(person) else "…", value)
    return value


def _swept(value: Any, person: int) -> Any:
    """Without the id: zeros of the same length, so that places in a text stay where they are."""
    if isinstance(value, Mapping):
        return {_swept(key, person): _swept(inner, person) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_swept(inner, person) for inner in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return NOBODY if value == person else value
    if isinstance(value, str):
        digits = str(person)
        return re.sub(rf"(?<!\d){digits}(?!\d)", "0" * len(digits), value)
    return value
