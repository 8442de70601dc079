"""`sektor scrape` as somebody runs it: what goes to which stream, and with which exit code."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.scrape import NO_AGENDA, READ, UNREADABLE, USAGE
from tests.scrapers.site_on_loopback import running_site

DATA = Path(__file__).parent.parent / "data"
WINDOW = ("--from", "2026-01-01", "--to", "2026-12-31")
KEYS = (
    "title start end all_day timezone status location url description image price organizer external_id"
    " recurrence_id categories source_kind"
)


def sektor_scrape(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.commands.scrape", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=DATA.parents[1])


def test_json_is_one_object_a_line_with_every_key() -> None:
    done = sektor_scrape(DATA / "ical" / "series.ics", "--json", *WINDOW)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == READ
    assert len(events) == 8
    assert all(list(event) == KEYS.split() for event in events)
    assert events[0]["start"] == "2026-03-17T20:00:00+01:00"
    assert done.stderr == ""


def test_the_table_names_what_a_reader_looks_for() -> None:
    done = sektor_scrape(DATA / "ical" / "series.ics", *WINDOW)
    assert "Open jam" in done.stdout
    assert "cancelled" in done.stdout
    assert done.returncode == READ


def test_nothing_found_always_says_why() -> None:
    outside = sektor_scrape(DATA / "ical" / "series.ics", "--json", "--now", "2030-01-01")
    assert (outside.returncode, outside.stdout) == (READ, "")
    assert "There are no events in it between 2030-01-01 and 2031-02-05." in outside.stderr


def test_a_page_that_is_no_agenda_has_its_own_exit_code() -> None:
    done = sektor_scrape(DATA / "jsonld" / "no_event.html", "--json")
    assert (done.returncode, done.stdout) == (NO_AGENDA, "")
    assert done.stderr.count("\n") == 1
    assert "No events were found on this page" in done.stderr


def test_several_sources_show_progress_and_the_worst_exit_code() -> None:
    done = sektor_scrape(DATA / "ical" / "series.ics", DATA / "geen.ics", "--json", *WINDOW)
    assert done.returncode == UNREADABLE
    assert len(done.stdout.splitlines()) == 8
    assert "[1/2]" in done.stderr
    assert "There is no file at" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "fax"),
        ("--tz", "Europe/Nergens"),
        ("--from", "morgen"),
        ("--from", "2026-02-01", "--to", "2026-01-01"),
    ],
)
def test_wrong_usage_is_said(arguments: tuple[str, ...]) -> None:
    done = sektor_scrape(DATA / "ical" / "series.ics", *arguments)
    assert done.returncode == USAGE
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_kind_reads_only_that_kind() -> None:
    done = sektor_scrape(DATA / "microdata" / "twice.html", "--kind", "microdata", "--json", *WINDOW)
    assert [json.loads(line)["source_kind"] for line in done.stdout.splitlines()] == ["microdata"]
    refused = sektor_scrape(DATA / "ical" / "series.ics", "--kind", "jsonld")
    assert refused.returncode == NO_AGENDA


def test_reading_a_file_does_not_import_the_bot() -> None:
    code = "import sys, bot.commands.scrape; print({'discord', 'sqlalchemy', 'aiohttp'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DATA.parents[1]
    )
    assert done.stdout.strip() == "set()"


def test_the_table_is_told_what_was_found_and_how() -> None:
    done = sektor_scrape(DATA / "html" / "list.html", "--now", "2026-03-09")
    assert "De Schuur: events: 3, read as html" in done.stderr
    assert 'item = "li.item"' in done.stderr


def test_what_it_proposes_reads_the_page_again(tmp_path: Path) -> None:
    page = DATA / "html" / "list.html"
    told = sektor_scrape(page, "--now", "2026-03-09").stderr
    proposed = tmp_path / "schuur.toml"
    proposed.write_text("".join(line + "\n" for line in told.splitlines() if " = " in line))
    by_words = sektor_scrape(page, "--json", "--now", "2026-03-09")
    by_selectors = sektor_scrape(page, "--json", "--now", "2026-03-09", "--selectors", proposed)
    assert by_selectors.returncode == READ
    assert by_selectors.stdout == by_words.stdout != ""


def test_a_page_on_which_the_selectors_find_nothing_is_unreadable() -> None:
    metropool = Path("scrapers") / "samples" / "metropool.toml"
    done = sektor_scrape(DATA / "html" / "list.html", "--json", "--selectors", metropool)
    assert (done.returncode, done.stdout) == (UNREADABLE, "")
    assert "find nothing here any more" in done.stderr


def test_mistakes_in_a_site_s_file_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "fout.toml").write_text('item = "li..x"\n')
    done = sektor_scrape(DATA / "html" / "list.html", "--selectors", tmp_path / "fout.toml")
    assert done.returncode == USAGE
    assert done.stderr.count("\n") == 1
    assert "cannot be read" in done.stderr
    assert sektor_scrape(DATA / "html" / "list.html", "--selectors", "geen.toml").returncode == USAGE


def test_publication_may_be_the_start() -> None:
    feed = DATA / "feed" / "published.xml"
    assert sektor_scrape(feed, "--json", *WINDOW).stdout == ""
    done = sektor_scrape(feed, "--json", "--published-is-start", *WINDOW)
    assert [json.loads(line)["start"] for line in done.stdout.splitlines()] == ["2026-04-02T20:00:00+02:00"]


async def test_a_link_is_read_with_the_contact_and_addresses_of_the_configuration(tmp_path: Path) -> None:
    async with running_site() as site:
        config = tmp_path / "config.toml"
        config.write_text(
            f'[scrape]\ncontact = "https://sektor.example/bot"\nallow = ["127.0.0.1:{site.port}"]\n'
        )
        link = site.url("/agenda.ics")
        done = await asyncio.to_thread(
            sektor_scrape, link, DATA / "ical" / "series.ics", "--json", "--config", config, *WINDOW
        )
        refused = await asyncio.to_thread(sektor_scrape, link, "--json", *WINDOW)
    assert done.returncode == READ, done.stderr
    assert len(done.stdout.splitlines()) == 1 + 8
    assert "[1/2]" in done.stderr
    assert any("https://sektor.example/bot" in agent for agent in site.agents)
    assert refused.returncode == UNREADABLE
    assert "Only the usual ports" in refused.stderr


def test_a_configuration_that_is_not_there_is_wrong_usage() -> None:
    done = sektor_scrape("https://zaal.example/", "--config", "geen.toml")
    assert done.returncode == USAGE
    assert "There is no file at geen.toml" in done.stderr
