"""The panel's words. Pure."""

import discord

from bot.i18n import Say
from bot.reminding import reminder_name
from bot.telling import language_name
from bot.words import SIGNAL, plain
from domain.events import Language
from domain.preferences import DigestWish
from services.preferences import Chosen


def digest_name(digest: DigestWish, say: Say) -> str:
    names = {
        DigestWish.OFF: say("No digest by private message"),
        DigestWish.WEEKLY: say("The digest by private message, every week"),
        DigestWish.DAILY: say("What there is today by private message, every day"),
    }
    return names[digest]


def overview(chosen: Chosen, say: Say) -> discord.Embed:
    preferences = chosen.preferences
    themes = [
        f"{theme.emoji} {plain(theme.name(say.locale))}".strip()
        for theme in chosen.themes
        if theme.key in preferences.themes
    ]
    languages = [language_name(language, say) for language in Language if language in preferences.languages]
    lines = [
        f"🏷️ {', '.join(themes) or say('All themes')}",
        f"💬 {', '.join(languages) or say('All languages')}",
        f"📰 {digest_name(preferences.digest, say)}",
        f"🔔 {reminder_name(preferences.reminder, say)}",
    ]
    embed = discord.Embed(title=say("What you like to hear of"), description="\n".join(lines), colour=SIGNAL)
    embed.add_field(name=say("What is stored about you"), value=stored(chosen, say), inline=False)
    if chosen.unreachable:
        embed.add_field(
            name=say("Attention"),
            value=say(
                "The last private message did not reach you: Discord says that you take none from this "
                "server. Allow them in the server's privacy settings, or reminders will not arrive either."
            ),
            inline=False,
        )
    embed.set_footer(text=say("A change counts at once. Only you see this, and only this bot uses it."))
    return embed


def stored(chosen: Chosen, say: Say) -> str:
    first = (
        say("Your choices above, and the language in which you use Discord.")
        if chosen.kept
        else say("You chose nothing yet; above is what goes for everyone.")
    )
    second = say.many(
        "You are interested in {n} event, of which {coming} still to come.",
        "You are interested in {n} events, of which {coming} still to come.",
        chosen.interested,
        coming=chosen.coming,
    )
    if not chosen.interested:
        second = say("You are not interested in any event yet.")
    return f"{first} {second}"


def before_forgetting(chosen: Chosen, say: Say) -> str:
    return say(
        "This deletes your choices, takes back your interest in every event ({n}) and stops all reminders. "
        "What you entered in the agenda stays. It cannot be undone.",
        n=chosen.interested,
    )
