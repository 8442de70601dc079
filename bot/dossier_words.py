"""Dossiers in words: parties, outcomes, how long it waits; and the one-page summary for a civil servant."""

from typing import Final

from bot.i18n import Say
from domain.desk.question import WaitsFor
from domain.dossiers.dossier import Dossier, Entry, Kind, Outcome, Who
from domain.dossiers.summary import Page, Step, page
from domain.texts import one_line
from services.dossiers import ShownDossier

TITLE, HEADING, BULLET, TEXT = "title", "heading", "bullet", "text"
Lines = list[tuple[str, str]]

_MARKS: Final = {TITLE: "# ", HEADING: "## ", BULLET: "- ", TEXT: ""}
_SPECIAL: Final = frozenset("\\`*_[]<>#|~")


def who_name(who: Who, say: Say) -> str:
    names = {
        Who.US: "De Sektor",
        Who.ASKER: say("applicant"),
        Who.CITY: say("city"),
        Who.VENUE: say("venue"),
        Who.OTHER: say("somebody else"),
    }
    return names[who]


def formal_name(who: Who, say: Say) -> str:
    """As a letter to the city calls them."""
    names = {
        Who.US: "De Sektor",
        Who.ASKER: say("the applicant"),
        Who.CITY: say("the municipality"),
        Who.VENUE: say("the venue"),
        Who.OTHER: say("another party"),
    }
    return names[who]


def waits_name(what: WaitsFor, say: Say) -> str:
    return who_name(Who(what.value), say)


def outcome_name(outcome: Outcome, say: Say) -> str:
    names = {
        Outcome.GRANTED: say("granted"),
        Outcome.PARTLY: say("partly granted"),
        Outcome.REFUSED: say("not granted"),
        Outcome.WITHDRAWN: say("withdrawn"),
        Outcome.OTHER: say("ended otherwise"),
    }
    return names[outcome]


def waits_line(shown_of: Dossier, days: int, say: Say) -> str:
    """waits for: gemeente, 18 days"""
    if shown_of.waits_for is None:
        return say("waits for nobody")
    what = waits_name(shown_of.waits_for, say)
    return say.many("waits for: {who}, {n} day", "waits for: {who}, {n} days", days, who=what)


def entry_words(entry: Entry, say: Say) -> str:
    """What an entry says; the text that somebody wrote is left as it is."""
    match entry.kind:
        case Kind.OPENED:
            return say("opened")
        case Kind.DOCUMENT:
            return say("document: {name}", name=entry.text)
        case Kind.WAITS:
            return _waits(entry.who, entry.text, say)
        case Kind.WAITED:
            return _waited(entry.text, say)
        case Kind.HANDED:
            return say("handed over to {name}", name=entry.text) if entry.text else say("handed over")
        case Kind.CLOSED:
            return say("closed: {outcome}", outcome=outcome_name(Outcome(entry.text), say))
        case Kind.REOPENED:
            return say("opened again")
        case _:
            return entry.text


def _waits(who: Who, text: str, say: Say) -> str:
    words = say("waiting for {who} from this day on", who=who_name(who, say))
    return f"{words}: {text}" if text else words


def _waited(days: str, say: Say) -> str:
    n = int(days) if days.isdigit() else 0
    return say.many("the wait is over, after {n} day", "the wait is over, after {n} days", n)


# ---- the summary: formal, in the third person, without anything internal


def summary_page(shown: ShownDossier, say: Say) -> Page:
    return page(shown.dossier, shown.entries, shown.documents, say("[person involved]"))


