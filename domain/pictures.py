"""Posters that people send: is it a picture, and can Discord carry it?"""

from domain.refusal import Refusal

MOST_BYTES = 8 * 1024 * 1024
"""Discord carries 10 MiB with a message; the rest is left for everything else."""

_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"GIF87a": ("gif", "image/gif"),
    b"GIF89a": ("gif", "image/gif"),
}


def check_size(size: int) -> None:
    """Refuse what is too big before it is fetched. `size` in bytes."""
    if size > MOST_BYTES:
        raise Refusal(
            "The poster is {size} MB and at most {most} MB fit. Send a smaller version of it; "
            "everything else is kept.",
            size=round(size / 1024 / 1024, 1),
            most=MOST_BYTES // 1024 // 1024,
        )


def picture_kind(data: bytes) -> tuple[str, str]:
    """(file ending, media type) as the bytes themselves say; a name or a header may claim anything."""
    check_size(len(data))
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp", "image/webp"
    raise Refusal(
        "The poster is no picture that Discord can show. Send a PNG, JPEG, GIF or WebP; "
        "everything else is kept."
    )
