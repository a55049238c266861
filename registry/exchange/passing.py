"""Rows of a list that are no tasks: blank ones, the example, totals, group titles, repeated headings, signatures.

Knows how such rows look; a row that might be a task is never passed over.
"""

from __future__ import annotations

import re

from registry.exchange.cells import cell_text, folded
from registry.exchange.task_sheet import TaskSheet

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
    if _is_plainly_a_task(source, row):
        return False
    filled = enumerate(source.cells.rows[row])
    texts = [(column, text) for column, value in filled if value is not None and (text := cell_text(value))]
    if not texts or _repeats_headings(source, row) or folded(texts[0][1]).startswith(_EXAMPLE):
        return True
    return _is_total(source, texts) or _is_numbers(texts) or _is_group_title(source, texts) or _is_signed(source, texts)


Texts = list[tuple[int, str]]


def _is_plainly_a_task(source: TaskSheet, row: int) -> bool:
    """A number first, a title and a period, as nearly every row of a list: no need to look further."""
    cells, columns = source.cells.rows[row], source.header.columns
    ordinal, title, period = columns.get("ordinal", -1), columns.get("title", -1), columns.get("period", -1)
    if min(ordinal, title, period) < 0 or len(cells) <= max(ordinal, title, period):
        return False
    return isinstance(cells[ordinal], int | float) and isinstance(cells[title], str) and cells[period] is not None


def _repeats_headings(source: TaskSheet, row: int) -> bool:
    """True for a row that says the headings again, as printed lists do at the top of every page."""
    said, count = source.cells.rows[row], 0
    for column in source.header.columns.values():
        if column < len(said) and said[column] is not None and said[column] in source.headings[column]:
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
    named = {columns.get(field) for field in ("official", "title", "target", "baseline", "target_value")}
    return column not in named or _GROUP_HEAD.match(text) is not None


def _is_signed(source: TaskSheet, texts: Texts) -> bool:
    """True for the lines of place, date and signatures under a list."""
    measured = {source.header.columns.get(field) for field in ("period", "target", "deadline")}
    if any(column in measured and not _SIGNED.fullmatch(folded(text)) for column, text in texts):
        return False
    return all(_SIGNED.fullmatch(folded(text)) for _, text in texts)
