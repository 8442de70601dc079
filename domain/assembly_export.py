"""The record of the emergency stop as a file that anybody can check."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.assembly import Body, Record
from domain.chain import Link
from domain.decisions.poll import DoesNotFit
from domain.decisions.recomputing import Broken, must_be_ours, unsealed
from domain.refusal import Refusal
from domain.when.answers import Message

RECORD: Final = "sektor-assembly-1"


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """`record` is where a sound file ends. Else `problem` says what is wrong, and `entry` from which entry
    on."""

    record: Record | None = None
    entries: int = 0
    seal: str = ""
    entry: int | None = None
    problem: Message | None = None

    @property
    def sound(self) -> bool:
        return self.problem is None


def is_record(export: bytes) -> bool:
    """Whether this says that it is such a file, sound or not."""
    return f'"format":"{RECORD}"'.encode() in export[:200]


def recompute_record(export: bytes) -> CheckedRecord:
    """From the file alone: the entries are whole, follow the rules, and lead to the stage that they say."""
    try:
        links, bodies = unsealed(export, RECORD)
        record = replayed_record(bodies)
        must_be_ours(export, links, RECORD)
    except Broken as broken:
        return CheckedRecord(entry=broken.entry, problem=broken.problem)
    if not links:
        return CheckedRecord(problem=Message("There is no entry in it."))
    return CheckedRecord(record, len(links), links[-1].hash)


def read_record(links: Iterable[Link]) -> Record:
    return replayed_record([json.loads(link.body) for link in links])


def replayed_record(bodies: Sequence[Body]) -> Record:
    """Where the entries lead; none yet is where every community begins. Raises the finding for the first one
    that breaks a rule."""
    record = Record()
    for number, body in enumerate(bodies, 1):
        try:
            record.apply(body)
        except (Refusal, DoesNotFit) as problem:
            why = (
                Message(problem.message_id, problem.params) if isinstance(problem, Refusal) else str(problem)
            )
            raise Broken(number, Message("It breaks a rule: {why}", {"why": why})) from problem
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise Broken(number, Message("It is not an entry as the bot writes them.")) from problem
    return record
