"""An export is checked by anyone: what was done to it is found, at the entry where it was done."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chain import BEGINNING, Link, linked
from domain.decisions.ballots import ABSTAIN, NO, YES, Ballot, ballot_as_json, picked
from domain.decisions.exporting import as_blt, as_csv, as_json
from domain.decisions.kinds import Kind, Openness, Verdict
from domain.decisions.outcome import numbers_of
from domain.decisions.poll import Entry, Poll, box_as_json
from domain.decisions.recomputing import recompute
from domain.decisions.tallying import tally
from domain.decisions.terms import Proposal, drawn_up, moment_as_text, terms_as_json
from domain.refusal import Refusal

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
CLOSES = NOW + timedelta(days=3)


class Telling:
    """Writes entries as the bot would, one after another."""

    def __init__(self, people: int = 7, **others: Any) -> None:
        proposal = Proposal(title="Mengtafel", sector="promotie", closes=CLOSES, owner=1, **others)
        self.terms = drawn_up(proposal, now=NOW)
        self.bodies: list[dict[str, Any]] = []
        self.add(
            Entry.START,
            at=moment_as_text(NOW),
            community="50",
            number=7,
            terms=terms_as_json(self.terms),
            text_hash=self.terms.text_hash,
            electorate=[str(person) for person in range(1, people + 1)],
            by="1",
        )
        self.poll = Poll.begun(self.bodies[0])

    def add(self, kind: Entry, **rest: Any) -> None:
        self.bodies.append({"n": len(self.bodies) + 1, "kind": kind.value, **rest})
        if kind is not Entry.START:
            self.poll.apply(self.bodies[-1])

    def vote(self, person: int, ballot: Ballot, kind: Entry = Entry.VOTE) -> None:
        at = moment_as_text(NOW + timedelta(hours=person))
        self.add(kind, at=at, person=str(person), ballot=ballot_as_json(ballot))

    def close(self, **box: Any) -> None:
        outcome = tally(
            self.terms,
            self.poll.electorate,
            box.pop("counted", None) or _counted([cast.ballot for cast in self.poll.ballots.values()]),
        )
        at = moment_as_text(CLOSES + timedelta(minutes=1))
        self.add(Entry.CLOSE, at=at, outcome=numbers_of(outcome), **box)

    def export(self) -> bytes:
        return as_json(chained(self.bodies))


def _counted(ballots: list[Ballot]) -> dict[Ballot, int]:
    return {ballot: ballots.count(ballot) for ballot in ballots}


def chained(bodies: list[dict[str, Any]]) -> list[Link]:
    links: list[Link] = []
    for body in bodies:
        links.append(linked(links[-1].hash if links else BEGINNING, body))
    return links


def five_to_two() -> Telling:
    telling = Telling()
    for person in range(1, 8):
        telling.vote(person, YES if person <= 5 else NO)
    telling.close()
    return telling


EXPORT = five_to_two().export()
LINES = EXPORT.decode().split("\n")
"""The frame, then nine entries on lines 1 to 9, then the end."""


def test_a_sound_file_gives_its_outcome() -> None:
    checked = recompute(EXPORT)
    assert (checked.sound, checked.entries) == (True, 9)
    assert checked.poll is not None
    assert checked.poll.outcome is not None
    assert (checked.poll.outcome.verdict, checked.poll.outcome.cast) == (Verdict.ADOPTED, 7)
    assert checked.seal == json.loads(EXPORT)["seal"]


@given(st.integers(0, len(EXPORT) - 1), st.integers(0, 255))
def test_any_one_changed_byte_is_found_in_its_entry(place: int, byte: int) -> None:
    if EXPORT[place] == byte:
        return
    changed = EXPORT[:place] + bytes([byte]) + EXPORT[place + 1 :]
    checked = recompute(changed)
    assert not checked.sound
    line = EXPORT[:place].count(b"\n")
    if checked.entry is not None and 1 <= line <= 9 and byte != ord("\n") and EXPORT[place] != ord("\n"):
        # a changed comma after an entry, or a changed hash, can also be found at the next one
        assert checked.entry in {line, line + 1}


def test_a_removed_entry() -> None:
    for gone in range(1, 10):
        lines = [*LINES]
        del lines[gone]
        if gone == 9:
            lines[8] = lines[8].removesuffix(",")
        checked = recompute("\n".join(lines).encode())
        assert checked.entry == gone


def test_two_swapped_entries() -> None:
    for first in range(1, 8):
        lines = [*LINES]
        lines[first], lines[first + 1] = lines[first + 1], lines[first]
        assert recompute("\n".join(lines).encode()).entry == first


def test_an_appended_entry() -> None:
    """Correctly chained, but the seal is another's; and resealed, but against the rules."""
    telling = five_to_two()
    late = {
        "n": 10,
        "kind": "vote",
        "at": moment_as_text(NOW + timedelta(hours=1)),
        "person": "8",
        "ballot": ballot_as_json(NO),
    }
    longer = as_json(chained([*telling.bodies, late]))
    kept = longer.replace(json.loads(longer)["seal"].encode(), json.loads(EXPORT)["seal"].encode(), 1)
    for tampered in (kept, longer):
        checked = recompute(tampered)
        assert checked.entry == 10
        assert checked.problem is not None


