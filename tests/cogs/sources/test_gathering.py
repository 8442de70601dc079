"""Several agendas, the people of the town, and the editors between them: what everyone sees."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from agenda_site import AgendaSite, Entry
from lives import Lives, lives
from submitting import (
    acts,
    card_in,
    custom_id,
    events,
    in_private,
    place,
    press,
    settled,
    submit,
    until_async,
)
from town import Town, sqlite_url

from sandbox.people import Message
from storage.unit import Unit


class Guide:
    """Two agendas, a town that reads them, and a bot that can be stopped in between."""

    def __init__(self, several: Lives, cellar: AgendaSite, city: AgendaSite) -> None:
        self.several, self.cellar, self.city = several, cellar, city

    @property
    def town(self) -> Town:
        return self.several.town

    async def add(self, site: AgendaSite, name: str) -> None:
        noor = self.town["Noor"]
        look = await noor.slash("source add", link=site.url, theme="music", name=name)
        await press(noor, look, "music")
        asked = site.asked
        await until_async(lambda: self._read_since(name), lambda done: done)
        assert site.asked >= asked

    async def _read_since(self, name: str) -> bool:
        found = await self.town.app.database.read(lambda unit: unit.sources.of(self.town.guild))
        return any(source.name == name and source.last_good is not None for source in found)

    async def again(self, source: int = 1) -> None:
        """Read now, and wait for what came of it."""
        town = self.town

        async def last(number: int = source) -> object:
            found = await town.app.database.read(lambda unit: unit.sources.get(number))
            return found and (found.last_good, found.failures)

        before = await last()
        await town["Noor"].slash("source read", source=str(source))
        await until_async(last, lambda now: now != before)
        await settled(town)

    async def review(self, act: str) -> Message:
        """The message in the review channel that has this button, not yet answered."""
        return await self.town["Noor"].wait_for_message(
            self.town.channels["review"],
            lambda message: any(
                str(button.custom_id).endswith(f":{act}") and not button.disabled
                for button in message.buttons
            ),
        )

    async def cards(self) -> list[Message]:
        found = await self.town["Noor"].messages(place(self.town, "music"), 100)
        return [each for each in found if each.embeds]


@pytest.fixture
async def guide(tmp_path: Path) -> AsyncIterator[Guide]:
    async with AsyncExitStack() as stack:
        cellar = await stack.enter_async_context(
            AgendaSite([Entry("a@kelder", "Band A"), Entry("b@kelder", "Band B", "20260320T210000")])
        )
        city = await stack.enter_async_context(AgendaSite([Entry("1@stad", "BAND A")]))
        scrape = {"allow": [cellar.host, city.host]}
        several = await stack.enter_async_context(lives(sqlite_url(tmp_path), scrape=scrape))
        for name in ("Noor", "Priya", "Mila"):
            await several.town[name].speaks("en-GB")
        yield Guide(several, cellar, city)


async def test_two_agendas_one_card_with_both_as_its_source(guide: Guide) -> None:
    await guide.add(guide.cellar, "De Kelder")
    await card_in(guide.town, "music", "Band B")
    await guide.add(guide.city, "Stadsgids")
    await settled(guide.town)
    card = await card_in(guide.town, "music", "Stadsgids")
    assert "Band A" in card.text
    assert "De Kelder" in card.text
    assert len(await guide.cards()) == 2
    event = next(each for each in await events(guide.town) if each.details.title == "Band A")
    why = await guide.town["Priya"].slash("event why", event=str(event.id))
    for part in ("De Kelder", "Stadsgids", "recognised by", "usual theme", "Whose word it is"):
        assert part.casefold() in why.text.casefold(), why.text


async def test_a_second_read_of_everything_posts_nothing(guide: Guide) -> None:
    await guide.add(guide.cellar, "De Kelder")
    await guide.add(guide.city, "Stadsgids")
    await settled(guide.town)
    before = [(each.id, each.text) for each in await guide.cards()]
    exchanges = len(list(guide.town.sandbox.exchanges))
    await guide.again(1)
    await guide.again(2)
    sent = [each for each in list(guide.town.sandbox.exchanges)[exchanges:] if "/channels/" in each.path]
    assert [each.path for each in sent if each.method in {"POST", "PATCH", "DELETE"}] == []
    assert [(each.id, each.text) for each in await guide.cards()] == before


async def test_same_and_different_outlive_a_restart(guide: Guide) -> None:
    guide.cellar.entries[0] = Entry("a@kelder", "Noise Night: Doom Choir")
    guide.city.entries[0] = Entry("1@stad", "Doom Choir & friends")
    await guide.add(guide.cellar, "De Kelder")
    await guide.add(guide.city, "Stadsgids")
    asked = await guide.review("same")
    assert "Noise Night: Doom Choir" in asked.text
    assert "Doom Choir & friends" in asked.text
    assert "“Doom Choir & friends”" in asked.text.replace("\\", "")
    assert not any("friends" in each.text for each in await guide.cards())
    await guide.several.again()
    await guide.town["Noor"].speaks("en-GB")
    answer = await press(guide.town["Noor"], asked, "same")
    assert "is one event now" in answer.text
    again = await guide.town["Noor"].wait_for_message(
        asked.channel_id, lambda message: message.id == asked.id and all(b.disabled for b in message.buttons)
    )
    assert "Noor" in again.text
    kept = next(
        each
        for each in await events(guide.town)
        if each.merged_into is None and "Noise" in each.details.title
    )
    split = await guide.town["Noor"].slash("event split", event=str(kept.id))
    (gone,) = [each for each in await events(guide.town) if each.merged_into == kept.id]
    done = await guide.town["Noor"].choose(split, None, [f"event:{gone.id}"])
    assert "two events again" in done.text
    await card_in(guide.town, "music", "Doom Choir & friends")
    await guide.again(2)
    found = await guide.town["Noor"].messages(asked.channel_id)
    assert len([each for each in found if not each.ephemeral]) == 1


async def test_two_agendas_that_agree_only_later_become_one_card(guide: Guide) -> None:
    guide.city.entries[0] = Entry("1@stad", "Programma volgt nog")
    await guide.add(guide.cellar, "De Kelder")
    await guide.add(guide.city, "Stadsgids")
    await card_in(guide.town, "music", "Programma volgt nog")
    await settled(guide.town)
    assert len(await guide.cards()) == 3
    guide.city.entries[0] = Entry("1@stad", "BAND A")
    await guide.again(2)
    card = await card_in(guide.town, "music", "Stadsgids")
    assert "Band A" in card.text
    assert len(await guide.cards()) == 2
    exchanges = len(list(guide.town.sandbox.exchanges))
    await guide.again(2)
    sent = [each for each in list(guide.town.sandbox.exchanges)[exchanges:] if "/channels/" in each.path]
    assert [each.path for each in sent if each.method in {"POST", "PATCH", "DELETE"}] == []
    why = await guide.town["Noor"].slash("event why", event="1")
    assert "the bot, since it was clear" in why.text


async def test_two_that_only_look_alike_by_now_are_put_side_by_side(guide: Guide) -> None:
    guide.cellar.entries[0] = Entry("a@kelder", "Noise Night: Doom Choir")
    guide.city.entries[0] = Entry("1@stad", "Programma volgt nog")
    await guide.add(guide.cellar, "De Kelder")
    await guide.add(guide.city, "Stadsgids")
    await card_in(guide.town, "music", "Programma volgt nog")
    guide.city.entries[0] = Entry("1@stad", "Doom Choir & friends")
    await guide.again(2)
    asked = await guide.review("different")
    assert "Allebei staan ze in de agenda" in asked.text
    assert len(await guide.cards()) == 3
    await press(guide.town["Noor"], asked, "different")
    guide.city.entries[0] = Entry("1@stad", "Doom Choir and friends")
    await guide.again(2)
    found = await guide.town["Noor"].messages(asked.channel_id)
    assert len([each for each in found if not each.ephemeral]) == 1


async def test_what_usually_happens_at_a_venue_is_told(guide: Guide) -> None:
    guide.cellar.entries[:] = [
        Entry(f"{n}@kelder", f"Concert {n}", f"202603{14 + n}T200000") for n in range(9)
    ]
    guide.city.entries[:] = []
    await guide.add(guide.cellar, "De Kelder")
    await card_in(guide.town, "music", "Concert 8")
    await settled(guide.town)
    guide.town.sandbox.clock.forward(timedelta(days=40))
    guide.city.entries[:] = [Entry("g@stad", "Gitaar", "20260509T200000", "De Tank, Enschede")]
    await guide.add(guide.city, "Stadsgids")
    await card_in(guide.town, "music", "Gitaar")
    event = next(each for each in await events(guide.town) if each.details.title == "Gitaar")
    why = await guide.town["Noor"].slash("event why", event=str(event.id))
    assert "Of the 9 earlier events at Tankstation, 9 belong here." in why.text


async def test_only_editors_decide(guide: Guide) -> None:
    guide.cellar.entries[0] = Entry("a@kelder", "Noise Night: Doom Choir")
    guide.city.entries[0] = Entry("1@stad", "Doom Choir & friends")
    await guide.add(guide.cellar, "De Kelder")
    await guide.add(guide.city, "Stadsgids")
    asked = await guide.review("same")
    guide.town.sandbox.world.channels[asked.channel_id].overwrites.clear()
    seen = next(each for each in await guide.town["Priya"].messages(asked.channel_id) if each.id == asked.id)
    for act in ("same", "different"):
        assert "Only editors" in (await press(guide.town["Priya"], seen, act)).text
    for command in ("event split",):
        assert "Only editors" in (await guide.town["Priya"].slash(command, event="1")).text


async def test_many_sources_have_pages(guide: Guide) -> None:
    await guide.add(guide.cellar, "De Kelder")

    def more(unit: Unit) -> None:
        known = unit.sources.get(1)
        assert known is not None
        for number in range(9):
            unit.sources.add(replace(known, id=0, url=f"https://{number}.example", name=f"Zaal {number}"))

    await guide.town.app.database.write(more)
    first = await guide.town["Noor"].slash("source list")
    assert "Page 1 of 2" in first.text
    assert "Zaal 8" not in first.text
    second = await press(guide.town["Noor"], first, "1")
    assert "Zaal 8" in second.text
    assert "De Kelder" in (await press(guide.town["Noor"], second, "0")).text


async def test_who_is_interested_hears_what_changed_in_both_languages(guide: Guide) -> None:
    await guide.add(guide.cellar, "De Kelder")
    card = await card_in(guide.town, "music", "Band A")
    await press(guide.town["Mila"], card, "interested")
    guide.cellar.entries[0] = Entry("a@kelder", "Band A", "20260314T213000", more=["DESCRIPTION:Louder"])
    await guide.again()
    told = await in_private(guide.town["Mila"], "When: ")
    assert "Saturday 14 March 2026 20:00 → Saturday 14 March 2026 21:30" in told.text
    assert "zaterdag 14 maart 2026 20:00" in told.text
    assert "Louder" not in told.text
    more = await guide.town["Mila"].press(told, custom_id=custom_id(told, "more:1"))
    assert "Band A" in more.text
    await guide.again()
    found = await guide.town["Mila"].messages(told.channel_id)
    assert len([each for each in found if not each.ephemeral]) == 1


async def test_a_submission_that_stands_already_joins_it(guide: Guide) -> None:
    await guide.add(guide.cellar, "De Kelder")
    await card_in(guide.town, "music", "Band A")
    sent = await submit(guide.town["Mila"], title="band a", when="za 14 mrt 20:00", where="de Tank")
    assert "stands in the agenda already" in sent.text
    assert "you wrote" not in sent.text
    await settled(guide.town)
    assert len(await guide.cards()) == 2
    assert "Band A" in (await guide.town["Mila"].slash("event mine")).text
    form = await guide.town["Mila"].slash("event edit", event="1")
    assert form.modal is not None


async def test_who_wrote_another_hour_sees_both(guide: Guide) -> None:
    await guide.add(guide.cellar, "De Kelder")
    await card_in(guide.town, "music", "Band A")
    sent = await submit(guide.town["Mila"], title="band a", when="za 14 mrt 20:15", where="de Tank")
    stands, wrote = (int(datetime(2026, 3, 14, 19, minute, tzinfo=UTC).timestamp()) for minute in (0, 15))
    assert f"It says <t:{stands}:F>; you wrote <t:{wrote}:F>." in sent.text
    assert "a person's word goes first" in sent.text


async def test_no_longer_listed_is_put_before_an_editor(guide: Guide) -> None:
    guide.cellar.entries.append(Entry("c@kelder", "Band C", "20260327T210000"))
    await guide.add(guide.cellar, "De Kelder")
    await card_in(guide.town, "music", "Band C")
    del guide.cellar.entries[1]
    await guide.again()
    assert await guide.town["Noor"].messages(guide.town.channels["review"]) == []
    await guide.again()
    asked = await guide.review("happens")
    assert "Band B" in asked.text
    assert acts(asked) == {"cancelled", "happens", "removed"}
    await guide.several.again()
    await guide.town["Noor"].speaks("en-GB")
    await press(guide.town["Noor"], asked, "cancelled")
    await card_in(guide.town, "music", "CANCELLED")
    assert len(await guide.cards()) == 3


async def test_a_reading_that_takes_much_away_is_asked_about(guide: Guide) -> None:
    many = [Entry(f"{n}@kelder", f"Band {n}", f"202603{14 + n}T200000") for n in range(9)]
    guide.cellar.entries[:] = many
    await guide.add(guide.cellar, "De Kelder")
    await card_in(guide.town, "music", "Band 8")
    await settled(guide.town)
    guide.cellar.entries[:] = [many[0], many[8]]
    await guide.again()
    assert len(await guide.cards()) == 9
    asked = await guide.review("applied")
    assert "Band 1" in asked.text
    answer = await press(guide.town["Noor"], asked, "applied")
    assert "this time it is believed" in answer.text
    await until_async(guide.cards, lambda cards: len(cards) == 2)
    guide.cellar.entries[:] = many
    await guide.again()
    await until_async(guide.cards, lambda cards: len(cards) == 9)


async def test_doubt_about_the_theme_is_settled_by_choosing_and_remembered(guide: Guide) -> None:
    play = ["DESCRIPTION:Theatervoorstelling in drie bedrijven", "CATEGORIES:Zaal 2"]
    guide.cellar.entries[:] = [Entry("t@kelder", "Toneelvoorstelling De Storm", more=play)]
    await guide.add(guide.cellar, "De Kelder")
    asked = await guide.review("accept")
    corrected = await guide.town["Noor"].choose(asked, "event:1:themes", ["media"])
    assert "stands under Media culture now" in corrected.text
    await card_in(guide.town, "media", "De Storm")
    learnt = await press(guide.town["Noor"], corrected, "learn")
    assert "Zaal 2" in learnt.text
    guide.cellar.entries.append(Entry("u@kelder", "Toneelvoorstelling De Zee", "20260321T200000", more=play))
    await guide.again()
    await card_in(guide.town, "media", "De Zee")


async def test_after_the_third_failure_the_one_who_added_it_is_told_once(guide: Guide) -> None:
    await guide.add(guide.cellar, "De Kelder")
    guide.cellar.status = 404
    for turn in range(4):
        await guide.again()
        assert turn < 2 or await in_private(guide.town["Noor"], "three times in a row")
    told = await in_private(guide.town["Noor"], "De Kelder")
    assert "There is no page at this link any more" in told.text
    assert len(await guide.town["Noor"].messages(told.channel_id)) == 1
    listed = await guide.town["Noor"].slash("source list")
    assert "does not work since" in listed.text
    assert "4 times" in listed.text
    dutch = await guide.town["Sanne"].slash("bron lijst")
    assert "There is no page" not in dutch.text


async def test_a_source_is_changed_and_goes_first(guide: Guide) -> None:
    guide.city.entries[0] = Entry("1@stad", "BAND A", more=["DESCRIPTION:From the city"])
    await guide.add(guide.cellar, "De Kelder")
    await card_in(guide.town, "music", "Band B")
    await guide.add(guide.city, "Stadsgids")
    noor = guide.town["Noor"]
    assert "from 1 to 999" in (await noor.slash("source edit", source="2", precedence=0)).text
    changed = await noor.slash("source edit", source="2", precedence=10, name="De Stadsgids")
    assert "De Stadsgids" in changed.text
    assert "precedence 10" in changed.text
    listed = (await noor.slash("source list")).text
    assert listed.index("De Stadsgids") < listed.index("De Kelder")
    await guide.town.people.move_clock(timedelta(hours=7))
    await settled(guide.town)
