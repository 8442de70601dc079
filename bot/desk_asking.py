"""Asking the desk, wherever somebody begins: the form, what the knowledge base knows, where it would go, and
the press that makes it a question. Several features lead here, so it belongs to none of them."""

import io
import re
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeAlias

import discord

from bot.answer import Answer
from bot.asking_words import answers, asked_words, proposal
from bot.client import caller_of
from bot.i18n import Say
from bot.markdown import quoted
from bot.routing_words import explained
from bot.ui import (
    DurableButton,
    DurableSelect,
    Filled,
    Form,
    Interaction,
    choice_field,
    modal,
    text_field,
    view_of,
)
from bot.words import plain
from domain.desk.draft import MOST_BY, Draft
from domain.desk.question import MOST_FOR, MOST_TEXT
from domain.knowledge.asking import language_of
from domain.texts import shortened
from services.asking import Passage
from services.desk_asking import Preview, Typed

Into: TypeAlias = Callable[..., Awaitable[None]]
"""Where it is shown: `Answer.send` or `Answer.update`."""


def form(draft: Draft | None, say: Say) -> discord.ui.Modal:
    """Four fields; empty ones for a new question."""
    public = draft is not None and draft.public
    return modal(
        say("Ask the desk"),
        f"deskdraft:{draft.id if draft is not None else 0}:form",
        text_field(
            "text",
            say("What do you want to know?"),
            hint=say("In your own words, Dutch or English."),
            value=draft.text if draft is not None else "",
            most=MOST_TEXT,
            required=True,
            long=True,
        ),
        text_field(
            "for_whom",
            say("For whom or what?"),
            hint=say("Yourself, your collective, an event. Not required."),
            value=draft.for_whom if draft is not None else "",
            most=MOST_FOR,
        ),
        text_field(
            "by",
            say("By when do you need to know?"),
            hint=say("As you would say it: Friday, 13 March, in two weeks. Not required."),
            value=draft.by_text if draft is not None else "",
            most=MOST_BY,
        ),
        choice_field(
            "public",
            say("Who may read it?"),
            [
                discord.SelectOption(
                    label=say("Only I and who answers"), value="no", emoji="🔒", default=not public
                ),
                discord.SelectOption(
                    label=say("Everybody on this server"),
                    value="yes",
                    emoji="👥",
                    default=public,
                    description=say("Others can learn from the answer"),
                ),
            ],
        ),
    )


class AskForm(Form):
    """What came back: it is kept at once, and then looked at."""

    template = re.compile(r"deskdraft:(?P<draft>\d{1,18}):form")

    def __init__(self, draft: str) -> None:
        self.draft_id = int(draft)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller = interaction.client, caller_of(interaction)
        asking, now = client.services.desk_asking, client.clock.now()
        typed = Typed(
            filled.texts.get("text", ""),
            filled.texts.get("for_whom", ""),
            filled.texts.get("by", ""),
            "yes" in filled.choices.get("public", ()),
        )
        draft_id = self.draft_id
        if draft_id:
            await asking.put(draft_id, caller, typed, now=now)
        else:
            draft = await asking.begin(
                caller,
                typed,
                locale=language_of(typed.text or "") or answer.say.locale,
                channel=interaction.channel_id or 0,
                now=now,
            )
            draft_id = draft.id
        await show(interaction, answer, draft_id)


async def show(interaction: Interaction, answer: Answer, draft_id: int) -> None:
    """What the knowledge base knows about it, and where it would go; in the place of what was pressed."""
    await _show(interaction, answer, draft_id, answer.update)


async def show_beside(interaction: Interaction, answer: Answer, draft_id: int) -> None:
    """The same as a message of its own: what was pressed stays as it is."""
    await _show(interaction, answer, draft_id, answer.send)


async def _show(interaction: Interaction, answer: Answer, draft_id: int, into: Into) -> None:
    client = interaction.client
    preview = await client.services.desk_asking.preview(
        draft_id, caller_of(interaction), now=client.clock.now()
    )
    say = answer.in_zone(preview.community.zone)
    if preview.sent is not None:
        await into(asked_words(preview.sent, say), view=None)
    elif preview.problem is not None:
        await _give_back(into, preview, say)
    else:
        embeds = [*answers(preview.answers, say), proposal(preview, say)]
        await into(None, embeds=embeds, view=buttons(preview, say))


