"""Where headings stand: one row, two rows under merged cells, years and typing slips in them."""

from __future__ import annotations

import pytest

from registry.exchange import SheetCells, read_rows
from registry.exchange.headings import Header, find_header, nearest_heading

UPPER = ("TT", "Người được giao", None, None, "Năm", "Chỉ tiêu", None, None, None, "Thời gian", None)
LOWER = (
    *(None, "Họ tên", "Chức vụ", "Đơn vị", None),
    *("Nội dung", "Đơn vị", "Số liệu gốc", "Kế hoạch", "Bắt đầu", "Hoàn thành"),
)
MERGED = (((1, 1), (1, 3)), ((1, 5), (1, 8)), ((1, 9), (1, 10)), ((1, 0), (2, 0)), ((1, 4), (2, 4)))
EXPECTED = {
    "ordinal": 0,
    "official": 1,
    "post": 2,
    "unit": 3,
    "period": 4,
    "target": 5,
    "measure_unit": 6,
    "baseline": 7,
    "target_value": 8,
    "deadline": 10,
}


def header_of(*rows: tuple[object, ...], merged: tuple[object, ...] = ()) -> Header:
    """The header of a sheet."""
    header = find_header(SheetCells(name="A", rows=rows, merged=merged))  # type: ignore[arg-type]
    assert header is not None
    return header


def test_two_rows_under_merged_cells() -> None:
    """this test ensures that a heading under a merged one means what it means there: two columns “Đơn vị” differ."""
    header = header_of(("DANH SÁCH",), UPPER, LOWER, merged=MERGED)
    assert (header.first, header.row) == (1, 2)
    assert dict(header.columns) == EXPECTED
    assert header.unknown == ((2, 9),)


def test_two_rows_without_merges() -> None:
    """this test ensures that the same headings in a .csv file, which knows no merged cells, are understood."""
    assert dict(header_of(UPPER, LOWER).columns) == EXPECTED


def test_one_row_is_not_joined_to_its_data() -> None:
    """this test ensures that data under a single heading row are no headings."""
    header = header_of(("Họ tên", "Chức vụ", "Năm", "Nội dung"), ("Ma Văn Tú", "Bí thư", 2021.0, "Chỉ tiêu"))
    assert (header.first, header.row) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Chỉ tiêu năm 2022", "target"),
        ("NỘI DUNG NHIỆM VỤ GIAI ĐOẠN 2021-2025", "title"),
        ("Kết quả thực hiện năm trước (2021)", "baseline"),
        ("Năm 2021", None),
    ],
)
def test_years_in_headings(typed: str, field: str | None) -> None:
    """this test ensures that a year at the end of a heading does not matter, and that a year alone is no heading."""
    header = header_of(("Họ tên", "Chức vụ", "Loại kỳ", typed))
    assert header.columns.get(field or "", -1) == (3 if field else -1)


@pytest.mark.parametrize(("typed", "meant"), [("Họ và tên cán bọ", "Họ và tên"), ("Màu sắc", "")])
def test_the_nearest_heading_is_offered(typed: str, meant: str) -> None:
    """this test ensures that a slip in a heading is told with the heading it resembles, and nothing else is."""
    assert nearest_heading(typed) == meant


def test_a_list_without_a_column_is_told_once() -> None:
    """this test ensures that a missing column for target or product is told once, not at every task."""
    rows = tuple(("Ma Văn Tú", "Bí thư", 2021.0, f"Làm đường số {number}", "30/11/2021") for number in range(3))
    sheet = SheetCells(name="A", rows=(("Họ tên", "Chức vụ", "Năm", "Nội dung", "Thời hạn"), *rows))
    problems = read_rows([sheet]).problems
    assert [(problem.code, problem.place.cell) for problem in problems] == [
        ("missing-target", ""),
        ("missing-product", ""),
    ]
