"""The buttons of a meeting that runs, and of its minutes."""

import io
from typing import Any

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.minutes_words import item_title, markdown
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import Voice
from cogs.minutes import forms
from domain.meetings.minutes import State
from domain.texts import one_line, shortened
from posters.press import CannotPrint, Lane
from posters.sheets import Format, Kind, PaperSheet
from services.minutes_reading import ShownMinutes


class HereButton(DurableButton, template=r"meeting-room:(?P<meeting>\d{1,18}):here"):
    def __init__(self, meeting: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting-room:{meeting}:here",
                label=label or "here",
                emoji="✋",
                style=discord.ButtonStyle.success,
            )
        )
        self.meeting_id = int(meeting)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        new = await client.services.minutes.check_in(
            caller_of(interaction), self.meeting_id, now=client.clock.now()
        )
        say = answer.say
        await answer.send(say("You are checked in.") if new else say("You were checked in already."))


class NextButton(DurableButton, template=r"meeting-room:(?P<meeting>\d{1,18}):next:(?P<item>\d{1,18})"):
    def __init__(self, meeting: str, item: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting-room:{meeting}:next:{item}",
                label=label or "next",
                emoji="⏭️",
                style=discord.ButtonStyle.primary,
            )
        )
        self.meeting_id, self.item_id = int(meeting), int(item)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        shown = await client.services.minutes.next_item(
            caller_of(interaction), self.meeting_id, self.item_id, now=client.clock.now()
        )
        say = answer.in_zone(shown.community.zone)
        item = next((one for one in shown.items if one.id == shown.session.item), None)
        if item is None:
            await answer.send(say("That was the last item. *End* closes the meeting."))
            return
        await answer.send(say("Now: {title}", title=shortened(item_title(item, say), 300)))


class NoteButton(DurableButton, template=r"meeting-room:(?P<meeting>\d{1,18}):note:(?P<item>\d{1,18})"):
    opens_form = True

    def __init__(self, meeting: str, item: str, label: str = "", *, closed: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting-room:{meeting}:note:{item}",
                label=label or "note",
                emoji="📝",
                disabled=closed,
            )
        )
        self.item_id = int(item)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        shown, item = await interaction.client.services.minutes.may_note(caller_of(interaction), self.item_id)
        answer.in_zone(shown.community.zone)
        await answer.form(forms.note_form(item, answer.say))


class MotionButton(DurableButton, template=r"meeting-room:(?P<meeting>\d{1,18}):motion:(?P<item>\d{1,18})"):
    opens_form = True

    def __init__(self, meeting: str, item: str, label: str = "", *, closed: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting-room:{meeting}:motion:{item}",
                label=label or "motion",
                emoji="🗳️",
                disabled=closed,
            )
        )
        self.item_id = int(item)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        services = interaction.client.services
        shown, item = await services.minutes.may_note(caller_of(interaction), self.item_id)
        carried = await services.sectors.overview(shown.community.id)
        await answer.form(forms.motion_form(item, [one.sector for one in carried], answer.say))


class EndButton(DurableButton, template=r"meeting-room:(?P<meeting>\d{1,18}):end"):
    def __init__(self, meeting: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting-room:{meeting}:end",
                label=label or "end",
                emoji="🏁",
                style=discord.ButtonStyle.danger,
            )
        )
        self.meeting_id = int(meeting)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await end_meeting(interaction, answer, self.meeting_id)


async def end_meeting(interaction: Interaction, answer: Answer, meeting_id: int) -> None:
    client, say = interaction.client, answer.say
    _, ended = await client.services.minutes.end(caller_of(interaction), meeting_id, now=client.clock.now())
    await answer.send(
        say("The meeting is over. The draft minutes stand in the meetings channel in a moment.")
        if ended
        else say("The meeting was ended already; the draft minutes stand in the meetings channel.")
    )


class ApproveButton(DurableButton, template=r"minutes:(?P<meeting>\d{1,18}):approve:(?P<version>\d{1,9})"):
    def __init__(self, meeting: str, version: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"minutes:{meeting}:approve:{version}",
                label=label or "approve",
                emoji="✅",
                style=discord.ButtonStyle.success,
            )
        )
        self.meeting_id, self.version = int(meeting), int(version)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await approve(interaction, answer, self.meeting_id, self.version)


