"""Finding a date: the buttons under the question."""

import discord

from bot.answer import Answer as Reply
from bot.client import caller_of
from bot.i18n import timestamp
from bot.ui import DurableButton, Interaction, view_of
from bot.words import Voice
from cogs.meetings import cards
from domain.meetings.meeting import Stage
from domain.meetings.polls import Answer
from services.meeting_polls import Given, ShownDates

_ROWS = 5
"""Rows that Discord takes under a message."""


class SayButton(
    DurableButton, template=r"meeting:(?P<meeting>\d{1,18}):say:(?P<option>\d{1,18}):(?P<said>\w{1,20})"
):
    """What somebody says of one date."""

    def __init__(self, meeting: str, option: str, said: str, label: str = "", row: int | None = None) -> None:
        answer = Answer(said) if said in set(Answer) else Answer.YES
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting:{meeting}:say:{option}:{said}",
                label=label or None,
                emoji=cards.SIGNS[answer],
                style=discord.ButtonStyle.secondary,
                row=row,
            )
        )
        self.meeting, self.option, self.answer = int(meeting), int(option), answer

    async def pressed(self, interaction: Interaction, answer: Reply) -> None:
        given = await interaction.client.services.meeting_polls.answer(
            self.meeting,
            {self.option: self.answer},
            caller_of(interaction),
            answer.say.locale,
            now=interaction.client.clock.now(),
        )
        await _told(answer, given)


class AllButton(DurableButton, template=r"meeting:(?P<meeting>\d{1,18}):all(?P<tag>\w{0,10})"):
    """*All of them suit me*: what is not so is corrected with the buttons of that date."""

    def __init__(self, meeting: str, tag: str = "", label: str = "", row: int | None = None) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting:{meeting}:all{tag}",
                label=label or "✅",
                style=discord.ButtonStyle.success,
                row=row,
            )
        )
        self.meeting = int(meeting)

    async def pressed(self, interaction: Interaction, answer: Reply) -> None:
        polls, now = interaction.client.services.meeting_polls, interaction.client.clock.now()
        caller = caller_of(interaction)
        shown = await polls.overview(self.meeting, caller)
        given = await polls.answer(
            self.meeting,
            {one.id: Answer.YES for one in shown.options},
            caller,
            answer.say.locale,
            now=now,
        )
        await _told(answer, given)


class OverviewButton(DurableButton, template=r"meeting:(?P<meeting>\d{1,18}):overview"):
    """Who can when, and why these dates."""

    def __init__(self, meeting: str, label: str = "", row: int | None = None) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting:{meeting}:overview", label=label or None, emoji="👥", row=row
            )
        )
        self.meeting = int(meeting)

    async def pressed(self, interaction: Interaction, answer: Reply) -> None:
        shown = await interaction.client.services.meeting_polls.overview(self.meeting, caller_of(interaction))
        say = answer.in_zone(shown.community.zone)
        view = None
        if shown.meeting.stage is Stage.FINDING:
            now = interaction.client.clock.now()
            coming = [one for one in shown.options if one.starts(shown.meeting.zone) > now]
            fixing = [
                FixButton(str(self.meeting), str(one.id), cards.short_option(one, say)) for one in coming
            ]
            view = view_of(*fixing)
        await answer.send(embeds=[cards.overview(shown, say)], view=view)


class FixButton(DurableButton, template=r"meeting:(?P<meeting>\d{1,18}):fix:(?P<option>\d{1,18})"):
    """Fixes this date, the one that its label names: for who plans it."""

    def __init__(self, meeting: str, option: str, label: str = "", row: int | None = None) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"meeting:{meeting}:fix:{option}",
                label=label or None,
                emoji="📌",
                style=discord.ButtonStyle.primary,
                row=row,
            )
        )
        self.meeting, self.option = int(meeting), int(option)

    async def pressed(self, interaction: Interaction, answer: Reply) -> None:
        meeting = await interaction.client.services.meeting_polls.confirm(
            self.meeting, self.option, caller_of(interaction), now=interaction.client.clock.now()
        )
        assert meeting.starts is not None
        await answer.send(
            answer.say(
                "📌 Fixed: {when}. Everyone who was asked hears it, with a file for their calendar.",
                when=timestamp(meeting.starts),
            )
        )


async def _told(answer: Reply, given: Given) -> None:
    shown = given.shown
    say = answer.in_zone(shown.community.zone)
    text = cards.own_answers(shown, dict(given.own), say)
    best = shown.standing.best
    if given.fixes_at is not None and best is not None:
        text += "\n\n" + say(
            "Everyone has answered: in ten minutes {day} is fixed, unless somebody still changes something.",
            day=cards.long_option(best, say),
        )
    await answer.send(text)


def dates_view(
    shown: ShownDates, voice: Voice, *, fixes: bool = True, tag: str = ""
) -> discord.ui.View | None:
    """A row of three for each date, and below (or, with five dates, beside them) what is about all of them.
    `fixes`: with the planner's button; `tag` tells messages about the same dates apart."""
    meeting = shown.meeting
    if meeting.stage is not Stage.FINDING:
        return None
    say, number = voice.say, str(meeting.id)
    items: list[DurableButton] = []
    for row, one in enumerate(shown.options):
        items.append(SayButton(number, str(one.id), Answer.YES, cards.short_option(one, say), row))
        items.append(SayButton(number, str(one.id), Answer.IF_NEED_BE, "", row))
        items.append(SayButton(number, str(one.id), Answer.NO, "", row))
    below = len(shown.options) if len(shown.options) < _ROWS else None
    all_label = voice.label(
        say("All suit me"), voice.english("All suit me") if voice.english is not None else ""
    )
    if below is None:
        all_label = say("All")
    items.append(AllButton(number, tag, all_label, 0 if below is None else below))
    items.append(OverviewButton(number, "", 1 if below is None else below))
    best = shown.standing.best
    if best is not None and fixes:
        label = cards.short_option(best, say)
        items.append(FixButton(number, str(best.id), label, 2 if below is None else below))
    return view_of(*items)
