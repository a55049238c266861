"""Requirement 9: whatever is done with the shelf, in whatever order, ocfl-py calls every object valid."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import NoReturn

import ocfl
import pytest

from docgen.archive.audit import audit
from docgen.archive.shelf import Shelf
from docgen.errors import UsageError
from tests.docgen.archive.conftest import AT

NAMES = ("phat-hanh/vb.pdf", "phat-hanh/vb.docx", "nhan/001/ky.pdf", "nhan/002/ky.pdf", "dan-xuat/ky-ocr.pdf")
DURABLE = (
    "docgen.archive.shelf.flush_disk",
    "docgen.archive.shelf.rename_new",
    "docgen.archive.shelf.install_all",
    "docgen.archive.recovery.flush_all",
)


class Stopped(BaseException):
    """The process ends here, as far as this test goes."""


def stop(*_: object, **__: object) -> NoReturn:
    """End instead of renaming."""
    raise Stopped


class Life:
    """A shelf that is used at random, beside a dictionary that remembers what should lie on it."""

    def __init__(self, shelf: Shelf, seed: int, patch: pytest.MonkeyPatch) -> None:
        self.shelf, self.dice, self.patch = shelf, random.Random(seed), patch
        self.model: dict[str, dict[str, bytes]] = {}
        self.at = AT
        self.seen: dict[Path, bytes] = {}  # files of versions at the last check

    def step(self) -> None:
        """One operation: mostly a new version, now and then a repetition, a refusal, a restart or a crash."""
        errands = [self.put, self.repeat, self.refuse, self.open_again, self.crash]
        self.at += dt.timedelta(minutes=1)
        self.dice.choices(errands, [70, 8, 6, 6, 10])[0]()

    def put(self) -> None:
        """Add, change and remove files of an object, old or new."""
        object_id = f"urn:vn:P01:uuid:{self.dice.randrange(8)}"
        before = self.model.get(object_id, {})
        files = {name: b"content %d" % self.dice.randrange(9) for name in self.dice.sample(NAMES, 2)}
        gone = [name for name in self.dice.sample(NAMES, self.dice.randrange(3)) if name not in files]
        self.write(object_id, files, gone)
        self.model[object_id] = {name: data for name, data in (before | files).items() if name not in gone}

    def write(self, object_id: str, files: dict[str, bytes], gone: list[str]) -> None:
        """One put with its author."""
        self.shelf.put(object_id, dict(files), message="Việc", user="Văn thư", at=self.at, removed=gone)

    def repeat(self) -> None:
        """Put what is there already."""
        for object_id, files in list(self.model.items())[:1]:
            self.write(object_id, files, [])

    def refuse(self) -> None:
        """Ask for what cannot be."""
        with pytest.raises(UsageError):
            self.write("urn:vn:P01:uuid:1", {"../ngoai": b"x"}, [])

    def open_again(self) -> None:
        """End and start."""
        self.shelf = Shelf.open(self.shelf.root)
        self.shelf.recover()

    def crash(self) -> None:
        """End in the middle of a put, start again, and do it once more as the inbox would."""
        with self.patch.context() as patched, pytest.raises(Stopped):
            patched.setattr(self.dice.choice(DURABLE), stop)
            while True:
                self.put()
        self.open_again()
        for (
            object_id
        ) in self.shelf.objects():  # what was moved in before the end is there, or it is not; both are whole
            self.model[object_id] = {path: self.shelf.read(object_id, path) for path in self.shelf.paths(object_id)}

    def check(self) -> None:
        """What lies on the shelf is what was put there, and two validators find nothing."""
        lying = {
            object_id: {path: self.shelf.read(object_id, path) for path in self.shelf.paths(object_id)}
            for object_id in self.shelf.objects()
        }
        assert lying == self.model
        root = ocfl.StorageRoot(root=str(self.shelf.root))
        assert root.validate(log_warnings=True) and root.errors == [] and root.log.status_str() == ""
        assert root.good_objects == root.num_objects == len(self.model)
        assert audit(self.shelf.root).damages == ()
        versions = {path: path.read_bytes() for path in self.shelf.root.glob("*/*/*/*/v*/**/*") if path.is_file()}
        assert self.seen.items() <= versions.items()  # requirement 15
        self.seen = versions


@pytest.mark.parametrize(
    ("seed", "operations"), [(1, 60), *(pytest.param(seed, 1_000, marks=pytest.mark.faults) for seed in (2, 3, 4))]
)
def test_requirements_9_and_15_any_life_leaves_a_valid_shelf_and_old_versions_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, operations: int
) -> None:
    """This test ensures that after any sequence of operations ocfl-py says valid, without errors and warnings, and
    that no file of an earlier version was rewritten or removed.
    """
    life = Life(Shelf.open(tmp_path / "kho"), seed, monkeypatch)
    for number in range(operations):
        life.step()
        if number % 100 in {29, 99}:
            life.check()
    life.check()
    assert max(len(life.shelf.versions(object_id)) for object_id in life.model) > 3
    assert not [path for path in life.shelf.staging.iterdir() if path.name.startswith("stage-")]
