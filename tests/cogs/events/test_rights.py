"""Every press is checked where it is carried out, whoever it comes from and whatever stands in it."""

import discord
import pytest
from submitting import BASICS, events, fill_in, press, published, submit, the_event, waiting_for_review
from town import Town

from sandbox.people import Message


async def shown_to_all(town: Town, *custom_ids: str) -> Message:
    """A message of the bot with these buttons, where everyone sees it."""
    view = discord.ui.View(timeout=None)
    for custom_id in custom_ids:
        view.add_item(discord.ui.Button(label="x", custom_id=custom_id))
    channel = town.app.client.get_partial_messageable(town.channels["agenda"], guild_id=town.guild)
    sent = await channel.send("buttons", view=view)
    return await town["Priya"].wait_for_message(
        town.channels["agenda"], lambda message: message.id == sent.id
    )


ABSURD = "9" * 60
UNKNOWN = [
    "event:{0}:more",
    "event:{0}:interested",
    "event:{0}:ics",
    "event:{0}:accept",
    "event:{0}:decline",
    "event:{0}:edit",
    "draft:{0}:send",
    "draft:{0}:show",
    "draft:{0}:drop",
    "draft:{0}:basics-form",
    "draft:{0}:at:{0}:{0}:time:0",
]


@pytest.mark.parametrize("number", ["0", "999999999999999999", ABSURD, "-1"])
async def test_a_button_about_nothing_gets_a_sentence(town: Town, number: str) -> None:
    message = await shown_to_all(town, *(template.format(number)[:100] for template in UNKNOWN))
    for button in message.buttons:
        answer = await town["Priya"].press(message, custom_id=button.custom_id)
        assert answer.ephemeral
        assert any(
            part in answer.text
            for part in ("does not exist any more", "from an older version", "Only editors")
        ), (button.custom_id, answer.text)


async def test_buttons_that_nobody_knows_are_answered(town: Town) -> None:
    message = await shown_to_all(town, "something:else")
    answer = await town["Priya"].press(message, custom_id="something:else")
    assert "from an older version" in answer.text


@pytest.mark.parametrize("act", ["send", "drop", "show", "basics-form", "details-form"])
async def test_somebody_elses_draft_is_out_of_reach(town: Town, act: str) -> None:
    await fill_in(town["Mila"])
    message = await shown_to_all(town, f"draft:1:{act}")
    answer = await town["Priya"].press(message, custom_id=f"draft:1:{act}")
    assert "does not exist any more" in answer.text
    assert "Noise Night" not in answer.text
    assert await events(town) == []
    assert "Noise Night" in (await town["Mila"].slash("event mine")).text


async def test_not_even_an_editor_sends_somebody_elses_draft(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    await fill_in(town["Priya"])
    message = await shown_to_all(town, "draft:1:send")
    assert "does not exist any more" in (await town["Noor"].press(message, custom_id="draft:1:send")).text
    assert await events(town) == []


async def test_who_entered_an_event_does_not_accept_it(town: Town) -> None:
    await submit(town["Priya"])
    await waiting_for_review(town)
    number = (await the_event(town)).id
    message = await shown_to_all(town, f"event:{number}:accept", f"event:{number}:decline")
    for button in message.buttons:
        answer = await town["Priya"].press(message, custom_id=button.custom_id)
        assert "Only editors and sector heads" in answer.text
    assert not (await the_event(town)).is_public


async def test_who_lost_the_role_meanwhile_decides_nothing_with_an_open_form(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    await submit(town["Priya"])
    form = await press(town["Noor"], await waiting_for_review(town), "decline")
    await town["Noor"].has_roles()
    answer = await town["Noor"].fill(form, {"reason": "Because."})
    assert "Only editors and sector heads" in answer.text
    await the_event(town)


async def test_an_event_of_another_server_does_not_exist_here(town: Town) -> None:
    from sandbox.cast import GuildPlan, Person

    card = await published(town)
    number = (await the_event(town)).id
    town.sandbox.add_guild(GuildPlan(name="Elsewhere", people=(Person("Robin", owner=True), Person("Priya"))))
    elsewhere = next(guild for guild in town.sandbox.world.guilds.values() if guild.name == "Elsewhere")
    channel = next(iter(elsewhere.channels))
    view = discord.ui.View(timeout=None)
    for act in ("more", "interested", "edit"):
        view.add_item(discord.ui.Button(label=act, custom_id=f"event:{number}:{act}"))
    sent = await town.app.client.get_partial_messageable(channel, guild_id=elsewhere.id).send("x", view=view)
    message = await town["Priya"].wait_for_message(channel, lambda each: each.id == sent.id)
    for button in message.buttons:
        answer = await town["Priya"].press(message, custom_id=button.custom_id)
        assert "does not exist any more" in answer.text
    assert "Noise Night" in card.text


async def test_before_setup_every_command_says_what_to_do(empty_town: Town) -> None:
    priya = empty_town["Priya"]
    for answer in (
        await priya.slash("event submit"),
        await priya.slash("event submit", title="x", when="morgen", themes="music"),
        await priya.slash("event mine"),
        await priya.slash("event edit", event="1"),
        await priya.slash("source list"),
        await priya.slash("source add", link="https://example.org", theme="music"),
    ):
        assert answer.ephemeral
        assert "not set up yet" in answer.text or "does not exist" in answer.text, answer.text
    assert (await priya.complete("event submit", "where", "ta")).choices == []


async def test_a_form_of_somebody_else_is_not_theirs(town: Town) -> None:
    """A form carries only a number; who sends it must be who opened it."""
    await fill_in(town["Mila"])
    form = await town["Priya"].slash("event submit")
    assert form.modal is not None
    filled = await town["Priya"].fill(form, {**BASICS, "title": "Mine"})
    assert "Mine" in filled.text
    assert "Noise Night" in (await town["Mila"].slash("event mine")).text
