"""Workbooks built to hurt, and workbooks that came damaged: each is refused for one clear reason, fast, in little room.

Every file is made here. The suite asserts the reason and that nothing is opened; the largest are also measured in a
process of their own (3 seconds, 300 MB).
"""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.sheets import read_workbook
from registry.exchange import read_rows
from tests.support import old_workbook, raw_workbook
from tests.support.raw_workbook import MAIN, OFFICE, PACKAGE, cell, row

MOST_SECONDS, MOST_MEGABYTES = 3.0, 300
Build = Callable[[Path], Path]


def xlsx(**content: object) -> Build:
    """A recipe for an .xlsx file; what is large is given as a function, so that it is made only for its test."""

    def build(folder: Path) -> Path:
        made = {name: part() if callable(part) else part for name, part in content.items()}
        return raw_workbook.write(folder / "a.xlsx", **made)

    return build


def xls(stream: bytes, **options: object) -> Build:
    """A recipe for an .xls file."""
    return lambda folder: old_workbook.write(folder / "a.xls", stream, **options)  # type: ignore[arg-type]


def ods(table: str, **parts: str) -> Build:
    """A recipe for an .ods file."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table")
    )

    def build(folder: Path) -> Path:
        content = f"<office:document-content {spaces}>{table}</office:document-content>"
        with zipfile.ZipFile(folder / "a.ods", "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            for name, part in {"META-INF/manifest.xml": "<m/>", "content.xml": content, **parts}.items():
                package.writestr(name, part)
        return folder / "a.ods"

    return build


def raw(name: str, content: bytes) -> Build:
    """A recipe for a file of plain bytes."""

    def build(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return build


def cut(build: Build, *, keep: float) -> Build:
    """The file of another recipe, cut off."""

    def cut_off(folder: Path) -> Path:
        path = build(folder)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * keep)])
        return path

    return cut_off


def named(build: Build, name: str) -> Build:
    """The file of another recipe under another name."""
    return lambda folder: build(folder).rename(folder / name)


def bomb(entity: str) -> str:
    """A workbook part whose entities double thirty times."""
    doubled = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 30))
    return f'<!DOCTYPE w [<!ENTITY e0 "{entity}">{doubled}]><workbook xmlns="{MAIN}"><sheets>&e29;</sheets></workbook>'


ONE = row(1, cell("A1"))
MERGED = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(1, 50_001))
FAR_SHEETS = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="r1"/>' for number in range(1, 100))
NOISE = "".join(f"{number * 7919 % 99_991:x}" for number in range(200_000))  # does not compress to nothing
FAR_RECORD = old_workbook.number_cell(65_535, 255, 1.0)
FROM_THE_NET = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="x" Type="{OFFICE}/attachedTemplate" Target="http://example.org/a" TargetMode="External"/>'
    "</Relationships>"
)
FAR_BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{FAR_SHEETS}</sheets></workbook>'
MACRO_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
)
EVERYTHING = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{ONE}</sheetData></worksheet>'

HOSTILE: dict[str, tuple[Build, str]] = {
    "50,000 merged ranges": (xlsx(sheet=ONE, below=f"<mergeCells>{MERGED}</mergeCells>"), "vùng gộp ô"),
    "merged ranges on one another": (
        xlsx(
            sheet="".join(row(n, cell(f"Z{n}")) for n in range(1, 400)),
            below="<mergeCells>" + '<mergeCell ref="A1:Z399"/>' * 15_000 + "</mergeCells>",
        ),
        "chồng lên nhau",
    ),
    "a cell at the last row": (xlsx(sheet=ONE + row(1_048_576, cell("A1048576"))), "quá xa"),
    "a cell at the last column": (xlsx(sheet=row(1, cell("XFD1"))), "quá xa"),
    "far places spelt with other quotes": (xlsx(sheet="<row r='1048576'><c r='A1048576'><v>1</v></c></row>"), "quá xa"),
    "a far cell that names no place": (xlsx(sheet='<row r="1048576"><c><v>1</v></c></row>'), "quá xa"),
    "a far cell that lies about its row": (xlsx(sheet='<row r="1"><c r="A900000"><v>1</v></c></row>'), "quá xa"),
    "one cell far down, one far right": (xlsx(sheet=row(1, cell("KN1")) + row(50_000, cell("A50000"))), "quá xa"),
    "many sheets with far cells": (
        xlsx(
            sheet=row(1, cell("A1")) + row(40_000, cell("AD40000")),
            parts={"xl/workbook.xml": FAR_BOOK},
        ),
        "quá nhiều ô",
    ),
    "a part that swells": (xlsx(sheet=lambda: " " * 40_000_000), "bom nén"),
    "a million styles": (
        xlsx(sheet=ONE, parts=lambda: {"xl/styles.xml": "".join(f'<xf fontId="{n}"/>' for n in range(1_000_000))}),
        "quá lớn",
    ),
    "a million texts": (
        xlsx(sheet=ONE, shared=lambda: "".join(f"<si><t>{n % 977}</t></si>" for n in range(1_000_001))),
        "quá nhiều chuỗi",
    ),
    "texts without end": (xlsx(sheet=ONE, shared=lambda: f"<si><t>{NOISE * 40}</t></si>"), "quá lớn"),
    "too many formulas": (
        xlsx(sheet=lambda: row(1, "".join(f'<c r="A{n % 999 + 1}"><f>1</f></c>' for n in range(100_010)))),
        "quá nhiều công thức",
    ),
    "entities in the workbook": (xlsx(sheet=ONE, parts={"xl/workbook.xml": bomb("ha")}), "XML"),
    "entities in a sheet": (
        xlsx(parts={"xl/worksheets/sheet1.xml": '<!DOCTYPE w [<!ENTITY e "x">]><worksheet/>'}),
        "DOCTYPE",
    ),
    "a sheet in another encoding": (
        xlsx(parts={"xl/worksheets/sheet1.xml": "<worksheet/>".encode("utf-16")}),
        "mã lạ",
    ),
    "a package inside": (xlsx(sheet=ONE, parts={"xl/embedded/b.zip": b"PK"}), "tệp nén khác"),
    "a macro": (xlsx(sheet=ONE, parts={"xl/vbaProject.bin": b"x"}), "macro"),
    "a macro type": (xlsx(sheet=ONE, parts={"[Content_Types].xml": MACRO_TYPES}), "macro"),
    "a macro workbook by name": (named(xlsx(sheet=ONE), "a.xlsm"), "macro"),
    "a template from the net": (xlsx(sheet=ONE, parts={"xl/worksheets/_rels/sheet1.xml.rels": FROM_THE_NET}), "trỏ ra"),
    "a Word file in disguise": (xlsx(sheet=ONE, parts={"word/document.xml": "<w/>"}), "Word"),
    "a locked workbook": (xls(b"x" * 5000, name="EncryptedPackage", others=["EncryptionInfo"]), "mật khẩu"),
    "a locked workbook by another name": (
        named(xls(b"x" * 5000, name="EncryptedPackage", others=["EncryptionInfo"]), "a.xlsx"),
        "mật khẩu",
    ),
    "a locked old workbook": (
        xls(old_workbook.workbook([("S", old_workbook.sheet([["x"]]), 0)], old_workbook.record(0x2F, b"\x01\x00" * 3))),
        "mật khẩu",
    ),
    "an old workbook with macros": (
        xls(old_workbook.workbook([("S", old_workbook.sheet([["x"]]), 0)]), others=["_VBA_PROJECT_CUR"]),
        "macro",
    ),
    "an old workbook with a far cell": (
        xls(old_workbook.workbook([("S", old_workbook.sheet([["x"]], FAR_RECORD), 0)])),
        "quá xa",
    ),
    "an old workbook of many far sheets": (
        xls(
            old_workbook.workbook(
                [(f"S{n}", old_workbook.sheet([["x"]], old_workbook.number_cell(30_000, 40, 1.0)), 0) for n in range(9)]
            )
        ),
        "quá nhiều ô",
    ),
    "an .ods that repeats rows": (
        ods('<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000"><table:table-cell>x'
            "</table:table-cell></table:table-row></table:table>"),
        "quá xa",
    ),
    "an .ods with entities": (ods('<!DOCTYPE x [<!ENTITY e "x">]>'), "DOCTYPE"),
    "an .ods with macros": (ods("<x/>", **{"Basic/Standard/a.xml": "x"}), "macro"),
    "a locked .ods": (ods("<x/>", **{"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), "mật khẩu"),
    "a .csv of commas": (raw("a.csv", b"," * 400), "quá xa"),
    "a .csv of lines": (raw("a.csv", b"a,b\n" * 60_000), "quá xa"),
    "a .csv whose quotation never ends": (raw("a.csv", b'a,b\n"' + b"x" * 300_000), "nháy"),
    "a web page": (raw("a.xls", b"<html><table><tr><td>1</td></tr></table></html>"), "trang web"),
    "an XML workbook of 2003": (raw("a.xls", b'<?xml version="1.0"?><Workbook/>'), "trang web"),
    "a PDF": (raw("a.xlsx", b"%PDF-1.7"), "PDF"),
    "another zip": (raw("a.xlsx", b"PK\x03\x04 not a package"), "hỏng"),
    "cut off in the middle": (cut(xlsx(sheet=ONE, shared=f"<si><t>{NOISE}</t></si>"), keep=0.6), "hỏng"),
    "an old workbook cut off": (
        cut(xls(old_workbook.workbook([("S", old_workbook.sheet([["x" * 50]] * 200), 0)])), keep=0.3),
        "hỏng",
    ),
    "an OLE file of nothing": (raw("a.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 900), "hỏng"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_for_one_clear_reason(tmp_path: Path, name: str) -> None:
    """this test ensures that each hostile or damaged workbook is refused with its reason and advice, never opened."""
    build, reason = HOSTILE[name]
    with pytest.raises(UnsafeFile, match=reason) as refusal:
        read_workbook(build(tmp_path))
    assert refusal.value.message.startswith("Không mở")
    assert refusal.value.advice


HARMLESS: dict[str, Build] = {
    "rows declared to the end of the sheet": xlsx(sheet=ONE + "".join(row(n) for n in (2, 50_001, 1_048_576))),
    "formatted empty cells to the end": xlsx(sheet=ONE + row(900_000, '<c r="C900000" s="1"/>')),
    "a dimension that says everything": xlsx(parts={"xl/worksheets/sheet1.xml": EVERYTHING}),
    "one merged range over everything": xlsx(
        sheet=ONE, below='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_large_is_read(tmp_path: Path, name: str) -> None:
    """this test ensures that what clerks' programs leave behind is no reason to refuse: only filled cells count."""
    (sheet,) = read_workbook(HARMLESS[name](tmp_path))
    assert sheet.value(0, 0) == 1
    assert len(sheet.rows) == 1
    assert read_rows([sheet]).rows == ()


