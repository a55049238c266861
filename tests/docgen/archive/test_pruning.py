"""A backup loses what a council had destroyed, and nothing else; damaged root files of a shelf are laid anew."""

from __future__ import annotations

from pathlib import Path

from docgen.archive.copies import Copy, FolderMedium
from docgen.archive.copying import FolderTarget, Source, Tally, copy_all, next_stamp, seal
from docgen.archive.pruning import prune
from docgen.archive.repairing import mend_root

PLACE, AT = "a/b/c/urn%3ax", "2045-03-01T08:00:00+07:00"


def backed_up(root: Path, held: dict[str, bytes]) -> str:
    """One more backup of these files; what it is called by."""
    target, tally = FolderTarget.open(root), Tally()
    stamp = next_stamp(target, "2045-03-01T08-00-00")
    copy_all(target, iter(Source(path=path, file=data) for path, data in held.items()), tally)
    seal(target, stamp, {"at": AT}, tally)
    return stamp


def test_req_55_only_what_is_named_goes_and_a_cut_off_removal_is_finished(tmp_path: Path) -> None:
    """Requirement 55: shared bytes stay, the same note is not written twice, a damaged note speaks for nothing."""
    doomed = {f"archive/{PLACE}/v1/content/x": b"mat", "inbox/x.pdf": b"mat", f"archive/{PLACE}/0=o": b"chung"}
    first = backed_up(tmp_path, {**doomed, "output/y": b"con", "archive/d/e/f/urn%3ay/0=o": b"chung"})
    newest = backed_up(tmp_path, {"output/y": b"con", "archive/d/e/f/urn%3ay/0=o": b"chung"})

    def pruned(*places: str) -> int:
        return prune(tmp_path, places, (), ["XH-1"], newest=newest, at=AT)

    assert pruned("g/h/i/urn%3az") == 0 and not (tmp_path / "gone").exists()
    (blob,) = [path for path in (tmp_path / "bytes").rglob("*") if path.is_file() and path.read_bytes() == b"mat"]
    assert pruned(PLACE) == 1 and not blob.exists()
    blob.write_bytes(b"mat")  # as if the run had been cut off after its note
    assert pruned(PLACE) == 1
    (note,) = (tmp_path / "gone").iterdir()
    copy = Copy(FolderMedium(tmp_path))
    assert copy.destroyed(copy.read_set(first)) == set(doomed)
    assert copy.destroyed(copy.read_set(newest)) == set()
    note.write_bytes(note.read_bytes() + b" ")
    assert copy.destroyed(copy.read_set(first)) == set()
    assert sum(fault is not None for fault in copy.check(copy.read_set(first))) == 2  # then it is damage


def test_an_empty_mount_point_is_no_damaged_shelf(tmp_path: Path) -> None:
    """This test ensures that nothing is laid where no storage root was."""
    assert mend_root(tmp_path, at="x") == () and list(tmp_path.iterdir()) == []
