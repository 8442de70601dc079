"""Every interaction gets its answer in time, once, whatever happens behind it."""

import asyncio
import re
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands
from town import Town

from bot import answer as answers
from bot.answer import Answer
from bot.ui import DurableButton, DurableSelect, Filled, Form, Interaction, modal, text_field, view_of
from domain.refusal import Refusal
from sandbox.people import Message, Person, Result


class Gate:
    """What the handlers below do next: wait for the gate, or raise."""

    opened: asyncio.Event
    error: BaseException | None
    late: BaseException | None

    @classmethod
    def reset(cls) -> None:
        cls.opened, cls.error, cls.late = asyncio.Event(), None, None

    @classmethod
    async def passed(cls) -> None:
        if cls.error is not None:
            raise cls.error
        await cls.opened.wait()
        if cls.late is not None:
            raise cls.late


class Slow(DurableButton, template=r"slow:(?P<way>send|update)"):
    def __init__(self, way: str) -> None:
        super().__init__(discord.ui.Button(custom_id=f"slow:{way}", label=way))
        self.way = way

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await Gate.passed()
        await (answer.send if self.way == "send" else answer.update)("It is done.")


class Opens(DurableButton, template=r"opens:(?P<what>\w+)"):
    opens_form = True

    def __init__(self, what: str) -> None:
        super().__init__(discord.ui.Button(custom_id=f"opens:{what}", label="form"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        if Gate.error is not None:
            raise Gate.error
        await answer.form(modal("Form", "slow-form:1", text_field("a", "A", most=10)))


class Chooses(DurableSelect, template=r"chooses"):
    def __init__(self) -> None:
        options = [discord.SelectOption(label="one"), discord.SelectOption(label="two")]
        super().__init__(discord.ui.Select(custom_id="chooses", options=options))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await Gate.passed()
        await answer.send(f"You chose {self.chosen(interaction)}.")


class SlowForm(Form):
    template = re.compile(r"slow-form:(?P<number>\d)")

    def __init__(self, number: str) -> None:
        self.number = number

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        await Gate.passed()
        await answer.update(f"You typed {filled.texts['a']}.")


class Probe(commands.Cog):
    @app_commands.command(name="probe", description="for a test")
    async def probe(self, interaction: Any) -> None:
        answer = Answer.to(interaction)
        await Gate.passed()
        await answer.send("It is done.", view=view_of(Slow("send"), Slow("update"), Opens("form"), Chooses()))


@pytest.fixture
async def probed(empty_town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A bot with one more command, and less patience, so that nobody waits."""
    monkeypatch.setattr(answers, "_PATIENCE", 0.05)
    Gate.reset()
    client = empty_town.app.client
    await client.add_cog(Probe())
    client.add_durable(items=(Slow, Opens, Chooses), forms=(SlowForm,))
    await client.tree.sync()
    return empty_town


async def shown(town: Town) -> Message:
    """The probe's message with all its components."""
    Gate.opened.set()
    result = await town["Priya"].slash("probe")
    assert result.message is not None
    Gate.reset()
    return result.message


async def acknowledged(person: Person, acting: "asyncio.Future[Result]") -> None:
    """Discord has an acknowledgement, while the handler still waits."""
    await person.wait_for_event("INTERACTION_RESULT", lambda body: body["result"].startswith("deferred"))
    assert not Gate.opened.is_set()
    Gate.opened.set()
    await acting


async def test_a_quick_command_is_answered_at_once(probed: Town) -> None:
    Gate.opened.set()
    result = await probed["Priya"].slash("probe")
    assert result.kind == "message"
    assert result.ephemeral


async def test_a_slow_command_is_acknowledged_and_answered_later(probed: Town) -> None:
    priya = probed["Priya"]
    acting = asyncio.ensure_future(priya.slash("probe"))
    await acknowledged(priya, acting)
    result = acting.result()
    assert result.kind == "deferred"
    assert result.ephemeral
    assert "It is done." in result.text


@pytest.mark.parametrize("way", ["send", "update"])
async def test_a_slow_button_is_acknowledged_and_answered_later(probed: Town, way: str) -> None:
    priya = probed["Priya"]
    message = await shown(probed)
    acting = asyncio.ensure_future(priya.press(message, custom_id=f"slow:{way}"))
    await acknowledged(priya, acting)
    assert acting.result().kind == "deferred_update"
    texts = [each.text for each in await priya.messages(message)]
    assert sum("It is done." in text for text in texts) == (2 if way == "send" else 1)


async def test_a_slow_choice_and_a_slow_form_too(probed: Town) -> None:
    priya = probed["Priya"]
    message = await shown(probed)
    choosing = asyncio.ensure_future(priya.choose(message, "chooses", ["two"]))
    await acknowledged(priya, choosing)
    await priya.wait_for_message(message, lambda each: "You chose ['two']." in each.text)
    Gate.reset()
    form = await priya.press(message, custom_id="opens:form")
    filling = asyncio.ensure_future(priya.fill(form, {"a": "abc"}))
    await acknowledged(priya, filling)
    assert "You typed abc." in (await priya.refreshed(message)).text


async def everything(town: Town, error: BaseException) -> list[Result]:
    """One of every kind of handler, each of which raises `error`."""
    priya = town["Priya"]
    message = await shown(town)
    form = await priya.press(message, custom_id="opens:form")
    Gate.error = error
    return [
        await priya.slash("probe"),
        await priya.press(message, custom_id="slow:send"),
        await priya.press(message, custom_id="opens:form"),
        await priya.choose(message, "chooses", ["one"]),
        await priya.fill(form, {"a": "x"}),
    ]


async def test_a_refusal_is_said_by_every_kind_of_handler(probed: Town) -> None:
    refusal = Refusal("It would end ({end}) before it starts ({start}). Check both times.", start=1, end=2)
    for result in await everything(probed, refusal):
        assert result.ephemeral
        assert result.text == "It would end (2) before it starts (1). Check both times."


async def test_what_we_did_wrong_is_told_with_the_number_that_is_logged(
    probed: Town, caplog: pytest.LogCaptureFixture
) -> None:
    for result in await everything(probed, ValueError("secret detail")):
        assert result.ephemeral
        assert str(result.interaction_id) in result.text
        assert "secret" not in result.text
        assert f"interaction {result.interaction_id} failed" in caplog.text
    assert "ValueError: secret detail" in caplog.text


async def test_a_failure_after_the_acknowledgement_is_told_all_the_same(probed: Town) -> None:
    priya = probed["Priya"]
    message = await shown(probed)
    Gate.late = ValueError("too late")
    acting = asyncio.ensure_future(priya.press(message, custom_id="slow:send"))
    await acknowledged(priya, acting)
    number = str(acting.result().interaction_id)
    await priya.wait_for_message(message, lambda each: number in each.text)


async def test_an_unknown_form_gets_a_sentence(probed: Town) -> None:
    priya = probed["Priya"]
    message = await shown(probed)
    form = await priya.press(message, custom_id="opens:form")
    probed.app.client._forms.clear()
    assert "older version" in (await priya.fill(form, {"a": "x"})).text


async def test_nothing_is_under_way_when_everything_is_answered(probed: Town) -> None:
    await everything(probed, Refusal("No."))
    assert await probed.app.client.under_way.finished(1)
