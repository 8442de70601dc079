"""Buttons, select menus and forms, in rows and in layouts."""

import io
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from tiny_bot import TinyBot, running

from sandbox import Sandbox
from sandbox.people import ActionRefused, Message, People, Result, buttons_of, images_of, selects_of, text_of

Talk = discord.Interaction
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (64).to_bytes(4, "big") + (48).to_bytes(4, "big")


class Rows(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Site", url="https://example.org"))

    @ui.button(label="Count 0", custom_id="count")
    async def count(self, talk: Talk, button: ui.Button[Any]) -> None:
        button.label = f"Count {int((button.label or '').split()[-1]) + 1}"
        await talk.response.edit_message(content="counted", view=self)

    @ui.button(label="Later", custom_id="later")
    async def later(self, talk: Talk, button: ui.Button[Any]) -> None:
        await talk.response.defer()
        await talk.edit_original_response(content="later it was")

    @ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, talk: Talk, button: ui.Button[Any]) -> None: ...

    @ui.select(
        placeholder="Themes",
        custom_id="themes",
        min_values=1,
        max_values=2,
        options=[
            discord.SelectOption(label=name.title(), value=name) for name in ("music", "film", "theatre")
        ],
    )
    async def themes(self, talk: Talk, select: ui.Select[Any]) -> None:
        await talk.response.send_message(",".join(select.values), ephemeral=True)

    @ui.select(cls=ui.UserSelect, placeholder="Who", custom_id="who")
    async def who(self, talk: Talk, select: ui.UserSelect[Any]) -> None:
        await talk.response.send_message(select.values[0].display_name)


class More(ui.Button[Any]):
    def __init__(self) -> None:
        super().__init__(label="More", custom_id="more")

    async def callback(self, talk: Talk) -> None:
        await talk.response.send_message("more about it", ephemeral=True)


class Card(ui.LayoutView):
    row = ui.ActionRow[Any]()

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(
            ui.Container(
                ui.TextDisplay("# Noise Night"),
                ui.Section("Saturday", accessory=More()),
                ui.Separator(),
                ui.MediaGallery(discord.MediaGalleryItem("attachment://poster.png")),
                accent_colour=0xFF0000,
            )
        )

    @row.button(label="Interested", custom_id="interested")
    async def interested(self, talk: Talk, button: ui.Button[Any]) -> None:
        await talk.response.send_modal(Form())


class Form(ui.Modal, title="Submit an event"):
    intro = ui.TextDisplay[Any]("Tell us about it")
    name = ui.Label[Any](
        text="Title", component=ui.TextInput(custom_id="name", min_length=3, max_length=20, default="Noise")
    )
    theme = ui.Label[Any](
        text="Themes",
        component=ui.Select(
            custom_id="theme",
            max_values=2,
            options=[
                discord.SelectOption(label="Music", value="m"),
                discord.SelectOption(label="Film", value="f"),
            ],
        ),
    )
    where = ui.Label[Any](text="Where", component=ui.ChannelSelect(custom_id="where", required=False))
    poster = ui.Label[Any](text="Poster", component=ui.FileUpload(custom_id="poster", required=False))

    async def on_submit(self, talk: Talk) -> None:
        poster = self.poster.component
        files = [f"{each.filename}:{len(await each.read())}" for each in poster.values]
        picked = [each.name for each in self.where.component.values]
        text = f"{self.name.component.value}|{self.theme.component.values}|{picked}|{files}"
        await talk.response.send_message(text, ephemeral=True)


class Choices(ui.Modal, title="Choices"):
    tone = ui.Label[Any](
        text="Tone",
        component=ui.RadioGroup(
            custom_id="tone",
            options=[
                discord.RadioGroupOption(label="Loud", value="l"),
                discord.RadioGroupOption(label="Soft", value="s"),
            ],
        ),
    )
    needs = ui.Label[Any](
        text="Needs",
        component=ui.CheckboxGroup(
            custom_id="needs",
            required=False,
            options=[discord.CheckboxGroupOption(label=name, value=name) for name in ("light", "sound")],
        ),
    )
    sure = ui.Label[Any](text="Sure", component=ui.Checkbox(custom_id="sure"))

    async def on_submit(self, talk: Talk) -> None:
        values = (self.tone.component.value, self.needs.component.values, self.sure.component.value)
        await talk.response.send_message(repr(values))


class Old(ui.Modal, title="Old"):
    name = ui.TextInput[Any](label="Name", custom_id="name", required=False)

    async def on_submit(self, talk: Talk) -> None:
        await talk.response.send_message(f"old {self.name.value!r}")


