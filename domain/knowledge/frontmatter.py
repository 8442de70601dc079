"""An article as a file: YAML front matter between two lines of `---`, and then Markdown.

Every value is read as the text that stands there (`language: no` stays a word, `01` stays two signs), and
each field makes of it what it needs. docs/decisions/search.md says why YAML.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

import yaml

from domain.knowledge.article import (
    CHECK_EVERY,
    Article,
    Audience,
    Criteria,
    Kind,
    Language,
    More,
    Reference,
    Step,
    Value,
)

T = TypeVar("T")

_Loader: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FENCED: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s+(\S.*))?\Z", re.DOTALL)
_PLAIN: Final = re.compile(r"[^\W_]([\w ,.()/’‘+-]*[\w.)’])?\Z")
_YES_NO: Final = {"true": True, "yes": True, "false": False, "no": False}
_LONGEST: Final = 100_000
"""Characters of front matter; more than any article needs, and few enough to read at once."""


class BadArticle(ValueError):  # noqa: N818 - reads as what it is
    """One sentence on why a text is no article."""


def parse(text: str) -> Article:
    """The article that a file holds. Raises BadArticle."""
    fenced = _FENCED.match(text)
    if fenced is None:
        raise BadArticle("It does not begin with front matter between two lines of ---.")
    if len(fenced[1]) > _LONGEST:
        raise BadArticle("Its front matter is too long.")
    try:
        values = yaml.load(fenced[1], Loader=_Loader)  # a base loader makes texts, lists and maps only
    except (yaml.YAMLError, RecursionError) as problem:
        raise BadArticle(f"Its front matter is not YAML: {_first_line(problem)}.") from problem
    if not isinstance(values, dict):
        raise BadArticle("Its front matter holds no fields.")
    return _article(_Fields("", values), text[fenced.end() :])


def _article(fields: "_Fields", body: str) -> Article:
    unchecked: tuple[date | None, str] = (None, "")
    checked, note = fields.take("checked_on", _checked, unchecked)
    return Article(
        title=fields.take("title", _title),
        language=fields.take("language", Language),
        kind=fields.take("kind", Kind, Kind.ARTICLE),
        audience=Audience.PUBLIC if fields.take("public", _flag, True) else Audience.MEMBERS,
        translation_of=fields.take("translation_of", str, ""),
        aliases=fields.many("aliases"),
        sector=fields.take("sector", str, ""),
        owner=fields.take("owner", str, ""),
        sources=tuple(_reference(one) for one in fields.maps("sources")),
        checked_on=checked,
        checked_note=note,
        check_every_days=fields.take("check_every_days", _days, CHECK_EVERY),
        valid_until=fields.take("valid_until", _day, None),
        criteria=tuple(_criteria(one) for one in fields.maps("criteria")),
        steps=tuple(_step(one) for one in fields.maps("steps")),
        more=fields.rest(),
        body=body.removeprefix("\r\n").removeprefix("\n"),
    )


def _reference(fields: "_Fields") -> Reference:
    return Reference(fields.take("name", str), fields.take("url", str, ""))


def _criteria(fields: "_Fields") -> Criteria:
    return Criteria(
        id=fields.take("id", str),
        name=fields.take("name", str),
        scheme=fields.take("scheme", str, ""),
        conditions=fields.many("conditions"),
        tests=fields.rest(),
    )


def _step(fields: "_Fields") -> Step:
    return Step(
        id=fields.take("id", str),
        title=fields.take("title", _title),
        who=fields.take("who", str, ""),
        days_before=fields.take("days_before", int, 0),
        basis=fields.take("basis", str, ""),
        links=fields.many("links"),
        pitfalls=fields.take("pitfalls", str, ""),
        more=fields.rest(),
    )


class _Fields:
    """A map of the front matter; what is asked for is taken out, and what is left was not known."""

    def __init__(self, where: str, values: Mapping[Any, Any]) -> None:
        self._where = where
        self._values = {str(name): value for name, value in values.items()}

    def take(self, name: str, read: Callable[[str], T], *default: T) -> T:
        value = self._values.pop(name, None)
        if value is None or (value == "" and default):
            if default:
                return default[0]
            raise BadArticle(f"“{self._where}{name}” is missing.")
        if not isinstance(value, str):
            raise BadArticle(f"“{self._where}{name}” should be one text.")
        try:
            return read(value)
        except ValueError as problem:
            raise BadArticle(f"“{self._where}{name}”: {value!r} does not fit.") from problem

    def many(self, name: str) -> tuple[str, ...]:
        value = self._values.pop(name, None) or []
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadArticle(f"“{self._where}{name}” should be a list of texts.")
        return tuple(value)

    def maps(self, name: str) -> "Iterable[_Fields]":
        value = self._values.pop(name, None) or []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise BadArticle(f"“{self._where}{name}” should be a list of fields.")
        return [_Fields(f"{name} {number}: ", one) for number, one in enumerate(value, 1)]

    def rest(self) -> More:
        return tuple((name, self._plain(name, value)) for name, value in self._values.items())

    def _plain(self, name: str, value: object) -> Value:
        if isinstance(value, str):
            return value
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise BadArticle(f"“{self._where}{name}” is not known, and not a text or a list of texts either.")


def _title(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


def _flag(text: str) -> bool:
    try:
        return _YES_NO[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def _day(text: str) -> date | None:
    return date.fromisoformat(text)


def _days(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 3660:
        raise ValueError(text)
    return number


def _checked(text: str) -> tuple[date | None, str]:
    """`2026-11-22 (stored copy)`: a day, and perhaps a note on how it was checked."""
    found = _DAY.match(text)
    if found is None:
        raise ValueError(text)
    return date.fromisoformat(found[1]), found[2] or ""


def _first_line(problem: BaseException) -> str:
    mark = getattr(problem, "problem_mark", None)
    said = str(getattr(problem, "problem", None) or "it cannot be read")
    return f"{said} (line {mark.line + 2})" if mark is not None else said


def printed(article: Article) -> str:
    """The file that `parse` reads back as the same article."""
    lines = [f"title: {_scalar(article.title)}", f"language: {article.language.value}"]
    lines += _one("translation_of", article.translation_of)
    lines += _list("aliases", article.aliases)
    lines += _one("sector", article.sector)
    lines += _one("owner", article.owner)
    lines.append(f"kind: {article.kind.value}")
    lines.append(f"public: {'true' if article.audience is Audience.PUBLIC else 'false'}")
    lines += _maps("sources", ([("name", one.name), ("url", one.url)] for one in article.sources))
    if article.checked_on is not None:
        lines += _one("checked_on", f"{article.checked_on.isoformat()} {article.checked_note}".rstrip(" "))
    lines.append(f"check_every_days: {article.check_every_days}")
    if article.valid_until is not None:
        lines.append(f"valid_until: {article.valid_until.isoformat()}")
    lines += _maps("criteria", map(_criteria_fields, article.criteria))
    lines += _maps("steps", map(_step_fields, article.steps))
    for name, value in article.more:
        lines += _field(name, value)
    return "\n".join(["---", *lines, "---", "", article.body])


def _criteria_fields(one: Criteria) -> list[tuple[str, Value]]:
    head: list[tuple[str, Value]] = [("id", one.id), ("name", one.name), ("scheme", one.scheme)]
    return [*head, *one.tests, ("conditions", one.conditions)]


def _step_fields(one: Step) -> list[tuple[str, Value]]:
    return [
        ("id", one.id),
        ("title", one.title),
        ("who", one.who),
        ("days_before", str(one.days_before)),
        ("basis", one.basis),
        ("links", one.links),
        ("pitfalls", one.pitfalls),
        *one.more,
    ]


def _field(name: str, value: Value) -> list[str]:
    name = _scalar(name)
    if isinstance(value, str):
        return [f"{name}: {_scalar(value)}"]
    return [f"{name}:", *(f"  - {_scalar(one)}" for one in value)] if value else [f"{name}: []"]


def _one(name: str, value: str) -> list[str]:
    return [f"{name}: {_scalar(value)}"] if value else []


def _list(name: str, values: tuple[str, ...]) -> list[str]:
    return _field(name, values) if values else []


def _maps(name: str, many: Iterable[Iterable[tuple[str, Value]]]) -> list[str]:
    lines: list[str] = []
    for fields in many:
        inner = [line for key, value in fields for line in _inner(key, value)]
        lines += [f"  - {inner[0]}", *(f"    {line}" for line in inner[1:])]
    return [f"{name}:", *lines] if lines else []


def _inner(key: str, value: Value) -> list[str]:
    known = key in {"url", "scheme", "who", "basis", "pitfalls", "links", "conditions"}
    return [] if known and not value else _field(key, value)


def _scalar(text: str) -> str:
    """As it stands where YAML cannot mistake it, otherwise in double quotes, as JSON writes them."""
    if _PLAIN.match(text) and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    # YAML takes these for line ends or refuses them raw; JSON does not escape them
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda c: f"\\u{ord(c[0]):04x}", quoted)
