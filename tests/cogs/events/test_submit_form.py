"""Entering an event with the form."""

from submitting import (
    BASICS,
    acts,
    card_in,
    custom_id,
    events,
    fill_in,
    place,
    png,
    press,
    published,
    submit,
    the_event,
)
from town import Town

from domain.events import Language, Stage
from sandbox.people import images_of


async def test_the_form_asks_five_things_and_what_is_typed_is_read_back(town: Town) -> None:
    form = await town["Priya"].slash("event submit")
    assert form.modal is not None
    assert form.modal.labels == ["What is it called?", "When?", "Where?", "Themes", "Poster"]
    preview = await town["Priya"].fill(form, BASICS)
    assert preview.ephemeral
    assert "Friday 13 March 2026 20:00" in preview.text
    assert "Tankstation" in preview.text
    assert "Noise Night" in preview.text
    assert await events(town) == []  # nothing is sent yet


async def test_what_was_recognised_is_said_and_what_was_typed_exactly_is_not(town: Town) -> None:
    priya = town["Priya"]
    assert "Recognised the place: **Tankstation" in (await fill_in(priya, where="de tank")).text
    assert "Recognised" not in (await fill_in(priya, where="Tankstation")).text
    unknown = await fill_in(priya, where="Achter de Gasfabriek 3")
    assert "Recognised" not in unknown.text
    assert "Achter de Gasfabriek 3" in unknown.text


async def test_themes_are_offered_in_the_readers_language(town: Town) -> None:
    for name, wanted in (("Mila", "Mediacultuur"), ("Priya", "Media culture"), ("Jonas", "Media culture")):
        form = await town[name].slash("event submit")
        assert form.modal is not None
        labels = [option["label"] for option in form.modal.field("themes")["options"]]
        assert wanted in labels


async def test_sending_it_publishes_it_for_an_editor(town: Town) -> None:
    preview = await fill_in(town["Noor"])
    sent = await press(town["Noor"], preview, "send")
    assert f"<#{place(town, 'music')}>" in sent.text
    card = await card_in(town, "music", "Noise Night")
    assert "Tankstation" in card.text
    event = await the_event(town)
    assert event.stage is Stage.PUBLISHED
    assert event.submitter == town["Noor"].id


async def test_after_sending_the_preview_has_no_buttons_left(town: Town) -> None:
    sent = await submit(town["Noor"])
    assert sent.buttons == []
    assert sent.message is not None
    assert sent.message.embeds == []


async def test_a_poster_stands_in_the_preview_and_on_the_card(town: Town) -> None:
    noor, poster = town["Noor"], png()
    preview = await fill_in(noor, poster=("flyer.png", poster))
    (shown,) = set(images_of(preview))
    assert await town.people.fetch(shown) == poster
    await press(noor, preview, "send")
    card = await card_in(town, "music", "Noise Night")
    (stands,) = set(images_of(card))
    assert await town.people.fetch(stands) == poster


async def test_mending_the_basics_keeps_the_poster(town: Town) -> None:
    noor, poster = town["Noor"], png()
    preview = await fill_in(noor, poster=("flyer.png", poster))
    form = await press(noor, preview, "basics-form")
    assert form.modal is not None
    assert form.modal.field("title")["value"] == "Noise Night"
    assert form.modal.field("when")["value"] == "vr 13 mrt 20:00"
    mended = await noor.fill(form, {"title": "Noise Morning"})
    assert "Noise Morning" in mended.text
    assert len(set(images_of(mended))) == 1
    await press(noor, mended, "send")
    assert len(set(images_of(await card_in(town, "music", "Noise Morning")))) == 1


async def test_the_details_form_adds_the_rest(town: Town) -> None:
    noor = town["Noor"]
    form = await press(noor, await fill_in(noor), "details-form")
    details = {
        "end": "01:30",
        "description": "Loud, with *earplugs*.\nBring a friend.",
        "price": "€5",
        "link": "noise.example/tickets",
        "accessibility": "two steps at the door",
    }
    preview = await noor.fill(form, details)
    for part in ("€5", "two steps at the door", "Bring a friend."):
        assert part in preview.text
    again = await press(noor, preview, "details-form")
    assert again.modal is not None
    assert again.modal.field("price")["value"] == "€5"
    await press(noor, preview, "send")
    stored = (await the_event(town)).details
    assert stored.ends is not None
    assert (stored.ends - stored.starts).total_seconds() == 5.5 * 3600
    assert stored.link == "https://noise.example/tickets"
    assert stored.description == "Loud, with *earplugs*.\nBring a friend."


async def test_the_language_is_chosen_from_a_menu(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya)
    assert "the language" in preview.text
    chosen = await priya.choose(preview, custom_id(preview, "language"), ["none"])
    assert "no language needed" in chosen.text
    assert "Not known yet: the language" not in chosen.text
    await press(priya, chosen, "send")
    assert (await the_event(town)).details.language is Language.NONE


async def test_what_is_missing_is_named_and_refused_by_nobody(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya, when="13 maart", where="")
    for part in ("the time", "the place", "the price", "a poster", "/event edit"):
        assert part in preview.text
    sent = await press(priya, preview, "send")
    assert "Not known yet" in sent.text
    assert "/event edit" in sent.text
    assert not (await the_event(town)).details.time_known


async def test_what_is_missing_is_not_missing_any_more_once_it_is_there(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya)
    form = await press(priya, preview, "details-form")
    mended = await priya.fill(form, {"price": "free", "end": "23:00"})
    unknown = next(line for line in mended.text.splitlines() if line.startswith("Not known yet"))
    assert "the price" not in unknown
    assert "the end" not in unknown
    assert "a poster" in unknown


async def test_two_themes_stand_in_two_channels(town: Town) -> None:
    await published(town, themes=["underground", "theatre"], theme="theatre")
    assert "Noise Night" in (await card_in(town, "underground", "Noise Night")).text
    assert await town["Noor"].messages(place(town, "music")) == []


async def test_throwing_it_away_stores_nothing(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya)
    gone = await press(priya, preview, "drop")
    assert gone.text.strip() == "Discarded. Nothing was sent."
    assert await events(town) == []
    assert "Noise Night" not in (await priya.slash("event mine")).text


async def test_the_preview_offers_everything_that_can_be_done(town: Town) -> None:
    preview = await fill_in(town["Priya"])
    assert acts(preview) == {"send", "basics-form", "details-form", "drop"}
