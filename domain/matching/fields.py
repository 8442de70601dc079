"""What one field says about two events."""

from dataclasses import dataclass

from domain.sources import Note


@dataclass(frozen=True, slots=True)
class FieldScore:
    """Points for (or, below zero, against) one event seen twice, and why. `field` is what was compared."""

    field: str
    points: int
    note: Note
