"""Amounts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import MOST_CENTS, cents_of
from domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("2.500,00", 250_000),
        ("2,500.00", 250_000),
        ("2500", 250_000),
        ("2.500", 250_000),
        ("2,500", 250_000),
        ("2.50", 250),
        ("2,50", 250),
        ("€ 2.500,-", 250_000),
        ("EUR 2500.00", 250_000),
        (" 2 500,00 euro", 250_000),
        ("0", 0),
        ("0,01", 1),
        ("1.234.567,89", 123_456_789),
    ],
)
def test_it_reads_euros_and_cents(typed: str, cents: int) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize(
    "typed",
    ["", "-1", "1,5", "1.2345", "1.234.56", "1,234,5", "12.34.567", "veel", "1e3", "٣", "1 2", "9" * 12],
)
def test_what_is_not_one_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="Type euros and cents"):
        cents_of(typed)


@given(st.integers(0, MOST_CENTS))
def test_what_it_writes_itself_it_reads(cents: int) -> None:
    euros, rest = divmod(cents, 100)
    dutch = f"{euros:,}".replace(",", ".") + f",{rest:02}"
    assert cents_of(dutch) == cents_of(f"{euros:,}.{rest:02}") == cents_of(f"{euros},{rest:02}") == cents
