"""What is asked often, and what is solved without a person, in words: for Discord, agendas and the report."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.i18n import Say
from domain.desk.dispensable import Tally
from domain.sectors import Sector
from domain.texts import one_line, shortened
from services.desk_often import Often
from services.dispensable import Quarter

_MOST_TOPICS: Final = 8
_MOST_DECISIONS: Final = 15


def topic_words(words: tuple[str, ...]) -> str:
    return " + ".join(words)


def agenda_wording(often: Often, locale: str) -> str:
    """The title of the item; what it is about are words that several people used."""
    say = Say(locale)
    return shortened(
        say.many(
            "Asked often: {topic} ({n} time). An initiative?",
            "Asked often: {topic} ({n} times). An initiative?",
            often.times,
            topic=topic_words(often.topic),
        ),
        150,
    )


def share(one: Tally, say: Say) -> str:
    """62 % (5 of 8), and what is not known beside it; never a share of nothing."""
    if one.percent is None:
        words = say("nothing known")
    else:
        words = say(
            "{percent} % ({solved} of {known})", percent=one.percent, solved=one.solved, known=one.known
        )
    if one.unknown:
        words += say.many(", {n} unknown", ", {n} unknown", one.unknown)
    return words


def sector_name(key: str, names: Mapping[str, Sector], say: Say) -> str:
    sector = names.get(key)
    return sector.name(say.locale) if sector is not None else say("without a sector")


def quarter_name(first: date, say: Say) -> str:
    return say("quarter {number} of {year}", number=str((first.month + 2) // 3), year=str(first.year))


def report_title(found: Quarter, say: Say) -> str:
    return say("Report of {quarter}", quarter=quarter_name(found.first, say))


def report(found: Quarter, say: Say) -> str:
    """The report of a quarter as Markdown. Counts and titles of what is public anyway; no question's words
    but those that several people used."""
    whole, before = found.whole, found.before
    lines = [f"# {found.community.name}: {report_title(found, say)}", ""]
    lines.append(say("{first} up to and including {last}", first=found.first, last=found.ends))
    if found.unfinished:
        lines += ["", say("This quarter is not over yet: the numbers are those of today.")]
    lines += ["", f"## {say('Solved without a person')}", "", f"**{share(whole, say)}**", ""]
    if whole.percent is not None and before.percent is not None:
        lines += [say("The quarter before: {share}.", share=share(before, say)), ""]
    lines += [
        say.many("- {n} answered by an article", "- {n} answered by an article", whole.articles),
        say.many("- {n} workflow finished", "- {n} workflows finished", whole.workflows),
        say.many("- {n} question that needed a person", "- {n} questions that needed a person", whole.person),
        say.many(
            "- {n} of which nobody knows how it ended; it counts as neither",
            "- {n} of which nobody knows how they ended; they count as neither",
            whole.unknown,
        ),
        "",
    ]
    if found.sectors:
        lines += [f"### {say('By sector')}", ""]
        lines += [
            f"- {_plain(sector_name(key, found.names, say))}: {share(one, say)}"
            for key, one in found.sectors.items()
        ]
        lines.append("")
    topics = found.topics.get(say.locale, ())[:_MOST_TOPICS]
    lines += [f"## {say('Asked often')}", ""]
    lines += [
        "- "
        + say.many("{topic}: {n} person", "{topic}: {n} people", people, topic=_plain(topic_words(words)))
        for words, people in topics
    ] or [say("Nothing that three different people asked.")]
    lines += ["", f"## {say('What came about')}", ""]
    lines += [
        say.many("- {n} event in the public agenda", "- {n} events in the public agenda", found.events),
        say.many("- {n} action point done", "- {n} action points done", found.actions),
        say.many("- {n} public decision adopted", "- {n} public decisions adopted", len(found.decisions)),
    ]
    lines += [f"  - {name}: {_plain(title)}" for name, title in found.decisions[:_MOST_DECISIONS]]
    lines += [
        "",
        say(
            "How it is counted: what was asked of the knowledge base and helped, and workflows with every "
            "step ticked, against the questions of the desk. What nobody said anything of is unknown."
        ),
    ]
    return "\n".join(lines).strip() + "\n"


def _plain(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in one_line(text))
