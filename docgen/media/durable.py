"""Durable writing: after these calls return, a power cut does not take the file back; and holding a file alone.

Knows fsync, rename, locks and what differs between POSIX and Windows; this is the only module of the project that
does. Does not know what the files mean, and promises nothing across two file systems (there a rename is a copy).
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from collections.abc import Collection, Container, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from docgen.errors import DocgenError
from docgen.messages import tr

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Some network folders cannot flush a directory; they answer with one of these and there is nothing better to do.
_CANNOT_FLUSH_FOLDER = frozenset({errno.EINVAL, errno.ENOTSUP})
_CANNOT_FLUSH_DISK = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
_HELD_BY_ANOTHER = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
_LOOK_SECONDS = 0.05
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class LockHeld(DocgenError):
    """Another process holds the lock and did not let go in time."""


def flush_file(handle: BinaryIO) -> None:
    """Push everything written to the open file down to the disk."""
    handle.flush()
    os.fsync(handle.fileno())


def fsync_folder(path: Path) -> None:
    """Make the names inside the folder durable; does nothing on Windows, where a folder cannot be flushed."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH_FOLDER:
            raise
    finally:
        os.close(descriptor)


def fsync_tree(path: Path) -> None:
    """Flush the folder and every folder below it, deepest first; files are flushed when they are written."""
    for folder, _, _ in os.walk(path, topdown=False):
        fsync_folder(Path(folder))


def write_new(path: Path, data: bytes, *, is_flushed: bool = True) -> None:
    """Write a file that must not exist yet and flush it, leaving the folder to `fsync_folder` or `fsync_tree`.

    When it is not `is_flushed`, file and folder are left to `flush_all` or `flush_disk`. Raises FileExistsError when
    the name is taken.
    """
    try:
        with path.open("xb") as handle:
            handle.write(data)
            if is_flushed:
                flush_file(handle)
    except OSError as error:
        raise named(error, path) from error


def write_durably(path: Path, data: bytes) -> None:
    """Write the whole file or nothing: after a crash `path` holds its old content or all of `data`, never a part."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        write_new(part, data)
        replace_durably(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_remade(path: Path, data: bytes) -> None:
    """Write what can be made again at any time, like `write_durably`; what crashes tore off before is removed.

    Of two processes that write the same file at once the later one wins.
    """
    _clear_torn_of(path.parent, {path.name})
    try:
        write_durably(path, data)
    except FileNotFoundError:  # somebody who writes the same file took our piece for torn
        write_durably(path, data)


def write_many(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write many files of one folder, each whole or not at all, and flush the disk once for all of them.

    For what can be made again (drafts): a flush per file is nine tenths of writing a small one. After a crash each
    file holds its old content or all of the new, for names change only after the flush.
    """
    mark = f".{os.getpid()}.part"
    _clear_torn_of(folder, files)
    parts = {f"{folder}{os.sep}.{name}{mark}": name for name in files}
    try:
        for part, name in parts.items():
            write_quickly(part, files[name])
        flush_all([*map(Path, parts)])
        for part, name in parts.items():
            os.replace(part, f"{folder}{os.sep}{name}")  # noqa: PTH105 (a Path costs half of a rename)
    except OSError:
        for part in parts:
            Path(part).unlink(missing_ok=True)
        raise
    fsync_folder(folder)


def write_quickly(path: str, data: bytes) -> None:
    """Write a file and flush nothing; the object around a file usually opened costs a fifth of a small one."""
    try:
        descriptor = os.open(path, _NEW_FILE, 0o666)
        try:
            left = memoryview(data)
            while left := left[os.write(descriptor, left) :]:
                pass
        finally:
            os.close(descriptor)
    except OSError as error:
        raise named(error, Path(path)) from error


def flush_all(paths: Collection[Path]) -> None:
    """Flush files and folders of one disk, in one call where the system has one: a flush for each costs ten times more.

    Raises OSError when anything that was written to that disk since could not be kept.
    """
    if not paths or _is_disk_flushed(next(iter(paths))):
        return
    for path in paths:
        if path.is_dir():
            fsync_folder(path)
        else:
            with path.open("r+b") as handle:
                flush_file(handle)


