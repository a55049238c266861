"""What a single word or number of a task list means.

Knows the Vietnamese words for horizons, origins, directions, natures and units; does not know which cell they came
from. Every function gives None for what it cannot understand and never guesses.
"""

from __future__ import annotations

import re
from decimal import Decimal

from registry.exchange.cells import CellValue, cell_number, cell_text
from registry.exchange.rows import HONORIFICS, NATURES
from registry.labels import Direction, Horizon, Origin
from registry.vietnamese import fold, parse_number

_LONGEST_TERM = 10  # years
_YEARS = range(1990, 2101)
_PERIOD = re.compile(r"(?:(?:nam|giai doan|nhiem ky|ky) )*(?P<first>\d{4})(?: ?- ?(?P<last>\d{4}))?")

_HORIZONS = {
    "nam": Horizon.YEAR,
    "viec nam": Horizon.YEAR,
    "hang nam": Horizon.YEAR,
    "trong nam": Horizon.YEAR,
    "year": Horizon.YEAR,
    "giai doan": Horizon.TERM,
    "viec giai doan": Horizon.TERM,
    "nhiem ky": Horizon.TERM,
    "ca nhiem ky": Horizon.TERM,
    "term": Horizon.TERM,
}
_ORIGINS = {
    "tu dang ky": Origin.SELF,
    "dang ky": Origin.SELF,
    "giao them": Origin.ASSIGNED,
    "btv giao": Origin.ASSIGNED,
    "ban thuong vu giao": Origin.ASSIGNED,
    "bi thu giao": Origin.ASSIGNED,
    "chu tich giao": Origin.ASSIGNED,
    "chu tich ubnd tinh giao": Origin.ASSIGNED,
    "nhiem vu chung": Origin.COMMON,
    "viec chung": Origin.COMMON,
    "chuyen tiep": Origin.CARRIED_OVER,
    "chuyen tiep tu nam truoc": Origin.CARRIED_OVER,
    "cap tren": Origin.SUPERIOR,
}
_DIRECTIONS = {
    "": Direction.AT_LEAST,
    ">=": Direction.AT_LEAST,
    "≥": Direction.AT_LEAST,
    ">": Direction.AT_LEAST,
    "tang": Direction.AT_LEAST,
    "it nhat": Direction.AT_LEAST,
    "<=": Direction.AT_MOST,
    "≤": Direction.AT_MOST,
    "<": Direction.AT_MOST,
    "giam": Direction.AT_MOST,
    "khong qua": Direction.AT_MOST,
    "=": Direction.EXACTLY,
    "bang": Direction.EXACTLY,
    "dung bang": Direction.EXACTLY,
}
_NATURES = {fold(word): word for word in NATURES} | {
    fold(short): word
    for short, word in (
        ("mới", "việc mới"),
        ("khó", "việc khó"),
        ("tồn đọng", "việc tồn đọng"),
        ("việc đột phá", "đột phá"),
    )
}
_HONORIFICS = {fold(word): word for word in HONORIFICS} | {"d/c": "đồng chí", "dc": "đồng chí"}

# Things that come one by one; a fraction of them is a misread thousand (Excel in English turns 2.101 into 2,101).
_COUNTED = frozenset(
    fold(word)
    for word in [
        "người",
        " đảng viên",
        " cán bộ",
        " hộ",
        " hộ dân",
        " thôn",
        " xã",
        " tổ",
        " tổ chức",
        " chi bộ",
        " trường",
        " lớp",
        " vụ",
        " vụ việc",
        " hồ sơ",
        " đơn",
        " cuộc",
        " dự án",
        " đề án",
        " văn bản",
        " công trình",
        " mô hình",
        " doanh nghiệp",
        " hợp tác xã",
        " tiêu chí",
        " nhà",
        " bộ sách",
        " con",
        " kết luận",
        " quyết định",
        " nghị quyết",
        " sản phẩm",
        " điểm",
        " tuyến",
        " quy trình",
        " phòng",
        " cơ sở",
        " lượt người",
    ]
)


def read_period(text: str) -> str | None:
    """ "2021" or "2021-2025" from "Năm 2021", "giai đoạn 2021 – 2025"; None when it names no sensible period."""
    found = _PERIOD.fullmatch(fold(text))
    if not found:
        return None
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if first not in _YEARS or not 0 <= last - first <= _LONGEST_TERM:
        return None
    return f"{first}-{last}" if found["last"] else str(first)


def period_years(period: str) -> tuple[int, int]:
    """First and last year of a period as `read_period` writes it."""
    first, _, last = period.partition("-")
    return int(first), int(last or first)


def horizon_of_period(period: str) -> Horizon:
    """A range of years is a term, one year a year."""
    return Horizon.TERM if "-" in period else Horizon.YEAR


def read_horizon(text: str) -> Horizon | None:
    """Year or term from "Năm", "Giai đoạn 2021-2025", "nhiệm kỳ"; None for other words."""
    word = re.sub(r"[\d\s-]+$", "", fold(text)).strip()
    return _HORIZONS.get(word)


def read_origin(text: str) -> Origin | None:
    """Where a task comes from; the full labels and the short words clerks use; None for other words."""
    key = fold(text)
    return next((origin for origin in Origin if key in (fold(origin.label), origin.value)), None) or _ORIGINS.get(key)


def read_direction(text: str) -> Direction | None:
    """Which way a target points; an empty text means "at least"; None for other words."""
    return _DIRECTIONS.get(fold(text))


def read_natures(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Known nature tags in the order of NATURES, and the words that are none."""
    words = [word for word in (part.strip() for part in re.split(r"[;,/+\n]", text)) if word]
    known = {_NATURES[fold(word)] for word in words if fold(word) in _NATURES}
    return tuple(word for word in NATURES if word in known), tuple(word for word in words if fold(word) not in _NATURES)


def read_honorific(text: str) -> str | None:
    """ "đồng chí", "ông" or "bà" from what was typed; "" for an empty text, None for other words."""
    key = fold(text).rstrip(".:")
    return _HONORIFICS.get(key) if key else ""


def read_number(value: CellValue, unit: str) -> Decimal | None:
    """The number of a cell; None when the text is unclear, also for "2.101" per cent (two readings)."""
    if not isinstance(value, str):
        return cell_number(value)
    text = cell_text(value)
    return None if unit == "%" and "." in text else parse_number(text)


def is_counted(unit: str) -> bool:
    """True for units that come one by one: người, hộ, dự án … ; a quantity of them is a whole number."""
    return fold(unit) in _COUNTED
