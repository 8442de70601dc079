"""The buttons under a card: interest, the calendar file, more."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from submitting import acts, card_in, place, press, published, settled, submit, the_event
from town import Town

from sandbox.people import Message, Person
from storage.unit import Unit


async def interested(town: Town) -> int:
    number = (await the_event(town)).id
    return len(await town.app.database.read(lambda unit: list(unit.events.people_interested(number))))


async def test_interest_toggles(town: Town) -> None:
    card = await published(town)
    assert "You are interested in “Noise Night”" in (await press(town["Priya"], card, "interested")).text
    assert await interested(town) == 1
    assert "not interested in “Noise Night” any more" in (await press(town["Priya"], card, "interested")).text
    assert await interested(town) == 0


async def test_interest_is_private_and_the_card_stays(town: Town) -> None:
    card = await published(town)
    answer = await press(town["Priya"], card, "interested")
    assert answer.ephemeral
    assert answer.message is not None
    assert answer.message.id != card.id


async def test_interest_shows_on_the_card_after_a_while(town: Town) -> None:
    town.app.client.publisher.calm = timedelta(0)
    card = await published(town)
    await asyncio.gather(*(press(town[name], card, "interested") for name in ("Priya", "Jonas", "Daan")))
    shown = await town["Noor"].wait_for_message(
        card.channel_id,
        lambda message: "3 " in message.embeds[0].get("footer", {}).get("text", ""),
    )
    assert shown.id == card.id


async def test_a_press_that_discord_delivers_twice_counts_once(town: Town) -> None:
    """The gateway may deliver an event again (a RESUME does): it has the same id."""
    card = await published(town)
    first = await press(town["Priya"], card, "interested")
    caller_id = first.interaction_id
    from services.acting import Caller

    caller = Caller(town["Priya"].id, "Priya", town.guild, caller_id)
    again = await town.app.services.events.interest(
        (await the_event(town)).id, caller, now=town.sandbox.clock.now()
    )
    assert again.on
    assert await interested(town) == 1


async def test_presses_of_many_at_once_are_all_counted(town: Town) -> None:
    card = await published(town)
    names = ["Priya", "Jonas", "Daan", "Mila", "Joris", "Sanne", "Ellen", "Robin"]
    answers = await asyncio.gather(*(press(town[name], card, "interested") for name in names))
    assert all(answer.ephemeral for answer in answers)
    assert await interested(town) == len(names)


async def calendar_of(town: Town, who: Person, card: Message) -> icalendar.Calendar:
    answer = await press(who, card, "ics")
    assert answer.message is not None
    (attachment,) = answer.message.attachments
    assert attachment["filename"].endswith(".ics")
    return icalendar.Calendar.from_ical(await town.people.fetch(attachment["url"]))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("when", "starts", "ends"),
    [
        (
            "vr 13 mrt 20:00-23:00",
            datetime(2026, 3, 13, 19, tzinfo=UTC),
            datetime(2026, 3, 13, 22, tzinfo=UTC),
        ),
        (
            "za 28 mrt 23:00-05:00",
            datetime(2026, 3, 28, 22, tzinfo=UTC),
            datetime(2026, 3, 29, 3, tzinfo=UTC),
        ),
        (
            "za 24 okt 23:00-05:00",
            datetime(2026, 10, 24, 21, tzinfo=UTC),
            datetime(2026, 10, 25, 4, tzinfo=UTC),
        ),
        ("ma 6 juli 20:00", datetime(2026, 7, 6, 18, tzinfo=UTC), None),
    ],
)
async def test_the_calendar_file_has_the_right_instants(
    town: Town, when: str, starts: datetime, ends: datetime | None
) -> None:
    card = await published(town, when=when)
    calendar = await calendar_of(town, town["Priya"], card)
    (entry,) = calendar.walk("VEVENT")
    assert entry["DTSTART"].dt.astimezone(UTC) == starts
    assert (entry["DTEND"].dt.astimezone(UTC) if "DTEND" in entry else None) == ends
    assert str(entry["SUMMARY"]) == "Noise Night"
    assert str(entry["LOCATION"]).startswith("Tankstation")
    assert calendar.walk("VTIMEZONE")


async def test_the_calendar_file_of_whole_days_has_days(town: Town) -> None:
    card = await published(town, when="13 t/m 15 maart")
    (entry,) = (await calendar_of(town, town["Priya"], card)).walk("VEVENT")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 3, 13), date(2026, 3, 16))


async def test_a_later_calendar_file_brings_the_first_up_to_date(town: Town) -> None:
    card = await published(town)
    (first,) = (await calendar_of(town, town["Priya"], card)).walk("VEVENT")
    number = str((await the_event(town)).id)
    await town["Noor"].slash("event cancel", event=number, reason="Rain.")
    await settled(town)
    (later,) = (await calendar_of(town, town["Priya"], card)).walk("VEVENT")
    assert later["UID"] == first["UID"]
    assert later["SEQUENCE"] > first["SEQUENCE"]
    assert str(later["STATUS"]) == "CANCELLED"


@pytest.mark.parametrize("title", ["Čurčík & вечір 🎉", "///", "x" * 100, "a;b,c\\n:d"])
async def test_any_title_gives_a_file_that_opens(town: Town, title: str) -> None:
    await submit(town["Noor"], title=title)
    card = await town["Noor"].wait_for_message(place(town, "music"), lambda message: bool(message.embeds))
    (entry,) = (await calendar_of(town, town["Priya"], card)).walk("VEVENT")
    assert str(entry["SUMMARY"]) == title


@pytest.mark.parametrize(
    ("who", "words"),
    [("Priya", "Friday 13 March"), ("Jonas", "Friday 13 March"), ("Mila", "vrijdag 13 maart")],
)
async def test_more_is_in_the_readers_language(town: Town, who: str, words: str) -> None:
    card = await published(town)
    more = await press(town[who], card, "more")
    assert more.ephemeral
    assert words in more.text
    assert "Tankstation" in more.text


async def test_more_shows_the_whole_description(town: Town) -> None:
    noor = town["Noor"]
    text = " ".join(f"word{number}" for number in range(200))
    preview = await noor.slash(
        "event submit", title="Long", when="vr 13 mrt 20:00", themes="music", description=text
    )
    await press(noor, preview, "send")
    card = await card_in(town, "music", "Long")
    assert "word199" not in card.text
    assert "word199" in (await press(town["Priya"], card, "more")).text


async def test_a_button_of_an_event_that_no_longer_exists(town: Town) -> None:
    card = await published(town)
    number = (await the_event(town)).id
    await settled(town)

    def remove(unit: Unit) -> None:
        connection = unit._connection
        connection.exec_driver_sql("UPDATE drafts SET sent_event = NULL, event_id = NULL")
        connection.exec_driver_sql("DELETE FROM mirrored")
        connection.exec_driver_sql(f"DELETE FROM events WHERE id = {number}")

    await town.app.database.write(remove)
    for act in acts(card):
        answer = await press(town["Priya"], card, act)
        assert "This event does not exist any more. `/event mine` shows yours." in answer.text
        assert answer.ephemeral


async def test_the_message_of_an_event_that_no_longer_exists_goes_with_its_next_change(town: Town) -> None:
    card = await published(town)
    number = (await the_event(town)).id
    await settled(town)

    def remove(unit: Unit) -> None:
        connection = unit._connection
        connection.exec_driver_sql("UPDATE drafts SET sent_event = NULL, event_id = NULL")
        connection.exec_driver_sql("DELETE FROM mirrored")
        connection.exec_driver_sql(f"DELETE FROM events WHERE id = {number}")
        unit.postings.touch(town.guild, f"event:{number}")

    town.app.client.publisher.calm = timedelta(0)
    await town.app.database.write(remove)
    await town["Noor"].wait_for_event("MESSAGE_DELETE", lambda body: body["id"] == str(card.id))
    await settled(town)
