"""Application commands."""

from typing import Any

import pytest
from limits_support import problems

from sandbox.limits import check_command, check_commands


def command(name: str = "event", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "Submit an event", **more}


def option(kind: int = 3, name: str = "title", **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "What it is called", **more}


def options(*given: dict[str, Any]) -> set[str]:
    return problems(check_command, command(options=list(given)))


@pytest.mark.parametrize(
    "name",
    ["event", "a-b_c", "evenement", "été", "приве́т".replace("́", ""), "活動", "สวัสดี", "नमस्ते", "e'1", "x" * 32],
)
def test_names(name: str) -> None:
    assert problems(check_command, command(name)) == set()


@pytest.mark.parametrize("name", ["Event", "a b", "a.b", "a/b", "émoji🎉", "a@b", "฿"])
def test_names_that_are_none(name: str) -> None:
    assert "name: APPLICATION_COMMAND_INVALID_NAME" in problems(check_command, command(name))


def test_labels() -> None:
    assert problems(check_command, command("x" * 33)) == {"name: BASE_TYPE_BAD_LENGTH"}
    assert problems(check_command, command(description="d" * 101)) == {"description: BASE_TYPE_BAD_LENGTH"}
    assert problems(check_command, {"name": "event"}) == {"description: BASE_TYPE_REQUIRED"}
    assert problems(check_command, {"description": "x"}) == {"name: BASE_TYPE_REQUIRED"}
    translated = {"nl": "evenement", "de": "Ereignis", "nl-BE": "evenement"}
    assert problems(check_command, command(name_localizations=translated)) == {
        "name_localizations.de: APPLICATION_COMMAND_INVALID_NAME",
        "name_localizations.nl-BE: BASE_TYPE_CHOICES",
    }
    assert problems(check_command, command(description_localizations={"nl": "d" * 101})) == {
        "description_localizations.nl: BASE_TYPE_BAD_LENGTH"
    }


def test_context_menus() -> None:
    assert problems(check_command, {"type": 3, "name": "Als evenement (Poster)"}) == set()
    assert problems(check_command, {"type": 2, "name": "N" * 33}) == {"name: BASE_TYPE_BAD_LENGTH"}
    assert problems(check_command, {"type": 2, "name": "Who", "description": "x", "options": [1]}) == {
        "description: BASE_TYPE_MAX_LENGTH",
        "options: BASE_TYPE_MAX_LENGTH",
    }


def test_settings() -> None:
    settings = {
        "default_member_permissions": "32",
        "dm_permission": False,
        "nsfw": False,
        "contexts": [0],
        "integration_types": [0, 1],
    }
    assert problems(check_command, command(**settings)) == set()
    assert problems(check_command, command(default_member_permissions=None)) == set()
    assert problems(check_command, command(default_member_permissions="admin")) == {
        "default_member_permissions: NUMBER_TYPE_COERCE"
    }
    assert problems(check_command, command(contexts=[])) == {"contexts: BASE_TYPE_MIN_LENGTH"}
    assert problems(check_command, command(contexts=[3])) == {"contexts.0: BASE_TYPE_CHOICES"}
    assert problems(check_command, command(integration_types=[0, 0])) == {
        "integration_types.1: SET_TYPE_ALREADY_CONTAINS_VALUE"
    }
    assert problems(check_command, command(type=7)) == {"type: BASE_TYPE_CHOICES"}
    assert problems(check_command, command(permission=1)) == {"permission: UNKNOWN_FIELD"}


def test_options() -> None:
    assert options(*(option(name=f"o{n}") for n in range(25))) == set()
    assert options(*(option(name=f"o{n}") for n in range(26))) == {"options: BASE_TYPE_MAX_LENGTH"}
    assert options(option(name="a"), option(name="b", required=True)) == {
        "options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
    }
    assert options(option(name="b", required=True), option(name="a")) == set()
    assert options(option(), option()) == {"options.1.name: APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"}
    assert options(option(12)) == {"options.0.type: UNION_TYPE_CHOICES"}
    assert options(option(name="Title")) == {"options.0.name: APPLICATION_COMMAND_INVALID_NAME"}
    assert options(option(5, choices=[])) == {"options.0.choices: UNKNOWN_FIELD"}
    assert options(option(min_length=3, max_length=2)) == {
        "options.0.min_length: SANDBOX_MINIMUM_ABOVE_MAXIMUM"
    }
    assert options(option(max_length=6001)) == {"options.0.max_length: NUMBER_TYPE_MAX"}
    assert options(option(4, min_value=1, max_value=5)) == set()
    assert options(option(4, min_value=1.5)) == {"options.0.min_value: NUMBER_TYPE_COERCE"}
    assert options(option(10, min_value=1.5)) == set()
    assert options(option(7, channel_types=[0, 5])) == set()