def before_steps(shown: ShownDossier, found: Page, say: Say) -> Lines:
    dossier = shown.dossier
    sector = shown.sector.name(say.locale) if shown.sector is not None else dossier.sector
    facts = [
        say("De Sektor, sector {sector}", sector=sector),
        say("dossier {number}", number=str(dossier.number)),
        say.day(shown.today),
    ]
    lines: Lines = [(TITLE, found.title), (TEXT, " · ".join(facts))]
    if found.counterpart:
        lines.append((TEXT, say("Concerning: {counterpart}", counterpart=found.counterpart)))
    lines += [
        (HEADING, say("Summary")),
        (TEXT, found.asked or say("No description has been recorded.")),
        (HEADING, say("Decision requested")),
        (TEXT, found.wanted or say("No decision is requested at present.")),
        (HEADING, say("Term")),
        (TEXT, _term(shown, found, say)),
    ]
    if found.outcome or dossier.outcome is not None:
        name = outcome_name(dossier.outcome, say) if dossier.outcome is not None else ""
        said = f"{name[:1].upper()}{name[1:]}. {found.outcome}".strip()
        lines += [(HEADING, say("Outcome")), (TEXT, said)]
    lines.append((HEADING, say("Course of events so far")))
    return lines


def step_line(step: Step, say: Say) -> str:
    day = say.date_and_month(step.day) + f" {step.day.year}"
    match step.kind:
        case Kind.WAITS:
            words = say("Waiting for {who}", who=formal_name(step.who, say))
            return f"{day}: {words}{': ' + step.text if step.text else ''}"
        case Kind.WAITED:
            return f"{day}: {_formal_waited(step, say)}"
        case Kind.DOCUMENT:
            return f"{day}: {say('document added: {name}', name=step.text)}"
        case _:
            return f"{day}, {formal_name(step.who, say)}: {step.text}"


def left_out_line(count: int, say: Say) -> str:
    """Empty where nothing is left out."""
    if not count:
        return ""
    return say.many(
        "{n} step in between has been left out here for reasons of length.",
        "{n} steps in between have been left out here for reasons of length.",
        count,
    )


def after_steps(shown: ShownDossier, found: Page, say: Say) -> Lines:
    lines: Lines = []
    if not found.steps:
        lines.append((TEXT, say("No steps have been recorded yet.")))
    if found.papers:
        papers = "; ".join(found.papers)
        if found.more_papers:
            papers += "; " + say.many("{n} further document", "{n} further documents", found.more_papers)
        lines += [(HEADING, say("Documents")), (TEXT, papers)]
    contact = shown.dossier.contact or say("De Sektor; to be reached through the desk on its server.")
    lines += [(HEADING, say("Contact")), (TEXT, contact)]
    if found.cut:
        lines.append(
            (TEXT, say("The text above has been shortened; the full wording is available from the contact."))
        )
    return lines


def summary_markdown(shown: ShownDossier, say: Say) -> str:
    """What people typed stays text: nothing in it becomes a heading, a link or a list."""
    found = summary_page(shown, say)
    steps = [(BULLET, step_line(one, say)) for one in found.steps]
    if found.left_out:
        steps.insert(1, (TEXT, left_out_line(found.left_out, say)))
    lines = [*before_steps(shown, found, say), *steps, *after_steps(shown, found, say)]
    return "\n\n".join(_MARKS[kind] + _escaped(text) for kind, text in lines) + "\n"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in one_line(text))


def _term(shown: ShownDossier, found: Page, say: Say) -> str:
    dossier = shown.dossier
    parts = []
    if found.term is not None:
        parts.append(say("A decision is requested by {day}.", day=found.term))
    else:
        parts.append(say("No term has been set."))
    if dossier.waits_for is not None and dossier.waits_since is not None:
        parts.append(
            say(
                "Since {day} the matter has been awaiting {who}.",
                day=dossier.waits_since,
                who=formal_name(Who(dossier.waits_for.value), say),
            )
        )
    return " ".join(parts)


def _formal_waited(step: Step, say: Say) -> str:
    n = int(step.text) if step.text.isdigit() else 0
    who = formal_name(step.who, say)
    return say.many("answer from {who}, after {n} day", "answer from {who}, after {n} days", n, who=who)
