"""What discord.py really builds passes the checks: none of its legitimate fields is refused."""

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.http import MultipartParameters, handle_message_parameters
from discord.webhook.async_ import interaction_message_response_params
from limits_support import problems

from sandbox.limits import (
    check_choices,
    check_commands,
    check_interaction_callback,
    check_message,
    check_modal,
    check_thread,
)

NOBODY = discord.AllowedMentions.none()


def body(params: MultipartParameters) -> tuple[Any, int]:
    """What goes over the line: the JSON, and the number of files beside it."""
    if params.multipart:
        return json.loads(params.multipart[0]["value"]), len(params.multipart) - 1
    return json.loads(json.dumps(params.payload)), 0


def message(params: MultipartParameters, **options: bool) -> set[str]:
    payload, files = body(params)
    return problems(check_message, payload, files=files, **options)


def poster(name: str = "poster.png") -> discord.File:
    return discord.File(io.BytesIO(b"picture"), filename=name, description="A poster", spoiler=False)


def card() -> discord.Embed:
    embed = discord.Embed(
        title="Noise Night",
        description="Come",
        url="https://example.org/noise",
        colour=discord.Colour.blurple(),
        timestamp=datetime(2026, 3, 14, 20, tzinfo=UTC),
    )
    embed.add_field(name="Where", value="Tankstation", inline=True)
    embed.set_author(name="Sanne", url="https://example.org", icon_url="https://example.org/a.png")
    embed.set_footer(text="De Sektor", icon_url="https://example.org/b.png")
    embed.set_image(url="attachment://poster.png").set_thumbnail(url="https://example.org/c.png")
    return embed


class Buttons(discord.ui.View):
    @discord.ui.button(
        label="Interested", emoji="⭐", style=discord.ButtonStyle.success, custom_id="event:1:yes"
    )
    async def interested(self, *_: Any) -> None: ...

    @discord.ui.select(
        cls=discord.ui.Select,
        placeholder="Theme",
        options=[discord.SelectOption(label="Music", emoji="🎵", description="Loud", default=True)],
    )
    async def theme(self, *_: Any) -> None: ...

    @discord.ui.select(cls=discord.ui.ChannelSelect, channel_types=[discord.ChannelType.text], min_values=0)
    async def channel(self, *_: Any) -> None: ...

    @discord.ui.select(
        cls=discord.ui.MentionableSelect,
        default_values=[discord.SelectDefaultValue.from_role(discord.Object(5))],
    )
    async def who(self, *_: Any) -> None: ...


