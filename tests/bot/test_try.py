"""`sektor try --once`: the walk of the README, as a stranger runs it."""

import os
import re
import subprocess
import sys


def walk(**environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "bot", "try", "--once"],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_the_walk_goes_through_and_every_step_is_told() -> None:
    done = walk()
    assert done.returncode == 0, done.stdout + done.stderr
    steps = [int(number) for number in re.findall(r"^ ?(\d+)\. ", done.stdout, re.MULTILINE)]
    assert steps == list(range(1, 13))
    assert "✗" not in done.stdout
    assert "Traceback" not in done.stderr


def test_a_step_that_does_not_come_out_ends_it_with_a_failure() -> None:
    """With a setting that lets everybody publish at once there is nothing for the editor to accept."""
    done = walk(SEKTOR_COMMUNITY__TRUST_AFTER="0")
    assert done.returncode == 1
    assert "✗" in done.stdout
