"""/meeting start, end and minutes."""

from discord import app_commands
from discord.app_commands import locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.meeting_words import title_of
from bot.ui import Interaction
from bot.words import Voice, plain
from cogs.minutes import cards
from cogs.minutes.agenda import number_of, offer_meetings
from cogs.minutes.views import approve, end_meeting, paper_view


@app_commands.command(
    name=locale_str("start"), description=locale_str("Begin a meeting: check-in and agenda")
)
@app_commands.rename(meeting=locale_str("meeting"))
@app_commands.describe(meeting=locale_str("Which meeting? The next one, if you leave it empty"))
@app_commands.autocomplete(meeting=offer_meetings)
async def start(interaction: Interaction, meeting: str = "") -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.minutes.start(
        caller_of(interaction), number_of(meeting), now=client.clock.now()
    )
    say = answer.in_zone(shown.community.zone)
    await answer.send(
        say(
            "“{title}” has begun and you chair it. People check in under its message in the channel.",
            title=plain(title_of(shown.meeting, say)),
        )
    )


@app_commands.command(
    name=locale_str("end"), description=locale_str("End the meeting: draft minutes are made")
)
async def end(interaction: Interaction) -> None:
    await end_meeting(interaction, Answer.to(interaction), 0)


@app_commands.command(
    name=locale_str("minutes"),
    description=locale_str("The minutes of a meeting, to read, change and approve"),
)
@app_commands.rename(meeting=locale_str("number"), approved=locale_str("approved"))
@app_commands.describe(
    meeting=locale_str("Which meeting's? The last ones, if you leave it empty"),
    approved=locale_str("As chair: the meeting that runs now approves them"),
)
async def minutes(interaction: Interaction, meeting: str = "", approved: bool = False) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.minutes_reading.readable(
        caller_of(interaction), number_of(meeting), now=client.clock.now()
    )
    if approved:
        await approve(interaction, answer, shown.meeting.id, -1)
        return
    voice = Voice(shown.community)
    voice.say = answer.in_zone(shown.community.zone)
    voice.english = None  # who reads this alone reads one language
    await answer.send(
        embeds=[cards.paper(shown, client.services.minutes_reading.lines(shown), voice)],
        view=paper_view(shown, voice),
    )
