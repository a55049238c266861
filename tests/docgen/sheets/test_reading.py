"""Workbooks in: formats, limits, and files that are never opened."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from docgen.errors import UnsafeFile
from docgen.sheets import read_table, read_workbook, write_table
from docgen.sheets.guard import MOST_BYTES, MOST_COLUMNS

NEVER_OPENED = "Không mở được"


def workbook_at(path: Path, **cells: object) -> Path:
    """A workbook with the given cells."""
    workbook = openpyxl.Workbook()
    for name, value in cells.items():
        workbook.active[name] = value
    workbook.save(path)
    return path


def ods_at(path: Path, *, rows: int = 1, columns: int = 1) -> Path:
    """A minimal .ods whose one cell says it is repeated, over an empty tail as LibreOffice writes it."""
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ODF)
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
    body = (
        f'<table:table table:name="Việc"><table:table-row table:number-rows-repeated="{rows}">{cell}'
        "<text:p>Đỗ</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", MANIFEST)
        package.writestr("content.xml", f"{content}</office:body></office:document-content>")
    return path


ODF = ("office", "table", "text")
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


class TestWorkbooks:
    """What is read."""

    def test_values_and_places(self, tmp_path: Path) -> None:
        """Values keep their kind and their place, empty rows and columns above and left of them too."""
        path = workbook_at(tmp_path / "a.xlsx", C3="chữ", D3=2.5, E3=dt.date(2021, 2, 5))
        (sheet,) = read_workbook(path)
        assert [sheet.value(2, column) for column in range(5)] == [None, None, "chữ", 2.5, dt.date(2021, 2, 5)]
        assert sheet.is_blank_row(0)

    def test_formulas_and_merged_cells(self, tmp_path: Path) -> None:
        """Formula cells and merged ranges are told."""
        path = workbook_at(tmp_path / "a.xlsx", A1="=1+1", B1="x", A2=3)
        workbook = openpyxl.load_workbook(path)
        workbook.active.merge_cells("B1:B2")
        workbook.save(path)
        (sheet,) = read_workbook(path)
        assert sheet.formulas == {(0, 0)}
        assert sheet.merged == (((0, 1), (1, 1)),)

    def test_hidden_sheets_are_not_read(self, tmp_path: Path) -> None:
        """A sheet the clerk does not see is not read."""
        path = workbook_at(tmp_path / "a.xlsx", A1="thấy")
        workbook = openpyxl.load_workbook(path)
        workbook.create_sheet("Ẩn").sheet_state = "hidden"
        workbook.save(path)
        assert len(read_workbook(path)) == 1

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_csv(self, tmp_path: Path, encoding: str, separator: str) -> None:
        """A .csv file is one sheet of texts, whatever its separator; a formula in it is only text."""
        path = tmp_path / "Nhiệm vụ.csv"
        path.write_bytes(f'Họ tên{separator}Việc\n"=1+1"{separator}Đỗ\n'.encode(encoding))
        (sheet,) = read_workbook(path)
        assert sheet.rows == (("Họ tên", "Việc"), ("=1+1", "Đỗ"))
        assert sheet.name == "Nhiệm vụ"

    def test_ods(self, tmp_path: Path) -> None:
        """An .ods file with its usual endless empty tail is read."""
        (sheet,) = read_workbook(ods_at(tmp_path / "a.ods", columns=2))
        assert (sheet.name, sheet.rows) == ("Việc", (("Đỗ", "Đỗ"),))


class TestRefusals:
    """What is never opened."""

    @pytest.mark.parametrize(
        "repeats", [{"rows": 2_000_000}, {"columns": 16_000}, {"rows": 10**12}, {"rows": 40_000, "columns": 200}]
    )
    def test_ods_that_repeats_without_end(self, tmp_path: Path, repeats: dict[str, int]) -> None:
        """One cell that says it stands a million times is refused before memory runs out."""
        with pytest.raises(UnsafeFile, match="quá xa"):
            read_workbook(ods_at(tmp_path / "a.ods", **repeats))

    def test_bomb(self, tmp_path: Path) -> None:
        """A part that expands beyond every measure is refused before it does."""
        path = workbook_at(tmp_path / "bom.xlsx", A1="x")
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr("xl/media/big.xml", b" " * 5_000_000)
        with pytest.raises(UnsafeFile, match="bom nén"):
            read_workbook(path)

    def test_ods_bomb(self, tmp_path: Path) -> None:
        """An .ods bomb is refused too."""
        path = tmp_path / "bom.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("content.xml", b" " * 5_000_000)
        with pytest.raises(UnsafeFile, match="bom nén"):
            read_workbook(path)

    @pytest.mark.parametrize("cell", ["A200000", "XFD1"])
    def test_far_cell(self, tmp_path: Path, cell: str) -> None:
        """One cell at the end of the sheet does not make us allocate everything before it."""
        with pytest.raises(UnsafeFile, match="quá xa"):
            read_workbook(workbook_at(tmp_path / "a.xlsx", **{cell: 1}))

    def test_last_allowed_column(self, tmp_path: Path) -> None:
        """The limit itself is allowed."""
        name = openpyxl.utils.get_column_letter(MOST_COLUMNS)
        (sheet,) = read_workbook(workbook_at(tmp_path / "a.xlsx", **{f"{name}1": "x"}))
        assert sheet.value(0, MOST_COLUMNS - 1) == "x"

    def test_large_file(self, tmp_path: Path) -> None:
        """A file larger than any task list is refused by its size alone."""
        path = tmp_path / "a.xls"
        with path.open("wb") as file:
            file.truncate(MOST_BYTES + 1)
        with pytest.raises(UnsafeFile, match="lớn hơn"):
            read_workbook(path)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.docx", b"PK"),
            ("a.xlsx", b""),
            ("a.xlsx", b"PK\x03\x04 cut off"),
            ("a.xlsx", bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600),
            ("a.xls", b"not a workbook"),
            ("a.ods", b"PK\x03\x04 cut off"),
            ("a.csv", "Họ tên".encode("cp1258", errors="ignore") + b"\xff\xc3"),
        ],
    )
    def test_damaged_or_foreign(self, tmp_path: Path, name: str, content: bytes) -> None:
        """A damaged, foreign or locked file is refused with advice, never with a crash."""
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(UnsafeFile) as refusal:
            read_workbook(path)
        assert refusal.value.message.startswith("Không mở")
        assert refusal.value.advice

    def test_no_such_file(self, tmp_path: Path) -> None:
        """A file that is not there is told as such."""
        with pytest.raises(UnsafeFile, match="không có tệp"):
            read_workbook(tmp_path / "a.xlsx")


class TestTables:
    """Plain tables."""

    HEADINGS = ("Số", "Trích yếu", "Ngày")
    ROWS = ((1, "=HYPERLINK()", dt.date(2021, 2, 5)), (2, "Đỗ", None))

    def test_there_and_back(self, tmp_path: Path) -> None:
        """A written table is read again under its headings."""
        path = tmp_path / "sổ.xlsx"
        write_table(path, "SỔ ĐĂNG KÝ", self.HEADINGS, self.ROWS, notes=("Tính đến ngày 05/02/2021",))
        assert read_table(path, ("Trích yếu", "Ngày")) == (
            {"Trích yếu": "=HYPERLINK()", "Ngày": "05/02/2021"},
            {"Trích yếu": "Đỗ", "Ngày": ""},
        )

    def test_text_never_runs(self, tmp_path: Path) -> None:
        """A text like a formula is no formula."""
        path = tmp_path / "sổ.xlsx"
        write_table(path, "SỔ", self.HEADINGS, self.ROWS)
        assert read_workbook(path)[0].formulas == frozenset()

    def test_missing_heading(self, tmp_path: Path) -> None:
        """A table without an expected heading is refused."""
        path = tmp_path / "sổ.xlsx"
        write_table(path, "SỔ", self.HEADINGS, self.ROWS)
        with pytest.raises(UnsafeFile, match="Người ký"):
            read_table(path, ("Số", "Người ký"))
