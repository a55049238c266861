"""Folders for the time of a command: gone afterwards, and gone at the next command when the first one was killed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from docgen.media import scratch
from docgen.media.scratch import scratch_folder

HOLDER = """
import sys
from docgen.media.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "quyet-dinh.docx").write_bytes(b"Nong Van Thu")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for temporary files of this test alone, for processes too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch._clear_left_behind.cache_clear()  # as a new command begins
    yield tmp_path
    scratch._clear_left_behind.cache_clear()


def left(place: Path) -> list[str]:
    """Names of what lies in the place for temporary files."""
    return sorted(path.name for path in place.iterdir())


def held_elsewhere(kill: bool) -> subprocess.Popen[str]:
    """Another process that holds a scratch folder with a paper in it, killed or not."""
    command = [sys.executable, "-c", HOLDER]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert Path(other.stdout.readline().strip()).is_dir()
    if kill:
        other.kill()
        other.wait()
    return other


def test_a_scratch_folder_is_empty_and_gone_afterwards(temporary: Path) -> None:
    """This test ensures that nothing stays, also after a failure inside."""
    with pytest.raises(RuntimeError), scratch_folder() as folder, scratch_folder() as second:
        assert folder != second
        assert list(folder.iterdir()) == []
        (folder / "a.docx").write_bytes(b"x")
        raise RuntimeError
    assert left(temporary) == []


def test_what_a_killed_command_left_is_removed_by_the_next(temporary: Path) -> None:
    """This test ensures that papers of a killed process do not lie about for good."""
    held_elsewhere(kill=True).communicate()
    (before,) = temporary.glob("*/quyet-dinh.docx")
    with scratch_folder():
        assert not before.parent.exists()
    assert left(temporary) == []


def test_what_could_not_be_removed_is_removed_by_the_next(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that papers stay in nobody's way for ever because the disk failed at the end of a command."""
    with monkeypatch.context() as failing, scratch_folder() as folder:
        (folder / "quyet-dinh.docx").write_bytes(b"Nong Van Thu")
        failing.setattr(scratch.shutil, "rmtree", lambda *_, **__: None)
    assert len(left(temporary)) == 2
    scratch._clear_left_behind.cache_clear()
    with scratch_folder() as other:
        assert sorted(left(temporary)) == sorted([other.name, f"{other.name}.giu"])
    assert left(temporary) == []


def test_a_lock_without_a_folder_is_removed_by_the_next(temporary: Path) -> None:
    """This test ensures that a command killed just before its folder is made, or after it is gone, leaves nothing."""
    (temporary / "docgen-tam-som.giu").touch()
    with scratch_folder():
        assert len(left(temporary)) == 2
    assert left(temporary) == []


def test_a_lock_taken_away_before_it_was_held_is_made_again(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that clearing up in another command leaves no folder without a lock."""
    held, taken = scratch.hold_lock, []

    @contextmanager
    def late(lock: Path, *, seconds: float) -> Iterator[None]:
        with held(lock, seconds=seconds):
            if not taken:
                taken.append(lock)
                lock.unlink()
            yield

    monkeypatch.setattr(scratch, "hold_lock", late)
    with scratch_folder() as folder:
        assert left(temporary) == [folder.name, f"{folder.name}.giu"]
        assert folder != taken[0].with_suffix("")
    assert left(temporary) == []


def test_what_another_command_holds_is_left_alone(temporary: Path) -> None:
    """This test ensures that a running command keeps its folder, however old it is."""
    other = held_elsewhere(kill=False)
    with scratch_folder():
        (theirs,) = temporary.glob("*/quyet-dinh.docx")
        assert theirs.is_file()
    other.communicate("")
    assert left(temporary) == []


def test_what_is_not_ours_is_left_alone(temporary: Path) -> None:
    """This test ensures that no link is followed and no folder without a lock is touched."""
    for name in ("docgen-tam-ho-so", "khac"):
        (temporary / name).mkdir()
    (temporary / "docgen-tam-lien-ket").symlink_to(temporary / "khac")
    (temporary / "docgen-tam-lien-ket.giu").touch()
    before = left(temporary)
    with scratch_folder():
        pass
    assert left(temporary) == before
