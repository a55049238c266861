"""An object leaves the shelf as a whole and for good; nothing else moves, and the auditor stays content."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from docgen.archive.audit import audit
from docgen.archive.removal import DOOMED
from docgen.archive.shelf import Shelf
from registry.errors import NotFound

NOW = dt.datetime(2042, 1, 10, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
GOING, STAYING = "urn:vn:P01:uuid:1", "urn:vn:P01:uuid:2"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf with two objects of two versions."""
    made = Shelf.open(tmp_path / "archive")
    for object_id in (GOING, STAYING):
        for number in (1, 2):
            made.put(object_id, {f"v/{number}.txt": f"{object_id} {number}".encode()}, message="m", user="u", at=NOW)
    return made


def test_req_55_an_object_goes_whole(shelf: Shelf) -> None:
    """Requirement 55: all versions are gone from shelf and staging; the others are as they were; twice is nothing."""
    before = shelf.paths(STAYING)
    assert shelf.destroy(GOING)
    assert not shelf.destroy(GOING)
    assert [*shelf.objects()] == [STAYING]
    assert shelf.paths(STAYING) == before
    left = [path for folder in (shelf.root, shelf.staging) for path in folder.rglob("*") if path.is_file()]
    assert not any(GOING.encode() in path.read_bytes() for path in left)
    assert audit(shelf.root).is_clean
    with pytest.raises(NotFound):
        shelf.read(GOING, "v/1.txt")


def test_what_it_held_can_be_told_before(shelf: Shelf) -> None:
    """this test ensures that the tombstone names every file of every version with digest and size."""
    digest, files = shelf.manifest(GOING)
    assert len(digest) == 128
    assert [row["path"] for row in files] == ["v1/content/v/1.txt", "v2/content/v/2.txt"]
    assert {row["size"] for row in files} == {len(f"{GOING} 1")}


def test_an_interrupted_removal_is_finished_not_kept(shelf: Shelf) -> None:
    """Requirement 55: what a crash left on its way out is deleted, never put in quarantine."""
    grave = shelf.staging / f"{DOOMED}x" / "object"
    grave.mkdir(parents=True)
    (grave / "vb.pdf").write_bytes(b"x")
    assert shelf.recover() == ()
    assert not grave.parent.exists()
    assert not (shelf.staging / "quarantine").exists()
