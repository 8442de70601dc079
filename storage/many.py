"""Rows for many numbers at once, in the way that each database does quickest.

A list that SQLAlchemy writes out has as many parameters as numbers, which costs more than finding the rows;
and PostgreSQL prepares a statement for each length. So the numbers travel as one value.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import orjson
from sqlalchemy import Connection

_WORDS: Final = {
    "sqlite": {"among": "IN (SELECT value FROM json_each(?1))", "inside": "IN (", "done": ")", "sign": "?"},
    # as an array, so that it is looked up by the index whatever the planner thinks how many there are
    "postgresql": {
        "among": "= ANY ($1::bigint[])",
        "inside": "= ANY (ARRAY(",
        "done": "))",
        "sign": "$",
    },
}


def among(connection: Connection, statement: str, numbers: Sequence[int], *more: Any) -> Sequence[Any]:
    """The rows of a SELECT in which `{among}` stands after a column that the numbers are of, `{1}`, `{2}` for
    further values; `{inside}` and `{done}` stand around a SELECT of numbers that a column is among."""
    engine = connection.dialect.name
    given = orjson.dumps(list(numbers)).decode() if engine == "sqlite" else list(numbers)
    text = _written(statement, engine, len(more))
    return connection.exec_driver_sql(text, (given, *more)).all()


@cache
def _written(statement: str, engine: str, more: int) -> str:
    words = _WORDS[engine]
    signs = [words["among"], *(f"{words['sign']}{place + 1}" for place in range(1, more + 1))]
    return statement.format(*signs, **words)
