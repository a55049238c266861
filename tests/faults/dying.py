"""Commands that die or meet a full disk: at a moment, at the Nth thing they do to files, or writing the database.

Knows what a command does to the files of its office, step by step; how a process is begun and ended is told elsewhere.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.commands import Command, begun, done
from tests.support.circle import Circle, Said

STEPS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})


def die_after(circle: Circle, words: Sequence[str], seconds: float) -> bool:
    """Kill the command and its helpers after so long; False when it had come to its end."""
    command = begun(circle, words)
    command.has_ended(seconds)
    return command.kill()


def die_writing(circle: Circle, words: Sequence[str], delay: float) -> bool:
    """Kill the command `delay` seconds after it began to write the database; False when it had ended."""
    command = begun_writing(circle, words)
    time.sleep(delay)
    return command.kill()


def begun_writing(circle: Circle, words: Sequence[str], is_idle: Callable[[], bool] = lambda: False) -> Command:
    """The command, begun, when it writes the database, has ended, or has nothing left to do."""
    log = circle.office / "registry.db-wal"
    before = _size(log)
    command = begun(circle, words)
    while not command.has_ended() and _size(log) in {before, 0} and not is_idle():
        time.sleep(0.0005)
    return command


def die_at_step(circle: Circle, words: Sequence[str], steps: int) -> bool:
    """Let the command do `steps` things to the office's files, then kill it; False when it came to its end."""
    return done(circle, words, Steps(str(circle.office), death_after=steps)).code == -signal.SIGKILL


def meet_full_disk(circle: Circle, words: Sequence[str], steps: int) -> Said:
    """Run the command on a disk that has no room left from the step after `steps` on."""
    return done(circle, words, Steps(str(circle.office), full_after=steps))


def steps_of(circle: Circle, words: Sequence[str]) -> int:
    """How many things the command does to the office's files when nothing disturbs it."""
    counted = circle.office.parent / "so-buoc"
    done(circle, words, Steps(str(circle.office), told_to=counted))
    return int(counted.read_text("utf-8"))


def log_uniform(chance: random.Random, low: float, high: float) -> float:
    """A number between `low` and `high`, small ones as likely as large ones."""
    return float(low * (high / low) ** chance.random())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # not there yet, or a command that ended has just removed it
        return 0


@dataclass
class Steps(AbstractContextManager[None]):
    """Counts what is done to the files below a folder; after the last step the process dies or the disk is full.

    The count is written to `told_to` when the process ends by itself.
    """

    folder: str
    death_after: int | None = None
    full_after: int | None = None
    told_to: Path | None = None
    done: int = field(default=0, init=False)

    def __enter__(self) -> None:
        sys.addaudithook(self._watch)

    def __exit__(self, *_: object) -> None:
        if self.told_to is not None:
            self.told_to.write_text(str(self.done), "utf-8")

    def _watch(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._counts(event, arguments):
            return
        if self.death_after is not None and self.done >= self.death_after:
            os.kill(os.getpid(), signal.SIGKILL)
        is_clearing = event in {"os.remove", "os.rmdir"}  # a full disk can be cleared
        if self.full_after is not None and self.done >= self.full_after and not is_clearing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
        self.done += 1

    def _counts(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event != "open":
            return event in STEPS and str(arguments[0]).startswith(self.folder)
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        return bool(flags & (os.O_WRONLY | os.O_RDWR)) and str(arguments[0]).startswith(self.folder)
