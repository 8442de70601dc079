"""Is it a picture, and can Discord carry it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pictures import MOST_BYTES, check_size, picture_kind
from domain.refusal import Refusal


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (b"GIF87a....", "gif"),
        (b"GIF89a....", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
    ],
)
def test_pictures_are_known_by_their_bytes(data: bytes, ending: str) -> None:
    assert picture_kind(data)[0] == ending


@pytest.mark.parametrize(
    "data",
    [b"", b"dear diary", b"<svg xmlns='x'/>", b"%PDF-1.7", b"RIFF....WAVE", b"PNG", b"\x00" * 20, b"MZ"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        picture_kind(data)


@given(st.binary(max_size=40))
def test_any_bytes_are_a_picture_or_a_refusal(data: bytes) -> None:
    try:
        ending, media_type = picture_kind(data)
    except Refusal:
        return
    assert media_type.startswith("image/")
    assert ending in {"png", "jpg", "gif", "webp"}


def test_what_is_too_big_is_refused_with_its_size() -> None:
    check_size(MOST_BYTES)
    with pytest.raises(Refusal) as refused:
        check_size(30 * 1024 * 1024)
    assert refused.value.params == {"size": 30.0, "most": 8}
