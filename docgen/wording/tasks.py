"""Task lines on paper: grouped by horizon, numbered, with their counts in words.

Knows the order (term first as I, year as II; the periods of a horizon apart) and the words; does not know which paper
prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from docgen.wording.blocks import Context, named, with_post
from docgen.wording.figures import (
    capitalised,
    counted,
    date_in_figures,
    deadline_words,
    joined,
    period_words,
    unbroken,
)
from registry.facts import Campaign, Official, Partner, TaskLine
from registry.labels import Horizon, Origin, Regime
from registry.vietnamese import fold, number_in_text, strip_honorific

_HEADING_LETTERS = 60
_CARRIED, _TOGETHER = "Chuyển tiếp", "Phối hợp"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_ORDER = (Horizon.TERM, Horizon.YEAR)
Line = TypeVar("Line")


def divided(items: Sequence[Line], task_of: Callable[[Line], TaskLine]) -> list[tuple[Line, ...]]:
    """Things that hold a task, parted by horizon and period, the term first; the order inside a part is kept."""
    parts: dict[tuple[int, str], list[Line]] = {}
    for item in items:
        task = task_of(item)
        parts.setdefault((_ORDER.index(task.horizon), task.period), []).append(item)
    return [tuple(parts[key]) for key in sorted(parts)]


def horizons_of(lines: Sequence[TaskLine]) -> list[tuple[Horizon, tuple[TaskLine, ...]]]:
    """The lines by horizon and period, term before year; what has no lines is left out."""
    return [(group[0].horizon, group) for group in divided(lines, lambda line: line)]


def numeral(at: int) -> str:
    """How the group at that place, from 0, is numbered: Roman as far as anybody reads it."""
    return _NUMERALS[at] if at < len(_NUMERALS) else str(at + 1)


def periods_words(lines: Sequence[TaskLine]) -> str:
    """The periods covered: "giai đoạn 2021 - 2025 và năm 2021"."""
    return joined([period_words(horizon, group[0].period) for horizon, group in horizons_of(lines)])


def counts_words(lines: Sequence[TaskLine], campaign: Campaign) -> str:
    """How many tasks, and how many of each horizon when there are two."""
    total = f"{counted(len(lines), campaign.task_word)}"
    groups = horizons_of(lines)
    if len(groups) == 1:
        return f"{total} {periods_words(lines)}"
    return f"{total} ({each_horizon_words(lines, campaign)})"


def each_horizon_words(lines: Sequence[TaskLine], campaign: Campaign) -> str:
    """The tasks of each horizon, never added up: "01 việc giai đoạn 2021 - 2025 và 02 việc năm 2021"."""
    return joined([horizon_words(group, campaign.counter) for _, group in horizons_of(lines)])


def horizon_words(group: Sequence[TaskLine], word: str) -> str:
    """How many tasks of one horizon: "57 việc giai đoạn 2021 - 2025"."""
    return f"{counted(len(group), word)} {period_words(group[0].horizon, group[0].period)}"


def task_heading(campaign: Campaign) -> str:
    """The head of the column of tasks; a long word for them would fill the page, so their counter stands there."""
    word = campaign.task_word
    return f"Nội dung {word if len(word) <= _HEADING_LETTERS else campaign.counter}"


def task_groups(lines: Sequence[TaskLine], campaign: Campaign, regime: Regime) -> list[Context]:
    """The groups of a task table; a single horizon has an empty heading, so no group row is printed."""
    groups = horizons_of(lines)
    is_uneven = len({line.attached for line in lines}) > 1  # else Điều 1 names who is attached, for all tasks
    return [
        {
            "numeral": numeral(at),
            "heading": _heading(horizon, group, campaign) if len(groups) > 1 else "",
            "lines": [
                {**task_row(number, line), "note": note_words(line, regime, with_attached=is_uneven)}
                for number, line in enumerate(group, 1)
            ],
        }
        for at, (horizon, group) in enumerate(groups)
    ]


def note_words(line: TaskLine, regime: Regime, *, with_attached: bool = False) -> str:
    """The note of a task on paper: which decision it carries on, what the clerk noted, who shares it."""
    carried = _carried_words(line, regime)
    is_said = fold(line.note).startswith(fold(_CARRIED))
    notes = [carried] if carried else []
    notes += [line.note.rstrip(" ;.")] if line.note and not (carried and is_said) else []
    notes += [f"gắn với {attached_words(line.attached, regime)}"] if line.attached and with_attached else []
    notes += [f"{_TOGETHER}: {partners_words(line.partners)}"] if line.partners else []
    return "; ".join(notes)  # breaks anywhere: the column of notes is narrow


def partners_words(partners: Sequence[Partner]) -> str:
    """Who has a task together with its owner: "Nông Văn Thử (40%), Bế Thị Nháp"."""
    return ", ".join(
        partner.name if partner.share is None else f"{partner.name} ({number_in_text(partner.share, unit='%')})"
        for partner in partners
    )


def _carried_words(line: TaskLine, regime: Regime) -> str:
    paper = line.carried_from
    if paper is not None and paper.number_text:
        comma = "," if regime is Regime.PARTY else ""
        day = f"{comma} ngày {date_in_figures(paper.dated)}" if paper.dated else ""
        return f"{_CARRIED} từ {paper.kind} số {paper.number_text}{day}"
    return _CARRIED if line.origin is Origin.CARRIED_OVER and not line.note else ""


def attached_words(people: Sequence[Official], regime: Regime) -> str:
    """Individuals who answer beside a collective, with their posts: "đồng chí Hà Văn Bản, Bí thư Huyện ủy; …"."""
    return "; ".join(with_post(_addressed(person, regime)) for person in people)


def named_attached(people: Sequence[Official], regime: Regime) -> list[str]:
    """The same individuals by name alone, as a sentence lists them."""
    return [named(_addressed(person, regime)) for person in people]


def _addressed(person: Official, regime: Regime) -> Official:
    """Whoever is known by name only is addressed as the Party does; the State names them bare."""
    is_bare = not person.address and strip_honorific(person.name) == person.name
    return replace(person, address="đồng chí") if is_bare and regime is Regime.PARTY else person


def task_row(number: int, line: TaskLine) -> Context:
    """One task as a row of a table."""
    return {
        "number": number,
        "code": line.code,
        "title": unbroken(line.title),
        "target": unbroken(line.target),
        "product": unbroken(line.product),
        "deadline": deadline_words(line),
        "supervisor": capitalised(line.supervisor),
        "note": line.note,
    }


def printed_rows(context: Mapping[str, object]) -> list[tuple[str, str]]:
    """Code and note of every row of a decision's annex, in the order they are printed."""
    groups: Any = context["groups"]
    return [(row["code"], row["note"]) for group in groups for row in group["lines"]]


def by_horizon(lines: Sequence[Line], task_of: Callable[[Line], TaskLine]) -> list[Line]:
    """Lines that hold a task, term first; the order inside a horizon is kept."""
    return sorted(lines, key=lambda line: _ORDER.index(task_of(line).horizon))


def _heading(horizon: Horizon, group: Sequence[TaskLine], campaign: Campaign) -> str:
    return f"{capitalised(period_words(horizon, group[0].period))}: {counted(len(group), campaign.counter)}"
