"""/agenda show: what there is to do, asked in people's own words."""

from datetime import timedelta

import pytest
from standing import at, stands
from submitting import card_in, custom_id, published, settled, submit
from town import Town, labels

from domain.events import Happening, Language, Stage
from sandbox.people import Result, selects_of
from storage.unit import Unit


async def several(town: Town) -> None:
    await stands(town, "Noise Night", at(13), language=Language.NONE)
    await stands(town, "Poetry Slam", at(14), themes=("theatre",), language=Language.DUTCH, price="gratis")
    await stands(town, "Doom Choir", at(20), themes=("underground", "music"), language=Language.ENGLISH)
    await stands(town, "Far Away", at(13, month=5))


def shown(answer: Result) -> list[str]:
    """The titles, in the order in which they stand."""
    known = ("Noise Night", "Poetry Slam", "Doom Choir", "Far Away")
    return sorted((title for title in known if title in answer.text), key=answer.text.index)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ["Noise Night", "Poetry Slam", "Doom Choir"]),
        ({"when": "this weekend"}, ["Noise Night", "Poetry Slam"]),
        ({"when": "vrijdag"}, ["Noise Night"]),
        ({"when": "mei"}, ["Far Away"]),
        ({"theme": "theatre"}, ["Poetry Slam"]),
        ({"theme": "Muziek"}, ["Noise Night", "Doom Choir"]),
        ({"language": "friendly"}, ["Noise Night", "Doom Choir"]),
        ({"language": "nl"}, ["Poetry Slam"]),
        ({"words": "GRATIS"}, ["Poetry Slam"]),
        ({"words": "doom ch", "theme": "underground"}, ["Doom Choir"]),
    ],
)
async def test_what_is_asked_for_is_shown_in_private(
    town: Town, asked: dict[str, str], titles: list[str]
) -> None:
    await several(town)
    answer = await town["Priya"].slash("agenda show", **asked)
    assert answer.ephemeral
    assert shown(answer) == titles


async def test_it_says_which_days_it_shows(town: Town) -> None:
    await several(town)
    assert "Agenda: Mon 9 – Sun 22 March 2026" in (await town["Priya"].slash("agenda show")).text
    dutch = await town["Mila"].slash("agenda tonen", options={"wanneer": "dit weekend"})
    assert "Agenda: vr 13 – zo 15 maart 2026" in dutch.text
    assert "Vrijdag 13 maart" in dutch.text


async def test_a_venue_is_recognised_by_its_nickname(town: Town) -> None:
    noor = town["Noor"]
    await published(town)
    await stands(town, "Elsewhere", at(13), place="Somewhere")
    answer = await noor.slash("agenda show", venue="de Tank")
    assert "Noise Night" in answer.text
    assert "Elsewhere" not in answer.text
    unknown = await noor.slash("agenda show", venue="Nergenshuizen")
    assert "Nergenshuizen" in unknown.text
    assert unknown.ephemeral


async def test_what_one_should_know_before_leaving_home(town: Town) -> None:
    await stands(town, "Off", at(13), happening=Happening.CANCELLED)
    await stands(town, "Later", at(14), happening=Happening.POSTPONED)
    await stands(town, "Some hour", at(15, 0), time_known=False, language=Language.ENGLISH)
    await stands(town, "Exhibition", at(1, 0), time_known=False, ends=at(12, 0))
    text = (await town["Priya"].slash("agenda show")).text
    lines = {
        name: next(line for line in text.splitlines() if name in line)
        for name in ("Off", "Later", "Some hour", "Exhibition")
    }
    assert "~~Off~~ · **CANCELLED**" in lines["Off"]
    assert "**POSTPONED**" in lines["Later"]
    assert "time not known yet" in lines["Some hour"]
    assert "🇬🇧" in lines["Some hour"]
    assert "🇬🇧 English-friendly: in English, or no language needed" in text
    assert "until Wednesday 11 March" in lines["Exhibition"]
    assert text.index("Today, Monday 9 March") < text.index("Exhibition") < text.index("Off")


async def test_pages_turn_back_and_forth(town: Town) -> None:
    for number in range(25):
        await stands(town, f"Night {number:02}", at(10) + timedelta(hours=number))
    priya = town["Priya"]
    first = await priya.slash("agenda show")
    assert "25 events · page 1 of 3" in first.text
    assert [button.disabled for button in first.buttons] == [True, False]
    second = await priya.press(first, "Next")
    assert "Night 10" in second.text
    assert "Night 09" not in second.text
    third = await priya.press(second, "Next")
    assert [button.disabled for button in third.buttons] == [False, True]
    assert "Night 24" in third.text
    assert "Night 10" in (await priya.press(third, "◀ Previous")).text


