"""Builds the task lists of the sample offices from the readable lists beside them.

`can-bo.csv` holds the people of a sample (one line each, with who watches over their work), `viec.csv` their tasks;
`ordinal` joins the two. The workbook looks like the one a clerk fills from our template. Every person is fictional;
bodies and posts are of their year. Run `python -m samples.build` after changing a list.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.sheets import write_tasks
from registry.exchange import TaskRow, read_rows
from registry.exchange.cells import SheetCells
from registry.exchange.columns import HEADING_OF_FIELD

SAMPLES = Path(__file__).resolve().parent
WORKBOOK = "danh-sach-giao-viec.xlsx"


def build(sample: Path, target: Path) -> tuple[TaskRow, ...]:
    """Write the workbook of one sample folder to `target` and give its rows; ValueError when a list has a mistake."""
    rows = sample_rows(sample)
    write_tasks(target, rows)
    return rows


def sample_rows(sample: Path) -> tuple[TaskRow, ...]:
    """The rows of a sample, read and checked as a clerk's own list would be."""
    lines = list(_lines(sample))
    fields = [field for field in lines[0] if field in HEADING_OF_FIELD and field != "ordinal"]
    headings = tuple(HEADING_OF_FIELD[field] for field in fields)
    cells = tuple(tuple(line[field] or None for field in fields) for line in lines)
    reading = read_rows([SheetCells(name=sample.name, rows=(headings, *cells))])
    errors = [str(problem) for problem in reading.problems if problem.is_error]
    if errors:
        raise ValueError("\n".join(errors))
    return reading.rows


def _lines(sample: Path) -> Iterator[Mapping[str, str]]:
    """Every task with the columns of its person."""
    people = {line["ordinal"]: line for line in _read(sample / "can-bo.csv")}
    for task in _read(sample / "viec.csv"):
        yield {**people[task["ordinal"]], **task}


def _read(path: Path) -> list[dict[str, str]]:
    """The lines of a .csv file by heading."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> None:
    """Rebuild the workbook of every sample that has lists."""
    for people in sorted(SAMPLES.glob("*/can-bo.csv")):
        build(people.parent, people.parent / WORKBOOK)


if __name__ == "__main__":
    main()