def endless(piece: str, count: int = 100_000) -> str:
    """The beginning of an element, again and again, with something in it that does not compress to nothing."""
    return "".join(piece.replace("%", f"{number * 7919 % 99_991:x}") for number in range(count))


OLD_FONT = {"xl/styles.xml": raw_workbook.styles(".VnTime")}
ENDLESS: dict[str, Build] = {
    "rows": xlsx(sheet=lambda: endless('<row a="%" ')),
    "hidden rows": xlsx(sheet=lambda: endless('<row hidden="1" a="%" ')),
    "columns": xlsx(sheet=lambda: endless('<col a="%" ')),
    "formulas": xlsx(sheet=lambda: endless('<f a="%" ', 50_000)),
    "texts in an old font": xlsx(sheet=ONE, parts=OLD_FONT, shared=lambda: endless('<si a="%">')),
    "runs in an old font": xlsx(sheet=ONE, parts=OLD_FONT, shared=lambda: f"<si>{endless('<r %>')}</si>"),
    "spoken words": xlsx(sheet=ONE, parts=OLD_FONT, shared=lambda: f"<si>{endless('<rPh %>')}</si>"),
    "letters in an old font": xlsx(sheet=ONE, parts=OLD_FONT, shared=lambda: f"<si>{endless('<t %>')}</si>"),
    "cells in an old font": xlsx(sheet=lambda: endless('<c r="A1" a="%">'), parts=OLD_FONT),
    "tables": lambda folder: ods(endless('<table:table a="%" '))(folder),
    "sources": lambda folder: ods(endless('<table:table-source a="%" '))(folder),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_elements_that_never_end_are_searched_once(tmp_path: Path, name: str) -> None:
    """this test ensures that a file of elements that never close takes no time: the search goes through it once."""
    path = ENDLESS[name](tmp_path)
    started = time.process_time()
    try:
        read_workbook(path)
    except UnsafeFile as refusal:
        assert refusal.message.startswith("Không mở")
    assert time.process_time() - started < MOST_SECONDS


MEASURED = ("merged ranges on one another", "many sheets with far cells", "texts without end", "too many formulas")
MEASURE = """
import sys, time
from pathlib import Path
from docgen.errors import UnsafeFile
from docgen.sheets import read_workbook
started = time.process_time()
try:
    read_workbook(Path(sys.argv[1]))
    sys.exit("was opened")
except UnsafeFile:
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(time.process_time() - started, int(peak.split()[1]) / 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the system does not tell a process its peak")
@pytest.mark.parametrize("name", MEASURED)
def test_refusing_takes_little_time_and_room(tmp_path: Path, name: str) -> None:
    """this test ensures that the largest of them are refused within 3 seconds and 300 MB, in a process of their own."""
    path = HOSTILE[name][0](tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
