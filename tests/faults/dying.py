"""Commands that die or meet a full disk: at a moment, at the Nth thing they do to files, or writing the database.

Knows processes and their groups; a helper that would live on is looked for and is a failure. Run as a program it is
the command itself, counting its steps: `python -m tests.faults.dying kill:STEPS|fail:STEPS|count:FILE FOLDER WORDS…`.
"""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support.circle import ROOT, Circle, Said

STEPS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})
LIMIT_SECONDS = 120
GONE_SECONDS = 10


def started(
    circle: Circle,
    words: Sequence[str],
    *,
    program: Sequence[str] = ("docgen",),
    before: Sequence[str] = (),
    prepare: Callable[[], None] | None = None,
) -> subprocess.Popen[str]:
    """The command in a process group of its own; `before` is a program that runs it, `prepare` runs in the child."""
    surroundings = {**os.environ, "DOCGEN_OFFICE": str(circle.office), "DOCGEN_ACTOR": "văn thư"}
    surroundings |= {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    if circle.today:
        surroundings["DOCGEN_TODAY"] = circle.today.isoformat()
    return subprocess.Popen(
        [*before, sys.executable, "-m", *program, *words],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=prepare,
    )


def limited(circle: Circle, words: Sequence[str], limit: int) -> subprocess.Popen[str]:
    """The command, in a process that may write files of at most `limit` bytes."""
    return started(circle, words, prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))


def die_after(circle: Circle, words: Sequence[str], seconds: float) -> bool:
    """Kill the command's group after so long; False when it had come to its end."""
    with started(circle, words) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return _end(process)
        process.communicate()
    return False


def die_writing(circle: Circle, words: Sequence[str], delay: float) -> bool:
    """Kill the command's group `delay` seconds after it began to write the database; False when it had ended."""
    log = circle.office / "registry.db-wal"
    before = _size(log)
    with started(circle, words) as process:
        while process.poll() is None and _size(log) in {before, 0}:
            time.sleep(0.0005)
        time.sleep(delay)
        if process.poll() is None:
            return _end(process)
        process.communicate()
    return False


def die_at_step(circle: Circle, words: Sequence[str], steps: int) -> bool:
    """Let the command do `steps` things to the office's files, then kill it; False when it came to its end."""
    return _disturbed(circle, words, f"kill:{steps}").code == -signal.SIGKILL


def meet_full_disk(circle: Circle, words: Sequence[str], steps: int) -> Said:
    """Run the command on a disk that has no room left from the step after `steps` on."""
    return _disturbed(circle, words, f"fail:{steps}")


def _disturbed(circle: Circle, words: Sequence[str], how: str) -> Said:
    with started(circle, words, program=("tests.faults.dying", how, str(circle.office))) as process:
        out, err = process.communicate(timeout=LIMIT_SECONDS)
    require_gone(process.pid)
    return Said(process.returncode, out, err)


def steps_of(circle: Circle, words: Sequence[str]) -> int:
    """How many things the command does to the office's files when nothing disturbs it."""
    counted = circle.office.parent / "so-buoc"
    _disturbed(circle, words, f"count:{counted}")
    return int(counted.read_text("utf-8"))


def log_uniform(chance: random.Random, low: float, high: float) -> float:
    """A number between `low` and `high`, small ones as likely as large ones."""
    return float(low * (high / low) ** chance.random())


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _end(process: subprocess.Popen[str]) -> bool:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    require_gone(process.pid)
    return process.returncode == -signal.SIGKILL


def require_gone(group: int) -> None:
    """Nothing of the process group lives on."""
    for _ in range(round(GONE_SECONDS / 0.01)):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError(f"a process of group {group} lives on")


class Steps:
    """Counts what is done to the files below a folder; after the last step the process dies or the disk is full."""

    def __init__(self, how: str, folder: str) -> None:
        way, _, value = how.partition(":")
        self.done = 0
        self._way = way
        self._last = int(value) if way != "count" else None
        self._folder = folder

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take note of one audit event."""
        if not self._counts(event, arguments):
            return
        if self._last is not None and self.done >= self._last:
            self._disturb(event, str(arguments[0]))
        self.done += 1

    def _disturb(self, event: str, path: str) -> None:
        if self._way == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if event not in {"os.remove", "os.rmdir"}:  # a full disk can be cleared
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    def _counts(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event != "open":
            return event in STEPS and str(arguments[0]).startswith(self._folder)
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        return bool(flags & (os.O_WRONLY | os.O_RDWR)) and str(arguments[0]).startswith(self._folder)


def main(how: str, folder: str, words: Sequence[str]) -> None:
    """Run the command in this process under the count."""
    from docgen.cli.main import cli

    steps = Steps(how, folder)
    sys.addaudithook(steps.watch)
    try:
        cli(list(words), prog_name="docgen")
    finally:
        if how.startswith("count:"):
            Path(how.removeprefix("count:")).write_text(str(steps.done), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
