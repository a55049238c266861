"""Signatures checked apart from the program, for a file from outside may hang or exhaust its reader.

Knows which file is worth the question and what it means when the helper does not answer: KHONG_DOC_DUOC. What is
trusted is read once by each helper and again when a file of the trust folder changed.
"""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

from docgen.media.apart import HelperLost, Helpers
from docgen.messages import tr
from docgen.signatures.judging import Expected
from docgen.signatures.marks import has_signature
from docgen.signatures.trust import Trust, read_trust
from docgen.signatures.verdict import Verdict
from registry.labels import SignatureState

MOST_SECONDS = 10.0  # on the clock, for all signatures of a file (luu-tru.md, requirement 28)
MOST_BYTES = 200 << 20  # of a file whose signatures are checked
_State = tuple[tuple[str, int, int], ...]  # name, size and time of the files in the trust folder


def examine_apart(helpers: Helpers, path: Path, trust: Path, expected: Expected, *, now: dt.datetime) -> Verdict:
    """The verdict on a PDF by what lies in the folder `trust`; a file without any signature costs one look."""
    stamp = now.isoformat(timespec="seconds")
    if path.stat().st_size > MOST_BYTES:
        return _unreadable(tr("tệp quá lớn để kiểm tra chữ ký"), stamp)
    if not has_signature(path.read_bytes()):
        return Verdict(state=SignatureState.NONE, checked_at=stamp)
    try:
        helpers.run(_load)  # so that a helper that was just started is not short of time
        return helpers.run(_examine, path, trust, expected, now, within=MOST_SECONDS)
    except HelperLost:
        reason = tr("không kiểm tra xong chữ ký trong giới hạn thời gian và bộ nhớ; chưa kiểm tra thu hồi")
        return _unreadable(reason, stamp)


def _unreadable(reason: str, stamp: str) -> Verdict:
    return Verdict(state=SignatureState.UNREADABLE, reasons=(reason,), checked_at=stamp)


def _load() -> None:
    from docgen.signatures import checking  # noqa: F401 (loading it is all that is wanted)


def _examine(path: Path, folder: Path, expected: Expected, now: dt.datetime) -> Verdict:
    from docgen.signatures.checking import examine  # here alone: half a second that unsigned papers need not pay

    return examine(path.read_bytes(), _trust(folder, _state(folder)), expected, now=now)


@functools.lru_cache(maxsize=2)
def _trust(folder: Path, state: _State) -> Trust:
    return read_trust(folder)


def _state(folder: Path) -> _State:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)
