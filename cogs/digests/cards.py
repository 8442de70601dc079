"""A digest as people read it: one message, its further pages, and the same as plain text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import discord

from bot.content import Picture
from bot.i18n import Say
from bot.words import SIGNAL, Voice
from cogs.digests.lines import (
    CHANGED,
    ENGLISH_FRIENDLY,
    NEW,
    AsText,
    OnDiscord,
    Style,
    change_line,
    later_line,
    line,
)
from domain.agenda import is_english_friendly
from domain.decisions.reasons import verdict_in_short
from domain.decisions.register import Decision
from domain.digests import Clash, Rhythm
from domain.texts import one_line, shortened
from services.editions import ShownDigest

_WHOLE: Final = 3900
"""Characters of one message; Discord takes 4,096 in a description."""

_PLAIN: Final = 1900
"""The same for a message without an embed, which takes 2,000."""

_PARTS: Final = {"pinned": 900, "changed": 900, "later": 600, "clashes": 400, "decided": 500}
"""How much room everything beside the days may take."""

_SERVER: Final = "https://discord.com/channels/{community}"


@dataclass(frozen=True, slots=True)
class Card:
    """`left_out`: how many events of its days do not fit."""

    embeds: Sequence[discord.Embed]
    pictures: Sequence[Picture]
    left_out: int


def card(shown: ShownDigest) -> Card:
    """The message in the channel: in the community's language, with English beside it if it wants that."""
    voice = Voice(shown.community)
    return _card(shown, voice.say, voice.english or voice.say)


def private_card(shown: ShownDigest, say: Say) -> Card:
    """The same for one reader, in theirs."""
    return _card(shown, say, say)


def _card(shown: ShownDigest, say: Say, other: Say) -> Card:
    style = style_of(shown)
    before = [f"*{style.text(shown.edition.digest.line)}*"] if shown.edition.digest.line else []
    before += _before(shown, style, say, other)
    after = _after(shown, style, say, other)
    legend = _legend(shown, say, other)
    room = _WHOLE - sum(len(text) + 2 for text in (*before, *after, legend))
    days, left_out = _days(shown, style, say, other, room)
    text = "\n\n".join(part for part in (*before, *days, *after, legend) if part)
    head = discord.Embed(title=title(shown, say, other), description=text, colour=SIGNAL)
    return Card(*_with_pictures(shown, head), left_out)


def title(shown: ShownDigest, say: Say, other: Say | None = None) -> str:
    """`other` speaks English beside the community's own language."""
    other = other or say
    digest, theme = shown.edition.digest, shown.theme
    first = digest.since.astimezone(say.zone).date()
    if digest.rhythm is Rhythm.DAILY:
        words = f"🌙 {_both(say('Tonight'), other('Tonight'))}, {say.short_day(first)}"
    else:
        last = (digest.until - timedelta(seconds=1)).astimezone(say.zone)
        name = _both(say("This week"), other("This week"))
        words = f"🗓️ {name}, {say.short_day(first)} – {say.short_day(last)}"
    name = f"{theme.emoji} {theme.name(say.locale)}".strip() if theme is not None else ""
    return shortened(f"{words} · {name}" if name else words, 250)


def style_of(shown: ShownDigest) -> OnDiscord:
    """What is new is only marked where not everything is."""
    edition = shown.edition
    listed = {one.event.id for one in edition.listed}
    return OnDiscord(
        cards=shown.cards,
        themes={} if shown.theme is not None else {theme.key: theme for theme in shown.themes},
        new=edition.new & listed if listed - edition.new else frozenset(),
        changed=frozenset(one.event.id for one, _ in edition.changed),
    )


def pages(shown: ShownDigest, say: Say) -> list[str]:
    """Everything in its days, in pages that each fit a message."""
    style = style_of(shown)
    blocks = [
        (f"**{say.weekday(day)}**", [line(one, style, say, day=day) for one in ones])
        for day, ones in shown.edition.days
    ]
    return _paged("", blocks, _WHOLE)


def as_text(shown: ShownDigest, say: Say, site: str) -> list[str]:
    """The same as plain text, in as many messages as it takes; `site` is where the agenda stands."""
    site = site.rstrip("/")
    edition, style = shown.edition, AsText(say, site)
    head = title(shown, say)
    if edition.digest.line:
        head += f"\n\n{edition.digest.line}"
    blocks = [(f"*{say('Not to be missed')}*", [later_line(one, style, say) for one in edition.pinned])]
    changed = [change_line(one, was, style, say) for one, was in edition.changed]
    blocks.append((f"*{say('Changed')}*", changed))
    blocks += [
        (f"*{say.weekday(day)}*", [line(one, style, say, day=day) for one in ones])
        for day, ones in edition.days
    ]
    blocks.append((f"*{say('New, for later')}*", [later_line(one, style, say) for one in edition.later]))
    if site:
        blocks.append((say("The whole agenda:"), [f"{site}/{say.locale}/"]))
    return _paged(head, [block for block in blocks if block[1]], _PLAIN)


def _paged(head: str, blocks: Sequence[tuple[str, Sequence[str]]], most: int) -> list[str]:
    """Headings with their lines, never parted within a line; one that goes on repeats its heading."""
    found, page = [], head
    for heading, lines in blocks:
        begun = False
        for one in lines:
            more = f"\n{one}" if begun else f"\n\n{heading}\n{one}"
            if page and len(page) + len(more) > most:
                found.append(page)
                page, more = "", f"{heading}\n{one}"
            page = (page + more).lstrip("\n")
            begun = True
    return [*found, page] if page else found


