"""Staging: a received file copied into our own folder, so that what is checked is what is kept.

Knows bytes, their hash and the name they came with; does not know what they mean. The copy is hashed while it is
written and is complete or absent under its hash; the inbox file stays until the caller's commit. So it need not
outlive a power cut: whoever keeps its bytes flushes them, and what a crash leaves here is swept.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from docgen.errors import DocgenError
from docgen.intake.folder import Seen
from docgen.intake.names import as_data, visible
from docgen.intake.opening import open_regular
from docgen.messages import tr

_CHUNK = 1 << 20  # bytes
_TORN = ".torn"  # suffix of a copy that is not finished
_NAME = re.compile("[0-9a-f]{64}")  # of a finished one


class FileChanging(DocgenError):
    """The file changed while it was copied or vanished; the next look at the inbox decides again."""


@dataclass(frozen=True, kw_only=True)
class Staged:
    """Our own copy of a received file."""

    sha256: str
    size: int  # bytes
    path: Path  # staging folder / sha256
    original_name: str  # NFC, as data
    arrival: str = ""  # which file it was that was dropped; the same file found again is no second arrival


def stage(seen: Seen, staging: Path) -> Staged:
    """Copy the file into `staging` under its hash; raises FileChanging when it did not stand still meanwhile."""
    descriptor, torn = tempfile.mkstemp(suffix=_TORN, dir=staging)  # opened with O_EXCL
    try:
        with os.fdopen(descriptor, "wb") as target:
            sha256, arrival = _copy(seen, target)
        final = staging / sha256
        Path(torn).replace(final)
    except BaseException:
        Path(torn).unlink(missing_ok=True)
        raise
    return Staged(sha256=sha256, size=seen.size, path=final, original_name=as_data(seen.name), arrival=arrival)


def sweep(staging: Path) -> int:
    """Remove what a crash left, torn or whole; the files are in the inbox still. Only one process may stage then."""
    left = [path for path in staging.iterdir() if path.suffix == _TORN or _NAME.fullmatch(path.name)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _copy(seen: Seen, target: BinaryIO) -> tuple[str, str]:
    """The hash of what was copied, and which file that was."""
    digest = hashlib.sha256()
    try:
        with open_regular(seen.path) as source:
            status = os.fstat(source.fileno())
            _require_same(seen, status)
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
            _require_same(seen, os.fstat(source.fileno()))
    except FileNotFoundError as error:
        raise _changing(seen) from error
    return digest.hexdigest(), f"{status.st_dev}:{status.st_ino}:{status.st_ctime_ns}"


def _require_same(seen: Seen, status: os.stat_result) -> None:
    now = (status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)
    if now != (seen.size, seen.mtime_ns, seen.device, seen.inode):
        raise _changing(seen)


def _changing(seen: Seen) -> FileChanging:
    return FileChanging(
        tr("Tệp “{name}” đang thay đổi nên chưa nhận.", name=visible(seen.name)),
        advice=tr("Không cần làm gì: tệp sẽ được xét lại khi đã chép xong."),
    )
