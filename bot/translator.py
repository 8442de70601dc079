"""Gives Discord our commands in its users' languages."""

import discord
from discord import app_commands

from bot.i18n import catalogue


class CommandTranslator(app_commands.Translator):
    """Gives Discord the Dutch names and descriptions of our commands."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        if locale is not discord.Locale.dutch:
            return None
        translated = catalogue("nl").gettext(string.message)
        return translated if translated != string.message else None
