"""/venue: places by name, and the events that turn out to be there."""

from submitting import card_in, published, settled, the_event
from town import Town


async def number_of(town: Town, name: str) -> str:
    found = (await town["Noor"].complete("venue edit", "venue", name)).choices
    return str(found[0][1])


async def test_everyone_sees_them_and_editors_add(town: Town) -> None:
    for name in ("Noor", "Priya"):
        await town[name].speaks("en-GB")
    listed = await town["Priya"].slash("venue list")
    assert "Tankstation" in listed.text
    assert "also: de Tank" in listed.text
    assert "Only editors" in (await town["Priya"].slash("venue add", name="Kelderbar")).text
    added = await town["Noor"].slash(
        "venue add", name="Kelderbar", aliases="de Kelder; bij Kees", address="Steeg 1"
    )
    assert "Kelderbar**, Steeg 1, Enschede" in added.text
    assert "Kelderbar" in (await town["Priya"].slash("venue list")).text
    again = await town["Noor"].slash("venue add", name="de Tank")
    assert "is Tankstation already" in again.text


async def test_a_new_name_finds_the_events_that_are_there(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    card = await published(town, where="de Kelderbar")
    assert (await the_event(town)).details.venue_id is None
    added = await town["Noor"].slash("venue add", name="Kelderbar", address="Steeg 1")
    assert "1 coming event turned out" in added.text
    moved = await card_in(town, "music", "Kelderbar, Steeg 1, Enschede")
    assert moved.id == card.id


async def test_what_it_is_called_now_stands_on_its_cards(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    await published(town, where="Tetem")
    changed = await town["Noor"].slash(
        "venue edit",
        venue=await number_of(town, "Tetem"),
        name="Tetem Kunstruimte",
        aliases="Tetem",
        address="Stroinksbleekweg 16",
    )
    assert "Tetem Kunstruimte" in changed.text
    await card_in(town, "music", "Tetem Kunstruimte, Stroinksbleekweg 16, Enschede")


async def test_two_that_are_one_are_joined(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    await town["Noor"].slash("venue add", name="Poppodium Enschede")
    await published(town, where="Poppodium Enschede")
    joined = await town["Noor"].slash(
        "venue merge", venue=await number_of(town, "Poppodium Ensch"), into=await number_of(town, "Metropool")
    )
    assert "Metropool" in joined.text
    await card_in(town, "music", "Metropool, Enschede")
    await settled(town)
    listed = (await town["Noor"].slash("venue list")).text
    assert "**Poppodium Enschede**" not in listed
    assert "Poppodium Enschede" in listed
    same = await town["Noor"].slash(
        "venue merge", venue=await number_of(town, "Tetem"), into=await number_of(town, "Tetem")
    )
    assert "two different venues" in same.text
    for command in ("venue edit", "venue merge"):
        options = {"venue": "99999", "into": "1"} if command == "venue merge" else {"venue": "x"}
        answer = await town["Noor"].slash(command, **options)
        assert "no such venue" in answer.text or "from the list" in answer.text
