"""Sources: other people's agendas, looked at before they are added, and what is kept of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from domain.communities import Community
from domain.drafts import MOST
from domain.events import Event
from domain.refusal import Refusal
from domain.source_register import Settings, Sighting, Source, starts_at, with_place
from domain.sources import Reading, SourceEvent, SourceKind
from domain.texts import one_line, web_link, within
from domain.themes import Theme, chosen
from domain.theming import decide
from domain.venues import Venue
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.habits import Habits, habits_for, habits_of
from services.importing import coming
from services.matching import first_event
from services.reading import SourceReader, Unchanged, active
from services.vanishing import READ
from storage.database import Database
from storage.unit import Unit

_LOOKS_KEPT_FOR: Final = timedelta(days=30)
_SHOWN: Final = 5
"""Events that an editor sees before a source is added."""

FIRST, LAST = 1, 999
"""The precedences that can be given."""


@dataclass(frozen=True, slots=True)
class Look:
    """A first look at a site: what would be posted, before anything is kept. `guessed` says that the page has
    nothing but words, so that an editor should look whether they were read right."""

    id: int
    source: Source
    community: Community
    themes: tuple[Theme, ...]
    events: list[Event]
    count: int
    reading: Reading
    guessed: bool


class SourceService:
    def __init__(self, database: Database, reader: SourceReader, *, interval_minutes: int) -> None:
        self._database = database
        self._reader = reader
        self._interval = interval_minutes

    async def look(
        self,
        url: str,
        name: str,
        themes: tuple[str, ...],
        caller: Caller,
        *,
        published_is_start: bool = False,
        place: str = "",
        now: datetime,
    ) -> Look:
        """Read a site; nothing is kept of it but what would be added."""

        def check(unit: Unit) -> tuple[Community, tuple[Theme, ...], list[Venue]]:
            community = community_of(unit, caller.community)
            acting(unit, caller).must_edit()
            known = unit.sources.by_url(caller.community, link)
            if known is not None and known.active:
                raise Refusal("This source is known already. `/source list` shows how it is doing.")
            available = unit.communities.themes(caller.community)
            if not chosen(themes, available):
                raise Refusal("Choose at least one theme; the events of this source will stand there.")
            return community, available, unit.venues.of(caller.community)

        link = web_link(url)
        community, available, venues = await self._database.read(check)
        settings = Settings(published_is_start=published_is_start, place=_place(place))
        read = await self._reader.read(
            link, "auto", settings, zone=community.zone, now=now, etag=None, last_modified=None
        )
        if isinstance(read, Unchanged):
            raise Refusal("The site did not answer with an agenda. Try again in a few minutes.")
        reading = with_place(read.reading, settings.place)
        guessed = reading.proposed is not None
        source = Source(
            community=community.id,
            url=link,
            name=within(one_line(name or reading.name or _site(link))[:200], 200, Message("The name"))[:80],
            kind=SourceKind.HTML.value if guessed else "auto",
            themes=chosen(themes, available),
            settings=replace(settings, selectors=reading.proposed),
            interval_minutes=self._interval,
            added_by=caller.id,
        )
        ahead = coming(reading, now, community.zone)
        shown = ahead[:_SHOWN]
        habits = await self._database.read(lambda unit: habits_of(unit, community.id, shown, venues, now))
        events = [_as_posted(one, source, community, available, venues, habits, now) for one in shown]

        def keep(unit: Unit) -> int:
            unit.looks.forget_before(now - _LOOKS_KEPT_FOR)
            return unit.looks.add(source, at=now)

        number = await self._database.write(keep)
        return Look(number, source, community, available, events, len(ahead), reading, guessed)

    async def look_again(self, look_id: int, caller: Caller, *, now: datetime) -> Look:
        """Look once more at the same site, its feed's dates taken for those of the events."""
        wanted = await self._database.read(lambda unit: _looked_at(unit, look_id, caller))
        return await self.look(
            wanted.url,
            wanted.name,
            wanted.themes,
            caller,
            published_is_start=True,
            place=wanted.settings.place,
            now=now,
        )

    async def add(self, look_id: int, caller: Caller, *, now: datetime) -> Source:
        """Keep the source that was looked at and have it read at once; adding one that is there already
        changes nothing. One that was removed is taken up again, with the events that it brought."""

        def work(unit: Unit) -> Source:
            wanted = _looked_at(unit, look_id, caller)
            known = unit.sources.by_url(caller.community, wanted.url)
            if known is not None and known.active:
                return known
            wanted = replace(wanted, added_by=caller.id)
            if known is None:
                source = unit.sources.add(wanted)
            else:
                source = replace(
                    wanted,
                    id=known.id,
                    rules=known.rules,
                    former_rules=known.former_rules,
                    precedence=known.precedence,
                )
                unit.sources.save(source)
            unit.timers.set(READ, str(source.id), now)
            unit.hint("timers")
            unit.journal.add(
                caller.community,
                "source.add",
                f"source:{source.id}",
                at=now,
                actor=caller.id,
                after={"url": source.url, "themes": list(source.themes)},
            )
            return source

        return await self._database.write(work)

    async def list(self, caller: Caller) -> list[tuple[Source, datetime | None]]:
        """Each source with the time of its next read; the one that goes first is at the front."""

        def work(unit: Unit) -> list[tuple[Source, datetime | None]]:
            community_of(unit, caller.community)
            found = [source for source in unit.sources.of(caller.community) if source.active]
            return [
                (source, unit.timers.get(READ, str(source.id)))
                for source in sorted(found, key=lambda one: (one.precedence, one.name.casefold(), one.id))
            ]

        return await self._database.read(work)

    async def get(self, source_id: int) -> tuple[Source, Community] | None:
        def work(unit: Unit) -> tuple[Source, Community] | None:
            source = unit.sources.get(source_id)
            return (source, community_of(unit, source.community)) if source is not None else None

        return await self._database.read(work)

    async def edit(
        self,
        source_id: int,
        caller: Caller,
        *,
        name: str = "",
        themes: tuple[str, ...] = (),
        precedence: int | None = None,
        published_is_start: bool | None = None,
        place: str = "",
        now: datetime,
    ) -> Source:
        """Change what is given; what the source brought already keeps its themes until it changes there.
        What its dates mean and where its events are changes all that it says, so it is read again at once."""

        def work(unit: Unit) -> Source:
            before = active(unit, source_id, caller)
            if precedence is not None and not FIRST <= precedence <= LAST:
                raise Refusal("Choose a number from {first} to {last}.", first=FIRST, last=LAST)
            after = replace(
                before,
                name=within(one_line(name), 80, Message("The name")) or before.name,
                themes=chosen(themes, unit.communities.themes(caller.community)) or before.themes,
                precedence=before.precedence if precedence is None else precedence,
            )
            settings = before.settings
            if published_is_start is not None:
                settings = replace(settings, published_is_start=published_is_start)
            if place:
                settings = replace(settings, place=_place(place))
            if settings != before.settings:
                after = replace(after, settings=settings, etag=None, last_modified=None)
                unit.timers.set(READ, str(source_id), now)
                unit.hint("timers")
            if after != before:
                unit.sources.save(after)
                unit.agenda_changed(caller.community)
                unit.journal.add(
                    caller.community,
                    "source.edit",
                    f"source:{source_id}",
                    at=now,
                    actor=caller.id,
                    before=_plain(before),
                    after=_plain(after),
                )
            return after

        return await self._database.write(work)

    async def remove(self, source_id: int, caller: Caller, *, now: datetime) -> Source:
        """Read it no more. The events it brought stay."""

        def work(unit: Unit) -> Source:
            source = active(unit, source_id, caller)
            unit.sources.save(replace(source, active=False, etag=None, last_modified=None))
            unit.timers.drop(READ, str(source_id))
            unit.journal.add(
                caller.community, "source.remove", f"source:{source_id}", at=now, actor=caller.id
            )
            return source

        return await self._database.write(work)


