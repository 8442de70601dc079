"""The words of a preview: what was understood, what is missing, what was typed. Pure."""

from collections.abc import Sequence
from typing import Final

from bot.i18n import Say
from bot.telling import when_words
from bot.words import plain
from domain.agenda import Listed
from domain.drafts import MOST, Draft, Understood, still_unknown
from domain.events import Stage
from domain.texts import shortened
from services.drafts import Preview

_TYPED_SHOWN: Final = 300
_CLASHES_SHOWN: Final = 3
_MOST_OF_A_MESSAGE: Final = 1700


def reading_back(shown: Preview, understood: Understood, say: Say) -> list[str]:
    """Above the card: the day and date in words, the venue that was recognised, what is not known yet."""
    details = understood.details
    lines = [say("**This is how it will be posted.** Only you see it now."), ""]
    lines.append(say("Understood: {when}.", when=f"**{when_words(details, say)}**"))
    venue, typed = understood.venue, shown.draft.typed.get("where", "").strip()
    if venue is not None and venue.name.casefold() != typed.casefold():
        lines.append(say("Recognised the place: {venue}.", venue=f"**{plain(venue.label)}**"))
    if unknown := still_unknown(details):
        fields = missing_words(unknown, say)
        lines.append(say("Not known yet: {fields}. Add it now, or later with `/event edit`.", fields=fields))
    if shown.clashes:
        lines += ["", say("⚠️ Clashes with what there is on the same evening for the same themes:")]
        lines.append(clash_words(shown.clashes, say))
        lines.append(
            say("You can send it all the same. `/agenda free` shows which evenings are still empty.")
        )
    return lines


def clash_words(clashes: Sequence[Listed], say: Say) -> str:
    """What else there is that evening: a line each, at most three and how many more."""
    lines = []
    for one in clashes[:_CLASHES_SHOWN]:
        details = one.event.details
        when = say.short_day(details.starts) + (f" {say.hour(details.starts)}" if details.time_known else "")
        parts = [f"**{plain(shortened(details.title, 80))}**", when]
        if place := one.place.partition(",")[0].strip():
            parts.append(plain(shortened(place, 40)))
        if one.event.stage is Stage.REVIEW:
            parts.append(say("waiting for an editor"))
        lines.append("• " + " · ".join(parts))
    if (more := len(clashes) - _CLASHES_SHOWN) > 0:
        lines.append("• " + say.many("and {n} more", "and {n} more", more))
    return "\n".join(lines)


def missing_words(unknown: tuple[str, ...], say: Say) -> str:
    """`still_unknown` in words."""
    names = {
        "time": say("the time"),
        "place": say("the place"),
        "price": say("the price"),
        "language": say("the language"),
        "ends": say("the end"),
        "description": say("a description"),
        "poster": say("a poster"),
        "link": say("a link"),
        "accessibility": say("accessibility"),
    }
    return ", ".join(names[name] for name in unknown)


def typed_so_far(draft: Draft, say: Say) -> str:
    """What somebody typed, given back so that nothing is lost."""
    labels = {
        "title": say("Title"),
        "when": say("When"),
        "where": say("Where"),
        "end": say("End"),
        "description": say("Description"),
        "price": say("Price"),
        "link": say("Link"),
        "accessibility": say("Accessibility"),
    }
    lines = [
        f"> **{labels[name]}:** {plain(shortened(' '.join(draft.typed[name].split()), _TYPED_SHOWN))}"
        for name in MOST
        if draft.typed.get(name)
    ]
    return "\n".join([say("What you typed is kept:"), *lines])[:_MOST_OF_A_MESSAGE]
