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


@contextmanager
def scratch_folder(place: Path | None = None) -> Iterator[Path]:
    """An empty folder that is gone after the block, or when docgen next asks for one after this process was killed.

    It lies in `place`, by default where the system keeps temporary files.
    """
    place = place or Path(tempfile.gettempdir())
    _clear_left_behind(place)
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_HELD, dir=place)
    os.close(descriptor)
    lock = Path(name)
    room = lock.with_suffix("")
    try:
        with hold_lock(lock, seconds=0):  # first, so that no folder is ever seen that nobody holds
            room.mkdir(mode=0o700)
            try:
                yield room
            finally:
                shutil.rmtree(room, ignore_errors=True)
    finally:
        lock.unlink(missing_ok=True)


@cache  # once per process and place, before this process holds any: it would not see its own lock
def _clear_left_behind(place: Path) -> None:
    """Remove the folders nobody holds; one that cannot be told or removed, as another person's, is left alone."""
    for lock in place.glob(f"{_PREFIX}*{_HELD}"):
        room = lock.with_suffix("")
        with suppress(OSError, LockHeld):
            if room.is_dir() and not room.is_symlink():
                with hold_lock(lock, seconds=0):
                    shutil.rmtree(room)
                lock.unlink()
