"""What a single cell of a frame sheet means: days, years, yes and no, named states.

Knows the Vietnamese words; does not know which cell they came from. A reader gives a value, or a `Misread` that says
what is wrong and what to do; it never guesses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from registry.exchange.cells import CellValue, cell_number, cell_text
from registry.labels import BodyLevel, BodySystem, EventKind, Grade, Labelled, ProgressLevel, SuccessionKind
from registry.vietnamese import fold, parse_date, parse_number, parse_period_end

_YEARS = range(1945, 2101)
_SERIAL_DAYS = range(20_000, 80_000)  # Excel's day numbers for 1954 to 2119
_SERIAL_ZERO = dt.date(1899, 12, 30)
_DAY_AND_MONTH = re.compile(r"(?:(?:sang|chieu|toi|ngay|truoc|truoc ngay)\s+)*(\d{1,2})\s*[/.-]\s*(\d{1,2})")
_TIME_OF_DAY = re.compile(r"^(?:(?:sáng|chiều|tối)\s+)?(?:ngày\s+)?", re.IGNORECASE)
_RATIO = re.compile(r"(?P<reached>\S+)\s*/\s*(?P<of>\S+)")
_YES = ("co", "x", "roi", "da", "da nhan", "da lam", "dung", "yes", "true", "1", "v")
_NO = ("khong", "chua", "chua nhan", "chua lam", "chua co", "sai", "no", "false", "0")
State = TypeVar("State", bound=Labelled)


@dataclass(frozen=True, kw_only=True)
class Misread:
    """A cell that will not do: a stable code and a sentence with advice."""

    code: str
    message: str


Reader = Callable[[CellValue], object]


def read_text(value: CellValue) -> str:
    """The cell as normalised text."""
    return cell_text(value)


def read_texts(value: CellValue) -> tuple[str, ...]:
    """Several texts of one cell, separated by semicolons or line breaks."""
    parts = re.split(r"[;\n]", value) if isinstance(value, str) else [cell_text(value)]
    return tuple(text for text in map(cell_text, parts) if text)


def day_of(value: CellValue) -> dt.date | None:
    """The day a cell means: a date cell, a written full date, or Excel's day number; None otherwise."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return parse_date(_TIME_OF_DAY.sub("", cell_text(value)))
    number = cell_number(value)
    is_serial = number is not None and number == int(number) and int(number) in _SERIAL_DAYS
    return _SERIAL_ZERO + dt.timedelta(days=int(number)) if number is not None and is_serial else None


def read_day(value: CellValue) -> dt.date | Misread | None:
    """A full day; None for an empty cell."""
    day = day_of(value)
    if day is None and cell_text(value):
        return Misread(code="unclear-day", message=f"Không hiểu ngày “{cell_text(value)}”. Ghi đủ dd/mm/yyyy.")
    return day


def resolve_day(value: CellValue, year: int) -> tuple[dt.date | None, bool]:
    """The day of a calendar entry, and whether its year had to be taken from the cycle; None when it stays unclear.

    "23/9" and "Chiều 7/1" take the cycle's year; "Quý IV" is the last day of the quarter.
    """
    day = day_of(value)
    text = cell_text(value)
    if day is not None or not text:
        return day, False
    found = _DAY_AND_MONTH.fullmatch(fold(text))
    if found:
        try:
            return dt.date(year, int(found[2]), int(found[1])), True
        except ValueError:
            return None, False
    plain = parse_period_end(text)
    return (plain, False) if plain else (parse_period_end(text, year=year), True)


def read_year(value: CellValue) -> int | Misread | None:
    """A year as a number; None for an empty cell."""
    text = fold(cell_text(value)).removeprefix("nam ")
    if not text:
        return None
    if text.isdigit() and int(text) in _YEARS:
        return int(text)
    return Misread(
        code="unclear-year", message=f"“{cell_text(value)}” không phải là một năm. Ghi bốn chữ số, ví dụ 2021."
    )


def read_yes(value: CellValue) -> bool | Misread | None:
    """Yes or no; None for an empty cell."""
    text = fold(cell_text(value))
    if not text:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    return Misread(code="unclear-answer", message=f"Không hiểu “{cell_text(value)}”. Ghi có hoặc không.")


def read_count(value: CellValue) -> int | Misread | None:
    """A whole number from 1 on; None for an empty cell."""
    text = cell_text(value)
    if not text:
        return None
    if text.isdigit() and int(text) > 0:
        return int(text)
    return Misread(code="unclear-number", message=f"Không hiểu con số “{text}”. Ghi một số nguyên từ 1 trở lên.")


def read_value(value: CellValue) -> Decimal | Misread | None:
    """A number, or the reached part of a ratio: 388 of "388/400"; None for an empty cell, which is not zero."""
    if not isinstance(value, str):
        return cell_number(value)
    text = cell_text(value)
    if not text:
        return None
    ratio = _RATIO.fullmatch(text)
    number = parse_number(ratio["reached"] if ratio else text)
    if number is None or (ratio and parse_number(ratio["of"]) is None):
        message = f"Không hiểu con số “{text}”. Ghi số (2101, 95,5) hoặc tỷ số (388/400); chưa biết thì để trống."
        return Misread(code="unclear-number", message=message)
    return number


