"""Watchers that really run: started as a service starts them, heard line by line, frozen, stopped and killed.

Knows processes and what they say; the office around them is a `Circle`.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
import time
from types import TracebackType

from docgen.intake.folder import MARKER
from tests.faults.commands import require_gone, started
from tests.support.circle import Circle

READY = "Đang trông"
START_SECONDS = 60.0
STOP_SECONDS = 30.0  # a stopped watcher ends within 5 on a machine of its own


class Watcher:
    """`docgen inbox watch` of an office, in a process group of its own."""

    def __init__(self, circle: Circle) -> None:
        self.lines: list[str] = []
        self._heard: queue.Queue[str] = queue.Queue()
        self._process: subprocess.Popen[str] = started(circle, ("inbox", "watch"))
        threading.Thread(target=self._listen, daemon=True).start()
        self.hear(READY, START_SECONDS)

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

    def hear(self, words: str, seconds: float) -> str:
        """The next line that holds `words`, waited for so long."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._heard.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"“{words}” was not said; said was: {self.lines}") from None
            if words in line:
                return line

    def freeze(self) -> None:
        """As a machine that hangs: the process is there and does nothing."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        os.kill(self._process.pid, signal.SIGCONT)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> float:
        """Stop it as a service is stopped; how many seconds it took. It must end in peace and leave nobody behind."""
        start = time.monotonic()
        self._process.send_signal(sign)
        assert self._process.wait(STOP_SECONDS) == 0, self.lines
        require_gone(self._process.pid)
        return time.monotonic() - start

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.lines.append(line.rstrip())
            self._heard.put(line)


def inbox_is_empty(circle: Circle, seconds: float) -> float:
    """Wait until nothing waits in the inbox; how many seconds that took."""
    start = time.monotonic()
    while any(name != MARKER for name in os.listdir(circle.office / "inbox")):  # noqa: PTH208 - 20,000 names, often
        assert time.monotonic() - start < seconds, "the inbox does not become empty"
        time.sleep(0.1)
    return time.monotonic() - start
