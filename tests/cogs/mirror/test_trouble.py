"""The event list when Discord, the server or people get in between."""

from dataclasses import replace
from datetime import timedelta

import pytest
from event_list import FRIDAY, add, asked, change, edit, foreign, names_on_list, ours, stands
from submitting import published, settled, the_event, until_async
from town import MONDAY, Town

from domain.events import Details, Event, Stage
from sandbox import roles, scheduled_events
from sandbox.model import ScheduledEvent
from sandbox.permissions import CREATE_EVENTS, MANAGE_EVENTS
from storage.unit import Unit

DAY = timedelta(days=1)


def bots_role(town: Town) -> int:
    return next(role.id for role in town.sandbox.guild.roles.values() if role.bot_id == town.people.bot_id)


def permit(town: Town, yes: bool) -> None:
    """Somebody changes the bot's role."""
    world, guild = town.sandbox.world, town.sandbox.guild
    role = guild.roles[bots_role(town)]
    both = CREATE_EVENTS | MANAGE_EVENTS
    granted = role.permissions | both if yes else role.permissions & ~both
    roles.edit(world, guild, role, {"permissions": str(granted)}, by=town["Robin"].id)


async def notes(town: Town) -> list[str]:
    """What the editors were told."""
    return [each.content for each in await town["Noor"].messages(town.channels["review"]) if each.content]


async def test_without_permission_the_editors_are_told_once_and_it_goes_on_by_itself(town: Town) -> None:
    permit(town, False)
    await published(town)
    told = await until_async(lambda: notes(town), bool)
    await published(town, title="Second Night")
    await settled(town)
    assert len(told) == 1
    assert "Evenementen maken" in told[0]
    assert "/inrichten" in told[0]
    assert await notes(town) == told
    assert asked(town, "POST") == 1  # it is not tried in a loop
    overview = await town["Robin"].slash("setup")
    assert "evenementenlijst" in overview.text
    assert "Evenementen maken" in overview.text
    assert len(await town["Noor"].messages(town.channels["theme:music"])) == 2  # the cards stand all the same

    permit(town, True)
    await until_async(lambda: names_on_list(town), lambda names: len(names) == 2)
    await until_async(lambda: notes(town), lambda left: left == [])


async def test_a_server_that_wants_no_event_list_has_none(town: Town) -> None:
    await published(town)
    await foreign(town, "Theirs")
    await stands(town)
    robin = town["Robin"]
    settings = await robin.press(await robin.slash("setup"), custom_id="setup:settings")
    assert "evenementenlijst" in settings.text
    await robin.press(settings, custom_id="setup:set:events:off")
    await until_async(lambda: names_on_list(town), lambda names: names == [])
    await settled(town)
    requests = asked(town, "GET"), asked(town, "POST")
    await edit(town, title="Quiet Night")
    await settled(town)
    assert (asked(town, "GET"), asked(town, "POST")) == requests
    assert [event.name for event in scheduled_events.pending(town.sandbox.guild)] == ["Theirs"]
    assert await notes(town) == []
    permit(town, False)
    overview = await robin.slash("setup")
    assert "Evenementen maken" not in overview.text  # not needed now
    permit(town, True)
    settings = await robin.press(overview, custom_id="setup:settings")
    await robin.press(settings, custom_id="setup:set:events:on")
    await until_async(lambda: names_on_list(town), lambda names: names == ["Quiet Night"])


@pytest.mark.parametrize("status", [500, 502, 503, 429])
async def test_a_passing_fault_is_tried_again(town: Town, status: int) -> None:
    town.sandbox.fault(status=status, next=1, path="/scheduled-events$", method="POST")
    await published(town)
    await stands(town)
    assert len(ours(town)) == 1


async def test_a_long_list_fills_up_under_discords_rate_limits(town: Town) -> None:
    town.sandbox.setting.rate_limits.discord_like = True
    await add(town, 30)
    await published(town)  # meanwhile the bot does everything else
    await stands(town, 31)
    assert len(set(await names_on_list(town))) == 31
    assert asked(town, "DELETE") == 0


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 503}, {"cut": True}])
async def test_an_answer_that_got_lost_makes_no_second_event(town: Town, fault: dict[str, object]) -> None:
    """Discord made it, and we never heard so."""
    town.sandbox.fault(**fault, next=1, path="/scheduled-events$", method="POST", performed=True)
    await published(town)
    await stands(town)
    await edit(town, title="Still One")
    await stands(town)
    assert await names_on_list(town) == ["Still One"]


async def test_what_people_take_off_comes_back_only_with_a_change_of_the_event(town: Town) -> None:
    await published(town)
    (event,) = await stands(town)
    await town["Robin"].delete_event(event.id)
    await stands(town, 0)
    await published(town, title="Another Night")
    await stands(town)
    await town.app.services.mirror.look_again(town.guild, count=True)
    await stands(town)
    assert await names_on_list(town) == ["Another Night"]
    await change(town, 1, made_by="Somebody")
    await stands(town, 2)


async def test_what_was_taken_off_while_the_bot_was_away_stays_off(town: Town) -> None:
    await published(town)
    (event,) = await stands(town)
    del town.sandbox.guild.events[event.id]  # nobody is told
    await town.app.services.mirror.look_again(town.guild, count=True)
    await stands(town, 0)
    await edit(town, title="It is back")
    assert (await stands(town))[0].name == "It is back"


