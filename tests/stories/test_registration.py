"""Cán bộ đăng ký việc, hai phía cho ý kiến, Ban Thường vụ kết luận; chỉ việc được chấp thuận mới vào quyết định.

Registration, opinions of two tracks, conclusion: accepted, amended, returned, added; then the decision.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.stories.conftest import new_office
from tests.support.circle import LOOK, Circle

SHEET = "Tổng hợp đăng ký"


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose list was registered, with the summary for the review beside it."""
    circle = new_office(tmp_path_factory.mktemp("dang-ky") / "co-quan")
    circle.docgen("registrations", "import", circle.office.parent / "danh-sach.xlsx")
    circle.docgen("registrations", "export", circle.office.parent / "tong-hop.xlsx")
    return circle.office.parent


@pytest.fixture
def office(registered: Path, tmp_path: Path) -> Circle:
    """A copy of that office."""
    from tests.stories.conftest import copy_of

    return copy_of(registered, tmp_path / "co-quan")


def fill(circle: Circle, change: Callable[[list[dict[str, Any]]], None]) -> Path:
    """Fill the summary as the meeting's secretary does; `change` gets the rows as cells by heading."""
    path = circle.office.parent / "tong-hop.xlsx"
    book = load_workbook(path)
    sheet = book[SHEET]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Mã nhiệm vụ" for cell in row))
    names = [str(cell.value) for cell in heading]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=heading[0].row + 1)]
    change(rows)
    book.save(path)
    return path


def states(circle: Circle) -> dict[str, str]:
    """State of every task by code."""
    return {row["task"]: row["state"] for row in circle.dump()["tasks"]}


def conclude(rows: list[dict[str, Any]]) -> None:
    """The first is amended, the second returned, the others accepted; one more is given by the assigner."""
    tasks = [row for row in rows if row["Mã nhiệm vụ"].value]
    for row in tasks:
        row["Ý kiến cơ quan tham mưu"].value = "Nhất trí"
        row["Kết luận"].value = "chấp thuận"
    tasks[0]["Kết luận"].value = "sửa"
    tasks[0]["Nội dung sửa"].value = "Hoàn thành số hóa toàn bộ sổ hộ tịch"
    tasks[1]["Kết luận"].value = "trả lại"
    tasks[1]["Lý do"].value = "Trùng chỉ tiêu thường xuyên, chưa có sản phẩm"
    tasks[1]["Ý kiến UBND, cơ quan chuyên môn"].value = "Đề nghị chọn việc khác"
    added = next(row for row in rows if not row["Mã nhiệm vụ"].value and not row["Họ và tên"].value)
    added["Họ và tên"].value = tasks[2]["Họ và tên"].value
    added["Nội dung đăng ký"].value = "Giải quyết dứt điểm vụ tranh chấp đất tồn đọng ở thôn"
    added["Kết luận"].value = "giao thêm"


def test_only_what_the_committee_accepts_is_assigned(office: Circle) -> None:
    """Registered tasks enter no decision; after the conclusion the accepted, amended and added ones do."""
    assert set(states(office).values()) == {"registered"}
    office.docgen("decisions", "draft")
    assert office.dump()["documents"] == []
    before = len(states(office))
    said = office.docgen("registrations", "review", fill(office, conclude), "--json").json
    assert (said["amended"], said["returned"], said["added"]) == (1, 1, 1)
    after = states(office)
    assert len(after) == before + 1
    assert sorted(set(after.values())) == ["approved", "returned"]
    titles = {row["title"]: row for row in office.dump()["tasks"]}
    assert titles["Hoàn thành số hóa toàn bộ sổ hộ tịch"]["state"] == "approved"
    office.docgen("decisions", "draft")
    worded = {task for row in office.dump()["documents"] for task in row["tasks"]}
    assert worded == {code for code, state in after.items() if state == "approved"}


def test_the_same_conclusion_twice_changes_nothing(office: Circle) -> None:
    """The filled summary read a second time is known and leaves no entry in the journal."""
    path = fill(office, conclude)
    office.docgen("registrations", "review", path)
    before = office.dump()
    said = office.docgen("registrations", "review", path, "--json").json
    assert (said["accepted"], said["amended"], said["returned"], said["added"]) == (0, 0, 0, 0)
    assert office.dump() == before


def test_a_returned_task_is_registered_again(office: Circle) -> None:
    """What was returned is corrected in the list and registered anew; the opinions stay on record."""
    office.docgen("registrations", "review", fill(office, conclude))
    returned = next(code for code, state in states(office).items() if state == "returned")
    export = office.office.parent / "sua.xlsx"
    office.docgen("tasks", "export", export)
    book = load_workbook(export)
    row = next(row for row in book.active.iter_rows() if any(cell.value == returned for cell in row))
    heading = next(r for r in book.active.iter_rows() if any(cell.value == "Nội dung nhiệm vụ" for cell in r))
    column = next(cell.column for cell in heading if cell.value == "Nội dung nhiệm vụ")
    book.active.cell(row=row[0].row, column=column).value = "Xây dựng xong nhà văn hóa thôn chưa có"
    book.save(export)
    office.docgen("registrations", "import", export)
    assert states(office)[returned] == "registered"
    listed = office.docgen("registrations", "list", "--json").json
    opinions = next(row["opinions"] for row in listed if row["task"] == returned)
    assert [opinion["verdict"] for opinion in opinions if opinion["track"] == "conclusion"] == ["returned"]


def test_every_mistake_of_the_summary_is_told_and_nothing_is_concluded(office: Circle) -> None:
    """A verdict nobody knows, an amendment without new words, a return without reason: all at once, at their cells."""

    def spoil(rows: list[dict[str, Any]]) -> None:
        tasks = [row for row in rows if row["Mã nhiệm vụ"].value]
        tasks[0]["Kết luận"].value = "tạm được"
        tasks[1]["Kết luận"].value = "sửa"
        tasks[2]["Kết luận"].value = "trả lại"
        tasks[3]["Mã nhiệm vụ"].value = "NV-1999-001"
        tasks[3]["Kết luận"].value = "chấp thuận"

    before = office.dump()
    said = office.docgen("registrations", "review", fill(office, spoil), "--json", expect=(LOOK,)).json
    assert {problem["code"] for problem in said["problems"]} == {
        "unknown-verdict",
        "amended-without-change",
        "returned-without-reason",
        "unknown-task-code",
    }
    assert office.dump() == before


def test_one_task_is_concluded_from_the_command_line(office: Circle) -> None:
    """An opinion and a conclusion can be entered one by one; a concluded task is not concluded again otherwise."""
    code = next(iter(states(office)))
    office.docgen("registrations", "say", code, "--track", "state", "--text", "Đồng ý, cần thêm kinh phí")
    office.docgen("registrations", "conclude", code, "--verdict", "accepted")
    assert states(office)[code] == "approved"
    office.docgen("registrations", "conclude", code, "--verdict", "returned", "--text", "xem lại", expect=(LOOK,))
    assert states(office)[code] == "approved"
