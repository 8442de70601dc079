"""Who comes: the buttons under a meeting's card and under private messages about it."""

import io
from collections.abc import Iterable, Sequence

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import Voice
from cogs.meetings import cards
from domain.meetings.meeting import Coming, Meeting
from domain.meetings.reminding import Lead

_TAG = r"(?P<tag>\w{0,16})"
_STYLES = {
    Coming.YES: discord.ButtonStyle.success,
    Coming.MAYBE: discord.ButtonStyle.secondary,
    Coming.NO: discord.ButtonStyle.secondary,
}


class ComingButton(
    DurableButton, template=rf"meeting:(?P<meeting>\d{{1,18}}):come:(?P<coming>yes|maybe|no):{_TAG}"
):
    """`tag` tells the messages about one meeting apart."""

    def __init__(self, meeting: str, coming: str, tag: str = "", label: str = "") -> None:
        self.coming = Coming(coming)
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting:{meeting}:come:{coming}:{tag}",
                label=label or None,
                emoji=cards.COMING_SIGNS[self.coming],
                style=_STYLES[self.coming],
            )
        )
        self.meeting = int(meeting)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        attending = await client.services.meetings.come(
            self.meeting,
            self.coming,
            caller_of(interaction),
            answer.say.locale,
            now=client.clock.now(),
        )
        say = answer.in_zone(attending.shown.community.zone)
        text = cards.coming_answer(attending.coming, attending.leads, attending.shown, say)
        if attending.unreachable:
            text += "\n\n⚠️ " + say(
                "The last private message did not reach you: Discord says that you take none from this "
                "server. Allow them in the server's privacy settings, or reminders will not arrive either."
            )
        view = None
        if attending.coming is not Coming.NO:
            community = str(attending.shown.community.id)
            view = view_of(LeadsSelect.of(community, attending.leads, say))
        await answer.send(text, view=view)


class CalendarButton(DurableButton, template=rf"meeting:(?P<meeting>\d{{1,18}}):cal:{_TAG}"):
    """A file for one's own calendar."""

    def __init__(self, meeting: str, tag: str = "", label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"meeting:{meeting}:cal:{tag}", label=label or None, emoji="🗓️")
        )
        self.meeting = int(meeting)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        meetings = interaction.client.services.meetings
        shown = await meetings.attendable(self.meeting, caller_of(interaction))
        file = discord.File(io.BytesIO(meetings.calendar(shown)), file_name(shown.meeting))
        await answer.send(
            answer.say("Open this file and your calendar takes it in. A later one takes its place."),
            files=[file],
        )


class WhoButton(DurableButton, template=rf"meeting:(?P<meeting>\d{{1,18}}):who:{_TAG}"):
    """Who comes, by name: for sector heads."""

    def __init__(self, meeting: str, tag: str = "", label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"meeting:{meeting}:who:{tag}", label=label or None, emoji="👥")
        )
        self.meeting = int(meeting)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        shown = await interaction.client.services.meetings.who(self.meeting, caller_of(interaction))
        say = answer.in_zone(shown.community.zone)
        await answer.send(embeds=[cards.who(shown, say)])


class LeadsSelect(DurableSelect, template=r"meeting:leads:(?P<community>\d{1,20})"):
    """When somebody is reminded of meetings, of all of them; also from a private message."""

    def __init__(
        self, community: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        options = list(options) or [discord.SelectOption(label="-")]
        super().__init__(
            discord.ui.Select(
                custom_id=f"meeting:leads:{community}",
                options=options,
                placeholder=placeholder or None,
                min_values=0,
                max_values=len(options),
            )
        )
        self.community = int(community)

    @classmethod
    def of(cls, community: str, leads: Iterable[Lead], say: Say) -> "LeadsSelect":
        chosen = set(leads)
        options = [
            discord.SelectOption(label=cards.lead_name(lead, say), value=lead.value, default=lead in chosen)
            for lead in Lead
        ]
        return cls(community, options, say("When shall I remind you? Nothing chosen: never"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        wanted = frozenset(Lead(value) for value in self.chosen(interaction) if value in set(Lead))
        leads = await client.services.meeting_reminders.leads(
            self.community, caller_of(interaction), wanted, answer.say.locale, now=client.clock.now()
        )
        select = LeadsSelect.of(str(self.community), leads, answer.say)
        await answer.update(cards.leads_words(leads, answer.say), view=view_of(select))


def file_name(meeting: Meeting) -> str:
    """The same for every later file of the meeting."""
    return f"meeting-{meeting.id}.ics"


def card_view(meeting: Meeting, voice: Voice) -> discord.ui.View:
    say, english, number = voice.say, voice.english, str(meeting.id)

    def named(coming: Coming) -> str:
        other = cards.coming_name(coming, english) if english is not None else ""
        return voice.label(cards.coming_name(coming, say), other)

    calendar = voice.label(say("In my calendar"), english("In my calendar") if english is not None else "")
    return view_of(
        *(ComingButton(number, coming, "card", named(coming)) for coming in Coming),
        CalendarButton(number, "card", calendar),
        WhoButton(number, "card"),
    )


def private_view(meeting: Meeting, voices: Sequence[Say], tag: str) -> discord.ui.View:
    """Under a private message: the same three, in the languages of the message."""
    number = str(meeting.id)

    def named(coming: Coming) -> str:
        return " · ".join(dict.fromkeys(cards.coming_name(coming, say) for say in voices))

    return view_of(*(ComingButton(number, coming, tag, named(coming)) for coming in Coming))
