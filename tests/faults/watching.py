"""Watchers that really run: begun like any command, heard line by line, frozen, stopped and killed.

Knows processes and what they say, and how a watcher's reader is given a weakness or its disk made small; the office
around them is a `Circle`.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from docgen.intake.folder import MARKER
from docgen.media.apart import Helpers, Limits
from docgen.workflows import take_inbox
from tests.faults.commands import begun
from tests.support.circle import DONE, Circle

READY = "Đang trông"
START_SECONDS = 60.0
LISTEN_SECONDS = 0.05
POISON = b"\x89PNG\r\n\x1a\n poison IEND"
T = TypeVar("T")


class Watcher:
    """`docgen inbox watch` of an office, in a process group of its own; `around` is what it runs inside of."""

    def __init__(self, circle: Circle, around: AbstractContextManager[object] | None = None) -> None:
        self._command = begun(circle, ("inbox", "watch"), around)
        self._heard = 0
        self.hear(READY, START_SECONDS)

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._command.has_ended():
            self._command.kill()

    @property
    def lines(self) -> list[str]:
        """All it has said, line by line."""
        return self._command.told().splitlines()

    def hear(self, words: str, seconds: float) -> str:
        """The next line that holds `words`, waited for so long."""
        end = time.monotonic() + seconds
        while True:
            for number, line in enumerate(self.lines[self._heard :], start=self._heard + 1):
                if words in line:
                    self._heard = number
                    return line
            assert time.monotonic() < end, f"“{words}” was not said; said was: {self.lines[-20:]}"
            time.sleep(LISTEN_SECONDS)

    def freeze(self) -> None:
        """As a machine that hangs: the process is there and does nothing."""
        os.kill(self._command.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        os.kill(self._command.pid, signal.SIGCONT)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> float:
        """Stop it as a service is stopped; how many seconds it took. It must end in peace and leave nobody behind."""
        start = time.monotonic()
        os.kill(self._command.pid, sign)
        said = self._command.said()
        assert said.code == DONE and "Đã dừng" in said.err, said
        return time.monotonic() - start


def waiting_in(circle: Circle) -> list[str]:
    """The names of what lies in the inbox."""
    names = os.listdir(circle.office / "inbox")  # noqa: PTH208 - 20,000 names, often
    return [name for name in names if name != MARKER]


def inbox_is_empty(circle: Circle, seconds: float) -> float:
    """Wait until nothing waits in the inbox; how many seconds that took."""
    start = time.monotonic()
    while waiting_in(circle):
        assert time.monotonic() - start < seconds, "the inbox does not become empty"
        time.sleep(0.1)
    return time.monotonic() - start


@dataclass(frozen=True)
class WeakReaders(AbstractContextManager[None]):
    """The watcher's readers never come to an end with the poison; they may use so much processor time."""

    cpu_seconds: int

    def __enter__(self) -> None:
        take_inbox.Helpers = lambda count: Weak(max(1, count), self.cpu_seconds)  # type: ignore[misc,assignment]

    def __exit__(self, *_: object) -> None:
        return None


class Weak(Helpers):
    """Helpers with one weakness, which no real file can show in a second."""

    def __init__(self, count: int, cpu_seconds: int) -> None:
        super().__init__(count, Limits(cpu_seconds=cpu_seconds))
        self._most = cpu_seconds

    def allow(self, cpu_seconds: int) -> None:
        """No try takes longer than the readers may."""
        super().allow(min(cpu_seconds, self._most))

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """As ever, but for the poison."""
        if isinstance(arguments[0], Path) and arguments[0].read_bytes() == POISON:
            return super().run(burn, *arguments)
        return super().run(function, *arguments)


def burn(*_: object) -> Any:
    """A reader that works for ever."""
    while True:
        pass
