"""Settling: which of the files seen are whole, so that no half-copied scan is ever read.

Knows how long each file stood still and whether its end is there; the time comes in as an argument. Scanners
create a file first and write for minutes, so standing still alone is not enough (luu-tru.md §4.4).
"""

from __future__ import annotations

import enum
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.intake.folder import Seen
from docgen.intake.opening import head_and_tail, open_regular

_ENDS = ((b"%PDF-", b"%%EOF"), (b"\xff\xd8\xff", b"\xff\xd9"), (b"\x89PNG\r\n\x1a\n", b"IEND"))
_STARTS = (*(start for start, _ in _ENDS), b"PK\x03\x04")
_TAIL = 2048  # bytes; readers look for %%EOF in the last 1024, scanners pad


class Settled(enum.StrEnum):
    """How far a file in the inbox has come."""

    MOVING = "moving"  # size or time changed less than the quiet time ago
    INCOMPLETE = "incomplete"  # stands still, but its end is missing: the copy was interrupted or goes on
    WHOLE = "whole"  # stands still and complete: may be read
    BROKEN = "broken"  # incomplete for so long that a person must look


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A file and how far it has come."""

    seen: Seen
    state: Settled


def is_complete(path: Path) -> bool:
    """Whether the end of the file is there, judged by its kind; empty is never complete, unknown kinds always."""
    head, tail = head_and_tail(path, head=16, tail=_TAIL)
    if head.startswith(b"PK\x03\x04"):
        return _has_directory(path)
    for start, end in _ENDS:
        if head.startswith(start):
            return end in tail
    if any(start.startswith(head) for start in _STARTS):  # the first bytes of a scan: its writer pauses early
        return False
    return bool(head.strip(b"\0"))  # only zeros so far: the space is reserved, the content not yet written


def _has_directory(path: Path) -> bool:
    with open_regular(path) as stream:
        return zipfile.is_zipfile(stream)


class Settling:
    """Remembers since when each file stands still; one tracker lives as long as one watch of the folder."""

    def __init__(
        self, *, quiet_seconds: float, patience_seconds: float, complete: Callable[[Path], bool] = is_complete
    ) -> None:
        self._quiet = quiet_seconds
        self._patience = patience_seconds
        self._complete = complete
        self._since: dict[Seen, float] = {}

    def look(self, files: Iterable[Seen], *, now: float) -> tuple[Standing, ...]:
        """How far each of the `files` has come at `now` (seconds); files that are gone are forgotten."""
        self._since = {seen: self._since.get(seen, now) for seen in files}
        return tuple(Standing(seen=seen, state=self._state(seen, now - since)) for seen, since in self._since.items())

    def _state(self, seen: Seen, still_for: float) -> Settled:
        if still_for < self._quiet:
            return Settled.MOVING
        if seen.size > 0 and self._is_complete(seen.path):
            return Settled.WHOLE
        return Settled.BROKEN if still_for >= self._patience else Settled.INCOMPLETE

    def _is_complete(self, path: Path) -> bool:
        try:
            return self._complete(path)
        except OSError:  # locked by the program that writes it, or gone again: not whole yet
            return False
