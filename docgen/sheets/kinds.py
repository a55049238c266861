"""What kind of workbook a file is: told by its first bytes, whatever its name says.

Knows the signs of the four kinds that are read, and of what people rename by mistake; does not know how they are read.
"""

from __future__ import annotations

import enum
import io
import zipfile
from pathlib import Path

from docgen.messages import tr
from docgen.sheets.guard import MOST_BYTES, damaged, unsafe

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml")
_NAMED = (".xlsx", ".xls", ".ods", ".csv")
_FIRST = 4096  # bytes looked at


class Kind(enum.StrEnum):
    """How a workbook is packed; the value is the ending of its name."""

    XLSX = ".xlsx"
    XLS = ".xls"
    ODS = ".ods"
    CSV = ".csv"


def read_file(path: Path) -> bytes:
    """The bytes of a workbook, refused by its name or size alone when it cannot be one."""
    suffix = path.suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlam", ".xlsb"):
        raise unsafe(path.name, tr("tệp có thể chứa macro ({suffix})", suffix=suffix))
    if suffix not in _NAMED:
        raise unsafe(path.name, tr("không phải bảng tính .xlsx, .xls, .ods hoặc .csv"))
    if not path.is_file():
        raise unsafe(path.name, tr("không có tệp này"))
    if path.stat().st_size > MOST_BYTES:
        raise unsafe(path.name, tr("tệp lớn hơn {most} MB", most=MOST_BYTES // 1024 // 1024))
    return path.read_bytes()


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file by its content; UnsafeFile when it is none of ours."""
    first = data[:_FIRST]
    if first.startswith(_OLE):
        return Kind.XLS
    if first.startswith(_ZIP):
        return Kind.ODS if "content.xml" in _names_in(data, name) else Kind.XLSX
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE):
        raise unsafe(name, tr("tệp thật ra là trang web hoặc XML đổi đuôi tên"))
    if first.startswith(b"%PDF"):
        raise unsafe(name, tr("tệp thật ra là PDF"))
    if name.lower().endswith(Kind.CSV):
        return Kind.CSV
    raise damaged(name)


def _names_in(data: bytes, name: str) -> list[str]:
    """The names of the parts of a package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged(name) from error
