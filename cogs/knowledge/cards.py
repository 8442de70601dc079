"""What the knowledge base shows on Discord. Pure; nothing here is said that stands in no article."""

from collections.abc import Sequence
from typing import Final

import discord

from bot import article_words
from bot.i18n import Say
from bot.markdown import for_discord, quoted
from bot.words import GREY, SIGNAL, plain
from domain.knowledge import Article, Audience, Kind, Language, Standing
from domain.knowledge.article import Reference
from domain.texts import shortened
from services.asking import Answered, Passage
from services.guides import ShownArticle

_AMBER: Final = 0xE65100
_MOST_QUOTE: Final = 1400
_MOST_PAGE: Final = 3000


def answer(shown: Answered, say: Say) -> discord.Embed:
    """The best passage, word for word, and where it comes from; or that it is not known."""
    if shown.best is None:
        return unknown(shown, say)
    best = shown.best
    embed = discord.Embed(
        title=shortened(f"📚 {best.article.title}", 256),
        description="\n".join(_passage(best, say)),
        colour=SIGNAL if best.standing is Standing.FRESH else _AMBER,
    )
    if shown.more:
        lines = [f"• {plain(shortened(one.title, 200))}" for one in shown.more]
        embed.add_field(name=say("Maybe also"), value="\n".join(lines), inline=False)
    embed.set_footer(text=shortened(say("I only quote what stands in the knowledge base."), 2048))
    return embed


def _passage(best: Passage, say: Say) -> list[str]:
    lines = warnings(best.article, best.standing, say)
    if best.article.language.value != say.locale:
        lines.append(f"🌐 {only_in(best.article.language, say)}")
    if lines:
        lines.append("")
    if best.heading:
        lines.append(f"**{plain(shortened(best.heading, 200))}**")
    lines += [quoted(shortened(for_discord(best.text), _MOST_QUOTE)), "", checked_line(best.article, say)]
    sources = sources_line(best.article.sources, say)
    return [*lines, sources] if sources else lines


def only_in(language: Language, say: Say) -> str:
    if language is Language.DUTCH:
        return say("This article exists only in Dutch.")
    return say("This article exists only in English.")


def warnings(article: Article, standing: Standing, say: Say) -> list[str]:
    words = article_words.warning(article, standing, say)
    return [f"⚠️ {words}"] if words else []


def checked_line(article: Article, say: Say) -> str:
    return f"🗓️ {plain(shortened(article_words.checked(article, say), 200))}"


def sources_line(sources: Sequence[Reference], say: Say) -> str:
    links = [_source(one) for one in sources[:5]]
    while len(", ".join(links)) > 700 and len(links) > 1:
        links.pop()
    return f"🔗 {say('Source: {sources}', sources=', '.join(links))}" if links else ""


def _source(one: Reference) -> str:
    name = plain(shortened(one.name, 100))
    return f"[{name}]({one.url})" if one.url.startswith("https://") and " " not in one.url else name


def unknown(shown: Answered, say: Say) -> discord.Embed:
    text = say(
        "I do not know this; nothing in the knowledge base answers it. I keep your question, so that "
        "somebody "
        "can write about it."
    )
    embed = discord.Embed(title=say("No answer yet"), description=text, colour=GREY)
    asked = plain(shortened(" ".join(shown.question.text.split()), 200))
    if asked:
        embed.description = f"{quoted(asked)}\n\n{text}"
    embed.set_footer(text=say("Press “Ask the desk” if a person should look at it."))
    return embed


# ---- reading an article


def pages(article: Article) -> list[tuple[str, str]]:
    """(heading, text as Discord shows it), each short enough for one message."""
    found: list[tuple[str, str]] = []
    for heading, text in sections(article.body):
        shown = for_discord(text)
        while len(shown) > _MOST_PAGE:
            cut = shown.rfind("\n", _MOST_PAGE // 2, _MOST_PAGE)
            cut = cut if cut > 0 else shown.rfind(" ", _MOST_PAGE // 2, _MOST_PAGE)
            cut = cut if cut > 0 else _MOST_PAGE
            found.append((heading, shown[:cut].strip()))
            shown = shown[cut:].strip()
        if shown or heading:
            found.append((heading, shown))
    return found or [("", "")]


def sections(body: str) -> list[tuple[str, str]]:
    """(heading, its Markdown), in order."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    fenced = False
    for line in body.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if not fenced and line.startswith("#") and line.lstrip("#").startswith((" ", "\t")):
            parts.append((line.lstrip("#").strip(" \t#"), []))
        else:
            parts[-1][1].append(line)
    return [(heading, "\n".join(lines).strip()) for heading, lines in parts if heading or any(lines)]


def page(shown: ShownArticle, number: int, say: Say) -> discord.Embed:
    article = shown.article
    every = pages(article)
    number = max(0, min(number, len(every) - 1))
    heading, text = every[number]
    lines = warnings(article, shown.standing, say)
    if article.language.value != say.locale and shown.translation is None:
        lines.append(f"🌐 {only_in(article.language, say)}")
    if heading:
        lines += ["", f"**{plain(shortened(heading, 200))}**"]
    lines.append(text)
    marks = {Kind.WORKFLOW: "📋", Kind.TERM: "🔤"}
    embed = discord.Embed(
        title=shortened(f"{marks.get(article.kind, '📚')} {article.title}", 256),
        description="\n".join(lines).strip()[:4096],
        colour=SIGNAL if shown.standing is Standing.FRESH else _AMBER,
    )
    about = [checked_line(article, say)]
    if sources := sources_line(article.sources, say):
        about.append(sources)
    if article.audience is Audience.MEMBERS:
        about.append("🔒 " + say("For members only."))
    if shown.titles:
        about.append("📖 " + plain(shortened(", ".join(dict.fromkeys(shown.titles.values())), 300)))
    embed.add_field(name=say("About this article"), value=shortened("\n".join(about), 1024), inline=False)
    embed.set_footer(text=say("Page {n} of {all}", n=number + 1, all=len(every)))
    return embed


def term(shown: Sequence[ShownArticle], say: Say) -> discord.Embed:
    """The word in both languages."""
    first = next((one for one in shown if one.article.language.value == say.locale), shown[0])
    embed = discord.Embed(title=shortened(f"🔤 {first.article.title}", 256), colour=SIGNAL)
    flags = {Language.DUTCH: "🇳🇱", Language.ENGLISH: "🇬🇧"}
    for one in shown:
        name = shortened(f"{flags[one.article.language]} {one.article.title}", 256)
        embed.add_field(name=name, value=shortened(for_discord(one.article.body) or "–", 1024), inline=False)
    if len(shown) == 1:
        embed.set_footer(text=only_in(first.article.language, say))
    return embed
