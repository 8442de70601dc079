"""More than one meaning: the person is asked, and answers with one press."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from submitting import events, fill_in, press, the_event
from town import Town

from sandbox.people import Result
from storage.unit import Unit


def offered(asked: Result) -> list[str]:
    return [button.label for button in asked.buttons if button.custom_id and ":at:" in button.custom_id]


async def pick(town: Town, asked: Result, label: str) -> Result:
    button = next(b for b in asked.buttons if b.label.startswith(label) and ":at:" in str(b.custom_id))
    return await town["Priya"].press(asked, custom_id=button.custom_id)


async def test_half_nine_is_asked_about_and_pressed(town: Town) -> None:
    asked = await fill_in(town["Priya"], when="zaterdag half 9")
    assert "in the morning or in the evening" in asked.text
    assert offered(asked) == ["08:30 in the morning", "20:30 in the evening"]
    preview = await pick(town, asked, "20:30")
    assert "Understood: **Saturday 14 March 2026 20:30**" in preview.text
    await press(town["Priya"], preview, "send")
    assert (await the_event(town)).details.starts == datetime(2026, 3, 14, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "label", "instant"),
    [
        ("29 maart 02:30", "03:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("29 maart 02:30", "01:30", datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        (
            "25 oktober 02:30",
            "Sunday 25 October 2026 02:30, the first",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),
        (
            "25 oktober 02:30",
            "Sunday 25 October 2026 02:30, the second",
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        ),
    ],
)
async def test_a_time_that_does_not_exist_or_comes_twice_is_asked_about(
    town: Town, when: str, label: str, instant: datetime
) -> None:
    asked = await fill_in(town["Priya"], when=when)
    assert len(offered(asked)) == 2
    preview = await pick(town, asked, label)
    await press(town["Priya"], preview, "send")
    assert (await the_event(town)).details.starts == instant


async def test_something_else_opens_the_form_again(town: Town) -> None:
    priya = town["Priya"]
    asked = await fill_in(priya, when="zaterdag half 9")
    form = await press(priya, asked, "basics-form")
    assert form.modal is not None
    assert form.modal.field("when")["value"] == "zaterdag half 9"
    preview = await priya.fill(form, {"when": "zaterdag 21:00"})
    assert "Saturday 14 March 2026 21:00" in preview.text


async def test_the_answer_holds_while_other_things_are_mended(town: Town) -> None:
    priya = town["Priya"]
    preview = await pick(town, await fill_in(priya, when="zaterdag half 9"), "20:30")
    mended = await priya.fill(await press(priya, preview, "basics-form"), {"title": "Other Night"})
    assert "Saturday 14 March 2026 20:30" in mended.text
    described = await priya.fill(await press(priya, mended, "details-form"), {"price": "free"})
    assert "Saturday 14 March 2026 20:30" in described.text


async def test_an_end_reckons_with_the_answer(town: Town) -> None:
    priya = town["Priya"]
    preview = await pick(town, await fill_in(priya, when="zaterdag half 9"), "20:30")
    ended = await priya.fill(await press(priya, preview, "details-form"), {"end": "01:00"})
    await press(priya, ended, "send")
    assert (await the_event(town)).details.ends == datetime(2026, 3, 15, 0, tzinfo=UTC)


async def test_an_end_that_can_mean_two_things_is_asked_about_too(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya, when="za 24 oktober 23:00")
    asked = await priya.fill(await press(priya, preview, "details-form"), {"end": "02:30"})
    assert len(offered(asked)) == 2
    second = next(b for b in asked.buttons if "second" in b.label)
    settled = await priya.press(asked, custom_id=second.custom_id)
    await press(priya, settled, "send")
    details = (await the_event(town)).details
    assert details.starts == datetime(2026, 10, 24, 21, tzinfo=UTC)
    assert details.ends == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


async def test_nothing_is_sent_while_a_question_is_open(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya)
    form = await press(priya, preview, "basics-form")
    asked = await priya.fill(form, {"when": "zaterdag half 9"})
    assert offered(asked)
    # the old preview stands on another screen still
    assert preview.message is not None
    assert await events(town) == []


async def test_tonight_stays_the_same_evening_after_midnight(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya, when="vanavond 23:30")
    await town.people.move_clock_to(datetime(2026, 3, 9, 23, 10, tzinfo=UTC))  # Tuesday, ten past midnight
    refreshed = await press(priya, preview, "send")
    assert "Noise Night" in refreshed.text
    assert (await the_event(town)).details.starts == datetime(2026, 3, 9, 22, 30, tzinfo=UTC)


async def test_a_community_elsewhere_is_asked_in_its_own_zone(town: Town) -> None:
    def move(unit: Unit) -> None:
        community = unit.communities.get(town.guild)
        assert community is not None
        unit.communities.save(replace(community, zone_name="America/New_York"))

    await town.app.database.write(move)
    preview = await fill_in(town["Priya"], when="13 maart 20:00")
    assert "Understood: **Friday 13 March 2026 20:00**" in preview.text
    await press(town["Priya"], preview, "send")
    assert (await the_event(town)).details.starts == datetime(2026, 3, 14, 0, tzinfo=UTC)
    assert "Friday 13 March 2026 20:00" in (await town["Priya"].slash("event mine")).text
    asked = await fill_in(town["Priya"], when="zaterdag half 9")
    preview = await pick(town, asked, "20:30")
    assert "Understood: **Saturday 14 March 2026 20:30**" in preview.text
