"""Task lines on paper: grouped by horizon, numbered, with their counts in words.

Knows the order (term first as I, year as II) and the words; does not know which paper prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from docgen.wording.blocks import Context
from docgen.wording.figures import capitalised, counted, deadline_words, joined, period_words, unbroken
from registry.facts import Campaign, TaskLine
from registry.labels import Horizon

_NUMERALS = ("I", "II", "III")
_ORDER = (Horizon.TERM, Horizon.YEAR)
Line = TypeVar("Line")


def horizons_of(lines: Sequence[TaskLine]) -> list[tuple[Horizon, tuple[TaskLine, ...]]]:
    """The lines by horizon, term before year, horizons without lines left out; the order inside is kept."""
    groups = [(horizon, tuple(line for line in lines if line.horizon is horizon)) for horizon in _ORDER]
    return [(horizon, group) for horizon, group in groups if group]


def periods_words(lines: Sequence[TaskLine]) -> str:
    """The periods covered: "giai đoạn 2021 - 2025 và năm 2021"."""
    return joined([period_words(horizon, group[0].period) for horizon, group in horizons_of(lines)])


def counts_words(lines: Sequence[TaskLine], campaign: Campaign) -> str:
    """How many tasks, and how many of each horizon when there are two."""
    total = f"{counted(len(lines), campaign.task_word)}"
    groups = horizons_of(lines)
    if len(groups) == 1:
        return f"{total} {periods_words(lines)}"
    each = [f"{counted(len(group), campaign.counter)} {period_words(h, group[0].period)}" for h, group in groups]
    return f"{total} ({joined(each)})"


def task_groups(lines: Sequence[TaskLine], campaign: Campaign) -> list[Context]:
    """The groups of a task table; a single horizon has an empty heading, so no group row is printed."""
    groups = horizons_of(lines)
    return [
        {
            "numeral": numeral,
            "heading": _heading(horizon, group, campaign) if len(groups) > 1 else "",
            "lines": [task_row(number, line) for number, line in enumerate(group, 1)],
        }
        for numeral, (horizon, group) in zip(_NUMERALS, groups, strict=False)
    ]


def task_row(number: int, line: TaskLine) -> Context:
    """One task as a row of a table."""
    return {
        "number": number,
        "code": line.code,
        "title": unbroken(line.title),
        "target": unbroken(line.target),
        "product": unbroken(line.product),
        "deadline": deadline_words(line),
        "supervisor": line.supervisor,
        "note": line.note,
    }


def by_horizon(lines: Sequence[Line], task_of: Callable[[Line], TaskLine]) -> list[Line]:
    """Lines that hold a task, term first; the order inside a horizon is kept."""
    return sorted(lines, key=lambda line: _ORDER.index(task_of(line).horizon))


def _heading(horizon: Horizon, group: Sequence[TaskLine], campaign: Campaign) -> str:
    return f"{capitalised(period_words(horizon, group[0].period))}: {counted(len(group), campaign.counter)}"
