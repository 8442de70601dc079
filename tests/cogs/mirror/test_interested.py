"""Discord's "interested" counts as ours: on the card, for news of changes, and after a restart."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from event_list import add, asked, edit, ours, stands
from lives import Lives, lives
from submitting import card_in, in_private, press, published, settled, the_event, until_async
from town import Town, sqlite_url

from sandbox import scheduled_events
from sandbox.model import User
from sandbox.people import Message
from services.interest import REMIND, forget
from storage.unit import Unit


@pytest.fixture
def quick(town: Town) -> Town:
    """Small changes of a card show at once."""
    town.app.client.publisher.calm = timedelta(0)
    return town


async def footer(town: Town, text: str) -> Message:
    return await town["Noor"].wait_for_message(
        town.channels["theme:music"],
        lambda message: bool(message.embeds) and text in message.embeds[0].get("footer", {}).get("text", ""),
    )


async def interested(town: Town, event: int = 1) -> list[int]:
    return await town.app.database.read(lambda unit: list(unit.events.people_interested(event)))


async def test_it_shows_on_the_card_and_brings_news(quick: Town) -> None:
    town = quick
    await published(town)
    await stands(town)
    await town["Priya"].interested("Noise Night")
    await footer(town, "1 persoon")
    assert await interested(town) == [town["Priya"].id]
    await edit(town, when="za 14 mrt 21:00")
    await in_private(town["Priya"], "14 ")
    await town["Priya"].interested("Noise Night", yes=False)
    await until_async(lambda: interested(town), lambda people: people == [])


async def test_whoever_is_interested_there_is_reminded_like_everybody(quick: Town) -> None:
    town = quick
    await published(town)
    await stands(town)
    timer = REMIND, f"1:{town['Priya'].id}"
    await town["Priya"].interested("Noise Night")
    assert await until_async(lambda: town.app.database.read(lambda unit: unit.timers.get(*timer)), bool)
    await town["Priya"].interested("Noise Night", yes=False)
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.timers.get(*timer)), lambda due: due is None
    )
    assert await interested(town) == []


async def test_interest_that_was_taken_back_with_us_can_be_said_and_taken_back_again(quick: Town) -> None:
    town = quick
    card = await published(town)
    await stands(town)
    priya = town["Priya"]
    await priya.interested("Noise Night")
    await until_async(lambda: interested(town), bool)

    def take_back(unit: Unit) -> None:
        event = unit.events.get(1)
        assert event is not None
        forget(unit, [event], priya.id)

    await town.app.database.write(take_back)
    await press(priya, card, "interested")
    assert await interested(town) == [priya.id]
    await press(priya, card, "interested")
    assert await interested(town) == []


async def test_told_twice_it_counts_once(quick: Town) -> None:
    town = quick
    await published(town)
    (event,) = await stands(town)
    mirror, now = town.app.services.mirror, town.sandbox.clock.now()
    for _ in range(2):
        await mirror.interested(event.id, town["Priya"].id, True, now=now)
    assert await interested(town) == [town["Priya"].id]
    for _ in range(2):
        await mirror.interested(event.id, town["Priya"].id, False, now=now)
    assert await interested(town) == []


async def test_a_press_on_the_card_stays_when_the_list_says_no_more(quick: Town) -> None:
    town = quick
    card = await published(town)
    await stands(town)
    await press(town["Priya"], card, "interested")
    await town["Priya"].interested("Noise Night")
    await town["Daan"].interested("Noise Night")
    await until_async(lambda: interested(town), lambda people: len(people) == 2)
    await town["Priya"].interested("Noise Night", yes=False)
    await town["Daan"].interested("Noise Night", yes=False)
    await until_async(lambda: interested(town), lambda people: people == [town["Priya"].id])


async def test_pressing_the_card_after_the_list_makes_it_ones_own_and_pressing_again_ends_it(
    quick: Town,
) -> None:
    town = quick
    card = await published(town)
    (event,) = await stands(town)
    priya = town["Priya"]
    await priya.interested("Noise Night")
    await until_async(lambda: interested(town), bool)
    assert "You are interested" in (await press(priya, card, "interested")).text
    assert await interested(town) == [priya.id]
    await priya.interested("Noise Night", yes=False)
    await town["Daan"].interested("Noise Night")
    await until_async(lambda: interested(town), lambda people: len(people) == 2)
    assert priya.id in await interested(town)

    await priya.interested("Noise Night")
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.mirror.people(1, event.id)),
        lambda people: priya.id in people,
    )
    await press(priya, card, "interested")
    assert await interested(town) == [town["Daan"].id]
    # Discord's list still has her; what she said last counts, also when the list is gone through
    await town.app.services.mirror.look_again(town.guild, count=True)
    await settled(town)
    assert priya.id in event.interested
    assert await interested(town) == [town["Daan"].id]


async def test_whoever_was_interested_stays_so_when_the_event_comes_back(quick: Town) -> None:
    town = quick
    await published(town)
    await stands(town)
    await town["Priya"].interested("Noise Night")
    await until_async(lambda: interested(town), bool)
    await town["Robin"].delete_event(ours(town)[0].id)
    await stands(town, 0)
    await edit(town, title="It is back")
    (event,) = await stands(town)
    assert event.interested == {}
    await town.app.services.mirror.look_again(town.guild, count=True)
    await settled(town)
    assert await interested(town) == [town["Priya"].id]


@pytest.fixture
async def several(tmp_path: Path) -> AsyncIterator[Lives]:
    async with lives(sqlite_url(tmp_path)) as running:
        yield running


async def test_what_happened_while_the_bot_was_away_is_caught_up(several: Lives) -> None:
    town = several.town
    await published(town)
    await add(town, 3)
    first = (await stands(town, 4))[0]
    await town["Priya"].interested("Noise Night")
    await town["Daan"].interested("Noise Night")
    await until_async(lambda: interested(town), lambda people: len(people) == 2)
    await settled(town)
    await several.stop()
    await town["Priya"].interested("Noise Night", yes=False)
    for person in ("Joris", "Mila", "Jonas"):
        await town[person].interested("Noise Night")
    asked_before = asked(town, "GET")
    town = await several.start()
    await footer(town, "4 mensen")
    people = {town[name].id for name in ("Daan", "Joris", "Mila", "Jonas")}
    assert set(await interested(town)) == people
    await settled(town)
    assert asked(town, "GET") - asked_before == 2  # the list, and the one event where somebody is interested
    assert asked(town, "POST") == 4
    assert first in scheduled_events.pending(town.sandbox.guild)


async def test_many_people_are_read_page_by_page(several: Lives) -> None:
    town = several.town
    await published(town)
    (event,) = await stands(town)
    await several.stop()
    crowd = _crowd(town, 250)
    for person in crowd:
        event.interested[person] = None
    town = await several.start()
    await until_async(lambda: interested(town), lambda people: len(people) == 250)
    assert set(await interested(town)) == set(crowd)


def _crowd(town: Town, count: int) -> list[int]:
    """So many members without a face."""
    world = town.sandbox.world
    made = []
    for number in range(count):
        user = User(world.snowflakes.take(), f"lid{number}", f"lid{number}")
        world.users[user.id] = user
        made.append(user.id)
    return made


async def test_a_bot_that_is_interested_is_nobody(quick: Town) -> None:
    town = quick
    await published(town)
    (event,) = await stands(town)
    scheduled_events.interest(
        town.sandbox.world, town.sandbox.guild, event, town.people.bot_id, interested=True
    )
    await town["Priya"].interested("Noise Night")
    await until_async(lambda: interested(town), bool)
    await town.app.services.mirror.look_again(town.guild, count=True)
    await settled(town)
    assert await interested(town) == [town["Priya"].id]
    assert (await the_event(town)).id == 1
    await card_in(town, "music", "Noise Night")
