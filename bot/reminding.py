"""The words for when somebody wants to be reminded."""

from bot.i18n import Say
from domain.reminders import Reminder


def reminder_name(reminder: Reminder, say: Say) -> str:
    names = {
        Reminder.OFF: say("No reminder"),
        Reminder.HOUR: say("An hour before"),
        Reminder.THREE_HOURS: say("Three hours before"),
        Reminder.EVENING: say("The evening before, at 18:00"),
        Reminder.WEEK: say("A week before"),
    }
    return names[reminder]
