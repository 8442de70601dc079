"""Introductions: asked in private, sent only when both want it, and nobody learns more before."""

import asyncio
from datetime import timedelta

import pytest
from directory import asked, english, in_private, kept, of, settled, stands, the_request
from submitting import until_async
from town import Town

from domain.directory.introduction import State
from domain.refusal import Refusal
from sandbox.people import Message
from services.acting import Caller


async def private(town: Town, who: str) -> list[Message]:
    return await town[who].messages(await town[who].dm())


async def test_both_hear_only_when_both_accept(town: Town) -> None:
    mila, daan = town["Mila"], town["Daan"]
    entry = await stands(town)
    seen = await daan.slash("directory show", entry=str(entry.id))
    assert mila.mention not in seen.text
    form = await daan.press(seen, custom_id=f"dir:{entry.id}:introduce")
    sent = await daan.fill(form, {"why": "Samen een plaat\nmaken?"})
    assert "Gevraagd." in sent.text
    assert mila.mention not in sent.text
    request = await in_private(mila, "wil graag met je kennismaken")
    assert daan.mention in request.text
    assert "> Samen een plaat\n> maken?" in request.text
    assert "De ander weet niet wie jij bent." in request.text
    await settled(town)
    assert await private(town, "Daan") == []

    answered = await mila.press(request, custom_id=of(request, "yes"))
    assert "elkaars naam" in answered.text
    told = await in_private(daan, "Jullie zeiden allebei ja")
    assert mila.mention in told.text
    assert daan.mention in (await in_private(mila, "Jullie zeiden allebei ja")).text
    await settled(town)
    closed = await mila.refreshed(request)
    assert "je zei ja" in closed.text
    assert closed.buttons == []


async def test_pressed_twice_and_at_once_it_happens_once(town: Town) -> None:
    mila, daan = town["Mila"], town["Daan"]
    await asked(town, "Daan", await stands(town))
    request = await in_private(mila, "kennismaken")
    yes, no = of(request, "yes"), of(request, "no")
    await asyncio.gather(
        mila.press(request, custom_id=yes, settle=False), mila.press(request, custom_id=yes, settle=False)
    )
    await in_private(daan, "Jullie zeiden allebei ja")
    await settled(town)
    late = await town.app.services.introductions.mine(_caller(town, "Mila"))
    assert late.asked_me == []
    assert sum("allebei ja" in one.text for one in await private(town, "Daan")) == 1
    assert sum("allebei ja" in one.text for one in await private(town, "Mila")) == 1
    assert no.startswith("intro:")
    assert (await the_request(town)).state is State.ACCEPTED


async def test_a_no_is_private_and_kind_and_ends_it(town: Town) -> None:
    await english(town, "Mila", "Daan")
    mila, daan = town["Mila"], town["Daan"]
    entry = await stands(town)
    await asked(town, "Daan", entry)
    request = await in_private(mila, "would like to be introduced")
    refused = await mila.press(request, custom_id=of(request, "no"))
    assert "Nothing of you is told" in refused.text
    told = await in_private(daan, "does not come about this time")
    assert mila.mention not in told.text
    assert "no" not in told.text.lower().split()
    again = await daan.slash("directory introduce", entry=str(entry.id))
    assert "You can ask again from Sunday 7 June 2026 on." in again.text
    await town.people.move_clock(timedelta(days=91))
    assert (await daan.slash("directory introduce", entry=str(entry.id))).modal is not None


async def test_nobody_answers_and_it_lapses_with_the_same_words(town: Town) -> None:
    await english(town, "Daan")
    await asked(town, "Daan", await stands(town))
    await in_private(town["Mila"], "kennismaken")
    await town.people.move_clock(timedelta(days=15))
    told = await in_private(town["Daan"], "does not come about this time")
    assert "That can have any reason" in told.text
    await settled(town)
    assert (await the_request(town)).state is State.LAPSED
    request = next(one for one in await private(town, "Mila") if "staat niet meer open" in one.text)
    assert request.buttons == []


