"""Workbooks that take figures from other workbooks: refused with where, what and what to do; nothing else is."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from docgen.errors import UnsafeFile
from docgen.sheets import read_workbook
from docgen.sheets.linked import is_linked
from tests.support import old_workbook, raw_workbook
from tests.support.raw_workbook import OFFICE, PACKAGE, row

WAY_OUT = "Dữ liệu > Chỉnh sửa liên kết > Ngắt liên kết"


def link(number: int, target: str) -> dict[str, str]:
    """The parts of a link to another workbook."""
    away = f'Type="{OFFICE}/externalLinkPath" Target="{target}" TargetMode="External"'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" {away}/></Relationships>'
    return {
        f"xl/externalLinks/externalLink{number}.xml": '<externalLink xmlns="x"/>',
        f"xl/externalLinks/_rels/externalLink{number}.xml.rels": relations,
    }


def formula(place: str, text: str) -> str:
    """A cell with a formula and its last value."""
    return f'<c r="{place}"><f>{text}</f><v>7</v></c>'


def refusal(path: Path) -> UnsafeFile:
    """Why a workbook is not opened."""
    with pytest.raises(UnsafeFile) as refused:
        read_workbook(path)
    return refused.value


def test_where_what_and_what_to_do(tmp_path: Path) -> None:
    """The refusal names the other workbook, the sheet and the cell, and how to break the link."""
    path = raw_workbook.write(
        tmp_path / "giao-viec.xlsx",
        sheet=row(4, formula("C4", "SUM([1]Sheet1!$B$2:$B$9)")),
        parts=link(1, "file:///D:/S%E1%BB%91%20li%E1%BB%87u/t%E1%BB%95ng%20h%E1%BB%A3p.xlsx"),
    )
    said = refusal(path)
    for words in ("giao-viec.xlsx", "tổng hợp.xlsx", "trang tính", "ô C4"):
        assert words in said.message
    assert "D:" not in said.message
    assert WAY_OUT in said.advice and "dán giá trị" in said.advice


@pytest.mark.parametrize(
    ("sheet", "parts"),
    [
        ("", link(1, "b.xlsx")),  # a link no cell uses any more
        (row(1, formula("A1", "[1]Sheet!A1")), {}),  # a formula whose link part is gone
        (row(1, formula("A1", "'[b.xlsx]Tháng 1'!A1*2")), {}),
        (row(1, formula("A1", "1+'C:\\so\\[b.xlsx]Tháng 1'!A1")), {}),
        (row(1, formula("A1", "IF(A2&gt;[2]!tổng,1,0)")), {}),
        (row(1, '<c r="A1"><f t="shared" ref="A1:A3" si="0">[1]S!B1</f><v>1</v></c>'), {}),
    ],
)
def test_every_way_to_link_is_refused(tmp_path: Path, sheet: str, parts: dict[str, str]) -> None:
    """A link part without formulas, and formulas of every spelling, are refused."""
    path = raw_workbook.write(tmp_path / "a.xlsx", sheet=sheet, parts=parts)
    assert "tệp Excel khác" in refusal(path).message


@pytest.mark.parametrize(
    "text",
    [
        "Sheet2!A1",
        "'Tháng 1'!A1*2",
        "SUM(Bảng1[Số])*Sheet2!B1",
        "Bảng1[[#This Row],[Số]]",
        'IF(A1="[1]Sheet!A1",1,0)',
        "IF(A1=&quot;'[b.xlsx]S'!A1&quot;,1,0)",
        "Bảng1[1]",
    ],
)
def test_own_sheets_and_tables_are_no_links(text: str) -> None:
    """Other sheets, columns of tables and texts that only look so are formulas as any other (the twins)."""
    assert not is_linked(text.encode())


def test_a_list_in_a_table_with_formulas_is_read(tmp_path: Path) -> None:
    """A workbook with a table and formulas over its own columns is opened."""
    book = openpyxl.Workbook()
    book.active.append(["TT", "Số"])
    book.active.append([1, 5])
    book.active.add_table(Table(displayName="Bang1", ref="A1:B2"))
    book.active["D2"] = "=SUM(Bang1[Số])"
    book.save(tmp_path / "a.xlsx")
    assert read_workbook(tmp_path / "a.xlsx")[0].value(1, 1) == 5


def test_an_old_workbook_with_a_link(tmp_path: Path) -> None:
    """An .xls file that names another book is refused with its name; the record of its own sheets is no link."""
    path = "\x01\x03so\x03tong.xls"
    other = old_workbook.record(
        0x01AE, b"\x01\x00" + len(path).to_bytes(2, "little") + b"\x00" + path.encode("latin-1")
    )
    own = old_workbook.record(0x01AE, b"\x01\x00\x01\x04")
    sheets = [("Việc", old_workbook.sheet([["a"]]), 0)]
    assert "tong.xls" in refusal(old_workbook.write(tmp_path / "a.xls", old_workbook.workbook(sheets, other))).message
    (sheet,) = read_workbook(old_workbook.write(tmp_path / "b.xls", old_workbook.workbook(sheets, own)))
    assert sheet.rows == (("a",),)


@pytest.mark.parametrize(
    ("inside", "is_refused"),
    [
        ("""table:formula="of:=['file:///so/tong.ods'#$S.A1]" """, True),
        ('table:formula="of:=[&apos;file:///so/tong.ods&apos;#$S.A1]" ', True),
        ('table:formula="of:=[.A1]+[$S.B1]" ', False),
    ],
)
def test_an_ods_with_a_link(tmp_path: Path, inside: str, is_refused: bool) -> None:
    """An .ods file whose formula reads another file is refused with its name, one that reads its own cells is not."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table")
    )
    table = (
        f'<table:table table:name="S"><table:table-row><table:table-cell {inside} office:value-type="float" '
        'office:value="1"/></table:table-row></table:table>'
    )
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<m/>")
        package.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    if is_refused:
        assert "tong.ods" in refusal(tmp_path / "a.ods").message
    else:
        assert read_workbook(tmp_path / "a.ods")[0].name == "S"


@pytest.mark.parametrize("piece", ["&apos;", "&quot;", "'", '"', "'a[", "[", "]", "&apos;file:"])
def test_an_endless_formula_is_looked_at_once(tmp_path: Path, piece: str) -> None:
    """A formula of a megabyte made to be walked through again and again costs no more than any other."""
    long = (piece * (1_000_000 // len(piece)) + "[").replace('"', "&quot;")
    path = raw_workbook.write(tmp_path / "a.xlsx", sheet=row(1, formula("A1", long)))
    table = f'<table:table-cell table:formula="{long}"/>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
        package.writestr("META-INF/manifest.xml", "<m/>")
        package.writestr("content.xml", f"<x>{table}</x>")
    started = time.process_time()
    for each in (path, tmp_path / "a.ods"):
        try:
            read_workbook(each)
        except UnsafeFile:
            continue
    assert time.process_time() - started < 3


@pytest.mark.slow
def test_many_links_are_refused_in_time(tmp_path: Path) -> None:
    """Five hundred links and 45,000 linked formulas are refused in seconds, with a few of them named."""
    parts = {name: part for number in range(500) for name, part in link(number + 1, f"so-{number}.xlsx").items()}
    rows = "".join(row(number, formula(f"A{number}", f"[{number % 500 + 1}]S!A1")) for number in range(1, 45_001))
    path = raw_workbook.write(tmp_path / "a.xlsx", sheet=rows, parts=parts)
    started = time.process_time()
    said = refusal(path)
    assert time.process_time() - started < 3
    assert "so-0.xlsx" in said.message and "ô A1" in said.message and len(said.message) < 400
