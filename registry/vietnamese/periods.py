"""Days without their year and fuzzy deadlines, read as a first and a last day.

Knows quarters, halves, terms, parts of a day and "hằng tháng". Refuses to know today: what is not written is
completed from a day of publication or a year given by the caller, and the value says which parts were.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from registry.vietnamese.dates import parse_date
from registry.vietnamese.letters import normalise
from registry.vietnamese.searching import fold


class Precision(StrEnum):
    """How exactly a text names its time."""

    DAY = "day"
    MONTH = "month"
    """One month or several: "tháng 10-12/2026", "9 tháng đầu năm"."""
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"
    """giai đoạn 2021-2025."""
    TERM = "term"
    """nhiệm kỳ 2020-2025: the congress ends it, the last day is only the latest possible."""
    RECURRING = "recurring"
    """hằng tháng, hằng quý, thường xuyên: due again and again until the last day."""


@dataclass(frozen=True, kw_only=True)
class When:
    """What a text says about time: from `first` to `last`, equal for one day.

    `inferred` names what the text does not say and the caller's day or year completed: "year", "quarter", "month".
    """

    text: str
    first: dt.date
    last: dt.date
    precision: Precision
    inferred: frozenset[str] = frozenset()
    part_of_day: str = ""

    @property
    def day(self) -> dt.date | None:
        """The day meant, None for a period."""
        return self.first if self.precision is Precision.DAY else None

    @property
    def year_inferred(self) -> bool:
        """True when the text names no year."""
        return "year" in self.inferred


@dataclass(frozen=True, kw_only=True)
class _Context:
    """What the caller knows: the day of publication, the year meant; each may be unknown."""

    on: dt.date | None
    year: int | None

    def year_of(self, written: str | None) -> tuple[int | None, frozenset[str]]:
        """The written year, or the one of the context marked as inferred; None when neither is known."""
        if written:
            return int(written), frozenset()
        return self.year or (self.on.year if self.on else None), frozenset({"year"})


_Span = tuple[dt.date, dt.date, frozenset[str]]
_Found = dict[str, str | None]
_WRITTEN: frozenset[str] = frozenset()

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SPELT = {"ba": 3, "sau": 6, "chin": 9}
_PARTS_OF_DAY = {"sang": "sáng", "trua": "trưa", "chieu": "chiều", "toi": "tối", "dem": "đêm"}
_LEAD = r"(?:(?:truoc|den|cham nhat|hoan thanh|xong|trong|het|vao|cuoi|thoi han)(?: la)?:? )"
_PART_OF_DAY = r"(?P<part>sang|trua|chieu|toi|dem) (?:ngay )?(?=\d)"
_Y = r"(?:[/ ,-]+(?:nam )?(?P<y>\d{4}))?"
_Q = "iv|i{1,3}|[1-4]"


def parse_when(text: str, *, on: dt.date | None = None, year: int | None = None) -> When | None:
    """The time that `text` names: a day ("23/9", "Chiều 7/1") or a period; None when it names none.

    `on`, the day the text was written, gives a missing year (the nearest for a day), quarter or month; `year`, the
    year of the cycle, goes before it. None also when the text needs what neither gives. "9/9" alone is a ratio.
    """
    plain = fold(text)
    context = _Context(on=on, year=year)
    if this := re.fullmatch(rf"{_LEAD}+(?:ca )?(quy|thang|nam)(?: nay)?|(?:ca )?(quy|thang|nam) nay|ca (nam)", plain):
        return _made(text, _THIS[this[1] or this[2] or this[3]], _this(this[1] or this[2] or this[3], context))
    rest = re.sub(f"^{_LEAD}+", "", plain)
    part = re.match(_PART_OF_DAY, rest)
    if part:
        rest = f"ngay {rest[part.end() :]}"
    if day := parse_date(rest):
        return _made(text, Precision.DAY, (day, day, _WRITTEN), part)
    for precision, pattern, reader in _FORMS:
        if found := re.fullmatch(pattern, rest):
            return _made(text, precision, reader(found.groupdict(), context), part)
    return None


def _made(text: str, precision: Precision, span: _Span | None, part: re.Match[str] | None = None) -> When | None:
    """The value of a span; None without one, and for a part of the day of something longer."""
    if span is None or (part and precision is not Precision.DAY):
        return None
    first, last, inferred = span
    return When(
        text=normalise(text),
        first=first,
        last=last,
        precision=precision,
        inferred=inferred,
        part_of_day=_PARTS_OF_DAY[part["part"]] if part else "",
    )


def parse_period_end(text: str, *, year: int | None = None) -> dt.date | None:
    """The last day of "Quý III/2026", "Tháng 10-12/2026", "6 tháng đầu năm", "năm 2021"; None otherwise.

    `year` completes a text that names none; a fuzzy deadline is resolved to an explicit day (check P20).
    """
    when = parse_when(text, year=year)
    return when.last if when else None


def _months(first: int, last: int, year: int | None, inferred: frozenset[str]) -> _Span | None:
    """From the first day of one month to the last day of another; None when they do not exist in that order."""
    if year is None or not dt.MINYEAR <= year <= dt.MAXYEAR or not 1 <= first <= last <= 12:
        return None
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), inferred


def _day(found: _Found, context: _Context) -> _Span | None:
    """A day and a month; "9/9" without a word before it is no day."""
    day, month = int(found["d"] or 0), int(found["m"] or 0)
    if day == month and found["word"] is None and found["sign"] == "/":
        return None
    if context.year is None and context.on is None:
        return None
    nearest = _nearest(day, month, context)
    return (nearest, nearest, frozenset({"year"})) if nearest else None


def _nearest(day: int, month: int, context: _Context) -> dt.date | None:
    """The day in the year given, or in the year that brings it nearest to the day of publication."""
    years = [context.year] if context.year else [context.on.year + step for step in (-1, 0, 1)] if context.on else []
    days = [found for year in years if (found := _existing(year, month, day))]
    on = context.on
    return min(days, key=lambda each: abs((each - on).days) if on else 0, default=None)


def _existing(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _quarters(found: _Found, context: _Context) -> _Span | None:
    first = _QUARTERS[found["q"] or ""]
    last = _QUARTERS[found["q2"] or found["q"] or ""]
    return _months(first * 3 - 2, last * 3, *context.year_of(found["y"])) if first <= last else None


def _named_months(found: _Found, context: _Context) -> _Span | None:
    first = int(found["m"] or 0)
    return _months(first, int(found.get("m2") or first), *context.year_of(found["y"]))


def _part_of_year(found: _Found, context: _Context) -> _Span | None:
    written = found["n"] or ""
    count = _SPELT.get(written) or int(written)
    first, last = (1, count) if found["side"] == "dau" else (13 - count, 12)
    return _months(first, last, *context.year_of(found["y"]))


def _year(found: _Found, context: _Context) -> _Span | None:
    return _months(1, 12, *context.year_of(found["y"]))


def _years(found: _Found, context: _Context) -> _Span | None:
    first, last = _months(1, 12, int(found["y"] or 0), _WRITTEN), _months(1, 12, int(found["y2"] or 0), _WRITTEN)
    return (first[0], last[1], _WRITTEN) if first and last and first[0] < last[0] else None


def _this(word: str, context: _Context) -> _Span | None:
    """The quarter, month or year in which the text was written."""
    if word == "nam":
        return _months(1, 12, *context.year_of(None))
    if context.on is None:
        return None
    month = context.on.month
    if word == "thang":
        return _months(month, month, context.on.year, frozenset({"year", "month"}))
    last = (month + 2) // 3 * 3
    return _months(last - 2, last, context.on.year, frozenset({"year", "quarter"}))


_THIS = {"nam": Precision.YEAR, "quy": Precision.QUARTER, "thang": Precision.MONTH}
_FORMS: tuple[tuple[Precision, str, Callable[[_Found, _Context], _Span | None]], ...] = (
    (Precision.DAY, r"(?P<word>ngay |mung )?(?P<d>\d{1,2})(?: ?(?P<sign>[/-]) ?| thang )(?P<m>\d{1,2})", _day),
    (Precision.QUARTER, rf"quy (?P<q>{_Q})(?:(?:-|, ?| va )(?:quy )?(?P<q2>{_Q}))?{_Y}", _quarters),
    (Precision.MONTH, rf"thang (?P<m>\d{{1,2}})(?:-(?P<m2>\d{{1,2}}))?{_Y}", _named_months),
    (Precision.MONTH, r"(?P<m>\d{1,2})/(?P<y>\d{4})", _named_months),
    (Precision.HALF, rf"(?P<n>6|sau) thang (?P<side>dau|cuoi) nam{_Y}", _part_of_year),
    (Precision.MONTH, rf"(?P<n>\d|1[01]|ba|chin) thang (?P<side>dau|cuoi) nam{_Y}", _part_of_year),
    (Precision.YEAR, r"(?:nam )?(?P<y>\d{4})", _year),
    (Precision.TERM, r"nhiem ky (?P<y>\d{4})-(?P<y2>\d{4})", _years),
    (Precision.YEARS, r"(?:(?:giai doan|thoi ky|cac nam|nam) )?(?P<y>\d{4})-(?P<y2>\d{4})", _years),
    (Precision.RECURRING, rf"(?:dinh ky )?hang (?:ngay|tuan|thang|quy|nam){_Y}|thuong xuyen", _year),
)