async def _give_back(into: Into, preview: Preview, say: Say) -> None:
    """What cannot stay so, with everything that was typed."""
    assert preview.problem is not None
    draft = preview.draft
    text = say.message(preview.problem.message_id, preview.problem.params)
    lines = [f"⚠️ {text}"]
    files = []
    if len(draft.text) > MOST_TEXT:
        lines.append(say("What you typed is in the file, so nothing is lost."))
        name = "vraag.txt" if say.locale == "nl" else "question.txt"
        files.append(discord.File(io.BytesIO(draft.text.encode()), name))
    elif draft.text.strip():
        lines.append(quoted(shortened(plain(draft.text), 1500)))
    change = ChangeButton(str(draft.id), say("Change it"))
    await into("\n".join(lines), view=view_of(change), files=files)


def buttons(preview: Preview, say: Say) -> discord.ui.View:
    key = str(preview.draft.id)
    items: list[discord.ui.Item[Any]] = []
    if preview.sectors:
        items.append(SectorSelect.of(preview, say))
    if preview.answers:
        items.append(HelpedButton(key, say("This helped")))
    items += [SendButton(key, say("Ask")), ChangeButton(key, say("Change it"))]
    for one in preview.answers:
        if len(one.key) <= 70:
            items.append(_reading(one))
    return view_of(*items)


class _Reading(discord.ui.Button[Any]):
    """Opens an article; the knowledge base answers it."""

    def is_dispatchable(self) -> bool:
        return False


def _reading(one: Passage) -> discord.ui.Button[Any]:
    title = shortened(one.article.title, 80)
    return _Reading(custom_id=f"kbshow:{one.key}", label=title, emoji="📖", row=2)


class SectorSelect(DurableSelect, template=r"deskdraft:(?P<draft>\d{1,18}):sector"):
    """Where it goes, the likeliest first."""

    def __init__(
        self, draft: str, options: list[discord.SelectOption] | None = None, placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"deskdraft:{draft}:sector",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
                row=0,
            )
        )
        self.draft_id = int(draft)

    @classmethod
    def of(cls, preview: Preview, say: Say) -> Self:
        order = [one.sector for one in preview.routing.candidates] if preview.routing is not None else []
        known = {one.key: one for one in preview.sectors}
        chosen = preview.sector.key if preview.sector is not None else ""
        options = [
            discord.SelectOption(
                label=shortened(known[key].name(say.locale), 100),
                value=key,
                emoji=known[key].emoji or None,
                default=key == chosen,
            )
            for key in order
            if key in known
        ]
        return cls(str(preview.draft.id), options[:25], say("For which sector?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        (chosen,) = self.chosen(interaction)
        await client.services.desk_asking.choose(
            self.draft_id, caller_of(interaction), chosen, now=client.clock.now()
        )
        await show(interaction, answer, self.draft_id)


class SendButton(DurableButton, template=r"deskdraft:(?P<draft>\d{1,18}):send"):
    def __init__(self, draft: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"deskdraft:{draft}:send",
                label=label[:80] or "send",
                emoji="🛎️",
                style=discord.ButtonStyle.primary,
                row=1,
            )
        )
        self.draft_id = int(draft)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        asked = await client.services.desk_asking.send(
            self.draft_id, caller_of(interaction), explained, now=client.clock.now()
        )
        say = answer.in_zone(asked.community.zone)
        await answer.update(asked_words(asked, say), view=None)


class ChangeButton(DurableButton, template=r"deskdraft:(?P<draft>\d{1,18}):change"):
    opens_form = True

    def __init__(self, draft: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"deskdraft:{draft}:change", label=label[:80] or "change", emoji="✏️", row=1
            )
        )
        self.draft_id = int(draft)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        draft = await interaction.client.services.desk_asking.get(self.draft_id, caller_of(interaction))
        if draft.sent is not None:
            await show(interaction, answer, draft.id)
            return
        await answer.form(form(draft, answer.say))


class HelpedButton(DurableButton, template=r"deskdraft:(?P<draft>\d{1,18}):helped"):
    def __init__(self, draft: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"deskdraft:{draft}:helped",
                label=label[:80] or "helped",
                emoji="👍",
                style=discord.ButtonStyle.success,
                row=1,
            )
        )
        self.draft_id = int(draft)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        draft = await client.services.desk_asking.helped(
            self.draft_id, caller_of(interaction), now=client.clock.now()
        )
        if draft.sent is not None:
            await show(interaction, answer, draft.id)
            return
        await answer.update(
            say(
                "Good to hear; nobody had to be asked. Do you need a person after all? Your question is kept."
            ),
            view=view_of(
                SendButton(str(draft.id), say("Ask after all")), ChangeButton(str(draft.id), say("Change it"))
            ),
        )
