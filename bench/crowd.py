"""Workbooks of many fictional people, for measuring: as many rows as wanted, every row right.

Knows how to make names, posts and tasks that look like a district's; measures nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from registry.exchange import TaskRow
from registry.labels import Horizon

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quang", "Hồng", "Ngọc", "Xuân", "Hữu", "Kim", "Thu")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hùng", "Hương", "Khánh")
_WORKS = (
    "Nâng tỷ lệ chi bộ {n} sinh hoạt đạt loại tốt trong năm",
    "Hoàn thành giải phóng mặt bằng {n} hộ của dự án đường liên xã",
    "Số hóa {n} hồ sơ hộ tịch, đất đai của xã",
    "Xây dựng {n} mô hình phân loại rác tại hộ gia đình",
)
_COMMUNES = 300


def names(count: int) -> Iterator[str]:
    """Different full names, far apart in the alphabet."""
    whole = [f"{f} {m} {n} {g}" for f in _FAMILY for m in _MIDDLE for n in _MIDDLE for g in _GIVEN]
    for number in range(count):
        yield whole[number * 7919 % len(whole)]


def rows(count: int, year: int = 2021) -> Iterator[TaskRow]:
    """One task each for `count` people of three hundred communes in two groups."""
    for number, name in enumerate(names(count)):
        commune = f"xã Số {number % _COMMUNES}"
        yield TaskRow(
            official=name,
            post=f"Bí thư Đảng ủy {commune}",
            unit=f"Đảng ủy {commune}",
            group="Khối xã" if number % 2 else "Khối huyện",
            horizon=Horizon.YEAR,
            period=str(year),
            title=_WORKS[number % len(_WORKS)].format(n=number + 10),
            natures=("việc khó",),
            target=f"Từ {number % 50}% lên {number % 40 + 55}%",
            baseline=Decimal(number % 50),
            target_value=Decimal(number % 40 + 55),
            measure_unit="%",
            product="Hướng dẫn; bảng chấm điểm; danh sách",
            basis="Nghị quyết số 01-NQ/HU",
            deadline=dt.date(year, 11, 30),
            deadline_text=f"30/11/{year}",
            supervisor="đồng chí Quan Thế Hưởng, Phó Bí thư Huyện ủy",
        )
