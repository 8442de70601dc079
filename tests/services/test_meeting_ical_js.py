"""A moved and then cancelled meeting, as ical.js reads its files: one entry, in its last state."""

import json
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from gatherings import HEADS, Gatherings, local

from domain.meetings.kinds import Audience
from storage.database import Database

CLIENTS = Path(__file__).parent.parent / "web" / "clients"
NOW = local(2026, 3, 9)


@pytest.mark.parametrize("audience", [Audience.HEADS, Audience.EVERYONE])
async def test_ical_js_keeps_one_entry_in_its_last_state(
    database: Database, tmp_path: Path, audience: Audience
) -> None:
    node = shutil.which("node")
    if node is None or not (CLIENTS / "node_modules" / "ical.js").exists():
        warning = "NO ical.js: run `npm ci` in tests/web/clients (node is needed); its test is skipped."
        warnings.warn(pytest.PytestWarning(warning), stacklevel=1)
        pytest.skip(warning)
    town = await Gatherings.founded(database, NOW)
    meeting = await town.plan("Kraakpanden", audience=audience, moments=(local(2026, 3, 24, 20),))
    files = []
    for step in range(3):
        if step == 1:
            await town.meetings.move(
                meeting.id, town.caller(HEADS[0]), starts=local(2026, 3, 31, 20), now=NOW
            )
        if step == 2:
            await town.meetings.cancel(meeting.id, town.caller(HEADS[0]), "Het dak lekt", now=NOW)
        shown = await town.meetings.attendable(meeting.id, town.caller(HEADS[0]))
        file = tmp_path / f"{step}.ics"
        file.write_bytes(town.meetings.calendar(shown))
        files.append(str(file))
    ran = subprocess.run(  # noqa: ASYNC221 - nothing else runs here
        [node, "moved.mjs", *files], cwd=CLIENTS, capture_output=True, text=True, check=True
    )
    (entry,) = json.loads(ran.stdout)
    # summer time began on 29 March: 20:00 is 18:00 UTC
    assert (entry["starts"], entry["status"]) == ("2026-03-31T18:00:00.000Z", "CANCELLED")
