"""The panel's menus and buttons: a change counts at once."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.reminding import reminder_name
from bot.telling import language_name
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from cogs.interests import cards
from domain.events import Language
from domain.preferences import DigestWish
from domain.reminders import Reminder
from services.preferences import Chosen

_NOTHING: Final = [discord.SelectOption(label="-")]


class _Menu(DurableSelect, template=r"(?!)"):
    """One of the four menus. Subclasses say what a choice changes."""

    key: ClassVar[str]
    several: ClassVar[bool] = False

    def __init__(self, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        options = list(options)[:25] or _NOTHING
        super().__init__(
            discord.ui.Select(
                custom_id=self.key,
                options=options,
                placeholder=placeholder or None,
                min_values=0 if self.several else 1,
                max_values=len(options) if self.several else 1,
            )
        )

    def change(self, values: list[str]) -> dict[str, Any]:
        raise NotImplementedError

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        chosen = await client.services.preferences.choose(
            caller_of(interaction),
            answer.say.locale,
            **self.change(self.chosen(interaction)),
            now=client.clock.now(),
        )
        say = answer.in_zone(chosen.community.zone)
        embed, view = panel(chosen, say)
        await answer.update(embeds=[embed], view=view)


class ThemesSelect(_Menu, template=r"interests:themes"):
    key = "interests:themes"
    several = True

    def change(self, values: list[str]) -> dict[str, Any]:
        return {"themes": frozenset(values)}


class LanguagesSelect(_Menu, template=r"interests:languages"):
    key = "interests:languages"
    several = True

    def change(self, values: list[str]) -> dict[str, Any]:
        return {"languages": frozenset(Language(value) for value in values)}


class DigestSelect(_Menu, template=r"interests:digest"):
    key = "interests:digest"

    def change(self, values: list[str]) -> dict[str, Any]:
        return {"digest": DigestWish(values[0])}


class UsualReminderSelect(_Menu, template=r"interests:reminder"):
    key = "interests:reminder"

    def change(self, values: list[str]) -> dict[str, Any]:
        return {"reminder": Reminder(values[0])}


class ForgetButton(DurableButton, template=r"interests:forget:(?P<act>ask|yes|no)"):
    def __init__(self, act: str, label: str = "") -> None:
        style = discord.ButtonStyle.danger if act == "yes" else discord.ButtonStyle.secondary
        super().__init__(
            discord.ui.Button(custom_id=f"interests:forget:{act}", label=label or act, style=style)
        )
        self.act = act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        preferences, now = client.services.preferences, client.clock.now()
        if self.act == "yes":
            await preferences.forget(caller, now=now)
            await answer.update(
                answer.say("Forgotten. `/interests` is there whenever you want to choose anew.")
            )
            return
        chosen = await preferences.of(caller, now=now)
        say = answer.in_zone(chosen.community.zone)
        if self.act == "ask":
            await answer.update(
                cards.before_forgetting(chosen, say),
                view=view_of(
                    ForgetButton("yes", say("Yes, forget me")), ForgetButton("no", say("No, keep it"))
                ),
            )
            return
        embed, view = panel(chosen, say)
        await answer.update(embeds=[embed], view=view)


def panel(chosen: Chosen, say: Say) -> tuple[discord.Embed, discord.ui.View]:
    """What is chosen, and the menus to choose otherwise."""
    preferences = chosen.preferences
    themes = [
        discord.SelectOption(
            label=theme.name(say.locale)[:100],
            value=theme.key,
            emoji=theme.emoji or None,
            default=theme.key in preferences.themes,
        )
        for theme in chosen.themes
    ]
    languages = [
        discord.SelectOption(
            label=language_name(language, say),
            value=language.value,
            default=language in preferences.languages,
        )
        for language in Language
    ]
    digests = [
        discord.SelectOption(
            label=cards.digest_name(digest, say), value=digest.value, default=digest is preferences.digest
        )
        for digest in DigestWish
    ]
    reminders = [
        discord.SelectOption(
            label=reminder_name(reminder, say),
            value=reminder.value,
            default=reminder is preferences.reminder,
        )
        for reminder in Reminder
    ]
    items: list[discord.ui.Item[Any]] = []
    if themes:
        items.append(ThemesSelect(themes, say("Which themes? None chosen: all")))
    items += [
        LanguagesSelect(languages, say("Which languages? None chosen: all")),
        DigestSelect(digests, say("The digest by private message")),
        UsualReminderSelect(reminders, say("When do I remind you of what you are interested in?")),
        ForgetButton("ask", say("Forget me")),
    ]
    return cards.overview(chosen, say), view_of(*items)
