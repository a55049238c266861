"""Bảng gõ bằng phông cũ, bảng chép lại của năm trước, bảng cố tình gây hại: chị văn thư gửi gì, hệ thống trả lời rõ.

The gate before the registry: what comes dirty is read and told, what would hurt is refused, what the office minds is
its own choice.
"""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.registry.vietnamese.old_typewriters import typed_in_tcvn3
from tests.support import raw_workbook
from tests.support.circle import LOOK, USAGE, Circle
from tests.support.raw_workbook import cell, row

HEADINGS = ("họ và tên", "chức vụ", "đơn vị", "năm", "nội dung", "chỉ tiêu", "sản phẩm", "thời hạn", "nguồn")
TASK = (
    *("nông thị hòa", "trưởng phòng giáo dục", "phòng giáo dục", "2021", "đưa học sinh bỏ học trở lại lớp"),
    *("100% học sinh trở lại lớp", "danh sách học sinh", "30/9/2021", "tự đăng ký"),
)


def list_at(path: Path, *rows: tuple[str, ...]) -> Path:
    """A list as a clerk types it into an empty sheet."""
    book = openpyxl.Workbook()
    for line in (HEADINGS, *rows):
        book.active.append(line)
    book.save(path)
    return path


def changed(task: tuple[str, ...], **fields: str) -> tuple[str, ...]:
    """A task with other cells, named by their place."""
    places = {"official": 0, "post": 1, "unit": 2, "title": 4, "target": 5, "origin": 8}
    cells = list(task)
    for name, text in fields.items():
        cells[places[name]] = text
    return tuple(cells)


def mind(circle: Circle, lines: str) -> None:
    """The clerk writes a table [checks] into office.toml."""
    with (circle.office / "office.toml").open("a", encoding="utf-8") as toml:
        toml.write(f"\n[checks]\n{lines}\n")


def told(circle: Circle, workbook: Path, *words: object, expect: tuple[int, ...] = (0,)) -> list[dict[str, str]]:
    """The problems of an import."""
    problems: list[dict[str, str]] = circle.docgen("tasks", "import", workbook, "--json", *words, expect=expect).json[
        "problems"
    ]
    return problems


def test_a_list_typed_in_an_old_font(empty_office: Circle) -> None:
    """A .csv list in TCVN3 is imported in Unicode, and every changed cell is told with its old and new letters."""
    path = empty_office.office.parent / "danh-sach.csv"
    with path.open("w", encoding="latin-1", newline="") as lines:
        csv.writer(lines).writerows([typed_in_tcvn3(text) for text in line] for line in (HEADINGS, TASK))
    problems = told(empty_office, path)
    titles = [row["title"] for row in empty_office.dump()["tasks"]]
    assert titles == ["đưa học sinh bỏ học trở lại lớp"]
    assert "converted-file" in [problem["code"] for problem in problems]
    (title,) = [problem for problem in problems if problem.get("cell") == "E2" and "encoding" in problem["code"]]
    assert typed_in_tcvn3(TASK[4]) in title["message"] and TASK[4] in title["message"]
    assert told(empty_office, path) and len(empty_office.dump()["tasks"]) == 1


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (row(1_048_576, cell("XFD1048576")), "quá xa"),
        (" " * 5_000_000, "bom nén"),
    ],
)
def test_a_workbook_that_would_hurt_is_refused(empty_office: Circle, sheet: str, reason: str) -> None:
    """A workbook built to exhaust the machine is refused with its reason, and nothing is written."""
    path = raw_workbook.write(empty_office.office.parent / "hai.xlsx", sheet=sheet)
    said = empty_office.docgen("tasks", "import", path, expect=(LOOK, USAGE))
    assert reason in said.err
    assert empty_office.dump()["tasks"] == []


def test_a_list_fed_by_another_workbook_is_refused(empty_office: Circle) -> None:
    """A list whose figures come from another workbook is refused with the cell and the way out; pasted values pass."""
    path = list_at(empty_office.office.parent / "noi.xlsx", TASK)
    book = openpyxl.load_workbook(path)
    book.active["F2"] = "='[chi-tieu.xlsx]Năm 2021'!B7"
    book.save(path)
    said = empty_office.docgen("tasks", "import", path, expect=(LOOK, USAGE))
    assert "ô F2" in said.err and "Ngắt liên kết" in said.err
    assert empty_office.dump()["tasks"] == []
    book.active["F2"] = "100% học sinh trở lại lớp"
    book.save(path)
    told(empty_office, path)
    assert len(empty_office.dump()["tasks"]) == 1


def test_an_office_chooses_what_stops_a_list(empty_office: Circle) -> None:
    """What is only told by default holds a list back when the office says block, and is not told when it says off."""
    path = list_at(empty_office.office.parent / "a.xlsx", changed(TASK, title="tăng cường quản lý", target="tốt hơn"))
    assert "vague-task" in [problem["code"] for problem in told(empty_office, path, "--dry-run")]
    mind(empty_office, 'P1 = "block"')
    assert "vague-task" in [problem["code"] for problem in told(empty_office, path, expect=(LOOK,))]
    assert empty_office.dump()["tasks"] == []


def test_the_work_of_somebody_else_in_other_words(empty_office: Circle) -> None:
    """A list imported later that repeats a task of the registry is told which one it is like, and whose."""
    first = list_at(empty_office.office.parent / "a.xlsx", TASK)
    told(empty_office, first)
    other = changed(
        TASK, official="lý a sử", unit="xã khe bảy", post="bí thư", title="vận động học sinh bỏ học trở lại lớp"
    )
    problems = told(empty_office, list_at(empty_office.office.parent / "b.xlsx", other))
    (like,) = [problem for problem in problems if problem["code"] == "similar-to-colleague"]
    assert "NV-2021-001" in like["message"] and "nông thị hòa" in like["message"]


def test_a_person_with_too_few_tasks_is_held_back(empty_office: Circle) -> None:
    """With a rule of numbers a person whose list breaks it is held back whole, also when good rows are accepted."""
    mind(empty_office, 'composition = "trong-so-70"')
    settings = empty_office.office / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("year = 2021", "year = 2026"), "utf-8")
    rows = [
        tuple(text.replace("2021", "2026") for text in changed(TASK, title=f"việc số {number}")) for number in range(2)
    ]
    path = list_at(empty_office.office.parent / "a.xlsx", *rows)
    problems = told(empty_office, path, "--accept-good", expect=(LOOK,))
    assert [problem["severity"] for problem in problems if problem["code"] == "composition"] == ["error"]
    assert empty_office.dump()["tasks"] == []
