"""Durable writing: whole files, free names, nothing left beside them."""

from __future__ import annotations

import errno
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from docgen.media.durable import (
    LockHeld,
    append_durably,
    fsync_folder,
    fsync_tree,
    hold_lock,
    move_durably,
    named,
    rename_durably,
    replace_durably,
    write_durably,
    write_many,
    write_new,
    write_remade,
)


def test_write_durably_replaces_the_whole_file(tmp_path: Path) -> None:
    """This test ensures that a second write replaces the first and leaves no part file beside it."""
    target = tmp_path / "so.txt"
    write_durably(target, b"cu")
    write_durably(target, b"moi")
    assert target.read_bytes() == b"moi"
    assert [path.name for path in tmp_path.iterdir()] == ["so.txt"]


def test_write_durably_cleans_up_when_it_cannot_replace(tmp_path: Path) -> None:
    """This test ensures that a write that fails leaves no part file and does not touch what is there."""
    target = tmp_path / "thu-muc"
    (target / "con").mkdir(parents=True)
    with pytest.raises(OSError):
        write_durably(target, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["thu-muc"]


def test_append_durably_only_ever_adds(tmp_path: Path) -> None:
    """This test ensures that lines stand one under another, also after a line a crash tore off."""
    target = tmp_path / "so.txt"
    append_durably(target, b"mot\n")
    append_durably(target, b"hai\n")
    assert target.read_bytes() == b"mot\nhai\n"
    target.write_bytes(b"mot\nha")
    append_durably(target, b"ba\n")
    assert target.read_bytes() == b"mot\nha\nba\n"


def test_append_durably_names_the_file_it_cannot_add_to(tmp_path: Path) -> None:
    """This test ensures that a refusal carries the name of the file."""
    with pytest.raises(OSError) as caught:
        append_durably(tmp_path, b"mot\n")
    assert caught.value.filename == str(tmp_path)


def test_write_new_refuses_a_taken_name(tmp_path: Path) -> None:
    """This test ensures that write_new never overwrites."""
    write_new(tmp_path / "a", b"1")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"1"


@pytest.mark.parametrize("kind", ["file", "folder", "empty folder"])
def test_rename_durably_refuses_a_taken_name(tmp_path: Path, kind: str) -> None:
    """This test ensures that a rename never replaces a file or a folder, even an empty one."""
    source, target = tmp_path / "a", tmp_path / "b"
    if kind == "file":
        source.write_bytes(b"1")
        target.write_bytes(b"2")
    else:
        source.mkdir()
        target.mkdir()
    if kind == "folder":
        (target / "x").write_bytes(b"2")
    with pytest.raises(FileExistsError):
        rename_durably(source, target)
    assert source.exists()


def test_move_durably_crosses_disks(tmp_path: Path) -> None:
    """this test ensures that a file comes whole onto another disk, where a rename is refused, and within one."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        for source, target in ((tmp_path / "a", Path(other) / "b"), (Path(other) / "b", Path(other) / "c")):
            source.write_bytes(b"whole")
            move_durably(source, target)
            assert (target.read_bytes(), source.exists()) == (b"whole", False)
        assert [path.name for path in Path(other).iterdir()] == ["c"]


def test_rename_and_replace_move_across_folders(tmp_path: Path) -> None:
    """This test ensures that files arrive under their new names in another folder."""
    (tmp_path / "x").mkdir()
    write_new(tmp_path / "a", b"1")
    rename_durably(tmp_path / "a", tmp_path / "x" / "b")
    write_new(tmp_path / "c", b"2")
    replace_durably(tmp_path / "c", tmp_path / "x" / "b")
    fsync_folder(tmp_path)
    fsync_tree(tmp_path)
    assert (tmp_path / "x" / "b").read_bytes() == b"2"


def holder(path: Path) -> subprocess.Popen[str]:
    """A process that holds the lock and says so."""
    script = (
        "import sys, pathlib; from docgen.media.durable import hold_lock\n"
        "with hold_lock(pathlib.Path(sys.argv[1]), seconds=1): print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def test_a_lock_is_refused_while_held_and_free_after_death(tmp_path: Path) -> None:
    """This test ensures that a lock keeps others out while its process lives, and is never stale after a kill."""
    with holder(tmp_path / "LOCK") as process:
        with pytest.raises(LockHeld), hold_lock(tmp_path / "LOCK", seconds=0.1):
            raise AssertionError("two at once")
        process.kill()
        process.wait()
        with hold_lock(tmp_path / "LOCK", seconds=0.1):
            pass


def test_a_failed_writing_names_its_file(tmp_path: Path) -> None:
    """This test ensures that a refusal without a name gets one, and a name that is there is kept."""
    bare = OSError(errno.ENOSPC, "No space left on device")
    assert named(bare, tmp_path / "a").filename == str(tmp_path / "a")
    assert named(named(bare, tmp_path / "a"), tmp_path / "b").filename == str(tmp_path / "a")


def test_torn_writings_of_one_file_are_cleared(tmp_path: Path) -> None:
    """This test ensures that writing a file again removes what was torn off it, and of no other file."""
    for name in (".a.docx.1.part", ".a.docx.22.part", ".b.docx.1.part", "a.docx"):
        (tmp_path / name).touch()
    write_remade(tmp_path / "a.docx", b"moi")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {".b.docx.1.part": b"", "a.docx": b"moi"}


def test_a_piece_taken_for_torn_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a writer whose piece somebody cleared in between still gets its content down."""
    taken: list[Path] = []

    def taken_once(src: Path, dst: Path) -> None:
        if not taken:
            taken.append(src)
            src.unlink()
        replace_durably(src, dst)

    monkeypatch.setattr("docgen.media.durable.replace_durably", taken_once)
    write_remade(tmp_path / "a.docx", b"moi")
    assert taken and {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.docx": b"moi"}


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """This test ensures that the second try hides no refusal."""
    with pytest.raises(FileNotFoundError):
        write_remade(tmp_path / "khong-co" / "a.docx", b"moi")


def test_many_files_are_written_whole(tmp_path: Path) -> None:
    """This test ensures that a batch replaces old content, clears its own torn parts and leaves others alone."""
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / ".a.docx.999.part").write_bytes(b"torn")
    (tmp_path / ".other.docx.999.part").write_bytes(b"of another batch")
    write_many(tmp_path, {"a.docx": b"new", "b.docx": b"first"})
    held = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert held == {"a.docx": b"new", "b.docx": b"first", ".other.docx.999.part": b"of another batch"}


def test_a_batch_that_cannot_be_written_leaves_the_old_files(tmp_path: Path) -> None:
    """This test ensures that nothing is replaced, and no part is left, when one file of a batch fails."""
    (tmp_path / "a.docx").write_bytes(b"old")
    with pytest.raises(OSError, match="tep-dai"):
        write_many(tmp_path, {"a.docx": b"new", "tep-dai" * 60: b"x"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.docx": b"old"}
