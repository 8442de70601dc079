"""A cancellation that stands only in the title or the text, in the words agendas use for it."""

import re

from domain.sources import SourceStatus

_WORDS = {
    SourceStatus.CANCELLED: (
        r"cancell?ed|cancell?ation|afgelast|geannuleerd|gecancell?ed|vervallen|vervalt|gaat niet door"
        r"|abgesagt|f[äa]llt aus|entf[äa]llt|annul[ée]e?|annulatie|cancelad[oa]|suspendid[oa]|annullat[oa]"
        r"|inst[äa]llt|aflyst|peruttu|odwo[łl]ane|anulowane|called off"
    ),
    SourceStatus.POSTPONED: (
        r"postponed|uitgesteld|verschoben|report[ée]e?|aplazad[oa]|adiad[oa]|rinviat[oa]|posticipat[oa]|uppskjut(?:en|et)"
    ),
    SourceStatus.RESCHEDULED: r"re-?scheduled|verplaatst|verzet naar|verlegt|new date|nieuwe datum",
    SourceStatus.MOVED_ONLINE: r"moved online|now online|verplaatst naar online|nu online",
}
_ANY = "|".join(f"(?P<{status.value}>{words})" for status, words in reversed(_WORDS.items()))
_OPEN, _CLOSE = r"[\[(\{*!<«¡\s\-–—|:/#+~]*", r"[\])\}*!>»\s\-–—|:/#+~.]*"
_AT_START = re.compile(rf"{_OPEN}\b(?:{_ANY})\b(?P<after>{_CLOSE})", re.IGNORECASE)
_AT_END = re.compile(
    rf"(?P<before>[\s\[(\{{*!<\-–—|:/#~]*)(?<!\w)(?:{_ANY})(?P<after>[\])\}}*!>\s.\-–—]*)\Z", re.IGNORECASE
)
_MARK = re.compile(r"[\[\](){}*!<>|:/#+~\-–—]")
_IN_TEXT = re.compile(
    r"\b(?:this|the|our|tonight'?s|dit|deze|het|de)\s+(?:\w+\s+){0,2}?"
    r"(?:event|show|concert|gig|meeting|performance|evening|festival|evenement|voorstelling|avond|optreden|bijeenkomst)\s+"
    r"(?:has\s+been|have\s+been|had\s+to\s+be|is|was|will\s+be|werd|wordt)\s+(?:\w+\s+){0,1}?"
    r"(?:(?P<cancelled>cancell?ed|afgelast|geannuleerd|gecancell?ed)|(?P<postponed>postponed|uitgesteld)"
    r"|(?P<rescheduled>re-?scheduled|verplaatst))\b",
    re.IGNORECASE,
)
_TEXT_START = re.compile(
    r"\W*(?:(?P<cancelled>CANCELL?ED|AFGELAST|GEANNULEERD)|(?P<postponed>POSTPONED|UITGESTELD))\b"
)


def from_title(title: str) -> tuple[SourceStatus | None, str]:
    """The status that a title announces, and the title without that announcement.

    A band may be called "Cancelled": a word counts at the start or end of the title, when something
    sets it apart (a colon, a bracket, capitals), and when a title is left without it.
    """
    match = _AT_START.match(title)
    if match:
        rest = title[match.end() :].strip()
        word = match[0].strip()
        set_apart = _MARK.search(match[0]) or word.isupper()
        if rest and set_apart and not (match["after"].strip() in ("", "-") and rest[:1] in ",.'’"):
            return _status(match), rest
    match = _AT_END.search(title)
    if match:
        rest = title[: match.start()].strip()
        word = match[0].strip()
        if rest and (
            _MARK.search(match["before"] + match["after"]) or (word.isupper() and not rest.isupper())
        ):
            return _status(match), rest
    return None, title


def from_label(label: str) -> SourceStatus | None:
    """The status that a sticker beside the title states."""
    return from_title(f"x [{label.strip()}]")[0]


def from_text(text: str | None) -> SourceStatus | None:
    """The status that a description states about its own event, in its first lines only."""
    if not text:
        return None
    match = _TEXT_START.match(text[:60]) or _IN_TEXT.search(text[:400])
    return _status(match) if match else None


def _status(match: re.Match[str]) -> SourceStatus:
    return next(SourceStatus(name) for name, found in match.groupdict().items() if found and name in _VALUES)


_VALUES = frozenset(status.value for status in SourceStatus)