def _place(typed: str) -> str:
    """A dash takes it away again."""
    place = within(one_line(typed), MOST["where"], Message("The place"))
    return "" if place in {"-", "–", "—"} else place


def _looked_at(unit: Unit, look_id: int, caller: Caller) -> Source:
    acting(unit, caller).must_edit()
    wanted = unit.looks.get(look_id)
    if wanted is None or wanted.community != caller.community:
        raise Refusal("This preview is too old. Run `/source add` again.")
    return wanted


def _as_posted(
    found: SourceEvent,
    source: Source,
    community: Community,
    themes: tuple[Theme, ...],
    venues: Sequence[Venue],
    habits: Habits,
    now: datetime,
) -> Event:
    seen = Sighting(
        source=0,
        key="",
        event=0,
        content_hash="",
        content=found,
        starts=starts_at(found, community.zone),
        decision=decide(
            found, themes=themes, default=source.themes, habits=habits_for(found, venues, habits)
        ),
        first_seen=now,
        last_seen=now,
    )
    return first_event(seen, source, community, themes, list(venues), now)


def _site(link: str) -> str:
    return link.split("/")[2].removeprefix("www.")


def _plain(source: Source) -> Mapping[str, Any]:
    return {
        "name": source.name,
        "themes": list(source.themes),
        "precedence": source.precedence,
        "published_is_start": source.settings.published_is_start,
        "place": source.settings.place,
    }
