"""Half a year on the real bot: every month's meeting is planned, announced and reminded of, over the clock
change; nothing of it is public."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from heads import SEVEN, all_meetings, appointed
from submitting import place, settled, until_async
from town import Town

from domain.agenda import Query
from domain.meetings.kinds import Kind
from domain.meetings.meeting import Meeting
from services.meeting_rhythm import DUE

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLANNED = [(8, 11), (9, 15), (10, 13)]  # 28 days before the second Tuesdays of September to November
HELD = ["2026-09-08", "2026-10-13", "2026-11-10"]  # 25 October: the clock goes back


async def monthly(town: Town) -> list[Meeting]:
    return [one for one in await all_meetings(town) if one.kind is Kind.MONTHLY]


async def test_over_the_change_of_the_clock(town: Town) -> None:
    await town.people.move_clock_to(datetime(2026, 8, 1, 12, tzinfo=AMSTERDAM))
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.timers.get(DUE, f"{town.guild}:monthly")),
        lambda due: due is not None and due > town.app.clock.now(),
    )
    await appointed(town, SEVEN[:1])
    before = len(await monthly(town))
    for number, (month, day) in enumerate(PLANNED, start=1):
        await town.people.move_clock_to(datetime(2026, month, day, 10, 1, tzinfo=AMSTERDAM))
        await until_async(lambda: monthly(town), lambda found, n=number: len(found) >= before + n)
        await settled(town)
    held = (await monthly(town))[before:]
    assert [str(one.day) for one in held] == HELD
    assert {one.starts.astimezone(AMSTERDAM).time() for one in held if one.starts} == {time(20)}
    cards = [
        one
        for one in await town["Ellen"].messages(place(town, "meetings"))
        if "Maandoverleg van de sectorhoofden" in one.text and "📋" not in one.text  # the agenda
    ]
    assert len(cards) == before + len(HELD)
    last = held[-1].starts
    assert last is not None
    await town.people.move_clock_to(last - timedelta(hours=23))
    sanne = town["Sanne"]
    begins = f"<t:{int(last.timestamp())}"
    reminder = await sanne.wait_for_message(
        await sanne.dm(), lambda one: "🔔" in one.text and begins in one.text
    )
    assert "Maandoverleg" in reminder.text
    await settled(town)
    told = [one for one in await sanne.messages(await sanne.dm()) if "🔔" in one.text]
    assert len([one for one in told if begins in one.text]) == 1
    public = await town.app.database.read(lambda unit: unit.agenda.find(town.guild, Query()))
    assert not any("Maandoverleg" in one.details.title for one in public)
