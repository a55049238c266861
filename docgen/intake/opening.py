"""Opening a stranger's file: regular files only, links never followed, no waiting on pipes.

Knows how to get a descriptor that is safe to read from; does not know what is in the file. The flags that only
some systems have (O_NOFOLLOW, O_NONBLOCK, O_BINARY) are named here and nowhere else in intake.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from docgen.errors import UnsafeFile
from docgen.messages import tr

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


def open_regular(path: Path) -> BinaryIO:
    """The file opened for reading; a link, pipe, device or folder raises UnsafeFile, a vanished file OSError."""
    if path.is_symlink():
        raise _not_regular(path)
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _not_regular(path)
    return os.fdopen(descriptor, "rb")


def head_and_tail(path: Path, *, head: int, tail: int) -> tuple[bytes, bytes]:
    """The first `head` and the last `tail` bytes of a regular file (fewer when it is shorter)."""
    with open_regular(path) as stream:
        first = stream.read(head)
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - tail))
        return first, stream.read(tail)


def _not_regular(path: Path) -> UnsafeFile:
    return UnsafeFile(
        tr("“{name}” không phải là tệp thường nên không được mở.", name=path.name),
        advice=tr("Chép chính tệp đó vào thư mục nhận, không để lối tắt hay liên kết."),
    )
