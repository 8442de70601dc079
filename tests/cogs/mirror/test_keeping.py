"""What is public in the agenda stands on Discord's own event list, and nothing else of ours does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from event_list import FRIDAY, add, asked, change, edit, foreign, listed, names_on_list, ours, stands
from submitting import card_in, published, settled, submit, the_event, until_async
from town import MONDAY, Town

from domain.events import Details, Event, Happening, Stage
from sandbox import scheduled_events
from sandbox.transport import ActionRefused
from storage.unit import Unit


async def test_a_published_event_stands_there(town: Town) -> None:
    await published(town)
    (event,) = await stands(town)
    assert event.name == "Noise Night"
    assert event.location == "Tankstation, Enschede"
    assert (event.start, event.end) == (FRIDAY, FRIDAY + timedelta(hours=3))
    assert "einde nog niet bekend" in (event.description or "")
    assert "end not known yet" in (event.description or "")
    assert event.entity_type == scheduled_events.EXTERNAL
    assert asked(town, "POST") == 1


async def test_what_waits_for_an_editor_does_not_stand_there(town: Town) -> None:
    await submit(town["Priya"])
    await settled(town)
    assert ours(town) == []


async def test_an_edit_edits_it_with_one_request(town: Town) -> None:
    await published(town)
    (before,) = await stands(town)
    listings = asked(town, "GET")
    await edit(town, title="Louder Night", when="za 14 mrt 21:00 - 23:30")
    await card_in(town, "music", "Louder Night")
    (after,) = await stands(town)
    assert after.id == before.id
    assert (after.name, after.start) == ("Louder Night", FRIDAY + timedelta(days=1, hours=1))
    assert after.end == after.start + timedelta(hours=2, minutes=30)
    assert "schatting" not in (after.description or "")
    assert (asked(town, "POST"), asked(town, "PATCH"), asked(town, "GET")) == (1, 1, listings)


async def test_what_the_list_does_not_show_costs_no_request(town: Town) -> None:
    await published(town)
    await stands(town)
    before = len(town.sandbox.exchanges), asked(town, "PATCH")
    await edit(town, themes=["theatre"])
    await card_in(town, "theatre", "Noise Night")
    await stands(town)
    assert asked(town, "PATCH") == before[1]


async def test_a_cancelled_event_says_so_once_more_and_leaves_the_list(town: Town) -> None:
    await published(town)
    (event,) = await stands(town)
    form = await town["Noor"].slash("event cancel", event=str((await the_event(town)).id))
    await town["Noor"].fill(form, {"reason": "The power is out"})
    await card_in(town, "music", "The power is out")
    await stands(town, 0)
    assert event.status == scheduled_events.CANCELLED
    assert event.name == "AFGELAST: Noise Night"
    assert (event.description or "").startswith("**The power is out**")
    assert asked(town, "DELETE") == 0
    listings = asked(town, "GET")
    assert listings == 1  # the one of the start; nothing was looked up for this


async def test_a_postponed_event_leaves_the_list_and_comes_back_with_its_new_date(town: Town) -> None:
    await published(town)
    (before,) = await stands(town)
    await change(town, 1, happening=Happening.POSTPONED)
    await stands(town, 0)
    assert before.name == "UITGESTELD: Noise Night"
    event = await the_event(town)
    later = replace(event.details, starts=FRIDAY + timedelta(days=30))
    await change(town, 1, happening=Happening.RESCHEDULED, details=later)
    (after,) = await stands(town)
    assert after.id != before.id
    assert (after.name, after.start) == ("NIEUWE DATUM: Noise Night", FRIDAY + timedelta(days=30))


async def test_a_withdrawn_event_is_taken_off(town: Town) -> None:
    await published(town)
    await stands(town)
    await change(town, 1, stage=Stage.WITHDRAWN)
    await stands(town, 0)
    assert asked(town, "DELETE") == 1


async def test_titles_that_would_call_people_call_nobody(town: Town) -> None:
    def work(unit: Unit) -> None:
        now = town.sandbox.clock.now()
        details = Details(
            title="@everyone **free** <@123456789012345678> " + "wwwww " * 30,
            starts=FRIDAY,
            themes=("music",),
            place="<@&123456789012345678> " + "p" * 200,
            description="@here [click](https://evil.example) " + "woord " * 400,
        )
        event = Event(
            id=0, community=town.guild, details=details, stage=Stage.PUBLISHED, created_at=now, updated_at=now
        )
        unit.events.add(event)

    await town.app.database.write(work)
    (event,) = await stands(town)
    shown = f"{event.name} {event.location} {event.description}"
    for ping in ("@everyone", "@here", "<@123456789012345678>", "<@&123456789012345678>"):
        assert ping not in shown
    assert "\\[click]" in shown  # shown as it was typed, not as a link
    assert event.name.endswith("wwwww…")
    assert "woord…" in (event.description or "")
    assert "De Sektor · 1-" in (event.description or "")


async def test_the_nearest_hundred_stand_and_the_next_come_in_as_time_goes_by(town: Town) -> None:
    for number in range(5):
        await foreign(town, f"Theirs {number}", FRIDAY + timedelta(days=200 + number))
    await add(town, 130)
    await stands(town, 95)
    assert [event.name for event in ours(town)] == [f"Night {number:03}" for number in range(95)]
    assert len(listed(town)) == 100

    town.sandbox.clock.move_to(MONDAY + timedelta(days=3))  # three are over
    await until_async(lambda: names_on_list(town), lambda names: names[-1] == "Night 097")
    await stands(town, 95)
    assert [event.name for event in ours(town)] == [f"Night {number:03}" for number in range(3, 98)]

    await town["Robin"].delete_event(next(e.id for e in listed(town) if e.name == "Theirs 0"))
    await until_async(lambda: names_on_list(town), lambda names: names[-1] == "Night 098")

    def cancel(unit: Unit) -> None:
        event = unit.events.get(50)
        assert event is not None
        unit.events.save(replace(event, happening=Happening.CANCELLED, sequence=1))

    await town.app.database.write(cancel)
    await until_async(lambda: names_on_list(town), lambda names: names[-1] == "Night 099")
    assert "Night 049" not in await names_on_list(town)


async def test_a_nearer_event_pushes_the_farthest_out(town: Town) -> None:
    await add(town, 100)
    await stands(town, 100)
    await add(town, 1, first=MONDAY + timedelta(hours=30))
    await settled(town)
    names = await names_on_list(town)
    assert len(names) == 100
    assert names.count("Night 000") == 2
    assert "Night 099" not in names
    await foreign_wish(town)


async def foreign_wish(town: Town) -> None:
    """The list is full: Discord tells so whoever wants to add to it."""
    with pytest.raises(ActionRefused, match="100"):
        await foreign(town, "No room")
