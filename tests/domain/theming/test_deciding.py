"""Each line of the decision, by example."""

from datetime import UTC, datetime

import pytest

from benchmarks.theming import AIM, community_themes, decided, labelled, share_right
from domain.events import Details
from domain.sources import SourceEvent, SourceKind, SourcePlace
from domain.themes import Theme
from domain.theming import Decision, Habit, Origin, RuleKind, SourceRule, Subject, Verdict, decide, explain

DEFAULTS = community_themes()
START = datetime(2026, 3, 14, 20, tzinfo=UTC)


def decision(
    title: str,
    description: str = "",
    *,
    categories: tuple[str, ...] = (),
    default: tuple[str, ...] = (),
    rules: tuple[SourceRule, ...] = (),
    themes: tuple[Theme, ...] = DEFAULTS,
    organizer: str = "",
    place: str = "",
    habits: tuple[Habit, ...] = (),
) -> Decision:
    subject = Subject(
        title=title, description=description, categories=categories, organizer=organizer, place=place
    )
    return decide(subject, themes=themes, default=default, rules=rules, habits=habits)


def outcome(decision: Decision) -> tuple[tuple[str, ...], bool]:
    return decision.themes, decision.certain


def rule(kind: RuleKind, text: str, theme: str, verdict: Verdict = Verdict.ADD) -> SourceRule:
    return SourceRule(kind, text, theme, verdict)


def test_a_source_event_and_an_event_of_ours_are_read_alike() -> None:
    shown = SourceEvent(
        title="Poetry slam",
        start=START,
        source_kind=SourceKind.FEED,
        location=SourcePlace("Bibliotheek"),
        description="Dichters",
    )
    kept = Details(title="Poetry slam", starts=START, place="Bibliotheek", description="Dichters")
    assert decide(shown, themes=DEFAULTS, default=()) == decide(kept, themes=DEFAULTS, default=())


def test_the_default_is_enough_when_nothing_is_said() -> None:
    assert outcome(decision("Kite Season", default=("music",))) == (("music",), True)


def test_a_category_goes_before_the_default() -> None:
    assert outcome(decision("Zomerkou", categories=("Film",), default=("theatre",))) == (("media",), True)


def test_a_scene_as_default_stays_beside_what_it_is() -> None:
    said = decision("De laatste bus", categories=("Film",), default=("underground",))
    assert outcome(said) == (("underground", "media"), True)


def test_several_defaults_are_narrowed_by_what_it_says() -> None:
    both = ("media", "theatre")
    assert outcome(decision("Documentaireavond", default=both)) == (("media",), True)
    assert outcome(decision("Winterlicht", default=both)) == (both, True)


def test_clear_words_against_the_default_are_for_an_editor() -> None:
    said = decision("Theatervoorstelling: Popster", default=("music",))
    assert outcome(said) == (("theatre",), False)
    assert str(said.doubt) == "What it says points elsewhere than the usual theme of this source."


def test_a_name_in_the_title_does_not_move_a_concert() -> None:
    assert decision("Circus Maan", "Liedjes en gitaar", default=("music",)).themes == ("music",)
    assert outcome(decision("Circus Maan", categories=("Concert",))) == (("music",), True)


def test_strong_words_add_a_second_theme() -> None:
    said = decision("Concert en documentaire", "Een filmvertoning met jazz na.", default=("music",))
    assert outcome(said) == (("media", "music"), True)


def test_a_category_that_the_text_contradicts_is_for_an_editor() -> None:
    said = decision("Toneelstuk: De storm", "Met vier acteurs.", categories=("Muziek",))
    assert outcome(said) == (("music", "theatre"), False)
    assert outcome(decision("De acteurs", categories=("Muziek",))) == (("music",), True)


@pytest.mark.parametrize(
    ("title", "themes", "certain"),
    [
        ("Poetry slam", ("theatre",), True),
        ("Punk", ("underground",), False),  # one clear word alone
        ("Punk & zines", ("underground",), True),
        ("Live", ("music",), False),
        ("Bingo", ("underground",), False),
        ("", ("underground",), False),
    ],
)
def test_words_alone(title: str, themes: tuple[str, ...], certain: bool) -> None:
    assert outcome(decision(title)) == (themes, certain)


def test_a_guess_says_that_it_is_one() -> None:
    (guess,) = decision("Bingo").evidence
    assert guess.origin is Origin.GUESS
    assert guess.weight == 0


def test_without_themes_there_is_nothing_to_choose() -> None:
    assert outcome(decision("Concert", themes=())) == ((), False)


def test_defaults_that_are_gone_are_ignored() -> None:
    assert outcome(decision("Poetry slam", default=("gone",))) == (("theatre",), True)


