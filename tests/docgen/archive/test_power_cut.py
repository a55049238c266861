"""Requirement 11: the writer dies before each of its steps on the disk, in turn, and nothing is lost or half there.

Python announces every opening, renaming, making and removing of a file as an audit event; from the chosen event on
all of them fail, as they would for a process that is no more. The shelf knows nothing of this.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import ocfl
import pytest

from docgen.archive.audit import audit
from docgen.archive.shelf import Shelf

STEPS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}


class PowerCutError(BaseException):
    """The process is dead."""


class Power:
    """Counts the steps below a folder and fails all of them from the chosen one on."""

    def __init__(self) -> None:
        self.steps_left: int | None = None
        self.place = ""

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take note of one audit event."""
        if self.steps_left is None or event not in STEPS or not str(arguments[0]).startswith(self.place):
            return
        self.steps_left -= 1
        if self.steps_left < 0:
            raise PowerCutError

    @contextmanager
    def lasting(self, steps: int, place: Path) -> Iterator[None]:
        """Allow so many steps below `place`, then no more until the end of the block."""
        self.steps_left, self.place = steps, str(place)
        try:
            yield
        finally:
            self.steps_left = None


@pytest.fixture(scope="module")
def power() -> Power:
    """The one hook of this module; an audit hook cannot be taken away again, only left idle."""
    source = Power()
    sys.addaudithook(source.watch)
    return source


def survives(shelf: Shelf, power: Power, steps: int, errand: Callable[[], object]) -> bool:
    """Run the errand with a power cut after so many steps; True when it came to its end before the cut."""
    try:
        with power.lasting(steps, shelf.root.parent):
            errand()
    except PowerCutError:
        return False
    return True


def is_whole(shelf: Shelf) -> bool:
    """True when ocfl-py and our auditor find nothing, not even a warning."""
    root = ocfl.StorageRoot(root=str(shelf.root))
    return root.validate(log_warnings=True) and root.errors == [] and audit(shelf.root).is_clean


@pytest.mark.parametrize("errand", ["new object", "new version", "removal"])
def test_a_put_cut_anywhere_is_done_by_repeating_it(
    tmp_path: Path, power: Power, paper: str, at: dt.datetime, errand: str
) -> None:
    """This test ensures that after a cut at any step of a put, recovery and the same put again give the whole state."""
    files: dict[str, bytes | Path] = {} if errand == "removal" else {"nhan/001/ky.pdf": b"signed", "b/c.xml": b"<b/>"}
    removed = ["phat-hanh/vb.pdf"] if errand == "removal" else []
    survived = 0
    for steps in range(200):
        shelf = Shelf.open(tmp_path / str(steps) / "kho")
        if errand != "new object":
            issued: dict[str, bytes | Path] = {"phat-hanh/vb.pdf": b"issued", "phat-hanh/vb.docx": b"docx"}
            shelf.put(paper, issued, message="m", user="u", at=at)

        def put(shelf: Shelf = shelf) -> object:
            return shelf.put(paper, files, message="m", user="u", at=at, removed=removed)

        survived += survives(shelf, power, steps, put)
        shelf = Shelf.open(shelf.root)
        shelf.recover()
        assert is_whole(shelf), steps
        put(shelf)
        assert is_whole(shelf), steps
        assert len(shelf.versions(paper)) == (1 if errand == "new object" else 2)
        assert all(shelf.read(paper, path) == data for path, data in files.items())
        assert not set(removed) & set(shelf.paths(paper))
        if survived:
            break
    assert survived and steps > 10


def test_a_recovery_cut_anywhere_is_done_by_the_next(tmp_path: Path, power: Power, paper: str, at: dt.datetime) -> None:
    """This test ensures that a second cut during recovery is repaired by the recovery after it."""
    for steps in range(200):
        shelf = Shelf.open(tmp_path / str(steps) / "kho")
        shelf.put(paper, {"a": b"1"}, message="m", user="u", at=at)
        shelf.put(paper, {"b": b"2"}, message="m", user="u", at=at)
        folder = shelf.stored_path(paper, "a").parents[2]
        for name in ("inventory.json", "inventory.json.sha512"):
            (folder / name).write_bytes((folder / "v1" / name).read_bytes())
        (shelf.staging / "stage-x").mkdir()
        (shelf.staging / "stage-x" / "00000").write_bytes(b"left over")
        is_done = survives(shelf, power, steps, shelf.recover)
        shelf.recover()
        assert is_whole(shelf) and shelf.read(paper, "b") == b"2", steps
        assert [path.read_bytes() for path in (shelf.staging / "quarantine").rglob("00000")] == [b"left over"]
        if is_done:
            break
    assert is_done and steps > 10


def test_a_shelf_cut_while_it_is_laid_can_be_opened(tmp_path: Path, power: Power) -> None:
    """This test ensures that a cut at any step of making a new shelf does not leave a folder that is refused."""
    for steps in range(200):
        root = tmp_path / str(steps) / "kho"
        root.parent.mkdir()
        try:
            with power.lasting(steps, root.parent):
                Shelf.open(root)
            is_done = True
        except PowerCutError:
            is_done = False
        assert is_whole(Shelf.open(root)), steps
        if is_done:
            break
    assert is_done and steps > 10
