"""The form in which a theme is described."""

import re
from collections.abc import Mapping

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import Filled, Form, Interaction, modal, text_field
from cogs.themes import cards
from domain.themes import Theme
from services.themes import LONGEST_NAME, topics_text

NEW = ""
_FIELDS = ("nl", "en", "emoji", "topics")


class ThemeForm(Form):
    """`key` is the theme's, empty for a new one."""

    template = re.compile(r"theme:form:(?P<key>[a-z0-9_]*)")

    def __init__(self, key: str) -> None:
        self._key = key

    def modal(self, theme: Theme, say: Say) -> discord.ui.Modal:
        return modal(
            say("A new theme") if self._key == NEW else say("Change this theme"),
            f"theme:form:{self._key}",
            text_field("nl", say("Name in Dutch"), value=theme.nl, most=LONGEST_NAME, required=True),
            text_field("en", say("Name in English"), value=theme.en, most=LONGEST_NAME),
            text_field(
                "emoji", say("Emoji"), value=theme.emoji, most=20, hint=say("One, from your keyboard")
            ),
            text_field(
                "topics",
                say("Topics"),
                hint=say("One on each line; the English name after an = sign"),
                placeholder=say("film en video = film and video"),
                value=topics_text(theme),
                most=1500,
                long=True,
            ),
        )

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        typed = {name: filled.texts.get(name, "") for name in _FIELDS}
        await answer.send(await self._keep(interaction, answer, typed))

    async def _keep(self, interaction: Interaction, answer: Answer, typed: Mapping[str, str]) -> str:
        client, caller = interaction.client, caller_of(interaction)
        themes, now = client.services.themes, client.clock.now()
        if self._key == NEW:
            theme = await themes.add(caller, typed, now=now)
            return answer.say(
                "{theme} is a theme now. /setup makes its channel; until then its events stand in the agenda "
                "channel.",
                theme=cards.theme_name(theme, answer.say),
            )
        theme = await themes.edit(caller, self._key, typed, now=now)
        return answer.say(
            "{theme} is changed, also in the messages about its events. Its channel keeps its name; you can "
            "change that on Discord.",
            theme=cards.theme_name(theme, answer.say),
        )
