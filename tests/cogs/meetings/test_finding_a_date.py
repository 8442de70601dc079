"""From the bot's own proposal to a fixed date, by seven heads on their phones."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from heads import SEVEN, all_meetings, appointed, in_channel
from submitting import in_private, settled, until_async
from town import Town

from domain.meetings.kinds import Kind
from domain.meetings.meeting import Stage
from sandbox.people import Message

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PROPOSED = datetime(2026, 4, 9, 10, 1, tzinfo=AMSTERDAM)


async def proposed(town: Town) -> Message:
    """The quarter's dates, six weeks before it."""
    await appointed(town)
    await town.people.move_clock_to(PROPOSED)
    return await in_channel(town, "Wanneer? Kwartaalbijeenkomst")


def rows(message: Message) -> list[list[str]]:
    return [
        [str(button.get("custom_id", "")) for button in row["components"]]
        for row in message.raw["components"]
    ]


async def test_two_presses_a_head_and_none_for_the_planner(town: Town) -> None:
    message = await proposed(town)
    dates = rows(message)
    assert 3 <= len(dates) - 1 <= 5
    assert all(len(row) == 3 for row in dates[:-1])
    presses = 0
    for name in SEVEN:
        await town[name].press(message, custom_id=next(one for one in dates[-1] if one.endswith(":all")))
        answer = await town[name].press(message, custom_id=dates[0][2])  # not on the first one
        presses += 2
        assert answer.message is not None
        assert answer.message.ephemeral
        assert "❌" in answer.text
    assert presses == 2 * len(SEVEN)
    (quarter,) = [one for one in await all_meetings(town) if one.kind is Kind.QUARTERLY]
    assert quarter.stage is Stage.FINDING  # there is a moment to correct
    await town.people.move_clock(timedelta(minutes=11))
    card = await in_channel(town, "Iedereen is welkom")
    assert "Kwartaalbijeenkomst van De Sektor" in card.text
    (quarter,) = [one for one in await all_meetings(town) if one.kind is Kind.QUARTERLY]
    assert quarter.stage is Stage.PLANNED
    assert quarter.day is not None
    assert quarter.day.isoformat() in {"2026-05-12", "2026-05-13", "2026-05-19", "2026-05-20", "2026-05-21"}
    closed = await in_channel(town, "Het is op")
    assert closed.id == message.id
    assert closed.buttons == []
    told = await in_private(town["Daan"], "heeft een datum")
    assert "Kwartaalbijeenkomst" in told.text


async def test_one_press_for_the_planner(town: Town) -> None:
    message = await proposed(town)
    dates = rows(message)
    await town["Mila"].press(message, custom_id=dates[1][0])
    await settled(town)
    message = await in_channel(town, "De beste tot nu toe")
    fix = next(one.custom_id for one in message.buttons if ":fix:" in (one.custom_id or ""))
    refused = await town["Ellen"].press(message, custom_id=str(fix))
    assert "Alleen sectorhoofden" in refused.text
    done = await town["Sanne"].press(message, custom_id=str(fix))
    assert "Vastgelegd" in done.text
    await in_channel(town, "Iedereen is welkom")


async def test_fifteen_presses_from_the_proposal_to_a_fixed_date(town: Town) -> None:
    """Two for each of seven heads and one for the planner, as Discord counted them: nobody types anything."""
    message = await proposed(town)
    before = answered(town)
    dates = rows(message)
    everything = next(one for one in dates[-1] if one.endswith(":all"))
    for name in SEVEN:
        await town[name].press(message, custom_id=everything)
        await town[name].press(message, custom_id=dates[0][2])
    await settled(town)
    message = await in_channel(town, "De beste tot nu toe")
    fix = next(one.custom_id for one in message.buttons if ":fix:" in (one.custom_id or ""))
    await town["Sanne"].press(message, custom_id=str(fix))
    (quarter,) = [one for one in await all_meetings(town) if one.kind is Kind.QUARTERLY]
    assert quarter.stage is Stage.PLANNED
    assert answered(town) - before == 2 * len(SEVEN) + 1
    counted = await town.app.services.meeting_polls.shown(quarter.id)
    assert counted is not None
    assert not counted.open_to, "everybody has said all they were asked"


