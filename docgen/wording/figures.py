"""Figures in words: counts, shares, dates and periods as they stand in a sentence.

Knows how a figure is written; does not know what it counts. An unknown figure is said, never written as zero.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from registry.facts import TaskLine
from registry.labels import Horizon
from registry.vietnamese import number_in_text

_OFTEN = 4096  # phrases that are remembered: papers in bulk repeat theirs
NBSP = "\u00a0"
UNKNOWN = "chưa có số liệu"
_RANGE = re.compile(r"(?<=\d) - (?=\d)")
_YEARS = re.compile(r"\d{4}(?:\s*[-–]\s*\d{4})?$")
_AFTER_WORD = re.compile(r"(?<=[Nn]gày) (?=\d)|(?<=[Nn]ăm) (?=\d{4}(?!\d))")
_LONG_DATE = re.compile(rf"([Nn]gày[ {NBSP}]\d{{1,2}}) tháng (?=\d)")
_ORDINAL = re.compile(r"(?<=[Ll]ần) thứ (?=[IVXLC\d])")
_DAYS = re.compile(r"(?<=\d) (?=ngày\b)")


def count(number: int) -> str:
    """A count in at least two digits, thousands parted by dots: "0", "02", "2.101"."""
    return number_in_text(number, two_digits=number > 0)


def counted(number: int, word: str) -> str:
    """A count with what it counts, never parted at the end of a line: "02 việc"."""
    return f"{count(number)}{NBSP}{word}"


def percent(part: int, whole: int) -> str:
    """The share with a decimal comma, "72,4%"; the words of the unknown when there is nothing to divide by."""
    share = decimal_share(part, whole)
    return f"{share.removesuffix(',0')}%" if share else UNKNOWN


def decimal_share(part: int, whole: int) -> str:
    """The share in percent for a column, "72,4" or "70,0"; empty when there is nothing to divide by."""
    if whole == 0:
        return ""
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return str(share).replace(".", ",")


def date_in_figures(day: dt.date) -> str:
    """A date in figures, "08/6/2026": days below 10 and months 1, 2 take a zero (NĐ 30 PL I II.4.b)."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


@lru_cache(_OFTEN)
def unbroken(text: str) -> str:
    """The text with ranges ("2021 - 2025"), day and month, "lần thứ X", "02 ngày", "năm 2021" each on one line."""
    text = _ORDINAL.sub(f"{NBSP}thứ{NBSP}", _LONG_DATE.sub(rf"\1{NBSP}tháng{NBSP}", text))
    return _DAYS.sub(NBSP, _AFTER_WORD.sub(NBSP, _RANGE.sub(f"{NBSP}-{NBSP}", text)))


@lru_cache(_OFTEN)
def period_words(horizon: Horizon, period: str) -> str:
    """A horizon in a sentence: "giai đoạn 2021 - 2025", "năm 2021", or a period that has its own words."""
    if not _YEARS.match(period):
        return unbroken(period)
    years = " - ".join(re.findall(r"\d{4}", period))
    return unbroken(f"{horizon.label.lower()} {years}")


def deadline_words(line: TaskLine) -> str:
    """The deadline as the clerk wrote it, else its date, else the words of the unknown."""
    if line.deadline_text:
        return line.deadline_text
    return date_in_figures(line.deadline) if line.deadline else UNKNOWN


def capitalised(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def joined(parts: list[str]) -> str:
    """Parts in a sentence: commas, and "và" before the last."""
    return " và ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
