"""Checking an export: is it whole and untouched, and does it lead to the outcome that it says?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.chain import BEGINNING, Link, canonical, seal
from domain.decisions.exporting import FORMAT, as_json
from domain.decisions.poll import Body, DoesNotFit, Poll
from domain.refusal import Refusal
from domain.when.answers import Message

_HEAD_LINES = 1


@dataclass(frozen=True, slots=True)
class Checked:
    """`poll` is where the decision stands at the end of a sound file. Else `problem` says what is wrong, and
    `entry` from which entry on (counted from 1); None when it is not an entry that is wrong."""

    poll: Poll | None = None
    entries: int = 0
    seal: str = ""
    entry: int | None = None
    problem: Message | None = None

    @property
    def sound(self) -> bool:
        return self.problem is None


class Broken(Exception):  # noqa: N818 - it carries the finding
    """What is wrong, and from which entry on."""

    def __init__(self, entry: int | None, problem: Message) -> None:
        super().__init__(problem.message_id)
        self.entry, self.problem = entry, problem


def recompute(export: bytes) -> Checked:
    """From the file alone; nothing is looked up. A file that was made anew from its first entry on is sound
    in itself: compare its seal with the one that stands under the outcome on Discord."""
    try:
        links, bodies = unsealed(export, FORMAT)
        poll = replayed(bodies)
        must_be_ours(export, links, FORMAT)
    except Broken as broken:
        return Checked(entry=broken.entry, problem=broken.problem)
    return Checked(poll, len(links), links[-1].hash)


def unsealed(export: bytes, form: str) -> tuple[list[Link], list[Body]]:
    """The entries of a file of this form, whole and in order; what they say is not looked at yet. Raises the
    finding."""
    document = _document(export, form)
    links, bodies = _links(document["entries"])
    _must_be_sealed(document["seal"], links)
    return links, bodies


def replayed(bodies: Sequence[Body]) -> Poll:
    """Where the entries lead. Raises the finding for the first one that breaks a rule."""
    poll: Poll | None = None
    for number, body in enumerate(bodies, 1):
        poll = _followed(poll, number, body)
    if poll is None:
        raise Broken(None, Message("There is no entry in it."))
    return poll


def _followed(poll: Poll | None, number: int, body: Body) -> Poll:
    try:
        if poll is None:
            return Poll.begun(body)
        poll.apply(body)
    except (Refusal, DoesNotFit) as problem:
        why = Message(problem.message_id, problem.params) if isinstance(problem, Refusal) else str(problem)
        raise Broken(number, Message("It breaks a rule: {why}", {"why": why})) from problem
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Broken(number, Message("It is not an entry as the bot writes them.")) from problem
    return poll


def _document(export: bytes, form: str) -> dict[str, Any]:
    try:
        document = json.loads(export.decode(), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        raise Broken(_unreadable_entry(export), Message("It cannot be read.")) from problem
    if not isinstance(document, dict) or document.get("format") != form:
        raise Broken(None, Message("This is not a decision that the bot exported."))
    if set(document) != {"format", "seal", "entries"} or not isinstance(document["entries"], list):
        raise Broken(None, Message("This is not a decision that the bot exported."))
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name could be read this way by one program and that way by another."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _unreadable_entry(export: bytes) -> int | None:
    """The first line that is no JSON; the bot writes one entry a line."""
    lines = export.split(b"\n")
    for number, line in enumerate(lines[_HEAD_LINES:-2], 1):
        try:
            json.loads(line.removesuffix(b",").decode(), object_pairs_hook=_once, parse_constant=_refuse)
        except (ValueError, RecursionError):
            return number
    return None


def _links(entries: list[Any]) -> tuple[list[Link], list[Body]]:
    links: list[Link] = []
    bodies: list[Body] = []
    previous = BEGINNING
    for number, entry in enumerate(entries, 1):
        try:
            body, hash_ = entry["body"], entry["hash"]
            text = canonical(body)
        except (KeyError, TypeError, ValueError, RecursionError) as problem:
            raise Broken(number, Message("It is not an entry as the bot writes them.")) from problem
        if body.get("n") != number:
            found = str(body.get("n"))[:20]
            raise Broken(
                number,
                Message(
                    "Entry {found} stands in its place: one was taken out, put in or moved.", {"found": found}
                ),
            )
        if hash_ != seal(previous, text):
            raise Broken(number, Message("Its content does not match its hash: it was changed."))
        links.append(Link(text, hash_))
        bodies.append(body)
        previous = hash_
    return links, bodies


def _must_be_sealed(sealed: Any, links: list[Link]) -> None:
    if links and links[-1].hash == sealed:
        return
    for number, link in enumerate(links, 1):
        if link.hash == sealed:
            raise Broken(number + 1, Message("It was added after the file had been sealed."))
    raise Broken(
        len(links) + 1, Message("It is missing: the seal belongs to a longer file, or was itself changed.")
    )


def must_be_ours(export: bytes, links: list[Link], form: str) -> None:
    """Byte for byte what the bot writes."""
    ours = as_json(links, form)
    if export == ours:
        return
    pairs = zip(export.split(b"\n"), ours.split(b"\n"), strict=False)
    line = next((number for number, (one, other) in enumerate(pairs) if one != other), len(links) + 1)
    entry = line if 1 <= line <= len(links) else None
    raise Broken(
        entry,
        Message(
            "What it says is untouched, but it was written anew: it is not the bot's own file, byte for byte."
        ),
    )