@pytest.mark.parametrize(
    ("entry", "change"),
    [
        (9, {"outcome": {"verdict": "rejected"}}),  # another outcome than the votes give
        (3, {"person": "1"}),  # somebody votes twice
        (3, {"person": "99"}),  # who has no seat
        (3, {"at": moment_as_text(CLOSES)}),  # too late
        (3, {"ballot": {"answer": "consent"}}),
        (3, {"kind": "voted"}),
        (3, {"kind": "nonsense"}),
        (1, {"text_hash": "0" * 64}),
        (1, {"electorate": []}),
        (1, {"electorate": ["1", "1"]}),
        (9, {"at": moment_as_text(NOW)}),
    ],
)
def test_a_file_that_was_chained_anew_still_has_to_follow_the_rules(
    entry: int, change: dict[str, Any]
) -> None:
    bodies = [*five_to_two().bodies]
    bodies[entry - 1] = {**bodies[entry - 1], **change}
    if entry == 9 and "at" in change:  # closed early, while somebody had not voted
        del bodies[7]
        bodies[7] = {**bodies[7], "n": 8}
        entry = 8
    assert recompute(as_json(chained(bodies))).entry == entry


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"null",
        b"[" * 100_000,
        EXPORT.replace(b"sektor-decision-1", b"sektor-decision-2"),
        as_json([]),
        EXPORT.replace(b'"format"', b'"format":"x","format"', 1),
    ],
)
def test_what_is_no_export(file: bytes) -> None:
    assert not recompute(file).sound


def test_pretty_printed_is_not_the_bots_own_file() -> None:
    checked = recompute(json.dumps(json.loads(EXPORT), indent=1).encode())
    assert not checked.sound
    assert recompute(EXPORT.replace(b"\n", b"\r\n")).problem is not None


def test_a_secret_one_counts_from_its_box() -> None:
    telling = Telling(openness=Openness.SECRET)
    order = list(range(1, 8))
    random.Random(1).shuffle(order)
    for person in order:
        telling.add(Entry.VOTED, person=str(person))
    box = {YES: 4, NO: 2, ABSTAIN: 1}
    with pytest.raises(ValueError, match="as many ballots"):
        telling.close(box=box_as_json({YES: 4}), counted={YES: 4})
    telling.bodies.pop()
    telling.close(box=box_as_json(box), counted=box)
    checked = recompute(telling.export())
    assert checked.poll is not None
    assert checked.poll.outcome is not None
    assert checked.poll.outcome.counts == {"yes": 4, "no": 2, "abstain": 1}
    assert as_csv(checked.poll).decode("utf-8-sig").splitlines() == [
        "times,answer,options",
        *(f"{n},{what}," for what, n in sorted((b.answer.value, n) for b, n in box.items())),
    ] or set(as_csv(checked.poll).decode("utf-8-sig").splitlines()[1:]) == {"4,yes,", "2,no,", "1,abstain,"}


def test_the_rest_of_its_life() -> None:
    """Extended once, one away, one recused, one suspended: everything is recomputed."""
    telling = Telling()
    hour = moment_as_text(NOW + timedelta(hours=1))
    telling.vote(1, YES)
    telling.vote(2, NO)
    telling.vote(2, YES, Entry.CHANGE)
    telling.add(Entry.RECUSE, at=hour, person="3", reason="Mijn broer verkoopt hem.")
    telling.add(Entry.LEAVE, at=hour, person="4")
    telling.add(Entry.LEAVE, at=hour, person="2")
    telling.add(Entry.SUSPEND, at=hour, person="1")
    later = moment_as_text(CLOSES + timedelta(days=1))
    telling.add(Entry.EXTEND, at=hour, closes=later, reason="Vakantie.", by="1")
    with pytest.raises(Refusal, match="once"):
        telling.add(Entry.EXTEND, at=hour, closes=later, reason="Nog eens.", by="1")
    telling.bodies.pop()
    telling.vote(5, YES)
    telling.vote(6, YES)
    assert telling.poll.electorate == 4  # 2 (whose vote stands), 5, 6 and 7
    with pytest.raises(Refusal, match="Before the deadline"):
        telling.close()
    telling.bodies.pop()
    telling.vote(7, NO)
    telling.close()  # early: all who may vote have voted
    outcome = recompute(telling.export()).poll
    assert outcome is not None
    assert outcome.outcome is not None
    assert outcome.outcome.counts == {"yes": 3, "no": 1, "abstain": 0}


def test_rankings_as_blt_and_votes_as_csv() -> None:
    telling = Telling(kind=Kind.RANKED, options=("Kelder", '=1+"1"', "Zolder"), people=5)
    for person, ballot in ((1, picked(2, 0)), (2, picked(2, 0)), (3, picked(1)), (4, ABSTAIN)):
        telling.vote(person, ballot)
    telling.close()
    assert as_blt(telling.poll).decode().splitlines() == [
        "3 1",
        "1 2 0",
        "2 3 1 0",
        "0",
        '"Kelder"',
        "\"=1+'1'\"",
        '"Zolder"',
        '"Mengtafel"',
    ]
    lines = as_csv(telling.poll).decode("utf-8-sig").splitlines()
    assert lines[1] == "1,in,picked,Zolder > Kelder,,1"
    assert lines[3] == '3,in,picked,"\'=1+""1""",,3'  # a spreadsheet must not run it
    assert lines[5] == "5,in,,,,"
