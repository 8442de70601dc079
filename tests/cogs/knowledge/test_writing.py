"""Writing and keeping articles on a Discord stand-in: nothing stands that one person alone wrote."""

from datetime import datetime
from zoneinfo import ZoneInfo

from shelf import filled
from town import Town

from sandbox.people import Message

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


async def proposed(town: Town) -> Message:
    """Noor's change of the text on noise, as it waits in the review channel."""
    await filled(town)
    noor = town["Noor"]
    form = await noor.slash("kb edit", article="nl/geluid", heading="Hoe hard mag het?")
    answer = await noor.fill(form, {"Tekst": "Na 23:00 uur is het stil. Zie [niets](bestaatniet.md)."})
    assert "ligt bij de redactie" in answer.text
    assert "nl/bestaatniet" in answer.text
    return await noor.wait_for_message("🔎-redactie", lambda one: "Geluid en buren" in one.text)


async def test_a_change_stands_after_a_second_person_and_shows_what_changed(town: Town) -> None:
    waiting = await proposed(town)
    noor, robin, mila = town["Noor"], town["Robin"], town["Mila"]
    assert "- Na 19:00 uur hoogstens 50 decibel bij de buren." in waiting.text
    assert "+ Na 23:00 uur is het stil." in waiting.text
    assert "Vraag iemand anders" in (await noor.press(waiting, "Goedkeuren")).text
    assert "50 decibel" in (await mila.slash("kb show", article="nl/geluid")).text
    assert "staat er nu zoals voorgesteld" in (await robin.press(waiting, "Goedkeuren")).text
    shown = await mila.slash("kb show", article="nl/geluid")
    assert "Na 23:00 uur is het stil." in shown.text
    found = await mila.slash("kb search", question="hoe hard mag het geluid na 23:00 uur?")
    assert "Na 23:00 uur is het stil." in found.text
    dm = (await noor.dm(town.people.bot_id))["id"]
    assert await noor.wait_for_message(dm, lambda one: "Je tekst staat in de kennisbank" in one.text)


async def test_an_old_version_is_compared_and_stands_again(town: Town) -> None:
    waiting = await proposed(town)
    robin = town["Robin"]
    await robin.press(waiting, "Goedkeuren")
    history = await robin.slash("kb history", article="nl/geluid")
    assert "staat er nu" in history.text
    compared = await robin.choose(history, None, "1")
    assert "+ Na 19:00 uur hoogstens 50 decibel bij de buren." in compared.text
    assert "Versie 1 van" in (await robin.press(compared, "Zet deze versie terug")).text
    assert "50 decibel" in (await town["Mila"].slash("kb show", article="nl/geluid")).text


async def test_a_new_article_by_a_member_is_found_after_approval_only(town: Town) -> None:
    await filled(town)
    mila, robin = town["Mila"], town["Robin"]
    form = await mila.slash("kb write")
    sent = await mila.fill(
        form,
        {
            "title": "Springkussens huren @everyone",
            "kind": "nl:public",
            "body": "## Waar huur je een springkussen?\n\nBij de springkussenbank.",
            "sources": "De bank https://example.org/kussen",
        },
    )
    assert "ligt bij de redactie" in sent.text
    question = "waar huur ik een springkussen?"
    assert "springkussenbank" not in (await mila.slash("kb search", question=question)).text
    waiting = await robin.wait_for_message("🔎-redactie", lambda one: "Springkussens" in one.text)
    await robin.press(waiting, "Goedkeuren")
    found = await mila.slash("kb search", question=question)
    assert "springkussenbank" in found.text
    assert "https://example.org/kussen" in found.text


async def test_who_looks_after_an_article_is_asked_once_and_says_that_it_is_right(town: Town) -> None:
    await filled(town)
    sanne = town["Sanne"]
    await town["Robin"].slash("sector appoint", sector="vergunningen", person=sanne, part="head")
    await town.people.move_clock_to(datetime(2026, 6, 1, 10, 1, tzinfo=AMSTERDAM))
    dm = (await sanne.dm(town.people.bot_id))["id"]
    notice = await sanne.wait_for_message(dm, lambda one: "Geluid en buren" in one.text)
    warned = await town["Mila"].slash("kb show", article="nl/geluid")
    assert "⚠️" in warned.text
    done = await sanne.press(notice, "Klopt nog")
    assert "geldt vandaag als gecontroleerd" in done.text
    fresh = await town["Mila"].slash("kb show", article="nl/geluid")
    assert "⚠️" not in fresh.text
