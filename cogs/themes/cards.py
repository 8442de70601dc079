"""How themes are shown."""

from collections.abc import Sequence

import discord
from discord.utils import escape_markdown

from bot.i18n import Say
from domain.themes import Theme


def theme_list(themes: Sequence[Theme], say: Say) -> discord.Embed:
    return discord.Embed(
        title=say("The themes"),
        description="\n\n".join(_theme(theme, say) for theme in themes)[:4000],
        colour=discord.Colour(0x6A1B9A),
    )


def _theme(theme: Theme, say: Say) -> str:
    topics = ", ".join(escape_markdown(topic) for topic in theme.topic_names(say.locale))
    return f"{theme_name(theme, say)}\n{topics or say('*no topics yet*')}"


def theme_name(theme: Theme, say: Say) -> str:
    return f"{theme.emoji} **{escape_markdown(theme.name(say.locale))}**".strip()
