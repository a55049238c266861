"""The bell at the inbox: wakes the caller early when something moves there. The only door to watchdog.

Knows that something happened, never what: events get lost on network shares and under load (luu-tru.md §5.1), so
the truth is the caller's timed look at the folder. A folder that vanishes and comes back is watched again.
"""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver


class _Ringer(FileSystemEventHandler):
    def __init__(self, rung: threading.Event) -> None:
        self._rung = rung

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ring, whatever it was; opening and reading do not count, we do that ourselves."""
        if event.event_type not in {"opened", "closed_no_write"}:
            self._rung.set()


class Bell:
    """Rings when something moves in `folder`; without a folder it is silent and looks for it at each wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rung = threading.Event()
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None

    def __enter__(self) -> Bell:
        self._watch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._unwatch()

    def wait(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds; True when the bell rang, False when the time is up."""
        self._watch()
        rang = self._rung.wait(timeout)
        self._rung.clear()
        return rang

    def _watch(self) -> None:
        """Watch the folder that bears the name now; a vanished one is let go."""
        identity = self._identity()
        if identity == self._watched and (self._observer is None or self._observer.is_alive()):
            return
        self._unwatch()
        if identity is None:
            return
        observer = Observer()
        try:
            observer.schedule(_Ringer(self._rung), str(self._folder), recursive=False)
            observer.start()
        except OSError:  # out of watches, or gone again: the timed look goes on without the bell
            return
        self._observer, self._watched = observer, identity

    def _unwatch(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer = self._watched = None

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self._folder.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino
