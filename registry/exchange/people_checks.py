"""Whether the people of a list are told in one way: spelling, post, and posts that only one person can hold.

Knows names, posts and units as they are written; does not know the registry.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from registry.exchange.cells import folded
from registry.exchange.rows import TaskRow
from registry.exchange.task_sheet import TaskSheet
from registry.problems import Place, Problem, Severity

_HEAD_POST = re.compile(
    r"(?:bi thu|chu tich|truong|giam doc|chanh|thu truong|tong bien tap|hat truong|chi cuc truong)\b.*"
)
_BEFORE_A_POST = re.compile(r".*,\s*")


def check_people(rows: Sequence[TaskRow], sources: Mapping[str, TaskSheet]) -> list[Problem]:
    """People written in two ways, with two posts, and two people in one head's post."""
    people = [row for row in rows if not row.is_collective]
    return [
        *_two_spellings(people, sources),
        *_two_posts(people, sources),
        *_overlapping_posts(people, sources),
    ]


def _problem(
    row: TaskRow, sources: Mapping[str, TaskSheet], code: str, field: str, message: str, severity: Severity
) -> Problem:
    place = Place(sheet=row.sheet, cell=sources[row.sheet].cell_of(row.row - 1, field))
    return Problem(code=code, message=message, severity=severity, place=place)


def _two_spellings(rows: Sequence[TaskRow], sources: Mapping[str, TaskSheet]) -> Iterator[Problem]:
    """One person of one unit written in several ways: an error at every row not in the commonest spelling."""
    people: dict[tuple[str, str], list[TaskRow]] = defaultdict(list)
    for row in rows:
        name, unit = row.person_key
        people[name.replace(" ", ""), unit].append(row)
    for group in people.values():
        if len({row.official for row in group}) == 1:
            continue
        usual = Counter(row.official for row in group).most_common(1)[0][0]
        message = (
            f"Tên này được viết là “{usual}” ở dòng khác. Viết thống nhất một cách; nếu là hai người, ghi rõ đơn vị."
        )
        strays = (row for row in group if row.official != usual)
        yield from (_problem(row, sources, "two-spellings", "official", message, Severity.ERROR) for row in strays)


def _two_posts(rows: Sequence[TaskRow], sources: Mapping[str, TaskSheet]) -> Iterator[Problem]:
    """One person with two texts for the post: a warning, for only one can be printed."""
    first: dict[tuple[str, str], TaskRow] = {}
    for row in rows:
        earlier = first.setdefault(row.person_key, row)
        if earlier.post != row.post:
            message = f"Chức vụ của {row.official} khác với dòng {earlier.row} (“{earlier.post}”). Viết thống nhất."
            yield _problem(row, sources, "two-posts", "post", message, Severity.WARNING)


def _overlapping_posts(rows: Sequence[TaskRow], sources: Mapping[str, TaskSheet]) -> Iterator[Problem]:
    """Two people in one head's post of one unit: a warning at the second, told once for each of them."""
    holders: dict[tuple[str, str], TaskRow] = {}
    told: set[tuple[str, str]] = set()
    for row in rows:
        post = _BEFORE_A_POST.sub("", folded(row.post))
        if not row.unit or not _HEAD_POST.fullmatch(post):
            continue
        holder = holders.setdefault((post, folded(row.unit)), row)
        is_other = folded(holder.official).replace(" ", "") != folded(row.official).replace(" ", "")
        if is_other and row.person_key not in told:
            told.add(row.person_key)
            message = (
                f"{holder.official} (dòng {holder.row}) cũng là “{row.post}” của đơn vị này. "
                "Chức vụ này chỉ một người giữ; kiểm tra người, chức vụ hoặc đơn vị."
            )
            yield _problem(row, sources, "overlapping-posts", "post", message, Severity.WARNING)
