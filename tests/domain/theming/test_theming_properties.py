"""What holds for every event, however strange."""

import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.theming import community_themes
from domain.sources import Note
from domain.theming import Decision, RuleKind, SourceRule, Subject, Verdict, decide, explain, propose
from domain.theming.evidence import Origin

DEFAULTS = community_themes()
KEYS = tuple(theme.key for theme in DEFAULTS)

WORDS = (
    *("concert", "punk", "film", "theater", "dj", "live", "zine", "expo", "dans", "noise", "muziekavond"),
    *("de", "een", "kikker", "stad", "&", "#12", "vol. 3", ":", "-", "R A V E", "geen"),
)
phrases = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
any_text = st.one_of(phrases, st.text(max_size=60))
CATEGORIES = ("Concert", "Film", "Dance", "Overig", "Rauw", "Theater/Dans")
IRRELEVANT = ("gezellig", "aanmelden", "kassa", "zaterdag")
categories = st.lists(st.one_of(st.sampled_from(CATEGORIES), st.text(max_size=15)), max_size=4).map(tuple)
subjects = st.builds(
    Subject, title=any_text, description=any_text, place=any_text, organizer=any_text, categories=categories
)
theme_sets = st.sets(st.sampled_from(KEYS)).map(lambda keys: tuple(sorted(keys)))
rules = st.lists(
    st.builds(
        SourceRule,
        st.sampled_from(RuleKind),
        st.one_of(st.sampled_from(("concert", "kikker", "Rauw", "de stad")), any_text),
        st.sampled_from((*KEYS, "gone")),
        st.sampled_from(Verdict),
    ),
    max_size=5,
).map(tuple)


patient = settings(deadline=None, max_examples=200)  # the first example builds the lexicon


def decision(subject: Subject, default: tuple[str, ...] = (), ruled: tuple[SourceRule, ...] = ()) -> Decision:
    return decide(subject, themes=DEFAULTS, default=default, rules=ruled)


@patient
@given(subjects, theme_sets, rules)
def test_there_is_a_theme_and_a_reason_for_it(
    subject: Subject, default: tuple[str, ...], ruled: tuple[SourceRule, ...]
) -> None:
    said = decision(subject, default, ruled)
    assert said.themes
    assert said.themes == tuple(key for key in KEYS if key in said.themes)
    assert said.certain is (said.doubt is None)
    for key in said.themes:
        assert any(piece.theme == key for piece in said.evidence)
    told = explain(said)
    assert {reasons.theme for reasons in told if reasons.chosen} == set(said.themes)
    assert all(str(note) for reasons in told for note in reasons.notes)
    if said.certain:
        assert not any(piece.origin is Origin.GUESS for piece in said.evidence)


@patient
@given(subjects, theme_sets, rules, st.randoms(use_true_random=False))
def test_order_makes_no_difference(
    subject: Subject, default: tuple[str, ...], ruled: tuple[SourceRule, ...], random: Random
) -> None:
    shuffled_categories, shuffled_rules = list(subject.categories), list(ruled)
    random.shuffle(shuffled_categories)
    random.shuffle(shuffled_rules)
    other = replace(subject, categories=tuple(shuffled_categories))
    again = decision(other, tuple(reversed(default)), tuple(shuffled_rules))
    assert again == decision(subject, default, ruled)


@patient
@given(
    phrases,
    theme_sets,
    rules,
    st.lists(st.sampled_from(IRRELEVANT), max_size=9),
)
def test_irrelevant_text_never_flips_a_rule(
    title: str, default: tuple[str, ...], ruled: tuple[SourceRule, ...], extra: list[str]
) -> None:
    short = decision(Subject(title=title), default, ruled)
    longer = Subject(title=" | ".join((title, *extra)), description=" ".join(extra))
    said = decision(longer, default, ruled)
    assert _ruled(short) == _ruled(said)
    assert short.themes == said.themes


def _ruled(said: Decision) -> set[tuple[str, int, Note]]:
    return {(p.theme, p.weight, p.reason) for p in said.evidence if p.origin is Origin.RULE}


@patient
@given(subjects, theme_sets, theme_sets.filter(bool))
def test_the_proposed_rules_decide_as_the_editor_did(
    subject: Subject, default: tuple[str, ...], after: tuple[str, ...]
) -> None:
    first = decision(subject, default)
    proposed = propose(first.themes, after, subject, doubtful=not first.certain)
    if not proposed:
        return
    again = decision(subject, default, proposed)
    assert set(again.themes) == set(after)
    assert again.certain or not any(rule.verdict is Verdict.ADD for rule in proposed)


@patient
@given(st.text(max_size=400), st.text(max_size=400))
def test_no_text_raises(title: str, other: str) -> None:
    decision(Subject(title=title, description=other, place=other, organizer=title, categories=(title, other)))


HOSTILE = {
    "one long word": "a" * 100_000,
    "joined keywords": "muziekfilmtheaterpunk" * 5_000,
    "words": "concert film theater punk " * 4_000,
    "different words": " ".join(f"woord{n}avond" for n in range(8_000)),
    "right to left": "\u202eموسيقى \u05de\u05d5\u05e1\u05d9\u05e7\u05d4 " * 6_000,
    "emoji": "🎸🏴\u200d☠️" * 20_000,
    "control characters": "\x00\x1b\x07\ud800" * 25_000,
    "marks": "e" + "\u0301" * 100_000,
    "ligatures that grow": "\ufdfa" * 100_000,
    "single letters": "a b c " * 20_000,
    "signs": "&#:-|/ " * 15_000,
    "spaces": " \t\u3000" * 33_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_quickly(name: str) -> None:
    text = HOSTILE[name]
    subject = Subject(title=text, description=text, place=text, organizer=text, categories=(text,) * 1_000)
    ruled = tuple(SourceRule(kind, text, key, Verdict.ADD) for kind in RuleKind for key in KEYS)
    decision(Subject(title="warm"))
    started = time.process_time()
    said = decision(subject, ("music",), ruled)
    propose(said.themes, ("media",), subject)
    assert time.process_time() - started < 0.5
    assert said.themes
