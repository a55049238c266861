"""Chị văn thư gửi cả nhóm, lịch, căn cứ, tiến độ trong cùng một tệp Excel với danh sách nhiệm vụ.

The frame around the tasks comes from the same workbook, is told sheet by sheet, and goes out again as it came in.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.circle import LOOK, Circle
from tests.support.frame_workbook import SHEETS, write_frame


def _counts(said: dict[str, object]) -> dict[str, dict[str, int]]:
    frame = said["frame"]
    assert isinstance(frame, dict)
    return {kind: {name: len(rows) for name, rows in plan.items()} for kind, plan in frame.items()}


def test_the_frame_comes_with_the_tasks_once(empty_office: Circle, tmp_path: Path) -> None:
    """Every sheet beside the list is taken up, and the same workbook again changes nothing."""
    workbook = write_frame(tmp_path / "ca-khung.xlsx")
    first = _counts(empty_office.docgen("tasks", "import", workbook, "--json").json)
    assert {kind: plan["added"] for kind, plan in first.items()} == {
        "cycles": 1, "groups": 2, "members": 1, "events": 3, "bases": 2, "supervisions": 2, "duties": 2,
        "recommendations": 2, "routine_targets": 2, "past_grades": 1, "progress": 2,
    }  # fmt: skip
    again = empty_office.docgen("tasks", "import", workbook, "--json").json
    assert (again["added"], again["changed"]) == ([], [])
    assert all((plan["added"], plan["changed"]) == (0, 0) for plan in _counts(again).values())


def test_what_is_exported_in_full_is_imported_without_a_difference(empty_office: Circle, tmp_path: Path) -> None:
    """A full export is the frame as it stands; a corrected cell of it is the only change."""
    from openpyxl import load_workbook

    empty_office.docgen("tasks", "import", write_frame(tmp_path / "ca-khung.xlsx"))
    export = tmp_path / "xuat.xlsx"
    empty_office.docgen("tasks", "export", "--full", export)
    journal = len(empty_office.dump()["journal"])
    same = empty_office.docgen("tasks", "import", export, "--json").json
    assert all((plan["added"], plan["changed"]) == (0, 0) for plan in _counts(same).values())
    assert len(empty_office.dump()["journal"]) == journal
    book = load_workbook(export)
    book["Việc của cơ quan"]["C3"] = "không"
    book.save(export)
    said = _counts(empty_office.docgen("tasks", "import", export, "--json").json)
    assert {kind: plan["changed"] for kind, plan in said.items() if plan["changed"]} == {"duties": 1}


def test_a_wrong_name_in_any_sheet_stops_the_whole_import(empty_office: Circle, tmp_path: Path) -> None:
    """A person nobody knows is told with the nearest name at its cell, and nothing at all is written."""
    wrong = (SHEETS["Theo dõi"][0], ("Đặng Thị Nguyệtt", "Khối xã"))
    workbook = write_frame(tmp_path / "sai.xlsx", {"Theo dõi": wrong})
    said = empty_office.docgen("tasks", "import", workbook, "--json", expect=(LOOK,)).json
    problem = next(each for each in said["problems"] if each["severity"] == "error")
    assert (problem["code"], problem["sheet"], problem["cell"]) == ("unknown-person", "Theo dõi", "A2")
    assert "Đặng Thị Nguyệt" in problem["message"]
    assert not said["written"]
    assert empty_office.dump()["journal"] == []


def test_progress_reported_later_comes_in_a_workbook_of_its_own(empty_office: Circle, tmp_path: Path) -> None:
    """A workbook without any task list is welcome; a value reported later is added and the earlier one stays."""
    empty_office.docgen("tasks", "import", write_frame(tmp_path / "dau-nam.xlsx"))
    later = (*SHEETS["Tiến độ"][:1], (None, "Ma Thị Hà", "Kết nạp đảng viên mới", "1/12/2021", 17, "Vượt", "Báo cáo"))
    workbook = write_frame(tmp_path / "cuoi-nam.xlsx", {"Tiến độ": later}, tasks=False)
    said = empty_office.docgen("tasks", "import", workbook, "--json").json
    assert _counts(said)["progress"] == {"added": 1, "changed": 0, "unchanged": 0}
    values = [entry for entry in empty_office.dump()["journal"] if entry["entity"] == "indicator_value"]
    assert [entry["after"]["value"] for entry in values] == ["8", "15", "17"]


def test_the_full_template_offers_every_sheet(empty_office: Circle, tmp_path: Path) -> None:
    """The empty workbook can be imported as it is: it holds headings and nothing else."""
    template = tmp_path / "mau.xlsx"
    empty_office.docgen("tasks", "template", "--full", template)
    said = empty_office.docgen("tasks", "import", template, "--json").json
    assert len(said["frame"]) == 15
    assert all(set(plan.values()) == {0} for plan in _counts(said).values())


def test_two_years_and_a_comparison_come_in_one_workbook(empty_office: Circle, tmp_path: Path) -> None:
    """Last year's tasks enter last year's cycle, this year's carry them on, and a figure is compared with a period."""
    heads = (
        "Họ và tên",
        "Chức vụ",
        "Đơn vị",
        "Nhóm",
        "Kỳ",
        "Nội dung nhiệm vụ",
        "Chuyển tiếp từ (mã cũ)",
        "Nguyên văn",
    )
    owner = ("Ma Thị Hà", "Bí thư Đảng ủy xã Khe Sáu", "Xã Khe Sáu", "Khối xã")
    tasks = (
        heads,
        (*owner, 2020, "Xóa nhà tạm", None, None),
        (*owner, 2021, "Xóa nhà tạm", 2020, "Xóa nhà tạp"),
    )
    progress = ("Họ và tên", "Nội dung nhiệm vụ", "Ngày", "Giá trị", "So với kỳ", "Hơn, kém kỳ đó")
    report = (owner[0], "Kết nạp đảng viên mới", "1/12/2021", 24, "cả nhiệm kỳ trước", "+5")
    sheets = {"Việc hai năm": tasks, "Tiến độ": (progress, report)}
    workbook = write_frame(tmp_path / "hai-nam.xlsx", sheets)
    said = empty_office.docgen("tasks", "import", workbook, "--json").json
    assert "other-cycle" in {problem["code"] for problem in said["problems"]}
    assert empty_office.docgen("stats", "--cycle", "2020").json["horizons"][0]["rows"] == 1
    figures = empty_office.docgen("stats", "--as-of", "2021-12-31").json
    assert [row["title"] for row in figures["carried_over"]] == ["Xóa nhà tạm"]
    (compared,) = [row["compared"] for row in figures["indicators"] if row["compared"]]
    assert compared == {"than": "cả nhiệm kỳ trước", "value": 19, "difference": 5}
    whole = empty_office.dump()
    again = empty_office.docgen("tasks", "import", workbook, "--json").json
    assert (again["added"], again["changed"]) == ([], [])
    assert empty_office.dump() == whole
    written = next(e["after"] for e in whole["journal"] if e["entity"] == "task" and e["after"].get("source_text"))
    assert (written["title"], written["source_text"]) == ("Xóa nhà tạm", "Xóa nhà tạp")
