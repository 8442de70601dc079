"""Setting up, on a real database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.config import Config
from domain.communities import Channel, Community, Role, Spot
from domain.events import Details, Event, Stage
from domain.naming import bare
from domain.postings import Surface, subject_of
from domain.refusal import Refusal
from domain.sectors import Appointment, Part
from domain.setup import NewCommunity
from services.acting import Caller
from services.roles import HEADS_ROLE
from services.roles import subject_of as timer_of
from services.setup import SetupService
from services.themes import ThemeService
from storage.database import Database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
ROBIN = Caller(id=1, name="Robin", community=50, interaction=1000, manages=True)
MILA = Caller(id=2, name="Mila", community=50, interaction=1001)
DEFAULTS = Config().new_community()


@pytest.fixture
async def setup(database: Database) -> SetupService:
    service = SetupService(database, DEFAULTS)
    await service.begin(ROBIN, "De Sektor", now=NOW)
    return service


def published(unit: Unit, *themes: str) -> int:
    return unit.events.add(
        Event(
            id=0,
            community=50,
            details=Details(title="Noise Night", starts=NOW + timedelta(days=3), themes=themes),
            stage=Stage.PUBLISHED,
            created_at=NOW,
            updated_at=NOW,
        )
    ).id


async def journal(database: Database, subject: str) -> list[dict[str, Any]]:
    return await database.read(lambda unit: unit.journal.of(50, subject))


async def cards_in(database: Database, event_id: int) -> set[int]:
    """The channels in which the event's card should stand."""

    def work(unit: Unit) -> set[int]:
        claimed = unit.publishing.claim(now=NOW, lease=timedelta(0), calm=timedelta(0), limit=100)
        return {
            posting.place
            for posting in claimed
            if (posting.subject, posting.surface, posting.wanted)
            == (subject_of(event_id), Surface.CARD, True)
        }

    return await database.write(work)


async def test_a_new_community_gets_what_the_configuration_says(setup: SetupService) -> None:
    standing = await setup.standing(ROBIN)
    assert [bare(sector.nl) for sector in standing.sectors] == [
        "desektor",
        "locatievastgoed",
        "promotie",
        "financien",
        "communitykennisonderzoek",
        "evenementen",
        "vergunningen",
    ]
    assert [theme.en for theme in standing.themes] == ["Underground", "Media culture", "Music", "Theatre"]
    assert all(theme.topics for theme in standing.themes)
    assert standing.community == Community(id=50, name="De Sektor")


async def test_beginning_again_keeps_what_the_community_changed(
    setup: SetupService, database: Database
) -> None:
    themes = ThemeService(database)
    await themes.remove(ROBIN, "theatre", now=NOW)
    await themes.edit(ROBIN, "music", {"nl": "Herrie", "en": "Noise"}, now=NOW)
    await setup.change(ROBIN, locale="en", now=NOW)
    again = await setup.begin(ROBIN, "De Nieuwe Sektor", now=NOW)
    assert [theme.nl for theme in again.themes] == ["Underground", "Mediacultuur", "Herrie"]
    assert (again.community.locale, again.community.name) == ("en", "De Nieuwe Sektor")


async def test_the_defaults_come_from_the_configuration(database: Database) -> None:
    defaults = NewCommunity(replace(DEFAULTS.settings, locale="en", trust_after=5))
    standing = await SetupService(database, defaults).begin(ROBIN, "Elders", now=NOW)
    assert (standing.community.locale, standing.community.trust_after, standing.themes) == ("en", 5, ())


async def test_only_who_manages_the_server_sets_it_up(setup: SetupService) -> None:
    steps = (
        setup.begin(MILA, "De Sektor", now=NOW),
        setup.standing(MILA),
        setup.link(MILA, Spot("channel", Channel.AGENDA, 7), "chosen", now=NOW),
        setup.change(MILA, trust_after=0, now=NOW),
    )
    for step in steps:
        with pytest.raises(Refusal, match="manage this server"):
            await step
    assert (await setup.standing(ROBIN)).spots == ()


async def test_a_link_is_kept_once_and_written_down(setup: SetupService, database: Database) -> None:
    for discord_id in (7, 7, 8):
        await setup.link(ROBIN, Spot("channel", Channel.DESK, discord_id), "chosen", now=NOW)
    assert (await setup.standing(ROBIN)).spots == (Spot("channel", "desk", 8),)
    entries = await journal(database, "channel:desk")
    assert [(entry["before"], entry["after"]["discord_id"], entry["actor"]) for entry in entries] == [
        (None, 7, 1),
        ({"discord_id": 7}, 8, 1),
    ]


