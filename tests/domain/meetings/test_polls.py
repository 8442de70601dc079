"""Which date is best, and why; and what cannot be asked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings.polls import Answer, Option, must_be_askable, standing, unanswered
from domain.refusal import Refusal

Y, M, N = Answer.YES, Answer.IF_NEED_BE, Answer.NO
A, B, C = (Option(number, date(2026, 4, 10 + number), time(20)) for number in (1, 2, 3))
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_most_yes_is_best() -> None:
    found = standing([A, B], {1: {1: Y, 2: N}, 2: {1: Y, 2: Y}})
    assert found.best == B
    assert found.why[0].params == {"n": 2}


def test_with_as_many_yes_if_need_be_decides() -> None:
    found = standing([A, B], {1: {1: Y, 2: N}, 2: {1: Y, 2: M}})
    assert found.best == B
    assert "more people if need be" in found.why[0].message_id


def test_with_all_equal_the_earliest() -> None:
    found = standing([B, A], {1: {1: Y}, 2: {1: Y}})
    assert found.best == A
    assert "earlier" in found.why[0].message_id


def test_who_is_required_must_be_able() -> None:
    answers = {1: {1: Y, 2: Y, 3: N}, 2: {1: Y, 2: N, 3: M}}
    assert standing([A, B], answers).best == A
    found = standing([A, B], answers, frozenset({3}))
    assert found.best == B
    assert any(note.params.get("day") == A.day for note in found.why)


def test_a_blank_is_neither_no_nor_the_yes_of_who_is_required() -> None:
    found = standing([A, B], {1: {1: Y, 2: Y}, 2: {1: Y, 2: N}})
    assert [(one.option, one.no) for one in found.counts] == [(A, 0), (B, 1)]
    assert standing([A], {1: {1: Y}}, frozenset({2})).best is None
    assert unanswered([1, 2], [A, B], {1: {1: Y, 2: N}, 2: {1: N}}) == {2}


def test_without_any_yes_there_is_no_best() -> None:
    found = standing([A, B], {1: {1: N}, 2: {}})
    assert found.best is None
    assert found.why[0].message_id == "Nobody said yes to any date yet."


@given(
    st.dictionaries(
        st.sampled_from([1, 2, 3]),
        st.dictionaries(st.integers(1, 7), st.sampled_from(list(Answer))),
    ),
    st.permutations([A, B, C]),
    st.frozensets(st.integers(1, 7), max_size=2),
)
def test_no_usable_date_beats_the_best(
    answers: dict[int, dict[int, Answer]], options: Sequence[Option], required: frozenset[int]
) -> None:
    found = standing(options, answers, required)

    def key(option: Option) -> tuple[int, int, int]:
        said = list(answers.get(option.id, {}).values())
        return said.count(Y), said.count(M), -option.day.toordinal()

    usable = [
        option
        for option in options
        if all(answers.get(option.id, {}).get(person, N) is not N for person in required)
        and any(answer is not N for answer in answers.get(option.id, {}).values())
    ]
    assert found.best == (max(usable, key=key) if usable else None)


def moments(*days: float) -> list[datetime]:
    return [NOW + timedelta(days=number) for number in days]


@pytest.mark.parametrize(
    ("dates", "limit", "says"),
    [
        (moments(20), 7, "nothing to choose"),
        (moments(20, 20), 7, "nothing to choose"),
        (moments(20, 21, 22, 23, 24, 25), 7, "Five dates at most"),
        (moments(-1, 20), 7, "passed already"),
        (moments(20, 25), 21, "the first date is"),
        (moments(20, 25), -1, "limit date"),
    ],
)
def test_what_cannot_be_asked(dates: list[datetime], limit: int, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        must_be_askable(dates, NOW + timedelta(days=limit), NOW)


def test_dates_come_in_order_and_once() -> None:
    given = moments(25, 20, 25)
    assert must_be_askable(given, NOW + timedelta(days=7), NOW) == (given[1], given[0])
