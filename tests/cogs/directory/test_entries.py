"""/directory: people who want to be found, and what heads keep, in Dutch and English."""

import asyncio

from directory import MILA, english, entries, heads, kept, of, own, stands
from submitting import until_async
from town import Town

from domain.directory.entry import Approach, Kind, Tongue


async def test_an_entry_is_made_in_a_form_and_stands_as_the_preview_showed(town: Town) -> None:
    mila, priya = town["Mila"], town["Priya"]
    preview = await mila.fill(await mila.slash("directory add"), MILA)
    assert preview.ephemeral
    assert "Zo zou het in de gids staan" in preview.text
    assert "Alleen leden van deze server zien het." in preview.text
    assert "Niemand ziet dat het van jou is" in preview.text
    assert await entries(town) == []
    form = await mila.press(preview, custom_id=of(preview, "more"))
    preview = await mila.fill(form, {"tongues": ["nl", "en"], "link": "example.org", "shows": ["yes"]})
    send = of(preview, "send")
    await asyncio.gather(
        mila.press(preview, custom_id=send, settle=False), mila.press(preview, custom_id=send, settle=False)
    )
    await until_async(lambda: entries(town), lambda found: found != [])
    assert "“Studio Mila” staat in de gids." in (await mila.refreshed(preview)).text
    (entry,) = await entries(town)
    assert (entry.owner, entry.kind, entry.link) == (mila.id, Kind.CREATIVE, "https://example.org")
    assert entry.tongues == (Tongue.DUTCH, Tongue.ENGLISH)
    assert (entry.public, entry.shows_person) == (False, True)

    seen = await priya.slash("directory show", entry=str(entry.id))
    assert "Offers" in seen.text
    assert "zeefdruk" in seen.text
    assert mila.mention in seen.text
    assert "still to approach" not in seen.text
    mine = await mila.slash("directory mine")
    assert "Studio Mila" in mine.text


async def test_it_is_found_by_words_with_slips_by_type_side_and_language(town: Town) -> None:
    await english(town, "Daan", "Joris")
    await stands(town)
    await stands(
        town, "Joris", name="Joris draait film", kind="company", offers="projector", seeks="filmzaal"
    )
    daan = town["Daan"]
    assert "Studio Mila" in (await daan.slash("directory find", words="repetiteruimte")).text
    assert "The directory: 1 entry" in (await daan.slash("directory find", words="studio")).text
    assert "Joris" in (await daan.slash("directory find", type="company")).text
    assert "Nobody in the directory fits" in (await daan.slash("directory find", type="city")).text
    both = await daan.slash("directory find")
    assert "Studio Mila" in both.text
    assert "Joris draait film" in both.text
    seeks = await daan.slash("directory find", words="projector", within="seeks")
    assert "Nobody in the directory fits" in seeks.text
    choices = (await daan.complete("directory show", "entry", "studoi")).choices
    assert [name for name, _ in choices] == ["Studio Mila · Creative"]
    opened = await daan.choose(both, "dirlook", [str((await own(town, "Joris")).id)])
    assert "projector" in opened.text


async def test_pages(town: Town) -> None:
    await heads(town, "Sanne")
    await english(town, "Daan")
    for number in range(10):
        await kept(town, name=f"Collectief {number}", kind="organisation")
    first = await town["Daan"].slash("directory find", words="collectief")
    assert "Page 1 of 2" in first.text
    assert "Collectief 9" not in first.text
    second = await town["Daan"].press(first, "Next ▶")
    assert "Collectief 9" in second.text
    assert "Collectief 0" not in second.text


async def test_a_known_venue_is_linked_and_stands_once(town: Town) -> None:
    await english(town, "Noor", "Daan")
    found = await town["Daan"].slash("directory find", words="tankstaton")
    assert "Known from the agenda, without an entry: Tankstation, Enschede" in found.text
    entry = await kept(town, name="de Tank", offers="zaal")
    assert entry.venue is not None
    found = await town["Daan"].slash("directory find", words="tankstation")
    assert "de Tank" in found.text
    assert "without an entry" not in found.text
    form = await town["Noor"].slash("directory add-organisation")
    twice = await town["Noor"].fill(form, {"name": "Tankstation Enschede", "kind": "venue", "offers": "bar"})
    assert "stands in the directory already" in twice.text
    assert "Tankstation Enschede" in twice.text
    assert "bar" in twice.text