async def test_what_does_not_belong_there_cannot_be_linked(setup: SetupService) -> None:
    with pytest.raises(Refusal, match="removed in the meantime"):
        await setup.link(ROBIN, Spot("channel", "theme:catering", 7), "chosen", now=NOW)


async def test_another_channel_takes_the_events_along(setup: SetupService, database: Database) -> None:
    await setup.link(ROBIN, Spot("channel", Channel.AGENDA, 7), "created", now=NOW)
    event_id = await database.write(lambda unit: published(unit, "music"))
    await setup.link(ROBIN, Spot("channel", "theme:music", 8), "created", now=NOW)
    assert await cards_in(database, event_id) == {8}
    await setup.link(ROBIN, Spot("channel", "theme:music", 9), "chosen", now=NOW)
    assert await cards_in(database, event_id) == {9}


async def test_what_waits_for_review_gets_its_place_when_there_is_one(
    setup: SetupService, database: Database
) -> None:
    def submitted(unit: Unit) -> int:
        details = Details(title="Noise Night", starts=NOW + timedelta(days=3), themes=("music",))
        event = Event(
            id=0,
            community=50,
            details=details,
            stage=Stage.REVIEW,
            reviewed=True,
            created_at=NOW,
            updated_at=NOW,
        )
        return unit.events.add(event).id

    def places(unit: Unit) -> list[tuple[str, Surface, int]]:
        claimed = unit.publishing.claim(now=NOW, lease=timedelta(0), calm=timedelta(0), limit=10)
        return [(one.subject, one.surface, one.place) for one in claimed if one.wanted]

    event_id = await database.write(submitted)
    await setup.link(ROBIN, Spot("channel", Channel.REVIEW, 7), "created", now=NOW)
    assert await database.write(places) == [(subject_of(event_id), Surface.REVIEW, 7)]


async def test_another_language_has_everything_written_anew(setup: SetupService, database: Database) -> None:
    await setup.link(ROBIN, Spot("channel", Channel.AGENDA, 7), "created", now=NOW)
    event_id = await database.write(lambda unit: published(unit, "music"))
    await setup.change(ROBIN, trust_after=3, now=NOW)
    assert await cards_in(database, event_id) == set()
    await setup.change(ROBIN, english_line=False, now=NOW)
    assert await cards_in(database, event_id) == {7}
    (*_, entry) = await journal(database, "community")
    assert (entry["before"], entry["after"]) == ({"english_line": True}, {"english_line": False})


async def test_what_waited_for_a_channel_is_tried_again(setup: SetupService, database: Database) -> None:
    await setup.link(ROBIN, Spot("channel", "theme:music", 8), "created", now=NOW)
    event_id = await database.write(lambda unit: published(unit, "music"))
    await setup.change(ROBIN, locale="en", now=NOW)

    def park(unit: Unit) -> None:
        for posting in unit.publishing.claim(now=NOW, lease=timedelta(0), calm=timedelta(0), limit=10):
            unit.publishing.park(posting, "closed 50001")

    await database.write(park)
    assert dict((await setup.standing(ROBIN)).parked) == {8: 1}
    await setup.unpark(50)
    assert dict(await setup.waiting(50)) == {}
    assert await cards_in(database, event_id) == {8}


async def test_a_new_heads_role_is_given_to_those_who_carry_a_sector(
    setup: SetupService, database: Database
) -> None:
    await database.write(lambda unit: unit.communities.appoint(50, Appointment("promotie", Part.HEAD, 11)))
    await setup.link(ROBIN, Spot("role", Role.HEADS, 3), "created", now=NOW)
    assert await database.read(lambda unit: unit.timers.get(HEADS_ROLE, timer_of(50, 11))) == NOW


@pytest.mark.parametrize(
    "wrong", [{"locale": "fr"}, {"zone_name": "Enschede"}, {"trust_after": -1}, {"trust_after": 101}]
)
async def test_settings_that_cannot_be_are_refused(setup: SetupService, wrong: dict[str, Any]) -> None:
    before = await setup.standing(ROBIN)
    with pytest.raises(Refusal):
        await setup.change(ROBIN, now=NOW, **wrong)
    assert await setup.standing(ROBIN) == before
