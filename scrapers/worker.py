"""Parsing in a process of its own, which can be killed: hostile input costs its own time and nothing more.

`Parser` keeps two workers warm for the bot, so that a source that uses up its time holds up nobody else.
`read_apart` forks for a command that reads a file or two, where starting a fresh interpreter would take
longer than the reading.
"""

import asyncio
import contextlib
import os
import pickle
import resource
import select
import signal
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Self

from domain.sources import Reading
from scrapers.parsing import Job, read
from scrapers.problems import SourceProblem, Unreadable

TIME_LIMIT = 15.0
"""Seconds that parsing one source may take."""
MEMORY_LIMIT = 1 << 30
"""Bytes of address space a worker may use."""
WORKERS = 2
"""How many sources are parsed at once. A source waits for another only when so many use their time up."""
_JOBS_A_WORKER = 200
_LENGTH = struct.Struct(">Q")


class Parser:
    """Runs jobs in warm worker processes, in the order in which they come; an async context manager.

    A worker that runs past the time limit, dies or runs out of memory is killed and replaced, and only its
    job fails. A second worker is started only when two jobs come at once.
    """

    def __init__(
        self, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT, workers: int = WORKERS
    ) -> None:
        self._workers = workers
        self._free = asyncio.Semaphore(workers)
        # the one used last is used next, so that it alone stays warm while one is enough
        self._idle = [_Worker(time_limit, memory_limit) for _ in range(workers)]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        for _ in range(self._workers):
            await self._free.acquire()
        for worker in self._idle:
            await worker.stop()

    @property
    def pid(self) -> int | None:
        """The process id of the worker that gets the next job, if it is running."""
        return self._idle[-1].pid if self._idle else None

    async def parse(self, job: Job) -> Reading:
        """Raises `NotAnAgenda` or `Unreadable`, the latter also for a job that had to be killed."""
        async with self._free:
            worker = self._idle.pop()
            try:
                return await worker.parse(job)
            finally:
                self._idle.append(worker)


class _Worker:
    """One process and the job that it is at."""

    def __init__(self, time_limit: float, memory_limit: int) -> None:
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._process: asyncio.subprocess.Process | None = None
        self._jobs = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def parse(self, job: Job) -> Reading:
        try:
            await self._ready()
            self._jobs += 1
            async with asyncio.timeout(self._time_limit):
                answer = await self._ask(pickle.dumps(job))
        except TimeoutError:
            await self.stop()
            raise _too_slow() from None
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            await self.stop()
            raise _died() from error
        except BaseException:
            # cancelled halfway: the answer to this job must not reach the next one
            await self.stop()
            raise
        return _unpacked(answer)

    async def _ask(self, body: bytes) -> bytes:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise ConnectionError("there is no worker")
        process.stdin.write(_LENGTH.pack(len(body)) + body)
        await process.stdin.drain()
        (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
        return await process.stdout.readexactly(length)

    async def _ready(self) -> None:
        """A worker that lives and is not worn out."""
        if self._process is None or self._process.returncode is not None or self._jobs >= _JOBS_A_WORKER:
            await self.stop()
            await self._start()

    async def _start(self) -> None:
        # nothing of our environment (tokens!) but what the interpreter needs
        environment = {
            name: os.environ[name]
            for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "TZDIR")
            if name in os.environ
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "scrapers.worker",
            str(self._memory_limit),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment,
        )
        self._jobs = 0
        if self._process.stdout is None:
            raise ConnectionError("the worker has no output")
        # the first byte says that its imports are done, so that they do not count as reading time
        await self._process.stdout.readexactly(1)

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def read_apart(job: Job, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT) -> Reading:
    """Run the job in a forked child, for a process without threads. Raises what `Parser.parse` raises."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            _limit(_taken() + memory_limit, cpu_seconds=int(time_limit) + 1)
            with os.fdopen(writer, "wb") as out:
                out.write(_answer(job))
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    try:
        with os.fdopen(reader, "rb", buffering=0) as answers:
            body = _all_within(answers, time_limit)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not body:
        raise _died()
    return _unpacked(body)


def _all_within(answers: BinaryIO, seconds: float) -> bytes:
    parts: list[bytes] = []
    until = time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([answers], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise _too_slow()
        part = answers.read(1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _too_slow() -> Unreadable:
    return Unreadable("Reading this source takes too long, so it was stopped.")


def _died() -> Unreadable:
    return Unreadable("Reading this source takes too much, so it was stopped.")


def _unpacked(answer: bytes) -> Reading:
    result: Reading | SourceProblem = pickle.loads(answer)  # written by our own code in our own child
    if isinstance(result, SourceProblem):
        raise result
    return result


def _answer(job: Job, parse: Callable[[Job], Reading] = read) -> bytes:
    try:
        return pickle.dumps(parse(job))
    except SourceProblem as problem:
        return pickle.dumps(problem)
    except (MemoryError, RecursionError):
        return pickle.dumps(_died())


def _limit(memory: int, cpu_seconds: int | None = None) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if cpu_seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))


def _taken() -> int:
    """Bytes of address space that this process has already, where the system tells: what a fork got from its
    parent is not the job's."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def serve(memory: int, jobs: BinaryIO, answers: BinaryIO) -> None:
    """The worker's whole life: read a job, write its answer, until the other side closes."""
    import scrapers.sources.ical
    import scrapers.sources.jsonld  # noqa: F401 - imported ahead of the first job

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    answers.write(b"!")
    answers.flush()
    while head := jobs.read(_LENGTH.size):
        (length,) = _LENGTH.unpack(head)
        body = _answer(pickle.loads(jobs.read(length)))
        answers.write(_LENGTH.pack(len(body)) + body)
        answers.flush()


if __name__ == "__main__":
    # whatever a library prints must not end up between the answers
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(int(sys.argv[1]), sys.stdin.buffer, out)
