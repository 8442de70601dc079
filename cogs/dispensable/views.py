"""The buttons under a topic that is asked often, and under the report; beside each there is a command."""

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say, locale_of
from bot.meeting_words import title_of
from bot.often_words import report_title, topic_words
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import plain
from domain.texts import shortened
from services.desk_often import AGENDA, ShownOften
from services.dispensable import Quarter


class OftenButton(DurableButton, template=r"often:(?P<group>\d{1,18}):(?P<what>agenda|no)"):
    def __init__(self, group: str, what: str, label: str = "") -> None:
        agenda = what == "agenda"
        super().__init__(
            discord.ui.Button(
                custom_id=f"often:{group}:{what}",
                label=label[:80] or what,
                emoji="📌" if agenda else None,
                style=discord.ButtonStyle.primary if agenda else discord.ButtonStyle.secondary,
            )
        )
        self.group, self.what = int(group), what

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        if self.what == "agenda":
            await put_on_agenda(interaction, answer, self.group)
            return
        await leave_it(interaction, answer, self.group)


class OftenSelect(DurableSelect, template=r"often:agenda"):
    """Under the list: which of them goes on the agenda of the heads."""

    def __init__(self, options: list[discord.SelectOption] | None = None, placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="often:agenda",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (chosen,) = self.chosen(interaction)
        await put_on_agenda(interaction, answer, int(chosen))


class ReportButton(DurableButton, template=r"report:(?P<year>\d{4}):(?P<month>\d{1,2}):agenda"):
    def __init__(self, year: str, month: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"report:{year}:{month}:agenda",
                label=label[:80] or "agenda",
                emoji="📌",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.quarter = f"Q{(int(month) + 2) // 3} {year}"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await put_report_on_agenda(interaction, answer, self.quarter)


async def put_report_on_agenda(interaction: Interaction, answer: Answer, quarter: str) -> None:
    client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
    found = await client.services.dispensable.quarter(caller, quarter, now=now)
    community = found.community
    meeting = await client.services.dispensable.to_agenda(
        caller,
        found.first,
        report_title(found, Say(community.locale, community.zone)),
        report_title(found, Say("en", community.zone)),
        now=now,
    )
    say = answer.in_zone(community.zone)
    await answer.send(say("It is on the agenda of “{title}”.", title=plain(title_of(meeting, say))))


async def leave_it(interaction: Interaction, answer: Answer, group: int) -> None:
    client = interaction.client
    await client.services.desk_often.not_needed(caller_of(interaction), group, now=client.clock.now())
    await answer.send(answer.say("Noted. When many more ask, it is shown again."))


async def put_on_agenda(interaction: Interaction, answer: Answer, group: int) -> None:
    client = interaction.client
    meeting = await client.services.desk_often.to_agenda(
        caller_of(interaction), group, now=client.clock.now()
    )
    say = Say(locale_of(interaction.locale), meeting.zone)
    words = say("It is on the agenda of “{title}”.", title=plain(title_of(meeting, say)))
    if meeting.day is not None:
        words += " " + say("That is on {day}.", day=say.day(meeting.day))
    await answer.send(words)


def often_view(found: ShownOften, say: Say) -> discord.ui.View | None:
    options = [
        discord.SelectOption(label=shortened(topic_words(one.topic), 100), value=str(one.group))
        for one in found.topics
        if one.kept.dealt != AGENDA
    ][:25]
    return view_of(OftenSelect(options, say("Put one on the agenda of the heads"))) if options else None


def notice_view(group: int, agenda: str, no: str) -> discord.ui.View:
    return view_of(OftenButton(str(group), "agenda", agenda), OftenButton(str(group), "no", no))


def report_view(found: Quarter, say: Say) -> discord.ui.View:
    label = say("Put it on the agenda of the quarterly meeting")
    return view_of(ReportButton(str(found.first.year), str(found.first.month), label))
