"""The forms as Discord shows them. Five fields each, since it has no more. Pure."""

from typing import Any

import discord

from bot.i18n import Say
from bot.ui import choice_field, modal, text_field, upload_field
from domain.drafts import MOST, Draft
from domain.events import Event
from domain.themes import Theme
from services.events import MOST_REASON


def basics(draft: Draft, themes: tuple[Theme, ...], say: Say) -> discord.ui.Modal:
    """Title, when, where, themes and poster: the essential. The rest is added from the preview."""
    typed = draft.typed
    options = [
        discord.SelectOption(
            label=theme.name(say.locale)[:100],
            value=theme.key,
            emoji=theme.emoji or None,
            description=", ".join(theme.topic_names(say.locale))[:100] or None,
            default=theme.key in draft.themes,
        )
        for theme in themes
    ]
    return modal(
        say("Change the event") if draft.event_id else say("Submit an event"),
        f"draft:{draft.id}:basics",
        text_field(
            "title",
            say("What is it called?"),
            value=typed.get("title", ""),
            most=MOST["title"],
            required=True,
        ),
        text_field(
            "when",
            say("When?"),
            hint=say("As you would say it; the day and date are shown back to you."),
            placeholder=say("Fri 13 March 20:00, tomorrow 9pm, 13-15 March"),
            value=typed.get("when", ""),
            most=MOST["when"],
            required=True,
        ),
        text_field(
            "where",
            say("Where?"),
            hint=say("A venue or an address. Leave it empty if it is not known yet."),
            value=typed.get("where", ""),
            most=MOST["where"],
        ),
        choice_field(
            "themes",
            say("Themes"),
            options,
            hint=say("It appears in the channel of each theme you choose."),
            most=len(options),
        ),
        upload_field(
            "poster", say("Poster"), hint=say("PNG, JPEG, GIF or WebP, at most 8 MB. Not required.")
        ),
    )


def details(draft: Draft, say: Say) -> discord.ui.Modal:
    """End, description, price, link and accessibility."""

    def field(name: str, label: str, *, hint: str = "", long: bool = False) -> discord.ui.Label[Any]:
        return text_field(name, label, hint=hint, value=draft.typed.get(name, ""), most=MOST[name], long=long)

    return modal(
        say("Add details"),
        f"draft:{draft.id}:details",
        field("end", say("Until when?"), hint=say("A time, a day or how long: 02:00, Sunday 5pm, 3 hours.")),
        field("description", say("What is it about?"), long=True),
        field(
            "price",
            say("What does it cost?"),
            hint=say("As you would say it: free, €5 at the door, pay what you can."),
        ),
        field("link", say("Link"), hint=say("Where to get tickets or read more.")),
        field(
            "accessibility",
            say("Accessibility"),
            hint=say("Steps, toilet, hearing loop, quiet corner: what people should know."),
        ),
    )


def cancel(event: Event, say: Say) -> discord.ui.Modal:
    return _reason(say("Cancel the event"), "cancel", say("Why? Everyone will read it."), event)


def decline(event: Event, say: Say) -> discord.ui.Modal:
    return _reason(say("Decline"), "decline", say("Why? The submitter will read it."), event)


def question(event: Event, say: Say) -> discord.ui.Modal:
    return _reason(say("Ask for more"), "ask", say("What do you want to know?"), event)


def _reason(title: str, act: str, label: str, event: Event) -> discord.ui.Modal:
    return modal(
        title,
        f"event:{event.id}:{act}-form",
        text_field("reason", label, hint=event.details.title, most=MOST_REASON, required=True, long=True),
    )
