"""config.toml: typed, frozen, and clear about what is wrong."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import Config, ConfigProblem, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def lines(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigProblem) as problem:
        load(path)
    return problem.value.lines


def test_without_a_file_everything_has_a_default(tmp_path: Path) -> None:
    config = load(tmp_path / "none.toml", token="secret")
    assert config.database.url == "sqlite+aiosqlite:///data/sektor.db"
    assert config.discord.token.get_secret_value() == "secret"
    assert len(config.sectors) == 7
    assert [theme.key for theme in config.themes] == ["underground", "media", "music", "theatre"]


def test_the_example_is_the_default() -> None:
    assert load(EXAMPLE) == Config()


def test_every_key_is_in_the_example() -> None:
    text = EXAMPLE.read_text()
    sections = {"discord", "database", "community", "web", "scrape", "posters", "meetings", "log"}
    assert set(tomllib.loads(text)) == sections
    for name in sections:
        for key in type(getattr(Config(), name)).model_fields:
            assert f"\n{key} = " in text or f"# {key} = " in text or key == "token", f"[{name}] {key}"


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "[web]\nprot = 8081\n")
    assert "web.prot is not a setting" in line
    assert "config.example.toml" in line


def test_each_mistake_has_its_line(tmp_path: Path) -> None:
    found = lines(tmp_path, '[web]\nport = 99999\n[community]\nzone = "Europe/Enschede"\nlocale = "fr"\n')
    assert len(found) == 3
    assert any("write one like Europe/Amsterdam" in line for line in found)


def test_what_is_no_toml_is_said(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "port == 3")
    assert "not readable as TOML" in line


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text("[web]\nport = 1\nhost = '127.0.0.9'\n")
    monkeypatch.setenv("SEKTOR_WEB__PORT", "2")
    config = load(tmp_path / "config.toml")
    assert (config.web.port, config.web.host) == (2, "127.0.0.9")


def test_nothing_can_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        Config().web.port = 3  # type: ignore[misc]


def test_the_token_is_never_shown(tmp_path: Path) -> None:
    assert "secret" not in repr(load(tmp_path / "none.toml", token="secret"))