class TestRules:
    def test_what_a_rule_adds_is_sure(self) -> None:
        said = decision("Pubquiz", rules=(rule(RuleKind.TITLE, "pubquiz", "media"),))
        assert outcome(said) == (("media",), True)

    def test_what_a_rule_removes_is_gone_and_the_rest_decides(self) -> None:
        away = rule(RuleKind.CATEGORY, "concert", "music", Verdict.REMOVE)
        assert decision("De Tolbrug", categories=("Concert", "Musical"), rules=(away,)).themes == ("theatre",)
        assert outcome(decision("Kikker", categories=("Concert",), rules=(away,)))[1] is False

    def test_a_rule_adds_to_what_is_certain(self) -> None:
        said = decision(
            "Noise Night", categories=("Concert",), rules=(rule(RuleKind.TITLE, "Noise Night", "media"),)
        )
        assert said.themes == ("underground", "media", "music")

    def test_a_guess_does_not_stay_beside_a_rule(self) -> None:
        said = decision("Punk", rules=(rule(RuleKind.ANY, "punk", "media"),))
        assert outcome(said) == (("media",), True)

    @pytest.mark.parametrize(
        ("kind", "text", "fits"),
        [
            (RuleKind.TITLE, "noise night", True),
            (RuleKind.TITLE, "noise", True),
            (RuleKind.TITLE, "nois", False),
            (RuleKind.TITLE, "night noise", False),
            (RuleKind.CATEGORY, "Spécial!", True),
            (RuleKind.CATEGORY, "spec", False),
            (RuleKind.PLACE, "tankstation", True),
            (RuleKind.PLACE, "tank", False),
            (RuleKind.ANY, "veldopnames", True),
            (RuleKind.ANY, "zwartboek", True),
            (RuleKind.ANY, "special", True),
            (RuleKind.ANY, "kelder", False),
            (RuleKind.ANY, " !? ", False),
        ],
    )
    def test_where_each_kind_looks(self, kind: RuleKind, text: str, fits: bool) -> None:
        said = decision(
            "Noise Night #14",
            "Veldopnames.",
            categories=("Special",),
            place="Tankstation, Enschede",
            organizer="Zwartboek",
            rules=(rule(kind, text, "theatre"),),
        )
        assert ("theatre" in said.themes) is fits

    def test_the_closer_rule_wins(self) -> None:
        rules = (
            rule(RuleKind.CATEGORY, "special", "theatre", Verdict.REMOVE),
            rule(RuleKind.TITLE, "kikker", "theatre"),
        )
        assert outcome(decision("Kikker", categories=("Special",), rules=rules)) == (("theatre",), True)

    def test_rules_that_contradict_each_other_are_for_an_editor(self) -> None:
        rules = (
            rule(RuleKind.TITLE, "Kikker", "theatre"),
            rule(RuleKind.TITLE, "kikker", "theatre", Verdict.REMOVE),
        )
        said = decision("Kikker", default=("music",), rules=rules)
        assert outcome(said) == (("music",), False)
        assert str(said.doubt) == "Two rules of this source contradict each other."

    def test_rules_that_leave_nothing_are_for_an_editor(self) -> None:
        rules = tuple(rule(RuleKind.TITLE, "kikker", theme.key, Verdict.REMOVE) for theme in DEFAULTS)
        said = decision("Kikker", default=("music",), rules=rules)
        assert outcome(said) == (("music",), False)

    def test_a_rule_for_a_theme_that_is_gone_says_nothing(self) -> None:
        said = decision("Kikker", default=("music",), rules=(rule(RuleKind.TITLE, "kikker", "gone"),))
        assert outcome(said) == (("music",), True)


class TestHabits:
    def test_a_habit_supports_and_never_decides_alone(self) -> None:
        habit = Habit("Metropool", "music", 19, 20)
        assert outcome(decision("Kikker", place="Metropool", habits=(habit,))) == (("music",), False)
        assert outcome(decision("Gitaar", place="Metropool", habits=(habit,))) == (("music",), True)
        assert not decision("Gitaar", place="Concordia", habits=(habit,)).certain

    def test_too_few_events_are_no_habit(self) -> None:
        habits = (Habit("Metropool", "music", 4, 4), Habit("Metropool", "theatre", 4, 10))
        evidence = decision("Kikker", place="Metropool", habits=habits).evidence
        assert not [piece for piece in evidence if piece.origin is Origin.HABIT]


def test_the_reasons_in_order() -> None:
    said = decision(
        "Theatervoorstelling: Popster",
        "Met acteurs",
        default=("music",),
        rules=(rule(RuleKind.TITLE, "popster", "media", Verdict.REMOVE),),
    )
    told = explain(said)
    assert [(reasons.theme, reasons.chosen) for reasons in told] == [
        (None, False),
        ("theatre", True),
        ("media", False),
        ("music", False),
    ]
    assert [str(note) for note in told[1].notes] == [
        "“theatervoorstelling” stands in the title.",
        "“acteur” stands in the description.",
    ]
    assert [str(note) for note in told[2].notes] == ["A rule for this source keeps “popster” out of here."]
    assert len(explain(said, most=1)[1].notes) == 1


def test_the_labelled_events_are_what_they_say() -> None:
    events = labelled()
    keys = {theme.key for theme in DEFAULTS}
    assert len(events) >= 250
    assert len({event.id for event in events}) == len(events)
    assert all((event.themes | event.also | set(event.default)) <= keys for event in events)
    assert 0.4 < sum(event.measured for event in events) / len(events) < 0.6


def test_of_the_certain_ones_as_many_are_right_as_aimed_for() -> None:
    for measured in (False, True):
        outcomes = decided([event for event in labelled() if event.measured is measured], DEFAULTS)
        assert share_right(outcomes) >= AIM
        assert sum(decision.certain for _, decision in outcomes) > len(outcomes) * 0.6
