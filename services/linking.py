"""Drafts that begin with something somebody points at: a link, or a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from domain.communities import Community
from domain.drafts import Draft
from domain.prefill import Prefill, of_details, of_page, of_words, together
from domain.refusal import Refusal
from domain.source_register import details_of
from domain.sources import About, Note, SourceEvent
from domain.texts import web_link
from domain.theming import decide
from services.acting import Caller, community_of
from storage.database import Database
from storage.unit import Unit

KEPT_FOR: Final = timedelta(days=2)
"""How long one can choose from what was found behind a link."""

MOST: Final = 25


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells: its coming events; without any, what it says about itself and why there is none."""

    events: Sequence[SourceEvent]
    about: About | None = None
    problem: Note | None = None


class LinkReader(Protocol):
    """Reads one page, and nothing but this page; raises `Refusal` with the sentence that says why not."""

    async def tell(self, url: str, *, zone: ZoneInfo, now: datetime) -> Told: ...


@dataclass(frozen=True, slots=True)
class Began:
    """The draft; `problem` says what could not be read."""

    draft: Draft
    problem: Note | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A page with several events: which one is meant? `number` is where they are kept."""

    number: int
    community: Community
    events: Sequence[SourceEvent]


class LinkService:
    def __init__(self, database: Database, reader: LinkReader) -> None:
        self._database = database
        self._reader = reader
        self._reading: set[int] = set()

    async def begin(self, link: str, caller: Caller, *, words: str = "", now: datetime) -> Began | Choice:
        """Begin a draft with what stands at `link`, and with the message's `words` where it leaves something
        open. Without a link the words are all there is."""
        community = await self._database.read(lambda unit: community_of(unit, caller.community))
        if not link:
            return await self._keep(caller, Prefill(), words, None, now)
        address = web_link(link)
        if caller.id in self._reading:
            raise Refusal("Your last link is still being read. Wait until it is there, then give the next.")
        self._reading.add(caller.id)
        try:
            told = await self._reader.tell(address, zone=community.zone, now=now)
        except Refusal as refusal:
            if not words:
                raise
            told = Told((), None, Note(refusal.message_id, **refusal.params))
        finally:
            self._reading.discard(caller.id)
        if len(told.events) == 1:
            return await self._of_event(told.events[0], address, caller, words, now)
        if told.events:
            return await self._choice(told.events[:MOST], address, caller, now)
        problem = told.problem or Note(
            "No date could be read on that page, so you fill in the time; everything else can be changed."
        )
        return await self._keep(caller, of_page(told.about, link=address), words, problem, now)

    async def pick(self, number: int, which: int, caller: Caller, *, now: datetime) -> Began:
        """Begin with one of the events that were found."""
        found = await self._database.read(lambda unit: unit.finds.get(number, caller.id))
        if found is None or which >= len(found[2]):
            raise Refusal("This list is too old. Give the link again with `/event from-link`.")
        _, link, events = found
        return await self._of_event(events[which], link, caller, "", now)

    async def _of_event(
        self, event: SourceEvent, link: str, caller: Caller, words: str, now: datetime
    ) -> Began:
        def prefill(unit: Unit) -> Prefill:
            community = community_of(unit, caller.community)
            available = unit.communities.themes(community.id)
            themes = decide(event, themes=available, default=()).themes
            details, _ = details_of(
                event, zone=community.zone, themes=themes, venues=unit.venues.of(community.id)
            )
            return of_details(details, community.zone, link=link)

        return await self._keep(caller, await self._database.read(prefill), words, None, now)

    async def _keep(
        self, caller: Caller, known: Prefill, words: str, problem: Note | None, now: datetime
    ) -> Began:
        def work(unit: Unit) -> Draft:
            community = community_of(unit, caller.community)
            prefill = known
            if words:
                said = of_words(words, now=now, zone=community.zone, venues=unit.venues.of(community.id))
                prefill = together(known, said)
            return unit.drafts.add(
                Draft(
                    id=0,
                    community=community.id,
                    person=caller.id,
                    typed=prefill.typed,
                    themes=prefill.themes,
                    image=prefill.image,
                    settled=prefill.settled,
                    updated_at=now,
                )
            )

        return Began(await self._database.write(work), problem)

    async def _choice(
        self, events: Sequence[SourceEvent], link: str, caller: Caller, now: datetime
    ) -> Choice:
        def work(unit: Unit) -> Choice:
            unit.finds.forget_before(now - KEPT_FOR)
            number = unit.finds.add(caller.community, caller.id, link, events, at=now)
            return Choice(number, community_of(unit, caller.community), events)

        return await self._database.write(work)
