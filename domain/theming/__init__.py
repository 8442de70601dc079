"""Which themes an event belongs to, with every reason at hand.

`decide` weighs the source's default, its categories, the event's own words and the source's rules; `explain`
tells the reasons in order; `propose` turns an editor's correction into a rule for that source. All are pure.
"""

from domain.theming.deciding import Decision, decide
from domain.theming.evidence import Evidence, Habit, Origin
from domain.theming.explaining import Reasons, explain
from domain.theming.rules import RuleKind, SourceRule, Verdict, propose
from domain.theming.subject import Subject

__all__ = [
    "Decision",
    "Evidence",
    "Habit",
    "Origin",
    "Reasons",
    "RuleKind",
    "SourceRule",
    "Subject",
    "Verdict",
    "decide",
    "explain",
    "propose",
]
