"""Questions that resemble each other, in both languages and through typing errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.desk.alike import STEPS, Asked, Group, alike, are_alike, topic, words_of

SPACE = (
    "where can I find a cheap rehearsal space?",
    "Is er ergens een repetitieruimte vrij?",
    "wij zoeken een oefenruimte voor onze band",
    "oefen ruimte gezocht, wie weet iets?",
    "repetitieruimt in Enschede?",
    "Looking for an affordable practice room",
)
TERRACE = (
    "Mag ons terras tot 01:00 open?",
    "hebben we een vergunning nodig voor een terras?",
    "Do we need a permit for a terrace?",
)


@pytest.mark.parametrize("one", SPACE)
@pytest.mark.parametrize("other", SPACE)
def test_all_ask_for_a_rehearsal_space(one: str, other: str) -> None:
    assert are_alike(words_of(one), words_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SPACE[0], TERRACE[0]),
        ("hoe vraag ik subsidie aan?", "hoe vraag ik een vergunning aan?"),
        ("Where can I print posters cheaply?", "Where can I find a cheap studio?"),
        ("wie kan ons helpen?", "wie kan mij helpen met de belasting?"),
        ("", "???"),
        ("Enschede?", "Enschede gratis"),
    ],
)
def test_what_only_looks_alike(one: str, other: str) -> None:
    assert not are_alike(words_of(one), words_of(other))


def asked(*texts: str) -> list[Asked]:
    return [Asked(number, 100 + number, text) for number, text in enumerate(texts, start=1)]


def test_grouped_with_their_first_question() -> None:
    groups = alike(asked(SPACE[0], TERRACE[1], SPACE[1], TERRACE[2], SPACE[2]))
    assert [(group.key, [one.id for one in group.questions]) for group in groups] == [
        (1, [1, 3, 5]),
        (2, [2, 4]),
    ]


def test_the_topic_is_what_three_people_said_in_the_readers_language() -> None:
    (group,) = alike(asked(*SPACE[:4]))
    assert topic(group, "nl") == ("repetitieruimte",)
    assert topic(group, "en") == ("rehearsal space",)


def test_nothing_of_one_persons_words_is_told() -> None:
    texts = [
        "repetitieruimte voor Kobus Vermeulen die gokschulden heeft",
        "oefenruimte voor wie ziek is geweest",
        "rehearsal space please, my landlord evicts me",
    ]
    (group,) = alike([Asked(n, n, text, group=1) for n, text in enumerate(texts, start=1)])
    assert topic(group, "nl") == ("repetitieruimte",)
    # the same person three times is not three people
    again = Group(1, tuple(Asked(n, 7, texts[0]) for n in (1, 2, 3)))
    assert (again.askers, again.step, topic(again, "nl")) == (1, 0, ())


def test_shown_again_as_it_grows() -> None:
    steps = [Group(1, tuple(Asked(n, n, "x") for n in range(1, count + 1))).step for count in range(1, 9)]
    assert steps == [0, 0, 3, 3, 5, 5, 5, 8]


_TEXTS = st.lists(
    st.sampled_from([*SPACE, *TERRACE, "iets heel anders", "", "subsidie voor een film"]), max_size=12
)


@given(_TEXTS, st.integers(0, 12))
def test_what_comes_later_changes_no_group(texts: list[str], cut: int) -> None:
    everything = asked(*texts)
    before = {one.id: group.key for group in alike(everything[:cut]) for one in group.questions}
    kept = [Asked(one.id, one.asker, one.text, before.get(one.id, 0)) for one in everything]
    after = {one.id: group.key for group in alike(kept) for one in group.questions}
    assert {number: after[number] for number in before} == before
    assert set(after) == {one.id for one in everything}


@given(st.text(max_size=300), st.text(max_size=300))
def test_being_alike_is_mutual_and_no_text_breaks_it(one: str, other: str) -> None:
    assert are_alike(words_of(one), words_of(other)) == are_alike(words_of(other), words_of(one))
    assert set(STEPS) == {step for step in STEPS if step >= 3}
