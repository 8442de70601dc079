"""How often the themes are right, and how quickly they are found.

    python -m benchmarks.theming [--mistakes]

`themes.jsonl` holds events of our own making, as the agendas of a town like Enschede would show them, each
with the source's default and categories where it has them, the `themes` that an editor would choose, and in
`also` those that would not be wrong either; no `themes`: none fits, and an editor should look. Which half an
event is in follows from its id. Words and weights are tuned on one half only, the other is only measured:
`--mistakes` shows those of the tuning half.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.defaults import THEMES
from domain.themes import Theme
from domain.theming import Decision, Subject, decide, explain

LABELLED: Final = Path(__file__).with_name("themes.jsonl")
AIM: Final = 0.95
_ROUNDS: Final = 20


@dataclass(frozen=True, slots=True)
class Labelled:
    id: str
    subject: Subject
    default: tuple[str, ...]
    themes: frozenset[str]
    also: frozenset[str]

    @property
    def measured(self) -> bool:
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1

    def allows(self, decision: Decision) -> bool:
        """Everything that must be there is, and nothing that would be wrong."""
        chosen = frozenset(decision.themes)
        return bool(self.themes) and self.themes <= chosen <= self.themes | self.also


Outcome = tuple[Labelled, Decision]


def community_themes() -> tuple[Theme, ...]:
    return tuple(Theme(**{**theme, "topics": tuple(theme["topics"])}) for theme in THEMES)


def labelled() -> tuple[Labelled, ...]:
    return tuple(_event(json.loads(line)) for line in LABELLED.read_text("utf-8").splitlines())


def _event(row: dict[str, Any]) -> Labelled:
    subject = Subject(
        title=row["title"],
        description=row.get("description", ""),
        place=row.get("venue", ""),
        organizer=row.get("organizer", ""),
        categories=tuple(row.get("categories", ())),
    )
    themes, also = frozenset(row["themes"]), frozenset(row.get("also", ()))
    return Labelled(row["id"], subject, tuple(row.get("default", ())), themes, also)


def decided(events: Iterable[Labelled], themes: tuple[Theme, ...]) -> list[Outcome]:
    return [(event, decide(event.subject, themes=themes, default=event.default)) for event in events]


def table(outcomes: list[Outcome], themes: tuple[Theme, ...]) -> Iterator[str]:
    """Precision and recall over the events that have a theme at all; `also` counts neither way."""
    yield f"  {'theme':<14}{'events':>8}{'precision':>11}{'recall':>9}{'certain: precision':>21}{'recall':>9}"
    for theme in themes:
        wanted, precision, recall = _rates(outcomes, theme.key)
        _, sure_precision, sure_recall = _rates([o for o in outcomes if o[1].certain], theme.key)
        figures = f"{precision:>11.3f}{recall:>9.3f}{sure_precision:>21.3f}{sure_recall:>9.3f}"
        yield f"  {theme.key:<14}{wanted:>8}{figures}"
    certain = [(event, decision) for event, decision in outcomes if decision.certain]
    right = sum(event.allows(decision) for event, decision in certain)
    guessed = [(event, decision) for event, decision in outcomes if not decision.certain and event.themes]
    good_guesses = sum(event.allows(decision) for event, decision in guessed)
    none = [decision for event, decision in outcomes if not event.themes]
    unsure = len(none) - sum(decision.certain for decision in none)
    share = len(certain) / max(len(outcomes), 1)
    yield f"  certain                            {len(certain):>4} of {len(outcomes)} ({share:.1%})"
    yield f"  of the certain ones right          {right:>4} of {len(certain)} ({share_right(outcomes):.1%})"
    yield f"  of the doubtful, best guess right  {good_guesses:>4} of {len(guessed)}"
    yield f"  without a theme, sent to review    {unsure:>4} of {len(none)}"


def _rates(outcomes: list[Outcome], theme: str) -> tuple[int, float, float]:
    counted = [(event, decision) for event, decision in outcomes if event.themes and theme not in event.also]
    wanted = sum(theme in event.themes for event, _ in counted)
    given = sum(theme in decision.themes for _, decision in counted)
    both = sum(theme in event.themes and theme in decision.themes for event, decision in counted)
    return wanted, both / max(given, 1), both / max(wanted, 1)


def share_right(outcomes: list[Outcome]) -> float:
    certain = [event.allows(decision) for event, decision in outcomes if decision.certain]
    return sum(certain) / max(len(certain), 1)


def mistakes(outcomes: list[Outcome]) -> Iterator[str]:
    for event, decision in outcomes:
        if event.allows(decision) or (not event.themes and not decision.certain):
            continue
        sure = "certain" if decision.certain else "doubt"
        wanted = "+".join(sorted(event.themes)) or "none"
        yield f"{event.id} {sure:<8}{'+'.join(decision.themes)} instead of {wanted}"
        yield f"    {event.subject.title} | {', '.join(event.subject.categories)} | {'+'.join(event.default)}"
        for reasons in explain(decision):
            yield f"    {reasons.theme or '?'}: {' '.join(str(note) for note in reasons.notes)}"


def speed(events: tuple[Labelled, ...], themes: tuple[Theme, ...]) -> float:
    decided(events, themes)
    started = time.perf_counter()
    for _ in range(_ROUNDS):
        decided(events, themes)
    return len(events) * _ROUNDS / (time.perf_counter() - started)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mistakes", action="store_true", help="show those of the tuning half")
    arguments = parser.parse_args()
    themes, events = community_themes(), labelled()
    tuning = decided([event for event in events if not event.measured], themes)
    if arguments.mistakes:
        print("\n".join(mistakes(tuning)))
        return 0
    measured = decided([event for event in events if event.measured], themes)
    for name, outcomes in (("Tuning half", tuning), ("Measured half", measured)):
        print(f"{name}: {len(outcomes)} events", *table(outcomes, themes), "", sep="\n")
    print(f"Speed: {speed(events, themes):,.0f} events/s")
    share = share_right(measured)
    print(f"Aim: {AIM:.0%} of the certain ones right in the measured half; it is {share:.1%}.")
    return 0 if share >= AIM else 1


if __name__ == "__main__":
    raise SystemExit(main())
