"""What words of this field are called in the other language."""

from domain.searching.bilingual import in_the_other_language, spelled


def said(question: str, language: str) -> list[tuple[str, list[str]]]:
    words = question.split()
    return [
        (" ".join(words[at] for at in place), [" ".join(one) for one in others])
        for place, others in in_the_other_language(words, language)
    ]


def test_a_term_of_several_words_is_one_term() -> None:
    assert said("renew driving licence", "en") == [
        ("driving licence", ["rijbewijs"]),
        ("renew", ["verlengen", "verlenging"]),
    ]


def test_other_forms_of_a_word_are_known_too() -> None:
    assert dict(said("volunteers neighbours", "en")) == {
        "volunteers": ["vrijwilliger"],
        "neighbours": ["buren", "buurman", "buurt"],
    }


def test_a_dutch_word_is_told_in_english() -> None:
    ((word, others),) = said("subsidie", "nl")
    assert word == "subsidie"
    assert set(others) == {"grant", "subsidy", "funding", "fund"}


def test_what_is_in_no_dictionary_is_told_nothing() -> None:
    assert said("quxwort", "en") == []


def test_a_slip_in_an_english_word_is_seen_and_a_word_that_is_right_is_kept() -> None:
    assert spelled("benfit", "en") == "benefit"
    assert spelled("permits", "en") == "permits"
    assert spelled("rent", "en") == "rent"
    assert spelled("xylophonist", "en") == "xylophonist"
