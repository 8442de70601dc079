"""The private message that reminds somebody of an event."""

from collections.abc import Iterable

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.ui import DurableButton, Interaction, view_of
from bot.words import plain, when_line
from cogs.events import cards
from cogs.events.views import existing, sources_of
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.interest import REMIND
from services.reminders import ShownReminder


class ReminderButton(
    DurableButton, template=r"reminder:(?P<event>\d{1,18}):(?P<told>\d{1,9}):(?P<act>more|off)"
):
    """Under the private message. `told` tells apart what somebody got of the same event."""

    def __init__(self, event: str, told: str, act: str, label: str = "", emoji: str | None = None) -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"reminder:{event}:{told}:{act}", label=label or act, emoji=emoji)
        )
        self.event_id, self.act = int(event), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        if self.act == "off":
            event = await client.services.reminders.lose_interest(
                self.event_id, caller_of(interaction), now=client.clock.now()
            )
            title = plain(event.details.title)
            await answer.send(answer.say("You are not interested in “{title}” any more.", title=title))
            return
        shown = await existing(interaction, self.event_id)
        say = answer.in_zone(shown.community.zone)
        await answer.send(embeds=[cards.details_embed(shown.event, shown.themes, say, sources_of(shown))])


def register(client: SektorClient) -> None:
    reminders = client.services.reminders

    async def render(posting: Posting) -> Content | None:
        number = int(posting.subject.partition(":")[2])
        shown = await reminders.shown(number, posting.place, now=client.clock.now())
        return content(shown, posting.generation) if shown is not None else None

    async def remind(timer: Timer) -> None:
        await reminders.remind(timer.subject, now=client.clock.now())

    def mark(posting: Posting) -> str:
        return f"{posting.subject}:{posting.generation}:more"

    client.publisher.register("reminder", Surface.REMINDER, render, mark)
    client.timers.register(REMIND, remind)


def content(shown: ShownReminder, told: int) -> Content:
    """In the reader's language if it is known, else in the community's with English beside it."""
    community, details = shown.community, shown.event.details
    say = Say(shown.locale or community.locale, community.zone)
    voices = [say] if shown.locale or say.locale == "en" else [say, Say("en", community.zone)]
    title = plain(details.title)
    lines = [f"🔔 {say('Coming up: “{title}”.', title=title)}" for say in voices]
    lines.append(f"🗓️ {when_line(details, say)}")
    if details.time_known:
        lines[-1] += f" ({timestamp(details.starts, 'R')})"
    lines.append(f"📍 {plain(details.place) or say('place: {unknown}', unknown=say('not known yet'))}")
    key = str(shown.event.id)
    more = _label(say("More") for say in voices)
    less = _label(say("Not interested any more") for say in voices)
    return Content(
        text="\n".join(lines)[:2000],
        view=view_of(
            ReminderButton(key, str(told), "more", more, "🔎"),
            ReminderButton(key, str(told), "off", less),
        ),
    )


def _label(words: Iterable[str]) -> str:
    return " · ".join(words)[:80]