@app_commands.command(name="rows", description="rows")
async def rows(talk: Talk) -> None:
    await talk.response.send_message("choose", view=Rows())


@app_commands.command(name="card", description="a layout")
async def card(talk: Talk) -> None:
    await talk.response.send_message(view=Card(), file=discord.File(io.BytesIO(PNG), "poster.png"))


@app_commands.command(name="form", description="a form")
async def form(talk: Talk, kind: str = "new") -> None:
    await talk.response.send_modal({"new": Form, "choices": Choices, "old": Old}[kind]())


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[TinyBot]:
    def setup(tiny: TinyBot) -> None:
        for command in (rows, card, form):
            tiny.tree.add_command(command)

    async with running(sandbox, setup) as tiny:
        yield tiny


def sent(result: Result) -> Message:
    assert result.message is not None, result
    return result.message


async def shown(people: People, command: str) -> Message:
    return sent(await people["Mila"].slash(command))


async def test_a_button_updates_its_message_for_everyone(bot: TinyBot, people: People) -> None:
    message = await shown(people, "rows")
    result = await people["Daan"].press(message, "Count")
    assert (result.kind, result.buttons[0].label) == ("update", "Count 1")
    again = await people["Priya"].press(result, "Count")
    assert again.buttons[0].label == "Count 2"
    seen = await people["Mila"].refreshed(message)
    assert (seen.content, seen.buttons[0].label, seen.edited) == ("counted", "Count 2", True)


async def test_a_deferred_update_is_waited_for(bot: TinyBot, people: People) -> None:
    message = await shown(people, "rows")
    result = await people["Daan"].press(message, custom_id="later")
    assert result.kind == "deferred_update"
    assert result.text.startswith("later it was")


async def test_what_cannot_be_pressed(bot: TinyBot, people: People) -> None:
    message = await shown(people, "rows")
    with pytest.raises(ActionRefused, match="disabled"):
        await people["Daan"].press(message, "Off")
    with pytest.raises(LookupError, match="Site"):
        await people["Daan"].press(message, "Site")
    await (
        bot.guilds[0].text_channels[0].set_permissions(bot.guilds[0].default_role, read_message_history=False)
    )
    with pytest.raises(ActionRefused) as refused:
        await people["Daan"].press(message, "Count")
    assert refused.value.code == 50013


async def test_an_ephemeral_message_is_used_by_its_reader_only(bot: TinyBot, people: People) -> None:
    message = await shown(people, "card")
    told = await people["Daan"].press(message, "More")
    assert told.ephemeral
    assert told.message is not None
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].press(
            Message(told.message.raw | {"components": message.raw["components"]}), "Interested"
        )
    assert refused.value.code == 10008


async def test_menus_give_values_within_their_limits(bot: TinyBot, people: People) -> None:
    message = await shown(people, "rows")
    result = await people["Daan"].choose(message, "Themes", ["Music", "theatre"])
    assert (result.text, result.ephemeral) == ("music,theatre", True)
    for values in ([], ["music", "film", "theatre"], ["dance"]):
        with pytest.raises(ActionRefused, match="chosen"):
            await people["Daan"].choose(message, "themes", values)
    assert (await people["Daan"].choose(message, "Who", [people["Priya"]])).text == "Priya"


async def test_a_layout_can_be_read_pressed_and_seen(bot: TinyBot, people: People) -> None:
    message = await shown(people, "card")
    assert [button.label for button in buttons_of(message)] == ["Interested", "More"]
    assert "# Noise Night" in text_of(message)
    assert "Saturday" in text_of(message)
    (poster,) = set(images_of(message))
    assert await people.fetch(poster) == PNG
    assert message.attachments[0]["width"] == 64
    assert selects_of(message) == []


async def test_a_form_takes_text_choices_and_files(bot: TinyBot, people: People) -> None:
    opened = await people["Mila"].press(await shown(people, "card"), "Interested")
    assert opened.kind == "modal"
    assert opened.modal is not None
    assert opened.modal.labels == ["Title", "Themes", "Where", "Poster"]
    assert "Tell us about it" in opened.text
    algemeen = (await people["Mila"].view()).channel("algemeen")
    result = await people["Mila"].fill(
        opened,
        {"Title": "Noise Night", "theme": ["Music", "f"], "Where": [algemeen], "Poster": ("a.png", PNG)},
    )
    assert result.text == f"Noise Night|['m', 'f']|['algemeen']|['a.png:{len(PNG)}']"


