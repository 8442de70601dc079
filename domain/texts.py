"""Text that people typed: cleaned, measured, and never able to call anybody."""

import re
import unicodedata
from urllib.parse import urlsplit

from domain.refusal import Refusal
from domain.when.answers import Message

_PING = re.compile(r"@(?:everyone|here)\b|<@[!&]?\d+>", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Without control and invisible direction characters, trimmed; line ends are plain newlines, and every
    other kind of space is a plain one."""
    kept = (
        " " if c.isspace() and c != "\n" else c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c.isspace()
        or c == "\n"
        or c == "\u200d"
        or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return "".join(kept).strip()


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def shortened(text: str, most: int) -> str:
    """At most `most` characters, ended at a word."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole_words = cut.rsplit(None, 1)[0] if " " in cut[most // 2 :] else cut
    return whole_words.rstrip(" ,;:-–") + "…"


def within(text: str, most: int, what: Message) -> str:
    """`text`, or a refusal when it is longer than `most` characters. `what` is the field's own name."""
    if len(text) > most:
        raise Refusal(
            "{field} is {length} characters long and at most {most} fit. Shorten it a little.",
            field=what,
            length=len(text),
            most=most,
        )
    return text


def without_pings(text: str) -> str:
    """`text`, or a refusal when it tries to call people."""
    if _PING.search(text):
        raise Refusal(
            "“{text}” would notify people, and an event cannot do that. "
            "Leave out @everyone, @here and mentions.",
            text=text[:100],
        )
    return text


def without_mentions(text: str) -> str:
    """The same for what is no event."""
    if _PING.search(text):
        raise Refusal(
            "“{text}” would notify people. Leave out @everyone, @here and mentions, and write names in plain "
            "words.",
            text=text[:100],
        )
    return text


def web_link(text: str) -> str:
    """An http(s) address that can be shown as a link; "example.org/x" is taken as https."""
    link = one_line(text)
    if "://" not in link and not re.match(r"^[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))", link, re.IGNORECASE):
        link = "https://" + link
    try:
        parts = urlsplit(link)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and "." in str(parts.hostname)
    except ValueError:
        usable = False
    if not usable or " " in link or len(link) > 500:
        raise Refusal(
            "“{link}” is not a web address. Paste the link as it stands in your browser, beginning with https://.",
            link=text[:100],
        )
    return link


def link_or_nothing(text: str | None) -> str:
    """The same where it is one, else an empty text: for what is shown and not asked for."""
    try:
        return web_link(text) if text else ""
    except Refusal:
        return ""
