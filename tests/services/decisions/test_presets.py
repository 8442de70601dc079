"""What stands ready when a decision is started, and who changes that."""

from dataclasses import replace

import pytest
from deciding import NOW, ROBIN, Deciding, person

from domain.decisions.kinds import Kind, Openness, Rule
from domain.decisions.presets import MOST_PRESETS, Preset, read_hours
from domain.decisions.thresholds import MONEY_FLOOR
from domain.refusal import Refusal

NEW = Preset(key="", nl="Snel", en="Quick", hours=6)


async def test_everybody_starts_with_urgent_and_money(deciding: Deciding) -> None:
    shelf = await deciding.presets.shelf(person(8))
    assert shelf.find("spoed").hours == 24
    assert (shelf.find("geld").rule, shelf.find("geld").floor) == (Rule.TWO_THIRDS, MONEY_FLOOR)
    assert not shelf.keeps


async def test_a_head_adds_changes_and_removes_one(deciding: Deciding) -> None:
    head = person(8, head=True)
    added = await deciding.presets.put(head, NEW, now=NOW)
    assert (added.key, await deciding.presets.put(head, NEW, now=NOW)) == ("snel", added)  # the same click
    changed = await deciding.presets.put(
        person(8, head=True), replace(added, hours=12, openness=Openness.HIDDEN), now=NOW
    )
    shelf = await deciding.presets.shelf(head)
    assert shelf.keeps
    assert shelf.find("snel") == changed
    assert shelf.own == {"snel"}
    await deciding.presets.drop(person(8, head=True), "snel", now=NOW)
    with pytest.raises(Refusal, match="gone already"):
        (await deciding.presets.shelf(head)).find("snel")


async def test_a_given_one_can_be_changed_and_put_back_and_never_lost(deciding: Deciding) -> None:
    robin = person(ROBIN, manages=True)
    given = (await deciding.presets.shelf(robin)).find("spoed")
    await deciding.presets.put(robin, replace(given, hours=12), now=NOW)
    assert (await deciding.presets.shelf(robin)).find("spoed").hours == 12
    await deciding.presets.drop(person(ROBIN, manages=True), "spoed", now=NOW)
    assert (await deciding.presets.shelf(robin)).find("spoed") == given
    with pytest.raises(Refusal, match="stays"):
        await deciding.presets.drop(person(ROBIN, manages=True), "spoed", now=NOW)


@pytest.mark.parametrize(
    ("preset", "sentence"),
    [
        (replace(NEW, nl="!!"), "letter or digit"),
        (replace(NEW, nl="spoed"), "already"),
        (replace(NEW, nl="A", en="Money"), "already"),
        (replace(NEW, hours=0), "one hour"),
        (replace(NEW, hours=91 * 24), "90 days"),
        (replace(NEW, rule=Rule.CONSENT), "does not belong"),
        (replace(NEW, kind=Kind.CONSENT, openness=Openness.SECRET), "cannot be secret"),
        (replace(NEW, kind=Kind.SCORE, floor=MONEY_FLOOR), "Use a motion"),
        (replace(NEW, key="weg"), "gone already"),
    ],
)
async def test_what_cannot_be_a_preset(deciding: Deciding, preset: Preset, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        await deciding.presets.put(person(ROBIN, manages=True), preset, now=NOW)


async def test_who_may_not_and_how_many(deciding: Deciding) -> None:
    with pytest.raises(Refusal, match="Only sector heads"):
        await deciding.presets.put(person(8), NEW, now=NOW)
    shelf = await deciding.presets.shelf(person(8, head=True))
    for number in range(len(shelf.presets), MOST_PRESETS):
        await deciding.presets.put(person(8, head=True), replace(NEW, nl=f"N{number}", en=""), now=NOW)
    with pytest.raises(Refusal, match="is the most"):
        await deciding.presets.put(person(8, head=True), NEW, now=NOW)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("24", 24), ("24 uur", 24), ("3 dagen", 72), ("1 day", 24), ("2 weken", 336), ("", 72), ("1d", 24)],
)
def test_how_long(typed: str, hours: int) -> None:
    assert read_hours(typed) == hours


@pytest.mark.parametrize("typed", ["morgen", "-1", "1,5 uur", "3 maanden"])
def test_no_length_of_time(typed: str) -> None:
    with pytest.raises(Refusal):
        read_hours(typed)