async def test_a_page_that_is_not_there_any_more_is_the_last_one(town: Town) -> None:
    for number in range(11):
        await stands(town, f"Night {number:02}", at(10) + timedelta(hours=number))
    first = await town["Priya"].slash("agenda show")

    def fewer(unit: Unit) -> None:
        from dataclasses import replace

        for number in range(1, 9):
            event = unit.events.get(number)
            assert event is not None
            unit.events.save(replace(event, stage=Stage.WITHDRAWN))

    await town.app.database.write(fewer)
    turned = await town["Priya"].press(first, "Next")
    assert "3 events" in turned.text
    assert "Night 10" in turned.text


async def test_choosing_an_event_gives_its_card_with_its_buttons(town: Town) -> None:
    await published(town)
    priya = town["Priya"]
    answer = await priya.slash("agenda show")
    card = await priya.choose(answer, "events:look", ["1"])
    assert card.ephemeral
    assert card.message is not None
    assert labels(card.message) == ["I'm interested", "Add to my calendar", "More"]
    assert "no language" not in card.text
    assert "Tankstation" in card.text
    assert "You are interested in" in (await priya.press(card, "I'm interested")).text


async def test_a_title_links_to_the_card_that_stands_in_its_channel(town: Town) -> None:
    await submit(town["Noor"], title="[A] *loud* night")
    card = await card_in(town, "music", "loud")
    await settled(town)
    text = (await town["Priya"].slash("agenda show")).text
    link = f"https://discord.com/channels/{town.guild}/{card.channel_id}/{card.id}"
    assert f"[(A) \\*loud\\* night]({link})" in text


async def test_nothing_found_says_what_comes_next_and_shows_it(town: Town) -> None:
    await several(town)
    priya = town["Priya"]
    empty = await priya.slash("agenda show", when="tomorrow", theme="theatre")
    assert "Nothing in the agenda for Tuesday 10 March 2026." in empty.text
    assert "Saturday 14 March: “Poetry Slam”" in empty.text
    from_there = await priya.press(empty, "Show what is on from then")
    assert shown(from_there) == ["Poetry Slam"]
    none = await priya.slash("agenda show", words="zzz")
    assert "Nothing later fits either" in none.text
    assert "/event submit" in none.text


async def test_what_cannot_be_read_is_said(town: Town) -> None:
    priya = town["Priya"]
    assert "“Friday” or “March”" in (await priya.slash("agenda show", when="20:00")).text
    assert "no theme “jazz”" in (await priya.slash("agenda show", theme="jazz")).text


async def test_what_is_offered_while_typing(town: Town) -> None:
    mila, priya = town["Mila"], town["Priya"]
    themes = [name for name, _ in (await mila.complete("agenda show", "theme", "muz")).choices]
    assert len(themes) == 1
    assert "Muziek" in themes[0]
    assert ("this weekend", "this weekend") in (await priya.complete("agenda show", "when", "week")).choices
    assert (await mila.complete("agenda show", "when", "13 maart")).choices == [("13 maart", "13 maart")]
    assert (await priya.complete("agenda show", "when", "nonsense")).choices == []
    venues = [value for _, value in (await priya.complete("agenda show", "venue", "tank")).choices]
    assert "Tankstation" in venues


async def test_hostile_titles_ping_nobody_and_break_nothing(town: Town) -> None:
    for title in ("@everyone <@1> **x**", "`" * 50, "]( [x](y", "ע" * 100, "\\" * 100, "a" * 100):
        await stands(town, title, at(13))
    answer = await town["Priya"].slash("agenda show")
    assert answer.message is not None
    assert answer.message.mentions == []
    assert "6 events" in answer.text


async def test_the_question_outlives_a_long_time(town: Town) -> None:
    """All of it stands in the button, nothing in memory: also the longest that can be asked."""
    for number in range(12):
        await stands(town, f"Night {number:02} {'w' * 30}", at(10) + timedelta(hours=number))
    answer = await town["Priya"].slash("agenda show", theme="music", language="friendly", words="w" * 30)
    assert "Nothing" in answer.text
    answer = await town["Priya"].slash("agenda show", theme="music", when="this year", words="w" * 30)
    assert "12 events" in answer.text
    assert len(custom_id(answer, "w" * 30)) <= 100
    turned = await town["Priya"].press(answer, "Next")
    assert "Night 11" in turned.text
    assert selects_of(turned.message) if turned.message else False
