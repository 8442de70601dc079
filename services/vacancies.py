"""Places in a sector whose holder left the server: said in the review channel until they are filled."""

from dataclasses import dataclass

from domain.communities import Channel, Community
from domain.postings import Surface, Wanted
from domain.sectors import Part, Sector
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Vacancy:
    """`name` is how who left was called."""

    community: Community
    sector: Sector
    part: Part
    name: str


def announce(unit: Unit, community_id: int, sector: str, part: Part) -> None:
    review = unit.communities.channels(community_id).get(Channel.REVIEW)
    if review is not None:
        unit.postings.plan(community_id, _subject_of(sector, part), [Wanted(Surface.PROBLEM, review)])
        unit.hint("postings")


def take_back(unit: Unit, community_id: int, sector: str, part: Part) -> None:
    unit.postings.plan(community_id, _subject_of(sector, part), ())
    unit.hint("postings")


def find(unit: Unit, community_id: int, subject: str) -> Vacancy | None:
    """The vacancy behind a posting; None when it is filled, or there is no such sector any more."""
    _, key, part_text = subject.split(":")
    part = Part(part_text)
    community = unit.communities.get(community_id)
    sector = next((sector for sector in unit.communities.sectors(community_id) if sector.key == key), None)
    filled = any((a.sector, a.part) == (key, part) for a in unit.communities.appointments(community_id))
    if community is None or sector is None or filled:
        return None
    entries = unit.journal.of(community_id, f"sector:{key}")
    left = [e["before"] for e in entries if e["action"] == "sector.left" and e["before"]["part"] == part]
    return Vacancy(community, sector, part, str(left[-1]["name"])) if left else None


def _subject_of(sector: str, part: Part) -> str:
    return f"vacancy:{sector}:{part}"
