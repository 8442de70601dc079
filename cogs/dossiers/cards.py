"""A dossier and a list of them, as embeds. Pure."""

from collections.abc import Sequence
from typing import Final

import discord

from bot.dossier_words import entry_words, outcome_name, waits_line, who_name
from bot.i18n import Say
from bot.words import GREY, SIGNAL, person_words, plain
from domain.dossiers.dossier import Document, Dossier, Entry, Kind
from domain.texts import one_line, shortened
from services.dossiers import ListedDossiers, ShownDossier

_FIELD: Final = 1000
_LISTED: Final = 25


def dossier(shown: ShownDossier, say: Say) -> discord.Embed:
    """What it is about and where it stands; its timeline below, the newest last."""
    one = shown.dossier
    sector = shown.sector.name(say.locale) if shown.sector is not None else one.sector
    title = say("Dossier {number}: {title}", number=str(one.number), title=plain(one.title))
    embed = discord.Embed(
        title=shortened(title, 250),
        description="\n".join(_standing(shown, say)),
        colour=SIGNAL if one.is_open else GREY,
    )
    facts = [(say("Sector"), sector), (say("Owner"), person_words(one.owner, say))]
    if one.counterpart:
        facts.append((say("With whom"), plain(one.counterpart)))
    for name, value in facts:
        embed.add_field(name=name, value=shortened(value, _FIELD), inline=True)
    texts = [
        (say("What is asked"), one.asked),
        (say("Decision wanted"), one.wanted),
        (say("Outcome"), one.outcome_text),
    ]
    for name, value in texts:
        if value:
            embed.add_field(name=name, value=_cut(plain(value), 700), inline=False)
    embed.add_field(name=say("Timeline"), value=_timeline(shown.entries, say), inline=False)
    if shown.documents:
        embed.add_field(name=say("Documents"), value=_documents(shown.documents, say), inline=False)
    people = [f"<@{person.person}>" for person in one.people if person.person != one.owner]
    if people:
        embed.add_field(name=say("People who see it"), value=" ".join(people), inline=False)
    if one.contact:
        embed.add_field(name=say("Contact in the summary"), value=_cut(plain(one.contact), 300), inline=False)
    return embed


def listed(found: ListedDossiers, say: Say, *, closed: bool) -> discord.Embed:
    title = say("Closed dossiers") if closed else say("Dossiers that run")
    lines = [_line(one, found, say) for one in found.dossiers[:_LISTED]]
    left = len(found.dossiers) - len(lines)
    while len("\n".join(lines)) > 3800:
        lines.pop()
        left += 1
    if not found.dossiers:
        lines = [say("None that you are one of the people of. `/dossier open` begins one.")]
    if left:
        lines.append(say("and {n} more; `/dossier show` finds them", n=left))
    return discord.Embed(title=title, description="\n".join(lines), colour=GREY if closed else SIGNAL)


def label(one: Dossier) -> str:
    """For menus: plain text."""
    return shortened(one_line(f"{one.number}. {one.title}"), 100)


def reading_back(entry: Entry, say: Say) -> str:
    return say(
        "Noted on {day}, {who}: {text}",
        day=say.day(entry.day),
        who=who_name(entry.who, say),
        text=plain(shortened(one_line(entry_words(entry, say)), 300)),
    )


def _standing(shown: ShownDossier, say: Say) -> list[str]:
    one = shown.dossier
    if not one.is_open:
        outcome = outcome_name(one.outcome, say) if one.outcome is not None else ""
        return [f"🔒 {say('Closed: {outcome}', outcome=outcome)}"]
    waiting = waits_line(one, one.waited(shown.today), say)
    if one.waits_note:
        waiting += f" ({plain(one.waits_note)})"
    lines = [f"⏳ {waiting}" if one.waits_for is not None else f"▶️ {waiting}"]
    if one.term is not None:
        late = "🔴" if one.term < shown.today else "📅"
        lines.append(f"{late} {say('term: {day}', day=say.day(one.term))}")
    return lines


def _line(one: Dossier, found: ListedDossiers, say: Say) -> str:
    parts = [f"**{one.number}** {plain(shortened(one.title, 80))}"]
    sector = found.sectors.get(one.sector)
    if sector is not None:
        parts.append(plain(sector.name(say.locale)))
    if one.is_open:
        if one.waits_for is not None:
            parts.append(waits_line(one, one.waited(found.today), say))
        if one.term is not None:
            late = "🔴 " if one.term < found.today else ""
            parts.append(late + say("term: {day}", day=say.short_date(one.term)))
    elif one.outcome is not None:
        parts.append(outcome_name(one.outcome, say))
    return " · ".join(parts)


def _timeline(entries: Sequence[Entry], say: Say) -> str:
    """The newest that fit, in order; how many came before is told."""
    lines = [_entry(one, say) for one in entries]
    shown: list[str] = []
    for line in reversed(lines):
        if len("\n".join([line, *shown])) > _FIELD - 60:
            break
        shown.insert(0, line)
    before = len(lines) - len(shown)
    if before:
        shown.insert(0, say.many("… {n} step before", "… {n} steps before", before))
    return "\n".join(shown) or "–"


def _entry(one: Entry, say: Say) -> str:
    lock = "🔒 " if one.internal else ""
    who = f" {who_name(one.who, say)}:" if one.kind is Kind.NOTE else ""
    text = plain(shortened(one_line(entry_words(one, say)), 160))
    return f"`{say.date_and_month(one.day)} {one.day.year}` {lock}{who} {text}".replace("  ", " ")


def _documents(documents: Sequence[Document], say: Say) -> str:
    lines = []
    for one in documents:
        lock = "🔒 " if one.internal else ""
        name = plain(shortened(one.name, 80))
        if one.link:
            lines.append(f"{lock}🔗 [{name}](<{one.link}>)")
        else:
            lines.append(f"{lock}{'📄' if one.file else '🗄️'} {name}")
    shown = list(lines)
    while len("\n".join(shown)) > _FIELD - 40:
        shown.pop()
    left = len(lines) - len(shown)
    return "\n".join([*shown, f"… +{left}"] if left else shown)


def _cut(text: str, most: int) -> str:
    return shortened(text, most) or "–"
