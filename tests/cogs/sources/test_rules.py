"""What an editor taught a source, and what the dates of a feed mean: seen, changed and taken back."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from agenda_site import AgendaSite, Entry
from lives import Lives, lives
from submitting import acts, card_in, custom_id, press, settled, until_async
from town import Town, labels, sqlite_url

from domain.theming import RuleKind, SourceRule, Verdict
from services.rules import with_rules
from storage.unit import Unit

ZEE = ["DESCRIPTION:Theatervoorstelling in drie bedrijven", "CATEGORIES:Zaal 2"]


@pytest.fixture
async def site() -> AsyncIterator[AgendaSite]:
    async with AgendaSite([Entry("t@kelder", "Toneelvoorstelling De Storm", more=ZEE)]) as ready:
        yield ready


@pytest.fixture
async def several(tmp_path: Path, site: AgendaSite) -> AsyncIterator[Lives]:
    async with AsyncExitStack() as stack:
        ready = await stack.enter_async_context(lives(sqlite_url(tmp_path), scrape={"allow": [site.host]}))
        await ready.town["Noor"].speaks("en-GB")
        yield ready


async def add(town: Town, url: str) -> None:
    look = await town["Noor"].slash("source add", link=url, theme="music", name="De Kelder")
    await press(town["Noor"], look, "music")
    await read_since(town, None)


async def read_since(town: Town, before: object) -> None:
    async def last() -> object:
        source = await town.app.database.read(lambda unit: unit.sources.get(1))
        return source and source.last_good

    await until_async(last, lambda now: now != before)
    await settled(town)


async def read_again(town: Town) -> None:
    source = await town.app.database.read(lambda unit: unit.sources.get(1))
    town.sandbox.clock.forward(timedelta(minutes=1))
    await town["Noor"].slash("source read", source="1")
    await read_since(town, source and source.last_good)


async def test_a_rule_is_told_in_words_taken_away_and_put_back(several: Lives, site: AgendaSite) -> None:
    town = several.town
    await add(town, site.url)
    assert "No rules" in (await town["Noor"].slash("source rules", source="1")).text
    asked = await town["Noor"].wait_for_message(
        town.channels["review"], lambda message: "accept" in acts(message)
    )
    corrected = await town["Noor"].choose(asked, "event:1:themes", ["media"])
    await press(town["Noor"], corrected, "learn")
    assert "theme rule" in (await town["Noor"].slash("source list")).text
    shown = await town["Noor"].slash("source rules", source="1")
    assert "What this source calls “Zaal 2” belongs to Media culture." in shown.text
    rules = (await town.app.database.read(lambda unit: unit.sources.get(1))).rules  # type: ignore[union-attr]
    out, into = sorted(rules, key=lambda one: one.verdict is Verdict.ADD)

    await several.again()
    town = several.town
    await town["Noor"].speaks("en-GB")
    dropped = await town["Noor"].choose(shown, "source:1:rule", [out.key])
    assert "Taken away: What this source calls “Zaal 2” does not belong to" in dropped.text
    dropped = await town["Noor"].choose(dropped, "source:1:rule", [into.key])
    assert "Taken away: What this source calls “Zaal 2” belongs to Media culture." in dropped.text
    assert "from now on is decided without it" in dropped.text
    site.entries.append(Entry("u@kelder", "Toneelvoorstelling De Zee", "20260321T200000", more=ZEE))
    await read_again(town)
    review = town.channels["review"]
    doubt = await town["Noor"].wait_for_message(review, lambda message: "De Zee" in message.text)
    assert "accept" in acts(doubt)

    back = await press(town["Noor"], dropped, "back")
    assert "It holds again" in back.text
    assert "Put it back" not in labels(back.message)  # type: ignore[arg-type]
    site.entries.append(Entry("v@kelder", "Toneelvoorstelling De Wind", "20260328T200000", more=ZEE))
    await read_again(town)
    await card_in(town, "media", "De Wind")


async def test_many_rules_have_pages(several: Lives, site: AgendaSite) -> None:
    town = several.town
    await add(town, site.url)
    rules = [SourceRule(RuleKind.TITLE, f"Reeks {n} {'x' * 250}", "theatre", Verdict.ADD) for n in range(45)]

    def teach(unit: Unit) -> None:
        source = unit.sources.get(1)
        assert source is not None
        unit.sources.save(with_rules(source, rules))

    await town.app.database.write(teach)
    first = await town["Noor"].slash("source rules", source="1")
    assert "Page 1 of 3" in first.text
    assert "Reeks 44" in first.text  # the newest first
    assert "Reeks 24" not in first.text
    second = await press(town["Noor"], first, "rules:1")
    assert "Page 2 of 3" in second.text
    assert "Reeks 24" in second.text
    last = await press(town["Noor"], second, "rules:2")
    assert "Reeks 0" in last.text
    assert custom_id(last, "rules:1")


async def test_only_editors_look_at_rules(several: Lives, site: AgendaSite) -> None:
    town = several.town
    await add(town, site.url)
    await town["Mila"].speaks("en-GB")
    assert "Only editors" in (await town["Mila"].slash("source rules", source="1")).text


async def test_a_feed_whose_dates_are_those_of_the_events(several: Lives, site: AgendaSite) -> None:
    town = several.town
    site.posts[:] = [
        ("Noise Night", "Sat, 14 Mar 2026 20:00:00 +0100"),
        ("Zine fair", "Sun, 01 Mar 2026 13:00:00 +0100"),
    ]
    look = await town["Noor"].slash("source add", link=site.feed_url, theme="music", name="De Kelder")
    assert "does not say when its events take place" in look.text
    again = await press(town["Noor"], look, "dates")
    assert "Noise Night" in again.text
    await press(town["Noor"], again, "music")
    await read_since(town, None)
    await card_in(town, "music", "Noise Night")
    assert "its dates are those of the events" in (await town["Noor"].slash("source list")).text


async def test_what_dates_mean_is_set_and_taken_back_in_words(several: Lives, site: AgendaSite) -> None:
    town = several.town
    site.posts[:] = [("Noise Night", "Sat, 14 Mar 2026 20:00:00 +0100")]
    look = await town["Noor"].slash(
        "source add", link=site.feed_url, theme="music", name="De Kelder", dates="event"
    )
    await press(town["Noor"], look, "music")
    await read_since(town, None)
    town.sandbox.clock.forward(timedelta(minutes=1))
    changed = await town["Noor"].slash("source edit", source="1", dates="posted")
    assert "the day on which it was posted" in changed.text

    async def listed() -> int | None:
        source = await town.app.database.read(lambda unit: unit.sources.get(1))
        return source and source.last_count

    await until_async(listed, lambda count: count == 0)  # nothing says when any more; what stands, stays
    await settled(town)
    await card_in(town, "music", "Noise Night")
    changed = await town["Noor"].slash("source edit", source="1", dates="event")
    assert "the day of the event" in changed.text
    await until_async(listed, lambda count: count == 1)
