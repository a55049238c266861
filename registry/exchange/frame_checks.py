"""Checks between the task list and the frame around it: assignees outside the declared groups, own areas watched.

Both are warnings: an office may mean it so (Sông Lô handed decisions to Party bodies that none of its three groups
names, and its secretary, who chairs the Council, watches over the Council's own task). Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from registry.exchange.cells import cell_name, folded
from registry.exchange.rows import TaskRow
from registry.problems import Place, Problem, Severity
from registry.vietnamese import strip_honorific


def outside_groups(rows: Iterable[TaskRow], declared: Collection[str]) -> tuple[Problem, ...]:
    """A warning at the first row of every assignee whose group was not declared; none where no group was."""
    known = {folded(name) for name in declared}
    first: dict[tuple[str, str], TaskRow] = {}
    for row in rows:
        if folded(row.group) not in known:
            first.setdefault(row.person_key, row)
    return tuple(_outside(row) for row in first.values()) if known else ()


def _outside(row: TaskRow) -> Problem:
    name = row.official or row.unit
    group = f"nhóm “{row.group}” không có" if row.group else "chưa ghi nhóm nào"
    return Problem(
        code="outside-groups",
        message=f"{name}: {group} trong các nhóm đã công bố (trang “Nhóm”). Sửa nhóm, hoặc khai báo thêm nhóm.",
        severity=Severity.WARNING,
        place=Place(sheet=row.sheet, cell=cell_name(row.row - 1, 0)),
    )


def own_areas(rows: Iterable[TaskRow], supervisions: Sequence[tuple[str, str]]) -> tuple[Problem, ...]:
    """A warning at every task that lies in the area of somebody who answers for it (check P17); pairs of name, area."""
    areas = [(folded(strip_honorific(name)), name, folded(area), area) for name, area in supervisions]
    found = []
    for row in rows:
        answering = {folded(name) for name in (row.official, *row.attached) if name}
        about = {folded(word) for word in (row.theme, row.group, row.unit, row.lead_body) if word}
        for key, name, place, area in areas:
            if key in answering and place in about:
                found.append(_own(row, name, area))
    return tuple(found)


def _own(row: TaskRow, name: str, area: str) -> Problem:
    return Problem(
        code="supervises-own-task",
        message=f"{name} theo dõi “{area}” mà chính mình chịu trách nhiệm việc này. Phân công người khác theo dõi.",
        severity=Severity.WARNING,
        place=Place(sheet=row.sheet, cell=cell_name(row.row - 1, 0)),
    )
