"""Checks on rows already read: what contradicts itself inside a row, and what only the whole list shows.

Knows the rules (nghiep-vu §7: P1, P2, P17 and the deadline inside its period); does not know cells, except to name
the one to correct.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from registry.exchange.cells import cell_name
from registry.exchange.rows import TaskRow
from registry.exchange.values import period_years
from registry.labels import Direction
from registry.problems import Place, Problem, Severity
from registry.vietnamese import fold, number_in_text, strip_honorific

_LONGEST_TITLE = 300  # characters (F1)
Columns = Mapping[str, int]  # field -> column of one sheet


def check_row(row: TaskRow, columns: Columns) -> list[Problem]:
    """Every contradiction and gap inside one row."""
    found = [_deadline_in_period(row, columns), _target_against_baseline(row, columns)]
    found += [_long_title(row, columns), _own_supervisor(row, columns)]
    for name, word in (("target", "chỉ tiêu, kết quả cần đạt"), ("product", "sản phẩm"), ("deadline_text", "thời hạn")):
        if not getattr(row, name):
            field = name.removesuffix("_text")
            message = f"Chưa ghi {word} của việc này. Bổ sung trước khi trình ký."
            found.append(_problem(row, columns, f"missing-{field}", field, message, Severity.WARNING))
    return [problem for problem in found if problem]


def check_list(rows: Sequence[TaskRow], columns: Mapping[str, Columns]) -> list[Problem]:
    """Duplicate tasks, repeated codes, and people written in two ways, over all sheets."""
    return [
        *_duplicates(rows, columns, lambda row: row.task_key, "duplicate-task", "title"),
        *_duplicates(rows, columns, lambda row: row.task_code or None, "duplicate-code", "task_code"),
        *_two_spellings(rows, columns),
        *_two_posts(rows, columns),
    ]


def _problem(
    row: TaskRow, columns: Columns, code: str, field: str, message: str, severity: Severity = Severity.ERROR
) -> Problem:
    """A problem at the cell of a field; at the title when the sheet has no such column."""
    cell = cell_name(row.row - 1, columns.get(field, columns["title"]))
    return Problem(code=code, message=message, severity=severity, place=Place(sheet=row.sheet, cell=cell))


def _deadline_in_period(row: TaskRow, columns: Columns) -> Problem | None:
    """A deadline lies inside the years of the period."""
    first, last = period_years(row.period)
    if row.deadline is None or first <= row.deadline.year <= last:
        return None
    message = f"Thời hạn {row.deadline_text} nằm ngoài kỳ {row.period}. Sửa thời hạn hoặc kỳ."
    return _problem(row, columns, "deadline-outside-period", "deadline", message)


def _target_against_baseline(row: TaskRow, columns: Columns) -> Problem | None:
    """A target lies beyond its baseline in its own direction (P1)."""
    if row.baseline is None or row.target_value is None or row.direction is Direction.EXACTLY:
        return None
    gain = row.target_value - row.baseline
    if (gain > 0) if row.direction is Direction.AT_LEAST else (gain < 0):
        return None
    target, baseline = number_in_text(row.target_value), number_in_text(row.baseline)
    word = "cao" if row.direction is Direction.AT_LEAST else "thấp"
    message = f"Số cần đạt {target} không {word} hơn số liệu gốc {baseline}. Kiểm tra hai con số và chiều của chỉ tiêu."
    return _problem(row, columns, "target-not-beyond-baseline", "target_value", message, Severity.WARNING)


def _long_title(row: TaskRow, columns: Columns) -> Problem | None:
    """A title has at most 300 characters (F1)."""
    if len(row.title) <= _LONGEST_TITLE:
        return None
    message = f"Nội dung dài {len(row.title)} ký tự, quá {_LONGEST_TITLE}. Rút gọn, chuyển chi tiết sang cột chỉ tiêu."
    return _problem(row, columns, "title-too-long", "title", message, Severity.WARNING)


def _own_supervisor(row: TaskRow, columns: Columns) -> Problem | None:
    """Nobody supervises their own task (P17)."""
    if not fold(strip_honorific(row.supervisor)).startswith(fold(row.official)):
        return None
    message = f"{row.official} vừa được giao việc vừa theo dõi việc đó. Chọn người theo dõi khác."
    return _problem(row, columns, "supervises-own-task", "supervisor", message, Severity.WARNING)


def _duplicates(
    rows: Sequence[TaskRow],
    columns: Mapping[str, Columns],
    key_of: Callable[[TaskRow], object],
    code: str,
    field: str,
) -> list[Problem]:
    """An error at every row after the first with the same key; None as a key never repeats."""
    first: dict[object, TaskRow] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(key, row) if (key := key_of(row)) is not None else row
        if earlier is not row:
            where = f"dòng {earlier.row}" + ("" if earlier.sheet == row.sheet else f" trang tính “{earlier.sheet}”")
            message = f"Trùng với {where} của {earlier.official}. Xóa một dòng, hoặc sửa để hai dòng khác nhau."
            problems.append(_problem(row, columns[row.sheet], code, field, message))
    return problems


def _two_spellings(rows: Sequence[TaskRow], columns: Mapping[str, Columns]) -> list[Problem]:
    """One person of one unit written in several ways: an error at every row not in the commonest spelling."""
    people: dict[tuple[str, str], list[TaskRow]] = defaultdict(list)
    for row in rows:
        people[fold(row.official).replace(" ", ""), fold(row.unit)].append(row)
    problems = []
    for group in people.values():
        usual = Counter(row.official for row in group).most_common(1)[0][0]
        message = (
            f"Tên này được viết là “{usual}” ở dòng khác. Viết thống nhất một cách; nếu là hai người, ghi rõ đơn vị."
        )
        strays = [row for row in group if row.official != usual]
        problems += [_problem(row, columns[row.sheet], "two-spellings", "official", message) for row in strays]
    return problems


def _two_posts(rows: Sequence[TaskRow], columns: Mapping[str, Columns]) -> list[Problem]:
    """One person with two texts for the post: a warning, for only one can be printed."""
    first: dict[tuple[str, str], TaskRow] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row.person_key, row)
        if earlier.post != row.post:
            message = f"Chức vụ của {row.official} khác với dòng {earlier.row} (“{earlier.post}”). Viết thống nhất."
            problems.append(_problem(row, columns[row.sheet], "two-posts", "post", message, Severity.WARNING))
    return problems
