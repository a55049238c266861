"""Sample offices opened, their lists imported, and the figures they tell, for the stories of the five articles.

Acts through the command line like a clerk; a twin is an office whose clerk forgot one row.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.support.circle import DONE, Circle

LIST = "danh-sach-giao-viec.xlsx"
Figures = dict[str, Any]
Cells = dict[str, Any]  # heading -> cell of one row


class Seeds:
    """The sample offices with their lists imported, each made once and only looked at; what they say is remembered."""

    def __init__(self, folder: Callable[[str], Path]) -> None:
        self._folder = folder
        self._known: dict[tuple[object, ...], Any] = {}

    def _once(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def office(self, name: str) -> Circle:
        """The office of that name."""
        office: Circle = self._once(("office", name), lambda: self._imported(name))
        return office

    def _imported(self, name: str) -> Circle:
        circle = made(name, self._folder(name))
        circle.docgen("tasks", "import", circle.office / LIST)
        return circle

    def stats(self, name: str, *words: object) -> Figures:
        """What `docgen stats` says of it."""
        figures: Figures = self._once(("stats", name, *words), lambda: stats(self.office(name), *words))
        return figures

    def dump(self, name: str) -> Figures:
        """Everything it knows."""
        whole: Figures = self._once(("dump", name), lambda: self.office(name).dump())
        return whole

    def copy(self, name: str, folder: Path) -> Circle:
        """A copy of it to change."""
        shutil.copytree(self.office(name).office, folder / "van-phong")
        return Circle(office=folder / "van-phong", outside=folder / "ben-ngoai", is_inside=True)


def made(name: str, folder: Path) -> Circle:
    """A sample office as `docgen init` leaves it: nothing is imported."""
    circle = Circle(office=folder / "van-phong", outside=folder / "ben-ngoai", is_inside=True)
    circle.open(name)
    return circle


def without(
    name: str, sheet: str, folder: Path, is_out: Callable[[Cells], bool], expect: Sequence[int] = (DONE,)
) -> Circle:
    """The twin: the office whose clerk forgot one row of a sheet."""
    circle = made(name, folder)
    book = load_workbook(circle.office / LIST)
    rows = [row for row in rows_of(book, sheet) if is_out({head: cell.value for head, cell in row.items()})]
    assert rows, "the row to forget is there"
    book[sheet].delete_rows(next(iter(rows[0].values())).row)
    book.save(circle.office / LIST)
    circle.docgen("tasks", "import", circle.office / LIST, expect=expect)
    return circle


def rows_of(book: Workbook, sheet: str) -> list[Cells]:
    """The rows of a sheet under its headings, as cells by heading."""
    lines = list(book[sheet].iter_rows())
    start = next(number for number, line in enumerate(lines) if sum(bool(cell.value) for cell in line) > 1)
    heads = [str(cell.value) for cell in lines[start]]
    return [dict(zip(heads, line, strict=True)) for line in lines[start + 1 :]]


def tell(circle: Circle, sheet: str, *rows: tuple[object, ...]) -> None:
    """The clerk sends one more sheet."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    path = circle.office.parent / "gui-them.xlsx"
    book.save(path)
    circle.docgen("tasks", "import", path)


def stats(circle: Circle, *words: object) -> Figures:
    """What `docgen stats` says."""
    found: Figures = circle.docgen("stats", "--json", *words).json
    return found


def horizon(figures: Figures, name: str) -> Figures:
    """The figures of one horizon."""
    (row,) = [row for row in figures["horizons"] if row["horizon"] == name]
    return dict(row)


def group(figures: Figures, name: str) -> Figures:
    """The figures of one group."""
    (row,) = [row for row in figures["groups"] if row["group"] == name]
    return dict(row)


def tasks_of(whole: Figures, **wanted: str) -> list[Cells]:
    """Tasks with the given values among everything an office knows."""
    return [row for row in whole["tasks"] if all(row[key] == value for key, value in wanted.items())]


def numbers_in(value: Any) -> set[float]:
    """Every number anywhere in a structure."""
    if isinstance(value, dict):
        return {number for each in value.values() for number in numbers_in(each)}
    if isinstance(value, list):
        return {number for each in value for number in numbers_in(each)}
    return {value} if isinstance(value, int | float) else set()


def journal_of(whole: Figures, entity: str) -> list[Cells]:
    """What became of every record of a kind, as the journal tells it."""
    return [entry["after"] for entry in whole["journal"] if entry["entity"] == entity and entry["after"]]


def bodies_of(circle: Circle) -> list[Cells]:
    """Every body as it was made, by code."""
    return list({row["code"]: row for row in journal_of(circle.dump(), "body")}.values())


def theme(figures: Figures, name: str) -> Figures:
    """The sum of one theme."""
    (row,) = [row for row in figures["theme_totals"] if row["theme"] == name]
    return dict(row)
