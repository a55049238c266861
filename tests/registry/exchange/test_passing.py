"""Rows that are no tasks, and rows that only look like them."""

from __future__ import annotations

import pytest

from registry.exchange import CellValue, SheetCells, read_rows

HEADINGS = ("TT", "Họ tên", "Chức vụ", "Năm", "Nội dung", "Chỉ tiêu", "Sản phẩm", "Thời hạn")
TASK = (1.0, "Ma Văn Tú", "Bí thư", 2021.0, "Làm đường", "05 km đường", "Biên bản", "30/11/2021")
OTHER = (2.0, "Lý A Sử", "Chủ tịch", 2021.0, "Xây nhà văn hóa", "02 nhà", "Biên bản", "30/11/2021")


def read(*rows: tuple[CellValue, ...]) -> tuple[int, list[str]]:
    """How many tasks are read, and the codes of the errors."""
    reading = read_rows([SheetCells(name="A", rows=(HEADINGS, *rows))])
    return len(reading.rows), [problem.code for problem in reading.problems if problem.is_error]


@pytest.mark.parametrize(
    "row",
    [
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
        (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0),
        ("I", "KHỐI ĐẢNG", None, None, None, None, None, None),
        (None, "II. Khối chính quyền", None, None, None, None, None, None),
        (None, None, None, None, "A. NHIỆM VỤ GIAI ĐOẠN", None, None, None),
        ("Tổng cộng:", None, None, None, "57 việc", None, None, None),
        (None, "Cộng toàn huyện: 57 việc", None, None, None, None, None, None),
        (None, "Tổng số", None, None, 61.0, None, None, None),
        (None, None, None, None, None, "Hàm Yên, ngày 05 tháng 02 năm 2021", None, None),
        (None, "NGƯỜI LẬP BIỂU", None, None, None, "T/M BAN THƯỜNG VỤ", None, None),
        (None, "(ký, ghi rõ họ tên)", None, None, None, "(đã ký)", None, None),
        HEADINGS,
        (None,) * 8,
        (" ", "\u00a0", None, None, None, None, None, None),
    ],
)
def test_no_task(row: tuple[CellValue, ...]) -> None:
    """this test ensures that such a row between two tasks is passed over without a word."""
    assert read(TASK, row, OTHER) == (2, [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((3.0, "Lý A Sử", None, None, None, None, None, None), "missing-post"),
        ((None, None, None, None, "Cộng đồng dân cư tự quản", None, None, None), "unknown-period"),
        ((3.0, None, None, 2021.0, None, "Tổng số 57 việc", None, None), "missing-title"),
        ((None, "Lý A Sử", "Chủ tịch", None, "Tổng hợp", None, None, None), "unknown-period"),
        (("I", "Lý A Sử", "Chủ tịch", None, "Việc", None, None, None), "unknown-period"),
    ],
)
def test_an_unfinished_task_is_told(row: tuple[CellValue, ...], code: str) -> None:
    """this test ensures that a task somebody began is never passed over in silence."""
    count, errors = read(TASK, row)
    assert count == 1
    assert code in errors


def test_headings_again_on_every_page() -> None:
    """this test ensures that repeated headings with their numbers and the tasks after them are read on."""
    numbers = tuple(f"({number})" for number in range(1, 9))
    assert read(numbers, TASK, HEADINGS, numbers, OTHER) == (2, [])
