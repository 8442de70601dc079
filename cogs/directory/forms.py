"""The forms as Discord shows them. Five fields each, since it has no more. Pure."""

from typing import Any

import discord

from bot.directory_words import KIND_SIGNS, kind_name, tongue_name
from bot.i18n import Say
from bot.ui import choice_field, modal, text_field
from domain.directory.entry import Entry, Kind, Tongue
from domain.directory.introduction import LONGEST_WHY
from domain.directory.typed import MOST, Draft


def words(draft: Draft, say: Say) -> discord.ui.Modal:
    """Name, type, what is offered and sought, a few words: the essential."""

    def field(name: str, label: str, hint: str = "", *, long: bool = False) -> discord.ui.Label[Any]:
        return text_field(name, label, hint=hint, value=draft.typed.get(name, ""), most=MOST[name], long=long)

    kinds = [
        discord.SelectOption(
            label=kind_name(kind, say)[:100],
            value=kind.value,
            emoji=KIND_SIGNS[kind],
            default=kind is draft.kind,
        )
        for kind in Kind
    ]
    if draft.own:
        title = say("Your entry in the directory")
    elif draft.entry is not None:
        title = say("Change the entry")
    else:
        title = say("A new entry in the directory")
    return modal(
        title,
        f"dirdraft:{draft.id}:words",
        text_field("name", say("Name"), value=draft.typed.get("name", ""), most=MOST["name"], required=True),
        choice_field("kind", say("Type"), kinds),
        field(
            "offers", say("What is there to offer?"), say("Like: rehearsal space, a PA, help with permits")
        ),
        field("seeks", say("What is sought?"), say("Like: a drummer, a cheap room, a festival partner")),
        field("about", say("A few words"), long=True),
    )


def more(draft: Draft, say: Say) -> discord.ui.Modal:
    """Languages, link, and who may see what."""
    tongues = [
        discord.SelectOption(label=tongue_name(one, say)[:100], value=one.value, default=one in draft.tongues)
        for one in Tongue
    ]
    fields: list[discord.ui.Item[Any]] = [
        choice_field("tongues", say("Languages"), tongues, most=len(tongues), required=False),
        text_field("link", say("Link"), value=draft.typed.get("link", ""), most=MOST["link"]),
        choice_field(
            "public",
            say("Who may read it?"),
            [
                discord.SelectOption(
                    label=say("Only members of this server"), value="no", default=not draft.public
                ),
                discord.SelectOption(
                    label=say("Everybody, also on the public site"), value="yes", default=draft.public
                ),
            ],
        ),
    ]
    if draft.own:
        fields.append(
            choice_field(
                "shows",
                say("May members see that it is yours?"),
                [
                    discord.SelectOption(
                        label=say("No, only after I said yes to an introduction")[:100],
                        value="no",
                        default=not draft.shows_person,
                    ),
                    discord.SelectOption(
                        label=say("Yes, they can write to me")[:100], value="yes", default=draft.shows_person
                    ),
                ],
                hint=say("The public site never shows it."),
            )
        )
    return modal(say("More about the entry"), f"dirdraft:{draft.id}:more", *fields)


def introduction(entry: Entry, say: Say) -> discord.ui.Modal:
    return modal(
        say("Ask to be introduced"),
        f"dir:{entry.id}:introduction",
        text_field(
            "why",
            say("Why would you like to meet?"),
            hint=say("They see your name and these words. Both of you hear more only when they say yes."),
            most=LONGEST_WHY,
            required=True,
            long=True,
        ),
    )
