"""Rows of a list that are no tasks: blank ones, the example, totals, group titles, repeated headings, signatures.

Knows how such rows look; a row that might be a task is never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from registry.exchange.cells import CellValue, cell_text, folded
from registry.exchange.row_reader import TaskSheet

_PLAIN_TOTALS = frozenset({"tong", "tong cong", "cong", "tong so"})
_TOTAL = re.compile(
    r"(?:tong(?: cong| so| chung)?|cong(?: chung)?)(?: toan \w+| [ivx]+)?:?(?: ?\d[\d.,]*(?: \w+){0,2})?"
)
_EXAMPLE = "vi du"  # the greyed row of our own template
_SIGNED = re.compile(
    r"nguoi (?:lap|tong hop)(?: bieu| bang| danh sach)?|noi nhan.*|.*\bngay .{0,12}thang .{0,6}nam.*|xac nhan cua .*"
    r"|(?:t/m|tm\.|kt\.|tl\.|t/l) .*|\((?:da )?ky.*\)|thu truong(?: co quan| don vi)*|(?:pho )?(?:chu tich|bi thu)"
)
_GROUP_HEAD = re.compile(r"(?:[IVX]{1,5}|[A-Z])(?:[.\-):/]|$)")
_FEWEST_REPEATED = 3
_FEWEST_NUMBERS = 3


def is_passed_over(source: TaskSheet, row: int) -> bool:
    """True for a row under the headings that holds no task."""
    filled = [(column, value) for column, value in enumerate(source.cells.rows[row]) if value is not None]
    texts = [(column, text) for column, value in filled[:3] if (text := cell_text(value))]
    if not texts:
        return all(not cell_text(value) for _, value in filled)
    if _is_plainly_a_task(filled):
        return False
    if _repeats_headings(source, row) or folded(texts[0][1]).startswith(_EXAMPLE):
        return True
    texts = [(column, text) for column, value in filled if (text := cell_text(value))]
    return _is_total(source, texts) or _is_numbers(texts) or _is_group_title(source, texts) or _is_signed(source, texts)


Texts = list[tuple[int, str]]


def _is_plainly_a_task(filled: Sequence[tuple[int, CellValue]]) -> bool:
    """A number first and words beside it, as nearly every row of a list begins: no need to look further."""
    return len(filled) > _FEWEST_NUMBERS and not isinstance(filled[0][1], str) and isinstance(filled[1][1], str)


def _repeats_headings(source: TaskSheet, row: int) -> bool:
    """True for a row that says the headings again, as printed lists do at the top of every page."""
    said, count = source.cells.rows[row], 0
    for column in source.header.columns.values():
        if column < len(said) and said[column] is not None and said[column] in source.headings_of(column):
            count += 1
    return count >= min(_FEWEST_REPEATED, len(source.header.columns))


def _is_total(source: TaskSheet, texts: Texts) -> bool:
    """True for a sum: its first text says so, and it names nobody."""
    first = folded(texts[0][1]).rstrip(":")
    if first in _PLAIN_TOTALS:
        return True
    columns = source.header.columns
    names_somebody = any(column == columns.get("official") for column, _ in texts[1:])
    is_title = texts[0][0] == columns.get("title") and len(texts) > 2
    return _TOTAL.fullmatch(first) is not None and not names_somebody and not is_title


def _is_numbers(texts: Texts) -> bool:
    """True for the row of column numbers under the headings: (1), (2), (3) …"""
    return len(texts) >= _FEWEST_NUMBERS and all(text.strip("()").isdigit() for _, text in texts)


def _is_group_title(source: TaskSheet, texts: Texts) -> bool:
    """True for one text alone that stands for no name and no task, or that begins like "I." or "A."."""
    columns = source.header.columns
    if len(texts) > 2:
        return False
    if len(texts) == 2:
        return texts[0][0] == columns.get("ordinal") and _GROUP_HEAD.fullmatch(texts[0][1].rstrip(".")) is not None
    column, text = texts[0]
    named = (columns.get("official"), columns.get("title"), columns.get("target"))
    return column not in named or _GROUP_HEAD.match(text) is not None


def _is_signed(source: TaskSheet, texts: Texts) -> bool:
    """True for the lines of place, date and signatures under a list."""
    measured = {source.header.columns.get(field) for field in ("period", "target", "deadline")}
    if any(column in measured and not _SIGNED.fullmatch(folded(text)) for column, text in texts):
        return False
    return all(_SIGNED.fullmatch(folded(text)) for _, text in texts)
