"""/contact: who carries a sector, as far as they want to be reached; else the desk."""

from directory import english
from submitting import until_async
from town import Town

from domain.sectors import Appointment, Part


async def carried(town: Town, sector: str, part: Part, who: str) -> None:
    one = Appointment(sector, part, town[who].id)
    await town.app.database.write(lambda unit: unit.communities.appoint(town.guild, one))


async def set_up(town: Town, who: str, reach: str, name: str, line: str = "") -> str:
    form = await town[who].slash("contact-settings")
    return (await town[who].fill(form, {"reach": [reach], "name": name, "line": line})).text


async def test_nobody_is_shown_who_did_not_say_so(town: Town) -> None:
    await english(town, "Daan", "Sanne")
    daan, sanne = town["Daan"], town["Sanne"]
    vacant = await daan.slash("contact", sector="vergunningen")
    assert "Nobody carries this sector" in vacant.text
    assert "/desk ask" in vacant.text
    await carried(town, "vergunningen", Part.HEAD, "Sanne")
    hidden = await daan.slash("contact", sector="vergunningen")
    assert sanne.mention not in hidden.text
    assert "reached through the desk" in hidden.text

    saved = await set_up(town, "Sanne", "me", "Sanne V")
    assert "Members of the server see who I am" in saved
    shown = await daan.slash("contact", sector="Permits")
    assert f"{sanne.mention}, head" in shown.text

    await set_up(town, "Sanne", "line", "Sanne V", "vergunningen@example.org")
    shown = await daan.slash("contact", sector="vergunningen")
    assert "vergunningen@example.org" in shown.text
    assert sanne.mention not in shown.text
    assert "Sanne V" not in shown.text

    await set_up(town, "Sanne", "not", "Sanne V", "vergunningen@example.org")
    assert "example.org" not in (await daan.slash("contact", sector="vergunningen")).text


async def test_the_desk_is_a_press_away(town: Town) -> None:
    await english(town, "Daan")
    vacant = await town["Daan"].slash("contact", sector="vergunningen")
    form = await town["Daan"].press(vacant, "Ask the desk")
    assert form.modal is not None
    assert form.modal.custom_id.startswith("desk")


async def test_the_head_first_then_the_deputy_and_all_sectors_at_once(town: Town) -> None:
    await english(town, "Daan", "Sanne", "Joris")
    await carried(town, "promotie", Part.DEPUTY, "Joris")
    await carried(town, "promotie", Part.HEAD, "Sanne")
    await set_up(town, "Joris", "me", "Joris")
    await set_up(town, "Sanne", "public", "Sanne V", "sanne@example.org")
    shown = (await town["Daan"].slash("contact", sector="promotie")).text
    assert shown.index("Sanne V") < shown.index(town["Joris"].mention)
    every = await town["Daan"].slash("contact")
    assert "sanne@example.org" in every.text
    assert every.text.count("through the desk") == 6
    choices = (await town["Daan"].complete("contact", "sector", "perm")).choices
    assert [value for _, value in choices] == ["vergunningen"]


async def test_only_who_carries_a_sector_sets_it_and_wrong_words_come_back(town: Town) -> None:
    await english(town, "Daan", "Sanne")
    assert "who carries a sector" in (await town["Daan"].slash("contact-settings")).text
    await carried(town, "promotie", Part.HEAD, "Sanne")
    assert "Write the contact line" in await set_up(town, "Sanne", "public", "Sanne V")
    wrong = await set_up(town, "Sanne", "me", "Sanne V", "bel @everyone")
    assert "would notify people" in wrong
    assert "Sanne V" in wrong
    button = await town["Sanne"].slash("contact", sector="promotie")
    form = await town["Sanne"].press(button, custom_id="contact:settings")
    assert form.modal is not None
    assert "contact:settings" not in str((await town["Daan"].slash("contact")).text)


async def test_who_leaves_is_not_shown_and_what_they_said_is_forgotten(town: Town) -> None:
    await english(town, "Daan")
    await carried(town, "promotie", Part.HEAD, "Sanne")
    await set_up(town, "Sanne", "line", "Sanne V", "sanne@example.org")
    await town["Sanne"].leaves()
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.directory.card(town.guild, town["Sanne"].id)),
        lambda card: card is None,
    )
    assert "example.org" not in (await town["Daan"].slash("contact", sector="promotie")).text
