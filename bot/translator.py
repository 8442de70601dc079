"""Gives Discord our commands in its users' languages."""

import discord
from discord import app_commands

from bot.i18n import catalogue


class CommandTranslator(app_commands.Translator):
    """Gives Discord the Dutch names and descriptions of our commands. `key` in a name's extras is what it is
    looked up by, where one English word is two in Dutch."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        if locale is not discord.Locale.dutch:
            return None
        key = string.extras.get("key", string.message)
        translated = catalogue("nl").gettext(key)
        return translated if translated != key else None
