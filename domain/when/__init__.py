"""Reading when something happens, as people in the Netherlands write it, in Dutch and English.

`read_when` and `read_end` read what a person typed, completely, and ask when in doubt;
`read_period` reads the days that somebody wants to see; `read_page_date` reads a web page's words,
tolerantly. All are pure: text, the moment of reading and a zone go in.
"""

from domain.when.answers import AskBack, Choice, Message, Period, When
from domain.when.pages import read_page_date
from domain.when.periods import read_period
from domain.when.strict import LONGEST_TEXT, read_end, read_when

__all__ = [
    "LONGEST_TEXT",
    "AskBack",
    "Choice",
    "Message",
    "Period",
    "When",
    "read_end",
    "read_page_date",
    "read_period",
    "read_when",
]
