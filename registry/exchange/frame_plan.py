"""The plan of an import for the frame: what each sheet would add, change or leave as the registry holds it.

Knows when two rows tell of the same thing and who a row names; does not know how things are stored. An empty cell
changes nothing: it says that nobody wrote anything, not that nothing is so. The same workbook twice is an empty plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple, TypeVar

from registry.exchange import frame_rows as rows
from registry.exchange.frame_directory import Directory, Unresolved
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import FrameRow
from registry.problems import Problem
from registry.rules.citations import number_key
from registry.vietnamese import fold

Key = tuple[object, ...]
Row = TypeVar("Row", bound=FrameRow)


class FrameChange(NamedTuple):
    """A row the registry holds, and the same as it will be."""

    known: FrameRow
    row: FrameRow


@dataclass(frozen=True, kw_only=True)
class SheetPlan:
    """What one kind of sheet would do."""

    added: tuple[FrameRow, ...] = ()
    changed: tuple[FrameChange, ...] = ()
    unchanged: tuple[FrameRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FramePlan:
    """What an import would do with the frame; rows named in an error are in none of the plans."""

    sheets: Mapping[str, SheetPlan] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when the registry would stay as it is."""
        return not any(plan.added or plan.changed for plan in self.sheets.values())


class Refused(Exception):
    """A row names somebody or something that cannot be told; the problem says which cell."""

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__(message)
        self.field, self.code, self.message = field, code, message


def told(found: str | Unresolved, field: str, what: str, text: str, advice: str) -> str:
    """The key that was found; Refused with the nearest names otherwise."""
    if isinstance(found, str):
        return found
    if found.count:
        message = f"Có {found.count} {what} cùng tên “{text}”. Ghi thêm đơn vị, hoặc ghi mã thay cho tên."
        raise Refused(field, f"ambiguous-{field}", message)
    near = " Có phải là " + " hay ".join(f"“{name}”" for name in found.near) + "?" if found.near else ""
    raise Refused(field, f"unknown-{field}", f"Sổ không có {what} “{text}”.{near} {advice}")


_NEW_PERSON = "Nếu là người mới, thêm vào trang “Chức vụ” hoặc danh sách nhiệm vụ."
_NEW_BODY = "Nếu là cơ quan mới, thêm vào trang “Cơ quan”."


def person_key(names: Directory, name: str, unit: str) -> str:
    """The key of the person a row names."""
    return told(names.person(name, unit), "person", "người", name, _NEW_PERSON)


def body_key(names: Directory, name: str, field: str, day: dt.date) -> str:
    """The key of the body a row names, by the names of `day`."""
    return told(names.body(name, day), field, "cơ quan", name, _NEW_BODY)


def task_key(names: Directory, row: rows.ProgressRow) -> str:
    """The key of the task a report names."""
    person = "" if row.task_code else person_key(names, row.person, row.unit)
    found = names.task(row.task_code, person, row.title)
    field = "task_code" if row.task_code else "title"
    key = told(found, field, "nhiệm vụ", row.task_code or row.title, "Xem mã bằng lệnh docgen tasks list.")
    count = names.indicators(key)
    if row.indicator > count:
        message = f"Nhiệm vụ này chỉ có {count} chỉ tiêu. Sửa số ở cột này, hoặc thêm chỉ tiêu cho nhiệm vụ."
        raise Refused("indicator", "unknown-indicator", message)
    return key


def _succession_key(row: rows.SuccessionRow, names: Directory) -> Key:
    before = body_key(names, row.predecessor, "predecessor", row.on - dt.timedelta(days=1))
    after = body_key(names, row.successor, "successor", row.on)
    return before, after, row.kind, fold(row.function)


def _instrument_key(row: rows.InstrumentRow, _names: Directory) -> Key:
    return fold(row.issuer), fold(row.type_name), number_key(row.number_text), row.dated


_KEYS: dict[type[FrameRow], Callable[[Any, Directory, dt.date], Key]] = {
    rows.CycleRow: lambda row, names, day: (row.year,),
    rows.GroupRow: lambda row, names, day: (fold(row.name),),
    rows.MemberRow: lambda row, names, day: (person_key(names, row.person, row.unit), fold(row.group)),
    rows.EventRow: lambda row, names, day: (row.kind, fold(row.title)),
    rows.BasisRow: lambda row, names, day: (fold(row.text),),
    rows.SupervisionRow: lambda row, names, day: (person_key(names, row.person, row.unit), fold(row.area)),
    rows.DutyRow: lambda row, names, day: (body_key(names, row.body, "body", day), fold(row.title)),
    rows.RecommendationRow: lambda row, names, day: (fold(row.text),),
    rows.RoutineTargetRow: lambda row, names, day: (fold(row.text), fold(row.unit)),
    rows.PastGradeRow: lambda row, names, day: (person_key(names, row.person, row.unit), row.year),
    rows.ProgressRow: lambda row, names, day: (task_key(names, row), row.indicator, row.on, fold(row.source)),
    rows.SuccessionRow: lambda row, names, day: _succession_key(row, names),
    rows.InstrumentRow: lambda row, names, day: _instrument_key(row, names),
}
"""What makes two rows of a sheet tell of the same thing."""

