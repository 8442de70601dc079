"""The bot goes down at bad moments; a question does not get lost, and nothing stands twice."""

from dataclasses import replace
from pathlib import Path

from checked import checked_sandbox
from desk_town import asks, card_in, gets, sees_thread, with_heads
from town import MONDAY, Town, running_app, settings, sqlite_url

from sandbox.people import People
from services.acting import Caller
from services.desk import Asking, DeskService
from services.desk_steps import settle_thread
from storage.database import open_database
from storage.unit import Unit


async def test_asked_just_before_the_bot_went_down(tmp_path: Path) -> None:
    async with checked_sandbox() as sandbox, People(sandbox.url) as people:
        sandbox.clock.move_to(MONDAY)
        config = settings(sandbox, sqlite_url(tmp_path))
        async with running_app(sandbox, config, people) as app:
            town = Town(sandbox, people, app)
            await town.set_up()
            await with_heads(town)
        # down; what was committed last is a question
        database = await open_database(config.database.url)
        mila = people["Mila"]
        caller = Caller(mila.id, "Mila", town.guild, 4711)
        asking = Asking(text="Mag ons terras tot 01:00 open?", locale="nl", sector="vergunningen")
        await DeskService(database, config.meetings.free_days()).ask(caller, asking, now=sandbox.clock.now())
        await database.close()
        async with running_app(sandbox, config, people):
            thread = await sees_thread(mila)
            await card_in(mila, thread, "**nog niet opgepakt**")
            await gets(people["Sanne"], "vraag nr. 1")


async def test_a_thread_that_was_made_and_not_noted_down_is_found_again(town: Town) -> None:
    await with_heads(town)
    await asks(town)
    thread = await sees_thread(town["Priya"])
    await card_in(town["Priya"], thread)

    def forget(unit: Unit) -> None:
        question = unit.desk.by_number(town.guild, 1)
        assert question is not None
        unit.desk.save(replace(question, thread=0))
        settle_thread(unit, question.id, town.sandbox.clock.now())

    await town.app.database.write(forget)
    await asks(town, "Mila", "Iets anders?", locale="nl")
    await sees_thread(town["Mila"], 2)
    await town["Sanne"].slash("desk take", number=1)
    await card_in(town["Priya"], thread, "**opgepakt**")
    names = [one.name for one in await _threads(town)]
    assert sorted(name.split(" · ")[0] for name in names) == ["1", "2"]


async def _threads(town: Town):  # type: ignore[no-untyped-def]
    guild = town.app.client.get_guild(town.guild)
    assert guild is not None
    return await guild.active_threads()
