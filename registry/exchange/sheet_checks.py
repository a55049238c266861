"""What is to be told of a sheet before its rows: its headings, what is hidden, letters that were decoded (check P27).

Knows headings and cells; does not know tasks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from registry.exchange.cells import Conversion, Position, cell_name
from registry.exchange.columns import Column
from registry.exchange.headings import nearest_heading
from registry.exchange.task_sheet import TaskSheet
from registry.problems import Place, Problem, Severity
from registry.rules import quality

LETTERS = "P27"
_SHOWN = 60  # letters of a decoded cell


def check_header(source: TaskSheet) -> list[Problem]:
    """Required columns that are missing, headings written twice, columns nobody reads."""
    problems = [_missing_column(source, column) for column in source.header.missing()]
    problems += [_repeated_column(source, position) for position in source.header.repeated]
    return problems + [_unknown_column(source, position) for position in source.header.unknown]


def check_source(source: TaskSheet) -> Iterator[Problem]:
    """What the clerk may not see: columns that are not there, hidden rows and columns, letters of an old encoding."""
    severity = source.policy.severity(quality.CHECK)
    for finding in quality.unasked_of(source.header.columns) if severity else ():
        yield _at(source, None, finding.code, finding.message, severity or Severity.WARNING)
    yield from _hidden_rows(source)
    yield from _hidden_columns(source)
    read = set(source.header.columns.values())
    for conversion in source.cells.conversions:
        if conversion.position[1] in read and conversion.position[0] >= source.header.first:
            problem = _conversion(source, conversion)
            if problem:
                yield problem


def _at(source: TaskSheet, position: Position | None, code: str, message: str, severity: Severity) -> Problem:
    place = Place(sheet=source.cells.name, cell=cell_name(*position) if position else "")
    return Problem(code=code, message=message, severity=severity, place=place)


def _missing_column(source: TaskSheet, column: Column) -> Problem:
    row = source.header.row + 1
    message = f"Thiếu cột “{column.heading}”. Thêm cột này vào dòng tiêu đề (dòng {row})."
    return _at(source, None, "missing-column", message, Severity.ERROR)


def _repeated_column(source: TaskSheet, position: Position) -> Problem:
    """Two headings mean the same column; only the first is read."""
    text = source.cells.text(*position)
    message = f"Cột “{text}” trùng nghĩa với một cột đứng trước. Đổi tên hoặc bỏ bớt một cột."
    return _at(source, position, "duplicate-column", message, Severity.ERROR)


def _unknown_column(source: TaskSheet, position: Position) -> Problem:
    """A heading outside the table of headings; the column is not read."""
    text = source.cells.text(*position)
    near = nearest_heading(text)
    advice = f"Nếu là “{near}”, sửa lại tiêu đề." if near else "Nếu cần, đổi tên cột theo bảng mẫu."
    return _at(source, position, "unknown-column", f"Không đọc cột “{text}”. {advice}", Severity.INFO)


def _hidden_rows(source: TaskSheet) -> Iterator[Problem]:
    """Each run of hidden rows with something in it: a filter left on must not lose tasks, so they are read."""
    below = range(source.header.row + 1, len(source.cells.rows))
    hidden = [row for row in sorted(source.cells.hidden_rows) if row in below and not source.cells.is_blank_row(row)]
    for first, last in _runs(hidden):
        rows = f"Dòng {first + 1}" if first == last else f"Các dòng {first + 1}–{last + 1}"
        message = f"{rows} đang ẩn nhưng vẫn được đọc. Bỏ ẩn để kiểm tra, hoặc xóa nếu không giao."
        yield _at(source, (first, source.header.columns["title"]), "hidden-rows", message, Severity.WARNING)


def _hidden_columns(source: TaskSheet) -> Iterator[Problem]:
    """Hidden columns that are read."""
    for column in sorted(source.cells.hidden_columns & set(source.header.columns.values())):
        position = (source.header.row, column)
        message = f"Cột “{source.cells.text(*position)}” đang ẩn nhưng vẫn được đọc. Bỏ ẩn để kiểm tra."
        yield _at(source, position, "hidden-column", message, Severity.WARNING)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of every run of neighbouring numbers."""
    for _, run in itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def _conversion(source: TaskSheet, conversion: Conversion) -> Problem | None:
    """A decoded cell, before and after; an unsure one keeps its letters and must be retyped."""
    before, after = conversion.before[:_SHOWN], conversion.after[:_SHOWN]
    if not conversion.is_sure:
        message = f"Chữ trong ô có vẻ là phông {conversion.encoding} nhưng không chắc: “{before}”. Gõ lại bằng Unicode."
        return _at(source, conversion.position, "unsure-encoding", message, Severity.ERROR)
    severity = source.policy.severity(LETTERS)
    message = f"Đã chuyển từ phông {conversion.encoding} sang Unicode: “{before}” → “{after}”. Kiểm tra lại."
    return _at(source, conversion.position, "converted-encoding", message, severity) if severity else None
