"""Tasks of a list that are worded like others: last year's, a colleague's, a routine target (check P2).

Knows whose texts are compared with whose, and when likeness is meant to be: common tasks repeat, carried-over ones go
on. How alike two texts are is known by `registry.rules.similarity`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.exchange.cells import folded
from registry.exchange.rows import KnownTask, TaskContent, TaskRow
from registry.labels import Origin
from registry.rules.policy import Finding
from registry.rules.similarity import CHECK, Features, LikeTexts, Match, features_of

_SHOWN = 90  # letters of the other text


@dataclass(frozen=True)
class RoutineTarget:
    """A target given in the ordinary way: its words, and whose it is ("" when it is everybody's)."""

    text: str
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """What the tasks of a list are held against beside one another."""

    held: Sequence[KnownTask] = ()  # tasks of the same year that the list does not change
    last_year: Sequence[KnownTask] = ()
    routine: Sequence[RoutineTarget] = ()


def like_tasks(rows: Sequence[TaskRow], neighbours: Neighbours) -> Iterator[tuple[TaskRow, Finding]]:
    """Every row that is alike to another text, with the nearest one of each kind."""
    features = [features_of(folded(row.title)) for row in rows]  # folded before, for the keys of the rows
    yield from _like_last_year(rows, features, neighbours.last_year)
    yield from _like_colleagues(rows, features, neighbours.held)
    yield from _like_routine(rows, features, neighbours.routine)


def _like_last_year(
    rows: Sequence[TaskRow], features: Sequence[Features], earlier: Sequence[KnownTask]
) -> Iterator[tuple[TaskRow, Finding]]:
    index = LikeTexts([features_of(task.title) for task in earlier])
    for row, own in zip(rows, features, strict=True):
        is_meant = row.origin is Origin.CARRIED_OVER or bool(row.continues)
        match = None if is_meant or not earlier else index.nearest(own, lambda number: True)
        if match:
            task = earlier[match.number]
            message = (
                f"Giống {_score(match)} việc năm trước {task.code} của {task.owner}: {_quoted(task.title)}. "
                "Nếu làm tiếp, chọn nguồn “chuyển tiếp” và ghi mã cũ; nếu là việc mới, nêu rõ điểm mới."
            )
            yield row, Finding(CHECK, "similar-to-last-year", "title", message)


def _like_colleagues(
    rows: Sequence[TaskRow], features: Sequence[Features], held: Sequence[KnownTask]
) -> Iterator[tuple[TaskRow, Finding]]:
    """A pair of like rows is told once, at the lower row; common tasks are meant to be alike."""
    others: list[TaskContent] = [*held, *rows]
    index = LikeTexts([*(features_of(task.title) for task in held), *features])
    for number, (row, own) in enumerate(zip(rows, features, strict=True), start=len(held)):
        if row.origin is Origin.COMMON:
            continue
        match = index.nearest(own, _before(number, row, others))
        if match:
            yield row, Finding(CHECK, *_of_colleague(row, others[match.number], match))


class _before:
    """The texts before a number that may be told: of the same horizon and period, and not common tasks."""

    def __init__(self, number: int, row: TaskRow, others: Sequence[TaskContent]) -> None:
        self._number, self._row, self._others = number, row, others

    def __call__(self, number: int) -> bool:
        if number >= self._number:
            return False
        other = self._others[number]
        is_of_the_time = (other.horizon, other.period) == (self._row.horizon, self._row.period)
        return is_of_the_time and other.origin is not Origin.COMMON


def _of_colleague(row: TaskRow, other: TaskContent, match: Match) -> tuple[str, str, str]:
    """Code, field and message for a row like another one; the same person's is likely the same task."""
    where = other.code if isinstance(other, KnownTask) else f"dòng {other.row}" if isinstance(other, TaskRow) else ""
    if other.person_key == row.person_key:
        message = (
            f"Giống {_score(match)} một việc khác của chính {row.owner} ({where}): {_quoted(other.title)}. "
            "Nếu là một việc, chỉ giữ một dòng, có mã thì ghi mã."
        )
        return "similar-to-own", "title", message
    message = (
        f"Giống {_score(match)} việc của {other.owner} ({where}): {_quoted(other.title)}. "
        "Nếu cùng làm một việc, ghi một người chủ trì và người phối hợp; nếu không, nêu rõ phần riêng."
    )
    return "similar-to-colleague", "title", message


def _like_routine(
    rows: Sequence[TaskRow], features: Sequence[Features], routine: Sequence[RoutineTarget]
) -> Iterator[tuple[TaskRow, Finding]]:
    index = LikeTexts([features_of(target.text) for target in routine])
    for row, own in zip(rows, features, strict=True):
        match = index.nearest(own, lambda number: True) if routine else None
        if match:
            target = routine[match.number]
            whose = f" của {target.body}" if target.body else ""
            message = (
                f"Giống {_score(match)} chỉ tiêu thường xuyên{whose}: {_quoted(target.text)}. "
                "Chọn việc cụ thể, khó hơn, không lấy lại chỉ tiêu đã giao trong kế hoạch."
            )
            yield row, Finding(CHECK, "similar-to-routine", "title", message)


def _score(match: Match) -> str:
    return f"{match.score:.0f}%"


def _quoted(text: str) -> str:
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN].rstrip()}…”"
