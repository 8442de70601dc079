"""A real PostgreSQL for the tests, from the system's own binaries, on loopback and in a folder of its own."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder that holds initdb, or None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return Path(versions[-1]).parent if versions else None


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as the user that Debian made for it, or nobody."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Start one, give `127.0.0.1:PORT`, stop it."""
    folder = binaries()
    assert folder is not None
    home = Path(tempfile.mkdtemp(prefix="sektor-postgres-"))
    user = _owner()
    if user is not None:
        account = pwd.getpwnam(user)
        os.chown(home, account.pw_uid, account.pw_gid)
    data, port = home / "data", _free_port()

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    try:
        run(
            str(folder / "initdb"),
            "--pgdata",
            str(data),
            "--username=sektor",
            "--auth=trust",
            "--encoding=UTF8",
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {home} -c fsync=off"
        control = [str(folder / "pg_ctl"), "--pgdata", str(data), "--wait"]
        run(*control, "--log", str(home / "log"), "--options", options, "start")
        try:
            yield f"127.0.0.1:{port}"
        finally:
            run(*control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
