"""Configurations of sites: those that come with the project, and each mistake somebody can make in one."""

from pathlib import Path

import pytest

from domain.refusal import Refusal
from domain.sources import SourceKind
from scrapers.links import address
from scrapers.sites import load, parse, samples


@pytest.mark.parametrize("name", samples())
def test_a_sample_loads_and_says_that_nobody_has_tried_it(name: str) -> None:
    site = samples()[name]
    assert site.name
    assert address(site.url).url.startswith("https://")
    assert site.verified is False
    assert "could not be reached" in site.note
    assert (site.selectors is None) is (site.kind is SourceKind.RADAR)


def test_the_agendas_that_matter_have_one() -> None:
    assert set(samples()) == {"metropool", "concordia", "wilminktheater", "tetem", "sickhouse", "radar"}
    assert "facets[city][]=Enschede" in address(samples()["radar"].url).url


def test_a_file_with_nothing_but_selectors_will_do(tmp_path: Path) -> None:
    path = tmp_path / "zaal.toml"
    path.write_text('item = "li.item"\ntitle = "h3"\n')
    site = load(path)
    assert site.selectors is not None
    assert site.selectors.as_dict() == {"item": "li.item", "title": "h3"}


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("item = ", "not readable as TOML"),
        ('soort = "html"', "“soort” in zaal.toml is not a setting"),
        ('kind = "fax"', "kind in zaal.toml cannot be 'fax'"),
        ('verified = "ja"', "verified in zaal.toml cannot be 'ja'"),
        ("name = 3", "name in zaal.toml cannot be 3"),
        ('selectors = "li"', "selectors in zaal.toml cannot be 'li'"),
        ('[selectors]\ntitle = "h3"', "A selector for item is missing"),
    ],
)
def test_each_mistake_is_said_in_one_sentence(written: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(written, "zaal.toml")
    assert part in str(refused.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no file at"):
        load(tmp_path / "geen.toml")
    (tmp_path / "beeld.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refusal, match="not readable as TOML"):
        load(tmp_path / "beeld.toml")
    (tmp_path / "groot.toml").write_bytes(b"#" * 100_001)
    with pytest.raises(Refusal, match="too large"):
        load(tmp_path / "groot.toml")
