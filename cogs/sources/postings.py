"""What is said about sources unasked: a reading that is not believed, a site that does not work."""

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.ui import view_of
from cogs.sources.cards import COLOUR, problem_words
from cogs.sources.views import BrakeButton
from domain.communities import Community
from domain.postings import Posting, Surface
from domain.source_register import Source
from domain.texts import shortened
from domain.vanishing import Answer
from services.vanishing import ShownBrake


def register(client: SektorClient) -> None:
    async def brake(posting: Posting) -> Content | None:
        shown = await client.services.vanishing.shown_brake(_number(posting))
        return brake_content(shown) if shown is not None else None

    async def failing(posting: Posting) -> Content | None:
        found = await client.services.sources.get(_number(posting))
        return failing_content(*found) if found is not None else None

    client.publisher.register("brake", Surface.BRAKE, brake, lambda posting: f"{posting.subject}:left")
    client.publisher.register("source", Surface.FAILING, failing)


def _number(posting: Posting) -> int:
    return int(posting.subject.partition(":")[2])


def brake_content(shown: ShownBrake) -> Content:
    say, brake = Say(shown.community.locale, shown.community.zone), shown.brake
    closed = brake.answer is not None
    name = discord.utils.escape_markdown(shown.source.name)
    outcomes = {
        None: say("Is this right?"),
        Answer.APPLIED: say("It is right, says {name}", name=brake.by),
        Answer.LEFT: say("Everything was left as it was by {name}", name=brake.by),
        Answer.PASSED: say("It lists them again; nothing was changed"),
    }
    told = {"source": f"[{name}]({shown.source.url})", "coming": brake.coming}
    losses = []
    if brake.dropped:
        count = len(brake.dropped)
        losses.append(
            say("{source} does not list {count} of its {coming} coming events any more.", count=count, **told)
        )
    if brake.cancelled:
        count = len(brake.cancelled)
        losses.append(say("{source} cancels {count} of its {coming} coming events.", count=count, **told))
    if brake.answer is None:
        losses.append(
            say(
                "That is much at once, and sometimes a site is only broken. If it is right, what it cancels "
                "is shown as cancelled, and what it does not list any more leaves the channels. Until you "
                "decide, nothing of this source is changed."
            )
        )
    lines = [
        *losses,
        "",
        *(
            f"• {timestamp(starts, 'd')} {discord.utils.escape_markdown(shortened(title, 100))}"
            for title, starts in shown.titles
        ),
    ]
    if len(brake.keys) > len(shown.titles) > 0:
        lines.append("• …")
    embed = discord.Embed(
        title=shortened(outcomes.get(brake.answer, name), 250),
        description="\n".join(lines)[:4000],
        colour=COLOUR,
    )
    key = str(brake.id)
    view = view_of(
        BrakeButton(key, "applied", say("It is right, apply it"), closed=closed),
        BrakeButton(key, "left", say("Leave everything as it was"), closed=closed),
    )
    return Content(embeds=[embed], view=view)


def failing_content(source: Source, community: Community) -> Content:
    """In both languages, since nobody's Discord language is known when nobody clicks."""
    own = Say(community.locale, community.zone)
    voices = [own] if community.locale == "en" else [own, Say("en", community.zone)]
    name = discord.utils.escape_markdown(source.name)
    text = "\n\n".join(
        say(
            "{name}, which you added, could not be read three times in a row: {problem} Its events stay as "
            "they are, and it is tried again. `/source list` shows how it is doing.",
            name=name,
            problem=problem_words(source, say),
        )
        for say in voices
    )
    return Content(text=text[:2000])
