"""After a crash: every state the writer can be interrupted in is built from files, and ends in a valid shelf."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import ocfl
import pytest

from docgen.archive import recovery
from docgen.archive.audit import audit
from docgen.archive.shelf import Shelf
from docgen.errors import ShelfConflict


def folder_of(shelf: Shelf, object_id: str) -> Path:
    """The object's folder."""
    return shelf.stored_path(object_id, "phat-hanh/vb.pdf").parents[3]


def is_whole(shelf: Shelf) -> bool:
    """True when ocfl-py and our auditor find nothing, not even a warning."""
    root = ocfl.StorageRoot(root=str(shelf.root))
    return root.validate(log_warnings=True) and root.errors == [] and audit(shelf.root).is_clean


def take_back(folder: Path, *names: str) -> None:
    """Give the object's root the files of the version before the newest, as before the writer's last renames; the
    writer's note that it is moving things lies in the staging folder beside the shelf.
    """
    for name in names:
        shutil.copyfile(folder / "v2" / name, folder / name)
    root = folder.parents[3]
    (root.with_name(f"{root.name}.staging") / "stage-moving-x").mkdir(exist_ok=True)


@pytest.mark.parametrize(
    "names", [("inventory.json", "inventory.json.sha512"), ("inventory.json.sha512",), ("inventory.json",)]
)
def test_an_unfinished_version_is_finished(filled: Shelf, paper: str, at: dt.datetime, names: tuple[str, ...]) -> None:
    """This test ensures that a version moved in before its inventory, its digest file, or both, becomes the newest."""
    take_back(folder_of(filled, paper), *names)
    assert not is_whole(filled)
    assert filled.recover() == (f"Đã ghi nốt phiên bản v3 của {paper}.",)
    assert is_whole(filled)
    assert filled.read(paper, "dan-xuat/ky-ocr.pdf") == b"%PDF read"
    assert filled.recover() == ()
    assert filled.put(paper, {"a": b"b"}, message="m", user="u", at=at).version == 4


@pytest.mark.parametrize("name", ["inventory.json", "inventory.json.sha512"])
def test_readers_are_not_disturbed_between_the_two_last_renames(filled: Shelf, paper: str, name: str) -> None:
    """This test ensures that a reader beside a writer sees the version before or the newest, never a damage."""
    take_back(folder_of(filled, paper), name)
    assert filled.read(paper, "phat-hanh/vb.pdf") == b"%PDF issued"
    assert filled.versions(paper)[-1].number in {2, 3}


