"""The same in Dutch, word for word as people press and read it."""

from submitting import BASICS, card_in, in_private, place, submit, the_event
from town import Town


async def test_from_the_form_to_the_card(town: Town) -> None:
    mila, noor = town["Mila"], town["Noor"]
    form = await mila.slash("evenement indienen")
    assert form.modal is not None
    assert form.modal.title == "Evenement indienen"
    preview = await mila.fill(form, BASICS)
    for part in (
        "Zo komt het er te staan.",
        "Begrepen: **vrijdag 13 maart 2026 20:00**",
        "Tankstation, Enschede",
        "Nog niet bekend: ",
    ):
        assert part in preview.text
    sent = await mila.press(preview, "Versturen")
    assert "ligt nu bij de redactie" in sent.text
    review = await noor.wait_for_message(town.channels["review"], lambda each: "Noise Night" in each.text)
    assert [button.label for button in review.buttons][:3] == ["Accepteren", "Meer vragen", "Afwijzen"]
    accepted = await noor.press(review, "Accepteren")
    assert "Noise Night" in accepted.text
    card = await card_in(town, "music", "Noise Night")
    assert any("Meer" in button.label and "More" in button.label for button in card.buttons)
    more = await mila.press(card, custom_id="event:1:more")
    assert "vrijdag 13 maart 2026 20:00" in more.text


async def test_a_notice_speaks_both_languages(town: Town) -> None:
    """Nobody's Discord language is known when nobody clicks."""
    await submit(town["Priya"])
    noor = town["Noor"]
    review = await noor.wait_for_message(town.channels["review"], lambda each: "Noise Night" in each.text)
    await noor.fill(await noor.press(review, "Afwijzen"), {"reason": "Bestaat niet."})
    notice = await in_private(town["Priya"], "Bestaat niet.")
    assert "Noor declined “Noise Night”: Bestaat niet." in notice.text
    assert notice.text.count("Bestaat niet.") == 2


async def test_refusals_and_questions(town: Town) -> None:
    mila = town["Mila"]
    asked = await mila.fill(await mila.slash("event submit"), {**BASICS, "when": "zaterdag half 9"})
    assert "ochtend" in asked.text
    assert "avond" in asked.text
    long = await mila.slash("event submit", title="x" * 101, when="morgen 20:00", themes="Muziek")
    assert "De titel: dit zijn 101 tekens" in long.text
    assert "Wat je typte" in long.text
    past = await mila.fill(await mila.slash("event submit"), {**BASICS, "when": "8 maart 20:00"})
    assert "8 maart" in past.text


async def test_a_card_in_dutch_has_dutch_words(town: Town) -> None:
    await submit(town["Noor"], when="13 maart", where="")
    card = await card_in(town, "music", "Noise Night")
    assert card.channel_id == place(town, "music")
    text = card.embeds[0]["description"]
    assert "nog niet bekend" in text
    assert "not known yet" not in text.split("🇬🇧")[0]
    await town["Noor"].slash("event cancel", event=str((await the_event(town)).id), reason="Bus kapot.")
    marked = await card_in(town, "music", "Bus kapot.")
    assert marked.embeds[0]["title"].startswith("AFGELAST")