async def approve(interaction: Interaction, answer: Answer, meeting_id: int, version: int) -> None:
    client, say = interaction.client, answer.say
    shown = await client.services.minutes.approve(
        caller_of(interaction), meeting_id, version, now=client.clock.now()
    )
    if shown.session.state is State.APPROVED:
        await answer.send(say("The minutes are approved and locked."))
        return
    await answer.send(
        say(
            "You approve them. {now} of {needed} did so far.",
            now=len(shown.approvals),
            needed=shown.needed,
        )
    )


class AmendSelect(DurableSelect, template=r"minutes:(?P<meeting>\d{1,18}):amend:(?P<begin>\d{1,3})"):
    """Which item's notes to change; opens them in a form."""

    opens_form = True

    def __init__(
        self,
        meeting: str,
        begin: str,
        options: "list[discord.SelectOption] | None" = None,
        placeholder: str = "",
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"minutes:{meeting}:amend:{begin}",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (chosen,) = self.chosen(interaction)
        shown, item = await interaction.client.services.minutes.may_note(caller_of(interaction), int(chosen))
        answer.in_zone(shown.community.zone)
        await answer.form(forms.note_form(item, answer.say))


class PaperButton(DurableButton, template=r"minutes:(?P<meeting>\d{1,18}):(?P<form>md|pdf)"):
    def __init__(self, meeting: str, form: str) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"minutes:{meeting}:{form}",
                label="PDF" if form == "pdf" else "Markdown",
                emoji="📄",
            )
        )
        self.meeting_id, self.form = int(meeting), form

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await send_paper(interaction, answer, self.meeting_id, self.form)


async def send_paper(interaction: Interaction, answer: Answer, meeting_id: int, form: str) -> None:
    client, say = interaction.client, answer.say
    shown = await client.services.minutes_reading.readable(
        caller_of(interaction), meeting_id, now=client.clock.now()
    )
    lines = client.services.minutes_reading.lines(shown)
    day = shown.meeting.day
    name = f"minutes-{day.isoformat() if day else shown.meeting.id}"
    if form == "md":
        body = markdown(lines).encode()
    else:
        sheet = PaperSheet(
            paper="#ffffff",
            ink="#111111",
            language=shown.community.locale,
            title=lines[0][1],
            community=shown.community.name,
            changed=int(
                (shown.session.approved_at or shown.session.ended_at or client.clock.now()).timestamp()
            ),
            lines=[{"kind": kind, "text": text} for kind, text in lines],
        )
        try:
            body = (await client.services.posters.print(sheet, Format.PORTRAIT, Kind.PDF, Lane.CHAT)).body
        except CannotPrint:
            body, form = markdown(lines).encode(), "md"
            await answer.send(
                say("The PDF could not be made just now; here is the text."),
                files=[discord.File(io.BytesIO(body), f"{name}.md")],
            )
            return
    await answer.send(say("Here they are."), files=[discord.File(io.BytesIO(body), f"{name}.{form}")])


def room_view(shown: ShownMinutes, voice: Voice) -> discord.ui.View:
    say, english, number = voice.say, voice.english or voice.say, str(shown.meeting.id)
    now = shown.session.item or 0
    closed = not now

    return view_of(
        HereButton(number, voice.label(say("I'm here"), english("I'm here"))),
        NextButton(number, str(now), voice.label(say("Next item"), english("Next item"))),
        NoteButton(number, str(now), voice.label(say("Note"), english("Note")), closed=closed),
        MotionButton(number, str(now), voice.label(say("Vote on it"), english("Vote on it")), closed=closed),
        EndButton(number, voice.label(say("End the meeting"), english("End the meeting"))),
    )


def paper_view(shown: ShownMinutes, voice: Voice) -> discord.ui.View:
    say, english, number = voice.say, voice.english or voice.say, str(shown.meeting.id)
    files = (PaperButton(number, "md"), PaperButton(number, "pdf"))
    if shown.session.state is State.APPROVED:
        return view_of(*files)
    options = [
        discord.SelectOption(
            label=shortened(one_line(f"{n}. {item_title(one, say)}"), 100), value=str(one.id)
        )
        for n, one in enumerate(shown.items, start=1)
    ]
    buttons: list[discord.ui.Item[Any]] = [
        ApproveButton(number, str(shown.session.version), voice.label(say("Approve"), english("Approve"))),
        *files,
    ]
    words = voice.label(say("Change the notes of …"), english("Change the notes of …"))
    for begin in range(0, len(options), 25):
        buttons.append(AmendSelect(number, str(begin), options[begin : begin + 25], words))
    return view_of(*buttons)