def test_nobody_writes_beside_an_unfinished_version(filled: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that a version waiting for recovery is not written over or beside."""
    take_back(folder_of(filled, paper), "inventory.json", "inventory.json.sha512")
    for path, content in [("a", b"b"), ("phat-hanh/vb.pdf", b"%PDF issued")]:
        with pytest.raises(ShelfConflict):
            filled.put(paper, {path: content}, message="m", user="u", at=at)
    filled.recover()
    assert is_whole(filled)


def test_a_left_over_stage_is_put_aside(filled: Shelf, paper: str) -> None:
    """This test ensures that a stage left behind is kept in quarantine and not deleted, even twice under one name."""
    for content in (b"one", b"two"):
        stage = filled.staging / "stage-abc" / "incoming"
        stage.mkdir(parents=True)
        (stage / "00000").write_bytes(content)
        (filled.staging / "stage-empty").mkdir()
        assert len(filled.recover()) == 1
    kept = sorted(path.read_bytes() for path in (filled.staging / "quarantine").rglob("00000"))
    assert kept == [b"one", b"two"]
    assert {path.name for path in filled.staging.iterdir()} == {"SHELF", "LOOKED", "quarantine"}
    assert is_whole(filled) and filled.recover() == ()


def test_an_object_that_was_never_moved_in_can_be_put_again(shelf: Shelf, at: dt.datetime) -> None:
    """This test ensures that a new object interrupted in staging is not on the shelf, and a repeated put stores it."""
    other = Shelf.open(shelf.root.with_name("other"))
    other.put("urn:vn:P01:x", {"a": b"b"}, message="m", user="u", at=at)
    tree = next(path for path in other.root.iterdir() if len(path.name) == 3)
    tree.rename(shelf.staging / "stage-x")
    shelf.recover()
    assert not shelf.has("urn:vn:P01:x")
    assert shelf.put("urn:vn:P01:x", {"a": b"b"}, message="m", user="u", at=at).is_new
    assert is_whole(shelf)


Damage = Callable[[Path], object]


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "v3/content/dan-xuat/ky-ocr.pdf").write_bytes(b"%PDF reed"),
        lambda folder: (folder / "v3/content/dan-xuat/ky-ocr.pdf").unlink(),
        lambda folder: (folder / "v3/inventory.json").write_bytes(b"{}"),
        lambda folder: (folder / "v3/inventory.json.sha512").unlink(),
        lambda folder: (folder / "v2/inventory.json.sha512").unlink(),
        lambda folder: (folder / "inventory.json").write_bytes(b"{}"),
        lambda folder: (folder / "inventory.json").unlink(),
    ],
)
def test_damage_is_not_taken_for_an_interruption(filled: Shelf, paper: str, damage: Damage) -> None:
    """This test ensures that an interrupted version that is itself damaged is left for the auditor, not installed."""
    folder = folder_of(filled, paper)
    take_back(folder, "inventory.json", "inventory.json.sha512")
    damage(folder)
    before = {path: path.read_bytes() for path in filled.root.rglob("*") if path.is_file()}
    assert filled.recover() == ()
    assert {path: path.read_bytes() for path in filled.root.rglob("*") if path.is_file()} == before
    assert not audit(filled.root).is_clean


def test_recovery_leaves_a_whole_shelf_alone(filled: Shelf) -> None:
    """This test ensures that recovery after a clean stop does nothing."""
    assert filled.recover() == () and is_whole(filled)


def test_a_shelf_nobody_was_cut_off_on_is_opened_without_looking_at_its_objects(
    filled: Shelf, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that opening costs the same however much lies there; the first look, and one that is asked
    for, go through everything and find a version that an older program left without a note.
    """
    looked: list[str] = []

    def finish(folder: Path, staging: Path) -> tuple[str, ...]:
        looked.append(folder.name)
        return recovery.finish(folder, staging)

    monkeypatch.setattr("docgen.archive.shelf.finish", finish)
    take_back(folder_of(filled, paper), "inventory.json", "inventory.json.sha512")
    (filled.staging / "stage-moving-x").rmdir()
    assert len(filled.recover()) == 1 and len(looked) == 2  # nobody looked at this shelf yet
    assert filled.recover() == () and len(looked) == 2
    take_back(folder_of(filled, paper), "inventory.json")
    (filled.staging / "stage-moving-x").rmdir()
    assert filled.recover() == () and len(looked) == 2
    assert len(filled.recover(everywhere=True)) == 1 and is_whole(filled)


def test_an_error_while_a_version_moves_in_is_finished_by_the_next_opening(
    filled: Shelf, paper: str, at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a disk which refuses between the two last renames, without any crash, leaves its note."""
    filled.recover()
    with monkeypatch.context() as patch:

        def refuse(_stages: object) -> None:
            raise OSError(errno.EIO, "refused")

        patch.setattr("docgen.archive.shelf.install_all", refuse)
        with pytest.raises(OSError, match="refused"):
            filled.put(paper, {"a": b"b"}, message="m", user="u", at=at)
    assert len(Shelf.open(filled.root).recover()) == 1
    assert is_whole(filled) and filled.read(paper, "a") == b"b" and filled.recover() == ()
    assert {path.name for path in filled.staging.iterdir()} == {"SHELF", "LOOKED"}