async def test_limits_and_what_is_refused(town: Town) -> None:
    await english(town, "Daan", "Mila")
    entry = await stands(town)
    own = await town["Mila"].slash("directory introduce", entry=str(entry.id))
    assert "your own entry" in own.text
    place = await kept(town)
    assert (
        "Nobody is named yet" in (await town["Daan"].slash("directory introduce", entry=str(place.id))).text
    )
    empty = await asked(town, "Daan", entry, "\u200b")
    assert "Say in a few words why" in empty.text
    assert "would notify people" in (await asked(town, "Daan", entry, "hoi @here")).text
    await asked(town, "Daan", entry)
    assert (
        "asked for this introduction already"
        in (await town["Daan"].slash("directory introduce", entry=str(entry.id))).text
    )
    for name in ("Joris", "Ellen"):
        await asked(town, "Daan", await stands(town, name, name=f"{name} maakt"))
    fourth = await stands(town, "Robin", name="Robin bouwt")
    assert (
        "3 open requests already"
        in (await town["Daan"].slash("directory introduce", entry=str(fourth.id))).text
    )
    overview = await town["Daan"].slash("directory introductions")
    assert "Studio Mila: waits for an answer" in overview.text
    back = await town["Daan"].press(overview, "Take back: Studio Mila")
    assert "is not asked any more" in back.text
    await settled(town)
    request = next(one for one in await private(town, "Mila") if "Studio Mila" in one.text)
    assert "is not open any more" in request.text
    assert (await town["Daan"].slash("directory introduce", entry=str(fourth.id))).modal is not None


async def test_closed_private_messages_are_told_to_who_asked(town: Town) -> None:
    await english(town, "Daan", "Mila")
    mila, daan = town["Mila"], town["Daan"]
    entry = await stands(town)
    await mila.takes_dms(False)
    await asked(town, "Daan", entry)
    told = await in_private(daan, "could not be delivered")
    assert "they take no private messages" in told.text
    assert mila.mention not in told.text
    waiting = await mila.slash("directory introductions")
    assert daan.mention in waiting.text
    await mila.takes_dms(True)
    await mila.press(waiting, "1: yes")
    assert mila.mention in (await in_private(daan, "You both said yes")).text


async def test_who_leaves_is_asked_nothing_and_who_asked_hears_kindly(town: Town) -> None:
    await english(town, "Daan", "Mila")
    await asked(town, "Daan", await stands(town))
    await in_private(town["Mila"], "introduced")
    await town["Mila"].leaves()
    await in_private(town["Daan"], "does not come about this time")

    await stands(town, "Joris", name="Joris draait")
    joris = (await town.app.database.read(lambda unit: unit.directory.of(town.guild)))[-1]
    await asked(town, "Daan", joris)
    request = await in_private(town["Joris"], "kennismaken")
    await town["Daan"].leaves()
    await until_async(lambda: the_request(town, 2), lambda one: one.state is State.LAPSED)
    await settled(town)
    assert (await town["Joris"].refreshed(request)).buttons == []
    # pressed in the very moment before the buttons went
    with pytest.raises(Refusal, match="closed already"):
        await town.app.services.introductions.answer(
            _caller(town, "Joris"), 2, True, now=town.app.clock.now()
        )
    assert (await the_request(town, 2)).state is State.LAPSED


async def test_the_contact_of_an_organisation_agrees_first(town: Town) -> None:
    await english(town, "Noor", "Joris", "Daan")
    place = await kept(town)
    done = await town["Noor"].slash("directory contact", entry=str(place.id), person=town["Joris"])
    assert "once they agree" in done.text
    wish = await in_private(town["Joris"], "Broedplaats West")
    seen = await town["Daan"].slash("directory show", entry=str(place.id))
    assert town["Joris"].mention not in seen.text
    await town["Joris"].press(wish, custom_id=of(wish, "hide"))
    seen = await town["Daan"].slash("directory show", entry=str(place.id))
    assert town["Joris"].mention not in seen.text
    assert "Ask to be introduced" in seen.text
    await asked(town, "Daan", place)
    request = await in_private(town["Joris"], "would like to be introduced")
    await town["Joris"].press(request, custom_id=of(request, "yes"))
    assert town["Joris"].mention in (await in_private(town["Daan"], "You both said yes")).text
    member = await town["Daan"].slash("directory contact", entry=str(place.id), person=town["Daan"])
    assert "Only editors" in member.text


def _caller(town: Town, who: str) -> Caller:
    return Caller(town[who].id, who, town.guild, 1)
