"""What who asks the desk is shown: what the knowledge base knows, where it would go, and the receipt."""

from typing import Final

import discord

from bot.i18n import Say
from bot.markdown import for_discord, quoted
from bot.routing_words import reason
from bot.words import GREY, SIGNAL, plain
from domain.texts import shortened
from services.asking import Passage
from services.desk import Asked
from services.desk_asking import Preview

_FIRST_QUOTE: Final = 900
_OTHER_QUOTE: Final = 350


def answers(found: tuple[Passage, ...], say: Say) -> list[discord.Embed]:
    """The best of the knowledge base, word for word; the first one at length."""
    if not found:
        return []
    embed = discord.Embed(
        title=say("Maybe you need nobody for this"),
        description=say("This is what the knowledge base says about it. Did this help?"),
        colour=SIGNAL,
    )
    for number, one in enumerate(found):
        most = _OTHER_QUOTE if number else _FIRST_QUOTE
        heading = f"**{plain(shortened(one.heading, 100))}**\n" if one.heading else ""
        text = quoted(shortened(for_discord(one.text), most)) if one.text.strip() else ""
        mark = "📋" if one.article.steps else "📖"
        embed.add_field(
            name=shortened(f"{mark} {one.article.title}", 256),
            value=shortened(f"{heading}{text}", 1024) or "–",
            inline=False,
        )
    return [embed]


def proposal(preview: Preview, say: Say) -> discord.Embed:
    draft = preview.draft
    embed = discord.Embed(
        title=say("Your question to the desk"),
        description=quoted(shortened(plain(draft.text.strip()), 1200)),
        colour=GREY,
    )
    sector = preview.sector
    if sector is not None:
        where = f"**{sector.emoji} {plain(sector.name(say.locale))}**".replace("** ", "**")
        if preview.proposed is not None:
            where += "\n" + reason(preview.proposed, sector, say)
            others = preview.routing.runners_up[:2] if preview.routing is not None else ()
            names = {one.key: plain(one.name(say.locale)) for one in preview.sectors}
            if others:
                listed = ", ".join(names[one.sector] for one in others)
                where += "\n" + say("It could also be for: {sectors}.", sectors=listed)
        else:
            where += "\n" + say("You chose this sector yourself.")
        embed.add_field(name=say("Goes to"), value=shortened(where, 1024), inline=False)
    if draft.for_whom.strip():
        embed.add_field(name=say("For"), value=shortened(plain(draft.for_whom), 1024))
    if preview.by is not None:
        embed.add_field(name=say("Needed by"), value=say.weekday(preview.by))
    readers = say("👥 Everybody on this server") if draft.public else say("🔒 Only you and who answers")
    embed.add_field(name=say("Who may read it"), value=readers)
    embed.set_footer(text=_promise(preview, say))
    return embed


def _promise(preview: Preview, say: Say) -> str:
    day = say.weekday(preview.hears_by) if preview.hears_by is not None else ""
    if preview.carried_by is None:
        return say(
            "Nothing is sent yet. This sector has nobody just now, so De Sektor itself gets it; "
            "you hear by {day}.",
            day=day,
        )
    return say("Nothing is sent yet. Press “Ask”, and you hear by {day}.", day=day)


def asked_words(asked: Asked, say: Say) -> str:
    """The receipt: its number, who has it, and by when one hears."""
    question, sector = asked.question, asked.sector
    number = str(question.number)
    name = plain(sector.name(say.locale)) if sector is not None else "De Sektor"
    lines = [
        say("This is question no. {number} already.", number=number)
        if asked.again
        else "🛎️ " + say("Your question is at the desk. It is question no. {number}.", number=number)
    ]
    if question.owner is not None:
        lines.append(say("{sector}: {person} looks at it.", sector=name, person=f"<@{question.owner}>"))
    else:
        lines.append(
            say(
                "{sector} has no sector head yet, so De Sektor itself was told of it.",
                sector=name,
            )
        )
    if question.is_unanswered:
        lines.append(say("You hear by {day}.", day=say.weekday(asked.hears_by)))
    return "\n".join(lines)
