"""Buttons of the desk that one feature shows and another answers: they meet in the custom_id."""

from typing import Any

import discord


class BorrowedButton(discord.ui.Button[Any]):
    """Answered by the feature whose template its custom_id fits; nothing of it is kept here."""

    def is_dispatchable(self) -> bool:
        return False


def close_button(question_id: int, label: str) -> BorrowedButton:
    """Opens what there is to say on closing (cogs/desk_closing)."""
    return BorrowedButton(
        custom_id=f"desk:{question_id}:close",
        label=label[:80],
        emoji="✅",
        style=discord.ButtonStyle.secondary,
    )
