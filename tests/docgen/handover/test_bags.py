"""Bags as we write them: an outside tool finds them valid; nothing may be changed, added or taken (requirement 22)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from docgen.errors import UnsafeFile, UsageError
from docgen.handover.bag_checks import check_bag, require_bag
from docgen.handover.bags import write_bag

PAYLOAD: dict[str, bytes | Path] = {
    "1_uuid-A.zip": b"PK one",
    "2_uuid-B.zip": b"PK two",
    "mục lục.docx": b"three",
}
INFO = [
    ("Source-Organization", "Huyện ủy Suối Đá"),
    ("External-Identifier", "uuid-A"),
    ("External-Identifier", "uuid-B"),
    ("Bag-Group-Identifier", ""),
    ("Bagging-Date", "2022-03-01"),
    ("Internal-Sender-Description", "Nộp lưu\nhồ sơ năm 2021"),
]


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A bag of two packages and a list."""
    write_bag(tmp_path / "goi", PAYLOAD, INFO)
    return tmp_path / "goi"


def test_an_outside_tool_finds_the_bag_valid(bag: Path) -> None:
    """Requirement 22: version 1.0, two digests, what the bag says of itself."""
    other = bagit.Bag(str(bag))
    other.validate()
    assert other.version_info == (1, 0)
    assert sorted(other.algorithms) == ["sha256", "sha512"]
    assert other.info["External-Identifier"] == ["uuid-A", "uuid-B"]
    assert other.info["Payload-Oxum"] == "17.3"
    assert other.info["Internal-Sender-Description"] == "Nộp lưu hồ sơ năm 2021"
    assert "Bag-Group-Identifier" not in other.info
    assert check_bag(bag) == ()


def _flip(name: str) -> Callable[[Path], None]:
    def spoil(bag: Path) -> None:
        path = bag / name
        data = bytearray(path.read_bytes())
        data[-2] ^= 1
        path.write_bytes(bytes(data))

    return spoil


SPOILT: dict[str, tuple[Callable[[Path], None], str]] = {
    "a package changed": (_flip("data/1_uuid-A.zip"), "bag-digest"),
    "a package gone": (lambda bag: (bag / "data/2_uuid-B.zip").unlink(), "bag-missing"),
    "a file added": (lambda bag: (bag / "data/them.txt").write_bytes(b"x") and None, "bag-extra"),
    "what the bag says changed": (_flip("bag-info.txt"), "bag-digest"),
    "a manifest changed": (_flip("manifest-sha512.txt"), "bag-digest"),
    "a manifest gone": (lambda bag: (bag / "manifest-sha256.txt").unlink(), "bag-missing"),
    "the declaration gone": (lambda bag: (bag / "bagit.txt").unlink(), "bag-declaration"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_bag_is_refused_by_both(name: str, bag: Path) -> None:
    """Requirement 22: changing, adding or removing one file makes both judges refuse it; ours names the fault."""
    spoil, code = SPOILT[name]
    spoil(bag)
    with pytest.raises((bagit.BagError, OSError)):
        bagit.Bag(str(bag)).validate()
    assert code in {problem.code for problem in check_bag(bag)}
    with pytest.raises(UnsafeFile) as refused:
        require_bag(bag)
    assert refused.value.message.startswith("Không nhận gói goi: ")
    assert "Chưa ghi gì vào kho" in refused.value.advice


def test_a_link_is_no_file(bag: Path, tmp_path: Path) -> None:
    """A link out of the bag is refused though what it leads to has the right content."""
    (tmp_path / "ngoai.zip").write_bytes(b"PK one")
    (bag / "data/1_uuid-A.zip").unlink()
    (bag / "data/1_uuid-A.zip").symlink_to(tmp_path / "ngoai.zip")
    assert "bag-link" in {problem.code for problem in check_bag(bag)}


def test_an_old_bag_is_never_written_over(bag: Path) -> None:
    """UsageError, and the old bag is as it was."""
    with pytest.raises(UsageError):
        write_bag(bag, {"a": b"b"}, [])
    assert check_bag(bag) == ()


def test_a_failed_bag_leaves_nothing(tmp_path: Path) -> None:
    """A source that cannot be read: neither a bag nor half of one stays behind."""
    with pytest.raises(FileNotFoundError):
        write_bag(tmp_path / "goi", {"a": tmp_path / "missing"}, [])
    assert list(tmp_path.iterdir()) == []


def test_names_in_another_unicode_form_are_found(bag: Path) -> None:
    """A Mac may have decomposed the names on the way; the digests still prove the bytes."""
    path = bag / "data" / "mục lục.docx"
    path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    assert {(problem.code, problem.is_error) for problem in check_bag(bag)} == {("bag-twin", False)}
    assert require_bag(bag)


@pytest.mark.parametrize("name", ["100%.docx", "a\nb"])
def test_names_that_readers_undo_differently_are_not_written(name: str, tmp_path: Path) -> None:
    """RFC 8493 escapes them, the usual library does not undo all of it."""
    with pytest.raises(ValueError, match="per cent"):
        write_bag(tmp_path / "goi", {name: b"x"}, [])
