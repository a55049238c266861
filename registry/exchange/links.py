"""Which earlier task a row carries on: named by its code, or by the year when it is the same work of the same assignee.

Clerks write "2021" in the column more readily than a code. Pure: finds among known tasks and rows; a link that leads
nowhere is told at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from registry.exchange.cells import cell_name, folded
from registry.exchange.rows import KnownTask, TaskContent, TaskRow
from registry.labels import Horizon
from registry.problems import Place, Problem, Severity

_YEAR = re.compile(r"(?:nam )?(?P<year>\d{4})")
Work = tuple[str, str, str, int]  # name and unit of the assignee, folded title, year


def year_of(link: str) -> int | None:
    """The year a link names; None when it is a code."""
    found = _YEAR.fullmatch(folded(link))
    return int(found["year"]) if found else None


def cycle_year(row: TaskContent, campaign: int) -> int:
    """The cycle a task belongs to: a year task to its own year, a term task to the campaign that gives it."""
    return int(row.period) if row.horizon is Horizon.YEAR else campaign


def years_of(rows: Iterable[TaskContent], campaign: int) -> tuple[int, ...]:
    """Every cycle the rows belong to or carry something on from, and the campaign's."""
    links = (year_of(row.continues) for row in rows)
    years = {campaign, *(cycle_year(row, campaign) for row in rows), *(year for year in links if year is not None)}
    return tuple(sorted(years))


def resolved(rows: Sequence[TaskRow], known: Iterable[KnownTask]) -> tuple[TaskRow, ...]:
    """The rows with every year that names a known task replaced by its code; others stay as they are."""
    codes = {work: task.code for task in known if (work := _work(task)) is not None}
    return tuple(_resolved(row, codes) for row in rows)


def _resolved(row: TaskRow, codes: dict[Work, str]) -> TaskRow:
    year = year_of(row.continues)
    code = codes.get(_earlier(row, year)) if year is not None else None
    return replace(row, continues=code) if code else row


def check_links(rows: Sequence[TaskRow], existing: frozenset[str]) -> tuple[Problem, ...]:
    """An error at every row that carries on, or is part of, a task neither the registry nor the workbook knows."""
    told = {work for row in rows if (work := _work(row)) is not None}
    return tuple(
        _unknown_link(row, link)
        for row in rows
        for link in (row.continues, row.parent)
        if link and link not in existing and not _is_told(row, link, told)
    )


def _is_told(row: TaskRow, link: str, told: set[Work]) -> bool:
    year = year_of(link)
    return link == row.continues and year is not None and _earlier(row, year) in told


def _work(task: TaskContent) -> Work | None:
    return _earlier(task, int(task.period)) if task.horizon is Horizon.YEAR else None


def _earlier(task: TaskContent, year: int) -> Work:
    """The same work of the same assignee in a year."""
    return (*task.person_key, folded(task.title).rstrip(" .;,"), year)


def other_years(rows: Sequence[TaskRow], campaign: int) -> tuple[Problem, ...]:
    """A remark at the first row of every sheet and year that is not the campaign's."""
    counts: dict[tuple[str, int], list[TaskRow]] = {}
    for row in rows:
        if cycle_year(row, campaign) != campaign:
            counts.setdefault((row.sheet, cycle_year(row, campaign)), []).append(row)
    return tuple(
        Problem(
            code="other-cycle",
            message=f"{len(found)} việc năm {year} được ghi vào đợt năm {year}, không phải đợt {campaign} đang làm.",
            severity=Severity.INFO,
            place=Place(sheet=sheet, cell=cell_name(found[0].row - 1, 0)),
        )
        for (sheet, year), found in counts.items()
    )


def _unknown_link(row: TaskRow, link: str) -> Problem:
    """The workbook points to a task that was never entered."""
    what = f"nhiệm vụ mang mã {link}"
    if year_of(link) is not None:
        what = f"nhiệm vụ cùng tên của người này năm {year_of(link)}"
    return Problem(
        code="unknown-earlier-task",
        message=f"Sổ không có {what} để chuyển tiếp hoặc gắn vào. "
        "Sửa ô này; nếu việc cũ không có trong sổ, để trống và ghi ở cột Ghi chú.",
        place=Place(sheet=row.sheet, cell=cell_name(row.row - 1, 0)),
    )
