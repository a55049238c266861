"""Chị văn thư gửi danh sách Excel như vẫn làm hằng ngày; hệ thống nhận đúng hoặc chỉ ra từng ô sai.

The clerk's workbook becomes the registry, or nothing changes.
"""

from __future__ import annotations

from tests.support.circle import LOOK, Circle
from tests.support.messy_workbook import MISTAKES, PEOPLE, TASKS, write_broken


def test_messy_workbook_becomes_a_registry_once(empty_office: Circle) -> None:
    """A workbook with odd headings, merged cells and decomposed text is understood, and twice is an empty plan."""
    workbook = empty_office.office.parent / "danh-sach.xlsx"
    plan = empty_office.docgen("tasks", "import", workbook, "--dry-run", "--json").json
    assert (len(plan["added"]), plan["people"], plan["written"]) == (TASKS, PEOPLE, False)
    assert empty_office.dump()["tasks"] == []
    empty_office.docgen("tasks", "import", workbook)
    again = empty_office.docgen("tasks", "import", workbook, "--json").json
    assert (again["added"], again["changed"], len(again["unchanged"])) == ([], [], TASKS)
    assert len({row["person"] for row in empty_office.dump()["tasks"]}) == PEOPLE


def test_a_new_office_is_told_its_first_step(empty_office: Circle) -> None:
    """An empty registry shows no empty table but what to do; after the import, what to do next."""
    said = empty_office.docgen("status").err
    assert "Sổ còn trống" in said and "docgen tasks import" in said and "Đang chờ" not in said
    empty_office.docgen("tasks", "import", empty_office.office.parent / "danh-sach.xlsx")
    said = empty_office.docgen("status").err
    assert "Đang chờ" in said and "docgen decisions draft" in said and "Sổ còn trống" not in said


def test_every_wrong_cell_is_named_and_nothing_is_written(empty_office: Circle) -> None:
    """All mistakes of a broken workbook are told at their cells, and the registry stays empty."""
    workbook = empty_office.office.parent / "hong.xlsx"
    write_broken(workbook)
    said = empty_office.docgen("tasks", "import", workbook, "--json", expect=(LOOK,)).json
    found = {(problem.get("cell"), problem["code"]) for problem in said["problems"]}
    assert {(cell, code) for cell, (_, code) in MISTAKES.items()} <= found
    assert empty_office.dump()["tasks"] == []
    assert empty_office.dump()["journal"] == []


def test_good_rows_go_on_only_when_the_clerk_says_so(empty_office: Circle) -> None:
    """With --accept-good the right rows are written and the wrong ones are still told."""
    workbook = empty_office.office.parent / "hong.xlsx"
    write_broken(workbook)
    said = empty_office.docgen("tasks", "import", workbook, "--accept-good", "--json", expect=(LOOK,)).json
    assert said["written"]
    assert 0 < len(empty_office.dump()["tasks"]) < TASKS


def test_a_corrected_workbook_changes_the_task_and_the_journal_keeps_both(empty_office: Circle) -> None:
    """Export, correct a cell, import: exactly that task changes, and the journal holds before and after."""
    from openpyxl import load_workbook

    first = empty_office.office.parent / "danh-sach.xlsx"
    empty_office.docgen("tasks", "import", first)
    export = empty_office.office.parent / "xuat.xlsx"
    empty_office.docgen("tasks", "export", export)
    book = load_workbook(export)
    cell = next(c for row in book.active.iter_rows() for c in row if c.value == "Trồng rừng gỗ lớn")
    cell.value = "Trồng rừng gỗ lớn theo tiêu chuẩn FSC"
    book.save(export)
    said = empty_office.docgen("tasks", "import", export, "--json").json
    assert len(said["changed"]) <= 1
    titles = {row["title"] for row in empty_office.dump()["tasks"]}
    assert "Trồng rừng gỗ lớn theo tiêu chuẩn FSC" in titles
    changes = [
        entry for entry in empty_office.dump()["journal"] if entry["entity"] == "task" and entry["action"] == "changed"
    ]
    assert [(c["before"]["title"], c["after"]["title"]) for c in changes] == [
        ("Trồng rừng gỗ lớn", "Trồng rừng gỗ lớn theo tiêu chuẩn FSC")
    ]


def test_a_task_is_withdrawn_with_its_reason(empty_office: Circle) -> None:
    """A withdrawn task stays withdrawn even when the old list is imported again, and the journal says why."""
    empty_office.docgen("tasks", "import", empty_office.office.parent / "danh-sach.xlsx")
    code = empty_office.dump()["tasks"][0]["task"]
    empty_office.docgen("tasks", "withdraw", code, "--reason", "trùng việc của đơn vị khác")
    whole = empty_office.dump()
    assert next(row for row in whole["tasks"] if row["task"] == code)["state"] == "withdrawn"
    assert whole["journal"][-1]["reason"] == "trùng việc của đơn vị khác"
    again = empty_office.docgen("tasks", "import", empty_office.office.parent / "danh-sach.xlsx", "--json").json
    assert (again["added"], again["changed"]) == ([], [])
