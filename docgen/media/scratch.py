"""Folders for what a command needs only while it runs; what a killed command left behind goes when the next one asks.

Knows that drafts and signed pages pass through here and that they name people: nothing of them may lie about in a
place for temporary files because a machine was switched off. Does not know what is put inside.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from docgen.media.durable import LockHeld, hold_lock

_PREFIX, _HELD = "docgen-tam-", ".giu"
_CLEARED_IN = 5  # seconds; a lock is looked at for the blink of an eye


@contextmanager
def scratch_folder(place: Path | None = None) -> Iterator[Path]:
    """An empty folder that is gone after the block, or when docgen next asks for one after this process was killed.

    It lies in `place`, by default where the system keeps temporary files.
    """
    place = place or Path(tempfile.gettempdir())
    _clear_left_behind(place)
    with _held(place) as lock:  # first, so that no folder is ever seen that nobody holds
        room = lock.with_suffix("")
        room.mkdir(mode=0o700)
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _held(place: Path) -> Iterator[Path]:
    """A lock of our own; another command that clears up may take it away before we hold it, then there is a second."""
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_HELD, dir=place)
    os.close(descriptor)
    lock = Path(name)
    try:
        with hold_lock(lock, seconds=_CLEARED_IN):
            if lock.exists():
                yield lock
                return
        with _held(place) as other:
            yield other
    finally:
        if not lock.with_suffix("").exists():  # else the next command finds it by its lock
            lock.unlink(missing_ok=True)


@cache  # once per process and place, before this process holds any: it would not see its own lock
def _clear_left_behind(place: Path) -> None:
    """Remove what nobody holds, also a lock whose folder was not made yet or is gone already.

    What cannot be told or removed, as another person's, is left alone.
    """
    for lock in place.glob(f"{_PREFIX}*{_HELD}"):
        with suppress(OSError, LockHeld):
            is_gone = _removed(lock, lock.with_suffix(""))
            if not is_gone:
                lock.unlink()


def _removed(lock: Path, room: Path) -> bool:
    """Remove a folder that nobody holds and its lock; False where a lock that is held cannot be removed (Windows)."""
    with hold_lock(lock, seconds=0):
        if room.is_symlink():
            return True
        if room.exists():
            shutil.rmtree(room)
        try:
            lock.unlink()  # while it is held: whoever has just made it then sees that it is gone
        except PermissionError:
            return False
    return True