async def test_own_entries_are_theirs_alone_and_kept_ones_the_heads(town: Town) -> None:
    await english(town, "Noor", "Daan", "Mila")
    entry, place = await stands(town), await kept(town)
    refused = await town["Noor"].slash("directory edit", entry=str(entry.id))
    assert "somebody's own entry" in refused.text
    assert "somebody's own entry" in (await town["Noor"].slash("directory remove", entry=str(entry.id))).text
    assert "kept by editors" in (await town["Daan"].slash("directory edit", entry=str(place.id))).text
    assert "Only editors" in (await town["Daan"].slash("directory add-organisation")).text
    assert "Only editors" in (await town["Daan"].slash("directory find", status="partner")).text
    status = await town["Daan"].slash("directory status", entry=str(place.id), status="partner")
    assert "Only editors" in status.text

    done = await town["Noor"].slash("directory status", entry=str(place.id), status="to_approach")
    assert "still to approach" in done.text
    assert (await entries(town))[1].approach is Approach.TO_APPROACH
    assert "Broedplaats West" in (await town["Noor"].slash("directory find", status="to_approach")).text
    assert "still to approach" in (await town["Noor"].slash("directory show", entry=str(place.id))).text
    assert "approach" not in (await town["Daan"].slash("directory show", entry=str(place.id))).text

    form = await town["Mila"].slash("directory add")
    preview = await town["Mila"].fill(form, {**MILA, "about": "Anders"})
    await town["Mila"].press(preview, custom_id=of(preview, "send"))
    assert (await own(town, "Mila")).about == "Anders"
    assert len(await entries(town)) == 2

    sure = await town["Mila"].slash("directory remove", entry=str(entry.id))
    gone = await town["Mila"].press(sure, "Yes, take it away")
    assert "is out of the directory" in gone.text
    assert [one.name for one in await entries(town)] == ["Broedplaats West"]
    assert "does not stand" in (await town["Daan"].slash("directory show", entry=str(entry.id))).text


async def test_what_cannot_stand_is_said_and_given_back(town: Town) -> None:
    await english(town, "Mila")
    mila = town["Mila"]
    for words, sentence in (
        ({"name": "\u200b"}, "at least one letter"),
        ({"offers": "", "seeks": "", "about": ""}, "at least one thing"),
        ({"offers": "hoi @everyone"}, "would notify people"),
        ({"name": "🙂🙂"}, "at least one letter"),
    ):
        wrong = await mila.fill(await mila.slash("directory add"), {**MILA, **words})
        assert sentence in wrong.text
        assert "posters" in wrong.text or "about" in words
    form = await mila.press(wrong, custom_id=of(wrong, "more"))
    fixed = await mila.fill(form, {"link": "javascript:alert(1)"})
    assert "letter" in fixed.text
    assert await entries(town) == []


async def test_hostile_words_do_nothing(town: Town) -> None:
    await english(town, "Daan")
    bad = "**x** [klik](https://evil.example) `code` ||spoiler|| # kop"
    entry = await stands(town, name="# [x](https://evil.example)", about=bad, offers=bad[:300])
    seen = await town["Daan"].slash("directory show", entry=str(entry.id))
    assert "\\[klik](https://evil.example)" in seen.text
    assert "\\|\\|spoiler" in seen.text
    assert seen.message is not None
    assert str(seen.message.embeds[0]["title"]) == "🎨 \\# \\[x](https://evil.example)"
    listed = await town["Daan"].slash("directory find")
    assert listed.message is not None
    assert " [x]" not in str(listed.message.embeds[0]["description"])
    typed = await town["Daan"].slash("directory show", entry="; drop table")
    assert "Choose the entry from the list" in typed.text


async def test_who_leaves_is_found_no_more_and_comes_back(town: Town) -> None:
    await english(town, "Daan")
    entry = await stands(town)
    mila = town["Mila"]
    await mila.leaves()
    await until_async(lambda: entries(town), lambda found: found[0].hidden)
    assert "Nobody in the directory fits" in (await town["Daan"].slash("directory find", words="mila")).text
    assert "does not stand" in (await town["Daan"].slash("directory show", entry=str(entry.id))).text
    assert "does not stand" in (await town["Daan"].slash("directory introduce", entry=str(entry.id))).text
    await mila.joins()
    await until_async(lambda: entries(town), lambda found: not found[0].hidden)
    assert "Studio Mila" in (await town["Daan"].slash("directory find", words="mila")).text
