"""Decisions as people take them on Discord: what the tests of that surface share."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from submitting import press
from town import Town

from domain.decisions.register import Decision
from domain.decisions.times import GRACE
from sandbox.people import Message, Person, Result

HEADS = ("Sanne", "Joris", "Mila", "Daan", "Priya", "Ellen", "Jonas")
SECTORS = ("promotie", "evenementen", "financien", "locatie", "community", "vergunningen", "sektor")


async def seven_heads(town: Town, names: tuple[str, ...] = HEADS) -> None:
    """Each carries a sector; Sanne the promotion."""
    for name, sector in zip(names, SECTORS, strict=False):
        await town["Robin"].slash("sector appoint", sector=sector, person=town[name], part="head")


async def drawn_up(person: Person, title: str = "Een nieuwe mengtafel", **fields: Any) -> Result:
    """/decision start with the form, up to the preview."""
    form = await person.slash("decision start")
    return await person.fill(form, {"title": title, **fields})


async def started(
    town: Town,
    title: str = "Een nieuwe mengtafel",
    *,
    by: str = "Sanne",
    rules: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Message:
    """The card of a decision that was started just now."""
    person = town[by]
    preview = await drawn_up(person, title, **fields)
    if rules:
        preview = await person.fill(await press(person, preview, "openrules"), rules)
    result = await press(person, preview, "start")
    assert "B-" in result.text, result.text
    return await card(town, title)


async def card(town: Town, text: str, *, seen_by: str = "Robin") -> Message:
    """The message in the channel for decisions that runs, as soon as it holds `text`."""
    return await town[seen_by].wait_for_message(
        town.channels["decisions"],
        lambda message: text in message.text and any(b.custom_id.endswith(":mine") for b in message.buttons),
    )


async def outcome(town: Town, text: str) -> Message:
    """The message with the outcome, as soon as it holds `text`."""
    return await town["Robin"].wait_for_message(
        town.channels["decisions"],
        lambda message: text in message.text and any(b.custom_id.endswith(":why") for b in message.buttons),
    )


async def votes(town: Town, where: Message, **given: str) -> None:
    """`votes(town, card, Sanne="yes", Joris="no")`"""
    for name, act in given.items():
        await press(town[name], where, act)


async def the_decision(town: Town, number: int = 1) -> Decision:
    found = await town.app.database.read(lambda unit: unit.decisions.numbered(town.guild, number))
    assert found is not None
    return found


async def past_the_close(town: Town, number: int = 1) -> None:
    decision = await the_decision(town, number)
    town.sandbox.clock.move_to(decision.closes + GRACE + timedelta(seconds=1))
