"""Why a question goes to a sector, in a sentence."""

from collections.abc import Callable, Sequence

from bot.i18n import Say
from bot.words import plain
from domain.desk.question import Reason
from domain.desk.routing import Candidate
from domain.sectors import Sector
from domain.texts import shortened


def reason(candidate: Candidate, sector: Sector, say: Say) -> str:
    """As Discord shows it: It speaks of *terras* and *01:00*, which is Permits."""
    return _told(candidate, sector, say, "*{}*", plain)


def explained(candidate: Candidate, sector: Sector) -> Reason:
    """The same in both languages as plain text, to be kept with the question."""
    dutch, english = (_told(candidate, sector, Say(locale), "“{}”", str) for locale in ("nl", "en"))
    return Reason(dutch, english)


def _told(candidate: Candidate, sector: Sector, say: Say, mark: str, safe: Callable[[str], str]) -> str:
    name = safe(sector.name(say.locale))
    told = []
    if candidate.words:
        words = [mark.format(safe(shortened(one, 40))) for one in candidate.words]
        told.append(say("It speaks of {words}, which is {sector}.", words=_listed(words, say), sector=name))
    if candidate.alike:
        told.append(
            say.many(
                "{n} question like it was answered by {sector}.",
                "{n} questions like it were answered by {sector}.",
                candidate.alike,
                sector=name,
            )
        )
    if candidate.articles and not told:
        title = safe(shortened(candidate.articles[0], 100))
        told.append(say("The article “{title}” is looked after by {sector}.", title=title, sector=name))
    if told:
        return " ".join(told)
    if candidate.points > 0:
        return say("Questions like it were answered by {sector}.", sector=name)
    return say("Nothing in it points to one sector, so it goes to {sector}, who pass it on.", sector=name)


def _listed(words: Sequence[str], say: Say) -> str:
    if len(words) < 2:
        return words[0]
    return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