_REFERENCES: dict[type[FrameRow], frozenset[str]] = {
    rows.MemberRow: frozenset({"person", "unit", "group"}),
    rows.SupervisionRow: frozenset({"person", "unit"}),
    rows.DutyRow: frozenset({"body"}),
    rows.PastGradeRow: frozenset({"person", "unit"}),
    rows.PostRow: frozenset({"person", "unit"}),
    rows.ProgressRow: frozenset({"task_code", "person", "unit", "title"}),
    rows.SuccessionRow: frozenset({"predecessor", "successor"}),
}
"""Fields that name somebody or something else: however it is written, the row says the same."""


def make_frame_plan(
    reading: FrameReading, known: Mapping[str, Sequence[FrameRow]], names: Directory, *, on: dt.date
) -> FramePlan:
    """Compare the rows of every sheet with what is known; `names` holds what the workbook itself brings too.

    Bodies and posts have plans of their own: their rows are put together first.
    """
    plans: dict[str, SheetPlan] = {}
    problems: list[Problem] = []
    for kind, read in reading.rows.items():
        if all(type(row) in _KEYS for row in read):
            held = known.get(kind, ())
            good = _replaceable(reading, read, held, problems)
            plans[kind] = _plan_of(reading, good, held, names, on, problems)
    return FramePlan(sheets=plans, problems=tuple(problems))


def _replaceable(
    reading: FrameReading, read: Sequence[FrameRow], known: Sequence[FrameRow], problems: list[Problem]
) -> list[FrameRow]:
    """The rows without those instruments that are replaced by one nobody knows."""
    numbers = {number_key(row.number_text) for row in (*read, *known) if isinstance(row, rows.InstrumentRow)}
    good = []
    for row in read:
        by = row.replaced_by if isinstance(row, rows.InstrumentRow) else ""
        if by and number_key(by) not in numbers:
            message = f"Sổ không có văn bản số {by}. Ghi văn bản đó thành một dòng của trang này."
            place = reading.place(row, "replaced_by")
            problems.append(Problem(code="unknown-instrument", message=message, place=place))
        else:
            good.append(row)
    return good


def _plan_of(
    reading: FrameReading,
    read: Sequence[FrameRow],
    known: Sequence[FrameRow],
    names: Directory,
    on: dt.date,
    problems: list[Problem],
) -> SheetPlan:
    held = {_KEYS[type(row)](row, names, on): row for row in known}
    seen: dict[Key, FrameRow] = {}
    added, changed, unchanged = [], [], []
    for row in read:
        try:
            key = _KEYS[type(row)](row, names, on)
        except Refused as refused:
            place = reading.place(row, refused.field)
            problems.append(Problem(code=refused.code, message=refused.message, place=place))
            continue
        if key in seen:
            problems.append(_named_twice(reading, row, seen[key]))
            continue
        seen[key] = row
        before = held.get(key)
        after = filled(row, before) if before is not None else row
        if before is None:
            added.append(row)
        elif after == before:
            unchanged.append(before)
        else:
            changed.append(FrameChange(before, after))
    return SheetPlan(added=tuple(added), changed=tuple(changed), unchanged=tuple(unchanged))


def filled(row: Row, known: Row) -> Row:
    """The row with the names as the registry writes them, and with what it leaves empty taken from what is known."""
    naming = _REFERENCES.get(type(row), frozenset())
    empty = {each.name for each in fields(row) if getattr(row, each.name) in (None, "", ())}
    if isinstance(row, rows.EventRow) and not row.day_text:
        empty.add("is_year_inferred")
    kept = {each.name for each in fields(row) if each.compare and (each.name in naming or each.name in empty)}
    return replace(row, **{name: getattr(known, name) for name in kept})


def _named_twice(reading: FrameReading, row: FrameRow, earlier: FrameRow) -> Problem:
    where = f"dòng {earlier.row}" + ("" if earlier.sheet == row.sheet else f" trang tính “{earlier.sheet}”")
    first = next(iter(each.name for each in fields(row) if each.compare))
    message = f"Dòng này nói về cùng một mục với {where}. Chỉ giữ một dòng."
    return Problem(code="duplicate-row", message=message, place=reading.place(row, first))
