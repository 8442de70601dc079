"""The buttons under a digest, and those with which editors prepare the next one."""

import io
import re
from collections.abc import Sequence
from typing import Any, Self

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Filled, Form, Interaction, modal, text_field, view_of
from bot.words import SIGNAL
from cogs.digests import cards
from domain.agenda import Listed
from domain.digests import MOST_LINE, MOST_PINNED, Rhythm
from domain.refusal import Refusal
from domain.texts import one_line, shortened
from services.digests import Planned
from services.editions import ShownDigest

_MOST_MESSAGES = 4
_KEY = r"(?P<rhythm>weekly|daily):(?P<theme>[a-z0-9_]{0,40})"


class DigestButton(DurableButton, template=r"digest:(?P<digest>\d{1,18}):page(?P<page>\d{1,3})(?P<turn>t?)"):
    """*Everything*, and from page to page: for one reader, in their language."""

    def __init__(
        self, digest: str, page: str = "1", turn: str = "", label: str = "", *, closed: bool = False
    ) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"digest:{digest}:page{page}{turn}",
                label=label or page,
                style=discord.ButtonStyle.secondary,
                disabled=closed,
            )
        )
        self.digest, self.page, self.turns = int(digest), int(page), bool(turn)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        shown = await existing(interaction, self.digest)
        say = answer.in_zone(shown.community.zone)
        pages = cards.pages(shown, say)
        if not pages:
            raise Refusal("There is nothing in it any more. `/agenda show` shows what is coming.")
        number = min(self.page, len(pages))
        embed = discord.Embed(title=cards.title(shown, say), description=pages[number - 1], colour=SIGNAL)
        view = discord.utils.MISSING
        if len(pages) > 1:
            embed.set_footer(text=say("Page {page} of {pages}", page=number, pages=len(pages)))
            view = view_of(
                DigestButton(str(self.digest), str(max(1, number - 1)), "t", "◀", closed=number == 1),
                DigestButton(str(self.digest), str(number + 1), "t", "▶", closed=number == len(pages)),
            )
        send = answer.update if self.turns else answer.send
        await send(embeds=[embed], view=view or None)


class CopyButton(DurableButton, template=r"digest:(?P<digest>\d{1,18}):copy(?P<locale>nl|en)?"):
    """*Copy for WhatsApp*: the same as plain text, in the reader's language; in the other one on demand."""

    def __init__(self, digest: str, locale: str | None = None, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"digest:{digest}:copy{locale or ''}",
                label=label or "WhatsApp",
                emoji="📋",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.digest, self.locale = int(digest), locale

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        shown = await existing(interaction, self.digest)
        say = Say(self.locale or answer.say.locale, shown.community.zone)
        texts = cards.as_text(shown, say, interaction.client.config.web.public_url)
        other = "en" if say.locale == "nl" else "nl"
        label = answer.say("In English") if other == "en" else answer.say("In Dutch")
        view = view_of(CopyButton(str(self.digest), other, label))
        if len(texts) > _MOST_MESSAGES:
            file = discord.File(io.BytesIO("\n\n".join(texts).encode()), "agenda.txt")
            await answer.send(answer.say("It is long: copy it from this file."), files=[file], view=view)
            return
        for number, text in enumerate(texts, start=1):
            await answer.send(text, view=view if number == len(texts) else None)


class LineButton(DurableButton, template=rf"digest:line:{_KEY}"):
    """*Add a line*: opens the form."""

    opens_form = True

    def __init__(self, rhythm: str, theme: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"digest:line:{rhythm}:{theme}", label=label or "+", emoji="✏️")
        )
        self.rhythm, self.theme = Rhythm(rhythm), theme

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        planned = await client.services.digests.planned(
            caller_of(interaction), self.theme, self.rhythm, now=client.clock.now()
        )
        say = answer.say
        await answer.form(
            modal(
                say("A line above the digest"),
                f"digest:line:{self.rhythm}:{self.theme}",
                text_field(
                    "line",
                    say("Your line"),
                    hint=say("It goes above the next digest. Leave it empty to take it back."),
                    value=planned.plan.line,
                    most=MOST_LINE,
                ),
            )
        )


