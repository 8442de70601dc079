"""An editor's correction, as a rule for its source."""

import pytest

from domain.theming import RuleKind, SourceRule, Subject, Verdict, propose


def texts(rules: tuple[SourceRule, ...]) -> list[tuple[str, str, str, str]]:
    return [(rule.kind, rule.text, rule.theme, rule.verdict) for rule in rules]


@pytest.mark.parametrize(
    ("subject", "kind", "text"),
    [
        (Subject(title="Kikker", categories=("Rauw Randje",)), "category", "Rauw Randje"),
        (Subject(title="Kikker", categories=("Rauw Randje", "Concert")), "category", "Rauw Randje"),
        # a plain word for a theme, or one that says nothing, would catch too much
        (Subject(title="Kikker", categories=("Concert",)), "title", "Kikker"),
        (Subject(title="Kikker", categories=("Workshop", "Agenda")), "title", "Kikker"),
        # which of two own words is meant is not known
        (Subject(title="Kikker", categories=("Rauw", "Randje")), "title", "Kikker"),
        (Subject(title="Popquiz #12"), "title", "Popquiz"),
        (Subject(title="Popquiz vol. 3: kerst"), "title", "Popquiz"),
        (Subject(title="Popquiz: de finale"), "title", "Popquiz"),
        (Subject(title="Dark Room – Ada + Bob"), "title", "Dark Room"),
        (Subject(title="12: De apostelen"), "title", "12: De apostelen"),
        (Subject(title="Stop-motion voor kinderen"), "title", "Stop-motion voor kinderen"),
        (Subject(title="Revolver II"), "title", "Revolver II"),
    ],
)
def test_the_smallest_sensible_rule(subject: Subject, kind: str, text: str) -> None:
    assert texts(propose(("music",), ("theatre",), subject)) == [
        (kind, text, "music", "remove"),
        (kind, text, "theatre", "add"),
    ]


def test_only_what_changed_is_ruled() -> None:
    event = Subject(title="Kikker")
    assert texts(propose(("music", "media"), ("music",), event)) == [("title", "Kikker", "media", "remove")]
    assert texts(propose(("music",), ("music", "media"), event)) == [("title", "Kikker", "media", "add")]


def test_after_a_doubtful_decision_what_was_kept_is_confirmed() -> None:
    rules = propose(("music",), ("music", "media"), Subject(title="Kikker"), doubtful=True)
    assert [(rule.theme, rule.verdict) for rule in rules] == [("media", "add"), ("music", "add")]


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [(("music",), ("music",), "Kikker"), (("music",), (), "Kikker"), (("music",), ("media",), "!!!")],
)
def test_nothing_to_propose(before: tuple[str, ...], after: tuple[str, ...], title: str) -> None:
    assert propose(before, after, Subject(title=title)) == ()


@pytest.mark.parametrize("kind", RuleKind)
@pytest.mark.parametrize("verdict", Verdict)
def test_every_rule_is_explained(kind: RuleKind, verdict: Verdict) -> None:
    sentence = str(SourceRule(kind, "kikker", "media", verdict).explained())
    assert "kikker" in sentence
    assert "media" in sentence
    assert ("not" in sentence) is (verdict is Verdict.REMOVE)
