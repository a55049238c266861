"""Codes of TT 05/2025: types of papers, retention, and how số và ký hiệu is taken apart and put together.

Knows tables only. The codes are those of the circular's appendices as told in careful secondary sources
(luu-tru.md §1.6); two of our papers have no type there and become 32 (Khác).
"""

from __future__ import annotations

import re

TYPES = {
    "01": "Nghị quyết",
    "02": "Quyết định",
    "03": "Chỉ thị",
    "04": "Quy chế",
    "05": "Quy định",
    "06": "Thông cáo",
    "07": "Thông báo",
    "08": "Hướng dẫn",
    "09": "Chương trình",
    "10": "Kế hoạch",
    "11": "Phương án",
    "12": "Đề án",
    "13": "Dự án",
    "14": "Báo cáo",
    "15": "Tờ trình",
    "16": "Giấy ủy quyền",
    "17": "Phiếu gửi",
    "18": "Phiếu chuyển",
    "19": "Phiếu báo",
    "20": "Biên bản",
    "21": "Hợp đồng",
    "22": "Công văn",
    "23": "Công điện",
    "24": "Bản ghi nhớ",
    "25": "Bản thỏa thuận",
    "26": "Giấy mời",
    "27": "Giấy giới thiệu",
    "28": "Giấy nghỉ phép",
    "29": "Thư công",
    "30": "Bản đồ",
    "31": "Bản vẽ kỹ thuật",
    "32": "Khác",
}
OTHER_TYPE = "32"
_TYPE_CODES = {name.casefold(): code for code, name in TYPES.items()}

PERMANENT, OTHER_PERIOD = "01", "07"
_PERIODS = {70: "02", 50: "03", 30: "04", 20: "05", 10: "06"}
_YEARS = {code: years for years, code in _PERIODS.items()}

VIETNAMESE = "01"
SECRET = "03"
"""`mode` of secret papers: never written, never taken in (luu-tru.md §1.9); open ones have 01, restricted ones 02."""

_NUMBERED = re.compile(r"(\d+)\s*([/-])\s*(.+)")


def type_code(name: str) -> str:
    """The code of a type of paper, 32 for one the circular does not list."""
    return _TYPE_CODES.get(name.strip().casefold(), OTHER_TYPE)


def period_code(years: int | None) -> str:
    """`maintenance` of a period in years, None for ever; 07 stands for every number the circular has no code for."""
    return PERMANENT if years is None else _PERIODS.get(years, OTHER_PERIOD)


def period_years(code: str) -> int | None:
    """The years of a `maintenance` code, None for 01; KeyError for 07, whose years stand elsewhere."""
    return None if code == PERMANENT else _YEARS[code]


def split_number(number_text: str) -> tuple[str, str]:
    """`codeNumber` and `codeNotation`: "127-QĐ/HU" is 127 and QĐ/HU, "15/QĐ-UBND" is 15 and QĐ-UBND.

    A text without a leading number is all notation; "" gives two empty texts.
    """
    found = _NUMBERED.fullmatch(number_text.strip())
    return (found[1], found[3]) if found else ("", number_text.strip())


def join_number(number: str, notation: str) -> str:
    """Số và ký hiệu as printed: a notation with a slash is of a Party body, which writes a dash after the number."""
    if not number or not notation:
        return number or notation
    return f"{number}{'-' if '/' in notation else '/'}{notation}"
