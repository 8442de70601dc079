"""Setting up a server: what it starts with, what is linked to what, and its settings."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.communities import Channel, Community, Role, Spot, theme_channel
from domain.refusal import Refusal
from domain.sectors import Sector
from domain.setup import Item, Kind, NewCommunity, items_for
from domain.themes import Theme
from services.acting import Caller, acting, community_of
from services.desk_door import DOOR
from services.digests import wind
from services.meeting_rhythm import wind as wind_meetings
from services.planning import plan
from services.roles import settle_later
from services.writing import wind as wind_checking
from storage.database import Database
from storage.unit import Unit

MOST_TRUST: Final = 100
_EVERY_EVENT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A community as far as it is set up. `parked`: how many messages wait, by the channel that is closed."""

    community: Community
    sectors: tuple[Sector, ...]
    themes: tuple[Theme, ...]
    spots: tuple[Spot, ...]
    parked: Mapping[int, int]

    @property
    def items(self) -> tuple[Item, ...]:
        return items_for(self.themes)

    @property
    def roles(self) -> tuple[int, ...]:
        """Discord's ids of the linked roles."""
        return tuple(spot.discord_id for spot in self.spots if spot.kind == Kind.ROLE)


class SetupService:
    def __init__(self, database: Database, defaults: NewCommunity) -> None:
        self._database = database
        self._defaults = defaults

    async def begin(self, caller: Caller, name: str, *, now: datetime) -> Standing:
        """Have the community exist. A new one gets the defaults; one that exists keeps what is its own."""

        def work(unit: Unit) -> Standing:
            acting(unit, caller).must_manage()
            community = unit.communities.get(caller.community)
            if community is None:
                community = replace(self._defaults.settings, id=caller.community, name=name)
                _found(unit, community, self._defaults)
                unit.knowledge.adopt(caller.community)
                wind(unit, community, now=now)
                wind_meetings(unit, community, now=now)
                wind_checking(unit, community, now=now)
                unit.journal.add(
                    caller.community,
                    "setup.begin",
                    "community",
                    at=now,
                    actor=caller.id,
                    after={"name": name},
                )
            elif community.name != name:
                unit.communities.save(replace(community, name=name))
                unit.agenda_changed(community.id)
            return standing_of(unit, caller.community)

        return await self._database.write(work)

    async def standing(self, caller: Caller) -> Standing:
        """For someone who may manage the server."""

        def work(unit: Unit) -> Standing:
            acting(unit, caller).must_manage()
            return standing_of(unit, caller.community)

        return await self._database.read(work)

    async def link(self, caller: Caller, spot: Spot, how: str, *, now: datetime) -> Standing:
        """Use this role, category or channel from now on; messages move along. `how` (created, found, chosen)
        is for the journal."""

        def work(unit: Unit) -> Standing:
            acting(unit, caller).must_manage()
            standing = standing_of(unit, caller.community)
            if not any((item.kind, item.key) == (spot.kind, spot.key) for item in standing.items):
                raise Refusal(
                    "This has been removed in the meantime. Open /setup again to see what there is now."
                )
            before = next(
                (old for old in standing.spots if (old.kind, old.key) == (spot.kind, spot.key)), None
            )
            if before == spot:
                return standing
            unit.communities.put_spot(caller.community, spot)
            unit.journal.add(
                caller.community,
                "setup.link",
                f"{spot.kind}:{spot.key}",
                at=now,
                actor=caller.id,
                before={"discord_id": before.discord_id} if before else None,
                after={"discord_id": spot.discord_id, "how": how},
            )
            _follow(unit, caller.community, spot, now)
            return standing_of(unit, caller.community)

        return await self._database.write(work)

    async def change(
        self,
        caller: Caller,
        *,
        locale: str | None = None,
        english_line: bool | None = None,
        zone_name: str | None = None,
        trust_after: int | None = None,
        event_list: bool | None = None,
        now: datetime,
    ) -> Standing:
        """Change settings; None leaves one as it is. What stands in the channels is written anew."""

        def work(unit: Unit) -> Standing:
            acting(unit, caller).must_manage()
            before = community_of(unit, caller.community)
            after = replace(
                before,
                locale=before.locale if locale is None else _locale(locale),
                english_line=before.english_line if english_line is None else english_line,
                zone_name=before.zone_name if zone_name is None else _zone(zone_name),
                trust_after=before.trust_after if trust_after is None else _trust(trust_after),
                event_list=before.event_list if event_list is None else event_list,
            )
            changed = [
                name
                for name in Community.__dataclass_fields__
                if getattr(before, name) != getattr(after, name)
            ]
            if changed:
                unit.communities.save(after)
                unit.agenda_changed(after.id)
                unit.journal.add(
                    caller.community,
                    "setup.settings",
                    "community",
                    at=now,
                    actor=caller.id,
                    before={name: getattr(before, name) for name in changed},
                    after={name: getattr(after, name) for name in changed},
                )
                if after.event_list and not before.event_list and unit.mirror.unpark(after.id):
                    unit.hint("mirror")
                if not set(changed) <= {"trust_after", "event_list"}:
                    plan_again(unit, caller.community, now)
            return standing_of(unit, caller.community)

        return await self._database.write(work)

    async def waiting(self, community_id: int) -> Mapping[int, int]:
        """How many messages wait, by the channel that is closed or gone."""
        return await self._database.read(lambda unit: _waiting(unit, community_id))

    async def unpark(self, community_id: int) -> None:
        """Something on the server was mended: try again what waits."""

        def work(unit: Unit) -> None:
            unit.postings.unpark(community_id)
            unit.hint("postings")

        await self._database.write(work)

    async def renamed(self, community_id: int, name: str) -> None:
        """The server has another name now."""

        def work(unit: Unit) -> None:
            community = unit.communities.get(community_id)
            if community is not None:
                unit.communities.save(replace(community, name=name))
                unit.agenda_changed(community.id)

        await self._database.write(work)


