"""How entries are shown. Pure."""

from collections.abc import Sequence

import discord

from bot.directory_words import KIND_SIGNS, approach_name, kind_name, tongue_name
from bot.i18n import Say
from bot.words import GREY, SIGNAL, plain
from domain.directory.entry import Entry
from domain.directory.finding import Query
from domain.texts import shortened
from domain.venues import Venue
from services.directory import Page, Shown


def name_of(entry: Entry) -> str:
    return f"{KIND_SIGNS[entry.kind]} {plain(entry.name)}"


def words_of(entry: Entry, venue: Venue | None, say: Say) -> discord.Embed:
    """What everybody may read of it."""
    embed = discord.Embed(title=shortened(name_of(entry), 256), description=_about(entry, say), colour=SIGNAL)
    for name, text in ((say("Offers"), entry.offers), (say("Seeks"), entry.seeks)):
        if text:
            embed.add_field(name=name, value=shortened(plain(text), 1024), inline=False)
    if entry.tongues:
        embed.add_field(
            name=say("Languages"), value=", ".join(tongue_name(one, say) for one in entry.tongues)
        )
    if venue is not None:
        embed.add_field(name=say("Where"), value=shortened(plain(venue.label), 1024))
    if entry.link:
        embed.add_field(name=say("Link"), value=entry.link, inline=False)
    return embed


def _about(entry: Entry, say: Say) -> str:
    kind = f"*{kind_name(entry.kind, say)}*"
    return f"{kind}\n\n{plain(entry.about)}"[:4096] if entry.about else kind


def card(shown: Shown, say: Say) -> discord.Embed:
    entry = shown.entry
    embed = words_of(entry, shown.venue, say)
    if entry.shown_person is not None:
        embed.add_field(name=say("Contact"), value=f"<@{entry.shown_person}>")
    elif shown.askable:
        embed.add_field(name=say("Contact"), value=say("Ask to be introduced: both of you decide."))
    if shown.edits:
        embed.add_field(
            name=say("How far the contact is"), value=approach_name(entry.approach, say), inline=False
        )
        if entry.asked_contact is not None:
            embed.add_field(
                name=say("Asked to be the contact"), value=f"<@{entry.asked_contact}>", inline=False
            )
    if entry.lease_ends is not None and (shown.edits or shown.keeps):
        embed.add_field(name=say("Last day of the lease"), value=say.day(entry.lease_ends), inline=False)
    embed.set_footer(text=audience(entry, say))
    return embed


def audience(entry: Entry, say: Say) -> str:
    if entry.hidden:
        return say("Hidden: nobody finds it.")
    if entry.public:
        return say("Members see it, and it stands on the public site.")
    return say("Only members of this server see it.")


def preview(entry: Entry, venue: Venue | None, say: Say, *, own: bool) -> discord.Embed:
    """What would stand, and who would see what of it."""
    embed = words_of(entry, venue, say)
    lines = [audience(entry, say)]
    if own:
        lines.append(
            say("Members see that it is yours and can write to you.")
            if entry.shows_person
            else say("Nobody sees that it is yours; who wants to meet you asks through me.")
        )
    embed.set_footer(text=" ".join(lines))
    return embed


def page(found: Page, query: Query, say: Say) -> discord.Embed:
    embed = discord.Embed(
        title=say.many("The directory: {n} entry", "The directory: {n} entries", found.total), colour=SIGNAL
    )
    lines = [_line(one, say, edits=found.edits) for one in found.entries]
    if found.venues:
        names = ", ".join(plain(venue.label) for venue in found.venues[:10])
        lines.append("📍 " + say("Known from the agenda, without an entry: {venues}", venues=names))
    embed.description = "\n\n".join(lines)[:4096]
    if found.pages > 1:
        embed.set_footer(text=say("Page {page} of {pages}", page=found.number, pages=found.pages))
    return embed


def _line(entry: Entry, say: Say, *, edits: bool) -> str:
    head = f"{KIND_SIGNS[entry.kind]} **{plain(entry.name)}** · {kind_name(entry.kind, say)}"
    if edits and entry.approach:
        head += f" · {approach_name(entry.approach, say)}"
    parts = [head]
    if entry.offers:
        parts.append(say("Offers: {what}", what=plain(shortened(entry.offers, 110))))
    if entry.seeks:
        parts.append(say("Seeks: {what}", what=plain(shortened(entry.seeks, 110))))
    if len(parts) == 1 and entry.about:
        parts.append(plain(shortened(" ".join(entry.about.split()), 110)))
    return "\n".join(parts)


def nothing(say: Say) -> discord.Embed:
    return discord.Embed(
        description=say(
            "Nobody in the directory fits that. Try fewer or other words, or ask the desk with `/desk ask`; "
            "and be found yourself with `/directory add`."
        ),
        colour=GREY,
    )


def options(entries: Sequence[Entry], say: Say) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=shortened(one.name, 100),
            value=str(one.id),
            description=kind_name(one.kind, say)[:100],
            emoji=KIND_SIGNS[one.kind],
        )
        for one in entries
    ]
