"""What two numbers with a slash between them are: a ratio, a day, or the number of a document.

Knows the shapes of each. Refuses to decide what only the column or the sentence can tell: "5/9" may be a day and
may be five of nine, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from registry.vietnamese.dates import is_day_and_month, looks_like_date
from registry.vietnamese.letters import normalise
from registry.vietnamese.numbers import number_in_text, parse_number
from registry.vietnamese.symbols import parse_symbol

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SLASHED = rf"(?P<first>{_NUMBER}) ?/ ?(?P<second>{_NUMBER})(?: (?P<unit>[^\W\d_][^\d/]*))?"
_YEARS = range(1945, 2101)


class SlashKind(StrEnum):
    """What a slash between numbers means."""

    RATIO = "ratio"
    DATE = "date"
    DOCUMENT = "document"
    """The number of a document ("05/2025", "30/2018/QĐ-UBND"), or a month of a year: never a ratio."""
    UNCLEAR = "unclear"
    """Either a ratio or a day; the place where it stands decides."""
    NONE = "none"
    """No numbers with a slash."""


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """Achieved of a total, as in "2.101/2.000 người"."""

    achieved: Decimal
    total: Decimal
    unit: str = ""

    @property
    def percent(self) -> Decimal:
        """The share in per cent, not rounded: 105.05."""
        return self.achieved * 100 / self.total

    @property
    def text(self) -> str:
        """As papers print it: "2.101/2.000 người"."""
        return f"{number_in_text(self.achieved)}/{number_in_text(self.total)} {self.unit}".rstrip()


def slash_kind(text: str) -> SlashKind:
    """What `text` is when nothing around it tells more; "ngày 9/9" is a date, "9/9" alone a ratio."""
    plain = normalise(text)
    if looks_like_date(plain) or is_day_and_month(plain):
        return SlashKind.DATE
    found = re.fullmatch(_SLASHED, plain)
    if found:
        return _kind_of_pair(found["first"], found["second"], found["unit"] or "")
    return SlashKind.DOCUMENT if "/" in plain and parse_symbol(plain) else SlashKind.NONE


def _kind_of_pair(first: str, second: str, unit: str) -> SlashKind:
    if parse_number(first) is None or not parse_number(second):
        return SlashKind.NONE
    if unit or not (first + second).isdecimal():
        return SlashKind.RATIO
    if len(second) == 4 and int(second) in _YEARS:
        return SlashKind.DOCUMENT if int(first) < 1000 else SlashKind.UNCLEAR
    if not is_day_and_month(f"ngày {first}/{second}"):
        return SlashKind.RATIO
    if first.startswith("0") or second.startswith("0") or int(first) > int(second):
        return SlashKind.DATE
    return SlashKind.RATIO if int(first) == int(second) else SlashKind.UNCLEAR


def parse_ratio(text: str) -> Ratio | None:
    """Achieved and total of "484/491", "9/9", "19/19 tiêu chí"; None for days, document numbers and other text.

    What could be a day as well ("5/9") is read as a ratio: the caller expects one.
    """
    found = re.fullmatch(_SLASHED, normalise(text))
    if not found or slash_kind(text) not in (SlashKind.RATIO, SlashKind.UNCLEAR):
        return None
    achieved, total = parse_number(found["first"]), parse_number(found["second"])
    if achieved is None or total is None:
        return None
    return Ratio(achieved=achieved, total=total, unit=(found["unit"] or "").strip())
