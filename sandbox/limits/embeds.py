"""Embeds (Message Resource, "Embed Limits")."""

from collections.abc import Iterator
from typing import Any

from sandbox.limits.form import At, Shape, array
from sandbox.limits.values import MEDIA, WEB, anything, flag, integer, text, timestamp, url

MAX_EMBEDS = 10
MAX_TOTAL = 6000
"""Characters of all embeds of a message together: titles, descriptions, fields, footers and authors."""


def _has_substance(embed: dict[str, Any], at: At) -> None:
    """An embed needs something to show; Discord asks for a description then."""
    shown = ("title", "description", "fields", "image", "thumbnail", "video", "author", "footer")
    if not any(embed.get(name) for name in shown):
        at["description"].required()


def _has_url(media: dict[str, Any], at: At) -> None:
    if not media.get("url"):
        at["url"].required()


_MEDIA = Shape(
    {
        "url": url(*MEDIA),
        "width": integer(0),
        "height": integer(0),
        "placeholder": text(maximum=64),
        "placeholder_version": integer(0),
        "is_animated": flag,
        "description": text(maximum=4096),
        # an embed taken from a message and sent again carries what Discord had added to it
        "proxy_url": anything,
        "content_type": anything,
        "flags": anything,
    },
    rules=(_has_url,),
)
_FIELD = Shape(
    {"name": text(1, 256), "value": text(1, 1024), "inline": flag},
    required=("name", "value"),
)
_EMBED = Shape(
    {
        "type": text(),
        "url": url(*WEB),
        "title": text(maximum=256),
        "color": integer(0, 0xFFFFFF),
        "timestamp": timestamp,
        "description": text(maximum=4096),
        "author": Shape(
            {
                "name": text(1, 256),
                "url": url(*WEB),
                "icon_url": url(*MEDIA),
                "proxy_icon_url": anything,
            },
            required=("name",),
        ),
        "image": _MEDIA,
        "thumbnail": _MEDIA,
        "video": _MEDIA,
        "footer": Shape({"text": text(maximum=2048), "icon_url": url(*MEDIA), "proxy_icon_url": anything}),
        "fields": array(_FIELD, 0, 25),
        "provider": Shape({"name": text(maximum=256), "url": url(*WEB)}),
        "flags": anything,
    },
    rules=(_has_substance,),
)


def _texts(embed: dict[str, Any]) -> Iterator[str]:
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    yield (embed.get("footer") or {}).get("text") or ""
    yield (embed.get("author") or {}).get("name") or ""
    for field in embed.get("fields") or ():
        yield field["name"]
        yield field["value"]


def _total(embeds: list[dict[str, Any]], at: At) -> None:
    if sum(len(part.strip()) for embed in embeds for part in _texts(embed)) > MAX_TOTAL:
        at.error("MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_TOTAL}")


check_embed_list = array(_EMBED, 0, MAX_EMBEDS, rules=(_total,))
