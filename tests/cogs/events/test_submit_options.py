"""Entering an event with the command's options."""

import pytest
from submitting import acts, events, png, press, the_event
from town import Town

from domain.events import Language
from sandbox.people import images_of

ESSENTIAL = {"title": "Noise Night", "when": "vr 13 mrt 20:00", "themes": "Muziek"}


async def test_with_the_essential_given_the_preview_comes_at_once(town: Town) -> None:
    preview = await town["Priya"].slash("event submit", **ESSENTIAL)
    assert preview.modal is None
    assert "Friday 13 March 2026 20:00" in preview.text
    assert "send" in acts(preview)


async def test_all_options_reach_the_event(town: Town) -> None:
    preview = await town["Priya"].slash(
        "event submit",
        **ESSENTIAL,
        where="tank",
        poster=("p.png", png()),
        end="23:00",
        description="Loud.",
        price="€5",
        link="https://noise.example",
        language="en",
        accessibility="no steps",
    )
    assert len(set(images_of(preview))) == 1
    assert "Not known yet" not in preview.text
    await press(town["Priya"], preview, "send")
    details = (await the_event(town)).details
    assert details.place.startswith("Tankstation")
    assert (details.description, details.price, details.link) == ("Loud.", "€5", "https://noise.example")
    assert (details.language, details.accessibility) == (Language.ENGLISH, "no steps")
    assert details.poster is not None


async def test_options_may_be_given_in_dutch(town: Town) -> None:
    """The sandbox knows the command by the names that a Dutch client shows, once they are translated."""
    mila = town["Mila"]
    command = next(each for each in (await mila.view()).raw["commands"] if each["name"] == "event")
    submit = next(each for each in command["options"] if each["name"] == "submit")
    names = {
        each["name"]: each.get("name_localizations", {}).get("nl", each["name"]) for each in submit["options"]
    }
    own = f"{command['name_localizations']['nl']} {submit['name_localizations']['nl']}"
    preview = await mila.slash(own, options={names[name]: value for name, value in ESSENTIAL.items()})
    assert "vrijdag 13 maart 2026 20:00" in preview.text


async def test_what_was_given_stands_in_the_form_that_opens_for_the_rest(town: Town) -> None:
    priya = town["Priya"]
    form = await priya.slash("event submit", title="Noise Night", where="Tetem", themes="Theatre", price="€5")
    assert form.modal is not None
    assert form.modal.field("title")["value"] == "Noise Night"
    assert form.modal.field("where")["value"] == "Tetem"
    chosen = [each["value"] for each in form.modal.field("themes")["options"] if each.get("default")]
    assert chosen == ["theatre"]
    preview = await priya.fill(form, {"when": "morgen 21u"})
    assert "Tuesday 10 March 2026 21:00" in preview.text
    assert "€5" in preview.text  # there was no field for it, and it is not lost


async def test_a_poster_alone_is_kept_while_the_rest_is_asked_for(town: Town) -> None:
    priya = town["Priya"]
    shown = await priya.slash("event submit", poster=("p.png", png()))
    form = await press(priya, shown, "basics-form")
    preview = await priya.fill(form, {"title": "Noise Night", "when": "vr 13 mrt 20:00", "themes": ["music"]})
    assert len(set(images_of(preview))) == 1


@pytest.mark.parametrize(
    ("who", "typed", "offered"), [("Mila", "tan", "Tankstation"), ("Priya", "wil", "Wilminktheater")]
)
async def test_venues_are_offered_while_typing(town: Town, who: str, typed: str, offered: str) -> None:
    found = await town[who].complete("event submit", "where", typed)
    assert found.choices[0][1] == offered


async def test_venues_are_found_by_what_people_call_them(town: Town) -> None:
    found = await town["Mila"].complete("event submit", "where", "bieb")
    assert found.choices[0][1] == "Bibliotheek Enschede"


async def test_themes_are_offered_in_both_languages(town: Town) -> None:
    dutch = await town["Mila"].complete("event submit", "themes", "")
    assert [name for name, _ in dutch.choices] == ["Underground", "Mediacultuur", "Muziek", "Theater"]
    english = await town["Priya"].complete("event submit", "themes", "me")
    assert [name for name, _ in english.choices] == ["Media culture"]
    german = await town["Jonas"].complete("event submit", "themes", "mu")
    assert [name for name, _ in german.choices] == ["Music"]


async def test_a_second_theme_is_offered_behind_the_first(town: Town) -> None:
    found = await town["Priya"].complete("event submit", "themes", "Music, th")
    assert [name for name, _ in found.choices] == ["Music, Theatre"]
    preview = await town["Priya"].slash("event submit", **{**ESSENTIAL, "themes": "Music, Theatre"})
    await press(town["Priya"], preview, "send")
    assert (await the_event(town)).details.themes == ("music", "theatre")


@pytest.mark.parametrize("themes", ["muziek", "MUSIC", "music", "Muziek,", " Music , muziek "])
async def test_a_typed_theme_is_understood_in_either_language(town: Town, themes: str) -> None:
    preview = await town["Priya"].slash("event submit", **{**ESSENTIAL, "themes": themes})
    await press(town["Priya"], preview, "send")
    assert (await the_event(town)).details.themes == ("music",)


async def test_a_theme_that_is_none_is_named_and_nothing_else_is_lost(town: Town) -> None:
    priya = town["Priya"]
    answer = await priya.slash(
        "event submit", **{**ESSENTIAL, "themes": "Music, Knitting"}, description="Loud and long."
    )
    assert "Knitting" in answer.text
    assert "Muziek / Music" in answer.text
    assert await events(town) == []
    # what was typed was kept, and it can be gone on with
    assert "Noise Night" in (await priya.slash("event mine")).text
    form = await press(priya, answer, "basics-form")
    preview = await priya.fill(form, {"themes": ["music"]})
    assert "Loud and long." in preview.text
