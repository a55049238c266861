"""Commands in processes of their own: started as a person starts them, or copied from one that has imported all.

Knows processes and their groups; a helper that would live on is looked for and is a failure. A copy spares the second
that Python needs for imports, in which nothing can go wrong with an office: from the first word of the command line on
it does the same, and dies the same death.
"""

from __future__ import annotations

import multiprocessing
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import docgen.cli
from tests.support.circle import DOCGEN, ROOT, Circle, Said, run_inside

LIMIT_SECONDS = 120
LONG_SECONDS = 1200  # for a hundred papers on a busy machine
GONE_SECONDS = 10
NAMES = ("DOCGEN_OFFICE", "DOCGEN_TODAY", "DOCGEN_ACTOR")
STREAMS = ("out", "err")
COMMANDS = [f"docgen.cli.{module.name}" for module in pkgutil.iter_modules(docgen.cli.__path__)]
LATE = ["docgen.workflows.keep_safe", "sqlalchemy.dialects.sqlite", "isal.isal_zlib", "isal.igzip_lib"]
"""What every command imports while it works."""
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["__main__", __name__, "docgen.__main__", *COMMANDS, *LATE, "tests.faults.numbering"])


def surroundings(circle: Circle) -> dict[str, str]:
    """The environment variables of a command in the office."""
    day = {"DOCGEN_TODAY": circle.today.isoformat()} if circle.today else {}
    return {"DOCGEN_OFFICE": str(circle.office), "DOCGEN_ACTOR": "văn thư", **day}


def started(circle: Circle, words: Sequence[str], *, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    """The command as a person starts it, in a process group of its own; `before` is a program that runs it."""
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [*before, sys.executable, "-m", "docgen", *words],
        cwd=ROOT,
        env={**os.environ, **environment, **surroundings(circle)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


class Halted(AbstractContextManager[None]):
    """A command that stands still before its first word, until a tracer that has come to it lets it go on."""

    def __enter__(self) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)

    def __exit__(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Room(AbstractContextManager[None]):
    """No file may become larger than so many bytes: what writes beyond it meets a full disk."""

    bytes: int

    def __enter__(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.bytes, self.bytes))

    def __exit__(self, *_: object) -> None:
        return None


class Command:
    """A command at work in a copied process, in a process group of its own."""

    def __init__(
        self, room: Path, words: Sequence[str], environment: Mapping[str, str], around: AbstractContextManager[object]
    ) -> None:
        self._said = Path(tempfile.mkdtemp(prefix="noi-", dir=room))
        for name in STREAMS:
            (self._said / name).touch()
        arguments = (list(words), dict(environment), self._said, around)
        self._process: BaseProcess = CONTEXT.Process(target=_obey, args=arguments)
        self._process.start()
        self._group = self._process.pid or 0

    @property
    def pid(self) -> int:
        """Its process, and its group as soon as it has one."""
        return self._group

    def told(self) -> str:
        """What it said to people so far."""
        return (self._said / "err").read_text("utf-8", errors="replace")

    def has_ended(self, seconds: float = 0) -> bool:
        """True when it came to its end by itself, within so many seconds from now."""
        self._process.join(seconds)
        return self._process.exitcode is not None

    def said(self, seconds: float = LIMIT_SECONDS) -> Said:
        """What it said, when it has ended within so many seconds; whatever it had started is gone too."""
        assert self.has_ended(seconds), "the command does not end"
        require_gone(self._group)
        out, err = ((self._said / name).read_text("utf-8") for name in STREAMS)
        return Said(self._process.exitcode or 0, out, err)

    def kill(self) -> bool:
        """Kill it with all it has started; False when it had come to its end first."""
        try:
            os.killpg(self._group, signal.SIGKILL)
        except ProcessLookupError:  # it has ended, or is so young that it has no group yet
            self._process.kill()
        return self.said().code == -signal.SIGKILL


def begun(circle: Circle, words: Sequence[str], around: AbstractContextManager[object] | None = None) -> Command:
    """The command, begun in a copied process inside `around`."""
    return Command(circle.office.parent, words, surroundings(circle), around or nullcontext())


def done(circle: Circle, words: Sequence[str], around: AbstractContextManager[object] | None = None) -> Said:
    """The command, run to its end in a copied process inside `around`."""
    return begun(circle, words, around).said()


def traced(circle: Circle, words: Sequence[str], log: Path, *options: str) -> Said:
    """The command in a copied process under strace with these options; what it and its children called is in `log`.

    A tracer that comes to a process that has imported everything spares most of what it would have to watch.
    """
    command = begun(circle, words, Halted())
    _wait(lambda: _status(command.pid, "State") == "T")
    line = ["strace", "-f", "-qq", "-o", str(log), "-p", str(command.pid), *options]
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as tracer:
        _wait(lambda: tracer.poll() is not None or _status(command.pid, "TracerPid") != "0")
        os.kill(command.pid, signal.SIGCONT)
        said = command.said()
        complaint = tracer.communicate(timeout=LIMIT_SECONDS)[1]
    assert not complaint, complaint
    return said


def _status(pid: int, key: str) -> str:
    lines = (Path("/proc") / str(pid) / "status").read_text("utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{key}:"))


def _wait(come: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT_SECONDS
    while not come():
        assert time.monotonic() < end
        time.sleep(0.002)


def run_copied(program: str, line: list[str], environment: dict[str, str]) -> Said:
    """A command of docgen in a copied process, however long it takes; the outside world is done in this one."""
    if program != DOCGEN:
        return run_inside(program, line, environment)
    with tempfile.TemporaryDirectory(prefix="docgen-noi-") as room:
        return Command(Path(room), line, environment, nullcontext()).said(LONG_SECONDS)


def _obey(
    words: list[str], environment: dict[str, str], said: Path, around: AbstractContextManager[object]
) -> None:  # in the copied process
    from docgen.__main__ import main

    os.setsid()
    for stream, name in enumerate(STREAMS, start=1):
        os.dup2(os.open(said / name, os.O_WRONLY), stream)
    os.chdir(ROOT)
    for name in NAMES:
        os.environ.pop(name, None)
    os.environ.update(environment)
    sys.argv = ["docgen", *words]
    with around:
        main()


def require_gone(group: int) -> None:
    """Nothing of the process group lives on."""
    for _ in range(round(GONE_SECONDS / 0.01)):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError(f"a process of group {group} lives on")
