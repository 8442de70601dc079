"""Compounds: `subsidieaanvraag` is an `aanvraag` of `subsidie`.

After Koehn and Knight (2003): among all ways to divide a word into words that occur in the collection, with
s, e, en or n between them, the one whose parts have the highest geometric mean of frequencies. A list of
words of this field seeds the frequencies, so that a small collection divides well, too.
"""

from collections.abc import Callable
from functools import cache
from math import log
from typing import Final

from domain.searching.listed import listed

LINKS: Final = ("", "s", "en", "e", "n")
SHORTEST_PART: Final = 4
_SHORTEST_WORD: Final = 8
_LONGEST_WORD: Final = 40
_MOST_PARTS: Final = 4

SEED: Final = listed(
    """
    aanvraag aanvragen aanwijzing activiteit afval agenda alcohol artiest artiesten atelier avond bands
    band bedrag bedrijf begroting beleid belasting beroep bestuur bewijs bezoek bezoeker bezwaar bijdrage
    bijeenkomst bijlage boek bouw brand broedplaats brief buurt code commissie concert contract cultuur
    cursus danger datum deelnemer dekking digitaal diploma dienst donatie doel drank duur eigen eind
    energie evenement evenementen expositie factuur festival film fonds formulier foto gebouw gebruik
    geld geluid gemeente gezondheid groep grond handel hand horeca huis huur hulp informatie inkomen
    inkomsten inschrijving instelling jaar jeugd jongeren kaart kamer kans keuring kinder kinderen klacht
    kleding koor kosten kunst kunstenaar kwaliteit land leer les lening licentie lid leden lijst locatie
    loon loket makers markt materiaal medewerker melding mensen middel milieu muziek nacht natuur netwerk
    noodplan omgeving onderhoud onderwijs onderzoek ondernemer ontheffing ontwerp ontwikkeling open
    opvang opleiding organisatie ouder overleg overlast paspoort partner pand plan plaats plek podium
    poster pers prijs project promotie publiek raad rapport recht rechten regel regels regeling reis
    rekening repetitie ruimte school sociaal speel sponsor sport stad start stap statuten stichting
    straat student studie stroom subsidie systeem taal tarief techniek tentoonstelling termijn terras
    terrein theater ticket tijd toelage toeslag toestemming toezicht toilet toneel uitkering uur vaar
    veiligheid verantwoording vereniging vergadering vergoeding vergunning verhuur verkeer verklaring
    verkoop verlof vermogen verslag verzekering video vrijwilliger vrijwilligers voorstelling voorwaarde
    voorziening vuur vuurwerk water website werk werkplaats werkgever werknemer wet wijk winkel woning
    woon zaal zone zorg zonnepanelen
    """
)
_NO_PARTS: Final = frozenset(
    {"baar", "heid", "lijk", "ing", "isch", "loos", "ingen", "heden", "matig", "atie", "iteit"}
)


def divided(word: str, frequency: Callable[[str], int]) -> tuple[str, ...]:
    """The parts of a compound, without the letters between them; empty for a word that is none.

    `frequency`: in how many passages a word stands; 0 for a word that does not occur.
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return ()

    @cache
    def weight(part: str) -> float:
        """Logarithm of the frequency; minus infinity for what is no part."""
        if len(part) < SHORTEST_PART or part in _NO_PARTS:
            return float("-inf")
        seen = frequency(part)
        if part in SEED:
            seen += 5
        return log(seen) if seen else float("-inf")

    @cache
    def best(start: int, parts: int) -> tuple[float, tuple[str, ...]] | None:
        """The heaviest division of the rest into exactly this many parts: sum of logarithms, and the
        parts."""
        if parts == 1:
            last = word[start:]
            heavy = weight(last)
            return (heavy, (last,)) if heavy > float("-inf") else None
        found: tuple[float, tuple[str, ...]] | None = None
        for end in range(start + SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            heavy = weight(word[start:end])
            if heavy == float("-inf"):
                continue
            for link in LINKS:
                if not word.startswith(link, end):
                    continue
                rest = best(end + len(link), parts - 1)
                if rest is not None and (found is None or heavy + rest[0] > found[0]):
                    found = heavy + rest[0], (word[start:end], *rest[1])
        return found

    ways = [(way[0] / parts, way[1]) for parts in range(2, _MOST_PARTS + 1) if (way := best(0, parts))]
    return max(ways)[1] if ways else ()


def joint(left: str, right: str) -> list[str]:
    """How two words that were written apart may look as one."""
    return [left + link + right for link in LINKS]
