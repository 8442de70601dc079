"""The settlement as a document: formal Dutch for the notary, and a summary in English. Markdown."""

from datetime import datetime

from bot.i18n import Say
from domain.assembly import Gathering, Question, Record
from domain.decisions.register import name_of
from domain.emergency import Settlement
from domain.texts import one_line
from services.assembly import Sight


def settlement_document(sight: Sight, now: datetime) -> str:
    """As it stands now; what is missing is said instead of left out."""
    dutch, english = Say("nl", sight.community.zone), Say("en", sight.community.zone)
    return "\n".join([*_formal(sight, dutch, now), "", "---", "", *_summary(sight, english)]) + "\n"


def _formal(sight: Sight, say: Say, now: datetime) -> list[str]:
    community, record, one = sight.community, sight.record, sight.one
    assert one is not None
    return [
        "# " + say("Settlement after the emergency stop of {name}", name=_plain(community.name)),
        "",
        say("Drawn up on {now} from the record with seal {seal}.", now=now, seal=sight.seal),
        "",
        "> "
        + say(
            "This document is a calculation and no payment order. A stichting has limits in law that no vote "
            "can lift (articles 2:19, 2:23 to 2:23c, 2:285 paragraph 3 and 2:293 of the Dutch Civil Code). A "
            "notary has to confirm it before anything is paid out. The bot moves no money and deletes no "
            "data."
        ),
        "",
        "## " + say("1. The decision of the assembly"),
        "",
        *_decisions(record, say),
        "",
        "## " + say("2. Cash and open bills"),
        "",
        *_amounts(record, say),
        "",
        "## " + say("3. What is left, and for which ideas"),
        "",
        *_shares(record, say),
        "",
        "## " + say("4. How this can be checked"),
        "",
        say(
            "The votes: `/decision export` and `sektor tally`. The record of the assemblies: `/assembly "
            "export` and `sektor tally`. Both are recomputed from the file alone."
        ),
        "",
        say("Signed for the board: ______________________   Date: ______________________"),
        "",
        say("Confirmed by the notary: ______________________   Date: ______________________"),
    ]


def _decisions(record: Record, say: Say) -> list[str]:
    lines = []
    for one in record.gatherings.values():
        for vote in one.votes:
            held = vote.counted
            if held is None or vote.question is not Question.STOP:
                continue
            lines.append(
                "- "
                + say(
                    "Assembly {number} of {day} ({decision}): {yes} for, {no} against, {abstain} abstaining, "
                    "of {all} who were convened.",
                    number=str(one.number),
                    day=_day(one, say),
                    decision=name_of(vote.decision),
                    yes=held.yes,
                    no=held.no,
                    abstain=held.abstain,
                    all=held.electorate,
                )
            )
    state = record.state
    if state.triggered is not None:
        lines += ["", say("Thereby the emergency stop was triggered on {day}.", day=state.triggered)]
    return lines


def _day(one: Gathering, say: Say) -> str:
    return say.day((one.opened or one.starts).astimezone(say.zone).date())


def _amounts(record: Record, say: Say) -> list[str]:
    settlement, amounts = record.settlement(), record.amounts
    if settlement is None or amounts is None:
        return [say("The board has not yet stated cash and open bills.")]
    rows = [
        (say("Cash and balances at the bank"), settlement.cash),
        (say("Less: open bills"), -settlement.bills),
        (say("Remains"), settlement.cash - settlement.bills),
    ]
    table = [f"| {name} | {say.money(cents)} |" for name, cents in rows]
    person = _plain(amounts.name)
    stated = say("Stated by {person} on {when}, on behalf of the board.", person=person, when=amounts.at)
    lines = [f"| {say('Item')} | {say('Amount')} |", "|---|---:|", *table, "", stated]
    if settlement.shortfall:
        lines += [
            "",
            say(
                "The open bills exceed the cash by {short}. There is nothing to divide; creditors go first.",
                short=say.money(settlement.shortfall),
            ),
        ]
    return lines


def _shares(record: Record, say: Say) -> list[str]:
    settlement, division = record.settlement(), record.division
    if settlement is None:
        return [say("This can be computed when the amounts are known.")]
    if not settlement.left:
        return [say("Nothing remains to be divided.")]
    if division is None or division.approvals is None:
        left = say("To divide: {left}.", left=say.money(settlement.left))
        return [left, "", say("The participants have not yet voted on the ideas."), *_ideas(record)]
    approvals = dict(zip(division.ideas, division.approvals, strict=True))
    rows = [
        f"| {_plain(record.ideas[int(number)].title)} | {_plain(record.ideas[int(number)].name)} | "
        f"{approvals[int(number)]} | {say.money(cents)} |"
        for number, cents in settlement.shares.items()
    ]
    total = f"| **{say('Total')}** | | {sum(approvals.values())} | **{say.money(settlement.left)}** |"
    lines = [
        say("Divided in proportion to the approvals in {decision}.", decision=name_of(division.decision)),
        "",
        f"| {say('Idea')} | {say('Handed in by')} | {say('Approvals')} | {say('Amount')} |",
        "|---|---|---:|---:|",
        *rows,
        total,
        "",
        say(
            "Each idea gets the whole cents of its part; cents that remain go one each to the largest "
            "fractions (largest remainder), then to the idea with more approvals, then to the one that was "
            "handed in first."
        ),
    ]
    return lines + _by_order(settlement, record, say)


def _by_order(settlement: Settlement, record: Record, say: Say) -> list[str]:
    if not settlement.by_order:
        return []
    names = ", ".join(_plain(record.ideas[int(number)].title) for number in settlement.by_order)
    return ["", say("By order of handing in, since they stood alike: {ideas}.", ideas=names)]


def _ideas(record: Record) -> list[str]:
    return ["", *(f"- {_plain(idea.title)} ({_plain(idea.name)})" for idea in record.ideas.values())]


def _summary(sight: Sight, say: Say) -> list[str]:
    record = sight.record
    return [
        "## Summary in English",
        "",
        *_decisions(record, say),
        "",
        *_amounts(record, say),
        "",
        *_shares(record, say),
        "",
        say(
            "A stichting has legal limits that no vote lifts, and a notary has to confirm this before "
            "anything is paid. The bot moves no money and deletes nothing."
        ),
    ]


def _plain(text: str) -> str:
    """On one line, and never a table, a link or markup of its own."""
    escaped = "".join(f"\\{c}" if c in "\\`*_[]|<>#~!&" else c for c in one_line(text))
    return escaped or "-"
