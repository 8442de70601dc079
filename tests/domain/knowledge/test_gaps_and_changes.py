"""Alike questions together; and what changed between two versions."""

from datetime import UTC, datetime, timedelta

from domain.knowledge.comparing import Line, Mark, compared
from domain.knowledge.gaps import Question, grouped

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def question(text: str, person: int, minutes: int = 0) -> Question:
    return Question(
        community=1,
        person=person,
        channel=2,
        text=text,
        locale="nl",
        asked_at=NOW + timedelta(minutes=minutes),
    )


def test_alike_questions_are_one_gap_and_what_most_people_asked_comes_first() -> None:
    gaps = grouped(
        [
            question("Waar kan ik een podium huren?", 1, 5),
            question("hoe kom ik aan een beamer", 2, 4),
            question("podium huren waar", 3, 3),
            question("Wat kost drukwerk?", 2, 2),
            question("Wat kost drukwerk?", 2, 1),
        ]
    )
    assert [(gap.people, len(gap.questions), gap.wording) for gap in gaps] == [
        (2, 2, "podium huren waar"),
        (1, 2, "Wat kost drukwerk?"),
        (1, 1, "hoe kom ik aan een beamer"),
    ]


def test_one_word_in_a_long_question_is_not_the_same_question() -> None:
    long = "podium huren tent stroom toilet hekken parkeren vergunning beveiliging"
    assert len(grouped([question(long, 1), question("podium?", 2)])) == 2


def test_questions_without_words_do_not_break_it() -> None:
    assert len(grouped([question("?!", 1), question("🦑", 2), question("?!", 3)])) == 2


def test_a_change_is_shown_with_a_line_around_it() -> None:
    before = "one\ntwo\nthree\nfour\nfive"
    after = "one\ntwo\nthree\nFOUR\nfive\nsix"
    assert compared(before, after) == (
        Line(Mark.SKIPPED),
        Line(Mark.SAME, "three"),
        Line(Mark.GONE, "four"),
        Line(Mark.NEW, "FOUR"),
        Line(Mark.SAME, "five"),
        Line(Mark.NEW, "six"),
    )
    assert compared(before, before + "\n\n") == ()