async def test_a_forms_fields_are_checked_and_keep_their_defaults(bot: TinyBot, people: People) -> None:
    opened = await people["Mila"].slash("form")
    for values, about in (
        ({}, "Themes: this field is required"),
        ({"Themes": "m", "Title": ""}, "Title: this field is required"),
        ({"Themes": "m", "Title": "x" * 21}, "Title: must have 3 to 20"),
        ({"Themes": "x"}, "cannot be chosen"),
        ({"Themes": "m", "Poster": [("a.png", PNG), ("b.png", PNG)]}, "files are expected"),
    ):
        with pytest.raises(ActionRefused, match=about):
            await people["Mila"].fill(opened, values)
    with pytest.raises(LookupError):
        await people["Mila"].fill(opened, {"Colour": "red"})
    with pytest.raises(ActionRefused):
        await people["Daan"].fill(opened, {"Themes": "m"})
    assert (await people["Mila"].fill(opened, {"Themes": "Music"})).text == "Noise|['m']|[]|[]"


async def test_a_file_of_more_than_ten_mebibytes_is_refused(bot: TinyBot, people: People) -> None:
    opened = await people["Mila"].slash("form")
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].fill(
            opened, {"Themes": "m", "Poster": ("big.png", b"x" * (10 * 1024 * 1024 + 1))}
        )
    assert (refused.value.status, refused.value.code) == (413, 40005)


async def test_radio_groups_and_checkboxes(bot: TinyBot, people: People) -> None:
    opened = await people["Mila"].slash("form", kind="choices")
    with pytest.raises(ActionRefused, match="Tone"):
        await people["Mila"].fill(opened, {})
    result = await people["Mila"].fill(opened, {"Tone": "Loud", "Needs": ["light", "sound"], "Sure": True})
    assert result.text == "('l', ['light', 'sound'], True)"


async def test_forms_of_before_labels(bot: TinyBot, people: People) -> None:
    for values, answer in (({"Name": "x"}, "old 'x'"), ({}, "old ''")):
        opened = await people["Mila"].slash("form", kind="old")
        assert (await people["Mila"].fill(opened, values)).text == answer


async def test_a_form_cannot_answer_a_form(sandbox: Sandbox, people: People) -> None:
    class Chain(ui.Modal, title="Chain"):
        name = ui.TextInput[Any](label="Name", required=False)

        async def on_submit(self, talk: Talk) -> None:
            await talk.response.send_modal(Old())

        async def on_error(self, talk: Talk, error: Exception) -> None:
            assert isinstance(error, discord.HTTPException)
            await talk.response.send_message(f"refused {error.code}")

    @app_commands.command(name="chain", description="a chain")
    async def chain(talk: Talk) -> None:
        await talk.response.send_modal(Chain())

    async with running(sandbox, lambda tiny: tiny.tree.add_command(chain)):
        opened = await people["Mila"].slash("chain")
        assert (await people["Mila"].fill(opened)).text == "refused 50035"


async def test_a_form_in_a_dm(bot: TinyBot, people: People) -> None:
    mila = people["Mila"]
    place = await mila.dm()
    opened = await mila.press(sent(await mila.slash("card", channel=place)), "Interested")
    answer = await mila.fill(opened, {"Themes": ["Film"]})
    assert answer.text == "Noise|['f']|[]|[]"
    assert [message.ephemeral for message in await mila.messages(place)] == [False, True]


async def test_a_button_that_thinks_answers_with_a_new_message(sandbox: Sandbox, people: People) -> None:
    class Thinker(ui.View):
        @ui.button(label="Think", custom_id="think")
        async def think(self, talk: Talk, button: ui.Button[Any]) -> None:
            await talk.response.defer(thinking=True, ephemeral=True)
            await talk.edit_original_response(content="thought")

    @app_commands.command(name="ask", description="a question")
    async def ask(talk: Talk) -> None:
        await talk.response.send_message("question", view=Thinker(timeout=None))

    async with running(sandbox, lambda tiny: tiny.tree.add_command(ask)):
        result = await people["Daan"].press(await shown(people, "ask"), "Think")
        assert (result.kind, result.ephemeral, result.text) == ("deferred", True, "thought")
        assert [each.content for each in await people["Mila"].messages("algemeen")] == ["question"]


async def test_a_button_lives_on_after_a_restart_of_the_bot(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox) as first:
        channel = first.get_channel(sandbox.guild.system_channel_id or 0)
        assert isinstance(channel, discord.TextChannel)
        await channel.send("old", view=Rows())
    async with running(sandbox) as second:
        second.add_view(Rows())
        message = await people["Mila"].last_message("algemeen")
        assert (await people["Mila"].press(message, "Count")).text.startswith("counted")
