"""The shelf: what goes on it comes off it unchanged, version by version, and every OCFL reader agrees."""

from __future__ import annotations

import ctypes
import datetime as dt
import errno
import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import ocfl
import pytest

from docgen.archive.audit import audit
from docgen.archive.shelf import Put, Shelf, Stored
from docgen.archive.staging import MARKER
from docgen.errors import OfficeError, OutsideMissing, ShelfConflict, ShelfDamaged, UsageError
from registry.errors import NotFound

Files = dict[str, bytes | Path]


def is_valid_for_others(shelf: Shelf, objects: int) -> bool:
    """True when ocfl-py finds that many objects, all valid, without a single error or warning."""
    root = ocfl.StorageRoot(root=str(shelf.root))
    valid: bool = root.validate(log_warnings=True)
    return (
        valid and root.errors == [] and root.log.status_str() == "" and root.good_objects == objects == root.num_objects
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_goes_on_comes_off(shelf: Shelf, paper: str, at: dt.datetime, tmp_path: Path) -> None:
    """This test ensures that bytes and files are stored byte for byte and found under their logical paths."""
    scan = tmp_path / "bản quét.pdf"
    scan.write_bytes(b"%PDF" + bytes(range(256)) * 9000)
    stored = shelf.put(paper, {"nhan/001/ky.pdf": scan, "vb.txt": b""}, message="Nhận", user="Văn thư", at=at)
    assert stored == Stored(object_id=paper, version=1, is_new=True)
    assert shelf.read(paper, "nhan/001/ky.pdf") == scan.read_bytes()
    assert shelf.stored_path(paper, "nhan/001/ky.pdf").read_bytes() == scan.read_bytes()
    assert shelf.paths(paper)["vb.txt"] == hashlib.sha512(b"").hexdigest()
    assert list(shelf.objects()) == [paper] and shelf.has(paper)
    assert scan.exists()


def test_versions_are_remembered(filled: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that each version keeps its state, time, message and user, and older files stay readable."""
    filled.put(paper, {"phat-hanh/vb.pdf": b"new"}, message="Thay", user="Văn thư", at=at, removed=["nhan/001/ky.pdf"])
    assert [version.message for version in filled.versions(paper)] == [
        "Phát hành",
        "Nhận bản ký",
        "Nhận dạng chữ",
        "Thay",
    ]
    assert {(version.user, version.created) for version in filled.versions(paper)} == {("Văn thư", at)}
    assert filled.read(paper, "phat-hanh/vb.pdf") == b"new"
    assert filled.read(paper, "phat-hanh/vb.pdf", version=1) == b"%PDF issued"
    assert "nhan/001/ky.pdf" not in filled.paths(paper) and "nhan/001/ky.pdf" in filled.paths(paper, 3)
    assert filled.read(paper, "nhan/001/ky.pdf", version=2) == b"%PDF signed"


def test_same_state_makes_no_version(filled: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that putting what is there already, or removing what is not, changes no byte on the shelf."""
    before = snapshot(filled.root)
    again: Files = {"phat-hanh/vb.pdf": b"%PDF issued"}
    stored = filled.put(paper, again, message="Lần nữa", user="Người khác", at=at, removed=["khong-co"])
    assert stored == Stored(object_id=paper, version=3, is_new=False)
    assert snapshot(filled.root) == before


def test_same_bytes_are_stored_once(shelf: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that content is kept once per object, whatever the paths and versions that show it."""
    shelf.put(paper, {"a.pdf": b"same", "b.pdf": b"same"}, message="m", user="u", at=at)
    shelf.put(paper, {"c/d.pdf": b"same"}, message="m", user="u", at=at)
    assert [path for path, data in snapshot(shelf.root).items() if data == b"same"] == [
        shelf.stored_path(paper, "c/d.pdf").relative_to(shelf.root).as_posix()
    ]
    assert is_valid_for_others(shelf, 1)


def test_sha256_stands_in_the_fixity_block(filled: Shelf, paper: str) -> None:
    """This test ensures that the digest Thông tư 05/2025 asks for is kept beside OCFL's own."""
    path = filled.stored_path(paper, "nhan/001/ky.pdf")
    inventory = json.loads((path.parents[4] / "inventory.json").read_bytes())
    assert inventory["fixity"]["sha256"][hashlib.sha256(b"%PDF signed").hexdigest()] == ["v2/content/nhan/001/ky.pdf"]


def test_later_versions_leave_earlier_ones_alone(filled: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that no file of an earlier version changes when a version is added."""
    before = {path: data for path, data in snapshot(filled.root).items() if "/v" in path}
    filled.put(paper, {"phat-hanh/vb.pdf": b"changed"}, message="m", user="u", at=at, removed=["nhan/001/ky.pdf"])
    after = snapshot(filled.root)
    assert before and {path: after[path] for path in before} == before


def test_a_taken_version_is_never_overwritten(filled: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that a version folder someone else put there stops the writer and stays as it is."""
    theirs = filled.stored_path(paper, "phat-hanh/vb.pdf").parents[3] / "v4" / "content" / "x"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"theirs")
    with pytest.raises(ShelfConflict):
        filled.put(paper, {"a": b"mine"}, message="m", user="u", at=at)
    assert theirs.read_bytes() == b"theirs" and filled.versions(paper)[-1].number == 3


def test_many_writers_lose_nothing(shelf: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that writers at the same time each get a version of their own or a conflict, never a loss."""
    results: list[tuple[str, str]] = []

    def write(name: str) -> None:
        for object_id in (paper, f"urn:vn:P01:{name}"):
            try:
                shelf.put(object_id, {name: name.encode()}, message="m", user="u", at=at)
                results.append((object_id, name))
            except ShelfConflict:
                pass

    writers = [threading.Thread(target=write, args=(f"w{number}",)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(shelf.versions(paper)) == sum(object_id == paper for object_id, _ in results) >= 1
    assert all(shelf.read(object_id, name) == name.encode() for object_id, name in results)
    assert is_valid_for_others(shelf, 9) and audit(shelf.root).is_clean


def test_damaged_bytes_are_never_handed_out(filled: Shelf, paper: str) -> None:
    """This test ensures that one flipped bit in a stored file stops its reading, with the file named."""
    path = filled.stored_path(paper, "nhan/001/ky.pdf")
    path.write_bytes(b"%PDF signee")
    with pytest.raises(ShelfDamaged, match=re.escape("v2/content/nhan/001/ky.pdf")):
        filled.read(paper, "nhan/001/ky.pdf")
    assert filled.read(paper, "phat-hanh/vb.pdf") == b"%PDF issued"


def test_damaged_bytes_are_not_called_already_filed(filled: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that a paper received again is not dropped as known when the stored copy is damaged."""
    filled.stored_path(paper, "nhan/001/ky.pdf").write_bytes(b"x")
    for path in ("nhan/001/ky.pdf", "nhan/002/ky.pdf"):
        with pytest.raises(ShelfDamaged):
            filled.put(paper, {path: b"%PDF signed"}, message="m", user="u", at=at)


@pytest.mark.parametrize("change", [b"", b"{}", b"[]"])
def test_a_damaged_inventory_is_not_believed(filled: Shelf, paper: str, at: dt.datetime, change: bytes) -> None:
    """This test ensures that neither reading nor writing goes on from an inventory whose digest is wrong."""
    inventory = filled.stored_path(paper, "nhan/001/ky.pdf").parents[4] / "inventory.json"
    inventory.write_bytes(change or inventory.read_bytes().replace(b"ky.pdf", b"kx.pdf"))
    with pytest.raises(ShelfDamaged):
        filled.paths(paper)
    with pytest.raises(ShelfDamaged):
        filled.put(paper, {"a": b"b"}, message="m", user="u", at=at)


def test_an_inventory_that_is_none_is_not_believed(filled: Shelf, paper: str) -> None:
    """This test ensures that what is no inventory, but has a fitting digest file, is damage and no stack trace."""
    folder = filled.stored_path(paper, "nhan/001/ky.pdf").parents[4]
    for data in (b"[]", b"{", b'{"id": 1}'):
        (folder / "inventory.json").write_bytes(data)
        for sidecar in folder.rglob("inventory.json.sha512"):
            sidecar.write_text(f"{hashlib.sha512(data).hexdigest()} inventory.json\n")
        with pytest.raises(ShelfDamaged):
            filled.paths(paper)


def test_a_name_without_content_is_damage(filled: Shelf, paper: str) -> None:
    """This test ensures that a logical path whose digest no content has is not handed out."""
    folder = filled.stored_path(paper, "nhan/001/ky.pdf").parents[4]
    document = json.loads((folder / "inventory.json").read_bytes())
    document["manifest"] = {}
    data = json.dumps(document).encode()
    (folder / "inventory.json").write_bytes(data)
    for sidecar in folder.rglob("inventory.json.sha512"):
        sidecar.write_text(f"{hashlib.sha512(data).hexdigest()} inventory.json\n")
    with pytest.raises(ShelfDamaged):
        filled.read(paper, "nhan/001/ky.pdf")


def test_a_writer_waits_its_turn(shelf: Shelf, paper: str, at: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a shelf somebody else is writing is told to be busy, and nothing is written."""
    monkeypatch.setattr("docgen.archive.shelf.TURN_SECONDS", 0)
    code = "import sys; from pathlib import Path; from docgen.media.durable import hold_lock\n"
    code += "with hold_lock(Path(sys.argv[1]), seconds=9): print('giữ', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(shelf.staging / MARKER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin and other.stdout and other.stdout.readline()
        with pytest.raises(ShelfConflict, match="đang bận"):
            shelf.put(paper, {"a": b"b"}, message="m", user="u", at=at)
        other.stdin.close()
    assert list(shelf.objects()) == []
    shelf.put(paper, {"a": b"b"}, message="m", user="u", at=at)


def test_many_objects_go_on_in_one_go(shelf: Shelf, paper: str, at: dt.datetime, tmp_path: Path) -> None:
    """This test ensures that objects, new, old and unchanged, are each stored as if put alone, and one file once."""
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(b"%PDF signed")
    shelf.put(paper, {"a": b"1"}, message="m", user="u", at=at)
    new, same = "urn:vn:P01:new", "urn:vn:P01:same"
    shelf.put(same, {"a": b"1"}, message="m", user="u", at=at)

    def put(object_id: str, **files: bytes | Path) -> Put:
        return Put(object_id=object_id, files=files, message="m", user="u", at=at)

    stored = shelf.put_all([put(paper, b=scan, c=scan), put(new, b=scan), put(same, a=b"1")])
    assert [(each.object_id, each.version, each.is_new) for each in stored] == [
        (paper, 2, True),
        (new, 1, True),
        (same, 1, False),
    ]
    assert stored[0].places == {name: shelf.stored_path(paper, name) for name in "abc"}
    assert shelf.read(paper, "c") == shelf.read(new, "b") == scan.read_bytes()
    assert len(list(shelf.root.rglob("v2/content/*"))) == 1
    assert is_valid_for_others(shelf, 3) and audit(shelf.root).is_clean
    with pytest.raises(ShelfConflict):
        (shelf.stored_path(same, "a").parents[2] / "v2").mkdir()
        shelf.put_all([put(new, d=b"4"), put(same, d=b"4")])
    assert "d" not in shelf.paths(new)
    with pytest.raises(ValueError, match="twice"):
        shelf.put_all([put(new, d=b"4"), put(new, e=b"5")])


def test_a_disk_that_cannot_be_flushed_as_a_whole(
    shelf: Shelf, paper: str, at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that every file and folder is flushed by itself where the system cannot flush a disk."""
    flushed: list[str] = []
    monkeypatch.setattr("docgen.media.durable._call_for_disks", lambda: None)
    monkeypatch.setattr("docgen.media.durable.flush_file", lambda handle: flushed.append(Path(handle.name).name))
    monkeypatch.setattr("docgen.media.durable.fsync_folder", lambda path: flushed.append(path.name))
    for content in (b"1", b"2"):
        shelf.put(paper, {"tep.pdf": content}, message="m", user="u", at=at)
    leaf = shelf.stored_path(paper, "tep.pdf").parents[2].name
    for name, times in {"inventory.json": 4, "inventory.json.sha512": 4, "content": 2, leaf: 4}.items():
        assert flushed.count(name) == times, name
    assert {shelf.root.name, "v1", "v2", "00000"} <= set(flushed)


def test_a_full_disk_names_the_file(
    filled: Shelf, paper: str, at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a write the disk refuses is told with its file, and changes nothing that readers see."""

    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    def refuse(descriptor: int) -> int:
        ctypes.set_errno(errno.ENOSPC)
        return -1

    before = snapshot(filled.root)
    for place, refusal in {
        "docgen.archive.staging.open_new": lambda path: Full(),
        "docgen.media.durable._call_for_disks": lambda: refuse,
    }.items():
        with monkeypatch.context() as patched, pytest.raises(OSError, match="No space left") as caught:
            patched.setattr(place, refusal)
            filled.put(paper, {"a.pdf": b"x"}, message="m", user="u", at=at)
        assert caught.value.filename and snapshot(filled.root) == before
    filled.put(paper, {"a.pdf": b"x"}, message="m", user="u", at=at)
    assert filled.read(paper, "a.pdf") == b"x"


def test_unknown_things_are_not_found(filled: Shelf, paper: str) -> None:
    """This test ensures that an unknown object, version or path is said to be unknown."""
    assert not filled.has("urn:vn:P01:x")
    for object_id, path, version in [("urn:vn:P01:x", "a", None), (paper, "a", None), (paper, "phat-hanh/vb.pdf", 9)]:
        with pytest.raises(NotFound):
            filled.read(object_id, path, version)


def test_contradicting_requests_are_refused(shelf: Shelf, paper: str, at: dt.datetime) -> None:
    """This test ensures that bad names, empty objects, times without zone and add-and-remove leave the shelf empty."""
    requests: list[tuple[Files, list[str], dt.datetime]] = [
        ({"../a": b""}, [], at),
        ({"A": b"", "a": b""}, [], at),
        ({}, [], at),
        ({"a": b""}, ["a"], at),
        ({"a": b""}, [], dt.datetime(2026, 7, 1)),  # noqa: DTZ001 - the missing zone is the point
    ]
    for files, removed, moment in requests:
        with pytest.raises(UsageError):
            shelf.put(paper, files, message="m", user="u", at=moment, removed=removed)
    assert list(shelf.objects()) == [] and is_valid_for_others(shelf, 0)


def test_opening_again_changes_nothing(filled: Shelf) -> None:
    """This test ensures that a shelf can be opened any number of times."""
    before = snapshot(filled.root)
    assert Shelf.open(filled.root) == filled
    assert snapshot(filled.root) == before


def test_a_half_laid_root_is_finished(tmp_path: Path, shelf: Shelf) -> None:
    """This test ensures that a crash while the root was being laid does not block the shelf for ever."""
    (shelf.root / "0=ocfl_1.1").unlink()
    (shelf.staging / "SHELF").unlink()
    Shelf.open(shelf.root)
    assert is_valid_for_others(shelf, 0)


def test_other_folders_are_refused(tmp_path: Path) -> None:
    """This test ensures that a folder with other things, a file, and a nested staging folder are left untouched."""
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / "thu.docx").write_bytes(b"x")
    for root, staging in [("khac", "s"), ("khac/thu.docx", "s"), ("kho", "kho/s"), ("s/kho", "s")]:
        with pytest.raises(OfficeError):
            Shelf.open(tmp_path / root, staging=tmp_path / staging)
    assert snapshot(tmp_path) == {"khac/thu.docx": b"x"}


def test_other_layouts_are_refused(shelf: Shelf) -> None:
    """This test ensures that a storage root arranged by other rules is not written into."""
    config = shelf.root / "extensions" / "0003-hash-and-id-n-tuple-storage-layout" / "config.json"
    config.write_bytes(config.read_bytes().replace(b"3", b"2"))
    with pytest.raises(OfficeError):
        Shelf.open(shelf.root)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}"])
def test_unreadable_layouts_are_refused(shelf: Shelf, data: bytes) -> None:
    """This test ensures that a storage root that does not say how it is arranged is not written into."""
    (shelf.root / "ocfl_layout.json").write_bytes(data)
    with pytest.raises(OfficeError, match="tệp mô tả cách xếp bị hỏng"):
        Shelf.open(shelf.root)


def test_two_disks_are_refused(tmp_path: Path) -> None:
    """This test ensures that a staging folder on another disk is refused: a rename there would be a copy."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other, pytest.raises(OfficeError, match="hai ổ đĩa khác nhau"):
        Shelf.open(tmp_path / "kho", staging=Path(other) / "tam")


def test_an_unmounted_disk_is_not_an_empty_shelf(filled: Shelf, tmp_path: Path) -> None:
    """This test ensures that an empty folder where a shelf used to be is reported, not filled with a new shelf."""
    filled.root.rename(tmp_path / "elsewhere")
    filled.root.mkdir()
    with pytest.raises(OutsideMissing):
        Shelf.open(filled.root)
    assert list(filled.root.iterdir()) == []