def test_choices() -> None:
    choices = [{"name": f"n{n}", "value": str(n)} for n in range(26)]
    assert options(option(choices=choices[:25])) == set()
    assert options(option(choices=choices)) == {"options.0.choices: BASE_TYPE_MAX_LENGTH"}
    assert options(option(choices=choices[:1], autocomplete=True)) == {
        "options.0.choices: APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE"
    }
    assert options(option(choices=[], autocomplete=True)) == set()
    assert options(option(choices=[{"name": "n" * 101, "value": "v" * 101}])) == {
        "options.0.choices.0.name: BASE_TYPE_BAD_LENGTH",
        "options.0.choices.0.value: BASE_TYPE_MAX_LENGTH",
    }
    assert options(option(4, choices=[{"name": "one", "value": "1"}])) == {
        "options.0.choices.0.value: NUMBER_TYPE_COERCE"
    }
    assert options(option(choices=[choices[0], choices[0]])) == {
        "options.0.choices.1.name: APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"
    }


def test_nesting() -> None:
    submit = option(1, "submit", options=[option()])
    assert options(submit, option(2, "mine", options=[option(1, "list")])) == set()
    assert options(submit, option(3)) == {"options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"}
    assert options(option(1, "a", options=[option(1, "b")])) == {
        "options.0.options.0.type: UNION_TYPE_CHOICES"
    }
    assert options(option(2, "a", options=[option(2, "b")])) == {
        "options.0.options.0.type: UNION_TYPE_CHOICES"
    }
    assert options(option(2, "a", options=[option(3)])) == {"options.0.options.0.type: UNION_TYPE_CHOICES"}


def test_the_size_counts_the_longest_translation_of_each_text() -> None:
    # 79 options of a name of 1 and a description of 100 are 7979, the command itself the rest
    def sized(description: str, **more: Any) -> dict[str, Any]:
        groups = [
            option(
                1,
                f"g{g}",
                description="d",
                options=[option(name=chr(97 + n), description="d" * 100) for n in range(25 if g < 3 else 4)],
            )
            for g in range(4)
        ]  # 4 * (2 + 1) + 79 * 101 = 7991
        return {"name": "abcd", "description": description, "options": groups, **more}

    assert problems(check_command, sized("d" * 5)) == set()
    assert problems(check_command, sized("d" * 6)) == {": APPLICATION_COMMAND_TOO_LARGE"}
    assert problems(check_command, sized("d" * 5, description_localizations={"nl": "d" * 6})) == {
        ": APPLICATION_COMMAND_TOO_LARGE"
    }
    assert problems(check_commands, [sized("d" * 6)]) == {"0: APPLICATION_COMMAND_TOO_LARGE"}


def test_all_at_once() -> None:
    hundred = [command(f"c{n}") for n in range(100)]
    menus = [{"type": kind, "name": f"Menu {n}"} for kind in (2, 3) for n in range(15)]
    assert problems(check_commands, hundred + menus) == set()
    assert problems(check_commands, [command(f"c{n}") for n in range(101)]) == {"30032"}
    assert problems(check_commands, [*menus, {"type": 2, "name": "One more"}]) == {"30032"}
    assert problems(check_commands, hundred + menus + menus[:1]) >= {": BASE_TYPE_MAX_LENGTH"}
    assert problems(check_commands, []) == set()
    assert problems(check_commands, {}) == {": LIST_TYPE_CONVERT"}
    assert problems(check_commands, [command("a"), command("b"), command("a")]) == {
        "2: APPLICATION_COMMANDS_DUPLICATE_NAME"
    }
    assert problems(check_commands, [command("a"), {"type": 2, "name": "a"}]) == set()
    assert problems(check_commands, [command("a", options=[option(name="B")]), command("Z")]) == {
        "0.options.0.name: APPLICATION_COMMAND_INVALID_NAME",
        "1.name: APPLICATION_COMMAND_INVALID_NAME",
    }


def test_an_edit_names_only_what_changes() -> None:
    assert problems(check_command, {"description": "New"}, edit=True) == set()
    assert problems(check_command, {"name": None}, edit=True) == {"name: BASE_TYPE_REQUIRED"}
    assert problems(check_command, {"options": [option(name="B")]}, edit=True) == {
        "options.0.name: APPLICATION_COMMAND_INVALID_NAME"
    }
