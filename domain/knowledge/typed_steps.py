"""The steps of a guide as people type them: days before | what | who | what often goes wrong, one a line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from domain.knowledge.article import Step
from domain.knowledge.runs import MOST_STEPS
from domain.naming import key_of
from domain.refusal import Refusal
from domain.texts import cleaned, one_line

MOST_DAYS: Final = 730
_SPAN: Final = re.compile(
    r"(?P<sign>[-−]?)\s*(?P<n>\d{1,4})\s*(?P<unit>d|dag|dagen|day|days|w|week|weken|weeks)?"
    r"(\s+(?:vooraf|ervoor|before|van tevoren))?",
    re.IGNORECASE,
)


def typed(steps: Iterable[Step]) -> str:
    """The same as somebody would type it."""
    lines = []
    for step in steps:
        fields = [str(step.days_before), step.title, step.who, step.pitfalls]
        while not fields[-1]:
            fields.pop()
        lines.append(" | ".join(one_line(field).replace("|", "/") for field in fields))
    return "\n".join(lines)


def read_steps(text: str, before: Sequence[Step] = ()) -> tuple[Step, ...]:
    """In the order of the lines. A step that keeps its title keeps its id, its links and what else it had;
    where its number of days came from is kept only with that number.

    Raises `Refusal` that names the line which does not hold.
    """
    known = {step.title.casefold(): step for step in before}
    taken = {step.id for step in before}
    found: list[Step] = []
    for number, line in enumerate((one for one in cleaned(text).splitlines() if one.strip()), start=1):
        fields = [one_line(field) for field in line.split("|", 3)]
        span = _SPAN.fullmatch(fields[0])
        if span is None or len(fields) < 2 or not fields[1]:
            raise Refusal(
                "Line {n} does not begin with a number of days and a step. Like this: 56 | Apply for the "
                "permit | organiser | Sending it without a map",
                n=number,
            )
        days = int(span["n"]) * (7 if (span["unit"] or "d").lower().startswith("w") else 1)
        if days > MOST_DAYS:
            raise Refusal("Line {n}: a step lies at most {most} days away.", n=number, most=MOST_DAYS)
        days = -days if span["sign"] else days
        title, who, pitfalls = (*fields[1:], "", "")[:3]
        step = known.get(title.casefold())
        if step is None:
            step = Step(id=key_of(title, taken), title=title)
            taken.add(step.id)
        basis = step.basis if step.days_before == days else ""
        found.append(replace(step, title=title, who=who, pitfalls=pitfalls, days_before=days, basis=basis))
    if not found:
        raise Refusal("A guide needs at least one step: 56 | Apply for the permit | organiser")
    if len(found) > MOST_STEPS:
        raise Refusal("A guide holds at most {most} steps. Make two of it.", most=MOST_STEPS)
    if len({step.title.casefold() for step in found}) < len(found):
        raise Refusal("Two steps have the same words. Say in each what is different about it.")
    return tuple(found)