def answered(town: Town) -> int:
    """Interactions that the bot answered so far; each is one thing that somebody did."""
    return len([one for one in town.sandbox.exchanges if one.path.endswith("/callback")])


async def test_who_has_not_answered_is_asked_once_in_private_and_can_answer_there(town: Town) -> None:
    message = await proposed(town)
    dates = rows(message)
    everything = next(one for one in dates[-1] if one.endswith(":all"))
    for name in SEVEN[1:]:
        await town[name].press(message, custom_id=everything)
    await town.people.move_clock_to(PROPOSED + timedelta(days=8, hours=12))
    asked = await in_private(town["Sanne"], "wacht nog op je antwoord")
    button = next(one.custom_id for one in asked.buttons if (one.custom_id or "").endswith(":allask"))
    answer = await town["Sanne"].press(asked, custom_id=str(button))
    assert "Iedereen heeft geantwoord" in answer.text or "Everyone has answered" in answer.text
    mila = await town["Mila"].messages(await town["Mila"].dm())
    assert not any("wacht nog op je antwoord" in one.text for one in mila)


async def test_a_head_who_leaves_is_not_waited_for(town: Town) -> None:
    message = await proposed(town)
    everything = next(one for one in rows(message)[-1] if one.endswith(":all"))
    for name in SEVEN[:-2]:
        await town[name].press(message, custom_id=everything)
    await town["Robin"].press(message, custom_id=everything)
    await town["Priya"].leaves()
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.timers.get("meeting.fix", _number(message))),
        lambda due: due is not None,
    )


def _number(message: Message) -> str:
    return str(rows(message)[0][0]).split(":")[1]


async def test_only_who_is_asked_answers_and_sees_the_names(town: Town) -> None:
    message = await proposed(town)
    dates = rows(message)
    refused = await town["Ellen"].press(message, custom_id=dates[0][0])
    assert "Alleen wie gevraagd is" in refused.text
    overview = next(one for one in dates[-1] if one.endswith(":overview"))
    refused = await town["Ellen"].press(message, custom_id=overview)
    assert "Alleen wie gevraagd is" in refused.text
    await town["Mila"].press(message, custom_id=dates[0][0])
    shown = await town["Priya"].press(message, custom_id=overview)
    assert f"<@{town['Mila'].id}>" in shown.text
    assert "Why not another day" in shown.text
    assert "Ascension Day" in shown.text
    await settled(town)
    public = await in_channel(town, "Wanneer?")
    assert f"<@{town['Mila'].id}>" not in public.text


async def test_the_file_of_a_moved_and_cancelled_meeting_is_one_entry(town: Town) -> None:
    await appointed(town)
    sanne = town["Sanne"]
    await sanne.slash("meeting plan", title="Kraakpanden", dates="di 14 april 20:00", where="Tankstation")
    card = await in_channel(town, "Kraakpanden")
    mila = town["Mila"]
    await mila.press(card, custom_id=_ending(card, ":come:yes:card"))
    await sanne.slash("meeting move", meeting="1", when="do 16 april 19:30")
    await in_private(mila, "Er is iets veranderd")
    await sanne.slash("meeting cancel", meeting="1", reason="Het dak lekt")
    await in_private(mila, "gaat niet door")
    await settled(town)
    entries = {}
    for message in await mila.messages(await mila.dm()):
        for file in message.raw.get("attachments", []):
            calendar = icalendar.Calendar.from_ical(await town.people.fetch(file["url"]))
            (entry,) = calendar.walk("VEVENT")
            known = entries.get(str(entry["UID"]))
            if known is None or int(entry["SEQUENCE"]) > int(known["SEQUENCE"]):
                entries[str(entry["UID"])] = entry
    (entry,) = entries.values()
    assert str(entry["STATUS"]) == "CANCELLED"
    assert entry["DTSTART"].dt.astimezone(AMSTERDAM) == datetime(2026, 4, 16, 19, 30, tzinfo=AMSTERDAM)
    shown = await in_channel(town, "Het dak lekt")
    assert shown.buttons == []


def _ending(message: Message, end: str) -> str:
    return next(str(one.custom_id) for one in message.buttons if (one.custom_id or "").endswith(end))
