"""How every surface says whether an article may be relied on."""

from typing import Final

from bot.i18n import Say
from domain.knowledge import Article, Standing

_STORED: Final = "stored copy"
"""What the starter articles note: the page was read from a copy that had been kept of it."""


def warning(article: Article, standing: Standing, say: Say) -> str:
    """Empty for what may be relied on."""
    if standing is Standing.EXPIRED and article.valid_until is not None:
        return say("This was valid until {day} and may not be true any more.", day=article.valid_until)
    if standing is Standing.OVERDUE and article.check_again_on is not None:
        return say(
            "This should have been checked again on {day}. Check it at the source before you rely on it.",
            day=article.check_again_on,
        )
    return ""


def checked(article: Article, say: Say) -> str:
    """When, and how if somebody noted that."""
    if article.checked_on is None:
        return say("Not checked yet.")
    note = article.checked_note.strip(" ()")
    if note == _STORED:
        return say("Checked on {day}, in a copy kept of the source.", day=article.checked_on)
    return say("Checked on {day}{note}.", day=article.checked_on, note=f" ({note})" if note else "")
