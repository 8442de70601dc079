"""The theme rules of a source: looking them over, taking one away, putting it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.refusal import Refusal
from domain.source_register import Source
from domain.themes import Theme
from domain.theming import SourceRule
from services.acting import Caller
from services.reading import active
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A source with its rules, and the community's themes, by which they are told. `changed` is the one that
    was just taken away or put back."""

    source: Source
    themes: tuple[Theme, ...]
    changed: SourceRule | None = None


def with_rules(source: Source, added: Sequence[SourceRule]) -> Source:
    """The source with these rules, too; the newer of two that speak of the same holds."""
    kept = tuple(one for one in source.rules if not any(new.overrules(one) for new in added))
    former = tuple(one for one in source.former_rules if one not in added)
    return replace(source, rules=(*kept, *added), former_rules=former)


class RuleService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, source_id: int, caller: Caller) -> RuleBook:
        def work(unit: Unit) -> RuleBook:
            return RuleBook(active(unit, source_id, caller), unit.communities.themes(caller.community))

        return await self._database.read(work)

    async def drop(self, source_id: int, key: str, caller: Caller, *, now: datetime) -> RuleBook:
        """What the source brings or changes from now on is decided without this rule; what stands, stays."""

        def work(unit: Unit) -> RuleBook:
            source = active(unit, source_id, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return _as_it_is(unit, source, key)
            rule = _named(source.rules, key)
            after = replace(
                source,
                rules=tuple(one for one in source.rules if one != rule),
                former_rules=(*source.former_rules, rule),
            )
            return _kept(unit, source, after, rule, "source.rule.drop", caller, now)

        return await self._database.write(work)

    async def put_back(self, source_id: int, key: str, caller: Caller, *, now: datetime) -> RuleBook:
        """Undo `drop`."""

        def work(unit: Unit) -> RuleBook:
            source = active(unit, source_id, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return _as_it_is(unit, source, key)
            rule = _named(source.former_rules, key)
            return _kept(unit, source, with_rules(source, [rule]), rule, "source.rule.back", caller, now)

        return await self._database.write(work)


def _named(rules: Sequence[SourceRule], key: str) -> SourceRule:
    rule = next((one for one in rules if one.key == key), None)
    if rule is None:
        raise Refusal(
            "That has been changed already. `/source rules` shows which rules there are now. Nothing was "
            "changed."
        )
    return rule


def _as_it_is(unit: Unit, source: Source, key: str) -> RuleBook:
    """For a click that was delivered twice."""
    rules = (*source.rules, *source.former_rules)
    changed = next((one for one in rules if one.key == key), None)
    return RuleBook(source, unit.communities.themes(source.community), changed)


def _kept(
    unit: Unit,
    before: Source,
    after: Source,
    rule: SourceRule,
    action: str,
    caller: Caller,
    now: datetime,
) -> RuleBook:
    unit.sources.save(after)
    unit.journal.add(
        before.community,
        action,
        f"source:{before.id}",
        at=now,
        actor=caller.id,
        before={"rules": _plain(before.rules)},
        after={"rules": _plain(after.rules)},
    )
    return RuleBook(after, unit.communities.themes(before.community), rule)


def _plain(rules: Sequence[SourceRule]) -> list[list[str]]:
    return [[one.kind, one.text, one.theme, one.verdict] for one in rules]
