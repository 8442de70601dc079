"""Posters: what stands on the poster of a week or on the picture of an event, and having it set in type."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.agenda import Listed, Query, window
from domain.colours import Look, Palette
from domain.communities import Community
from domain.posters import Poster, days_of
from domain.refusal import Refusal
from domain.themes import Theme, called
from domain.weeks import Week, read_week
from posters.press import Lane, Press, Print
from posters.sheets import Format, Kind, Sheet
from services.acting import Caller, acting, community_of
from services.agenda import find, listed
from storage.database import Database
from storage.unit import Unit

_ALL: Final = 100_000
"""More than any week has."""

EVERYTHING: Final = "all"
"""In the place of a theme: all of them."""


@dataclass(frozen=True, slots=True)
class Card:
    """A public event, for the picture beside a link to it. `themes` are all that the community has."""

    community: Community
    themes: tuple[Theme, ...]
    listed: Listed


class PosterService:
    """`public_url` is where people find the agenda, empty when they cannot."""

    def __init__(self, database: Database, press: Press, look: Look, public_url: str) -> None:
        self._database = database
        self._press = press
        self._look = look
        self.public_url = public_url.rstrip("/")

    async def of_week(self, community_id: int, theme: str, week: str, *, now: datetime) -> Poster:
        """`theme` and `week` as somebody typed them; empty or “all” is every theme, an empty week this one.
        Raises `Refusal`."""

        def work(unit: Unit) -> Poster:
            community = community_of(unit, community_id)
            asked = read_week(week, now.astimezone(community.zone).date())
            themes = unit.communities.themes(community_id)
            chosen = None if theme in {"", EVERYTHING} else _theme(theme, themes)
            since, until = window(asked.days, community.zone)
            query = Query(since=since, until=until, themes=frozenset({chosen.key} if chosen else ()))
            found = find(unit, community_id, query, 0, _ALL)
            return Poster(
                community=community,
                themes=themes,
                theme=chosen,
                week=asked,
                days=days_of(found.listed, asked, community.zone),
            )

        return await self._database.read(work)

    async def of_event(self, event_id: int) -> Card | None:
        """None for what is not public, or is not there."""

        def work(unit: Unit) -> Card | None:
            event = unit.events.get(event_id)
            if event is None or not event.is_public:
                return None
            community = community_of(unit, event.community)
            (one,) = listed(unit, [event], unit.venues.of(community.id))
            return Card(community, unit.communities.themes(community.id), one)

        return await self._database.read(work)

    async def themes(self, community_id: int) -> tuple[Theme, ...]:
        return await self._database.read(lambda unit: unit.communities.themes(community_id))

    async def edits(self, caller: Caller) -> bool:
        return await self._database.read(lambda unit: acting(unit, caller).edits)

    async def must_edit(self, caller: Caller) -> None:
        """Raises `Refusal` for who may not put a poster into a channel."""
        await self._database.read(lambda unit: acting(unit, caller).must_edit())

    def colours(self, theme: Theme | None, themes: tuple[Theme, ...]) -> Palette:
        return self._look.of(theme.key if theme else None, [one.key for one in themes])

    def key(self, sheet: Sheet, shape: Format, kind: Kind) -> str:
        """What tells the picture apart, without making it."""
        return self._press.key(sheet, shape, kind)

    def has(self, key: str) -> bool:
        """Whether that picture lies ready."""
        return self._press.has(key)

    async def print(self, sheet: Sheet, shape: Format, kind: Kind, lane: Lane) -> Print:
        """Raises `posters.press.CannotPrint`."""
        return await self._press.print(sheet, shape, kind, lane)

    async def close(self) -> None:
        await self._press.close()


def weeks_around(today: date, number: int) -> list[Week]:
    """This week and the ones after it."""
    weeks = [Week.of(today)]
    while len(weeks) < number:
        weeks.append(weeks[-1].following)
    return weeks


def _theme(typed: str, themes: tuple[Theme, ...]) -> Theme:
    found = called(typed, themes)
    if found is None:
        raise Refusal(
            "There is no theme “{theme}” here. Choose from: {themes}.",
            theme=typed[:40],
            themes=", ".join(theme.nl for theme in themes),
        )
    return found
