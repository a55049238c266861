"""Folders for what a command needs only while it runs; what a killed command left behind goes when the next one asks.

Knows that drafts and signed pages pass through here and that they name people: nothing of them may lie about in a
place for temporary files because a machine was switched off. Does not know what is put inside.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from docgen.media.durable import LockHeld, hold_lock

_PREFIX, _HELD, _INSIDE = "docgen-tam-", "giu", "viec"
_YOUNG_SECONDS = 60  # a folder is made a moment before it is held


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder that is gone after the block, or when docgen next asks for one after this process was killed."""
    _clear_left_behind(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        room = Path(name)
        with hold_lock(room / _HELD, seconds=0):
            (room / _INSIDE).mkdir()
            yield room / _INSIDE


@cache  # once per process and place, before this process holds any: it would not see its own lock
def _clear_left_behind(place: Path) -> None:
    """Remove the folders nobody holds; one that cannot be told or removed, as another person's, is left alone."""
    for room in place.glob(f"{_PREFIX}*"):
        try:
            if _is_left_behind(room):
                shutil.rmtree(room)
        except OSError:
            continue


def _is_left_behind(room: Path) -> bool:
    if room.is_symlink() or time.time() - room.stat().st_mtime < _YOUNG_SECONDS:
        return False
    try:
        with hold_lock(room / _HELD, seconds=0):
            return True
    except LockHeld:
        return False
