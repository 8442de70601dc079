"""Events as people see them: the card in a channel, the review card, the notices. Pure."""

from collections.abc import Iterable
from typing import Final

import discord

from bot.i18n import Say
from bot.telling import language_name, status_word, when_words
from bot.words import GREY, SIGNAL, Sources, Voice, plain, source_links, when_line
from domain.communities import Community
from domain.events import Event, Stage
from domain.sources import Note
from domain.texts import shortened
from domain.themes import Theme

_DESCRIPTION_SHOWN: Final = 700


def card(
    event: Event,
    community: Community,
    themes: Iterable[Theme],
    *,
    sources: Sources = (),
    interested: int = 0,
    poster: str = "",
) -> discord.Embed:
    """What stands in a channel. `poster` is the name of the attached file."""
    voice = Voice(community)
    say, details = voice.say, event.details
    status = status_word(event, say)
    title = f"{status.upper()}: {details.title}" if status else details.title
    embed = discord.Embed(
        title=shortened(plain(title), 250),
        url=details.link or None,
        colour=GREY if event.is_cancelled else SIGNAL,
        description="\n".join(_lines(event, voice)),
    )
    embed.set_author(
        name=" · ".join(f"{theme.emoji} {theme.name(say.locale)}".strip() for theme in themes) or "De Sektor"
    )
    if sources:
        embed.add_field(name=say("Source"), value=source_links(sources))
    footer = [say("by {name}", name=event.made_by)] if event.made_by else []
    if interested:
        footer.append(say.many("{n} person is interested", "{n} people are interested", interested))
    if footer:
        embed.set_footer(text=" · ".join(footer))
    if picture := f"attachment://{poster}" if poster else details.image:
        embed.set_image(url=picture)
    return embed


def _lines(event: Event, voice: Voice) -> list[str]:
    say, details = voice.say, event.details
    unknown = say("not known yet")
    lines = []
    if event.is_cancelled and event.reason:
        lines += [f"**{plain(event.reason)}**", ""]
    lines.append(f"🗓️ {when_line(details, say)}")
    lines.append(f"📍 {plain(details.place) if details.place else say('place: {unknown}', unknown=unknown)}")
    lines.append(f"🎟️ {plain(details.price) if details.price else say('price: {unknown}', unknown=unknown)}")
    language = (
        language_name(details.language, say)
        if details.language
        else say("language: {unknown}", unknown=unknown)
    )
    lines.append(f"💬 {language}")
    if details.accessibility:
        lines.append(f"♿ {plain(details.accessibility)}")
    if details.description:
        lines += ["", plain(shortened(details.description, _DESCRIPTION_SHOWN))]
    if voice.english is not None:
        lines += ["", f"-# 🇬🇧 {_english(event, voice.english)}"]
    return lines


def _english(event: Event, say: Say) -> str:
    """Everything that matters on one line, for who reads no Dutch."""
    details = event.details
    parts = [
        status_word(event, say).upper(),
        when_words(details, say),
        details.place and plain(details.place),
    ]
    if not details.time_known and details.ends is None:
        parts.append(say("time not known yet"))
    if details.language:
        parts.append(language_name(details.language, say))
    return " · ".join(part for part in parts if part)


def review_card(
    event: Event,
    community: Community,
    themes: Iterable[Theme],
    *,
    poster: str = "",
    sources: Sources = (),
    doubt: Note | None = None,
) -> discord.Embed:
    """For the editors: the card as it would stand there, under a heading that says how far it is."""
    voice = Voice(community)
    say = voice.say
    embed = card(event, community, themes, poster=poster, sources=sources)
    headings = {
        Stage.REVIEW: say("New, waiting for an editor"),
        Stage.PUBLISHED: say("Accepted by {name}", name=event.reviewer or "—"),
        Stage.DECLINED: say("Declined by {name}: {reason}", name=event.reviewer, reason=event.reason),
        Stage.WITHDRAWN: say("Taken out of the agenda; its source does not list it any more"),
    }
    heading = headings[event.stage]
    if event.stage is Stage.REVIEW and event.is_cancelled:
        heading = say("Withdrawn by who entered it: {reason}", reason=event.reason)
    elif event.stage is Stage.REVIEW and event.question:
        heading = say("{name} asked: {question}", name=event.reviewer, question=event.question)
    embed.add_field(name=say("Review"), value=plain(shortened(heading, 900)), inline=False)
    if event.stage is Stage.REVIEW and doubt is not None:
        embed.add_field(
            name=say("Are the themes right?"), value=say.message(doubt.message_id, doubt.params), inline=False
        )
    if event.submitter is not None:
        embed.add_field(
            name=say("Entered by"), value=f"<@{event.submitter}> ({plain(event.made_by)})", inline=False
        )
    return embed


def details_embed(event: Event, themes: Iterable[Theme], say: Say, sources: Sources) -> discord.Embed:
    """*More*: everything that is known, for one reader in their language."""
    details = event.details
    unknown = say("not known yet")
    embed = discord.Embed(
        title=shortened(plain(details.title), 250),
        url=details.link or None,
        description=plain(shortened(details.description, 3500)) or None,
        colour=GREY if event.is_cancelled else SIGNAL,
    )
    if status := status_word(event, say):
        embed.add_field(
            name=say("Attention"), value=" ".join([status.upper(), plain(event.reason)]).strip(), inline=False
        )
    embed.add_field(
        name=say("When"), value=f"{when_words(details, say)}\n{when_line(details, say)}", inline=False
    )
    embed.add_field(name=say("Where"), value=plain(details.place) or unknown)
    embed.add_field(name=say("Price"), value=plain(details.price) or unknown)
    embed.add_field(
        name=say("Language"), value=language_name(details.language, say) if details.language else unknown
    )
    embed.add_field(name=say("Accessibility"), value=plain(details.accessibility) or unknown, inline=False)
    if names := ", ".join(theme.name(say.locale) for theme in themes):
        embed.add_field(name=say("Themes"), value=names)
    if sources:
        embed.add_field(name=say("Source"), value=source_links(sources))
    if event.made_by:
        embed.set_footer(text=say("by {name}", name=event.made_by))
    return embed
