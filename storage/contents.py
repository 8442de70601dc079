"""Values of the domain as plain JSON and back again, unchanged by the round trip."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from domain.events import Details, Language
from domain.matching import FieldScore, Match, Verdict
from domain.sources import Note, SourceEvent, SourceKind, SourcePlace, SourceStatus
from domain.theming import Decision, Evidence, Origin, RuleKind, SourceRule
from domain.theming import Verdict as RuleVerdict

Json = dict[str, Any]


def event_as_json(event: SourceEvent) -> Json:
    """What a source showed; fields that it left out are left out."""
    values: Json = {}
    for one in fields(SourceEvent):
        value = getattr(event, one.name)
        if value != one.default:
            values[one.name] = _plain(value)
    if "location" in values:
        place = event.location
        values["location"] = [place.name, place.address, place.city]
    return values


def event_from_json(values: Mapping[str, Any]) -> SourceEvent:
    given = dict(values)
    for name in ("start", "end"):
        if name in given:
            given[name] = _moment(given[name])
    if "location" in given:
        given["location"] = SourcePlace(*given["location"])
    if "status" in given:
        given["status"] = SourceStatus(given["status"])
    given["source_kind"] = SourceKind(given["source_kind"])
    given["categories"] = tuple(given.get("categories", ()))
    return SourceEvent(**given)


def note_as_json(note: Note) -> Json:
    return {"say": note.message_id, "with": {name: _tagged(value) for name, value in note.params.items()}}


def note_from_json(values: Mapping[str, Any]) -> Note:
    return Note(values["say"], **{name: _untagged(value) for name, value in values["with"].items()})


def match_as_json(match: Match) -> Json:
    return {
        "verdict": match.verdict.value,
        "total": match.total,
        "fields": [[one.field, one.points, note_as_json(one.note)] for one in match.fields],
    }


def match_from_json(values: Mapping[str, Any]) -> Match:
    return Match(
        Verdict(values["verdict"]),
        values["total"],
        tuple(FieldScore(field, points, note_from_json(note)) for field, points, note in values["fields"]),
    )


def decision_as_json(decision: Decision) -> Json:
    return {
        "themes": list(decision.themes),
        "certain": decision.certain,
        "evidence": [
            [one.theme, one.weight, one.origin.value, note_as_json(one.reason)] for one in decision.evidence
        ],
        "doubt": note_as_json(decision.doubt) if decision.doubt is not None else None,
    }


def decision_from_json(values: Mapping[str, Any]) -> Decision:
    return Decision(
        tuple(values["themes"]),
        values["certain"],
        tuple(
            Evidence(theme, weight, Origin(origin), note_from_json(reason))
            for theme, weight, origin, reason in values["evidence"]
        ),
        note_from_json(values["doubt"]) if values["doubt"] is not None else None,
    )


def rule_as_json(rule: SourceRule) -> list[str]:
    return [rule.kind.value, rule.text, rule.theme, rule.verdict.value]


def rule_from_json(values: "list[str]") -> SourceRule:
    kind, text, theme, verdict = values
    return SourceRule(RuleKind(kind), text, theme, RuleVerdict(verdict))


def details_as_json(values: Mapping[str, Any]) -> Json:
    """Some fields of `Details`, or of an event."""
    return {name: _plain(value) for name, value in values.items()}


def details_from_json(values: Mapping[str, Any]) -> Json:
    given = dict(values)
    for name in ("starts", "ends"):
        if given.get(name) is not None:
            given[name] = datetime.fromisoformat(given[name])
    if "themes" in given:
        given["themes"] = tuple(given["themes"])
    if given.get("language") is not None:
        given["language"] = Language(given["language"])
    unknown = given.keys() - set(Details.__dataclass_fields__) - {"happening"}
    if unknown:
        raise ValueError(f"no fields of an event: {sorted(unknown)}")
    return given


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return getattr(value, "value", value)


def _moment(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _tagged(value: object) -> object:
    """JSON knows no dates; a sentence about one wants it back as one, to say it in the reader's language."""
    if isinstance(value, datetime | date):
        return {"at": value.isoformat()}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _untagged(value: Any) -> object:
    return _moment(value["at"]) if isinstance(value, dict) else value