class LineForm(Form):
    template = re.compile(rf"digest:line:{_KEY}")

    def __init__(self, rhythm: str, theme: str) -> None:
        self.rhythm, self.theme = Rhythm(rhythm), theme

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        planned = await client.services.digests.put_line(
            caller_of(interaction),
            self.theme,
            self.rhythm,
            filled.texts.get("line", ""),
            now=client.clock.now(),
        )
        await show_plan(answer, planned)


class PinSelect(DurableSelect, template=rf"digest:pin:{_KEY}"):
    """Which events go to the top."""

    def __init__(
        self, rhythm: str, theme: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"digest:pin:{rhythm}:{theme}",
                options=list(options),
                placeholder=placeholder or None,
                min_values=0,
                max_values=max(1, min(MOST_PINNED, len(options))),
            )
        )
        self.rhythm, self.theme = Rhythm(rhythm), theme

    @classmethod
    def of(cls, planned: Planned, say: Say) -> Self:
        edition = planned.shown.edition
        pinned = set(planned.plan.pinned)
        ranked = sorted(
            {one.event.id: one for one in (*edition.listed, *edition.later, *edition.pinned)}.values(),
            key=lambda one: (one.event.id not in pinned, -one.interested, one.event.details.starts),
        )
        options = [_option(one, say, chosen=one.event.id in pinned) for one in ranked[:25]]
        digest = edition.digest
        return cls(digest.rhythm.value, digest.theme, options, say("Which must not be missed?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        planned = await client.services.digests.pin(
            caller_of(interaction),
            self.theme,
            self.rhythm,
            [int(value) for value in self.chosen(interaction) if value.isdecimal()],
            now=client.clock.now(),
        )
        await show_plan(answer, planned)


def _option(listed: Listed, say: Say, *, chosen: bool) -> discord.SelectOption:
    return discord.SelectOption(
        label=shortened(one_line(listed.event.details.title), 100),
        value=str(listed.event.id),
        description=shortened(
            f"{say.short_day(listed.event.details.starts)} · {one_line(listed.place)}", 100
        ),
        default=chosen,
    )


async def existing(interaction: Interaction, digest: int) -> ShownDigest:
    """The digest under which the button was; in a private message, what its reader likes to hear."""
    digests = interaction.client.services.digests
    if interaction.guild_id is None:
        found = await digests.shown_to(digest, interaction.user.id)
        shown = found[0] if found is not None else None
    else:
        shown = await digests.shown(digest)
    if shown is None or interaction.guild_id not in {None, shown.community.id}:
        raise Refusal("This digest does not exist any more. `/agenda show` shows what is coming.")
    return shown


async def show_plan(answer: Answer, planned: Planned) -> None:
    """The next digest as it would be posted now, with what an editor can do about it."""
    shown = planned.shown
    digest, say = shown.edition.digest, answer.in_zone(shown.community.zone)
    card = cards.card(shown)
    if not planned.is_on:
        note = say("This digest is switched off; `/digest settings` switches it on. It would look like this:")
    elif not shown.edition.has_something_to_tell:
        note = say(
            "The next one is due on {when}. Now there is nothing to tell, and then it is not posted.",
            when=planned.due,
        )
    else:
        note = say("So it would be posted on {when}. Only you see it now.", when=planned.due)
    items: list[discord.ui.Item[Any]] = []
    if shown.edition.listed or shown.edition.later:
        items.append(PinSelect.of(planned, say))
    label = say("Change the line") if planned.plan.line else say("Add a line")
    items.append(LineButton(digest.rhythm.value, digest.theme, label))
    embeds = card.embeds if shown.edition.has_something_to_tell else []
    files = [discord.File(io.BytesIO(picture.data), picture.name) for picture in card.pictures]
    await answer.update(note, embeds=embeds, view=view_of(*items), files=files)