def read_difference(value: CellValue) -> Decimal | Misread | None:
    """A number that may stand after a plus; None for an empty cell."""
    text = cell_text(value)
    return read_value(text.removeprefix("+").strip()) if text.startswith("+") else read_value(value)


def one_of(states: type[State], aliases: Mapping[str, State], what: str) -> Reader:
    """A reader of a named state by its label, its stored value or another word clerks use; None when empty."""
    words = {fold(word): state for word, state in aliases.items()}
    words |= {key: state for state in states for key in (fold(state.label), state.value)}

    def read(value: CellValue) -> State | Misread | None:
        text = cell_text(value)
        found = words.get(fold(text).rstrip(".;,"))
        if text and found is None:
            choices = ", ".join(state.label for state in states)
            return Misread(code="unknown-word", message=f"Không hiểu {what} “{text}”. Chọn trong: {choices}.")
        return found

    return read


read_system = one_of(
    BodySystem,
    {
        "khối Đảng": BodySystem.PARTY,
        "Nhà nước": BodySystem.STATE,
        "khối chính quyền": BodySystem.STATE,
        "MTTQ": BodySystem.FRONT,
        "Mặt trận": BodySystem.FRONT,
        "đoàn thể": BodySystem.FRONT,
        "MTTQ, đoàn thể": BodySystem.FRONT,
        "MTTQ/đoàn thể": BodySystem.FRONT,
        "Đảng - chính quyền": BodySystem.MERGED,
    },
    "hệ thống",
)
read_level = one_of(
    BodyLevel,
    {
        "cấp trung ương": BodyLevel.CENTRAL,
        "cấp tỉnh": BodyLevel.PROVINCE,
        "thành phố trực thuộc trung ương": BodyLevel.PROVINCE,
        "cấp huyện": BodyLevel.DISTRICT,
        "cấp xã": BodyLevel.COMMUNE,
        "phường": BodyLevel.COMMUNE,
        "thị trấn": BodyLevel.COMMUNE,
        "xã, phường, thị trấn": BodyLevel.COMMUNE,
    },
    "cấp",
)
read_succession = one_of(
    SuccessionKind,
    {
        "sáp nhập": SuccessionKind.MERGED,
        "hợp nhất": SuccessionKind.MERGED,
        "nhập vào": SuccessionKind.MERGED,
        "chia tách": SuccessionKind.SPLIT,
        "chia": SuccessionKind.SPLIT,
        "tách": SuccessionKind.SPLIT,
        "kế thừa": SuccessionKind.FUNCTION,
        "tiếp nhận chức năng": SuccessionKind.FUNCTION,
    },
    "hình thức kế thừa",
)
read_event = one_of(
    EventKind,
    {
        "đăng ký": EventKind.REGISTRATION,
        "hạn nộp đăng ký": EventKind.REGISTRATION,
        "chấp thuận": EventKind.REVIEW,
        "họp cho ý kiến": EventKind.REVIEW,
        "giao": EventKind.HANDOVER,
        "giao nhiệm vụ": EventKind.HANDOVER,
        "trao quyết định": EventKind.HANDOVER,
        "báo cáo": EventKind.PROGRESS,
        "tiến độ": EventKind.PROGRESS,
        "giữa kỳ": EventKind.MIDWAY,
        "sơ kết": EventKind.MIDWAY,
        "tự đánh giá": EventKind.SELF_ASSESSMENT,
        "đánh giá": EventKind.EVALUATION,
        "tổng kết": EventKind.EVALUATION,
        "khác": EventKind.OTHER,
    },
    "loại lịch",
)
read_grade = one_of(
    Grade,
    {
        "xuất sắc": Grade.EXCELLENT,
        "hoàn thành xuất sắc": Grade.EXCELLENT,
        "HTXS": Grade.EXCELLENT,
        "HTXSNV": Grade.EXCELLENT,
        "tốt": Grade.GOOD,
        "hoàn thành tốt": Grade.GOOD,
        "HTT": Grade.GOOD,
        "HTTNV": Grade.GOOD,
        "hoàn thành": Grade.FAIR,
        "HT": Grade.FAIR,
        "HTNV": Grade.FAIR,
        "không hoàn thành": Grade.FAILED,
        "KHT": Grade.FAILED,
        "KHTNV": Grade.FAILED,
    },
    "mức xếp loại",
)
read_progress_level = one_of(
    ProgressLevel,
    {
        "vượt mức": ProgressLevel.EXCEEDED,
        "hoàn thành vượt mức": ProgressLevel.EXCEEDED,
        "đã hoàn thành": ProgressLevel.COMPLETED,
        "cơ bản hoàn thành": ProgressLevel.MOSTLY,
        "đang làm": ProgressLevel.IN_PROGRESS,
        "đang triển khai": ProgressLevel.IN_PROGRESS,
        "không hoàn thành": ProgressLevel.NOT_COMPLETED,
    },
    "mức độ",
)
