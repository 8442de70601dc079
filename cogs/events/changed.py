"""Telling those who are interested what has changed: only that, from what to what."""

import discord

from bot.answer import Answer
from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say
from bot.telling import when_words
from bot.ui import DurableButton, Interaction, view_of
from bot.words import Voice, plain
from cogs.events import cards
from cogs.events.views import existing, sources_of
from domain.events import Event, Happening
from domain.gathering import what_readers_must_hear
from domain.postings import Posting, Surface
from services.changes import ShownChange


class ChangeButton(DurableButton, template=r"change:(?P<change>\d{1,18}):more:(?P<event>\d{1,18})"):
    """*More*, under the private message about a change."""

    def __init__(self, change: str, event: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"change:{change}:more:{event}", label=label or "+", emoji="🔎")
        )
        self.event_id = int(event)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        shown = await existing(interaction, self.event_id)
        say = answer.in_zone(shown.community.zone)
        await answer.send(embeds=[cards.details_embed(shown.event, shown.themes, say, sources_of(shown))])


def register(client: SektorClient) -> None:
    async def render(posting: Posting) -> Content | None:
        shown = await client.services.events.change(int(posting.subject.partition(":")[2]))
        return content(shown) if shown is not None else None

    client.publisher.register("change", Surface.CHANGED, render)


def content(shown: ShownChange) -> Content:
    """In both languages, since nobody's Discord language is known when nobody clicks."""
    community = shown.community
    own = Say(community.locale, community.zone)
    voices = [own] if community.locale == "en" else [own, Say("en", community.zone)]
    text = "\n\n".join(_told(shown, say) for say in voices)
    label = Voice(community).label(own("More"), Say("en")("More"))
    button = ChangeButton(str(shown.number), str(shown.after.id), label)
    return Content(text=text[:2000], view=view_of(button))


def _told(shown: ShownChange, say: Say) -> str:
    before, after = shown.before, shown.after
    heard = what_readers_must_hear(before, after)
    title = plain(after.details.title)
    lines = [say("“{title}”, which you are interested in, has changed:", title=title)]
    if "happening" in heard:
        lines.append(f"• {_happening(before, after, say)}")
    if "when" in heard:
        old, new = when_words(before.details, say), when_words(after.details, say)
        lines.append(f"• {say('When: {old} → {new}', old=old, new=new)}")
    if "place" in heard:
        unknown = say("not known yet")
        old = plain(before.details.place) or unknown
        new = plain(after.details.place) or unknown
        lines.append(f"• {say('Where: {old} → {new}', old=old, new=new)}")
    return "\n".join(lines)


def _happening(before: Event, after: Event, say: Say) -> str:
    words = {
        Happening.CANCELLED: say("It is cancelled."),
        Happening.POSTPONED: say("It is postponed; a new date is not known yet."),
        Happening.RESCHEDULED: say("It has a new date."),
        Happening.MOVED_ONLINE: say("It takes place online."),
        Happening.SCHEDULED: say("It takes place after all."),
    }
    text = words[after.happening]
    return f"{text} {plain(after.reason)}".strip() if after.is_cancelled else text
