"""The articles that somebody may know of. What is for members only does not exist for anybody else: every
look-up, menu, list and link goes through here."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from domain.communities import Community, Role
from domain.knowledge import Article, Kind, Language, parse, slug_of
from domain.people import Actor
from domain.refusal import Refusal
from services.acting import IN_DM, Caller, acting, community_of
from storage.knowledge import Summary
from storage.unit import Unit

_CLOSE: Final = 85


def may_read_members(actor: Actor) -> bool:
    """Members, heads, editors and who manages the server read what is for members only."""
    return actor.edits or Role.MEMBERS in actor.roles


def reads_members(unit: Unit, caller: Caller) -> bool:
    return may_read_members(acting(unit, caller))


class Shelf:
    """For one reader within one transaction."""

    def __init__(self, unit: Unit, community_id: int, *, members: bool) -> None:
        self._unit = unit
        self.members = members
        self.community: Community = community_of(unit, community_id)

    @classmethod
    def of(cls, unit: Unit, caller: Caller) -> "Shelf":
        if caller.community == IN_DM:
            raise Refusal("Do this on the server: in a private message I cannot see what you may read.")
        return cls(unit, caller.community, members=reads_members(unit, caller))

    def find(self, key: str) -> Summary | None:
        return self._unit.knowledge.get(self.community.id, key, members=self.members)

    def get(self, key: str) -> Summary:
        found = self.find(key)
        if found is None:
            raise Refusal("There is no such article here. /kb search finds what there is.")
        return found

    def all(self, kind: Kind | None = None) -> list[Summary]:
        return self._unit.knowledge.of(self.community.id, members=self.members, kind=kind)

    def twin(self, one: Summary) -> Summary | None:
        """The same in the other language."""
        return self._unit.knowledge.twin(one, members=self.members)

    def read(self, one: Summary) -> Article:
        return read(self._unit.knowledge.text(one))

    def read_all(self, some: Sequence[Summary]) -> dict[str, Article]:
        texts = self._unit.knowledge.texts(some)
        return {one.key: read(texts[one.id]) for one in some}

    def titles(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Of those that this reader may see."""
        found = {key: self.find(key) for key in dict.fromkeys(keys)}
        return {key: one.title for key, one in found.items() if one is not None}

    def called(self, typed: str, locale: str, kind: Kind | None = None) -> Summary:
        """What was chosen or typed: a key, or a slug, title or alias, then in the reader's language if it is
        there in it."""
        wanted = typed.strip().casefold()
        if (found := self.find(typed.strip())) is not None and kind in {None, found.kind}:
            return found
        every = self.all(kind)
        same = [one for one in every if wanted in {slug_of(one.key).casefold(), one.title.casefold()}]
        if not same and kind is not None:
            articles = self.read_all(every)
            same = [
                one for one in every if wanted in {alias.casefold() for alias in articles[one.key].aliases}
            ]
        if not same and wanted:
            close = [(fuzz.ratio(wanted, one.title.casefold()), one) for one in every]
            same = [one for score, one in sorted(close, key=lambda pair: -pair[0])[:1] if score >= _CLOSE]
        if not same:
            raise Refusal("There is no such article here. /kb search finds what there is.")
        own = [one for one in same if one.language.value == locale]
        if own:
            return own[0]
        twin = self.twin(same[0])
        return twin if twin is not None and twin.language.value == locale else same[0]

    def of_language(self, locale: str, kind: Kind | None = None) -> list[Summary]:
        """Each article once: in this language, or in the other where there is only that."""
        every = self.all(kind)
        here = {one.pair for one in every if one.language.value == locale and one.pair}
        return [one for one in every if one.language.value == locale or one.pair not in here]


@lru_cache(512)
def read(text: str) -> Article:
    """What is on the shelf was read before; an article that is opened often is not read anew each time."""
    return parse(text)


def language_of_locale(locale: str) -> Language:
    return Language.DUTCH if locale == "nl" else Language.ENGLISH
