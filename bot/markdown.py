"""An article's Markdown, written for Discord: what members typed can call nobody and hide no address."""

import re
from typing import Final

import discord

from domain.refusal import Refusal
from domain.texts import cleaned, web_link

_HEADING: Final = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
_IMAGE: Final = re.compile(r"!\[([^\[\]\n]*)\]\([^()\s]*\)")
_LINK: Final = re.compile(r"\[(?P<text>[^\[\]\n]*)\]\((?P<to><?[^()\s]+>?)(?:\s+\"[^\"]*\")?\)")
_RULE: Final = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$", re.MULTILINE)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LOOKS_LIKE_ADDRESS: Final = re.compile(r"https?:|www\.|\w\.[a-z]{2,}", re.IGNORECASE)
_BLANK: Final = re.compile(r"\n{3,}")


def for_discord(text: str) -> str:
    """Headings become bold lines, links to articles their titles, pictures their words; HTML is left out."""
    plain = _COMMENT.sub("", cleaned(text))
    plain = _IMAGE.sub(lambda found: found[1], plain)
    plain = _LINK.sub(lambda found: _link(found["text"], found["to"].strip("<>")), plain)
    plain = _TAG.sub("", plain)
    plain = _HEADING.sub(lambda found: f"**{found[1].replace('*', '')}**" if found[1] else "", plain)
    plain = _RULE.sub("", plain)
    return discord.utils.escape_mentions(_BLANK.sub("\n\n", plain)).strip()


def _link(text: str, to: str) -> str:
    """One that says another address than it leads to says both."""
    if "://" not in to:
        return f"*{text}*" if text and not to.startswith(("#", "mailto:", "javascript:", "data:")) else text
    try:
        address = web_link(to)
    except Refusal:
        return text
    if not text or (_LOOKS_LIKE_ADDRESS.search(text) and text.strip("/ ") not in address):
        return f"{text} ({address})".strip()
    return f"[{text}]({address})"


def quoted(text: str) -> str:
    """As a quotation, line by line."""
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.splitlines())
