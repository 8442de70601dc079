"""What the agenda shows: public events in a window, and how often what is public has changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    and_,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.sql.elements import ColumnElement

from domain.agenda import A_DAY, Query, venues_called
from domain.events import Event, Language, Stage
from domain.venues import Venue, folded
from storage.event_tables import events
from storage.events import event_of
from storage.schema import insert_for, metadata
from storage.sightings import sightings
from storage.sources import sources

agendas = Table(
    "agendas",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("version", Integer, nullable=False),
)


class Agenda:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self,
        community_id: int,
        query: Query,
        *,
        after: tuple[datetime, int] | None = None,
        changed_after: datetime | None = None,
        venues: Iterable[Venue] = (),
        offset: int = 0,
        limit: int | None = None,
    ) -> list[Event]:
        """Public events that fit the query, soonest first; `after`: the start and id of the last one that was
        seen. Words are looked for in the names of `venues`, too."""
        asked = _asked(community_id, query, venues)
        if changed_after is not None:
            asked.append(events.c.updated_at > changed_after)
        if after is not None:
            starts, number = after
            asked.append(or_(events.c.starts > starts, and_(events.c.starts == starts, events.c.id > number)))
        statement = select(events).where(*asked).order_by(events.c.starts, events.c.id).limit(limit)
        rows = self._connection.execute(statement.offset(offset) if offset else statement)
        return [event_of(row) for row in rows.mappings()]

    def outlines(self, community_id: int, query: Query) -> list[tuple[int, int, datetime]]:
        """(id, sequence, last change) of the same events as `find`, in the same order."""
        statement = (
            select(events.c.id, events.c.sequence, events.c.updated_at)
            .where(*_asked(community_id, query, ()))
            .order_by(events.c.starts, events.c.id)
        )
        return [(row[0], row[1], row[2]) for row in self._connection.execute(statement)]

    def with_ids(self, event_ids: Sequence[int]) -> list[Event]:
        """Some hundreds at a time; in no order."""
        statement = select(events).where(events.c.id.in_(event_ids))
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

    def count(self, community_id: int, query: Query, *, venues: Iterable[Venue] = ()) -> int:
        """How many fit the query."""
        asked = _asked(community_id, query, venues)
        statement = select(func.count()).select_from(events).where(*asked)
        return self._connection.execute(statement).scalar_one()

    def changed_since(self, community_id: int, moment: datetime) -> list[Event]:
        """What stands in the agenda, or stood there, and was changed after a moment; latest change first."""
        statement = (
            select(events)
            .where(
                events.c.community == community_id,
                events.c.stage.in_([Stage.PUBLISHED.value, Stage.WITHDRAWN.value]),
                events.c.updated_at > moment,
            )
            .order_by(events.c.updated_at.desc(), events.c.id)
        )
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

    def sources_of(self, event_ids: Sequence[int]) -> list[tuple[int, str, str]]:
        """(event, name of the source, address there), in the sources' precedence. What a source does not show
        any more is left out, unless nobody else ever showed the event."""
        if not event_ids:
            return []
        statement = (
            select(
                sightings.c.event,
                sources.c.name,
                sightings.c.content["url"].as_string(),
                sources.c.url,
                sightings.c.missing_since.is_not(None),
            )
            .join(sources, sources.c.id == sightings.c.source)
            .where(sightings.c.event.in_(event_ids))
            .order_by(sources.c.precedence, sightings.c.first_seen, sightings.c.id)
        )
        rows = self._connection.execute(statement).all()
        shown = {row[0] for row in rows if not row[4]}
        return [(row[0], row[1], row[2] or row[3]) for row in rows if not row[4] or row[0] not in shown]

    def version(self, community_id: int) -> int:
        """A number that grows with every change of what is public; 0 before the first."""
        statement = select(agendas.c.version).where(agendas.c.community == community_id)
        return self._connection.execute(statement).scalar_one_or_none() or 0

    def versions(self) -> dict[int, int]:
        """The same for every community."""
        rows = self._connection.execute(select(agendas.c.community, agendas.c.version))
        return {row.community: row.version for row in rows}

    def has_changed(self, communities: Iterable[int]) -> None:
        """Count a change; in one order, so that two processes never wait for each other."""
        for community in sorted(communities):
            added = insert_for(self._connection.dialect.name, agendas).values(community=community, version=1)
            self._connection.execute(
                added.on_conflict_do_update(
                    index_elements=["community"], set_={"version": agendas.c.version + 1}
                )
            )


def _asked(community_id: int, query: Query, venues: Iterable[Venue]) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [
        events.c.community == community_id,
        events.c.stage == Stage.PUBLISHED.value,
        events.c.merged_into.is_(None),
    ]
    if query.since is not None:
        asked.append(
            or_(
                events.c.starts >= query.since,
                events.c.ends > query.since,
                and_(events.c.starts > query.since - A_DAY, events.c.ends.is_(None), ~events.c.time_known),
            )
        )
    if query.until is not None:
        asked.append(events.c.starts < query.until)
    if query.venue is not None:
        asked.append(events.c.venue_id == query.venue)
    if query.english_friendly:
        asked.append(events.c.language.in_([Language.ENGLISH.value, Language.NONE.value]))
    if query.languages:
        asked.append(events.c.language.in_(sorted(language.value for language in query.languages)))
    if query.themes:
        asked.append(or_(*(_has_theme(theme) for theme in sorted(query.themes))))
    if query.words:
        known = list(venues)
        for word in folded(query.words).split():
            asked.append(
                or_(
                    events.c.told.contains(f" {word}", autoescape=True),
                    events.c.venue_id.in_(venues_called(known, word)),
                )
            )
    return asked


def _has_theme(theme: str) -> ColumnElement[bool]:
    """The list of themes as JSON text names it; both databases keep it as text that can be searched."""
    text: ColumnElement[Any] = cast(events.c.themes, String)
    return text.contains(f'"{theme}"', autoescape=True)
