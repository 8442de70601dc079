"""Working on a question on a Discord stand-in, as a head, a deputy and who asked."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from desk_town import TERRACE, appoint, asks, card_in, dm, gets, sees_thread, with_heads
from town import Town

from sandbox.people import ActionRefused, Person

HOME = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
async def desk(town: Town) -> Town:
    await with_heads(town)
    return town


async def texts(person: Person, place: int) -> str:
    return "\n".join(one.text for one in await person.messages(place))


async def test_asked_in_english_taken_and_answered_in_dutch(desk: Town) -> None:
    sanne, priya, daan = desk["Sanne"], desk["Priya"], desk["Daan"]
    await asks(desk)
    notice = await gets(sanne, "vraag nr. 1")
    assert f"{priya.mention} vraagt iets aan het loket, en 📜 Vergunningen is van jou" in notice.text
    assert "uiterlijk donderdag 12 maart" in notice.text
    thread = await sees_thread(priya)
    card = await card_in(priya, thread)
    assert f"> {TERRACE}" in card.text
    assert "**nog niet opgepakt**" in card.text
    assert "You hear by Thursday 12 March." in card.text
    assert all(TERRACE not in name for name in (await daan.view()).threads)

    taken = await sanne.press(card, "Oppakken")
    assert "Vraag nr. 1 is van jou." in taken.text
    card = await card_in(sanne, thread, "**opgepakt**")
    form = await sanne.press(card, "Antwoorden")
    await sanne.fill(form, {"Je antwoord": "Ja, met een ontheffing."})
    got = await gets(priya, "Ja, met een ontheffing.")
    assert "There is an answer to your question no. 1" in got.text
    stands = await priya.wait_for_message(thread, lambda one: "Ja, met een ontheffing." in one.text)
    assert "Het antwoord op vraag nr. 1 · The answer to question no. 1" in stands.text
    await card_in(priya, thread, "**beantwoord**")


async def test_two_heads_press_take_and_the_second_hears_who_was_first(desk: Town) -> None:
    await asks(desk)
    notice = await gets(desk["Sanne"], "vraag nr. 1")
    await desk["Sanne"].press(notice, "Oppakken")
    second = await desk["Noor"].slash("desk take", number=1)
    assert f"{desk['Sanne'].mention} heeft vraag nr. 1 al opgepakt" in second.text
    again = await desk["Sanne"].press(notice, "Oppakken")
    assert "al opgepakt; hij is van jou" in again.text


async def test_what_is_consulted_stays_between_those_who_answer(desk: Town) -> None:
    sanne, joris, priya = desk["Sanne"], desk["Joris"], desk["Priya"]
    await asks(desk)
    thread = await sees_thread(priya)
    form = await sanne.press(await card_in(sanne, thread), "Andere sector meevragen")
    done = await sanne.fill(form, {"choice": "locatie", "text": "Mag dat op die plek?"})
    assert f"De vraag blijft van {sanne.mention}" in done.text
    asked = await gets(joris, "Mag dat op die plek?")
    await joris.wait_for_event("THREAD_CREATE", lambda body: int(body["id"]) == thread)
    note = await joris.press(asked, "Notitie")
    await joris.fill(note, {"text": "Daar wel, maar zonder muziek."})
    await gets(sanne, "Daar wel, maar zonder muziek.")
    shown = await sanne.slash("desk show", number=1)
    assert "Mag dat op die plek?" in shown.text
    assert "Daar wel" in shown.text
    everything = "\n".join(
        [
            (await priya.slash("desk show", number=1)).text,
            await texts(priya, thread),
            await texts(priya, await dm(priya)),
        ]
    )
    assert "plek" not in everything
    assert "Daar wel" not in everything


async def test_who_is_no_party_is_told_nothing(desk: Town) -> None:
    await asks(desk)
    thread = await sees_thread(desk["Priya"])
    for stranger in (desk["Daan"], desk["Joris"], desk["Robin"]):
        for command in ("desk show", "desk take"):
            answer = await stranger.slash(command, number=1)
            assert "geen vraag met dit nummer die jij kunt zien" in answer.text
        assert TERRACE not in (await stranger.slash("desk list")).text
        offered = await stranger.complete("desk show", "number", "")
        assert offered.choices == []
    assert thread not in {int(one["id"]) for one in (await desk["Daan"].view()).raw["threads"]}
    mine = await desk["Priya"].complete("desk show", "number", "terrace")
    assert [name for name, _ in mine.choices] == [f"1 · {TERRACE}"]
    press = await desk["Priya"].press(await card_in(desk["Priya"], thread), "Oppakken")
    assert "Only the sector head" in press.text


async def test_waiting_for_the_city_is_told_with_its_days(desk: Town) -> None:
    sanne = desk["Sanne"]
    await asks(desk)
    thread = await sees_thread(desk["Priya"])
    form = await sanne.press(await card_in(sanne, thread), "Wachten op")
    await sanne.fill(form, {"choice": "city", "text": "vergunningen"})
    await card_in(sanne, thread, "Wacht op: de gemeente (vergunningen), sinds")
    desk.sandbox.clock.move_to(desk.sandbox.clock.now() + timedelta(days=18))
    waiting = await sanne.slash("desk waiting")
    assert "wacht op: de gemeente (vergunningen), 18 dagen" in waiting.text
    english = await desk["Priya"].slash("desk waiting")
    assert "waits for: the city (vergunningen), 18 days" in english.text


async def test_the_asker_writes_and_it_goes_on(desk: Town) -> None:
    sanne, priya = desk["Sanne"], desk["Priya"]
    await asks(desk)
    thread = await sees_thread(priya)
    await sanne.slash("desk wait", number=1, party="asker", note="Welke straat?")
    waits = await gets(priya, "waits for you")
    assert "Welke straat?" in waits.text
    await priya.say(thread, "Walstraat")
    await gets(sanne, "jij bent weer aan de beurt")
    await card_in(sanne, thread, "**opgepakt**")


async def test_moved_to_another_sector_the_people_in_the_thread_follow(desk: Town) -> None:
    sanne, joris, priya = desk["Sanne"], desk["Joris"], desk["Priya"]
    await asks(desk)
    thread = await sees_thread(priya)
    await sanne.wait_for_event("THREAD_CREATE", lambda body: int(body["id"]) == thread)
    form = await sanne.press(await card_in(sanne, thread), "Doorzetten")
    done = await sanne.fill(form, {"choice": "locatie", "text": "Het gaat om de plek"})
    assert joris.mention in done.text
    assert (await gets(joris, "vraag nr. 1")).buttons
    assert "is with 🏚️ Locations/Real estate now" in (await gets(priya, "is with")).text
    await joris.wait_for_event("THREAD_CREATE", lambda body: int(body["id"]) == thread)
    await priya.wait_for_event(
        "THREAD_MEMBERS_UPDATE", lambda body: str(sanne.id) in body.get("removed_member_ids", [])
    )
    assert "geen vraag met dit nummer" in (await sanne.slash("desk show", number=1)).text


async def test_an_archived_thread_takes_no_press_but_commands_and_wakes_up(desk: Town) -> None:
    sanne, priya = desk["Sanne"], desk["Priya"]
    await asks(desk)
    thread = await sees_thread(priya)
    card = await card_in(sanne, thread)
    await desk["Robin"].edit_channel(thread, archived=True)
    with pytest.raises(ActionRefused):
        await sanne.press(card, "Oppakken")
    taken = await sanne.slash("desk take", number=1)
    assert "Vraag nr. 1 is van jou." in taken.text
    await card_in(sanne, thread, "**opgepakt**")


async def test_a_deleted_thread_comes_back_with_what_was_said(desk: Town) -> None:
    sanne, priya = desk["Sanne"], desk["Priya"]
    await asks(desk)
    thread = await sees_thread(priya)
    await card_in(sanne, thread)
    await sanne.slash("desk answer", number=1, text="Ja, met een ontheffing.")
    await priya.wait_for_message(thread, lambda one: "met een ontheffing" in one.text)
    await desk["Robin"].delete_channel(thread)
    made = await priya.wait_for_event(
        "THREAD_CREATE", lambda body: body["name"].startswith("1 · ") and int(body["id"]) != thread
    )
    other = int(made["id"])
    await card_in(priya, other, "**beantwoord**")
    await priya.wait_for_message(other, lambda one: "met een ontheffing" in one.text)


async def test_where_no_thread_can_be_made_it_goes_on_by_command_and_says_so(desk: Town) -> None:
    for name in ("desk", "knowledge"):
        await desk["Robin"].delete_channel(desk.channels[name])
    await asks(desk)
    await gets(desk["Sanne"], "vraag nr. 1")
    answered = await desk["Sanne"].slash("desk answer", number=1, text="Ja.")
    assert "alles kan met /loket en het nummer" in answered.text
    got = await gets(desk["Priya"], "Ja.")
    assert "There is an answer" in got.text
    said = await desk["Priya"].slash("desk reply", number=1, text="Thanks!")
    assert "is kept with question no. 1" in said.text
    await gets(desk["Sanne"], "Thanks!")


async def test_a_public_question_is_a_post_with_tags_in_a_forum(desk: Town) -> None:
    robin, daan, sanne = desk["Robin"], desk["Daan"], desk["Sanne"]
    forum = await robin.create_channel("vragenloket", type=15)
    setup = await robin.slash("setup")
    chooser = await robin.press(setup, custom_id="setup:choose")
    await robin.choose(chooser, "setup:item", "channel:desk")
    again = await robin.refreshed(chooser)
    await robin.choose(again, "setup:link:channel:desk", [int(forum["id"])])
    await asks(desk, public=True)
    made = await daan.wait_for_event("THREAD_CREATE", lambda body: body["name"].startswith("1 · "))
    assert made["parent_id"] == forum["id"]
    thread = int(made["id"])
    await sanne.press(await card_in(sanne, thread), "Oppakken")
    await card_in(daan, thread, "**opgepakt**")
    changed = await daan.wait_for_event(
        "THREAD_UPDATE", lambda body: int(body["id"]) == thread and len(body["applied_tags"]) == 2
    )
    tags = {one["id"]: one["name"] for one in (await daan.view()).channel("vragenloket")["available_tags"]}
    assert {tags[one] for one in changed["applied_tags"]} >= {"Vergunningen"}
    # a private one has no place in a forum: it becomes a private thread elsewhere
    await asks(desk, "Mila", "Dit is van mij alleen", locale="nl")
    private = await desk["Mila"].wait_for_event("THREAD_CREATE", lambda b: b["name"].startswith("2 · "))
    assert private["type"] == 12
    assert private["parent_id"] == str(desk.channels["knowledge"])


async def test_after_the_term_the_deputy_and_then_the_board_hear(desk: Town) -> None:
    await asks(desk)
    await gets(desk["Sanne"], "vraag nr. 1")
    desk.sandbox.clock.move_to(datetime(2026, 3, 11, 9, 1, tzinfo=HOME))
    await gets(desk["Sanne"], "beloofd is uiterlijk donderdag 12 maart")
    desk.sandbox.clock.move_to(datetime(2026, 3, 13, 9, 1, tzinfo=HOME))
    late = await gets(desk["Noor"], "jij kunt hem overnemen")
    desk.sandbox.clock.move_to(datetime(2026, 3, 16, 9, 1, tzinfo=HOME))
    await gets(desk["Ellen"], "jij kunt hem overnemen")
    taken = await desk["Noor"].press(late, "Oppakken")
    assert "Vraag nr. 1 is van jou." in taken.text


async def test_a_head_who_leaves_with_twenty_questions(desk: Town) -> None:
    for n in range(20):
        await asks(desk, "Mila", f"Vraag nummer {n}?", locale="nl")
    await gets(desk["Sanne"], "vraag nr. 20")
    await desk["Sanne"].leaves()
    one = await gets(desk["Noor"], "20 vragen bij het loket zijn nu van jou")
    assert "Sanne heeft de server verlaten." in one.text
    mine = await desk["Noor"].messages(await dm(desk["Noor"]))
    assert len(mine) == 1


async def test_nobody_carries_it_and_then_somebody_does(town: Town) -> None:
    await asks(town)
    review = town.channels["review"]
    said = await town["Robin"].wait_for_message(review, lambda one: "niemand die hem draagt" in one.text)
    assert TERRACE not in said.text
    thread = await sees_thread(town["Priya"])
    await card_in(town["Priya"], thread, "nog geen sectorhoofd")
    await appoint(town, "Sanne", "vergunningen")
    await gets(town["Sanne"], "1 vraag bij het loket is nu van jou")
    await card_in(town["Priya"], thread, town["Sanne"].mention)


async def test_the_settings_are_for_who_keeps_the_server(desk: Town) -> None:
    assert "Wie vraagt, hoort binnen 3 werkdagen iets." in (await desk["Mila"].slash("desk settings")).text
    refused = await desk["Mila"].slash("desk settings", term=5)
    assert "hoofd van De Sektor" in refused.text
    changed = await desk["Robin"].slash("desk settings", term=5, quiet_from="23:00", quiet_until="7")
    assert "binnen 5 werkdagen" in changed.text
    assert "Tussen 23:00 en 07:00" in changed.text
    wrong = await desk["Robin"].slash("desk settings", quiet_from="later")
    assert "“later” is geen tijd" in wrong.text
    assert (await asks(desk)).hears_by.isoformat() == "2026-03-16"


async def test_closing_asks_how_it_ended(desk: Town) -> None:
    await asks(desk)
    thread = await sees_thread(desk["Priya"])
    form = await desk["Sanne"].press(await card_in(desk["Sanne"], thread), "Sluiten")
    await desk["Sanne"].fill(form, {"why_not": "Opgelost aan de telefoon"})
    await card_in(desk["Priya"], thread, "Opgelost aan de telefoon")


async def test_at_night_only_who_asked_is_let_in_and_the_head_in_the_morning(desk: Town) -> None:
    desk.sandbox.clock.move_to(datetime(2026, 3, 9, 23, 30, tzinfo=HOME))
    await asks(desk)
    thread = await sees_thread(desk["Priya"])
    await card_in(desk["Priya"], thread)
    assert thread not in {int(one["id"]) for one in (await desk["Sanne"].view()).raw["threads"]}
    desk.sandbox.clock.move_to(datetime(2026, 3, 10, 8, 0, 30, tzinfo=HOME))
    assert await sees_thread(desk["Sanne"]) == thread
    await gets(desk["Sanne"], "vraag nr. 1")


async def test_in_its_thread_a_command_needs_no_number(desk: Town) -> None:
    await asks(desk)
    thread = await sees_thread(desk["Priya"])
    await card_in(desk["Sanne"], thread)
    taken = await desk["Sanne"].slash("desk take", channel=thread)
    assert "Vraag nr. 1 is van jou." in taken.text
    lost = await desk["Sanne"].slash("desk note", text="Waarvan?")
    assert "Zeg welke vraag" in lost.text


async def test_a_public_question_in_a_text_channel_is_a_thread_for_everybody(desk: Town) -> None:
    await asks(desk, public=True)
    made = await desk["Daan"].wait_for_event("THREAD_CREATE", lambda one: one["name"].startswith("1 · "))
    assert made["type"] == 11
    card = await card_in(desk["Daan"], int(made["id"]))
    assert "openbaar" in card.text
    shown = await desk["Daan"].slash("desk show", number=1)
    assert TERRACE in shown.text
    refused = await desk["Daan"].press(card, "Oppakken")
    assert "Dit kunnen alleen het sectorhoofd" in refused.text


async def test_a_list_of_many_goes_page_by_page(desk: Town) -> None:
    for n in range(10):
        await asks(desk, "Mila", f"Vraag nummer {n}?", locale="nl")
    first = await desk["Sanne"].slash("desk waiting")
    assert "Vraag nummer 0?" in first.text
    assert "Vraag nummer 9?" not in first.text
    await desk["Sanne"].press(first, "Verder")
    second = await desk["Sanne"].refreshed(first)
    assert "Vraag nummer 9?" in second.text
    assert "Vraag nummer 0?" not in second.text
    assert "Pagina 2" in second.text
