"""Packages from outside: what is refused, and why."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.media.zips import TORN, Limits, open_package, safe_xml

from .conftest import rezip

RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def test_honest_file_opens(plain_docx: bytes, tmp_path: Path) -> None:
    """A plain Word file opens from bytes and from disk, and its parts are read."""
    (tmp_path / "a.docx").write_bytes(plain_docx)
    for data in (plain_docx, tmp_path / "a.docx"):
        package = open_package(data)
        assert package.xml("word/document.xml").tag.endswith("}document")
        assert "word/styles.xml" in package.names


def test_bomb_is_refused_before_expansion(plain_docx: bytes) -> None:
    """A part that expands a thousandfold is refused by its declared sizes."""
    bomb = rezip(plain_docx, {"word/media/image1.bin": bytes(20_000_000)})
    with pytest.raises(UnsafeFile, match="bom nén"):
        open_package(bomb)


def test_part_larger_than_declared_is_refused(plain_docx: bytes) -> None:
    """A part whose directory entry lies about its size is refused while it is read."""
    raw = bytearray(rezip(plain_docx, {"word/x.xml": b"<a>" + b"b" * 5000 + b"</a>"}))
    at = raw.rindex(b"word/x.xml") - 46
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UnsafeFile, match=r"bị hỏng|lớn hơn"):
        open_package(bytes(raw)).read("word/x.xml")


def test_limits_are_held(plain_docx: bytes) -> None:
    """Too many parts and too many bytes are refused, each with its own sentence."""
    with pytest.raises(UnsafeFile, match="quá nhiều thành phần"):
        open_package(plain_docx, Limits(entries=3))
    with pytest.raises(UnsafeFile, match="quá lớn"):
        open_package(plain_docx, Limits(total_bytes=100))


@pytest.mark.parametrize(
    "part", ["../evil.xml", "/abs.xml", "a\\b.xml", "C:x.xml", "a//b.xml", "a/./b.xml", "a\u202eb"]
)
def test_odd_names_are_refused(plain_docx: bytes, part: str) -> None:
    """Names that could leave the package or deceive the eye are refused."""
    with pytest.raises(UnsafeFile, match="bất thường"):
        open_package(rezip(plain_docx, {part: b"<a/>"}))


@pytest.mark.parametrize("twin", ["word/document.xml", "Word/Document.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_double_names_are_refused(plain_docx: bytes, twin: str) -> None:
    """Two parts of one name are refused: readers differ in which one they take."""
    buffer = io.BytesIO(plain_docx)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(twin, b"<other/>")
    with pytest.raises(UnsafeFile, match="trùng tên"):
        open_package(buffer.getvalue())


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml"])
def test_active_content_is_refused(plain_docx: bytes, part: str) -> None:
    """Macros, embedded objects and controls are refused by the names of their parts."""
    with pytest.raises(UnsafeFile, match="macro hoặc đối tượng"):
        open_package(rezip(plain_docx, {part: b"x"}))


def test_renamed_macro_file_is_refused(plain_docx: bytes) -> None:
    """A .docm renamed to .docx is known by its content type."""
    types = open_package(plain_docx).read("[Content_Types].xml")
    disguised = types.replace(b"wordprocessingml.document.main", b"x.macroEnabled.main")
    with pytest.raises(UnsafeFile, match="macro"):
        open_package(rezip(plain_docx, {"[Content_Types].xml": disguised}))


def test_nested_archive_is_refused(plain_docx: bytes) -> None:
    """An archive inside the archive is refused."""
    with pytest.raises(UnsafeFile, match="tệp nén khác"):
        open_package(rezip(plain_docx, {"word/media/more.zip": plain_docx}))


def test_only_hyperlinks_may_point_outside(plain_docx: bytes) -> None:
    """A remote template is refused, a hyperlink passes."""
    part = "word/_rels/settings.xml.rels"
    remote = RELATION.format(kind="attachedTemplate", target="http://example.vn/t.dotm")
    with pytest.raises(UnsafeFile, match="trỏ ra ngoài"):
        open_package(rezip(plain_docx, {part: remote.encode()}))
    link = RELATION.format(kind="hyperlink", target="http://example.vn/")
    assert open_package(rezip(plain_docx, {part: link.encode()})).has(part)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(100), "kiểu cũ"),
        (b"%PDF-1.7", "không phải tệp Word"),
        (b"", "không phải tệp Word"),
        (b"PK\x03\x04 half", "chưa chép xong"),
    ],
)
def test_other_formats_are_named(data: bytes, reason: str) -> None:
    """Old, foreign and half copied files are told apart for the clerk, with advice."""
    with pytest.raises(UnsafeFile, match=reason) as caught:
        open_package(data, name="phieu.docx")
    assert "phieu.docx" in caught.value.message
    assert caught.value.advice


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"<!DOCTYPE a><a/>",
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
        b"<a><b></a>",
    ],
)
def test_entities_and_damage_are_refused(data: bytes) -> None:
    """No DOCTYPE passes in any encoding, and damaged XML is refused."""
    with pytest.raises(UnsafeFile, match=r"DOCTYPE|hỏng"):
        safe_xml(data)


def test_a_file_torn_in_the_middle_is_refused(plain_docx: bytes) -> None:
    """A Word file that lost bytes in its middle (a broken copy) is refused in words, however much is missing."""
    for lost in (1, 500, len(plain_docx) // 3):
        torn = plain_docx[:400] + plain_docx[400 + lost :]
        with pytest.raises(UnsafeFile):
            package = open_package(torn)
            for part in package.names:
                package.read(part)


def test_what_is_inflated_by_ourselves_is_what_zipfile_gives() -> None:
    """This test ensures that one changed byte in or before a part never gives bytes that zipfile would not give."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/Đ.xml", "Quyết định " * 9)
    right = made.getvalue()
    for at in range(len(right)):
        damaged = right[:at] + bytes([right[at] ^ 0x24]) + right[at + 1 :]
        try:
            package = open_package(damaged)
        except UnsafeFile:
            continue
        for name in package.names:
            ours = package._inflated(package._archive.getinfo(name))
            assert ours is None or ours == _by_zipfile(damaged, name)
    package = open_package(right)
    assert [package._inflated(package._archive.getinfo(name)) for name in package.names] == [
        _by_zipfile(right, name) for name in package.names
    ]


def _by_zipfile(data: bytes, name: str) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(name)
    except TORN:
        return None
