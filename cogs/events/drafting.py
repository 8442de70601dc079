"""A draft in somebody's hands: the preview, and the buttons under it to send, mend, add or throw away."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Self
from zoneinfo import ZoneInfo

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.telling import language_name
from bot.ui import DurableButton, DurableSelect, Interaction, Upload, view_of
from bot.words import plain, when_line
from cogs.events import cards, modals, previews
from cogs.events.themes import learn_button
from domain.drafts import Draft, Understood, settled_by, still_unknown
from domain.events import Event, Language, Stage
from domain.pictures import check_size, picture_kind
from domain.refusal import Refusal
from domain.when import AskBack, When
from services.drafts import Preview, Sent
from storage.files import File


class DraftButton(DurableButton, template=r"draft:(?P<draft>\d{1,18}):(?P<act>send|drop|show)"):
    def __init__(self, draft: str, act: str, label: str = "") -> None:
        styles = {"send": discord.ButtonStyle.success, "drop": discord.ButtonStyle.danger}
        super().__init__(
            discord.ui.Button(
                custom_id=f"draft:{draft}:{act}",
                label=label[:80] or act,
                style=styles.get(act, discord.ButtonStyle.secondary),
            )
        )
        self.draft_id, self.act = int(draft), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        if self.act == "show":
            await preview(interaction, answer, self.draft_id)
        elif self.act == "drop":
            await client.services.drafts.throw_away(self.draft_id, caller)
            await answer.update(answer.say("Discarded. Nothing was sent."))
        else:
            sent = await client.services.drafts.send(self.draft_id, caller, now=client.clock.now())
            lesson = (
                await client.services.explaining.lesson(sent.event.id, caller) if not sent.is_new else None
            )
            learn = learn_button(lesson, answer.say) if lesson is not None else None
            await answer.update(_sent_words(sent, answer.say), view=view_of(learn) if learn else None)


class DraftFormButton(DurableButton, template=r"draft:(?P<draft>\d{1,18}):(?P<act>basics|details)-form"):
    """Opens one of the two forms, filled with what was typed so far."""

    opens_form = True

    def __init__(self, draft: str, act: str, label: str = "") -> None:
        super().__init__(discord.ui.Button(custom_id=f"draft:{draft}:{act}-form", label=label[:80] or act))
        self.draft_id, self.act = int(draft), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        drafts = interaction.client.services.drafts
        draft = await drafts.get(self.draft_id, caller_of(interaction))
        if self.act == "details":
            await answer.form(modals.details(draft, answer.say))
        else:
            choices = await drafts.choices(draft.community)
            await answer.form(modals.basics(draft, choices.themes, answer.say))


class DraftLanguage(DurableSelect, template=r"draft:(?P<draft>\d{1,18}):language"):
    """What language one needs at the event."""

    def __init__(
        self, draft: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"draft:{draft}:language",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )
        self.draft_id = int(draft)

    @classmethod
    def of(cls, draft: Draft, say: Say) -> Self:
        options = [
            discord.SelectOption(
                label=say("Language of the event: {language}", language=language_name(language, say)),
                value=language.value,
                default=draft.language is language,
            )
            for language in Language
        ]
        return cls(str(draft.id), options, say("Which language do you need?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        (value,) = self.chosen(interaction)
        await client.services.drafts.put(
            self.draft_id, caller_of(interaction), language=Language(value), now=client.clock.now()
        )
        await preview(interaction, answer, self.draft_id)


class PickTime(
    DurableButton,
    template=r"draft:(?P<draft>\d{1,18}):at:(?P<start>\d{1,10}):(?P<end>\d{0,10}):(?P<kind>time|day):(?P<number>\d)",
):
    """One answer to "which of these do you mean?"; the moment itself stands in the custom_id."""

    def __init__(self, draft: str, start: str, end: str, kind: str, number: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"draft:{draft}:at:{start}:{end}:{kind}:{number}",
                label=label[:80] or "?",
                style=discord.ButtonStyle.primary,
            )
        )
        self.draft_id = int(draft)
        self.starts = datetime.fromtimestamp(int(start), UTC)
        self.ends = datetime.fromtimestamp(int(end), UTC) if end else None
        self.time_known = kind == "time"

    @classmethod
    def of(cls, draft: Draft, when: When, label: str, number: int, zone: ZoneInfo) -> Self:
        settled = settled_by(when, draft.typed, zone)
        end = str(int(settled.ends.timestamp())) if settled.ends else ""
        kind = "time" if settled.time_known else "day"
        return cls(str(draft.id), str(int(settled.starts.timestamp())), end, kind, str(number), label)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        await client.services.drafts.settle(
            self.draft_id,
            caller,
            self.starts,
            self.ends,
            time_known=self.time_known,
            now=client.clock.now(),
        )
        await preview(interaction, answer, self.draft_id)


async def take_poster(interaction: Interaction, draft_id: int, uploads: Sequence[Upload]) -> Refusal | None:
    """Keep the poster with the draft. One that cannot be used is no reason to lose the rest: the refusal is
    handed back, to be shown with the preview."""
    if not uploads:
        return None
    client, upload = interaction.client, uploads[0]
    try:
        check_size(upload.size)
        data = await client.fetch(upload.url)
        ending, media_type = picture_kind(data)
    except Refusal as refusal:
        return refusal
    poster = File(f"poster.{ending}", media_type, data)
    await client.services.drafts.put(draft_id, caller_of(interaction), poster=poster, now=client.clock.now())
    return None


async def preview(
    interaction: Interaction, answer: Answer, draft_id: int, *, problems: Sequence[Refusal | None] = ()
) -> None:
    """Show the draft as it would be posted; or the question it leaves; or what is wrong with it, with
    everything that was typed and a way to mend it. `problems` were met before and did no harm."""
    client, caller = interaction.client, caller_of(interaction)
    shown = await client.services.drafts.preview(draft_id, caller, now=client.clock.now())
    say = answer.in_zone(shown.community.zone)
    wrong = [problem for problem in problems if problem is not None]
    if isinstance(shown.understood, Refusal):
        await _show_problem(answer, shown.draft, [shown.understood, *wrong])
        return
    warnings = _warnings(wrong, say)
    if isinstance(shown.understood, AskBack):
        await _ask(answer, shown, shown.understood, warnings)
        return
    lines = [*warnings, *previews.reading_back(shown, shown.understood, say)]
    poster = shown.poster
    await answer.update(
        "\n".join(lines),
        embeds=[_as_card(shown, shown.understood, client.clock.now())],
        view=_buttons(shown.draft, say),
        files=[discord.File(io.BytesIO(poster.data), poster.name)] if poster else [],
    )


def _warnings(problems: Sequence[Refusal], say: Say) -> list[str]:
    return [line for one in problems for line in (f"⚠️ {say.message(one.message_id, one.params)}", "")]


async def _show_problem(answer: Answer, draft: Draft, problems: Sequence[Refusal]) -> None:
    say, key = answer.say, str(draft.id)
    await answer.update(
        "\n".join([*_warnings(problems, say), previews.typed_so_far(draft, say)]),
        view=view_of(
            DraftFormButton(key, "basics", say("Fix it")),
            DraftFormButton(key, "details", say("Change the details")),
            DraftButton(key, "drop", say("Discard")),
        ),
    )


async def _ask(answer: Answer, shown: Preview, question: AskBack, warnings: list[str]) -> None:
    say, draft = answer.say, shown.draft
    picks = [
        PickTime.of(
            draft,
            choice.when,
            say.message(choice.label.message_id, choice.label.params),
            number,
            shown.community.zone,
        )
        for number, choice in enumerate(question.choices)
    ]
    await answer.update(
        "\n".join([*warnings, say.message(question.question.message_id, question.question.params)]),
        view=view_of(*picks, DraftFormButton(str(draft.id), "basics", say("Something else"))),
    )


def _as_card(shown: Preview, understood: Understood, now: datetime) -> discord.Embed:
    event = Event(
        id=shown.draft.event_id or 0,
        community=shown.community.id,
        details=understood.details,
        stage=Stage.PUBLISHED,
        made_by=shown.made_by,
        created_at=now,
        updated_at=now,
    )
    themes = [theme for theme in shown.themes if theme.key in understood.details.themes]
    return cards.card(event, shown.community, themes, poster=shown.poster.name if shown.poster else "")


def _buttons(draft: Draft, say: Say) -> discord.ui.View:
    key = str(draft.id)
    return view_of(
        DraftButton(key, "send", say("Save the change") if draft.event_id else say("Send")),
        DraftFormButton(key, "basics", say("Change")),
        DraftFormButton(key, "details", say("Add details")),
        DraftButton(key, "drop", say("Discard")),
        DraftLanguage.of(draft, say),
    )


def _otherwise(sent: Sent, say: Say) -> str:
    """What somebody typed, beside what stands there, where the two differ."""
    ours, typed = sent.event.details, replace(sent.event.details, **sent.typed)
    lines = []
    if "starts" in sent.typed:
        there, yours = when_line(ours, say), when_line(typed, say)
        lines.append(say("🗓️ It says {there}; you wrote {yours}.", there=there, yours=yours))
    if "place" in sent.typed:
        there = plain(ours.place) or say("not known yet")
        yours = plain(typed.place)
        lines.append(say("📍 It says {there}; you wrote {yours}.", there=there, yours=yours))
    if lines:
        lines.append(say("Are you right? Then change it: a person's word goes first."))
    return "\n".join(lines)


def _sent_words(sent: Sent, say: Say) -> str:
    title = plain(sent.event.details.title)
    channels = ", ".join(f"<#{channel}>" for channel in sent.channels)
    if sent.again:
        return say("“{title}” was sent already; once is enough.", title=title)
    if sent.joined:
        joined = say(
            "“{title}” stands in the agenda already; another agenda had it, too. What you entered belongs to "
            "it now, and you may change it like your own with `/event edit`.",
            title=title,
        )
        return f"{joined}\n{_otherwise(sent, say)}".strip()
    if sent.event.stage is not Stage.PUBLISHED:
        first = say(
            "“{title}” is with the editors now. You get a private message when they have looked.", title=title
        )
    elif not sent.is_new:
        first = say("“{title}” is changed; its messages are updated in a moment.", title=title)
    elif channels:
        first = say(
            "“{title}” is published; you will see it in {channels} in a moment.",
            title=title,
            channels=channels,
        )
    else:
        first = say("“{title}” is published.", title=title)
    unknown = still_unknown(sent.event.details)
    if not unknown:
        return first
    fields = previews.missing_words(unknown, say)
    return f"{first}\n{say('Not known yet: {fields}. Add it any time with `/event edit`.', fields=fields)}"
