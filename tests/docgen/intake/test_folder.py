"""The inbox as it lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgen.errors import OutsideMissing, UnsafeFile
from docgen.intake.folder import MARKER, is_ignored, present, put_marker, seen_at
from docgen.intake.names import as_data, visible
from docgen.intake.opening import open_regular


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty inbox with its marker."""
    put_marker(tmp_path / "inbox")
    return tmp_path / "inbox"


def test_lists_regular_files_by_name(inbox: Path) -> None:
    """Files are listed in the order of their names with size and time."""
    (inbox / "b.pdf").write_bytes(b"12")
    (inbox / "a.pdf").write_bytes(b"1")
    files = present(inbox).files
    assert [(seen.name, seen.size) for seen in files] == [("a.pdf", 1), ("b.pdf", 2)]
    assert files[0].mtime_ns == (inbox / "a.pdf").stat().st_mtime_ns


@pytest.mark.parametrize(
    "name",
    [
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "@eaDir",
        ".hidden",
        "~$phieu.docx",
        ".~lock.a.docx#",
        "x.TMP",
        "x.part",
        "x.filepart",
        "x.crdownload",
    ],
)
def test_half_made_and_system_names_are_ignored(inbox: Path, name: str) -> None:
    """Lock files, partial copies and system files are neither listed nor reported."""
    (inbox / name).write_bytes(b"x")
    looked = present(inbox)
    assert is_ignored(name)
    assert looked.files == () and looked.problems == ()


def test_links_folders_and_pipes_are_reported_not_listed(inbox: Path, tmp_path: Path) -> None:
    """What is no regular file is passed over with a reason that names it."""
    (tmp_path / "secret").write_text("x")
    (inbox / "lien-ket.pdf").symlink_to(tmp_path / "secret")
    (inbox / "thu-muc.pdf").mkdir()
    os.mkfifo(inbox / "ong.pdf")
    looked = present(inbox)
    assert looked.files == ()
    assert [problem.place.file for problem in looked.problems] == ["lien-ket.pdf", "ong.pdf", "thu-muc.pdf"]
    assert {problem.code for problem in looked.problems} == {"inbox-not-a-file"}


def test_missing_marker_is_never_an_empty_inbox(inbox: Path) -> None:
    """An unmounted share (folder there, marker not) stops the look instead of reporting no files."""
    (inbox / MARKER).unlink()
    with pytest.raises(OutsideMissing) as caught:
        present(inbox)
    assert "không có tệp nào bị coi là đã xóa" in caught.value.advice


def test_missing_folder_stops_the_look(tmp_path: Path) -> None:
    """A vanished folder raises too."""
    with pytest.raises(OutsideMissing):
        present(tmp_path / "gone")


def test_open_regular_refuses_links_and_pipes(tmp_path: Path) -> None:
    """A file swapped for a link or a pipe between look and opening is not read, and nothing blocks."""
    (tmp_path / "real").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(UnsafeFile):
            open_regular(tmp_path / name)
    with open_regular(tmp_path / "real") as stream:
        assert stream.read() == b"x"


def test_seen_at_tells_vanished_and_replaced(inbox: Path) -> None:
    """A vanished file is None; a rewritten one is another value."""
    path = inbox / "a.pdf"
    path.write_bytes(b"1")
    before = seen_at(path)
    path.write_bytes(b"22")
    assert seen_at(path) != before
    path.unlink()
    assert seen_at(path) is None


def test_names_are_kept_and_shown_harmlessly() -> None:
    """Reversed text and control signs are spelled out, both byte forms of one name are one, any name can be stored."""
    assert visible("a\u202efdp.exe\n") == "a\\u202efdp.exe\\n"
    assert as_data("Phie\u0302\u0301u.docx") == "Phi\u1ebfu.docx"
    assert as_data("x\udcff.pdf") == "x\\udcff.pdf"
    assert visible("Phiếu đánh giá.docx") == "Phiếu đánh giá.docx"
