"""Days as Vietnamese papers write them, printed and read.

Knows the calendar and the phrasing of one full day. Refuses to know what today is and to complete what is not
written: half a date ("7/1") belongs to `registry.vietnamese.periods`, where the year is an argument.
"""

from __future__ import annotations

import datetime as dt
import re

from registry.vietnamese.numerals import number_in_words
from registry.vietnamese.searching import fold

_NUMERIC_DATE = r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})"
_ISO_DATE = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?"
_LONG_DATE = r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam |[/-])(?P<y>\d{4})"
_DATE_FORMS = (_NUMERIC_DATE, _ISO_DATE, _LONG_DATE)
_DAY_AND_MONTH = r"(?:(?:sang|trua|chieu|toi|dem|ngay) )+(?P<d>\d{1,2})(?:[/-]| ?/ ?| thang )(?P<m>\d{1,2})"
_LEAP_YEAR = 2000


def long_date(date: dt.date) -> str:
    """ "ngày 05 tháng 02 năm 2021": a zero before days under 10 and before months 1 and 2 only (NĐ 30/2020)."""
    month = f"{date.month:02d}" if date.month <= 2 else str(date.month)
    return f"ngày {date.day:02d} tháng {month} năm {date.year:04d}"


def short_date(date: dt.date) -> str:
    """ "05/02/2021"."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def date_in_words(date: dt.date) -> str:
    """ "ngày năm tháng hai năm hai nghìn không trăm hai mươi mốt"; the fourth month is "tháng tư"."""
    month = "tư" if date.month == 4 else number_in_words(date.month)
    return f"ngày {number_in_words(date.day)} tháng {month} năm {number_in_words(date.year)}"


def looks_like_date(text: str) -> bool:
    """True when `text` has the form of one full date, even an impossible one such as 31/02/2021."""
    return _date_parts(text) is not None


def parse_date(text: str) -> dt.date | None:
    """The day of "05/02/2021", "5-2-2021", "2021-02-05" or "ngày 05 tháng 02 năm 2021"; None otherwise."""
    parts = _date_parts(text)
    try:
        return dt.date(*parts) if parts else None
    except ValueError:
        return None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day as written, or None when `text` is not one full date."""
    plain = fold(text).removeprefix("truoc ").removeprefix("ngay ")
    for form in _DATE_FORMS:
        found = re.fullmatch(form, plain)
        if found:
            return int(found["y"]), int(found["m"]), int(found["d"])
    return None


def is_day_and_month(text: str) -> bool:
    """True for a possible day without its year that says it is one: "ngày 9/9", "Chiều 7/1", "sáng ngày 24/01"."""
    found = re.fullmatch(_DAY_AND_MONTH, fold(text))
    try:
        return found is not None and bool(dt.date(_LEAP_YEAR, int(found["m"]), int(found["d"])))
    except ValueError:
        return False
