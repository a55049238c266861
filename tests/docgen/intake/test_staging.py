"""Copies of received files."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.intake.folder import Seen, seen_at
from docgen.intake.staging import FileChanging, stage, sweep


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    """An empty staging folder."""
    folder = tmp_path / "staging"
    folder.mkdir()
    return folder


def received(path: Path, data: bytes) -> Seen:
    """A file in the inbox."""
    path.write_bytes(data)
    seen = seen_at(path)
    assert seen is not None
    return seen


def test_the_copy_is_the_file_under_its_hash(tmp_path: Path, staging: Path) -> None:
    """The copy has the bytes, the hash is its name, the original name is data in NFC; the inbox file stays."""
    seen = received(tmp_path / "Phie\u0302\u0301u 1.pdf", b"x" * 3_000_000)
    staged = stage(seen, staging)
    assert staged.path.read_bytes() == seen.path.read_bytes()
    assert staged.path.name == staged.sha256 == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    assert staged.original_name == "Phiếu 1.pdf" and staged.size == 3_000_000
    assert seen.path.exists()


def test_staging_twice_changes_nothing(tmp_path: Path, staging: Path) -> None:
    """The same content under two names is one copy, and nothing half-made lies beside it."""
    first = stage(received(tmp_path / "a.pdf", b"same"), staging)
    second = stage(received(tmp_path / "b.pdf", b"same"), staging)
    assert first.path == second.path
    assert [path.name for path in staging.iterdir()] == [first.sha256]


@pytest.mark.parametrize("change", [{"size": 5}, {"mtime_ns": 1}, {"inode": 1}])
def test_a_file_that_is_no_longer_the_one_seen_is_not_taken(
    tmp_path: Path, staging: Path, change: dict[str, int]
) -> None:
    """A file that changed in size, time or identity since the look is left for the next look, without a trace."""
    seen = replace(received(tmp_path / "a.pdf", b"1234"), **change)  # type: ignore[arg-type]  # int fields only
    with pytest.raises(FileChanging):
        stage(seen, staging)
    assert list(staging.iterdir()) == []


def test_a_vanished_or_swapped_file_leaves_no_trace(tmp_path: Path, staging: Path) -> None:
    """A file that vanished, or was swapped for a link, is not copied."""
    seen = received(tmp_path / "a.pdf", b"1234")
    seen.path.unlink()
    with pytest.raises(FileChanging):
        stage(seen, staging)
    (tmp_path / "secret").write_bytes(b"1234")
    seen.path.symlink_to(tmp_path / "secret")
    with pytest.raises(UnsafeFile):
        stage(seen, staging)
    assert list(staging.iterdir()) == []


def test_sweep_removes_what_a_crash_left_and_nothing_else(tmp_path: Path, staging: Path) -> None:
    """Copies go, torn or whole, for their files lie in the inbox still; the lock of the pass stays."""
    stage(received(tmp_path / "a.pdf", b"1234"), staging)
    (staging / "tmpabc.torn").write_bytes(b"12")
    (staging / "LOCK").touch()
    assert sweep(staging) == 2
    assert [path.name for path in staging.iterdir()] == ["LOCK"]
