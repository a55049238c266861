"""Quyết định được soạn hàng loạt, kiểm tra thể thức, ký rồi mới có số; sai thì sửa bằng đúng giấy tờ.

Decisions follow the legal order, and every mistake has its own way back.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook

from tests.stories.conftest import Prepared, new_office
from tests.support.circle import LOOK, ROOT, USAGE, Circle
from tests.support.messy_workbook import PEOPLE


def test_everyone_gets_one_decision_and_redrafting_changes_nothing(office: Prepared) -> None:
    """Seven people get seven checked drafts; drafting again rewrites none."""
    circle = office("drafted")
    before = circle.dump()
    again = circle.docgen("decisions", "draft", "--on", circle.decision_day, "--json").json
    assert (again["made"], again["rewritten"], again["unchanged"]) == (0, 0, PEOPLE)
    assert circle.dump() == before


def test_a_draft_says_who_and_what(office: Prepared) -> None:
    """The Word file names the official and carries each task in its annex, under blanks for number and date."""
    circle = office("drafted")
    row = circle.docgen("decisions", "list", "--json").json[0]
    text = "\n".join(text_of(circle.office / "output" / "du-thao" / f"{row['document']}.docx"))
    assert row["name"] in text
    tasks = [task["title"] for task in circle.dump()["tasks"] if task["task"] in row["tasks"]]
    assert tasks
    assert all(title in text for title in tasks)
    assert "Số\u00a0\u00a0" in text


def test_a_wrong_margin_in_the_offices_own_template_is_told(empty_office: Circle) -> None:
    """A Party template with a 20 mm left margin is used with a warning that names rule and place."""
    own_template(empty_office, "party-decision")
    empty_office.docgen("tasks", "import", empty_office.office.parent / "danh-sach.xlsx")
    said = empty_office.docgen("decisions", "draft", "--json").json
    assert {problem["code"] for problem in said["problems"]} == {"PG-03"}
    assert len(said["problems"]) >= PEOPLE


def test_a_state_template_with_a_wrong_margin_is_refused(tmp_path: Path) -> None:
    """For the State a wrong margin is an error: no decision is made and the message names rule and measure."""
    circle = Circle(office=tmp_path / "tinh", outside=tmp_path / "ben-ngoai", is_inside=True)
    circle.open("bac-giang")
    own_template(circle, "state-decision")
    circle.docgen("tasks", "import", circle.office / "danh-sach-giao-viec.xlsx")
    said = circle.docgen("decisions", "draft", expect=(LOOK,))
    assert "PG-02" in said.err
    assert circle.dump()["documents"] == []


def own_template(circle: Circle, name: str) -> None:
    """Give the office its own copy of a built-in template, with a left margin of 20 mm."""
    for suffix in (".docx", ".toml"):
        source = ROOT / "templates" / "decisions" / f"{name}{suffix}"
        shutil.copyfile(source, circle.office / "templates" / f"{name}{suffix}")
    document = Document(str(circle.office / "templates" / f"{name}.docx"))
    document.sections[0].left_margin = Mm(20)
    document.save(str(circle.office / "templates" / f"{name}.docx"))


def test_a_draft_older_than_its_tasks_is_not_printed(office: Prepared, tmp_path: Path) -> None:
    """When a task was corrected after drafting, printing is refused until the decisions are drafted again."""
    circle = office("drafted")
    circle.docgen("tasks", "export", tmp_path / "xuat.xlsx")
    book = load_workbook(tmp_path / "xuat.xlsx")
    cell = next(c for row in book.active.iter_rows() for c in row if c.value == "Trồng rừng gỗ lớn")
    cell.value = "Trồng rừng gỗ lớn ở ba xã"
    book.save(tmp_path / "xuat.xlsx")
    circle.docgen("tasks", "import", tmp_path / "xuat.xlsx")
    said = circle.docgen("print", "pack", expect=(USAGE,))
    assert "decisions draft" in said.err
    again = circle.docgen("decisions", "draft", "--on", circle.decision_day, "--json").json
    assert again["rewritten"] == 1


@pytest.mark.pdf
def test_nothing_is_numbered_before_it_is_signed(office: Prepared) -> None:
    """The order printed → signed → numbered → issued cannot be skipped, and the refusal changes nothing."""
    circle = office("printed")
    before = circle.dump()
    circle.docgen("decisions", "number", expect=(LOOK,))
    circle.docgen("decisions", "issue", expect=(LOOK,))
    assert circle.dump() == before


@pytest.mark.pdf
def test_numbers_run_without_gap_in_signing_order(office: Prepared) -> None:
    """Seven signed papers get 01 to 07 in signing order, once; a second command gives none."""
    circle = office("printed")
    circle.docgen("decisions", "signed")
    circle.docgen("decisions", "number")
    again = circle.docgen("decisions", "number", "--json").json
    assert (again["done"], again["already"]) == ([], PEOPLE)
    rows = circle.docgen("decisions", "list", "--json").json
    assert [row["number_text"] for row in rows] == [f"{n:02d}-QĐ/HU" for n in range(1, PEOPLE + 1)]


@pytest.mark.pdf
def test_a_registers_date_never_runs_backwards(office: Prepared) -> None:
    """After a number of 2 March nothing can be numbered on 1 March."""
    circle = office("printed")
    first, second, *_ = [row["document"] for row in circle.docgen("decisions", "list", "--json").json]
    circle.docgen("decisions", "signed", first, "--on", "2021-03-01")
    circle.docgen("decisions", "number", first, "--on", "2021-03-02")
    circle.docgen("decisions", "signed", second, "--on", "2021-03-01")
    said = circle.docgen("decisions", "number", second, "--on", "2021-03-01", expect=(LOOK,))
    assert "02/03/2021" in said.err


@pytest.mark.pdf
def test_dates_that_cannot_be_are_refused(office: Prepared) -> None:
    """No day to come, no year other than the printed one, no issue before the date; a wrong signing day is mended."""
    circle = office("printed")
    code = circle.docgen("decisions", "list", "--json").json[0]["document"]
    circle.docgen("decisions", "signed", "--on", "2021-03-20", expect=(USAGE,))
    circle.docgen("decisions", "signed", code, "--on", "2021-02-20")
    mended = circle.docgen("decisions", "signed", code, "--on", "2021-03-01", "--json").json
    assert [row["document"] for row in mended["done"]] == [code]
    said = circle.docgen("decisions", "number", code, today=dt.date(2022, 1, 4), expect=(LOOK,))
    assert "in sẵn năm khác" in said.err
    circle.docgen("decisions", "number", code, "--on", "2021-02-25", expect=(LOOK,))
    circle.docgen("decisions", "number", code)
    circle.docgen("decisions", "issue", code, "--on", "2021-03-01", expect=(LOOK,))
    circle.docgen("decisions", "issue", code)


@pytest.mark.pdf
def test_a_void_number_stays_in_the_register_and_is_never_given_again(office: Prepared) -> None:
    """A voided number keeps its row and reason; the official's next decision gets the next number."""
    circle = office("printed")
    victim = circle.docgen("decisions", "list", "--json").json[0]
    circle.docgen("decisions", "signed")
    circle.docgen("decisions", "number")
    circle.docgen("decisions", "void", victim["document"], "--reason", "ghi nhầm chức vụ")
    circle.docgen("decisions", "draft", "--on", circle.decision_day)
    circle.docgen("print", "pack")
    circle.docgen("decisions", "signed")
    circle.docgen("decisions", "number")
    rows = circle.dump()["registers"]
    assert [row["number"] for row in rows] == list(range(1, PEOPLE + 2))
    assert (rows[0]["state"], rows[0]["reason"]) == ("void", "ghi nhầm chức vụ")


def test_the_register_can_be_exported(tmp_path: Path) -> None:
    """An empty register is exported with its ten headings."""
    circle = new_office(tmp_path / "co-quan")
    circle.docgen("register", "export", tmp_path / "so.xlsx")
    values = [cell.value for row in load_workbook(tmp_path / "so.xlsx").active.iter_rows() for cell in row]
    assert "Số, ký hiệu văn bản" in values


def text_of(path: Path) -> list[str]:
    """All paragraphs of a Word file, tables included."""
    body = Document(str(path)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(node.text or "" for node in paragraph.iter(f"{name}t")) for paragraph in body.iter(f"{name}p")]
