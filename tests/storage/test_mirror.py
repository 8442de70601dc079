"""The rows behind the event list, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.communities import Community
from domain.events import Details, Event, Happening, Stage
from domain.mirror import Act, Seen, Standing, Step, key_of
from services.mirror import MirrorService
from storage.database import Database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=5)


def event(number: int, **changes: object) -> Event:
    return Event(
        id=0,
        community=7,
        details=Details(title=f"Night {number}", starts=NOW + number * 24 * HOUR, themes=("music",)),
        created_at=NOW,
        updated_at=NOW,
        **{"stage": Stage.PUBLISHED, **changes},  # type: ignore[arg-type]
    )


@pytest.fixture
async def service(database: Database) -> MirrorService:
    def work(unit: Unit) -> None:
        unit.communities.save(Community(7, "De Sektor"))
        unit.events.add(event(1))

    await database.write(work)
    return MirrorService(database)


async def claim(service: MirrorService, now: datetime = NOW, real_now: datetime = NOW) -> list[int]:
    return await service.claim(now=now, real_now=real_now, lease=LEASE)


async def look(service: MirrorService, now: datetime = NOW, real_now: datetime = NOW):  # type: ignore[no-untyped-def]
    work = await service.look(7, "layout", now=now, real_now=real_now)
    assert work is not None
    return work


async def agree(service: MirrorService) -> None:
    """Everything there is to do is done, as the loop would."""
    if (await look(service)).must_list:
        await service.listed(7, [], 0, now=NOW)
        await service.counted(7, now=NOW)
    for step in (await look(service)).steps:
        await stand(service, step)
    await service.finished(await look(service))


async def stand(service: MirrorService, step: Step, discord_id: int = 0) -> None:
    work = await look(service)
    await service.stands(
        7,
        step,
        discord_id=discord_id or 1000 + step.event,
        stamp=work.outlines[step.event].stamp,
        shown="shown",
        active=False,
    )


async def test_a_list_is_claimed_by_one_until_its_lease_ends(service: MirrorService) -> None:
    claimed = await asyncio.gather(*(claim(service) for _ in range(5)))
    assert sorted(claimed) == [[], [], [], [], [7]]
    assert await claim(service, real_now=NOW + LEASE) == []
    assert await claim(service, real_now=NOW + LEASE + timedelta(seconds=1)) == [7]


async def test_a_list_that_agrees_is_claimed_again_when_something_changes(
    service: MirrorService, database: Database
) -> None:
    await claim(service)
    await agree(service)
    assert await claim(service) == []
    assert await service.open_count() == 0
    await database.write(lambda unit: unit.events.add(event(2)))
    assert await service.open_count() == 1
    assert await claim(service) == [7]
    (step,) = (await look(service)).steps
    assert (step.act, step.event) == (Act.CREATE, 2)


async def test_it_is_claimed_again_when_an_event_ends_and_once_a_day(service: MirrorService) -> None:
    await claim(service)
    await agree(service)
    assert await claim(service, now=NOW + 23 * HOUR) == []
    assert await claim(service, now=NOW + 24 * HOUR) == [7]
    assert (await look(service, now=NOW + 24 * HOUR)).must_list


async def test_what_changes_while_the_steps_are_taken_is_not_lost(
    service: MirrorService, database: Database
) -> None:
    await claim(service)
    await agree(service)
    await database.write(lambda unit: unit.events.add(event(2)))
    await claim(service)
    work = await look(service)
    await database.write(lambda unit: unit.events.add(event(3)))
    await service.finished(work)
    assert await claim(service) == [7]
    await agree(service)
    work = await look(service)
    await service.gone(1001, now=NOW)
    await service.finished(work)
    assert await claim(service) == [7]


async def test_a_create_that_was_never_confirmed_is_looked_for_first(
    service: MirrorService, database: Database
) -> None:
    await claim(service)
    await service.listed(7, [], 0, now=NOW)
    await service.counted(7, now=NOW)
    (step,) = (await look(service)).steps
    await service.begin(7, step, real_now=NOW, until=NOW + LEASE)
    soon, later = NOW + timedelta(seconds=1), NOW + timedelta(seconds=10)
    work = await look(service, real_now=soon)
    assert work.must_list
    assert work.wait_until == NOW + timedelta(seconds=5)  # it may still be on its way
    work = await look(service, real_now=later)
    assert work.must_list
    assert work.wait_until is None
    known = await database.read(lambda unit: unit.events.get(1))
    assert known is not None
    starts, ends = known.details.starts, known.details.starts + 3 * HOUR
    seen = Seen(5, key_of(known), "as it stands", starts, ends, False)
    twin = Seen(6, key_of(known), "as it stands", starts, ends, False)
    assert await service.listed(7, [twin, seen], 3, now=NOW) == (6,)
    standing = (await look(service)).standing[1]
    assert (standing.discord_id, standing.shown, standing.attempted_at) == (5, "as it stands", None)
    assert not (await look(service)).must_list


async def test_a_create_that_did_not_arrive_is_made_again(service: MirrorService) -> None:
    await claim(service)
    await service.listed(7, [], 0, now=NOW)
    await service.counted(7, now=NOW)
    (step,) = (await look(service)).steps
    await service.begin(7, step, real_now=NOW - HOUR, until=NOW + LEASE)
    await service.listed(7, [], 0, now=NOW)
    work = await look(service)
    assert not work.must_list
    assert [(one.act, one.event) for one in work.steps] == [(Act.CREATE, 1)]


async def test_marks_of_other_databases_and_servers_are_not_ours(
    service: MirrorService, database: Database
) -> None:
    await claim(service)
    await database.write(lambda unit: unit.communities.save(Community(8)))
    strange = [
        Seen(5, "1-ffffff", "", NOW, NOW + HOUR, False),
        Seen(6, "99-ffffff", "", NOW, NOW + HOUR, False),
    ]
    assert await service.listed(7, strange, 1, now=NOW) == ()
    state = await database.read(lambda unit: unit.mirror.state(7))
    assert state is not None
    assert state.others == 3


async def test_parked_lists_wait_until_something_is_mended(
    service: MirrorService, database: Database
) -> None:
    await claim(service)
    await service.park(7, "closed 50013")
    await database.write(lambda unit: unit.events.add(event(2)))
    assert await claim(service) == []
    assert (await service.is_parked(7))[1]
    await service.unpark(7)
    assert not (await service.is_parked(7))[1]
    assert await claim(service) == [7]


async def test_a_list_that_waits_is_not_claimed_before(service: MirrorService) -> None:
    await claim(service)
    await service.retry(7, not_before=NOW + HOUR)
    assert await service.attempts(7) == 1
    assert await claim(service) == []
    assert await claim(service, real_now=NOW + HOUR) == [7]


async def test_only_public_events_that_take_place_are_looked_at_nearest_first(
    service: MirrorService, database: Database
) -> None:
    def work(unit: Unit) -> list[str]:
        unit.events.add(event(5))
        unit.events.add(event(2, stage=Stage.REVIEW))
        unit.events.add(event(3, happening=Happening.CANCELLED))
        unit.events.add(event(4, merged_into=1))
        unit.events.add(event(-1))
        kept = unit.events.add(event(6, happening=Happening.CANCELLED))
        unit.mirror.save(7, Standing(event=kept.id, discord_id=9, starts=NOW, ends=NOW + HOUR))
        return [one.details.title for one in unit.mirror.on_list(7, now=NOW, limit=2)]

    assert await database.write(work) == ["Night 1", "Night 5", "Night 6"]


async def test_interest_of_many_at_once_counts_each_once(service: MirrorService, database: Database) -> None:
    await claim(service)
    await agree(service)
    people = range(100, 140)
    await asyncio.gather(*(service.interested(1001, person, True, now=NOW) for person in (*people, *people)))
    assert sorted(await database.read(lambda unit: list(unit.events.people_interested(1)))) == list(people)
    assert await service.known_people(7) == {1001: 40}
    await service.people(1001, [100, 101, 200], now=NOW)
    assert sorted(await database.read(lambda unit: list(unit.events.people_interested(1)))) == [100, 101, 200]
    await service.interested(999, 5, True, now=NOW)  # of an event that is not ours
    assert await service.known_people(7) == {1001: 3}
