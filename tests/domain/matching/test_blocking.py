"""Blocking: a short cut that never loses what would have been called the same."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Candidate, Verdict, compare
from domain.matching.blocking import MOST_PARTNERS, pairs_between, pairs_within

Make = Callable[..., Candidate]

words = st.sampled_from(
    [
        "kapot",
        "kapto",
        "roest",
        "jazz",
        "nacht",
        "night",
        "jazznacht",
        "open",
        "podium",
        "workshop",
        "kerkuil",
        "kerkuilen",
        "zine",
        "cafe",
        "zinecafe",
        "12",
        "de",
    ]
)
shapes = st.fixed_dictionaries(
    {
        "title": st.lists(words, min_size=1, max_size=4).map(" ".join),
        "when": st.sampled_from(
            ["14", "14 20:00", "14 20:45", "14 22:30", "14 23:50", "15 00:00", "15 01:00", "15 20:00"]
        ),
        "until": st.sampled_from([None, None, "15", "17", "80"]),
        "place": st.sampled_from([None, "Tankstation", "Loods 9, Hengelo"]),
        "source": st.sampled_from("abc"),
        "url": st.sampled_from([None, "https://a.example/e/1"]),
        "performers": st.sampled_from([(), ("kapot",)]),
    }
)
sets = st.lists(shapes, max_size=8)


def made(make: Make, shapes: list[dict[str, object]], first: int = 0) -> list[Candidate]:
    return [make(**shape, id=str(number)) for number, shape in enumerate(shapes, first)]


def same(pairs: list[tuple[Candidate, Candidate]]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset({a.name, b.name}) for a, b in pairs if compare(a, b).verdict is Verdict.SAME}


@given(new=sets, known=sets)
@settings(max_examples=200)
def test_no_same_pair_is_lost_between_two_sets(
    make: Make, new: list[dict[str, object]], known: list[dict[str, object]]
) -> None:
    ours, theirs = made(make, new), made(make, known, 100)
    found = list(pairs_between(ours, theirs))
    assert same(found) == same([(a, b) for a in ours for b in theirs])
    assert len(found) == len({(a.name, b.name) for a, b in found}), "a pair came twice"


@given(shapes=sets)
@settings(max_examples=200)
def test_no_same_pair_is_lost_within_a_set(make: Make, shapes: list[dict[str, object]]) -> None:
    events = made(make, shapes)
    found = list(pairs_within(events))
    assert same(found) == same([(a, b) for n, a in enumerate(events) for b in events[:n]])
    assert len(found) == len({frozenset({a.name, b.name}) for a, b in found}), "a pair came twice"


def test_what_has_no_word_in_common_is_not_compared(make: Make) -> None:
    assert not list(pairs_between([make("Kapot")], [make("Roest", source="b")]))
    assert not list(pairs_between([make("Workshop lassen")], [make("Workshop breien", source="b")]))


def test_a_flood_of_one_title_stays_bounded(make: Make) -> None:
    flood = [make("Kapot", source=f"s{number:04}") for number in range(400)]
    assert len(list(pairs_within(flood))) <= 400 * MOST_PARTNERS