async def test_a_change_meets_what_was_taken_off_unseen(town: Town) -> None:
    await published(town)
    (event,) = await stands(town)
    del town.sandbox.guild.events[event.id]
    await edit(town, title="Changed")
    await stands(town, 0)
    await edit(town, title="Changed again")
    assert (await stands(town))[0].name == "Changed again"


async def test_what_people_changed_by_hand_is_put_right_when_the_list_is_gone_through(town: Town) -> None:
    await published(town)
    (event,) = await stands(town)
    event.name = "Something else"
    await settled(town)
    assert event.name == "Something else"
    town.sandbox.clock.forward(timedelta(days=1, minutes=1))
    await until_async(lambda: names_on_list(town), lambda names: names == ["Noise Night"])
    assert asked(town, "POST") == 1


async def test_events_of_other_people_and_of_another_database_are_left_alone(town: Town) -> None:
    await foreign(town, "Theirs", FRIDAY)
    world, guild = town.sandbox.world, town.sandbox.guild
    stray = ScheduledEvent(
        world.snowflakes.take(),
        guild.id,
        town.people.bot_id,
        "From before",
        FRIDAY,
        3,
        end=FRIDAY + timedelta(hours=1),
        description="De Sektor · 1-abcdef",
        location="somewhere",
    )
    guild.events[stray.id] = stray
    await town.app.services.mirror.look_again(town.guild)
    await published(town)
    await settled(town)
    names = sorted(event.name for event in scheduled_events.pending(guild))
    assert names == ["From before", "Noise Night", "Theirs"]
    assert asked(town, "DELETE") == asked(town, "PATCH") == 0
    others = await town.app.database.read(lambda unit: unit.mirror.state(town.guild))
    assert others is not None
    assert others.others == 2


async def test_what_stands_twice_goes(town: Town) -> None:
    await published(town)
    (event,) = await stands(town)
    world, guild = town.sandbox.world, town.sandbox.guild
    twin = ScheduledEvent(
        world.snowflakes.take(),
        guild.id,
        event.creator_id,
        event.name,
        event.start,
        3,
        end=event.end,
        description=event.description,
        location=event.location,
    )
    guild.events[twin.id] = twin
    await town.app.services.mirror.look_again(town.guild)
    assert (await stands(town))[0].id == event.id


async def test_a_list_that_others_filled_meanwhile(town: Town) -> None:
    """They had the last places before we knew."""
    for number in range(99):
        await foreign(town, f"Theirs {number}", FRIDAY + timedelta(hours=number))
    await settled(town)
    await town.app.database.write(
        lambda unit: unit.mirror.listed(town.guild, others=90, at=town.sandbox.clock.now())
    )
    await add(town, 3)
    await until_async(lambda: names_on_list(town), lambda names: names == ["Night 000"])
    state = await town.app.database.read(lambda unit: unit.mirror.state(town.guild))
    assert state is not None


async def long_one(town: Town, title: str, starts: object, ends: object) -> None:
    def work(unit: Unit) -> None:
        now = town.sandbox.clock.now()
        details = Details(title=title, starts=starts, ends=ends, themes=("music",))  # type: ignore[arg-type]
        unit.events.add(
            Event(
                id=0,
                community=town.guild,
                details=details,
                stage=Stage.PUBLISHED,
                created_at=now,
                updated_at=now,
            )
        )

    await town.app.database.write(work)


async def test_what_has_begun_is_put_there_with_its_next_day_or_not_at_all(town: Town) -> None:
    begun = MONDAY - timedelta(days=3, hours=1)  # Friday, 11:00
    await long_one(town, "Exhibition", begun, begun + timedelta(days=20))
    await long_one(town, "Lunch", MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=1))
    (event,) = await stands(town)
    assert event.name == "Exhibition"
    assert event.start == MONDAY + timedelta(hours=23)
    assert event.end == begun + timedelta(days=20)
    town.sandbox.clock.move_to(MONDAY + timedelta(days=2))
    await until_async(lambda: _status(event), lambda status: status == scheduled_events.ACTIVE)
    await change(town, 1, made_by="Somebody else")
    await stands(town)
    assert event.status == scheduled_events.ACTIVE
    assert asked(town, "POST") == 1


async def _status(event: ScheduledEvent) -> int:
    return event.status


async def test_what_runs_and_is_cancelled_or_moved_ends_on_the_list(town: Town) -> None:
    await published(town, when="ma 9 mrt 13:00 - 18:00")
    (event,) = await stands(town)
    town.sandbox.clock.move_to(MONDAY + timedelta(hours=2))
    await until_async(lambda: _status(event), lambda status: status == scheduled_events.ACTIVE)
    before = (await the_event(town)).details
    tomorrow = replace(before, starts=before.starts + DAY, ends=before.starts + DAY + timedelta(hours=5))
    await change(town, 1, details=tomorrow)
    (moved,) = await stands(town)
    assert event.status == scheduled_events.COMPLETED
    assert moved.start == MONDAY + timedelta(hours=25)
    town.sandbox.clock.move_to(MONDAY + timedelta(hours=26))
    await until_async(lambda: _status(moved), lambda status: status == scheduled_events.ACTIVE)
    form = await town["Noor"].slash("event cancel", event=str((await the_event(town)).id))
    await town["Noor"].fill(form, {"reason": "Rain"})
    await stands(town, 0)
    assert moved.status == scheduled_events.COMPLETED
    assert moved.name.startswith("AFGELAST")
