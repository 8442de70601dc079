"""What can be put to a vote, until when, and what a ballot may say."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decisions.ballots import (
    ABSTAIN,
    CONSENT,
    OBJECT,
    YES,
    Answer,
    Ballot,
    must_fit,
    must_give_reason,
    picked,
    scored,
)
from domain.decisions.kinds import Kind, Openness, Rule, TieRule, Voters
from domain.decisions.seats import still_belongs
from domain.decisions.terms import (
    Proposal,
    drawn_up,
    must_be_electorate,
    secrecy_is_weak,
    terms_as_json,
    terms_from_json,
)
from domain.decisions.thresholds import MONEY_FLOOR, Fraction
from domain.decisions.times import after_outage, in_time, moment_of, must_extend, reminders
from domain.refusal import Refusal

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PLAIN = Proposal(title="Mengtafel", sector="promotie", closes=NOW + DAY, owner=1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": Kind.CHOICE}, "at least 2"),
        ({"kind": Kind.CHOICE, "options": ("Ja",)}, "at least 2"),
        ({"kind": Kind.CHOICE, "options": tuple("abcdefghijkl")}, "12 options and 10"),
        ({"kind": Kind.RANKED, "options": ("Café", " cafe ")}, "twice"),
        ({"options": ("Ja", "Nee")}, "no options of its own"),
        ({"closes": NOW - MINUTE}, "passed already"),
        ({"closes": NOW + MINUTE}, "5 minutes"),
        ({"closes": NOW + 730 * DAY}, "90 days"),
        ({"title": " ​ "}, "title"),
        ({"title": "x" * 101}, "at most 100"),
        ({"rule": Rule.CONSENT}, "does not belong"),
        ({"kind": Kind.CONSENT, "openness": Openness.SECRET}, "cannot be secret"),
        ({"kind": Kind.SCORE, "options": ("a", "b"), "floor": MONEY_FLOOR}, "Use a motion"),
        ({"quorum": Fraction(3, 2)}, "a part of the voters"),
        ({"review_on": NOW.date()}, "in the future"),
    ],
)
def test_what_cannot_be_decided(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        drawn_up(replace(PLAIN, **changes), now=NOW)
    assert sentence in str(refused.value)


def test_what_is_left_out_has_a_default() -> None:
    terms = drawn_up(PLAIN, now=NOW)
    assert (terms.rule, terms.quorum, terms.ties) == (Rule.SIMPLE, Fraction(1, 2), TieRule.REJECT)
    ranked = drawn_up(replace(PLAIN, kind=Kind.RANKED, options=(" a ", "", "b")), now=NOW)
    assert (ranked.options, ranked.rule, ranked.ties) == (("a", "b"), Rule.INSTANT_RUNOFF, TieRule.RUN_OFF)


def test_an_empty_electorate_and_a_small_one() -> None:
    with pytest.raises(Refusal, match="Nobody could vote"):
        must_be_electorate(frozenset())
    secret = drawn_up(replace(PLAIN, openness=Openness.SECRET), now=NOW)
    assert [secrecy_is_weak(secret, size) for size in (4, 5)] == [True, False]
    assert not secrecy_is_weak(drawn_up(PLAIN, now=NOW), 3)


def test_terms_keep_their_form() -> None:
    terms = drawn_up(
        replace(
            PLAIN,
            kind=Kind.APPROVAL,
            options=("a", "b"),
            floor=MONEY_FLOOR,
            review_on=date(2027, 1, 1),
            amends=3,
            proxies=True,
        ),
        now=NOW,
    )
    assert terms_from_json(terms_as_json(terms)) == terms
    assert replace(terms, text="iets anders").text_hash != terms.text_hash


@pytest.mark.parametrize(
    ("kind", "ballot"),
    [
        (Kind.MOTION, CONSENT),
        (Kind.MOTION, picked(0)),
        (Kind.MOTION, Ballot(Answer.YES, (0,))),
        (Kind.CONSENT, YES),
        (Kind.CHOICE, picked(0, 1)),
        (Kind.CHOICE, picked(3)),
        (Kind.CHOICE, picked(-1)),
        (Kind.CHOICE, picked()),
        (Kind.RANKED, picked(1, 1)),
        (Kind.SCORE, scored(1, 2)),
        (Kind.SCORE, scored(1, 2, 6)),
        (Kind.SCORE, picked(1)),
        (Kind.APPROVAL, scored(1, 1, 1)),
        (Kind.RECORD, YES),
    ],
)
def test_ballots_that_do_not_fit(kind: Kind, ballot: Ballot) -> None:
    with pytest.raises(Refusal):
        must_fit(ballot, kind, 3)


def test_ballots_that_fit() -> None:
    assert must_fit(picked(2, 0), Kind.APPROVAL, 3) == picked(0, 2)
    assert must_fit(picked(2, 0), Kind.RANKED, 3) == picked(2, 0)
    assert must_fit(ABSTAIN, Kind.SCORE, 3) == ABSTAIN
    assert must_give_reason(OBJECT, " Te duur. ", secret=False) == "Te duur."
    with pytest.raises(Refusal, match="give you away"):
        must_give_reason(YES, "Omdat.", secret=True)


def test_a_snowflake_says_when() -> None:
    # Discord's own example in its reference
    assert moment_of(175928847299117063) == datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC)
    assert in_time(NOW - timedelta(milliseconds=1), NOW)
    assert not in_time(NOW, NOW)


def test_extending() -> None:
    closes = NOW + DAY
    assert must_extend(closes, closes + DAY, opened=NOW, now=NOW, extended=False) == closes + DAY
    for later, now, extended in (
        (closes + DAY, closes, False),
        (closes + DAY, NOW, True),
        (closes, NOW, False),
        (NOW + 91 * DAY, NOW, False),
    ):
        with pytest.raises(Refusal):
            must_extend(closes, later, opened=NOW, now=now, extended=extended)


@pytest.mark.parametrize(
    ("away", "back", "moved"),
    [
        (-30 * HOUR, -25 * HOUR, 0 * HOUR),  # before the last 24 hours
        (-30 * HOUR, -22 * HOUR, 2 * HOUR),  # two of them were lost
        (-10 * HOUR, -7 * HOUR, 3 * HOUR),
        (-10 * HOUR, 5 * HOUR, 15 * HOUR),  # ten hours left when it went, ten hours left when it is back
        (-40 * HOUR, 10 * HOUR, 34 * HOUR),
        (-1 * HOUR, -1 * HOUR + MINUTE, 0 * HOUR),  # a restart
        (1 * HOUR, 9 * HOUR, 0 * HOUR),  # it had closed before
    ],
)
def test_an_outage_gives_back_what_it_took(away: timedelta, back: timedelta, moved: timedelta) -> None:
    assert after_outage(NOW, away=NOW + away, back=NOW + back) == NOW + moved


@given(st.integers(-200_000, 200_000), st.integers(0, 200_000))
def test_an_outage_never_takes_time(away: int, lasted: int) -> None:
    start = NOW + timedelta(seconds=away)
    back = start + timedelta(seconds=lasted)
    moved = after_outage(NOW, away=start, back=back)
    assert timedelta(0) <= moved - NOW <= back - start
    left = NOW - max(start, NOW - DAY)
    if lasted > 120 and start < NOW and back > NOW - DAY:
        assert moved - back == left


def test_reminders_lie_halfway_and_at_four_fifths() -> None:
    times = reminders(NOW, NOW + 10 * HOUR)
    assert (times.halfway, times.last) == (NOW + 5 * HOUR, NOW + 8 * HOUR)


@pytest.mark.parametrize(
    ("voters", "of", "frozen", "roles", "carries", "still"),
    [
        (Voters.MEMBERS, "", {7}, {7}, (), True),
        (Voters.MEMBERS, "", {7}, {8}, (), False),
        (Voters.MEMBERS, "", (), (), (), True),  # nobody had the role yet: everyone was asked
        (Voters.ROLE, "7", {7}, {7, 8}, (), True),
        (Voters.ROLE, "7", {7}, (), ("promotie",), False),
        (Voters.ROLE, "9", {9}, (), (), True),  # the role itself is gone, nobody left
        (Voters.HEADS, "", (), (), ("promotie",), True),
        (Voters.HEADS, "", (), {7}, (), False),
        (Voters.HEADS, "", {7}, {7}, (), True),
        (Voters.SECTOR, "promotie", (), (), ("promotie",), True),
        (Voters.SECTOR, "promotie", {7}, {7}, (), True),
        (Voters.SECTOR, "promotie", {7}, {8}, ("locatie",), False),
        (Voters.PRESENT, "3", (), (), (), True),
        (Voters.CONVENED, "3", (), (), (), True),
    ],
)
def test_who_still_belongs_to_those_who_were_asked(
    voters: Voters, of: str, frozen: Iterable[int], roles: Iterable[int], carries: Iterable[str], still: bool
) -> None:
    """Of the server's roles 7 and 8."""
    proposal = Proposal(title="Iets", sector="promotie", closes=NOW + timedelta(days=1), owner=1)
    terms = drawn_up(replace(proposal, voters=voters, voters_of=of, roles=frozenset(frozen)), now=NOW)
    assert terms_from_json(terms_as_json(terms)) == terms
    assert still is still_belongs(terms, roles=set(roles), server_roles={7, 8}, carries=set(carries))
