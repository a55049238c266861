"""The inbox as it lies: which files are there now, what does not belong there, whether the folder is there at all.

Knows names, sizes and times; opens nothing. A marker file tells our inbox from an empty mount point: without it
nothing is listed, because "everything was deleted" and "the share is away" look the same (luu-tru.md §5.2).
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from docgen.errors import OutsideMissing
from docgen.intake.names import visible
from docgen.messages import tr
from registry.problems import Place, Problem, Severity

MARKER = ".docgen-inbox"
_IGNORED = (".*", "~$*", "*.tmp", "*.part", "*.filepart", "*.crdownload", "thumbs.db", "desktop.ini", "@eadir")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One regular file as the folder shows it; two equal values mean that nothing moved in between."""

    path: Path
    size: int  # bytes
    mtime_ns: int
    device: int
    inode: int

    @property
    def name(self) -> str:
        """The name as received, untouched."""
        return self.path.name


@dataclass(frozen=True, kw_only=True)
class Present:
    """One look at the inbox: the files to consider, and what is passed over with its reason."""

    files: tuple[Seen, ...]
    problems: tuple[Problem, ...]


def put_marker(inbox: Path) -> None:
    """Make `inbox` (created when absent) a folder that `present` accepts."""
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / MARKER).touch()


def present(inbox: Path) -> Present:
    """What lies in the inbox now, by name; raises OutsideMissing when the folder or its marker is not there."""
    try:
        entries = sorted(os.scandir(inbox), key=lambda entry: entry.name)
    except OSError as error:
        raise _gone(inbox) from error
    if all(entry.name != MARKER for entry in entries):
        raise _gone(inbox)
    looks = [_look(Path(entry.path)) for entry in entries if not is_ignored(entry.name)]
    return Present(
        files=tuple(look for look in looks if isinstance(look, Seen)),
        problems=tuple(look for look in looks if isinstance(look, Problem)),
    )


def is_ignored(name: str) -> bool:
    """True for names that belong to systems and half-made copies, never to a clerk (luu-tru.md §5.2)."""
    return any(fnmatch(name.casefold(), pattern) for pattern in _IGNORED)


def seen_at(path: Path) -> Seen | None:
    """The file as it is now; None when it vanished or is not a regular file."""
    look = _look(path)
    return look if isinstance(look, Seen) else None


def _look(path: Path) -> Seen | Problem | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return _odd(path, status.st_mode)
    return Seen(
        path=path,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        device=status.st_dev,
        inode=status.st_ino,
    )


def _odd(path: Path, mode: int) -> Problem:
    if stat.S_ISLNK(mode):
        what = tr("là liên kết đến nơi khác, không được mở; hãy chép chính tệp vào thư mục nhận")
    elif stat.S_ISDIR(mode):
        what = tr("là thư mục; hãy chuyển các tệp bên trong ra ngay thư mục nhận")
    else:
        what = tr("không phải là tệp thường, không được mở; hãy bỏ ra khỏi thư mục nhận")
    name = visible(path.name)
    return Problem(
        code="inbox-not-a-file",
        message=tr("“{name}” {what}.", name=name, what=what),
        severity=Severity.WARNING,
        place=Place(file=name),
    )


def _gone(inbox: Path) -> OutsideMissing:
    return OutsideMissing(
        tr("Không thấy thư mục nhận {inbox} (thiếu tệp đánh dấu {marker}).", inbox=inbox, marker=MARKER),
        advice=tr("Kiểm tra ổ mạng đã được nối chưa; không có tệp nào bị coi là đã xóa."),
    )
