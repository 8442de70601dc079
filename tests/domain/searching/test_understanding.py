"""Words, compounds, slips of the pen: what a question is taken to ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.searching.compounds import divided
from domain.searching.entries import code_of, entries, length_of
from domain.searching.lexicon import Lexicon, Word
from domain.searching.stems import stem
from domain.searching.understanding import Collection, understand
from domain.searching.words import language_of, words_of


def lexicon(*words: str, members: tuple[str, ...] = ()) -> Lexicon:
    known = Lexicon()
    known.put(
        Word(
            number, word, (stem(word, "nl"), stem(word, "en")), int(word not in members), int(word in members)
        )
        for number, word in enumerate([*words, *members], 1)
    )
    return known


def places(question: str, *words: str) -> dict[str, float]:
    """What may stand in the place of a question's first word, by word."""
    known = lexicon(*words)
    asked = understand(question, Collection(known, 1000, members=False)).words[0]
    found = dict(asked.places)
    for share, part in asked.parts:
        for word, factor in part.items():
            found[word] = max(found.get(word, 0.0), share * factor)
    return {word: round(found[number], 2) for number, word in enumerate(words, 1) if number in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ik schrijf C++ en c#", ["ik", "schrijf", "c++", "en", "c#"]),
        ("foto's van 's avonds", ["fotos", "van", "s", "avonds"]),
        ("What's up?", ["whats", "up"]),
        ("subsidie-aanvraag", ["subsidie", "aanvraag", "subsidieaanvraag"]),
        ("één CAFÉ, financiën", ["een", "cafe", "financien"]),
        ("€ 2.000,50 of 12,5 of 10.000", ["2000.50", "of", "12.5", "of", "10000"]),
        ("de K.v.K. en b.v. zo", ["de", "kvk", "en", "bv", "zo"]),
        ('🎉🎉 " --', []),
    ],
)
def test_words_are_as_one_would_look_for_them(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("Hoe vraag ik dat aan?", "nl"), ("How do I apply for it?", "en"), ("decibel", ""), ("", "")],
)
def test_function_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("subsidieaanvraag", ("subsidie", "aanvraag")),
        ("evenementenvergunning", ("evenement", "vergunning")),
        ("vergunningsaanvraag", ("vergunning", "aanvraag")),
        ("vergunning", ()),
        ("subsidiexyzzy", ()),
    ],
)
def test_compounds_are_divided_at_their_links(word: str, parts: tuple[str, ...]) -> None:
    seen = {"subsidie": 9, "aanvraag": 8, "evenement": 9, "vergunning": 7}
    assert divided(word, lambda part: seen.get(part, 0)) == parts


def test_each_way_to_stand_in_has_its_factor() -> None:
    assert places("vergunning", "vergunning", "vergunningen", "vergunningplichtig") == {
        "vergunning": 1.0,
        "vergunningen": 0.9,
        "vergunningplichtig": 0.8,
    }
    assert places("aanvraag", "subsidie", "aanvraag", "subsidieaanvraag")["subsidieaanvraag"] == 0.6
    assert places("vergnuning", "vergunning") == {"vergunning": 0.85}
    assert places("subsidie aanvraag", "subsidieaanvraag")["subsidieaanvraag"] == 0.95


def test_a_compound_that_nobody_wrote_is_found_by_its_parts() -> None:
    found = places("subsidieaanvraag", "subsidie", "aanvraag")
    assert set(found) == {"subsidie", "aanvraag"}
    assert sum(found.values()) == pytest.approx(0.85, abs=0.02)


def test_two_slips_only_in_words_of_seven_letters_or_more() -> None:
    assert places("vergnunig", "vergunning") == {"vergunning": 0.85}
    assert places("bner", "bier", "buren") == {"bier": 0.85}
    assert places("zlaa", "bier") == {}


def test_a_term_finds_what_it_is_called_in_the_other_language() -> None:
    known = lexicon("permit", "vergunning")
    question = understand(
        "which permit", Collection(known, 1000, members=False), {("permit",): [("vergunning",)]}
    )
    assert question.words[0].places == {1: 1.0, 2: pytest.approx(0.7)}


def test_words_of_members_do_not_exist_for_others() -> None:
    known = lexicon("vergunning", members=("sleutelkluis",))
    asked = understand("sleutelklius", Collection(known, 10, members=False))
    assert asked.frequencies == {}
    assert understand("sleutelklius", Collection(known, 10, members=True)).frequencies == {2: 1}


def test_unknown_words_weigh_in_what_was_asked() -> None:
    known = lexicon("vergunning")
    alone = understand("vergunning", Collection(known, 10, members=False)).mass
    assert understand("vergunning marsmannetjes", Collection(known, 10, members=False)).mass > alone


@given(st.text(max_size=400))
def test_any_question_is_understood(text: str) -> None:
    question = understand(text, Collection(lexicon("vergunning", "subsidie"), 10, members=False))
    assert all(0 < factor <= 1 for word in question.words for factor in word.places.values())
    assert question.mass >= 0


@given(st.integers(1, 255), st.integers(1, 4000))
def test_counts_and_lengths_survive_being_packed(count: int, length: int) -> None:
    code = code_of(count, length)
    assert 0 <= code < 65536
    assert code >> 8 == count
    assert length_of(code) == pytest.approx(length, rel=0.02)


def test_titles_and_aliases_count_double_and_function_words_are_not_kept() -> None:
    kept = entries("Het lawaai bij de buren", title="Lawaai", aliases=["herrie", "lawaai"], heading="Buren")
    assert kept.counts == {"lawaai": 3, "buren": 2, "herrie": 2}
    assert kept.length == 7
