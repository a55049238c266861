"""What a single word or number of a task list means.

Knows the Vietnamese words for horizons, origins, directions, natures and kinds of assignee; does not know which cell
they came from. Every function gives None for what it cannot understand and never guesses.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from registry.exchange.cells import CellValue, cell_number, cell_text, folded
from registry.exchange.rows import HONORIFICS, NATURES, CoOwner
from registry.labels import AssigneeKind, Direction, Horizon, Origin
from registry.vietnamese import fold, parse_number, strip_honorific

_remembered = lru_cache(maxsize=4096)  # lists say the same words again and again
_BETWEEN_NATURES = re.compile(r"[;,/+\n]")
_BETWEEN_NAMES = re.compile(r"[;\n]")
_BETWEEN_SHARES = re.compile(r"(?<=%),|(?<=%\)),|[;\n]")
_PERIOD_AT_END = re.compile(r"[\d\s-]+$")
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
_ORIGINS |= {fold(text): origin for origin in Origin for text in (origin.label, origin.value)}
_ASSIGNEES = {
    "": AssigneeKind.PERSON,
    "ca nhan": AssigneeKind.PERSON,
    "tap the": AssigneeKind.COLLECTIVE,
    "to chuc": AssigneeKind.COLLECTIVE,
    "don vi": AssigneeKind.COLLECTIVE,
}
_SHARE = re.compile(r"(?P<name>.+?)[\s:(–-]*(?P<share>\d{1,3}(?:[.,]\d+)?)\s*%\s*\)?")
_HONORIFICS = {fold(word): word for word in HONORIFICS} | {"d/c": "đồng chí", "dc": "đồng chí"}


@_remembered
def read_period(text: str) -> str | None:
    """ "2021" or "2021-2025" from "Năm 2021", "giai đoạn 2021 – 2025"; None when it names no sensible period."""
    found = _PERIOD.fullmatch(folded(text))
    if not found:
        return None
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if first not in _YEARS or not 0 <= last - first <= _LONGEST_TERM:
        return None
    return f"{first}-{last}" if found["last"] else str(first)


@_remembered
def period_years(period: str) -> tuple[int, int]:
    """First and last year of a period as `read_period` writes it."""
    first, _, last = period.partition("-")
    return int(first), int(last or first)


def horizon_of_period(period: str) -> Horizon:
    """A range of years is a term, one year a year."""
    return Horizon.TERM if "-" in period else Horizon.YEAR


@_remembered
def read_horizon(text: str) -> Horizon | None:
    """Year or term from "Năm", "Giai đoạn 2021-2025", "nhiệm kỳ"; None for other words."""
    return _HORIZONS.get(_PERIOD_AT_END.sub("", folded(text)).strip())


@_remembered
def read_origin(text: str) -> Origin | None:
    """Where a task comes from; the full labels and the short words clerks use; None for other words."""
    return _ORIGINS.get(folded(text))


@_remembered
def read_direction(text: str) -> Direction | None:
    """Which way a target points; an empty text means "at least"; None for other words."""
    return _DIRECTIONS.get(folded(text))


@_remembered
def read_natures(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Known nature tags in the order of NATURES, and the words that are none."""
    words = [word for word in (part.strip() for part in _BETWEEN_NATURES.split(text)) if word]
    known = {_NATURES[folded(word)] for word in words if folded(word) in _NATURES}
    unknown = tuple(word for word in words if folded(word) not in _NATURES)
    return tuple(word for word in NATURES if word in known), unknown


@_remembered
def read_assignee_kind(text: str) -> AssigneeKind | None:
    """A person or a collective; an empty text means a person, None other words."""
    return _ASSIGNEES.get(folded(text))


@_remembered
def read_names(text: str) -> tuple[str, ...]:
    """Names separated by semicolons or lines, without honorifics."""
    return tuple(strip_honorific(name) for part in _BETWEEN_NAMES.split(text) if (name := part.strip(" .-,")))


@_remembered
def read_co_owners(text: str) -> tuple[CoOwner, ...]:
    """Names with their shares: "Nguyễn Văn A 60%; Trần Thị B 40%"; a name without one has None."""
    between = _BETWEEN_NAMES if ";" in text or "\n" in text else _BETWEEN_SHARES
    return tuple(_co_owner(name) for part in between.split(text) if (name := part.strip(" .-,")))


def _co_owner(text: str) -> CoOwner:
    found = _SHARE.fullmatch(text)
    if found is None:
        return CoOwner(name=strip_honorific(text))
    name, share = found["name"].rstrip(" -(:"), found["share"].replace(".", ",")
    return CoOwner(name=strip_honorific(name), share=parse_number(share))


@_remembered
def read_honorific(text: str) -> str | None:
    """ "đồng chí", "ông" or "bà" from what was typed; "" for an empty text, None for other words."""
    key = folded(text).rstrip(".:")
    return _HONORIFICS.get(key) if key else ""


def read_number(value: CellValue, unit: str) -> Decimal | None:
    """The number of a cell; None when the text is unclear, also for "2.101" per cent (two readings)."""
    if not isinstance(value, str):
        return cell_number(value)
    text = cell_text(value)
    return None if unit == "%" and "." in text else parse_number(text)
