"""Names and emoji that people choose for sectors and themes."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.defaults import SECTORS, THEMES
from domain.naming import bare, emoji_of, key_of, name_of
from domain.refusal import Refusal


@pytest.mark.parametrize("name", ["", "   ", "🎸", "---", "@everyone", "met <@123>", "x" * 41, "zie <#7>"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(Refusal):
        name_of(name, most=40)


def test_a_name_is_one_line_without_what_cannot_be_seen() -> None:
    assert name_of(" Punk\u202e\n en   hardcore ", most=40) == "Punk en hardcore"


@pytest.mark.parametrize("emoji", [one["emoji"] for one in (*SECTORS, *THEMES)])
def test_the_emoji_that_we_start_with_are_ordinary_ones(emoji: str) -> None:
    assert emoji_of(emoji) == emoji


@pytest.mark.parametrize("emoji", ["🏳️‍🌈", "👩🏽‍🎤", "🇳🇱", "1️⃣", "☕", "✌🏿", "", " 🎸 "])
def test_emoji_of_several_parts_are_one(emoji: str) -> None:
    assert emoji_of(emoji) == emoji.strip()


@pytest.mark.parametrize(
    "text", ["a", "1", ":guitar:", "<:eigen:123>", "🎸🎸", "♪", "🎸x", "🇳", "\u200d", "…"]
)
def test_anything_else_is_no_emoji(text: str) -> None:
    with pytest.raises(Refusal):
        emoji_of(text)


@given(st.text(max_size=60), st.sets(st.text(alphabet=string.ascii_lowercase + "_2", max_size=5)))
def test_a_key_is_always_one_that_discord_and_the_database_take(name: str, taken: set[str]) -> None:
    key = key_of(name, taken)
    assert key not in taken
    assert 1 <= len(key) <= 30
    assert key[0] in string.ascii_lowercase
    assert set(key) <= set(string.ascii_lowercase + string.digits + "_")


def test_the_second_of_a_name_gets_a_number() -> None:
    assert key_of("Financiën", {"financien"}) == "financien_2"


@given(st.text())
def test_case_emoji_and_dashes_do_not_matter(text: str) -> None:
    assert bare(f"📼-{text}") == bare(text)
    assert bare(bare(text)) == bare(text)
