"""/meeting plan, move and cancel"""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import timestamp
from bot.meeting_words import title_of
from bot.ui import Interaction, or_nothing
from bot.words import plain
from cogs.meetings import cards
from cogs.meetings.group import (
    GROUP,
    Meetings,
    number_of,
    offer_meetings,
    people_in,
    read_moment,
    read_moments,
)
from domain.events import Language
from domain.meetings.kinds import Audience
from domain.meetings.meeting import Meeting, Stage
from domain.refusal import Refusal
from services.meeting_planning import Wish

_LANGUAGES = [
    Choice(name=locale_str("Dutch"), value=Language.DUTCH.value),
    Choice(name=locale_str("English"), value=Language.ENGLISH.value),
    Choice(name=locale_str("no language needed"), value=Language.NONE.value),
]
_AUDIENCES = [
    Choice(name=locale_str("sector heads"), value=Audience.HEADS.value),
    Choice(name=locale_str("members"), value=Audience.MEMBERS.value),
    Choice(name=locale_str("everyone (stands in the public agenda)"), value=Audience.EVERYONE.value),
]

Room = discord.VoiceChannel | discord.StageChannel


class Planning(Meetings):
    @GROUP.command(
        name=locale_str("plan"),
        description=locale_str("Plan a meeting; without dates I look for good ones and ask when people can"),
    )
    @app_commands.rename(
        title=locale_str("title"),
        dates=locale_str("dates"),
        until=locale_str("answer-until"),
        audience=locale_str("for-whom"),
        where=locale_str("where"),
        channel=locale_str("channel"),
        about=locale_str("about"),
        minutes=locale_str("minutes"),
        language=locale_str("language"),
        translation=locale_str("translation"),
        must=locale_str("must-be-there"),
        also=locale_str("also-ask"),
    )
    @app_commands.describe(
        title=locale_str("What is it called?"),
        dates=locale_str("Tue 14 April 20:00, Thu 16 April; one plans it at once, two to five ask people"),
        until=locale_str("Until when can people say when they can? A week, if you say nothing"),
        audience=locale_str("Who may come? Sector heads, if you say nothing"),
        where=locale_str("A venue or an address"),
        channel=locale_str("Or in which voice or stage channel"),
        about=locale_str("What is it about?"),
        minutes=locale_str("How long, in minutes? 120, if you say nothing"),
        language=locale_str("In which language?"),
        translation=locale_str("Does somebody translate for who does not understand it?"),
        must=locale_str("Who must be able to come? @names"),
        also=locale_str("Who is asked besides the sector heads? @names"),
    )
    @app_commands.choices(audience=_AUDIENCES, language=_LANGUAGES)
    async def plan(
        self,
        interaction: Interaction,
        title: str,
        dates: str = "",
        until: str = "",
        audience: Choice[str] | None = None,
        where: str = "",
        channel: Room | None = None,
        about: str = "",
        minutes: int = 120,
        language: Choice[str] | None = None,
        translation: bool = False,
        must: str = "",
        also: str = "",
    ) -> None:
        client, answer, caller = self._client, Answer.to(interaction), caller_of(interaction)
        now = client.clock.now()
        community = await client.services.meeting_planning.may_plan(caller)
        say = answer.in_zone(community.zone)
        people = dict.fromkeys(people_in(also), False) | dict.fromkeys(people_in(must), True)
        await _must_be_here(interaction, people)
        wish = Wish(
            title=title,
            audience=Audience(audience.value) if audience else Audience.HEADS,
            about=about,
            moments=read_moments(dates, now=now, zone=community.zone),
            minutes=minutes,
            limit=read_moment(until, now=now, zone=community.zone) if until.strip() else None,
            place=where,
            channel=channel.id if channel is not None else None,
            channel_name=channel.name if channel is not None else "",
            language=Language(language.value) if language else Language.DUTCH,
            translation=translation,
            people=people,
        )
        meeting = await client.services.meeting_planning.plan(caller, wish, now=now)
        if meeting.stage is Stage.PLANNED:
            await answer.send(_planned(answer, meeting))
            return
        shown = await client.services.meeting_polls.overview(meeting.id, caller)
        text = say(
            "I ask {n} people when they can, in the meetings channel. Who has not answered is reminded once; "
            "when everyone has, the best date fixes itself, and you can do it sooner with one press.",
            n=len(shown.asked),
        )
        await answer.send(text, embeds=[cards.overview(shown, say)])

    @GROUP.command(name=locale_str("move"), description=locale_str("Give a meeting another time or place"))
    @app_commands.rename(
        meeting=locale_str("meeting"),
        when=locale_str("when"),
        where=locale_str("where"),
        channel=locale_str("channel"),
    )
    @app_commands.describe(
        meeting=locale_str("Which one?"),
        when=locale_str("As you would say it: Fri 13 March 20:00, tomorrow 9pm"),
        where=locale_str("A venue or an address"),
        channel=locale_str("Or in which voice or stage channel"),
    )
    async def move(
        self,
        interaction: Interaction,
        meeting: str,
        when: str = "",
        where: str = "",
        channel: Room | None = None,
    ) -> None:
        if not (when.strip() or where.strip() or channel is not None):
            raise Refusal("Say what should change: when it is, or where.")
        client, answer, caller = self._client, Answer.to(interaction), caller_of(interaction)
        now, number = client.clock.now(), number_of(meeting)
        known = await client.services.meetings.may_change(number, caller)
        moved = await client.services.meetings.move(
            number,
            caller,
            starts=read_moment(when, now=now, zone=known.zone) if when.strip() else None,
            place=where if where.strip() else None,
            channel=channel.id if channel is not None else None,
            channel_name=channel.name if channel is not None else "",
            now=now,
        )
        await answer.send(_planned(answer, moved))

    @GROUP.command(name=locale_str("cancel"), description=locale_str("Cancel a meeting, and say why"))
    @app_commands.rename(meeting=locale_str("meeting"), reason=locale_str("reason"))
    @app_commands.describe(
        meeting=locale_str("Which one?"), reason=locale_str("Why? Everyone who counts on it reads this")
    )
    async def cancel(self, interaction: Interaction, meeting: str, reason: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        cancelled = await client.services.meetings.cancel(
            number_of(meeting), caller_of(interaction), reason, now=client.clock.now()
        )
        title = plain(title_of(cancelled, answer.say))
        await answer.send(
            answer.say("“{title}” is cancelled. Everyone who counted on it is told why.", title=title)
        )

    @move.autocomplete("meeting")
    @cancel.autocomplete("meeting")
    @or_nothing
    async def _meetings(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_meetings(interaction, typed)


def _planned(answer: Answer, meeting: Meeting) -> str:
    assert meeting.starts is not None
    return answer.say(
        "“{title}” is on {when}. Its card stands in the meetings channel, and who counts on it is told.",
        title=plain(title_of(meeting, answer.say)),
        when=timestamp(meeting.starts),
    )


async def _must_be_here(interaction: Interaction, people: dict[int, bool]) -> None:
    """Raises `Refusal` for who has left the server."""
    guild = interaction.guild
    for person in sorted(people):
        if guild is None:
            return
        try:
            await guild.fetch_member(person)
        except discord.NotFound:
            raise Refusal(
                "{person} is not on this server any more. Leave them out, and ask the others.",
                person=f"<@{person}>",
            ) from None
