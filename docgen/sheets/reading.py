"""Workbooks in: every sheet of an .xlsx, .xls, .ods or .csv file as plain cells.

Knows how to open files under limits; does not know headings, people or tasks, except to say that a hidden sheet looks
like a task list. Text stays text whatever it begins with; a formula is read by its last value; letters of before
Unicode are decoded and every change is told.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import python_calamine as calamine

from docgen.messages import tr
from docgen.sheets.decoding import conversions_of, decoded_rows
from docgen.sheets.delimited import Text, decode, rows_of
from docgen.sheets.guard import FileFacts, SheetFacts, check_merged, check_reach, unsafe
from docgen.sheets.kinds import Kind, kind_of, read_file
from docgen.sheets.ods_scan import scan_ods
from docgen.sheets.xls_scan import scan_xls
from docgen.sheets.xlsx_scan import scan_xlsx
from registry.exchange.cells import EXCEL_DAY_ZERO, MAC_DAY_ZERO, CellValue, Position, SheetCells
from registry.exchange.headings import find_header
from registry.problems import Place, Problem, Severity

_SCANS = {Kind.XLSX: scan_xlsx, Kind.XLS: scan_xls, Kind.ODS: scan_ods}


def read_workbook(path: Path) -> tuple[SheetCells, ...]:
    """All visible sheets of the file, in its order; UnsafeFile when it is too large, damaged or not a workbook."""
    data = read_file(path)
    kind = kind_of(data, path.name)
    remarks = _wrong_name(path, kind)
    if kind is Kind.CSV:
        return (_read_csv(data, path, remarks),)
    facts = _SCANS[kind](data, path.name)
    return _read_book(data, path.name, facts, remarks)


def _read_book(data: bytes, name: str, facts: FileFacts, remarks: list[Problem]) -> tuple[SheetCells, ...]:
    """The visible sheets; what is to be told of the whole file stands on the first."""
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            cells = [each for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
            visible = [each.name for each in cells if each.visible == calamine.SheetVisibleEnum.Visible]
            remarks += _hidden_lists(book, name, facts, [each.name for each in cells if each.name not in visible])
            told = [tuple(remarks) if number == 0 else () for number in range(len(visible))]
            return tuple(_read_sheet(book, name, sheet, facts, said) for sheet, said in zip(visible, told, strict=True))
    except calamine.PasswordError as error:
        raise unsafe(name, tr("tệp đặt mật khẩu")) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise unsafe(name, tr("tệp bị hỏng hoặc không phải bảng tính")) from error


def _read_sheet(
    book: calamine.CalamineWorkbook, name: str, title: str, facts: FileFacts, remarks: tuple[Problem, ...] = ()
) -> SheetCells:
    """One sheet as cells from A1 on."""
    sheet, said = book.get_sheet_by_name(title), facts.sheets.get(title, SheetFacts())
    if sheet.end is not None:
        check_reach(name, title, sheet.end[0] + 1, sheet.end[1] + 1)
    rows = sheet.to_python(skip_empty_area=False) if sheet.end is not None else []
    conversions = conversions_of(rows, said.fonts)
    merged = tuple(_merged(first, last) for first, last in sheet.merged_cell_ranges or ())
    check_merged(name, title, merged, rows=len(rows), columns=len(rows[0]) if rows else 0)
    return SheetCells(
        name=title,
        rows=decoded_rows([_told_empty(row) for row in rows], conversions),
        merged=merged,
        formulas=said.formulas,
        hidden_rows=said.hidden_rows,
        hidden_columns=said.hidden_columns,
        conversions=conversions,
        day_zero=MAC_DAY_ZERO if facts.is_mac_calendar else EXCEL_DAY_ZERO,
        remarks=remarks,
    )


def _told_empty(row: Sequence[CellValue]) -> tuple[CellValue, ...]:
    """A row of the library with emptiness told as None."""
    return tuple([None if value == "" else value for value in row])


def _merged(first: Position, last: Position) -> tuple[Position, Position]:
    return (first[0], first[1]), (last[0], last[1])


def _read_csv(data: bytes, path: Path, remarks: list[Problem]) -> SheetCells:
    """A .csv file as one sheet of texts."""
    read = decode(data, path.name)
    rows = rows_of(read.text, path.stem, path.name)
    conversions = conversions_of(rows, {}, read.encoding)
    return SheetCells(
        name=path.stem,
        rows=decoded_rows(rows, conversions),
        conversions=conversions,
        remarks=(*remarks, *_old_letters(read)),
    )


def _remark(code: str, message: str, sheet: str = "") -> Problem:
    return Problem(code=code, message=message, severity=Severity.WARNING, place=Place(sheet=sheet))


def _wrong_name(path: Path, kind: Kind) -> list[Problem]:
    """A file named as another kind than it is."""
    if path.suffix.lower() == kind.value:
        return []
    message = tr(
        "Tệp tên {suffix} nhưng thật ra là {kind}; đã đọc theo nội dung. Lưu lại dưới đúng tên.",
        suffix=path.suffix,
        kind=kind.value,
    )
    return [_remark("wrong-extension", message)]


def _old_letters(read: Text) -> Iterator[Problem]:
    """A .csv file that was not in Unicode."""
    if read.was:
        message = tr("Tệp .csv viết bằng mã {encoding}, đã được chuyển sang Unicode. Kiểm tra lại.", encoding=read.was)
        yield _remark("converted-file", message)


def _hidden_lists(
    book: calamine.CalamineWorkbook, name: str, facts: FileFacts, hidden: Iterable[str]
) -> Iterator[Problem]:
    """Hidden sheets that look like a task list: they are not read, and the clerk is told."""
    for title in hidden:
        header = find_header(_read_sheet(book, name, title, facts))
        if header is not None and not header.missing():
            message = tr("Trang tính “{sheet}” đang ẩn nên không được đọc. Bỏ ẩn nếu cần nhập.", sheet=title)
            yield _remark("hidden-sheet", message, title)
