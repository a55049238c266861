"""What bases rest on: by number or by name and day, and what of it had ended."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from registry.rules.citations import Known
from registry.rules.grounds import Shelf
from registry.rulesets import shipped_instruments

SHELF = Shelf(shipped_instruments())
LAW = "Luật Tổ chức chính quyền địa phương"
DAY = dt.date(2026, 1, 20)


def ended(base: str, on: dt.date = DAY) -> list[tuple[str, str]]:
    """What a base rests on that had ended, each with what holds instead."""
    found = ((ground.told, SHELF.ended(ground, on)) for ground in SHELF.grounds_of(base))
    return [(told, SHELF.newest(known, on)) for told, known in found if known is not None]


@pytest.mark.parametrize(
    "version",
    [
        "ngày 19 tháng 6 năm 2015",
        "ngày\u00a019 tháng 6 năm\u00a02015",
        "ngày 19/6/2015",
        "ngày 19 tháng 06 năm 2015",
        "năm 2015",
        "2015",
        "(năm 2015)",
        "ngày 19 tháng 02 năm 2025",
        "được Quốc hội khóa XIII thông qua ngày 19 tháng 6 năm 2015",
        "ngày 19 tháng 6 năm 2015 và Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ năm 2019",
    ],
)
def test_a_law_is_known_by_its_name_and_day(version: str) -> None:
    """This test ensures that a law cited without a number is told once it ended, with the one that holds now."""
    assert [holds for _, holds in ended(f"Căn cứ {LAW} {version};")] == ["72/2025/QH15"]


@pytest.mark.parametrize(
    "base",
    [
        f"Căn cứ {LAW};",
        f"Căn cứ {LAW} ngày 16 tháng 6 năm 2025;",
        f"Căn cứ {LAW} năm 2025;",
        f"Căn cứ {LAW} và Luật Cán bộ, công chức năm 2015;",
        f"Căn cứ Nghị định số 08/2016/NĐ-CP hướng dẫn thi hành {LAW} năm 2015;",
        f"Căn cứ {LAW} ngày 16/6/2025 thay thế {LAW} ngày 19/6/2015;",
        f"Căn cứ Báo cáo tổng kết thi hành Luật số 77/2015/QH13 và kết quả thực hiện {LAW} năm 2015;",
        "Căn cứ Quy định số 399-QĐ/TW thay thế Quy định số 66-QĐ/TW;",
        "Căn cứ Kế hoạch của Ban Thường vụ Tỉnh ủy thực hiện Quy định số 124-QĐ/TW;",
        "Căn cứ Quy định số 66-QĐ/TW (đã được thay thế bằng Quy định số 399-QĐ/TW);",
    ],
)
def test_what_holds_or_is_only_spoken_of_is_quiet(base: str) -> None:
    """This test ensures that a name alone, the law in force and what a base tells of the past are no fault."""
    assert ended(base) == []


@pytest.mark.parametrize(
    ("base", "holds"),
    [
        ("Thực hiện Quy định số 124-QĐ/TW của Bộ Chính trị", "366-QĐ/TW"),
        ("Căn cứ Quy định của Bộ Chính trị số 132-QĐ/TW, ngày 08/3/2018", "366-QĐ/TW"),
        ("Căn cứ Hướng dẫn số 43-HD/BTCTW, Quy định số 366-QĐ/TW, Quy định số 124-QĐ/TW", "366-QĐ/TW"),
        (f"Căn cứ thẩm quyền quy định tại {LAW} năm 2015", "72/2025/QH15"),
        (f"Căn cứ {LAW} số 77/2015/QH13 ngày 19 tháng 6 năm 2015", "72/2025/QH15"),
    ],
)
def test_a_basis_is_told_wherever_it_stands(base: str, holds: str) -> None:
    """This test ensures that verbs that open a base do not hide what it rests on; the last successor is named."""
    assert [number for _, number in ended(base)] == [holds]


@pytest.mark.parametrize(
    ("version", "last_day"),
    [("ngày 19/6/2015", dt.date(2025, 2, 28)), ("ngày 19/02/2025", dt.date(2025, 6, 15))],
)
def test_the_day_of_the_paper_decides(version: str, last_day: dt.date) -> None:
    """This test ensures that an old law is right in a paper of its time, to its last day."""
    base = f"Căn cứ {LAW} {version};"
    assert ended(base, last_day) == []
    assert ended(base, last_day + dt.timedelta(days=1)) != []


def test_a_base_of_thousands_of_citations_is_read_at_once() -> None:
    """This test ensures that the time grows with the length of a base and not with its square."""
    base = "Căn cứ " + "Quy định số 66-QĐ/TW, " * 1500
    begun = time.process_time()
    assert len(SHELF.grounds_of(base)) == 1500
    assert time.process_time() - begun < 1


def test_a_list_that_goes_in_a_circle_ends() -> None:
    """This test ensures that two instruments said to replace one another stop the search and no paper."""
    end = dt.date(2020, 1, 1)
    kinds = [("1/2019/NĐ-CP", "2/2019/NĐ-CP"), ("2/2019/NĐ-CP", "1/2019/NĐ-CP")]
    shelf = Shelf(
        [
            Known(issuer="", type_name="Nghị định", number_text=own, effective_to=end, replaced_by=by)
            for own, by in kinds
        ]
    )
    (ground,) = shelf.grounds_of("Căn cứ Nghị định số 1/2019/NĐ-CP;")
    known = shelf.ended(ground, DAY)
    assert known is not None and shelf.newest(known, DAY) in {own for own, _ in kinds}
