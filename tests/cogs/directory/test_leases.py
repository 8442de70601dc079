"""The end of a lease on a Discord stand-in: warned once each, in private, to who looks after places."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from directory import entries, kept, settled
from lives import Lives, lives
from submitting import until_async
from town import Town, sqlite_url

from domain.directory.entry import Entry
from domain.sectors import Appointment, Part
from sandbox.people import Message

ZONE = ZoneInfo("Europe/Amsterdam")


async def carried(town: Town, sector: str, part: Part, who: str) -> None:
    one = Appointment(sector, part, town[who].id)
    await town.app.database.write(lambda unit: unit.communities.appoint(town.guild, one))


async def leased(town: Town, day: str, entry: Entry | None = None) -> Entry:
    entry = entry or await kept(town)
    answer = await town["Noor"].slash("directory lease", entry=str(entry.id), **{"last-day": day})
    assert "180, 90 en 30 dagen ervoor" in answer.text, answer.text
    return entry


async def warnings(town: Town, who: str) -> list[str]:
    await settled(town)
    found: list[Message] = await town[who].messages(await town[who].dm())
    return [one.text for one in found if "Plek in gevaar" in one.text]


async def test_the_head_is_warned_three_times(town: Town) -> None:
    await carried(town, "locatie", Part.HEAD, "Sanne")
    await leased(town, "31 december 2026")
    for local, count in (
        (datetime(2026, 7, 4, 9, 59, tzinfo=ZONE), 0),
        (datetime(2026, 7, 4, 10, 0, tzinfo=ZONE), 1),
        (datetime(2026, 10, 2, 9, 59, tzinfo=ZONE), 1),
        (datetime(2026, 10, 2, 10, 0, tzinfo=ZONE), 2),
        (datetime(2026, 12, 1, 10, 0, tzinfo=ZONE), 3),
        (datetime(2027, 3, 1, 10, 0, tzinfo=ZONE), 3),
    ):
        await town.people.move_clock_to(local)
        await due_done(town)
        assert len(await warnings(town, "Sanne")) == count, local
    text = (await warnings(town, "Sanne"))[0]
    assert "de huur van “Broedplaats West” eindigt op donderdag 31 december 2026" in text


async def due_done(town: Town) -> None:
    """Until no timer is due any more."""
    now = town.app.clock.now()
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.timers.get("directory-lease", "1")),
        lambda due: due is None or due > now,
    )


async def test_a_moved_day_starts_anew(town: Town) -> None:
    await carried(town, "locatie", Part.HEAD, "Sanne")
    entry = await leased(town, "31 juli 2026")  # 144 days away: 180 has passed, and she hears of it at once
    await due_done(town)
    assert len(await warnings(town, "Sanne")) == 1
    await leased(town, "31 juli 2026", entry)
    await due_done(town)
    assert len(await warnings(town, "Sanne")) == 1
    await leased(town, "1 augustus 2026", entry)
    await due_done(town)
    told = await warnings(town, "Sanne")
    assert len(told) == 2
    assert "zaterdag 1 augustus 2026" in told[0] + told[1]
    none = await town["Noor"].slash("directory lease", entry=str(entry.id), **{"last-day": "-"})
    assert "geen laatste huurdag" in none.text
    await town.people.move_clock(timedelta(days=130))
    assert len(await warnings(town, "Sanne")) == 2


async def test_the_deputy_then_the_board_then_the_channel(town: Town) -> None:
    await leased(town, "1 juni 2026")
    message = await town["Noor"].wait_for_message(
        town.channels["review"], lambda one: "Plek in gevaar" in one.text
    )
    assert "Broedplaats West" in message.text
    await carried(town, "sektor", Part.HEAD, "Robin")
    await leased(town, "2 juni 2026", (await entries(town))[0])
    await due_done(town)
    assert len(await warnings(town, "Robin")) == 1
    await carried(town, "locatie", Part.DEPUTY, "Joris")
    await leased(town, "3 juni 2026", (await entries(town))[0])
    await due_done(town)
    assert (len(await warnings(town, "Robin")), len(await warnings(town, "Joris"))) == (1, 1)


async def test_who_takes_no_private_messages_is_no_reason_to_say_nothing(town: Town) -> None:
    await carried(town, "locatie", Part.HEAD, "Sanne")
    await town["Sanne"].takes_dms(False)
    await leased(town, "1 juni 2026")
    await town["Noor"].wait_for_message(town.channels["review"], lambda one: "Plek in gevaar" in one.text)


async def test_only_places_have_a_lease_and_only_those_who_keep_them_say_so(town: Town) -> None:
    firm = await kept(town, name="Firma", kind="company")
    refused = await town["Noor"].slash("directory lease", entry=str(firm.id), **{"last-day": "1 juni 2027"})
    assert "is geen plek" in refused.text
    place = await kept(town)
    other = await town["Daan"].slash("directory lease", entry=str(place.id), **{"last-day": "1 juni 2027"})
    assert "bijgehouden door redacteuren" in other.text
    past = await town["Noor"].slash("directory lease", entry=str(place.id), **{"last-day": "1 maart 2026"})
    assert "is al geweest" in past.text
    await leased(town, "30 juni 2027", place)
    assert "30 juni 2027" in (await town["Noor"].slash("directory show", entry=str(place.id))).text
    assert "30 juni 2027" not in (await town["Daan"].slash("directory show", entry=str(place.id))).text


@pytest.fixture
async def several(tmp_path: Path) -> AsyncIterator[Lives]:
    async with lives(sqlite_url(tmp_path)) as opened:
        yield opened


async def test_a_bot_that_was_down_for_a_hundred_days_tells_the_newest_only(several: Lives) -> None:
    town = several.town
    await carried(town, "locatie", Part.HEAD, "Sanne")
    await leased(town, "31 december 2026")
    await town.people.move_clock_to(datetime(2026, 7, 4, 10, tzinfo=ZONE))
    await due_done(town)
    assert len(await warnings(town, "Sanne")) == 1
    await several.stop()
    await town.people.move_clock_to(datetime(2026, 12, 2, 10, tzinfo=ZONE))
    town = await several.start()
    await due_done(town)
    assert len(await warnings(town, "Sanne")) == 2
    town = await several.again()
    await due_done(town)
    assert len(await warnings(town, "Sanne")) == 2