def flush_disk(folder: Path) -> None:
    """Flush a folder, its place among its neighbours and everything written below it, in one call where the system has
    one, else one after another.
    """
    if not _is_disk_flushed(folder):
        flush_all([path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()])
        fsync_tree(folder)
        fsync_folder(folder.parent)


def _is_disk_flushed(path: Path) -> bool:
    """Flush the whole disk the path lies on; False when the system or the disk cannot."""
    call = _call_for_disks()
    if call is None:
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        code = 0 if call(descriptor) == 0 else ctypes.get_errno()
    finally:
        os.close(descriptor)
    if code and code not in _CANNOT_FLUSH_DISK:
        raise OSError(code, os.strerror(code), str(path))
    return not code


@cache
def _call_for_disks() -> Any:
    """The system's syncfs, which unlike sync tells what it could not write; None where there is none."""
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None


def _clear_torn_of(folder: Path, names: Container[str]) -> None:
    """Remove what crashes tore off while any of the files `names` was written."""
    with os.scandir(folder) as entries:
        hidden = [entry.name for entry in entries if entry.name.startswith(".") and entry.name.endswith(".part")]
    for name in hidden:
        if name[1:].rsplit(".", 2)[0] in names:
            (folder / name).unlink(missing_ok=True)


def append_durably(path: Path, line: bytes) -> None:
    """Add a line to a file and flush it; the file is made when missing. A line torn by a crash is ended first."""
    is_new = not path.exists()
    try:
        with path.open("ab+") as handle:
            if handle.tell() and handle.seek(-1, os.SEEK_END) >= 0 and handle.read(1) != b"\n":
                line = b"\n" + line
            handle.write(line)
            flush_file(handle)
    except OSError as error:
        raise named(error, path) from error
    if is_new:
        fsync_folder(path.parent)


def rename_durably(src: Path, dst: Path) -> None:
    """Move a file or folder to a free name on the same file system and flush both parent folders.

    Raises FileExistsError when `dst` is taken: nothing is overwritten.
    """
    rename_new(src, dst)
    _flush_parents(src, dst)


def rename_new(src: Path, dst: Path) -> None:
    """The same, leaving the parent folders to `flush_all`."""
    if dst.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(dst))
    try:
        src.rename(dst)
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:  # another process filled the name between the look and the rename
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(dst)) from error
        raise


def replace_durably(src: Path, dst: Path) -> None:
    """Put the file `src` in the place of the file `dst`, atomically, and flush both parent folders."""
    src.replace(dst)
    _flush_parents(src, dst)


def move_durably(src: Path, dst: Path) -> None:
    """Put the file `src` in the place of `dst`, also on another file system: there its bytes are copied and flushed.

    A crash leaves the file under at least one of the names, whole.
    """
    try:
        replace_durably(src, dst)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_durably(dst, src.read_bytes())
        src.unlink()


def named(error: OSError, path: Path) -> OSError:
    """The same failure with the name of its file, which a failed write or flush does not tell by itself."""
    return error if error.filename else type(error)(error.errno, error.strerror, str(path))


@contextmanager
def hold_lock(path: Path, *, seconds: float) -> Iterator[None]:
    """Hold the file alone among processes while the block runs; it is made when missing and stays.

    The system lets go of it when the process dies, so it is never stale. Raises LockHeld when another process still
    holds it after about `seconds`.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait_for(descriptor, path, seconds)
        yield
    finally:
        os.close(descriptor)  # lets go of it too


def _wait_for(descriptor: int, path: Path, seconds: float) -> None:
    for _ in range(max(1, round(seconds / _LOOK_SECONDS))):
        if _is_taken(descriptor):
            return
        time.sleep(_LOOK_SECONDS)
    raise LockHeld(
        tr("Một lệnh khác đang giữ {path}.", path=path), advice=tr("Chờ lệnh kia xong rồi chạy lại; không xóa tệp.")
    )


def _is_taken(descriptor: int) -> bool:
    """Try to lock the first byte; False when another process has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1)
    except OSError as error:
        if error.errno not in _HELD_BY_ANOTHER:
            raise
        return False
    return True


def _flush_parents(src: Path, dst: Path) -> None:
    """Flush the folder that gained the name, then the one that lost it."""
    fsync_folder(dst.parent)
    if src.parent != dst.parent:
        fsync_folder(src.parent)
