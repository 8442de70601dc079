"""Other people's agendas: added by an editor, read on a schedule, kept up to date, never doubled."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from agenda_site import AgendaSite, Entry
from lives import lives
from submitting import card_in, events, place, press, published, settled, until_async
from town import Town, sqlite_url

from sandbox.people import Message, Result
from sandbox.sample_site import SampleSite


@asynccontextmanager
async def town_reading(folder: Path, *hosts: str) -> AsyncIterator[Town]:
    async with lives(sqlite_url(folder), scrape={"allow": list(hosts)}) as several:
        await several.town["Noor"].speaks("en-GB")
        yield several.town


async def add(town: Town, url: str, theme: str = "music", **more: str) -> Result:
    look = await town["Noor"].slash("source add", link=url, theme=theme, **more)
    assert look.message is not None, look.error
    return await press(town["Noor"], look, theme)


async def cards(town: Town, theme: str = "music") -> list[Message]:
    return [each for each in await town["Noor"].messages(place(town, theme), 100) if each.embeds]


async def read_again(town: Town) -> Result | Message:
    """What came of it; until then the answer says how far it is."""
    answer = await town["Noor"].slash("source read", source="1")
    if answer.message is None or "⏳" not in answer.text:
        return answer
    number = answer.message.id
    return await town["Noor"].wait_for_message(
        answer.message.channel_id, lambda message: message.id == number and "⏳" not in message.text
    )


@pytest.fixture
async def kelder() -> AsyncIterator[AgendaSite]:
    async with AgendaSite(
        [Entry("a@kelder", "Band A"), Entry("b@kelder", "Band B", "20260320T210000")]
    ) as site:
        yield site


@pytest.fixture
async def town(tmp_path: Path, kelder: AgendaSite) -> AsyncIterator[Town]:
    async with town_reading(tmp_path, kelder.host) as ready:
        yield ready


async def test_the_two_sample_agendas(tmp_path: Path) -> None:
    async with SampleSite(date(2026, 3, 9)) as site:
        host = site.url.removeprefix("http://")
        async with town_reading(tmp_path, host) as town:
            look = await town["Noor"].slash("source add", link=f"{site.url}/agenda.ics", theme="underground")
            assert look.message is not None
            assert len(look.message.embeds[0]["fields"]) == 5
            assert "6 coming events" in look.text
            assert await events(town) == []  # a look keeps nothing
            await press(town["Noor"], look, "underground")
            card = await card_in(town, "underground", "Open werkplaats")
            assert "Sickhouse, Enschede" in card.text
            await add(town, f"{site.url}/programma")
            band = await card_in(town, "music", "Stalen Zenuwen")
            assert "Metropool" in band.text
            await settled(town)
            assert len(await cards(town)) == 2
            await card_in(town, "underground", "Zinebeurs")
            # what is called off before we ever told of it is not told at all
            assert not any("Vollemaanconcert" in each.text for each in await cards(town, "underground"))


async def test_a_look_shows_what_would_be_posted_and_keeps_nothing(town: Town, kelder: AgendaSite) -> None:
    look = await town["Noor"].slash("source add", link=kelder.url, theme="music", name="The Cellar")
    assert look.ephemeral
    for part in ("The Cellar", "2 coming events", "Band A", "Band B", "Tankstation"):
        assert part in look.text
    assert "No agenda is read yet" in (await town["Noor"].slash("source list")).text


async def test_a_second_read_posts_nothing(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    await card_in(town, "music", "Band B")
    await settled(town)
    before = [(card.id, card.text) for card in await cards(town)]
    assert "0 new, 0 changed, 2 unchanged" in (await read_again(town)).text
    await settled(town)
    assert [(card.id, card.text) for card in await cards(town)] == before


async def test_a_changed_time_edits_the_card(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    card = await card_in(town, "music", "Band A")
    kelder.entries[0] = Entry("a@kelder", "Band A", "20260314T213000")
    assert "0 new, 1 changed, 1 unchanged" in (await read_again(town)).text
    moment = int(datetime(2026, 3, 14, 20, 30, tzinfo=UTC).timestamp())
    changed = await card_in(town, "music", str(moment))
    assert changed.id == card.id


async def test_a_cancelled_one_is_marked(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    card = await card_in(town, "music", "Band A")
    kelder.entries[0] = Entry("a@kelder", "Band A", more=["STATUS:CANCELLED"])
    await read_again(town)
    assert (await card_in(town, "music", "CANCELLED")).id == card.id


async def test_what_a_person_changed_survives_the_next_read(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    card = await card_in(town, "music", "Band A")
    noor = town["Noor"]
    found = (await noor.complete("event edit", "event", "Band A")).choices
    form = await noor.slash("event edit", event=found[0][1])
    await press(noor, await noor.fill(form, {"title": "Band A (sold out)"}), "send")
    await card_in(town, "music", "sold out")
    kelder.entries[0] = Entry("a@kelder", "Band A + support", "20260314T213000")
    await read_again(town)
    moment = str(int(datetime(2026, 3, 14, 20, 30, tzinfo=UTC).timestamp()))
    changed = await card_in(town, "music", moment)  # what they left alone follows the source
    assert changed.id == card.id
    assert changed.embeds[0]["title"] == "Band A (sold out)"


async def test_a_change_that_was_opened_before_a_read_does_not_undo_it(
    town: Town, kelder: AgendaSite
) -> None:
    await add(town, kelder.url)
    await card_in(town, "music", "Band A")
    noor = town["Noor"]
    found = (await noor.complete("event edit", "event", "Band A")).choices
    preview = await noor.fill(await noor.slash("event edit", event=found[0][1]), {"where": "Tetem"})
    kelder.entries[0] = Entry("a@kelder", "Band A", "20260314T213000")
    await read_again(town)
    await press(noor, preview, "send")
    await card_in(town, "music", "Tetem")
    event = next(each for each in await events(town) if each.details.title == "Band A")
    assert event.details.starts == datetime(2026, 3, 14, 20, 30, tzinfo=UTC)
    assert "starts" not in event.touched


async def test_a_new_one_is_added(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    await card_in(town, "music", "Band B")
    kelder.entries.append(Entry("c@kelder", "Band C"))
    assert "1 new" in (await read_again(town)).text
    await card_in(town, "music", "Band C")
    assert len(await events(town)) == 3


async def test_it_is_read_by_itself_when_its_time_has_come(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    await card_in(town, "music", "Band B")
    kelder.entries.append(Entry("c@kelder", "Band C"))
    await town.people.move_clock(timedelta(hours=6, minutes=1))
    await card_in(town, "music", "Band C")


async def test_a_site_that_fails_keeps_everything_and_the_list_says_so(
    town: Town, kelder: AgendaSite
) -> None:
    await add(town, kelder.url, name="De Kelder")
    await card_in(town, "music", "Band B")
    await settled(town)
    before = [(card.id, card.text) for card in await cards(town)]
    kelder.status = 404
    answer = await read_again(town)
    assert "could not be read" in answer.text
    assert "What was there stays" in answer.text
    assert "De Kelder" in (await town["Noor"].slash("source list")).text
    assert "does not work since" in (await town["Noor"].slash("source list")).text
    await settled(town)
    assert [(card.id, card.text) for card in await cards(town)] == before
    kelder.status = 200
    await read_again(town)
    assert "2 coming events" in (await town["Noor"].slash("source list")).text


async def test_a_site_in_trouble_is_left_alone_for_a_while(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    await card_in(town, "music", "Band B")
    kelder.status = 500
    await read_again(town)
    asked = kelder.asked
    answer = await read_again(town)
    assert "is tried again later" in answer.text
    assert kelder.asked == asked


async def test_an_agenda_that_is_suddenly_empty_keeps_everything(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    await card_in(town, "music", "Band B")
    kelder.entries.clear()
    await read_again(town)
    await settled(town)
    assert len(await cards(town)) == 2


async def test_removing_a_source_keeps_its_events(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url, name="De Kelder")
    await card_in(town, "music", "Band B")
    asked = kelder.asked
    answer = await town["Noor"].slash("source remove", source="1")
    assert "De Kelder is no longer read" in answer.text
    await town.people.move_clock(timedelta(days=1))
    await settled(town)
    assert kelder.asked == asked
    assert len(await cards(town)) == 2
    await add(town, kelder.url)  # and it can be taken up again, without doubling anything
    await until_async(lambda: events(town), lambda found: kelder.asked > asked + 1)
    await settled(town)
    assert len(await cards(town)) == 2


async def test_adding_it_twice_is_said_to_be_done(town: Town, kelder: AgendaSite) -> None:
    await add(town, kelder.url)
    again = await town["Noor"].slash("source add", link=kelder.url, theme="theatre")
    assert "known already" in again.text


async def test_pressing_add_twice_adds_one(town: Town, kelder: AgendaSite) -> None:
    look = await town["Noor"].slash("source add", link=kelder.url, theme="music")
    both = await town["Noor"].slash("source add", link=kelder.url, theme="music")
    await press(town["Noor"], look, "music")
    await press(town["Noor"], both, "music")
    await card_in(town, "music", "Band B")
    await settled(town)
    assert len(await cards(town)) == 2


@pytest.mark.parametrize("who", ["Priya", "Daan"])
async def test_only_editors_may(town: Town, kelder: AgendaSite, who: str) -> None:
    await town[who].speaks("en-GB")
    look = await town["Noor"].slash("source add", link=kelder.url, theme="music")
    assert look.message is not None
    for command, options in (
        ("source add", {"link": kelder.url, "theme": "music"}),
        ("source read", {"source": "1"}),
        ("source remove", {"source": "1"}),
    ):
        answer = await town[who].slash(command, **options)
        assert "Only editors and sector heads" in answer.text
    assert kelder.asked == 1


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "not a link at all",
        "file:///etc/passwd",
        "ftp://example.org/agenda.ics",
        "http://127.0.0.1:9/agenda.ics",
        "http://localhost/agenda.ics",
        "http://[::1]/x",
        "http://169.254.169.254/latest/meta-data",
    ],
)
async def test_a_link_that_is_not_to_be_read(town: Town, link: str) -> None:
    answer = await town["Noor"].slash("source add", link=link, theme="music")
    assert answer.ephemeral
    assert "Something went wrong" not in answer.text
    assert answer.buttons == []
    assert "No agenda is read yet" in (await town["Noor"].slash("source list")).text


async def test_a_theme_that_is_none(town: Town, kelder: AgendaSite) -> None:
    answer = await town["Noor"].slash("source add", link=kelder.url, theme="knitting")
    assert "There is no theme “knitting”" in answer.text
    for typed in ("Muziek", "Music", "music"):
        look = await town["Noor"].slash("source add", link=kelder.url, theme=typed)
        assert "Band A" in look.text


@pytest.mark.parametrize("number", ["99", "x", "9" * 40])
async def test_a_source_that_is_none(town: Town, number: str) -> None:
    for command in ("source read", "source remove"):
        answer = await town["Noor"].slash(command, source=number)
        assert "no such source" in answer.text or "from the list" in answer.text


async def test_sources_and_themes_are_offered_while_typing(town: Town, kelder: AgendaSite) -> None:
    assert ("🎸 Muziek", "music") in (await town["Mila"].complete("source add", "theme", "muz")).choices
    assert ("🎸 Music", "music") in (await town["Priya"].complete("source add", "theme", "mus")).choices
    await add(town, kelder.url, name="De Kelder")
    assert (await town["Noor"].complete("source read", "source", "keld")).choices == [("De Kelder", "1")]


async def test_text_of_a_source_pings_nobody(town: Town, kelder: AgendaSite) -> None:
    kelder.entries = [Entry("x@kelder", "@everyone <@1> party", place="<@&2> @here")]
    look = await town["Noor"].slash("source add", link=kelder.url, theme="music", name="@everyone")
    assert look.message is not None
    await press(town["Noor"], look, "music")
    card = await card_in(town, "music", "party")
    for message in (look.message, card):
        assert message.mentions == []
        assert message.raw["mention_everyone"] is False


async def test_an_overlong_entry_still_stands_and_can_be_mended(town: Town, kelder: AgendaSite) -> None:
    long = Entry(
        "x@kelder", "Very " * 80 + "long", place="Street " * 60, more=["DESCRIPTION:" + "word " * 900]
    )
    kelder.entries = [long, Entry("y@kelder", "Band Y", more=["URL:javascript:alert(1)"])]
    await add(town, kelder.url)
    card = await card_in(town, "music", "Very Very")
    noor = town["Noor"]
    found = (await noor.complete("event edit", "event", "Very")).choices
    preview = await noor.fill(await noor.slash("event edit", event=found[0][1]), {"title": "Short"})
    await press(noor, preview, "send")
    assert (await card_in(town, "music", "Short")).id == card.id
    other = await card_in(town, "music", "Band Y")
    assert "javascript" not in str(other.raw)


async def test_what_people_entered_is_left_alone_by_a_read(town: Town, kelder: AgendaSite) -> None:
    card = await published(town, title="Our own night")
    await add(town, kelder.url)
    await card_in(town, "music", "Band B")
    await settled(town)
    assert card.id in [each.id for each in await cards(town)]
