"""What no source lists any more: an editor says what became of it."""

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.ui import DurableButton, Interaction, view_of
from bot.words import GREY, SIGNAL, plain, source_links, when_line
from domain.postings import Posting, Surface
from domain.texts import shortened
from domain.vanishing import Answer as Outcome
from services.vanishing import ShownAbsence


class AbsentButton(DurableButton, template=r"absent:(?P<event>\d{1,18}):(?P<act>cancelled|happens|removed)"):
    def __init__(self, event: str, act: str, label: str = "", *, closed: bool = False) -> None:
        styles = {"cancelled": discord.ButtonStyle.danger, "happens": discord.ButtonStyle.success}
        super().__init__(
            discord.ui.Button(
                custom_id=f"absent:{event}:{act}",
                label=label or act,
                style=styles.get(act, discord.ButtonStyle.secondary),
                disabled=closed,
            )
        )
        self.event_id, self.outcome = int(event), Outcome(act)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        event = await client.services.vanishing.decide(
            self.event_id, self.outcome, caller_of(interaction), now=client.clock.now()
        )
        title = plain(event.details.title)
        words = {
            Outcome.CANCELLED: say("“{title}” is cancelled; its messages say so in a moment.", title=title),
            Outcome.HAPPENS: say("“{title}” stays as it is, and this is not asked again.", title=title),
            Outcome.REMOVED: say(
                "“{title}” is taken out of the channels. It comes back by itself when it is listed again.",
                title=title,
            ),
        }
        await answer.send(words[self.outcome])


def register(client: SektorClient) -> None:
    async def render(posting: Posting) -> Content | None:
        shown = await client.services.vanishing.shown(int(posting.subject.partition(":")[2]))
        return content(shown) if shown is not None else None

    client.publisher.register("absent", Surface.ABSENCE, render, lambda posting: f"{posting.subject}:happens")


def content(shown: ShownAbsence) -> Content:
    say, event, absence = Say(shown.community.locale, shown.community.zone), shown.event, shown.absence
    closed = absence.answer is not None
    outcomes = {
        None: say("No longer listed"),
        Outcome.CANCELLED: say("No longer listed: it is cancelled, says {name}", name=absence.by),
        Outcome.HAPPENS: say("No longer listed: it still happens, says {name}", name=absence.by),
        Outcome.REMOVED: say("No longer listed: taken out by {name}", name=absence.by),
        Outcome.LISTED: say("It is listed again"),
    }
    lines = [
        f"**{plain(event.details.title)}**",
        f"🗓️ {when_line(event.details, say)}",
        f"📍 {plain(event.details.place) or '—'}",
        source_links([(source.name, source.url) for source in shown.sources]),
    ]
    if not closed:
        lines += [
            "",
            say(
                "Two readings since {since} did not list it, though everything around it is there. It "
                "stands in the agenda until you decide.",
                since=timestamp(absence.since, "f"),
            ),
        ]
    embed = discord.Embed(
        title=shortened(outcomes.get(absence.answer, say("No longer listed")), 250),
        description="\n".join(lines)[:4000],
        colour=GREY if closed else SIGNAL,
    )
    key = str(event.id)
    view = view_of(
        AbsentButton(key, "cancelled", say("It is cancelled"), closed=closed),
        AbsentButton(key, "happens", say("It still happens"), closed=closed),
        AbsentButton(key, "removed", say("Remove it"), closed=closed),
    )
    return Content(embeds=[embed], view=view)
