"""Posters are really set, and read back: the text from the PDF, the pixels and the code from the picture."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printing import (
    ADDRESS,
    LINK,
    UNTITLED,
    card,
    hidden_on,
    opened,
    pdf,
    picture,
    printed,
    read_code,
    squeezed,
    stays_within,
    week,
    words_on,
)

from posters.letters import Letters
from posters.sheets import FRAMES, Format, Kind

BOARD_AND_POSTS = [Format.PORTRAIT, Format.INSTAGRAM, Format.SQUARE]
LONG = " ".join(f"word{n}" for n in range(250))[:1900].rsplit(" ", 1)[0]


def numbered(count: int) -> list[str]:
    return [f"Event {n:03} of a loud evening"[: 12 + n % 18] + f" {n:03}." for n in range(count)]


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        (Format.PORTRAIT, (1240, 1754)),
        (Format.INSTAGRAM, (1080, 1350)),
        (Format.SQUARE, (1080, 1080)),
        (Format.LINK, (1200, 630)),
    ],
)
@pytest.mark.parametrize("count", [0, 1, 7, 120])
def test_a_picture_has_its_exact_size_and_keeps_its_margins(
    shape: Format, size: tuple[int, int], count: int
) -> None:
    image = picture(week(numbered(count)), shape)
    assert image.size == size
    assert stays_within(image)


@pytest.mark.parametrize("shape", list(Format))
@pytest.mark.parametrize("count", [1, 2, 4, 5, 7, 14, 15, 25, 60, 120, 400])
def test_every_title_is_complete_or_counted(shape: Format, count: int) -> None:
    titles = numbered(count)
    reader = pdf(week(titles), shape)
    text = words_on(reader)
    shown = [title for title in titles if squeezed(title) in text]
    assert len(shown) + hidden_on(reader) == count
    assert shown
    if count <= 7 and shape is not Format.LINK:
        assert len(shown) == count
    assert squeezed(ADDRESS) in text


def test_what_is_left_out_are_the_lowest_ranks() -> None:
    titles = numbered(120)
    text = words_on(pdf(week(titles)))
    shown = [n for n, title in enumerate(titles) if squeezed(title) in text]
    assert shown == list(range(len(shown)))


def test_a_board_is_a4_and_says_what_it_is() -> None:
    reader = pdf(week(numbered(7), changed=1_773_000_000))
    (page,) = reader.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    assert reader.metadata is not None
    assert reader.metadata.title == "Music: 9–15 Mar 2026"
    assert reader.metadata.author == "De Sektor"
    assert reader.root_object["/Lang"] == "en"


def test_the_same_sheet_gives_the_same_bytes() -> None:
    for kind in Kind:
        assert printed(week(numbered(3)), Format.SQUARE, kind) == printed(
            week(numbered(3)), Format.SQUARE, kind
        )


@pytest.mark.parametrize("shape", BOARD_AND_POSTS)
def test_a_phone_reads_the_code(shape: Format) -> None:
    assert read_code(picture(week(numbered(25)), shape)) == LINK
    dark = replace(week(numbered(25)), paper="#1a1a40", ink="#ffffff")
    assert read_code(picture(dark, shape)) == LINK


def test_without_an_address_there_is_no_code() -> None:
    reader = pdf(replace(week(numbered(7)), link="", address=""))
    assert ADDRESS not in words_on(reader)
    with pytest.raises(ValueError, match="not enough values"):
        read_code(picture(replace(week(numbered(7)), link="", address="")))


def test_a_week_without_events_says_so() -> None:
    assert "Nothingyetthisweek." in words_on(pdf(week([])))


# ---- what people type


@pytest.mark.parametrize("shape", list(Format))
def test_an_endless_title_stands_there_whole(shape: Format) -> None:
    sheet = week([LONG]) if shape is not Format.LINK else card(LONG)
    assert squeezed(LONG) in words_on(pdf(sheet, shape))
    assert stays_within(picture(sheet, shape))


def test_an_endless_title_does_not_push_the_others_off() -> None:
    titles = [LONG, *numbered(60)]
    reader = pdf(week(titles))
    text = words_on(reader)
    shown = [title for title in titles if squeezed(title) in text]
    assert LONG not in shown
    assert len(shown) > 30
    assert len(shown) + hidden_on(reader) == len(titles)


@pytest.mark.parametrize("shape", list(Format))
def test_a_word_without_end_is_broken_within_its_column(shape: Format) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 6
    for sheet in (week([word, "Noise Night"]), card(word)):
        if shape is not Format.LINK and sheet.template == "card.typ":
            continue
        reader = pdf(sheet, shape)
        assert squeezed(word) in words_on(reader)
        assert stays_within(picture(sheet, shape))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("🎉 Noise 🎷 Night 🎉", "Noise Night"),
        ("東京 Punk", "Punk"),
        ("Z̸̢̛͉a̵l̶g̷o̶", "Zalgo"),
        ("𝕹𝖔𝖎𝖘𝖊 ＦＵＬＬ", "Noise FULL"),
        ("\u202egnikcart\u202c zero\u200bwidth\u2060", "gnikcart zerowidth"),
        ("Line\nbreak\ttab\x00\x1b[31m", "Line break tab[31m"),
        ("1️⃣ 🇳🇱 keycap", "1 keycap"),
        ("👩‍👩‍👧 family", "family"),
        ("Café Übergröße Łódź ½ € № → ★", "Café Übergröße Łódź ½ € № → ★"),
        ("Кириллица Ελληνικά", "Кириллица Ελληνικά"),
        (
            '#set page(width: 1pt) *b* _i_ $x$ @r <l> \\ [x] // "',
            '#set page(width: 1pt) *b* _i_ $x$ @r <l> \\ [x] // "',
        ),
        ("🎉", ""),
    ],
)
def test_letters_that_no_font_has_are_left_out(typed: str, written: str) -> None:
    assert Letters([typed]).written(typed) == written
    text = words_on(pdf(week([typed])))
    assert squeezed(written or UNTITLED) in text


def test_arabic_and_hebrew_are_drawn() -> None:
    for typed in ("مرحبا", "שלום"):
        assert Letters([typed]).written(typed) == typed


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=80), min_size=1, max_size=12), st.sampled_from(list(Format)))
def test_nothing_that_can_be_typed_breaks_a_poster(titles: list[str], shape: Format) -> None:
    sheet = week(titles, community=titles[0], headline=titles[-1] or "x")
    image = opened(printed(sheet, shape, Kind.PNG))
    assert image.size == (FRAMES[shape].width, FRAMES[shape].height)
    assert stays_within(image)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_box_is_ever_drawn(text: str) -> None:
    """Whatever is written can be drawn: asked anew, letter by letter, nothing more is left out."""
    written = Letters([text]).written(text)
    assert Letters([written]).written(written) == written


@pytest.mark.parametrize("shape", list(Format))
def test_long_names_all_round_fit(shape: Format) -> None:
    sheet = replace(
        week(numbered(9)),
        community="A community whose name goes on and on until nobody knows how it began " * 2,
        headline="Experimentele elektronische muziekcultuur",
        dates="29 december 2025 – 4 januari 2026",
        address="a-very-long-host-name.of-some-foundation.example.org/agenda",
    )
    text = words_on(pdf(sheet, shape))
    for part in (sheet.community, sheet.headline.upper(), sheet.dates, sheet.address):
        assert squeezed(part).lower() in text.lower()
    assert stays_within(picture(sheet, shape))
