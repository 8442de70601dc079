"""What a source gives and how it is doing, in words. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import discord

from bot.i18n import Say, timestamp
from domain.events import Stage
from domain.source_register import FIRST_PRECEDENCE, Source
from domain.sources import SourceKind
from domain.texts import shortened
from services.reading import Outcome
from services.sources import Look

COLOUR: Final = 0xE4572E
_ON_A_PAGE: Final = 8
"""Sources; each takes at most some 500 characters."""


def look_embed(look: Look, say: Say) -> discord.Embed:
    """The first five events as they would be posted, how many there are, and what could not be read."""
    embed = discord.Embed(
        title=shortened(discord.utils.escape_markdown(look.source.name), 250),
        url=look.source.url,
        colour=COLOUR,
        description=_heading(look, say),
    )
    names = {theme.key: theme.name(say.locale) for theme in look.themes}
    for event in look.events:
        details = event.details
        when = timestamp(details.starts, "F" if details.time_known else "D")
        themes = ", ".join(names[key] for key in details.themes if key in names)
        if event.stage is Stage.REVIEW:
            themes = say("{themes}, an editor looks first", themes=themes)
        elif event.stage is Stage.WITHDRAWN:
            themes = say("cancelled, so it is not posted")
        lines = [when, details.place or say("place not known yet"), f"→ {themes}"]
        embed.add_field(
            name=discord.utils.escape_markdown(shortened(details.title, 200)),
            value=discord.utils.escape_markdown("\n".join(lines))[:1000],
            inline=False,
        )
    if look.events and not any(event.details.place for event in look.events):
        embed.add_field(
            name=say("Where is it?"),
            value=say(
                "These events do not say where they are. Is this a venue's own agenda? Then run "
                "`/source add` once more, with its *place*."
            ),
            inline=False,
        )
    if look.reading.warnings:
        notes = [say.message(note.message_id, note.params) for note in look.reading.warnings[:5]]
        embed.add_field(
            name=say("Worth knowing"), value="\n".join(f"• {note}" for note in notes)[:1000], inline=False
        )
    return embed


def _heading(look: Look, say: Say) -> str:
    if has_other_dates(look):
        return say(
            "This feed does not say when its events take place. Perhaps the date that it gives with each "
            "item is the day of the event itself: try that, and look whether the days are right."
        )
    if not look.count:
        return say("This site lists no coming events at the moment, so there is nothing to add yet.")
    heading = say.many(
        "{n} coming event. This is how it would be posted:",
        "{n} coming events. This is how the first ones would be posted:",
        look.count,
    )
    if look.source.settings.published_is_start:
        heading += "\n" + say(
            "⚠️ The date that the feed gives with each item is taken for the day of its event. Are the days "
            "right? Only then add it."
        )
    if look.guessed:
        heading += "\n" + say(
            "⚠️ The page says nothing that is meant for programs, so its words were read. Are these events "
            "right? Only then add it."
        )
    return heading


def dates_words(source: Source, say: Say) -> str:
    """What the dates of its feed mean, after that was set."""
    if source.settings.published_is_start:
        return say("The date of each item is the day of the event.")
    return say("The date of each item is the day on which it was posted.")


def place_words(source: Source, say: Say) -> str:
    """Where its events are, after that was set."""
    if source.settings.place:
        place = discord.utils.escape_markdown(source.settings.place)
        return say("What does not say where it is, is at {place}.", place=place)
    return say("What does not say where it is, has no place.")


def has_other_dates(look: Look) -> bool:
    """A feed that dates its items, while nothing in them says when something happens."""
    return (
        not look.count
        and SourceKind.FEED in look.reading.kinds
        and bool(look.reading.warnings)
        and not look.source.settings.published_is_start
    )


def outcome_words(outcome: Outcome, say: Say) -> str:
    name = discord.utils.escape_markdown(outcome.source.name)
    if outcome.problem is not None:
        problem = say.message(outcome.problem.message_id, outcome.problem.params)
        return say("{name} could not be read: {problem} What was there stays.", name=name, problem=problem)
    intake = outcome.intake
    if intake is None:
        return say("{name} is read: nothing has changed there.", name=name)
    if intake.brake is not None:
        return say(
            "{name} is read, but it would take {count} events away. Nothing was changed; the review channel "
            "asks whether that is right.",
            name=name,
            count=len(intake.brake.keys),
        )
    lines = [
        say(
            "{name} is read: {new} new, {changed} changed, {same} unchanged.",
            name=name,
            new=intake.new,
            changed=intake.changed,
            same=intake.unchanged,
        )
    ]
    if intake.joined:
        lines.append(
            say.many(
                "{n} was known already from elsewhere.",
                "{n} were known already from elsewhere.",
                intake.joined,
            )
        )
    if intake.held:
        lines.append(
            say.many("{n} waits in the review channel.", "{n} wait in the review channel.", intake.held)
        )
    if intake.asked:
        lines.append(
            say.many(
                "{n} may stand in the agenda twice now; the review channel asks.",
                "{n} may stand in the agenda twice now; the review channel asks.",
                intake.asked,
            )
        )
    if intake.missing:
        lines.append(
            say.many("{n} is no longer listed there.", "{n} are no longer listed there.", intake.missing)
        )
    return "\n".join(lines)


def problem_words(source: Source, say: Say) -> str:
    problem = source.problem
    return say.message(problem.message_id, problem.params) if problem is not None else ""


def health(source: Source, due: datetime | None, say: Say) -> tuple[str, list[str]]:
    """How a source is doing, and what there is to add: when it was last read, when it is read next."""
    name = f"**[{discord.utils.escape_markdown(source.name)}]({source.url})**"
    more = []
    if source.failures:
        since = source.failing_since or source.last_good
        line = say(
            "{name} does not work since {since} ({count} times).",
            name=name,
            since=timestamp(since, "f") if since else say("the beginning"),
            count=source.failures,
        )
        problem = discord.utils.escape_markdown(problem_words(source, say))[:300]
        line = f"⚠️ {line} {problem}"
        if source.last_good is not None:
            more.append(say("last read well {when}", when=timestamp(source.last_good, "R")))
    elif source.last_good is None:
        return f"⏳ {say('{name} is read for the first time in a moment', name=name)}", []
    else:
        events = say.many("{n} coming event", "{n} coming events", source.last_count)
        line = f"✅ {name} · {events}"
        more.append(say("read {when}", when=timestamp(source.last_good, "R")))
    if due is not None:
        more.append(say("next {when}", when=timestamp(due, "R")))
    return line, more


def habits(source: Source, say: Say) -> list[str]:
    """What was set for this source and is not usual."""
    told = []
    if source.precedence != FIRST_PRECEDENCE:
        told.append(say("precedence {number}", number=source.precedence))
    if source.settings.place:
        place = discord.utils.escape_markdown(source.settings.place)
        told.append(say("at {place}, if not said otherwise", place=place))
    if source.settings.published_is_start:
        told.append(say("its dates are those of the events"))
    if source.rules:
        told.append(say.many("{n} theme rule", "{n} theme rules", len(source.rules)))
    return told


def list_embed(
    sources: Sequence[tuple[Source, datetime | None]], say: Say, page: int
) -> tuple[discord.Embed, int]:
    """One page of the sources with their health; and how many pages there are."""
    pages = max(1, -(-len(sources) // _ON_A_PAGE))
    page = min(page, pages - 1)
    blocks = []
    for source, due in sources[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]:
        line, more = health(source, due, say)
        small = " · ".join([*more, *habits(source, say)])
        blocks.append(f"{line}\n-# {small}" if small else line)
    embed = discord.Embed(
        title=say("Agendas that are read"), description="\n\n".join(blocks)[:4090], colour=COLOUR
    )
    if pages > 1:
        embed.set_footer(text=say("Page {page} of {pages}", page=page + 1, pages=pages))
    return embed, pages
