"""The same event twice: who tells of one event, and why we think so."""

from domain.matching.candidates import Candidate, candidate, from_event, from_sighting
from domain.matching.clusters import Cluster, Link, cluster, links_between, links_within
from domain.matching.fields import FieldScore
from domain.matching.places import Place, Places
from domain.matching.scoring import Match, Verdict, compare

__all__ = [
    "Candidate",
    "Cluster",
    "FieldScore",
    "Link",
    "Match",
    "Place",
    "Places",
    "Verdict",
    "candidate",
    "cluster",
    "compare",
    "from_event",
    "from_sighting",
    "links_between",
    "links_within",
]
