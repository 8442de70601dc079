"""Being reminded: chosen under *I'm interested*, sent in private, never twice and never too late."""

from datetime import datetime
from zoneinfo import ZoneInfo

from standing import at, stands
from submitting import in_private, press, published, settled, the_event, until_async
from town import Town, labels

from domain.postings import Surface
from domain.reminders import Reminder
from sandbox.people import Message, selects_of
from services.interest import REMIND

ZONE = ZoneInfo("Europe/Amsterdam")
EVENING_BEFORE = datetime(2026, 3, 12, 18, tzinfo=ZONE)


async def due(town: Town, who: str, event: int = 1) -> datetime | None:
    subject = f"{event}:{town[who].id}"
    return await town.app.database.read(lambda unit: unit.timers.get(REMIND, subject))


async def private(town: Town, who: str) -> list[Message]:
    person = town[who]
    return [message for message in await person.messages(await person.dm()) if message.author != who]


async def test_the_answer_offers_when_and_the_message_comes_then(town: Town) -> None:
    card, priya = await published(town), town["Priya"]
    answer = await press(priya, card, "interested")
    assert f"<t:{int(EVENING_BEFORE.timestamp())}:F>" in answer.text
    assert answer.message is not None
    (select,) = selects_of(answer.message)
    assert [option["label"] for option in select["options"] if option.get("default")] == [
        "The evening before, at 18:00"
    ]
    assert len(select["options"]) == 4  # a week before is too late
    chosen = await priya.choose(answer, "event:1:remind", [Reminder.HOUR.value])
    assert f"<t:{int(at(13, 19).timestamp())}:F>" in chosen.text
    town.sandbox.clock.move_to(at(13, 19))
    message = await in_private(priya, "Coming up")
    assert "Noise Night" in message.text
    assert "Tankstation" in message.text
    assert "Binnenkort" in message.text  # nobody knows yet which language she reads
    assert labels(message) == ["Meer · More", "Geen interesse meer · Not interested any more"]
    await settled(town)
    assert len(await private(town, "Priya")) == 1
    more = await priya.press(message, custom_id="reminder:1:0:more")
    assert "Friday 13 March 2026 20:00" in more.text
    off = await priya.press(message, custom_id="reminder:1:0:off")
    assert "not interested in “Noise Night” any more" in off.text


async def test_no_reminder_is_a_choice(town: Town) -> None:
    card, mila = await published(town), town["Mila"]
    answer = await press(mila, card, "interested")
    off = await mila.choose(answer, "event:1:remind", ["off"])
    assert "Je krijgt geen herinnering." in off.text
    assert await due(town, "Mila") is None


async def test_who_chose_a_language_reads_only_that(town: Town) -> None:
    card, priya = await published(town), town["Priya"]
    await priya.choose(await priya.slash("interests"), "interests:reminder", ["three_hours"])
    await press(priya, card, "interested")
    town.sandbox.clock.move_to(at(13, 17))
    message = await in_private(priya, "Coming up")
    assert "Binnenkort" not in message.text
    assert labels(message) == ["More", "Not interested any more"]


async def test_the_reminder_follows_a_changed_time_and_goes_with_a_cancellation(town: Town) -> None:
    card, noor = await published(town), town["Noor"]
    await press(town["Priya"], card, "interested")
    form = await noor.slash("event edit", event="1")
    await press(noor, await noor.fill(form, {"when": "za 14 mrt 20:00"}), "send")
    assert await due(town, "Priya") == datetime(2026, 3, 13, 18, tzinfo=ZONE)
    await noor.slash("event cancel", event="1", reason="No van.")
    assert await due(town, "Priya") is None
    await in_private(town["Priya"], "No van.")


async def test_the_answer_says_when_it_is_too_late(town: Town) -> None:
    await stands(town, "Soon", at(9, 12, 3).replace(minute=50))
    priya = town["Priya"]
    card = await priya.choose(await priya.slash("agenda show"), "events:look", ["1"])
    answer = await priya.press(card, "I'm interested")
    assert "You are interested in “Soon”" in answer.text
    assert answer.message is not None
    assert selects_of(answer.message) == []


async def test_closed_private_messages_are_said_once_and_not_tried_again(town: Town) -> None:
    card, priya = await published(town), town["Priya"]
    await priya.takes_dms(False)
    await press(priya, card, "interested")
    town.sandbox.clock.move_to(EVENING_BEFORE)
    await until_async(
        lambda: town.app.database.read(
            lambda unit: [why for _, _, why in unit.postings.parked_in(town.guild)]
        ),
        lambda parked: parked == ["dm"],
    )
    tried = len(await town.people.exchanges())
    await town.app.services.setup.unpark(town.guild)
    await settled(town)
    assert not [one for one in (await town.people.exchanges())[tried:] if one["method"] == "POST"]
    assert "did not reach you" in (await priya.slash("interests")).text
    assert "did not reach you" not in (await priya.slash("interests")).text
    await press(priya, card, "interested")
    assert "did not reach you" not in (await press(priya, card, "interested")).text


async def test_the_answer_to_interest_says_it_too(town: Town) -> None:
    card, priya = await published(town), town["Priya"]
    await priya.takes_dms(False)
    await press(priya, card, "interested")
    town.sandbox.clock.move_to(EVENING_BEFORE)
    await until_async(
        lambda: town.app.database.read(lambda unit: len(unit.postings.parked_in(town.guild))),
        lambda count: count == 1,
    )
    await press(priya, card, "interested")
    assert "did not reach you" in (await press(priya, card, "interested")).text


async def test_a_bot_that_was_away_sends_nothing_for_what_is_past(town: Town) -> None:
    card = await published(town)
    await press(town["Priya"], card, "interested")
    event = await the_event(town)
    town.sandbox.clock.move_to(at(13, 21))
    await until_async(lambda: due(town, "Priya", event.id), lambda moment: moment is None)
    await settled(town)
    sent = await town.app.database.read(
        lambda unit: unit.postings.messages_of(town.guild, "reminder:1", Surface.REMINDER)
    )
    assert sent == []
