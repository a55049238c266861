"""Builds the workbooks of the sample offices from the readable lists beside them.

`can-bo.csv` holds the people of a sample (one line each, with who watches over their work), `viec.csv` their tasks, and
`viec-2021.csv` those of another year; `ordinal` joins people and tasks. Whoever has no task goes to the sheets of posts
and of members of groups. Every other list is one sheet of the frame and is named after it: `nhom.csv` is “Nhóm”. What
came later in the year (`tien-do-thang-9.csv`) is a workbook of its own, copied beside the first one. The
workbook looks like the one a clerk fills from our template. What is real and what is invented stands in README.md.
Run `python -m samples.build` after changing a list.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docgen.settings import Settings
from docgen.sheets import write_table, write_tasks
from registry.exchange import TaskRow, read_rows
from registry.exchange.cells import SheetCells
from registry.exchange.columns import COLUMNS, HEADING_OF_FIELD
from registry.exchange.frame_bodies import FRAME_SHEETS
from registry.exchange.frame_reading import read_frame
from registry.exchange.frame_rows import FrameRow, MemberRow, PostRow
from registry.exchange.frame_sheets import PROGRESS, FrameSheet
from registry.vietnamese import fold

SAMPLES = Path(__file__).resolve().parent
WORKBOOK = "danh-sach-giao-viec.xlsx"


def build(sample: Path, target: Path) -> tuple[TaskRow, ...]:
    """Write the workbook of one sample folder to `target` and give its rows; ValueError when a list has a mistake."""
    rows = sample_rows(sample)
    write_tasks(target, rows, sample_frame(sample))
    return rows


def build_later(sample: Path, target: Path) -> tuple[Path, ...]:
    """Write the workbooks of what came later to the folder `target` and give their paths."""
    written = []
    for path in sorted(sample.glob("tien-do-*.csv")):
        heads, *rows = _cells(PROGRESS, path).rows
        book = target / f"{path.stem}.xlsx"
        title = "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"
        write_table(book, title, [str(head) for head in heads], [[cell or "" for cell in row] for row in rows])
        written.append(book)
    return tuple(written)


def sample_rows(sample: Path) -> tuple[TaskRow, ...]:
    """The rows of a sample, read and checked as a clerk's own list would be."""
    lines = list(_lines(sample))
    told = {field for line in lines for field in line if field != "ordinal"}
    fields = [column.field for column in COLUMNS if column.field in told]
    headings = tuple(HEADING_OF_FIELD[field] for field in fields)
    cells = tuple(tuple(line.get(field) or None for field in fields) for line in lines)
    reading = read_rows([SheetCells(name=sample.name, rows=(headings, *cells))])
    errors = [str(problem) for problem in reading.problems if problem.is_error]
    if errors:
        raise ValueError("\n".join(errors))
    return reading.rows


def sample_frame(sample: Path) -> Mapping[str, Sequence[FrameRow]]:
    """The sheets around the task list, by kind; ValueError when a list has a mistake."""
    cells = [_cells(each, path) for each in FRAME_SHEETS if (path := sample / f"{_file_of(each)}.csv").exists()]
    reading = read_frame(cells, year=_year_of(sample))
    errors = [str(problem) for problem in reading.problems if problem.is_error]
    if errors:
        raise ValueError("\n".join(errors))
    idle = list(_without_task(sample))
    posts = [PostRow(person=line["official"], post=line["post"], unit=line["unit"]) for line in idle]
    members = [MemberRow(person=line["official"], unit=line["unit"], group=line["group"]) for line in idle]
    own = {"posts": (*reading.rows.get("posts", ()), *posts), "members": tuple(members)}
    return {**reading.rows, **own}


def _file_of(each: FrameSheet) -> str:
    """ "viec-cua-co-quan" for “Việc của cơ quan”."""
    return fold(each.title).replace(" ", "-")


def _cells(each: FrameSheet, path: Path) -> SheetCells:
    with path.open(encoding="utf-8", newline="") as lines:
        return SheetCells(
            name=each.title, rows=tuple(tuple(cell or None for cell in line) for line in csv.reader(lines))
        )


def _year_of(sample: Path) -> int:
    return Settings(**tomllib.loads((sample / "office.toml").read_text("utf-8"))).campaign.year


def _without_task(sample: Path) -> Iterator[Mapping[str, str]]:
    """People of the list who have no task in it."""
    busy = {task["ordinal"] for path in _task_lists(sample) for task in _read(path)}
    return (line for line in _read(sample / "can-bo.csv") if line["ordinal"] not in busy)


def _task_lists(sample: Path) -> list[Path]:
    """The lists of tasks, other years first."""
    return [*sorted(sample.glob("viec-2*.csv")), sample / "viec.csv"]


def _lines(sample: Path) -> Iterator[Mapping[str, str]]:
    """Every task with the columns of its person."""
    people = {line["ordinal"]: line for line in _read(sample / "can-bo.csv")}
    for path in _task_lists(sample):
        for task in _read(path):
            yield {**people[task["ordinal"]], **task}


def _read(path: Path) -> list[dict[str, str]]:
    """The lines of a .csv file by heading."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> None:
    """Rebuild the workbook of every sample that has lists."""
    for people in sorted(SAMPLES.glob("*/can-bo.csv")):
        build(people.parent, people.parent / WORKBOOK)
        build_later(people.parent, people.parent)


if __name__ == "__main__":
    main()
