"""Two events that may be one, side by side in the review channel."""

from typing import Final

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.i18n import Say
from bot.ui import DurableButton, Interaction, view_of
from bot.words import GREY, SIGNAL, plain, source_links, when_line
from domain.events import Event, Stage
from domain.matching import Match
from domain.pairs import PairVerdict
from domain.postings import Posting, Surface
from domain.texts import shortened
from services.matching import ShownPair

_MOST_REASONS: Final = 6


class PairButton(DurableButton, template=r"pair:(?P<pair>\d{1,18}):(?P<act>same|different)"):
    """*Same* and *Different*: remembered, and never asked again."""

    def __init__(self, pair: str, act: str, label: str = "", *, closed: bool = False) -> None:
        style = discord.ButtonStyle.success if act == "same" else discord.ButtonStyle.secondary
        super().__init__(
            discord.ui.Button(
                custom_id=f"pair:{pair}:{act}", label=label or act, style=style, disabled=closed
            )
        )
        self.pair_id, self.act = int(pair), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        shown = await client.services.matching.decide(
            self.pair_id, caller_of(interaction), same=self.act == "same", now=client.clock.now()
        )
        say = answer.say
        title = plain(shown.one.details.title)
        if self.act == "same":
            await answer.send(
                say("“{title}” is one event now. `/event split` takes it apart again.", title=title)
            )
        else:
            await answer.send(say("They are two events, and that is not asked again."))


def register(client: SektorClient) -> None:
    async def render(posting: Posting) -> Content | None:
        shown = await client.services.matching.shown(int(posting.subject.partition(":")[2]))
        return content(shown) if shown is not None else None

    client.publisher.register("pair", Surface.PAIR, render, lambda posting: f"{posting.subject}:same")


def content(shown: ShownPair) -> Content:
    say, pair = Say(shown.community.locale, shown.community.zone), shown.pair
    closed = pair.verdict is not PairVerdict.DOUBT
    outcomes = {
        PairVerdict.DOUBT: say("Is this the same event twice?"),
        PairVerdict.SAME: say("The same event, says {name}", name=pair.by),
        PairVerdict.DIFFERENT: say("Two events, says {name}", name=pair.by),
    }
    if not pair.by and closed:  # another answer settled it, or the two tell the same by now
        outcomes[PairVerdict.SAME] = say("The same event, as is clear by now")
        outcomes[PairVerdict.DIFFERENT] = say("Two events, as is clear by now")
    embed = discord.Embed(
        title=shortened(outcomes[pair.verdict], 250),
        description=None if closed else _meanwhile(shown, say),
        colour=GREY if closed else SIGNAL,
    )
    for event in (shown.one, shown.other):
        embed.add_field(name=shortened(plain(event.details.title), 250), value=_side(event, shown, say))
    if pair.match is not None and not closed:
        embed.add_field(name=say("Why I ask"), value=reasons(pair.match, say), inline=False)
    key = str(pair.id)
    view = view_of(
        PairButton(key, "same", say("Same"), closed=closed),
        PairButton(key, "different", say("Different"), closed=closed),
    )
    return Content(embeds=[embed], view=view)


def _meanwhile(shown: ShownPair, say: Say) -> str:
    """What stands until somebody answers."""
    waiting = [event for event in (shown.one, shown.other) if event.stage is Stage.REVIEW]
    if not waiting:
        return say("Both stand in the agenda until you answer.")
    titles = say(" and ").join(f"“{plain(event.details.title)}”" for event in waiting)
    return say("{titles} is not posted until you answer.", titles=titles)


def _side(event: Event, shown: ShownPair, say: Say) -> str:
    details = event.details
    lines = [f"🗓️ {when_line(details, say)}", f"📍 {plain(details.place) or '—'}"]
    source = shown.sources.get(event.source_id) if event.source_id is not None else None
    if event.submitter is not None:
        lines.append(say("by {name}", name=plain(event.made_by)))
    elif source is not None:
        lines.append(source_links([(source.name, details.link or source.url)]))
    if details.description:
        lines += ["", plain(shortened(details.description, 200))]
    return "\n".join(lines)[:1024]


def reasons(match: Match, say: Say) -> str:
    """What speaks for and against it, the weightiest first."""
    fields = sorted(match.fields, key=lambda one: -abs(one.points))[:_MOST_REASONS]
    lines = [
        f"{'+' if one.points > 0 else '–' if one.points < 0 else '·'} "
        f"{say.message(one.note.message_id, one.note.params)}"
        for one in fields
    ]
    return "\n".join(lines)[:1000] or "—"
