"""A cancellation that stands only in the title or the text, in the words agendas use for it."""

import re

from domain.sources import SourceStatus

_WORDS = {
    SourceStatus.CANCELLED: (
        r"cancell?ed|cancell?ation|afgelast|geannuleerd|gecance(?:ld|ll?ed)|vervallen|vervalt|gaat niet door"
        r"|abgesagt|f[äa]llt aus|entf[äa]llt|annul[ée]e?|annulatie|cancelad[oa]|suspendid[oa]|annullat[oa]"
        r"|inst[äa]llt|aflyst|peruttu|odwo[łl]ane|anulowane|anulat[aă]?|called off"
    ),
    SourceStatus.POSTPONED: (
        r"postponed|uitgesteld|verschoben|report[ée]e?|aplazad[oa]|adiad[oa]|rinviat[oa]|posticipat[oa]|uppskjut(?:en|et)|am[âa]nat[aă]?"
    ),
    SourceStatus.RESCHEDULED: r"re-?scheduled|verplaatst|verzet(?= naar)|verlegt|new date|nieuwe datum",
    SourceStatus.MOVED_ONLINE: r"moved online|now online|verplaatst naar online|nu online",
}
_ANY = "|".join(f"(?P<{status.value}>{words})" for status, words in reversed(_WORDS.items()))
# some part of every word above, in ASCII: what has none of them announces nothing, which is most titles
_ROOTS = (
    *("cancel", "annul", "anulow", "afgelast", "gaat ", "niet door", "abgesagt", "llt", "suspendid"),
    *("verval", "verlegt", "verplaatst", "verschob", "verzet", "uitgesteld", "postpon", "report", "rinviat"),
    *("peruttu", "odwo", "called off", "aplazad", "adiad", "posticip", "uppskj", "schedul", "online"),
    *("aflyst", "anulat", "nat", "new date", "nieuwe datum"),
)
_ROOTS_IN_TEXT = (
    *("cancel", "afgelast", "annul", "door", "postpon", "uitgesteld", "schedul", "plaatst", "verzet"),
    "moved",
)
_SIGNS = "\u26a0\u26d4\u274c\u2757\u203c\ufe0f\U0001f534\U0001f6a8\U0001f6ab\U0001f6d1"
_OPEN, _CLOSE = rf"[\[(\{{*!<«¡\s\-–—|:/#+~{_SIGNS}]*", rf"[\])\}}*!>»\s\-–—|:/#+~.{_SIGNS}]*"
# "to 3 May", "wegens ziekte": belongs to the announcement, and ends with whatever sets that apart
_LEADS_ON = r"naar|van|from|tot|to|till|until|wegens|vanwege|door|due|owing|op|i\.?v\.?m\.?"
_MORE = rf"(?:\s+(?:{_LEADS_ON})\s[^:|\[\](){{}}–—*!]{{1,60}}?)"
_CALL = r"(?:(?:let op|attention|update|event|evenement|show|concert)\b[\s:!–-]+)?"
_AT_START = re.compile(
    rf"{_OPEN}\b{_CALL}(?:{_ANY})\b(?:{_MORE}(?:\s*[:|\])}}*!–—]{_CLOSE}|\s-\s)|(?P<after>{_CLOSE}))",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"(?<![\s\[({{*!<\-–—|:/#~{_SIGNS}])(?P<before>[\s\[({{*!<\-–—|:/#~{_SIGNS}]*)(?<!\w)"
    rf"(?:{_ANY})(?P<more>{_MORE})?(?P<after>[\])}}*!>\s.\-–—|/#~{_SIGNS}]*)\Z",
    re.IGNORECASE,
)
_AS_SENTENCE = re.compile(
    r"(?P<before>.*\S)\s+(?:(?:(?:is|zijn|wordt|werd)\s+(?:helaas\s+)?|ha(?:s|ve)\s+been\s+)"
    r"(?:(?P<cancelled>(?<=been\s)cancell?ed|afgelast|geannuleerd|gecance(?:ld|ll?ed))"
    r"|(?P<postponed>(?<=been\s)postponed|uitgesteld))"
    r"|gaat\s+(?:helaas\s+)?niet\s+door(?P<off>))[\s.!]*\Z",
    re.IGNORECASE,
)
_MARK = re.compile(rf"[\[\](){{}}*!<>|:/#+~\-–—{_SIGNS}]")
_WHAT = (
    r"(?:event|show|concert|gig|meeting|performance|evening|festival|workshop|evenement|voorstelling|avond|optreden"
    r"|bijeenkomst|lezing|film|expositie|editie)"
)
_THING_OFF = re.compile(
    r"(?P<before>.*\b(?:event|show|concert|gig|meeting|hearing|performance|class|session|workshop|evenement|voorstelling"
    r"|optreden|bijeenkomst|vergadering|lezing|les|repetitie|training|expositie))\s+(?:(?P<cancelled>cancell?ed|afgelast"
    r"|geannuleerd|vervalt)|(?P<postponed>postponed|uitgesteld)|(?P<rescheduled>re-?scheduled))\s*[.!]*\Z",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(rf"{_OPEN}(?:{_ANY}){_CLOSE}", re.IGNORECASE)
_DONE = (
    r"(?:(?P<cancelled>cancell?ed|afgelast|geannuleerd|gecance(?:ld|ll?ed))|(?P<postponed>postponed|uitgesteld)"
    r"|(?P<moved_online>(?:verplaatst\s+naar|moved)\s+online)|(?P<rescheduled>re-?scheduled|verplaatst|verzet))"
)
_THIS = r"(?:this|the|our|tonight'?s|dit|deze|het|de)"
_WORD = r"[^\s.!?;:,]+\s+"
_IN_TEXT = (
    re.compile(
        rf"\b{_THIS}\s+(?:\w+\s+){{0,2}}?{_WHAT}\s+(?:(?:van|of|met|with|by|op|on)\s+(?:{_WORD}){{1,4}}?)?"
        rf"(?:has\s+been|have\s+been|had\s+to\s+be|is|was|will\s+be|werd|wordt)\s+(?:\w+\s+){{0,2}}?{_DONE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:is|werd|wordt)\s+{_THIS}\s+(?:\w+\s+){{0,2}}?{_WHAT}\s+(?:{_WORD}){{0,5}}?{_DONE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:{_THIS}\s+(?:\w+\s+){{0,2}}?{_WHAT}\s+(?:{_WORD}){{0,5}}?gaa[tn]|gaa[tn]\s+{_THIS}\s+(?:\w+\s+){{0,2}}?{_WHAT})"
        rf"\s+(?:{_WORD}){{0,5}}?niet\s+(?P<cancelled>door)\b",
        re.IGNORECASE,
    ),
)
_TEXT_START = re.compile(
    r"\W*(?:(?P<cancelled>CANCELL?ED|AFGELAST|GEANNULEERD)|(?P<postponed>POSTPONED|UITGESTELD))\b"
)
_ONLY_IF = re.compile(
    r"\b(?:if|unless|in\s+case|indien|tenzij|mocht|wanneer|when|zodra|als(?!\s+gevolg)"
    r"|bij\s+(?:\w+\s+)?(?:regen|storm|weer|onweer|aanmeldingen|deelnemers|belangstelling))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n]")


def from_title(title: str) -> tuple[SourceStatus | None, str]:
    """The status that a title announces, and the title without that announcement.

    A band may be called "Cancelled": a word counts at the start or end of the title, when something
    sets it apart (a colon, a bracket, capitals), and when a title is left without it.
    """
    if not _has_any(title, _ROOTS):
        return None, title
    match = _AT_START.match(title)
    if match:
        rest = title[match.end() :].strip()
        word = match[0].strip()
        set_apart = _MARK.search(match[0]) or word.isupper()
        if rest and set_apart and not ((match["after"] or ":").strip() in ("", "-") and rest[:1] in ",.'’"):
            return _status(match), rest
    match = _AT_END.search(title)
    if match:
        rest = title[: match.start()].strip()
        word = match[0].strip()
        if rest and (
            _MARK.search(match["before"] + ("" if match["more"] else match["after"]))
            or (word.isupper() and not rest.isupper())
        ):
            return _status(match), rest
    match = _AS_SENTENCE.match(title)
    if match:
        return (SourceStatus.CANCELLED if match["off"] is not None else _status(match)), match[
            "before"
        ].strip()
    match = _THING_OFF.match(title)
    if match:
        return _status(match), match["before"]
    if title.isupper() and (match := _NOTHING_ELSE.fullmatch(title)):
        # nothing is left to call it by, so it keeps its name
        return _status(match), title
    return None, title


def from_label(label: str) -> SourceStatus | None:
    """The status that a sticker beside the title states."""
    return from_title(f"x [{label.strip()}]")[0]


def from_text(text: str | None) -> SourceStatus | None:
    """The status that a description states about its own event, in its first lines only.

    "If it rains the event is cancelled" states nothing yet.
    """
    if not text:
        return None
    if match := _TEXT_START.match(text[:60]):
        return _status(match)
    head = text[:400]
    if not _has_any(head, _ROOTS_IN_TEXT):
        return None
    for pattern in _IN_TEXT:
        for match in pattern.finditer(head):
            if not _ONLY_IF.search(_sentence_around(match, head)):
                return _status(match)
    return None


def _has_any(text: str, roots: tuple[str, ...]) -> bool:
    """Asked of every title and text, so only ASCII is made small, and there is no `any()`."""
    folded = text.encode("utf-8", "replace").lower().decode("latin-1")
    for root in roots:  # noqa: SIM110
        if root in folded:
            return True
    return False


def _sentence_around(match: re.Match[str], text: str) -> str:
    before = _SENTENCE_END.split(text[: match.start()])[-1]
    after = _SENTENCE_END.split(text[match.end() :], maxsplit=1)[0]
    return f"{before} {match[0]} {after}"


def _status(match: re.Match[str]) -> SourceStatus:
    return next(SourceStatus(name) for name, found in match.groupdict().items() if found and name in _VALUES)


_VALUES = frozenset(status.value for status in SourceStatus)
