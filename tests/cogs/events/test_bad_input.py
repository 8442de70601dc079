"""What cannot stand gets a sentence that says what to do; nothing is stored, and nothing typed is lost."""

import asyncio

import pytest
from submitting import BASICS, acts, events, fill_in, png, press, submit, the_event
from town import Town

from sandbox.people import ActionRefused, Result, images_of

MEGABYTE = 1024 * 1024


async def mended(town: Town, answer: Result, form: str = "basics-form", **fields: object) -> Result:
    """Open the form again from the refusal, with everything still in it, and mend these."""
    opened = await press(town["Priya"], answer, form)
    return await town["Priya"].fill(opened, fields)


async def test_an_empty_title(town: Town) -> None:
    with pytest.raises(ActionRefused):  # Discord's own form does not let it through
        await fill_in(town["Priya"], title="")
    answer = await town["Priya"].slash("event submit", **{**BASICS, "title": "   ", "themes": "music"})
    assert "no title yet" in answer.text
    assert "vr 13 mrt 20:00" in answer.text
    assert "de Tank" in answer.text
    assert await events(town) == []
    preview = await mended(town, answer, title="Noise Night")
    assert "send" in acts(preview)
    assert "Tankstation" in preview.text


async def test_a_title_of_invisible_characters(town: Town) -> None:
    answer = await fill_in(town["Priya"], title="\u200b\u202e\u2066")
    assert "no title yet" in answer.text
    assert await events(town) == []


async def test_five_thousand_characters(town: Town) -> None:
    priya = town["Priya"]
    with pytest.raises(ActionRefused):  # Discord's own form does not let it through
        await fill_in(priya, title="x" * 5000)
    answer = await priya.slash(
        "event submit",
        **{**BASICS, "title": "x" * 5000, "themes": "music"},
        description="y" * 5000,
    )
    assert "5,000 characters" in answer.text
    assert "100" in answer.text
    assert await events(town) == []
    assert len(answer.text) <= 2000
    shorter = await mended(town, answer, title="Noise Night")
    assert "The description is 5,000 characters long" in shorter.text
    preview = await mended(town, shorter, "details-form", description="Loud.")
    await press(priya, preview, "send")
    assert (await the_event(town)).details.description == "Loud."


@pytest.mark.parametrize(
    "title", ["@everyone come", "hey @here", "<@123456789012345678> plays", "<@&42> invited"]
)
async def test_a_title_that_calls_people(town: Town, title: str) -> None:
    answer = await fill_in(town["Priya"], title=title)
    assert "would notify people" in answer.text
    assert await events(town) == []
    assert answer.message is not None
    assert answer.message.mentions == []
    assert "Noise Night" in (await mended(town, answer, title="Noise Night")).text


async def test_a_poster_of_thirty_megabytes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who pays Discord may send more than a bot may."""
    monkeypatch.setattr("sandbox.acting.MAX_BYTES", 500 * MEGABYTE)
    monkeypatch.setattr("sandbox.files.MAX_BYTES", 500 * MEGABYTE)
    priya = town["Priya"]
    answer = await fill_in(priya, poster=("poster.png", png() + bytes(30 * MEGABYTE)))
    assert "The poster is 30 MB and at most 8 MB fit" in answer.text
    assert "send" in acts(answer)  # the rest is as good as it was
    assert images_of(answer) == []
    await press(priya, answer, "send")
    assert (await the_event(town)).details.poster is None


async def test_a_text_file_called_poster_png(town: Town) -> None:
    answer = await fill_in(town["Priya"], poster=("poster.png", b"dear diary, today I made noise"))
    assert "no picture that Discord can show" in answer.text
    assert "send" in acts(answer)
    assert images_of(answer) == []


async def test_a_bad_poster_is_told_of_when_something_else_is_wrong_too(town: Town) -> None:
    answer = await fill_in(town["Priya"], title="\u200b", poster=("poster.png", b"no picture"))
    assert "no title yet" in answer.text
    assert "no picture that Discord can show" in answer.text


async def test_a_bad_poster_does_not_replace_a_good_one(town: Town) -> None:
    preview = await fill_in(town["Priya"], poster=("poster.png", png()))
    answer = await mended(town, preview, poster=("poster.png", b"no picture"))
    assert "no picture that Discord can show" in answer.text
    assert len(set(images_of(answer))) == 1


async def test_an_end_before_the_start(town: Town) -> None:
    preview = await fill_in(town["Priya"])
    answer = await mended(town, preview, "details-form", end="12 maart 18:00", price="€5")
    assert "12 maart 18:00" in answer.text
    assert "it starts at Friday 13 March 2026 20:00" in answer.text
    assert "€5" in answer.text
    assert await events(town) == []
    again = await mended(town, answer, "details-form", end="23:00")
    assert "send" in acts(again)
    assert "€5" in again.text


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "https://", "file:///etc/passwd", "not a link"]
)
async def test_a_link_that_is_none(town: Town, link: str) -> None:
    answer = await mended(town, await fill_in(town["Priya"]), "details-form", link=link)
    assert "is not a web address" in answer.text
    assert await events(town) == []
    assert "send" in acts(await mended(town, answer, "details-form", link="https://noise.example/x"))


@pytest.mark.parametrize(
    ("when", "part"),
    [
        ("8 maart 20:00", "past"),
        ("zaterdag 13 maart 20:00", "Friday"),
        ("as soon as the moon is full", "moon"),
        ("31 februari", "31"),
        ("", "When is it?"),
    ],
)
async def test_a_moment_that_is_none(town: Town, when: str, part: str) -> None:
    if when:
        answer = await fill_in(town["Priya"], when=when)
    else:
        answer = await town["Priya"].slash("event submit", title="x", themes="music", poster=("p.png", png()))
    assert part in answer.text
    assert await events(town) == []
    assert "Friday 13 March" in (await mended(town, answer, when="vr 13 mrt 20:00")).text


async def test_no_theme(town: Town) -> None:
    answer = await town["Priya"].slash("event submit", title="x", when="morgen 20:00", themes="Knitting")
    assert "no theme “Knitting”" in answer.text
    assert "at least one theme" in answer.text
    assert await events(town) == []


async def test_the_same_form_sent_twice_is_one_draft(town: Town) -> None:
    priya = town["Priya"]
    form = await priya.slash("event submit")
    first = await priya.fill(form, BASICS)
    second = await priya.fill(form, BASICS)
    await press(priya, first, "send")
    again = await press(priya, second, "send")
    assert "once is enough" in again.text
    await the_event(town)


async def test_a_form_sent_after_its_draft_was_sent(town: Town) -> None:
    priya = town["Priya"]
    form = await priya.slash("event submit")
    await press(priya, await priya.fill(form, BASICS), "send")
    answer = await priya.fill(form, {**BASICS, "title": "Other"})
    assert "sent already" in answer.text
    assert (await the_event(town)).details.title == "Noise Night"


async def test_send_pressed_twice(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya)
    same = await press(priya, await priya.slash("event mine"), "show")  # on another screen, say
    await press(priya, preview, "send")
    again = await press(priya, same, "send")
    assert "once is enough" in again.text
    await the_event(town)


async def test_send_pressed_many_times_at_the_same_moment(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya)
    answers = await asyncio.gather(*(press(priya, preview, "send") for _ in range(6)))
    assert sum("once is enough" in answer.text for answer in answers) == 5
    await the_event(town)


async def test_two_equal_events_on_purpose_are_two(town: Town) -> None:
    """The same title on the same evening is no proof that it is the same: people may mean it."""
    await submit(town["Noor"])
    await submit(town["Noor"])
    assert len(await events(town)) == 2
