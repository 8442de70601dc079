"""Values in a sentence that a surface writes in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Euros:
    amount: int

    def __str__(self) -> str:
        return f"€ {self.amount}"


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days, said in weeks where it is whole weeks."""

    days: int

    def __str__(self) -> str:
        return f"{self.days} d"


class Words(tuple[str, ...]):
    """Keys of the front matter's vocabulary."""

    __slots__ = ()


class Kinds(Words):
    __slots__ = ()


class Forms(Words):
    __slots__ = ()


class Places(Words):
    __slots__ = ()
