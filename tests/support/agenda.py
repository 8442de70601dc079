"""A community whose sources are lists in memory, on a real database: for what readings do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.config import Config
from domain.communities import Channel, Spot
from domain.events import Event
from domain.refusal import Refusal
from domain.source_register import Settings, Source
from domain.sources import Reading, SourceEvent, SourceKind, SourcePlace
from services.acting import Caller
from services.dissent import DissentService
from services.drafts import DraftService, Sent
from services.events import EventService
from services.explaining import ExplainingService
from services.matching import MatchingService
from services.reading import Outcome, Read, ReadingService, Unchanged
from services.rules import RuleService
from services.setup import SetupService
from services.sources import SourceService
from services.vanishing import VanishingService
from services.venues import VenueService
from storage.database import Database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
NIGHT = datetime(2026, 3, 14, 19, tzinfo=UTC)
NOOR = Caller(id=2, name="Noor", community=50, interaction=1, manages=True)
MILA = Caller(id=3, name="Mila", community=50, interaction=2)
REVIEW = 900


def gig(
    title: str = "Noise Night", *, id: str = "", days: int = 0, place: str = "Tankstation", **more: object
) -> SourceEvent:
    values: dict[str, object] = {
        "title": title,
        "start": NIGHT + timedelta(days=days),
        "source_kind": SourceKind.ICAL,
        "location": SourcePlace(place) if place else SourcePlace(),
        "external_id": id or f"{title}@{days}",
    }
    return SourceEvent(**{**values, **more})  # type: ignore[arg-type]


class Shelf:
    """A `SourceReader` of readings that lie ready, by address."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading | Refusal] = {}

    async def read(
        self,
        url: str,
        kind: str,
        settings: Settings,
        *,
        zone: ZoneInfo,
        now: datetime,
        etag: str | None,
        last_modified: str | None,
    ) -> Read | Unchanged:
        reading = self.readings[url]
        if isinstance(reading, Refusal):
            raise reading
        return Read(reading, etag=f"{url} {hash(reading.events)}")

    async def close(self) -> None: ...


class Agenda:
    """The services on one database, and a clock that is moved by hand."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.shelf = Shelf()
        self.sources = SourceService(database, self.shelf, interval_minutes=360)
        self.reading = ReadingService(database, self.shelf)
        self.matching = MatchingService(database)
        self.vanishing = VanishingService(database)
        self.dissent = DissentService(database)
        self.explaining = ExplainingService(database)
        self.rules = RuleService(database)
        self.events_service = EventService(database)
        self.drafts = DraftService(database)
        self.venues = VenueService(database)
        self.now = NOW
        self._clicks = 100

    @classmethod
    async def founded(cls, database: Database) -> "Agenda":
        await SetupService(database, Config().new_community()).begin(NOOR, "De Sektor", now=NOW)

        def channels(unit: Unit) -> None:
            for number, key in enumerate(
                (Channel.AGENDA, "theme:music", "theme:theatre", "theme:underground")
            ):
                unit.communities.put_spot(50, Spot("channel", key, 800 + number))
            unit.communities.put_spot(50, Spot("channel", Channel.REVIEW, REVIEW))

        await database.write(channels)
        return cls(database)

    def click(self, caller: Caller = NOOR) -> Caller:
        self._clicks += 1
        return replace(caller, interaction=self._clicks)

    def show(self, name: str, *events: SourceEvent, complete: bool = True) -> None:
        """From now on this is what the source lists."""
        self.shelf.readings[address(name)] = Reading(tuple(events), complete=complete)

    def break_down(
        self, name: str, sentence: str = "The site could not be reached; try again later."
    ) -> None:
        self.shelf.readings[address(name)] = Refusal(sentence)

    async def add(
        self, name: str, *events: SourceEvent, theme: str = "music", precedence: int = 100
    ) -> Source:
        """A source, added and read once."""
        self.show(name, *events)
        look = await self.sources.look(address(name), name, (theme,), self.click(), now=self.now)
        source = await self.sources.add(look.id, self.click(), now=self.now)
        if precedence != source.precedence:
            source = await self.sources.edit(source.id, self.click(), precedence=precedence, now=self.now)
        await self.read(source)
        return source

    async def read(self, source: Source) -> Outcome:
        self.now += timedelta(hours=6)
        outcome = await self.reading.read(source.id, now=self.now)
        assert outcome is not None
        return outcome

    async def submit(self, caller: Caller = MILA, **typed: str) -> Sent:
        values = {"title": "Noise Night", "when": "14-03-2026 20:00", "where": "de Tank", **typed}
        draft = await self.drafts.begin(self.click(caller), values, themes=("music",), now=self.now)
        return await self.drafts.send(draft.id, self.click(caller), now=self.now)

    async def events(self) -> list[Event]:
        """All that stand for themselves, in the order in which they came."""

        def work(unit: Unit) -> list[Event]:
            found = [unit.events.get(number) for number in range(1, 300)]
            return [event for event in found if event is not None and event.merged_into is None]

        return await self.database.read(work)

    async def event(self) -> Event:
        (event,) = await self.events()
        return event

    async def get(self, event_id: int) -> Event:
        event = await self.database.read(lambda unit: unit.events.get(event_id))
        assert event is not None
        return event

    async def wanted(self, prefix: str = "") -> list[tuple[str, str, int]]:
        """(subject, surface, place) of all the messages that should stand, of these subjects."""
        from sqlalchemy import select

        from storage.postings import postings

        def work(unit: Unit) -> list[tuple[str, str, int]]:
            rows = unit._connection.execute(
                select(postings.c.subject, postings.c.surface, postings.c.place)
                .where(postings.c.wanted)
                .order_by(postings.c.id)
            )
            return [(row[0], row[1], row[2]) for row in rows if row[0].startswith(prefix)]

        return await self.database.read(work)

    async def everything(self) -> dict[str, Sequence[object]]:
        """All rows that a reading may write, but when things were last seen and when they are read next."""
        from sqlalchemy import select

        from storage.schema import metadata

        def work(unit: Unit) -> dict[str, Sequence[object]]:
            found: dict[str, Sequence[object]] = {}
            for table in metadata.sorted_tables:
                if table.name in {"timers", "looks", "clicks"}:
                    continue
                columns = [one for one in table.columns if one.name not in {"last_seen", "last_good", "etag"}]
                rows = unit._connection.execute(select(*columns))
                found[table.name] = sorted((tuple(row) for row in rows), key=repr)
            return found

        return await self.database.read(work)


def address(name: str) -> str:
    return f"https://{name.lower().replace(' ', '')}.example/agenda.ics"
