"""Appointing, dismissing and leaving, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.config import Config
from domain.communities import Channel, Role, Spot
from domain.refusal import Refusal
from domain.sectors import Part
from services.acting import Caller
from services.roles import HEADS_ROLE, MOMENT, PATIENCE, RoleService, person_of, subject_of
from services.sectors import Carried, SectorService
from services.setup import SetupService
from storage.database import Database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
ROBIN = Caller(id=1, name="Robin", community=50, interaction=1000, manages=True)
MILA = Caller(id=2, name="Mila", community=50, interaction=1001)
SANNE, JORIS = 11, 12


@pytest.fixture
async def sectors(database: Database) -> SectorService:
    setup = SetupService(database, Config().new_community())
    await setup.begin(ROBIN, "De Sektor", now=NOW)
    await setup.link(ROBIN, Spot("channel", Channel.REVIEW, 70), "created", now=NOW)
    await setup.link(ROBIN, Spot("role", Role.HEADS, 30), "created", now=NOW)
    return SectorService(database)


@pytest.fixture
def roles(database: Database) -> RoleService:
    return RoleService(database)


async def carried(sectors: SectorService, key: str) -> Carried:
    return next(one for one in await sectors.overview(50) if one.sector.key == key)


async def timer(database: Database, person: int) -> datetime | None:
    return await database.read(lambda unit: unit.timers.get(HEADS_ROLE, subject_of(50, person)))


async def vacancies(database: Database) -> set[str]:
    """What the review channel should say."""

    def work(unit: Unit) -> set[str]:
        claimed = unit.publishing.claim(now=NOW, lease=timedelta(0), calm=timedelta(0), limit=100)
        return {posting.subject for posting in claimed if posting.wanted and posting.place == 70}

    return await database.write(work)


async def test_heads_and_deputies_hold_the_role(
    sectors: SectorService, database: Database, roles: RoleService
) -> None:
    await sectors.appoint(ROBIN, "Promotie", Part.HEAD, SANNE, now=NOW)
    await sectors.appoint(ROBIN, "promotie", Part.DEPUTY, JORIS, now=NOW)
    assert (await carried(sectors, "promotie")).head == SANNE
    for person in (SANNE, JORIS):
        due = await roles.due(50, person)
        assert (due.role_id, due.holds) == (30, True)
        assert await timer(database, person) == NOW + MOMENT


async def test_replacing_says_so_and_takes_the_role(
    sectors: SectorService, database: Database, roles: RoleService
) -> None:
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, SANNE, now=NOW)
    await roles.settled(50, SANNE)
    result = await sectors.appoint(ROBIN, "promotie", Part.HEAD, JORIS, now=NOW)
    assert result.change.replaced == SANNE
    assert not (await roles.due(50, SANNE)).holds
    assert await timer(database, SANNE) == NOW + MOMENT


async def test_who_carries_another_sector_keeps_the_role(sectors: SectorService, roles: RoleService) -> None:
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, SANNE, now=NOW)
    await sectors.appoint(ROBIN, "financien", Part.DEPUTY, SANNE, now=NOW)
    await sectors.dismiss(ROBIN, "promotie", Part.HEAD, now=NOW)
    assert (await roles.due(50, SANNE)).holds
    await sectors.dismiss(ROBIN, "financien", Part.DEPUTY, now=NOW)
    assert not (await roles.due(50, SANNE)).holds


async def test_a_vacant_place_cannot_be_made_vacant(sectors: SectorService) -> None:
    with pytest.raises(Refusal, match="vacant already"):
        await sectors.dismiss(ROBIN, "promotie", Part.HEAD, now=NOW)


async def test_the_journal_says_who_appointed_whom(sectors: SectorService, database: Database) -> None:
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, SANNE, now=NOW)
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, SANNE, now=NOW)
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, JORIS, now=NOW)
    entries = await database.read(lambda unit: unit.journal.of(50, "sector:promotie"))
    assert [
        (entry["action"], entry["actor"], (entry["after"] or entry["before"])["person"]) for entry in entries
    ] == [
        ("sector.appoint", 1, SANNE),
        ("sector.dismiss", 1, SANNE),
        ("sector.appoint", 1, JORIS),
    ]


async def test_who_leaves_carries_nothing_and_the_editors_hear_of_it(
    sectors: SectorService, database: Database
) -> None:
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, SANNE, now=NOW)
    await sectors.appoint(ROBIN, "financien", Part.DEPUTY, SANNE, now=NOW)
    given_up = await sectors.left(50, SANNE, "Sanne", now=NOW)
    assert {one.sector for one in given_up} == {"promotie", "financien"}
    assert await timer(database, SANNE) is None
    assert await vacancies(database) == {"vacancy:promotie:head", "vacancy:financien:deputy"}
    vacancy = await sectors.vacancy(50, "vacancy:promotie:head")
    assert vacancy is not None
    assert (vacancy.name, vacancy.sector.nl, vacancy.part) == ("Sanne", "Promotie", Part.HEAD)
    assert await sectors.left(50, SANNE, "Sanne", now=NOW) == ()


async def test_a_filled_place_is_no_vacancy_any_more(sectors: SectorService, database: Database) -> None:
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, SANNE, now=NOW)
    await sectors.left(50, SANNE, "Sanne", now=NOW)
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, JORIS, now=NOW)
    assert await sectors.vacancy(50, "vacancy:promotie:head") is None
    assert await vacancies(database) == set()


async def test_what_discord_refused_is_tried_when_the_roles_change(
    sectors: SectorService, database: Database, roles: RoleService
) -> None:
    await sectors.appoint(ROBIN, "promotie", Part.HEAD, SANNE, now=NOW)
    await sectors.appoint(ROBIN, "financien", Part.HEAD, JORIS, now=NOW)
    await roles.refused(50, SANNE, now=NOW)
    await roles.settled(50, JORIS)
    assert await timer(database, SANNE) == NOW + PATIENCE
    await roles.retry(50, now=NOW)
    assert (await timer(database, SANNE), await timer(database, JORIS)) == (NOW, None)
    assert person_of(subject_of(50, SANNE)) == (50, SANNE)


async def test_the_head_of_the_whole_appoints_the_others(sectors: SectorService) -> None:
    await sectors.appoint(ROBIN, "sektor", Part.HEAD, MILA.id, now=NOW)
    await sectors.appoint(MILA, "promotie", Part.HEAD, SANNE, now=NOW)
    with pytest.raises(Refusal, match="De Sektor itself"):
        await sectors.appoint(MILA, "sektor", Part.DEPUTY, SANNE, now=NOW)
    with pytest.raises(Refusal, match="De Sektor itself"):
        await sectors.dismiss(MILA, "sektor", Part.HEAD, now=NOW)


async def test_nobody_else_changes_anything(sectors: SectorService) -> None:
    before = await sectors.overview(50)
    for step in (
        sectors.appoint(MILA, "promotie", Part.HEAD, MILA.id, now=NOW),
        sectors.dismiss(MILA, "promotie", Part.HEAD, now=NOW),
        sectors.add(MILA, "Catering", "", "", now=NOW),
        sectors.edit(MILA, "promotie", nl="Herrie", now=NOW),
        sectors.remove(MILA, "promotie", now=NOW),
        sectors.may_appoint(MILA, "promotie"),
    ):
        with pytest.raises(Refusal, match="head of De Sektor"):
            await step
    assert await sectors.overview(50) == before


async def test_a_sector_comes_changes_and_goes(sectors: SectorService) -> None:
    sector = await sectors.add(ROBIN, "Eten & drinken", "", "🍲", now=NOW)
    assert (sector.key, sector.en) == ("eten_drinken", "Eten & drinken")
    assert await sectors.add(ROBIN, "Eten & drinken", "", "🍲", now=NOW) == sector
    changed = await sectors.edit(ROBIN, "eten & drinken", en="Food and drinks", now=NOW)
    assert (changed.nl, changed.en, changed.emoji) == ("Eten & drinken", "Food and drinks", "🍲")
    assert [one.sector.key for one in await sectors.overview(50)][-1] == "eten_drinken"
    await sectors.remove(ROBIN, "Food and drinks", now=NOW)
    assert len(await sectors.overview(50)) == 7


async def test_a_sector_that_somebody_carries_stays(sectors: SectorService) -> None:
    await sectors.appoint(ROBIN, "promotie", Part.DEPUTY, SANNE, now=NOW)
    with pytest.raises(Refusal, match="still carries"):
        await sectors.remove(ROBIN, "promotie", now=NOW)
    with pytest.raises(Refusal, match="itself and stays"):
        await sectors.remove(ROBIN, "sektor", now=NOW)


@pytest.mark.parametrize(
    "wrong", [{"nl": ""}, {"nl": "promotie"}, {"nl": "x" * 61}, {"en": "Finance"}, {"emoji": "bord"}]
)
async def test_what_cannot_be_a_sector_is_refused(sectors: SectorService, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        await sectors.add(ROBIN, **{"nl": "Catering", "en": "", "emoji": "", **wrong}, now=NOW)
    with pytest.raises(Refusal):
        await sectors.edit(ROBIN, "vergunningen", **wrong, now=NOW)
