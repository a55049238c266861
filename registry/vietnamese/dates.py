"""Dates and periods as Vietnamese papers write them.

Knows calendars and phrasing. Refuses to know what today is: a missing year is an argument.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from registry.vietnamese.searching import fold


def long_date(date: dt.date) -> str:
    """ "ngày 05 tháng 02 năm 2021": a zero before days under 10 and before months 1 and 2 only (NĐ 30/2020)."""
    month = f"{date.month:02d}" if date.month <= 2 else str(date.month)
    return f"ngày {date.day:02d} tháng {month} năm {date.year:04d}"


def short_date(date: dt.date) -> str:
    """ "05/02/2021"."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


_NUMERIC_DATE = re.compile(r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})")
_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?")
_LONG_DATE = re.compile(r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam |[/-])(?P<y>\d{4})")
_DATE_FORMS = (_NUMERIC_DATE, _ISO_DATE, _LONG_DATE)


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
        found = form.fullmatch(plain)
        if found:
            return int(found["y"]), int(found["m"]), int(found["d"])
    return None


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"(?:trong )?quy (?P<q>iv|i{1,3}|[1-4])(?:[/ ,-]+(?:nam )?(?P<y>\d{4}))?")
_MONTH = re.compile(r"(?:trong )?thang (?:\d{1,2} ?- ?)?(?P<m>\d{1,2})(?:[/ ,-]+(?:nam )?(?P<y>\d{4}))?")
_HALF = re.compile(r"6 thang (?P<h>dau|cuoi) nam(?: (?P<y>\d{4}))?")
_YEAR = re.compile(r"(?:(?:het|trong|cuoi) )*(?:nam )?(?P<y>\d{4})")


def parse_period_end(text: str, *, year: int | None = None) -> dt.date | None:
    """The last day of "Quý III/2026", "Tháng 10-12/2026", "6 tháng đầu năm", "năm 2021"; None otherwise.

    `year` completes a text that names none; a fuzzy deadline is resolved to an explicit day (check P20).
    """
    plain = fold(text).removeprefix("truoc ")
    for form in (_QUARTER, _MONTH, _HALF, _YEAR):
        found = form.fullmatch(plain)
        if found:
            return _last_day(_last_month(found.groupdict()), int(found["y"] or 0) or year)
    return None


def _last_month(found: dict[str, str | None]) -> int:
    """The last month named by a fuzzy period."""
    if quarter := found.get("q"):
        return _QUARTERS[quarter] * 3
    if half := found.get("h"):
        return 6 if half == "dau" else 12
    return int(found.get("m") or 12)


def _last_day(month: int, year: int | None) -> dt.date | None:
    """The last day of a month, None when the month does not exist or the year is unknown."""
    if year is None or not dt.MINYEAR <= year <= dt.MAXYEAR or not 1 <= month <= 12:
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])
