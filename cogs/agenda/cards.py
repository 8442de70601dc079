"""How the agenda reads in a private answer: a line an event, under its day. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import discord

from bot.i18n import Say, timestamp
from bot.telling import language_name, status_word
from bot.words import SIGNAL, plain
from cogs.agenda.asked import FRIENDLY, Asked
from domain.agenda import Listed, by_day, first_day, is_english_friendly, last_day
from domain.events import Language
from domain.texts import shortened
from domain.themes import Theme
from services.agenda import Page

_TITLE: Final = 80
_PLACE: Final = 40
_FLAG: Final = "🇬🇧"


def page_embed(page: Page, asked: Asked, say: Say, now: datetime) -> discord.Embed:
    """One page; what was asked for stands above it."""
    found = page.found
    today = now.astimezone(say.zone).date()
    since = max(asked.period.start, today) if asked.period.end > today else asked.period.start
    themes = {theme.key: theme for theme in found.themes}
    lines = [wishes] if (wishes := wish_words(page, asked, say)) else []
    for day, events in by_day(found.listed, say.zone, since=since):
        lines += ["", f"**{day_name(day, today, say)}**"]
        lines += [line(one, day, page.cards.get(one.event.id), themes, say) for one in events]
    embed = discord.Embed(
        title=say("Agenda: {period}", period=period_words(asked, say)),
        description="\n".join(lines).strip()[:4096],
        colour=SIGNAL,
    )
    footer = [say.many("{n} event", "{n} events", found.total)]
    if page.pages > 1:
        footer.append(say("page {number} of {pages}", number=page.number, pages=page.pages))
    if any(is_english_friendly(one.event) for one in found.listed):
        footer.append(f"{_FLAG} {say('English-friendly: in English, or no language needed')}")
    embed.set_footer(text=" · ".join(footer))
    return embed


def period_words(asked: Asked, say: Say) -> str:
    return say.days(asked.period.start, asked.period.end - timedelta(days=1))


def wish_words(page: Page, asked: Asked, say: Say) -> str:
    """Everything but the days that was asked for, in one line; empty for nothing."""
    parts = []
    if theme := next((theme for theme in page.found.themes if theme.key == asked.theme), None):
        parts.append(f"{theme.emoji} {plain(theme.name(say.locale))}".strip())
    if venue := next((venue for venue in page.found.venues if venue.id == asked.venue), None):
        parts.append(f"📍 {plain(venue.name)}")
    if asked.language == FRIENDLY:
        parts.append(f"{_FLAG} {say('English-friendly')}")
    elif asked.language:
        exact = {"d": Language.DUTCH, "e": Language.ENGLISH, "n": Language.NONE}[asked.language]
        parts.append(f"💬 {language_name(exact, say)}")
    if asked.words:
        parts.append(f"🔎 “{plain(asked.words)}”")
    return " · ".join(parts)


def day_name(day: date, today: date, say: Say) -> str:
    name = say.weekday(day)
    if day == today:
        return say("Today, {day}", day=name)
    if day == today + timedelta(days=1):
        return say("Tomorrow, {day}", day=name)
    return name[:1].upper() + name[1:]


def line(one: Listed, day: date, card: tuple[int, int] | None, themes: Mapping[str, Theme], say: Say) -> str:
    """When, what (a link to its card), where, and what one should know before leaving home."""
    event = one.event
    title = plain(shortened(event.details.title, _TITLE))
    status = status_word(event, say)
    if card is not None:
        address = f"https://discord.com/channels/{event.community}/{card[0]}/{card[1]}"
        # brackets would end the link
        title = f"[{title.translate({ord('['): '(', ord(']'): ')'})}]({address})"
    told = f"~~{title}~~" if event.is_cancelled else f"**{title}**"
    parts = [f"{hour_words(one, day, say)} {told}"]
    if status:
        parts.append(f"**{status.upper()}**")
    if place := one.place.partition(",")[0].strip():
        parts.append(plain(shortened(place, _PLACE)))
    marks = [themes[key].emoji for key in event.details.themes if key in themes and themes[key].emoji]
    if is_english_friendly(event):
        marks.append(_FLAG)
    if marks:
        parts.append(" ".join(marks))
    return " · ".join(parts)


def hour_words(one: Listed, day: date, say: Say) -> str:
    """The hour in the reader's own zone; of what lasts for days how long it still does."""
    event = one.event
    first, last = first_day(event, say.zone), last_day(event, say.zone)
    if last > first and day > first:
        return say("until {day}:", day=say.weekday(last)) if last > day else say("last day:")
    if event.details.time_known:
        return timestamp(event.details.starts, "t")
    if event.details.ends is None:
        return say("time not known yet:")
    return say("until {day}:", day=say.weekday(last)) if last > first else say("all day:")


def options(listed: Sequence[Listed], say: Say) -> list[discord.SelectOption]:
    """The events of a page, to choose one from."""
    found = []
    for one in listed:
        details = one.event.details
        when = say.short_day(details.starts) + (f" {say.hour(details.starts)}" if details.time_known else "")
        place = one.place.partition(",")[0].strip()
        found.append(
            discord.SelectOption(
                label=shortened(f"{when} · {details.title}", 100),
                value=str(one.event.id),
                description=shortened(place, 100) or None,
            )
        )
    return found


def nothing(page: Page, asked: Asked, say: Say) -> str:
    """That there is nothing, and what to try."""
    lines = [say("Nothing in the agenda for {period}.", period=period_words(asked, say))]
    if wishes := wish_words(page, asked, say):
        lines.append(say("You asked for: {wishes}", wishes=wishes))
    if page.later is not None:
        event = page.later.event
        lines.append(
            say(
                "The next one after that is {day}: “{title}”.",
                day=say.weekday(first_day(event, say.zone)),
                title=plain(shortened(event.details.title, _TITLE)),
            )
        )
    elif wishes:
        lines.append(say("Nothing later fits either. Ask again with fewer wishes."))
    else:
        lines.append(say("Nothing is known after that either."))
    lines.append(say("Do you know of something? `/event submit` puts it in the agenda."))
    return "\n".join(lines)