def _before(shown: ShownDigest, style: Style, say: Say, other: Say) -> list[str]:
    edition = shown.edition
    pinned = [later_line(one, style, say) for one in edition.pinned]
    changed = [change_line(one, was, style, say) for one, was in edition.changed]
    return [
        *_part("⭐", say("Not to be missed"), other("Not to be missed"), pinned, _PARTS["pinned"], say),
        *_part(CHANGED, say("Changed"), other("Changed"), changed, _PARTS["changed"], say),
    ]


def _after(shown: ShownDigest, style: Style, say: Say, other: Say) -> list[str]:
    edition = shown.edition
    later = [later_line(one, style, say) for one in edition.later]
    clashes = [_clash_line(shown, clash, style, say) for clash in edition.clashes]
    decided = [_decided_line(one, style, say) for one in shown.decided]
    return [
        *_part("🗳️", say("Decided"), other("Decided"), decided, _PARTS["decided"], say),
        *_part(NEW, say("New, for later"), other("New, for later"), later, _PARTS["later"], say),
        *_part("⚡", say("At the same time"), other("At the same time"), clashes, _PARTS["clashes"], say),
    ]


def _part(sign: str, own: str, english: str, lines: Sequence[str], room: int, say: Say) -> list[str]:
    """A heading with as many lines as there is room for, and how many more there are."""
    text = f"{sign} **{_both(own, english)}**"
    for number, one in enumerate(lines):
        if number and len(text) + len(one) > room:
            left = len(lines) - number
            return [f"{text}\n{say.many('… and {n} more', '… and {n} more', left)}"]
        text += f"\n{one}"
    return [text] if lines else []


def _days(shown: ShownDigest, style: Style, say: Say, other: Say, room: int) -> tuple[list[str], int]:
    """Day after day as far as there is room; how many events are left out."""
    left = len(shown.edition.listed)
    room -= 120  # for the sentence that says how many are left out
    blocks = []
    for day, ones in shown.edition.days:
        block, told = f"**{_heading(day, say, other)}**", 0
        for one in ones:
            text = f"\n{line(one, style, say, day=day)}"
            if len(block) + len(text) + 2 > room:
                break
            block, told = block + text, told + 1
        if told:
            blocks.append(block)
            room -= len(block) + 2
            left -= told
        if told < len(ones):
            break
    if left:
        blocks.append(
            say.many(
                "… and {n} more. The button below shows everything.",
                "… and {n} more. The button below shows everything.",
                left,
            )
        )
    return blocks, left


def _decided_line(decision: Decision, style: Style, say: Say) -> str:
    """**B-7** A new mixer: adopted (5-2)"""
    title = style.text(shortened(one_line(decision.terms.title), 60))
    if decision.outcome is None:
        return f"**{decision.name}** {title}"
    short = verdict_in_short(decision.terms, decision.outcome)
    verdict = style.text(shortened(say.message(short.message_id, short.params), 100))
    return f"**{decision.name}** {title}: {verdict}"


def _clash_line(shown: ShownDigest, clash: Clash, style: Style, say: Say) -> str:
    theme = next((theme.name(say.locale) for theme in shown.themes if theme.key == clash.theme), "")
    heading = ", ".join(part for part in (say.short_day(clash.day), theme) if part)
    names = [style.text(shortened(one_line(one.event.details.title), 50)) for one in clash.listed[:3]]
    if len(clash.listed) > 3:
        names.append(say.many("{n} more", "{n} more", len(clash.listed) - 3))
    return f"{heading}: {' / '.join(names)}"


def _legend(shown: ShownDigest, say: Say, other: Say) -> str:
    """What the sign means, and how one gets into it."""
    lines = []
    if any(is_english_friendly(one.event) for one in shown.edition.listed):
        lines.append(f"-# {ENGLISH_FRIENDLY} {_both(say('no Dutch needed'), other('no Dutch needed'))}")
    own = say("Is yours not in it? Add it with `/event submit`.")
    english = other("Is yours not in it? Add it with `/event submit`.")
    return "\n".join([*lines, *(f"-# {sentence}" for sentence in dict.fromkeys([own, english]))])


def _heading(day: date, say: Say, other: Say) -> str:
    """zaterdag 14 maart · Saturday"""
    english = "" if other.locale == say.locale else f" · {other.weekday_name(day.weekday())}"
    return f"{say.weekday(day)}{english}"


def _both(own: str, english: str) -> str:
    return " · ".join(dict.fromkeys([own, english]))


def _with_pictures(shown: ShownDigest, head: discord.Embed) -> tuple[list[discord.Embed], list[Picture]]:
    """The posters of the highlights. Embeds with one address are shown as one, with all their pictures."""
    embeds: list[discord.Embed] = []
    pictures = []
    for one in shown.edition.highlights:
        file, address = shown.pictures.get(one.event.id), one.event.details.image
        if file is not None:
            pictures.append(Picture(f"{one.event.id}-{file.name}", file.data))
            address = f"attachment://{pictures[-1].name}"
        if address:
            embed = discord.Embed() if embeds else head
            embeds.append(embed.set_image(url=address))
    if len(embeds) > 1:
        for embed in embeds:
            embed.url = _SERVER.format(community=shown.community.id)
    return embeds or [head], pictures