def standing_of(unit: Unit, community_id: int) -> Standing:
    return Standing(
        community=community_of(unit, community_id),
        sectors=unit.communities.sectors(community_id),
        themes=unit.communities.themes(community_id),
        spots=tuple(unit.communities.spots(community_id)),
        parked=_waiting(unit, community_id),
    )


def _waiting(unit: Unit, community_id: int) -> Mapping[int, int]:
    parked = unit.postings.parked_in(community_id)
    return Counter(place for _, place, why in parked if why.startswith("closed"))


def plan_again(unit: Unit, community_id: int, now: datetime) -> None:
    """Have the messages of what is coming, or waits for review, stand where and as they should now."""
    coming = unit.events.coming(community_id, since=now, limit=_EVERY_EVENT)
    for event in (*coming, *unit.events.in_review(community_id)):
        plan(unit, event)


def _found(unit: Unit, community: Community, defaults: NewCommunity) -> None:
    unit.communities.save(community)
    unit.agenda_changed(community.id)
    for position, sector in enumerate(defaults.sectors):
        unit.communities.put_sector(community.id, sector, position)
    for position, theme in enumerate(defaults.themes):
        unit.communities.put_theme(community.id, theme, position)
    for venue in defaults.venues:
        unit.venues.put(community.id, venue)


def _follow(unit: Unit, community_id: int, spot: Spot, now: datetime) -> None:
    """What a new link brings with it."""
    if spot.kind == Kind.CHANNEL and (
        spot.key in {Channel.AGENDA, Channel.REVIEW} or spot.key.startswith(theme_channel(""))
    ):
        plan_again(unit, community_id, now)
    if (spot.kind, spot.key) == (Kind.CHANNEL, Channel.DESK):
        unit.timers.set(DOOR, str(community_id), now)
        unit.hint("timers")
    if (spot.kind, spot.key) == (Kind.ROLE, Role.HEADS):
        people = {appointment.person for appointment in unit.communities.appointments(community_id)}
        settle_later(unit, community_id, people, now)
    unit.postings.unpark(community_id)
    unit.hint("postings")


def _locale(locale: str) -> str:
    if locale not in {"nl", "en"}:
        raise Refusal("De Sektor speaks Dutch and English. Choose one of the two.")
    return locale


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as problem:
        raise Refusal(
            "“{zone}” is no time zone. Write one like Europe/Amsterdam.", zone=name[:60]
        ) from problem


def _trust(number: int) -> int:
    if not 0 <= number <= MOST_TRUST:
        raise Refusal("Choose a number from 0 to {most}.", most=MOST_TRUST)
    return number
