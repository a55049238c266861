"""Damaged, locked, active, gigantic and hostile files under the ruler: one clear reason each, in bounded time."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.media.apart import Limits
from docgen.workflows.check_papers import MOST_BYTES, Refused, Report, check_files, desk
from tests.support.circle import run_inside

from .papers import Parts, p, r, row, state_decision

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_RELS = "word/_rels/document.xml.rels"
_RELATION = '<Relationship Id="rId9" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_SECONDS = 20.0  # of work, starting the reader included, for all of them


def _with(paper: bytes, **parts: str | bytes) -> bytes:
    """The file with parts added or put in place of its own; a name is told with __ for / and _DOT_ for a dot."""
    out = io.BytesIO()
    told = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()}
    with zipfile.ZipFile(io.BytesIO(paper)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in told:
                new.writestr(name, old.read(name))
        for name, data in told.items():
            new.writestr(name, data)
    return out.getvalue()


def _changed(paper: bytes, part: str, change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(paper)) as package:
        text = package.read(part).decode()
    return _with(paper, **{part.replace("/", "__").replace(".", "_DOT_"): change(text)})


def _pointing(kind: str, target: str) -> bytes:
    relation = _RELATION.format(kind=kind, target=target)
    return _changed(RIGHT, _RELS, lambda text: text.replace("</Relationships>", relation))


def _long(inside: str) -> Parts:
    """The right decision with something in place of its last lines."""
    return state_decision().twin(p(r("./."), jc="right"), inside)


RIGHT = state_decision().docx()
BAD: dict[str, tuple[bytes, str]] = {  # the bytes, and words of the reason
    "empty.docx": (b"", "đây không phải tệp Word"),
    "letter.docx": ("Kính gửi".encode(), "đây không phải tệp Word"),
    "torn.docx": (RIGHT[: len(RIGHT) // 2], "bị hỏng"),
    "flipped.docx": (RIGHT[:700] + bytes(400) + RIGHT[1100:], "bị hỏng"),
    "old.doc": (_OLE + bytes(512), "tệp kiểu cũ"),
    "locked.docx": (_OLE + "EncryptedPackage".encode("utf-16-le"), "đặt mật khẩu"),
    "macro.docm": (_changed(RIGHT, "[Content_Types].xml", lambda text: text.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", _MACROS)), "macro"),
    "code.docx": (_with(RIGHT, word__vbaProject_DOT_bin=b"code"), "macro"),
    "object.docx": (_with(RIGHT, word__embeddings__oleObject1_DOT_bin=_OLE), "đối tượng nhúng"),
    "bomb.docx": (_with(RIGHT, word__media__image1_DOT_png=bytes(30 << 20)), "bom nén"),
    "nested.docx": (_with(RIGHT, word__media__more_DOT_zip=b"PK"), "tệp nén khác"),
    "entities.docx": (_changed(RIGHT, "word/document.xml", lambda text:
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + text.replace("Mẫu", "&b;", 1)), "DOCTYPE"),
    "unclosed.docx": (_changed(RIGHT, "word/document.xml", lambda text: text.replace("</w:body>", "")), "XML bị hỏng"),
    "deep.docx": (_long("<w:sdt>" * 3000 + "</w:sdt>" * 3000).docx(), "XML bị hỏng"),
    "outward.docx": (_pointing("attachedTemplate", "http://xa.example/mau.dotm"), "trỏ ra ngoài"),
    "share.docx": (_pointing("attachedTemplate", "file://may-chu/mau.dotm"), "trỏ ra ngoài"),
    "picture.docx": (_pointing("image", "http://xa.example/anh.png"), "trỏ ra ngoài"),
    "nothing.docx": (_with(RIGHT, word__document_DOT_xml=b""), "XML bị hỏng"),
}  # fmt: skip
HARMLESS = {
    "template of their own.docx": _pointing("attachedTemplate", "file:///C:\\Mau\\mau.dotx"),
    "long line.docx": _long(p(r("ngày tháng năm số điều " * 40_000))).docx(),
    "many cells.docx": _long(f"<w:tbl>{row(*[p(r('x'))] * 2_000)}</w:tbl>").docx(),
    "blanks.docx": _long(p(r(" " * 400_000 + "x"))).docx(),
    "rings of styles.docx": state_decision()
    .twin('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Bold"/>', part="styles")
    .docx(),
}


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    """This test ensures that of many files each bad one is told with its reason and the good ones are checked."""
    files = {"first.docx": RIGHT, **{name: data for name, (data, _) in BAD.items()}, **HARMLESS, "last.docx": RIGHT}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    begin = os.times()
    ran = run_inside("docgen", ["check", *(str(tmp_path / name) for name in files), "--json"], {})
    took = sum(os.times()[:4]) - sum(begin[:4])
    assert ran.code == 1
    assert took < _SECONDS
    rows = {Path(line["file"]).name: line for line in json.loads(ran.out)}
    assert list(rows) == list(files)
    for name, (_, reason) in BAD.items():
        assert reason in rows[name]["refused"], name
        assert rows[name]["advice"]
    for name in ("first.docx", "last.docx", *HARMLESS):
        assert rows[name]["ruleset"] == "ND30", name
    assert "Traceback" not in ran.err


@pytest.mark.slow
def test_time_and_memory_are_bounded(tmp_path: Path) -> None:
    """This test ensures that what takes too long, or too much, is given up, and the next file is read all the same."""
    right = tmp_path / "right.docx"
    right.write_bytes(RIGHT)
    many = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(40_000))
    for text, limits in (
        (many, Limits(cpu_seconds=1, wall_seconds=40.0)),
        (p(r("abab" * 200_000)) * 90, Limits(memory_bytes=200 << 20)),
    ):
        slow = tmp_path / "slow.docx"
        slow.write_bytes(_long(text).docx())
        with desk(limits) as helpers:
            (given_up,), (checked,) = check_files([slow], helpers), check_files([right], helpers)
        assert isinstance(given_up, Refused)
        assert "Đọc tệp không xong" in given_up.reason
        assert isinstance(checked, Report)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_and_what_is_gigantic_is_not_read(tmp_path: Path) -> None:
    """This test ensures that a pipe and a file beyond all measure are refused before a byte is read."""
    pipe, giant, gone = tmp_path / "pipe.docx", tmp_path / "giant.docx", tmp_path / "gone.docx"
    os.mkfifo(pipe)
    giant.touch()
    os.truncate(giant, MOST_BYTES + 1)
    with desk() as helpers:
        found = check_files([pipe, giant, gone], helpers)
    assert [isinstance(each, Refused) for each in found] == [True, True, True]
    assert "100 MB" in str(found[1])


def test_a_good_file_alone_ends_well(tmp_path: Path) -> None:
    """This test ensures that the exit code is 0 only when every file was read and nothing is wrong."""
    (tmp_path / "right.docx").write_bytes(RIGHT)
    assert run_inside("docgen", ["check", str(tmp_path / "right.docx")], {}).code == 0
