"""A decision as files that anybody can check or count again: JSON, CSV, and BLT for rankings."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from typing import Final

from domain.chain import BEGINNING, Link
from domain.decisions.ballots import Answer, Ballot
from domain.decisions.kinds import Kind
from domain.decisions.poll import Poll

FORMAT: Final = "sektor-decision-1"


def as_json(links: Iterable[Link], form: str = FORMAT) -> bytes:
    """The chain, one entry a line: all that `recompute` needs. The seal is the last entry's hash; it stands
    under the outcome on Discord as well, where nobody can change it together with a file."""
    chain = tuple(links)
    seal = chain[-1].hash if chain else BEGINNING
    entries = ",\n".join(f'{{"body":{link.body},"hash":"{link.hash}"}}' for link in chain)
    return f'{{"format":"{form}","seal":"{seal}","entries":[\n{entries}\n]}}\n'.encode()


def as_csv(poll: Poll) -> bytes:
    """Who voted what, one seat a line; of a secret decision how often each ballot was cast, and nothing else.
    With the mark that spreadsheets take UTF-8 by."""
    text = io.StringIO()
    writer = csv.writer(text)
    if poll.terms.secret:
        writer.writerow(["times", "answer", "options"])
        for ballot, times in sorted(poll.box.items(), key=lambda one: _spelled(poll, one[0])):
            writer.writerow([times, ballot.answer.value, _harmless(_spelled(poll, ballot))])
        return text.getvalue().encode("utf-8-sig")
    writer.writerow(["person", "seat", "answer", "options", "reason", "cast_by"])
    for person, seat in sorted(poll.seats.items()):
        cast = poll.ballots.get(person)
        if cast is None:
            writer.writerow([person, seat.value, "", "", "", ""])
            continue
        spelled = _harmless(_spelled(poll, cast.ballot))
        writer.writerow(
            [person, seat.value, cast.ballot.answer.value, spelled, _harmless(cast.reason), cast.by]
        )
    return text.getvalue().encode("utf-8-sig")


def _spelled(poll: Poll, ballot: Ballot) -> str:
    if ballot.scores:
        return "; ".join(f"{poll.terms.options[o]}: {score}" for o, score in enumerate(ballot.scores))
    return " > ".join(poll.terms.options[o] for o in ballot.options)


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins like this for a formula and runs it."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else cell


def as_blt(poll: Poll) -> bytes:
    """The rankings in the format that programs for counting elections read (introduced by ERBS, documented by
    OpaVote). Options count from 1 there; who abstained ranked nothing and does not stand in it. Raises
    ValueError for a decision without rankings."""
    if poll.terms.kind is not Kind.RANKED:
        raise ValueError("only ranked decisions have rankings")
    cast = poll.box if poll.terms.secret else Counter(c.ballot for c in poll.ballots.values())
    rankings = sorted((b.options, times) for b, times in cast.items() if b.answer is Answer.PICKED)
    lines = [f"{len(poll.terms.options)} 1"]
    lines += [" ".join(map(str, (times, *(o + 1 for o in options), 0))) for options, times in rankings]
    lines += ["0", *(_quoted(option) for option in poll.terms.options), _quoted(poll.terms.title)]
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
