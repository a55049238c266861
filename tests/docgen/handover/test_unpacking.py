"""A hostile ZIP in a good bag: nothing leaves its folder or expands without end (luu-tru.md §6, rows 1, 2, 20)."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.handover.zipping import ZipLimits, unpack

SMALL = ZipLimits(entries=5, total_bytes=10_000_000)


def _zip(*names: str, data: bytes = b"x", method: int = zipfile.ZIP_STORED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name in names:
            archive.writestr(name, data)
    return raw.getvalue()


def _link() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        info = zipfile.ZipInfo("p/link")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return raw.getvalue()


def _lying(size: int) -> bytes:
    """A part whose directory and header say another size than it has."""
    raw = bytearray(_zip("p/a", data=b"y" * 1000, method=zipfile.ZIP_DEFLATED))
    where = raw.rindex(b"PK\x01\x02")
    raw[where + 24 : where + 28] = struct.pack("<I", size)
    raw[22:26] = struct.pack("<I", size)
    return bytes(raw)


HOSTILE = {
    "a way up": _zip("p/../../x"),
    "an absolute path": _zip("/tmp/x"),
    "a backslash": _zip("p\\..\\x"),
    "a drive": _zip("C:/x"),
    "a home": _zip("~/x"),
    "a name with a control character": _zip("p/a\u202eb"),
    "a trailing dot": _zip("p/a."),
    "the same name twice": _zip("p/a", "p/A"),
    "a link": _link(),
    "a bomb": _zip("p/a", data=b"\0" * 5_000_000, method=zipfile.ZIP_DEFLATED),
    "too much": _zip("p/a", "p/b", data=b"\0" * 6_000_000),
    "too many": _zip(*(f"p/{n}" for n in range(6))),
    "another way of packing": _zip("p/a", method=zipfile.ZIP_BZIP2),
    "more than it says": _lying(10),
    "less than it says": _lying(5000),
    "two folders": _zip("p/a", "q/a"),
    "a file outside the folder": _zip("p/a", "b"),
    "no ZIP": b"%PDF",
    "a torn ZIP": _zip("p/a", data=b"z" * 900)[:-40],
    "nothing": _zip(),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused(name: str, tmp_path: Path) -> None:
    """One clear sentence, and nothing outside the folder it was to lie in."""
    path, target = tmp_path / "goi.zip", tmp_path / "in" / "here"
    path.write_bytes(HOSTILE[name])
    target.mkdir(parents=True)
    with pytest.raises(UnsafeFile, match=r"Không nhận goi\.zip: .+\.") as refused:
        unpack(path, target, SMALL)
    assert refused.value.advice
    assert sorted(each.name for each in tmp_path.iterdir()) == ["goi.zip", "in"]
    assert [each.name for each in (tmp_path / "in").iterdir()] == ["here"]


def test_an_honest_zip_is_laid_out(tmp_path: Path) -> None:
    """The twin: the same limits let an ordinary package through."""
    (tmp_path / "goi.zip").write_bytes(_zip("p/a", "p/b/c", method=zipfile.ZIP_DEFLATED))
    assert sorted(p.name for p in unpack(tmp_path / "goi.zip", tmp_path, SMALL).rglob("*")) == ["a", "b", "c"]
