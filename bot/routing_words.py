"""Why a question goes to a sector, in a sentence."""

from bot.i18n import Say
from bot.words import plain
from domain.desk.question import Reason
from domain.desk.routing import Candidate
from domain.sectors import Sector
from domain.texts import shortened


def reason(candidate: Candidate, sector: Sector, say: Say) -> str:
    """“It speaks of *terras* and *01:00*, which is Vergunningen.”"""
    name = plain(sector.name(say.locale))
    told = []
    if candidate.words:
        words = [f"*{plain(shortened(one, 40))}*" for one in candidate.words]
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
        title = plain(shortened(candidate.articles[0], 100))
        told.append(say("The article “{title}” is looked after by {sector}.", title=title, sector=name))
    if not told and candidate.points > 0:
        return say("Questions like it were answered by {sector}.", sector=name)
    if not told:
        return say("Nothing in it points to one sector, so it goes to {sector}, who pass it on.", sector=name)
    return " ".join(told)


def explained(candidate: Candidate, sector: Sector) -> Reason:
    """The same in both languages, to be kept."""
    return Reason(reason(candidate, sector, Say("nl")), reason(candidate, sector, Say("en")))


def _listed(words: list[str], say: Say) -> str:
    if len(words) < 2:
        return words[0]
    return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