class Card(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__()
        inside: discord.ui.Container[Any] = discord.ui.Container(
            discord.ui.TextDisplay("# Noise Night"),
            discord.ui.Section("Come", accessory=discord.ui.Thumbnail("https://example.org/a.png")),
            discord.ui.Section("More", accessory=discord.ui.Button(label="More", custom_id="more")),
            discord.ui.Separator(spacing=discord.SeparatorSpacing.large),
            discord.ui.MediaGallery(
                discord.MediaGalleryItem("attachment://poster.png", description="A poster")
            ),
            discord.ui.File("attachment://agenda.ics"),
            discord.ui.ActionRow(discord.ui.Button(label="Site", url="https://example.org")),
            accent_colour=discord.Colour.red(),
        )
        self.add_item(inside)
        self.add_item(discord.ui.ActionRow(discord.ui.UserSelect(custom_id="who")))


class Form(discord.ui.Modal, title="Submit an event"):
    intro: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("What is happening?")
    name: discord.ui.Label[Any] = discord.ui.Label(
        text="Title",
        description="As on the poster",
        component=discord.ui.TextInput(
            min_length=1, max_length=100, default="Noise", placeholder="Noise Night"
        ),
    )
    theme: discord.ui.Label[Any] = discord.ui.Label(
        text="Theme", component=discord.ui.Select(options=[discord.SelectOption(label="Music")])
    )
    poster: discord.ui.Label[Any] = discord.ui.Label(
        text="Poster", component=discord.ui.FileUpload(required=False, min_values=0, max_values=1)
    )
    where: discord.ui.Label[Any] = discord.ui.Label(text="Where", component=discord.ui.ChannelSelect())


class Choices(discord.ui.Modal, title="Choose"):
    old: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Title", style=discord.TextStyle.paragraph)
    one: discord.ui.Label[Any] = discord.ui.Label(
        text="One", component=discord.ui.RadioGroup(options=[discord.RadioGroupOption(label=n) for n in "ab"])
    )
    some: discord.ui.Label[Any] = discord.ui.Label(
        text="Some",
        component=discord.ui.CheckboxGroup(options=[discord.CheckboxGroupOption(label=n) for n in "ab"]),
    )
    sure: discord.ui.Label[Any] = discord.ui.Label(text="Sure?", component=discord.ui.Checkbox(default=True))
    who: discord.ui.Label[Any] = discord.ui.Label(text="Who", component=discord.ui.UserSelect(required=False))


def poll() -> discord.Poll:
    asked = discord.Poll(question="Shall we?", duration=timedelta(hours=24), multiple=True)
    return asked.add_answer(text="Yes", emoji="✅").add_answer(text="No")


async def test_messages() -> None:
    assert message(handle_message_parameters("Hello", nonce=2**40, allowed_mentions=NOBODY)) == set()
    assert message(handle_message_parameters(embed=card(), file=poster(), view=Buttons())) == set()
    assert message(handle_message_parameters(poll=poll(), stickers=[1, 2])) == set()
    reference = discord.MessageReference(message_id=1, channel_id=2, guild_id=3, fail_if_not_exists=False)
    silent = discord.MessageFlags(suppress_notifications=True, suppress_embeds=True)
    reply = handle_message_parameters(
        "Re",
        message_reference=reference.to_dict(),
        mention_author=False,
        flags=silent,
        previous_allowed_mentions=discord.AllowedMentions(roles=[discord.Object(1)], everyone=False),
    )
    assert message(reply) == set()


async def test_layouts() -> None:
    files = [poster(), poster("agenda.ics")]
    assert message(handle_message_parameters(view=Card(), files=files)) == set()
    edit = handle_message_parameters(content=None, embeds=[], attachments=files, view=Card())
    assert message(edit, edit=True) == set()


async def test_edits() -> None:
    kept: Any = {
        "id": str(2**60),
        "filename": "old.png",
        "size": 5,
        "url": "https://a.nl/old.png",
        "width": 1,
        "height": 1,
        "proxy_url": "https://a.nl/old.png",
        "content_type": "image/png",
        "description": "Old",
    }
    client = discord.Client(intents=discord.Intents.none())
    attachment = discord.Attachment(data=kept, state=client._connection)
    edit = handle_message_parameters("New", attachments=[attachment, poster()], view=None, embed=None)
    assert message(edit, edit=True) == set()
    assert message(edit, edit=True, webhook=True) == set()


async def test_webhooks() -> None:
    hook = handle_message_parameters(
        "Hello",
        username="Agenda",
        avatar_url="https://example.org/a.png",
        thread_name="Post",
        applied_tags=[1],
        embeds=[card()],
        view=Buttons(),
        poll=poll(),
    )
    assert message(hook, webhook=True) == set()
    private = handle_message_parameters("Only you", flags=discord.MessageFlags(ephemeral=True))
    assert message(private, webhook=True, interaction=True) == set()


async def test_forum_posts() -> None:
    post = handle_message_parameters(
        "First",
        file=poster(),
        stickers=[1],
        channel_payload={
            "name": "Noise Night",
            "auto_archive_duration": 1440,
            "rate_limit_per_user": None,
            "type": 11,
            "applied_tags": ["5"],
        },
    )
    payload, files = body(post)
    assert problems(check_thread, payload, files=files, forum=True) == set()


@pytest.mark.parametrize("kind", [4, 7])
async def test_callbacks(kind: int) -> None:
    shown: dict[str, Any] = {"content": "Hi", "embed": card(), "file": poster(), "view": Buttons()}
    if kind == 4:
        shown |= {"flags": discord.MessageFlags(ephemeral=True), "allowed_mentions": NOBODY, "poll": poll()}
    payload, files = body(interaction_message_response_params(type=kind, **shown))
    assert problems(check_interaction_callback, payload, files=files) == set()
    layout = interaction_message_response_params(
        type=kind, view=Card(), files=[poster(), poster("agenda.ics")]
    )
    payload, files = body(layout)
    assert problems(check_interaction_callback, payload, files=files) == set()


@pytest.mark.parametrize("form", [Form, Choices])
async def test_modals(form: type[discord.ui.Modal]) -> None:
    data = json.loads(json.dumps(form().to_dict()))
    assert problems(check_modal, data) == set()
    assert problems(check_interaction_callback, {"type": 9, "data": data}) == set()


class Dutch(app_commands.Translator):
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        return string.extras.get("nl") if locale is discord.Locale.dutch else None


def text(english: str, dutch: str) -> app_commands.locale_str:
    return app_commands.locale_str(english, nl=dutch)


@app_commands.default_permissions(manage_events=True)
@app_commands.guild_only()
class Event(app_commands.Group):
    @app_commands.command(name=text("submit", "indienen"), description=text("Submit", "Dien in"))
    @app_commands.rename(title=text("title", "titel"))
    @app_commands.describe(title=text("What it is called", "Hoe het heet"))
    @app_commands.choices(theme=[app_commands.Choice(name=text("Music", "Muziek"), value="music")])
    async def submit(
        self,
        interaction: discord.Interaction,
        title: app_commands.Range[str, 1, 100],
        poster: discord.Attachment,
        theme: str | None,
        seats: app_commands.Range[int, 1, 500] | None,
        channel: discord.TextChannel | None,
        host: discord.Member | None,
        price: float = 0.0,
        public: bool = True,
    ) -> None: ...

    @submit.autocomplete("title")
    async def titles(self, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return []


async def as_poster(interaction: discord.Interaction, message: discord.Message) -> None: ...


async def test_commands() -> None:
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)
    tree.add_command(Event(name=text("event", "evenement"), description=text("Events", "Evenementen")))
    tree.add_command(app_commands.ContextMenu(name=text("As an event", "Als evenement"), callback=as_poster))
    translator = Dutch()
    translated = [await c.get_translated_payload(tree, translator) for c in tree.get_commands()]
    plain = [c.to_dict(tree) for c in tree.get_commands()]
    for payload in (translated, plain):
        assert problems(check_commands, json.loads(json.dumps(payload))) == set()
    offered = app_commands.Choice(name=text("Music", "Muziek"), value="music")
    choice = await offered.get_translated_payload_for_locale(translator, discord.Locale.dutch)
    assert problems(check_choices, [choice, offered.to_dict()]) == set()
    await client.close()
