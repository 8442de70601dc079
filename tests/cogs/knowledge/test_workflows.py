"""/workflow on a Discord stand-in: a checklist that several people work through, over a restart."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from checked import checked_sandbox
from shelf import filled
from town import MONDAY, Town, running_app, settings, sqlite_url

from sandbox.people import Message, People, Result

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


async def begun(town: Town, **more: str) -> tuple[Result, Message]:
    """Mila's festival on 20 June; the answer and the checklist in its thread."""
    await filled(town)
    mila = town["Mila"]
    answer = await mila.slash(
        "workflow start", guide="nl/stappenplan-festival", day="20 juni", name="Stampfest", **more
    )
    thread = answer.text.partition("<#")[2].partition(">")[0]
    return answer, await mila.wait_for_message(int(thread), lambda one: "Stampfest" in one.text)


async def test_deadlines_are_counted_back_and_the_thread_is_private(town: Town) -> None:
    _, checklist = await begun(town)
    assert "0 van 4 klaar" in checklist.text
    assert "vóór zaterdag 28 maart (dus uiterlijk vrijdag 27 maart)" in checklist.text
    assert "Te laat zijn." in checklist.text
    assert "Stuur de tekening mee." in checklist.text
    assert "Alcohol schenken" in checklist.text
    assert not [one for one in (await town["Joris"].view()).raw["threads"] if "Stampfest" in one["name"]]


async def test_ticks_show_who_may_and_a_second_person_joins(town: Town) -> None:
    _, checklist = await begun(town)
    mila, daan = town["Mila"], town["Daan"]
    await mila.press(checklist, "1")
    done = await mila.wait_for_event("MESSAGE_UPDATE", lambda body: "1 van 4 klaar" in str(body["embeds"]))
    assert done
    people = await mila.press(checklist, "Mensen")
    added = await mila.choose(people, "Iemand toevoegen", [daan])
    assert f"{daan.mention} doet nu ook mee." in added.text
    seen = await daan.wait_for_message(checklist.channel_id, lambda one: "Stampfest" in one.text)
    await daan.press(seen, "2")
    await daan.wait_for_event("MESSAGE_UPDATE", lambda body: "2 van 4 klaar" in str(body["embeds"]))
    await daan.press(seen, "1")
    await daan.wait_for_event("MESSAGE_UPDATE", lambda body: "1 van 4 klaar" in str(body["embeds"]))


async def test_reminders_come_and_go_to_who_carries_it_now(town: Town) -> None:
    _, checklist = await begun(town)
    mila, daan = town["Mila"], town["Daan"]
    handed = await mila.choose(await mila.press(checklist, "Mensen"), "Aan iemand overdragen", [daan])
    assert f"{daan.mention} draagt het nu en krijgt de herinneringen." in handed.text
    await town.people.move_clock_to(datetime(2026, 3, 20, 10, 1, tzinfo=AMSTERDAM))
    dm = (await daan.dm(town.people.bot_id))["id"]
    reminder = await daan.wait_for_message(dm, lambda one: "dit kan niet wachten" in one.text)
    assert "Vraag de vergunning aan" in reminder.text
    assert "Hang de posters op" not in reminder.text
    shown = await daan.press(reminder, "Toon de afvinklijst")
    assert "Stampfest" in shown.text


async def test_being_stuck_keeps_what_was_done_for_the_desk(town: Town) -> None:
    _, checklist = await begun(town)
    mila, sanne = town["Mila"], town["Sanne"]
    await town["Robin"].slash("sector appoint", sector="promotie", person=sanne, part="head")
    await mila.press(checklist, "1")
    form = await mila.press(checklist, "Ik zit vast")
    answer = await mila.fill(
        form, {"Waar zit je vast?": "Wie drukt posters?", "Bij welke stap?": "2. Hang de posters op"}
    )
    receipt = await mila.press(answer, "Vraag")
    assert f"{sanne.mention} kijkt ernaar." in receipt.text
    question = await town.app.database.read(lambda unit: unit.desk.by_number(town.guild, 1))
    assert question is not None
    assert question.text == "Wie drukt posters?"
    assert "▶ Hang de posters op" in question.context
    assert "✅ Vraag de vergunning aan" in question.context


async def test_it_goes_on_after_a_restart_and_by_private_message(tmp_path: Path) -> None:
    async with checked_sandbox() as sandbox, People(sandbox.url) as people:
        sandbox.clock.move_to(MONDAY)
        config = settings(sandbox, sqlite_url(tmp_path))
        async with running_app(sandbox, config, people) as app:
            town = Town(sandbox, people, app)
            await town.set_up()
            await filled(town)
            mila = people["Mila"]
            await mila.slash("workflow start", guide="Stappenplan - een festival", day="20 juni", where="dm")
            dm = (await mila.dm(people.bot_id))["id"]
            checklist = await mila.wait_for_message(dm, lambda one: "0 van 4 klaar" in one.text)
        async with running_app(sandbox, config, people):
            await mila.press(checklist, "3")
            await mila.wait_for_message(dm, lambda one: "1 van 4 klaar" in one.text)
            assert "1 van 4 klaar" in (await mila.slash("workflow show")).text


async def test_a_day_that_has_been_and_an_article_without_steps_are_refused(town: Town) -> None:
    await filled(town)
    mila = town["Mila"]
    late = await mila.slash("workflow start", guide="nl/stappenplan-festival", day="1 maart")
    assert "2026" in late.text or "geweest" in late.text
    none = await mila.slash("workflow start", guide="nl/geluid", day="20 juni")
    assert "artikel zonder stappen" in none.text
    offered = await mila.complete("workflow start", "guide", "fest", day="20 juni")
    assert [name for name, _ in offered.choices] == ["Stappenplan - een festival"]
