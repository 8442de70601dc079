"""What an article's form has no room for: other names, its owner, its steps, its translation."""

from shelf import filled
from town import Town

from sandbox.people import Message


async def approved(town: Town, title: str) -> Message:
    robin = town["Robin"]
    waiting = await robin.wait_for_message("🔎-redactie", lambda one: title in one.text and bool(one.buttons))
    return await robin.press(waiting, "Goedkeuren")


async def test_other_names_are_found_after_a_second_person(town: Town) -> None:
    await filled(town)
    noor, mila = town["Noor"], town["Mila"]
    sent = await noor.slash(
        "kb details", article="nl/geluid", names="herrie, decibelgrens", check_every=30, owner=town["Sanne"]
    )
    assert "ligt bij de redactie" in sent.text
    assert "staat er nu zoals voorgesteld" in (await approved(town, "Geluid en buren")).text
    found = await mila.slash("kb search", question="decibelgrens")
    assert "Geluid en buren" in found.text


async def test_nothing_different_is_said_and_nothing_is_proposed(town: Town) -> None:
    await filled(town)
    assert "Er zou niets veranderen" in (await town["Noor"].slash("kb details", article="nl/geluid")).text
    refused = await town["Noor"].slash("kb details", article="nl/geluid", sector="bestaat niet")
    assert "Er is hier geen sector" in refused.text


async def test_an_article_becomes_a_guide_that_can_be_started(town: Town) -> None:
    await filled(town)
    noor, mila = town["Noor"], town["Mila"]
    form = await noor.slash("kb steps", article="nl/geluid")
    refused = await noor.fill(form, {"steps": "14 | Meet het geluid | techniek\nbel de buren een keer op"})
    assert "Regel 2" in refused.text
    assert "bel de buren een keer op" in refused.text  # nothing typed is lost
    form = await noor.slash("kb steps", article="nl/geluid")
    sent = await noor.fill(form, {"steps": "14 | Meet het geluid | techniek\n1 week | Bel de buren"})
    assert "ligt bij de redactie" in sent.text
    await approved(town, "Geluid en buren")
    begun = await mila.slash("workflow start", guide="nl/geluid", day="20 juni")
    thread = int(begun.text.partition("<#")[2].partition(">")[0])
    checklist = await mila.wait_for_message(thread, lambda one: "Geluid" in one.text)
    assert "Meet het geluid" in checklist.text
    assert "Bel de buren" in checklist.text
    again = await noor.slash("kb steps", article="nl/geluid")
    assert "7 | Bel de buren" in str(again.modal)


async def test_a_translation_is_written_beside_its_original(town: Town) -> None:
    await filled(town)
    noor, robin = town["Noor"], town["Robin"]
    form = await noor.slash("kb write", translation_of="nl/geluid")
    await noor.fill(
        form,
        {
            "title": "Noise and neighbours",
            "kind": "en:public",
            "body": "## How loud may it be?\n\nAfter 19:00 at most 50 decibels at the neighbours'.",
        },
    )
    waiting = await robin.wait_for_message("🔎-redactie", lambda one: "Noise and neighbours" in one.text)
    await robin.press(waiting, "Goedkeuren")
    shown = await town["Mila"].slash("kb show", article="nl/geluid")
    assert any("English" in one.label or "Engels" in one.label for one in shown.buttons), shown.buttons
    refused = await noor.slash("kb write", translation_of="nl/geluid")
    assert "is al vertaald" in refused.text
