"""Uploads, attachments, and the pictures in embeds and layouts that refer to them."""

import mimetypes
import re
import struct
from dataclasses import dataclass
from urllib.parse import quote

from sandbox.errors import ApiError
from sandbox.model import Attachment, Json
from sandbox.refusals import invalid_form
from sandbox.world import File, World

MAX_BYTES = 10 * 1024 * 1024
_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request; `index` is the n of `files[n]`."""

    index: int
    filename: str
    content: bytes
    content_type: str


def attach(world: World, channel_id: int, uploads: list[Upload], described: object) -> list[Attachment]:
    """Keep the uploads; `described` is the payload's `attachments`, whose ids are indexes of files."""
    details: dict[str, Json] = {}
    if isinstance(described, list):
        details = {str(each["id"]): each for each in described if isinstance(each, dict) and "id" in each}
    for upload in uploads:
        if len(upload.content) > MAX_BYTES:
            raise ApiError(413, 40005, "Request entity too large")
    return [_keep(world, channel_id, upload, details.get(str(upload.index), {})) for upload in uploads]


def _keep(world: World, channel_id: int, upload: Upload, details: Json) -> Attachment:
    attachment_id = world.snowflakes.take()
    given = str(details.get("filename") or upload.filename)
    filename = _UNSAFE.sub("_", given).strip("_") or "unknown"
    content_type = mimetypes.guess_type(filename)[0] or upload.content_type or "application/octet-stream"
    path = f"attachments/{channel_id}/{attachment_id}/{quote(filename)}"
    world.files[path] = File(upload.content, content_type, filename)
    width, height = picture_size(upload.content) or (None, None)
    return Attachment(
        attachment_id,
        filename,
        upload.content,
        content_type,
        f"{world.base_url}/cdn/{path}",
        description=details.get("description"),
        title=details.get("title"),
        width=width,
        height=height,
        spoiler=filename.startswith("SPOILER_") or bool(details.get("is_spoiler")),
    )


def forget(world: World, attachments: list[Attachment]) -> None:
    """Take deleted files off the CDN."""
    for attachment in attachments:
        world.files.pop(attachment.url.partition("/cdn/")[2], None)


def unfurled(world: World, url: str, attachments: list[Attachment]) -> Json:
    """A media item as components carry it."""
    attachment = _referred(url, attachments)
    media_id = str(world.snowflakes.take())
    if attachment is None:
        return {
            "id": media_id,
            "url": url,
            "proxy_url": url,
            "width": 0,
            "height": 0,
            "content_type": None,
            "loading_state": 2,
        }
    return {
        "id": media_id,
        "url": attachment.url,
        "proxy_url": attachment.url,
        "width": attachment.width,
        "height": attachment.height,
        "content_type": attachment.content_type,
        "attachment_id": str(attachment.id),
        "loading_state": 2,
        "name": attachment.filename,
        "size": len(attachment.content),
    }


def complete_embeds(embeds: list[Json], attachments: list[Attachment]) -> list[Json]:
    """Embeds as Discord gives them back; `attachment://` becomes the file's address."""
    return [_completed_embed(embed, attachments) for embed in embeds]


def _completed_embed(embed: Json, attachments: list[Attachment]) -> Json:
    done = {key: value for key, value in embed.items() if value not in (None, [], {})}
    done["type"] = "rich"
    if "fields" in done:
        done["fields"] = [{"inline": False, **field} for field in done["fields"]]
    for key, url_key in (
        ("image", "url"),
        ("thumbnail", "url"),
        ("footer", "icon_url"),
        ("author", "icon_url"),
    ):
        part = done.get(key)
        if isinstance(part, dict) and part.get(url_key):
            done[key] = _completed_picture(part, url_key, attachments)
    return done


def _completed_picture(part: Json, url_key: str, attachments: list[Attachment]) -> Json:
    url = str(part[url_key])
    attachment = _referred(url, attachments)
    if attachment is None:
        proxies = {"proxy_url": url} if url_key == "url" else {"proxy_icon_url": url}
        return {**proxies, **part}
    attachment.embedded = True
    part = {**part, url_key: attachment.url}
    if url_key == "icon_url":
        return part | {"proxy_icon_url": attachment.url}
    part |= {"proxy_url": attachment.url, "content_type": attachment.content_type}
    if attachment.width is not None:
        part |= {"width": attachment.width, "height": attachment.height}
    return part


def _referred(url: str, attachments: list[Attachment]) -> Attachment | None:
    if url.startswith("attachment://"):
        name = _UNSAFE.sub("_", url.removeprefix("attachment://")).strip("_")
        for attachment in attachments:
            if attachment.filename == name:
                return attachment
        raise invalid_form("attachments", "MEDIA_ATTACHMENT_NOT_FOUND", f"No attachment is named {name}.")
    return next((each for each in attachments if each.url == url), None)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG, read from its header."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
