"""Từ cùng một danh sách: mỗi người một quyết định, mỗi đơn vị một, hay một quyết định chung; giao thêm thì bổ sung.

The same rows make decisions for one, for a body or for everybody; a task stands in one of them only.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.stories.conftest import copy_of, new_office
from tests.stories.test_decisions import own_template, text_of
from tests.support.circle import LOOK, Circle

HEADINGS = (
    "Họ và tên",
    "Chức vụ",
    "Đơn vị công tác",
    "Nhóm đối tượng",
    "Loại đối tượng",
    "Cá nhân gắn với tập thể",
    "Kỳ",
    "Nội dung nhiệm vụ",
    "Chỉ tiêu, kết quả cần đạt",
    "Sản phẩm, minh chứng",
    "Thời hạn",
    "Nguồn",
    "Chuyển tiếp từ (mã cũ)",
    "Ghi chú",
)
HALL, PARTY = "Văn phòng Ủy ban nhân dân huyện", "Khối chính quyền"
COUNCIL = "Thường trực Hội đồng nhân dân huyện"
ROWS: tuple[tuple[str, ...], ...] = (
    ("Đặng Thị Nguyệt", "Chánh Văn phòng", HALL, PARTY, "", "", "2021", "Số hóa hồ sơ một cửa", "Từ 40% lên 95%"),
    ("Đặng Thị Nguyệt", "Chánh Văn phòng", HALL, PARTY, "", "", "2021-2025", "Xây dựng kho dữ liệu", "01 kho"),
    ("Lù Văn Khôi", "Phó Chánh Văn phòng", HALL, PARTY, "", "", "2021", "Rút ngắn thời gian giải quyết", "5 ngày"),
    ("Ma Thị Hà", "Bí thư Đảng ủy xã Khe Sáu", "Đảng ủy xã Khe Sáu", "Xã, thị trấn", "", "", "2021",
     "Kết nạp 15 đảng viên mới", "15 đảng viên"),
    ("", "", COUNCIL, "Xã, thị trấn", "tập thể", "Ma Thị Hà; Hứa Văn Tiến", "2021",
     "Giải phóng mặt bằng đường liên xã", "Bàn giao 12,5 ha"),
)  # fmt: skip
ADDED = (
    "Lù Văn Khôi",
    "Phó Chánh Văn phòng",
    HALL,
    PARTY,
    "",
    "",
    "2022-2025",
    "Mở rộng dịch vụ công trực tuyến",
    "80%",
)


def enter(circle: Circle, rows: Sequence[Sequence[str]], name: str = "viec.xlsx") -> None:
    """Import these rows as a clerk's workbook."""
    book = Workbook()
    book.active.append(HEADINGS)
    for row in rows:
        deadline = f"31/12/{row[6][-4:]}"
        full = (*row, "Báo cáo kết quả", deadline) if len(row) == 9 else row
        book.active.append((*full, *[""] * (len(HEADINGS) - len(full))))
    path = circle.office.parent / name
    book.save(path)
    circle.docgen("tasks", "import", path)


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office with two people of one body, one of another, and a collective, entered once."""
    folder = tmp_path_factory.mktemp("bon-nguoi") / "co-quan"
    enter(new_office(folder), ROWS)
    return folder


@pytest.fixture
def office(entered: Path, tmp_path: Path) -> Circle:
    """A copy of the office with its four assignees for one story."""
    return copy_of(entered, tmp_path / "co-quan")


def drafted(circle: Circle, *words: object) -> dict[str, Any]:
    """Draft decisions; what the command says."""
    said: dict[str, Any] = circle.docgen("decisions", "draft", *words, "--on", circle.decision_day, "--json").json
    return said


def papers(circle: Circle) -> list[dict[str, Any]]:
    """All decisions that were not withdrawn."""
    rows = circle.docgen("decisions", "list", "--json").json
    return [row for row in rows if row["state"] != "withdrawn"]


def words_of(circle: Circle, code: str) -> str:
    """What the Word file of a draft says."""
    text = " ".join(text_of(circle.office / "output" / "du-thao" / f"{code}.docx"))
    return " ".join(text.split())


def spoil(path: Path, before: str, after: str) -> None:
    """Change the text of a template as a clerk's slip would."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    text = parts["word/document.xml"].decode()
    assert before in text
    with zipfile.ZipFile(path, "w") as target:
        for name, content in {**parts, "word/document.xml": text.replace(before, after).encode()}.items():
            target.writestr(name, content)


def put_through(circle: Circle, *codes: str) -> None:
    """Printed, signed, numbered and issued."""
    circle.docgen("print", "pack", *codes)
    for step in ("signed", "number", "issue"):
        circle.docgen("decisions", step, *codes)


def test_one_decision_for_each_assignee(office: Circle) -> None:
    """Three people and a collective get four decisions; the collective's names those attached to it."""
    assert drafted(office)["made"] == 4
    by_name = {row["name"]: row for row in papers(office)}
    assert set(by_name) == {"Đặng Thị Nguyệt", "Lù Văn Khôi", "Ma Thị Hà", COUNCIL}
    said = words_of(office, by_name[COUNCIL]["document"])
    assert f"Giao {COUNCIL} thực hiện 01 việc mới, việc khó năm 2021" in said
    assert "cá nhân: đồng chí Ma Thị Hà, Bí thư Đảng ủy xã Khe Sáu; đồng chí Hứa Văn Tiến." in said


def test_who_shares_a_task_stands_in_its_row(office: Circle, tmp_path: Path) -> None:
    """Co-owners are printed in the row of their task, with the share where one was given, in every kind of decision."""
    book = load_workbook(office.office.parent / "viec.xlsx")
    sheet = book.active
    column = sheet.max_column + 1
    sheet.cell(1, column).value = "Đồng chủ trì (tỷ lệ %)"
    sheet.cell(2, column).value = "Lù Văn Khôi 40%; Tổ công nghệ số cộng đồng 60%"
    sheet.cell(4, column).value = "Công an huyện"
    book.save(tmp_path / "viec.xlsx")
    office.docgen("tasks", "import", tmp_path / "viec.xlsx")
    shared = "Phối hợp: Lù Văn Khôi (40%), Tổ công nghệ số cộng đồng (60%)"
    drafted(office)
    by_name = {row["name"]: row["document"] for row in papers(office)}
    assert f"Số hóa hồ sơ một cửa ({shared})" in words_of(office, by_name["Đặng Thị Nguyệt"])
    assert "(Phối hợp: Công an huyện)" in words_of(office, by_name["Lù Văn Khôi"])
    assert "Phối hợp" not in words_of(office, by_name["Ma Thị Hà"])
    drafted(office, "--group-by", "all")
    (row,) = papers(office)
    said = words_of(office, row["document"])
    assert shared in said and "Phối hợp: Công an huyện" in said


@pytest.mark.pdf
def test_the_form_of_a_collective_asks_for_no_birth_date(office: Circle) -> None:
    """A collective's form names the collective and leaves out birth date, post and unit; a person's has them."""
    drafted(office)
    put_through(office)
    office.docgen("forms", "draft", today=office.day(12, 1))
    forms = {row["name"]: row["document"] for row in office.docgen("forms", "list", "--json").json}
    said = {
        name: " ".join(text_of(office.office / "output" / "phieu" / f"{code}.docx")) for name, code in forms.items()
    }
    assert f"Tập thể: {COUNCIL}" in said[COUNCIL]
    labels = ("Họ và tên:", "Ngày sinh:", "Chức vụ:", "Đơn vị công tác:")
    assert not [label for label in labels if label in said[COUNCIL]]
    assert all(label in said["Ma Thị Hà"] for label in labels) and "Tập thể:" not in said["Ma Thị Hà"]


@pytest.mark.pdf
def test_a_recalled_list_means_everybody_in_its_annex(office: Circle) -> None:
    """The recall of one decision for all names nobody one by one: those in the annex of that decision carry it out."""
    (code,) = drafted(office, "--group-by", "all")["documents"]
    put_through(office, code)
    recall = office.docgen("decisions", "recall", code, "--reason", "sai danh mục", "--json").json["document"]
    said = words_of(office, recall)
    assert "và các tập thể, đồng chí có tên tại Phụ lục kèm theo Quyết định số 01-QĐ/HU căn cứ Quyết định" in said
    assert "Ma Thị Hà" not in said


def test_one_decision_for_each_body(office: Circle) -> None:
    """People of one body share a decision that counts each; a collective and somebody alone have their own."""
    assert drafted(office, "--group-by", "unit")["made"] == 3
    rows = {(row["scope"], row["unit"], row["name"]): row for row in papers(office)}
    assert set(rows) == {
        ("unit", HALL, None),
        ("unit", "Đảng ủy xã Khe Sáu", "Ma Thị Hà"),
        ("person", None, COUNCIL),
    }
    said = words_of(office, rows["unit", HALL, None]["document"])
    assert f"Giao 02 đồng chí thuộc {HALL} thực hiện 01 việc mới, việc khó giai đoạn 2021 - 2025" in said
    assert "1. Đồng chí Lù Văn Khôi, Phó Chánh Văn phòng: 01 việc năm 2021;" in said
    assert "2. Đồng chí Đặng Thị Nguyệt, Chánh Văn phòng: 01 việc giai đoạn 2021 - 2025 và 01 việc năm 2021." in said


def test_one_decision_for_everybody(office: Circle) -> None:
    """One decision counts people, collectives and tasks per horizon, and its annex lists every task by group."""
    assert drafted(office, "--group-by", "all")["made"] == 1
    (row,) = papers(office)
    assert (row["scope"], row["person"], len(row["tasks"])) == ("all", None, 5)
    said = words_of(office, row["document"])
    assert (
        "Giao 01 tập thể và 03 đồng chí thực hiện 01 việc mới, việc khó giai đoạn 2021 - 2025 (giao 01 đồng chí)"
        in said
    )
    assert "04 việc năm 2021 (giao 01 tập thể và 03 đồng chí) theo Phụ lục" in said
    assert "Khối chính quyền: 02 việc, 02 đồng chí" in said
    assert all(title in said for title in (task["title"] for task in office.dump()["tasks"]))


def test_a_task_stands_in_one_decision_whatever_the_grouping(office: Circle) -> None:
    """Another grouping withdraws the drafts of the one before; drafting it again changes nothing."""
    first = drafted(office)["documents"]
    said = drafted(office, "--group-by", "all")
    assert (said["made"], said["withdrawn"]) == (1, 4)
    assert {row["document"] for row in papers(office)}.isdisjoint(first)
    again = drafted(office, "--group-by", "all")
    assert (again["made"], again["unchanged"], again["withdrawn"]) == (0, 1, 0)


def test_the_office_says_how_decisions_are_grouped(office: Circle) -> None:
    """group_by in office.toml is what a command without --group-by does."""
    settings = office.office / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("[decision]", '[decision]\ngroup_by = "all"'), "utf-8")
    assert drafted(office)["made"] == 1
    assert papers(office)[0]["scope"] == "all"


def test_an_annex_that_lacks_a_task_is_not_drafted(office: Circle) -> None:
    """An office's own template that leaves out a task of the list stops everything before anything is entered."""
    own_template(office, "party-decision-list")
    spoil(office.office / "templates" / "party-decision-list.docx", "line in group.lines", "line in group.lines[1:]")
    said = office.docgen("decisions", "draft", "--group-by", "all", expect=(LOOK,))
    assert "Phụ lục thiếu việc" in said.err
    assert office.dump()["documents"] == []
    assert list((office.office / "output").rglob("*.docx")) == []


@pytest.mark.pdf
def test_what_is_given_later_is_a_supplement(office: Circle) -> None:
    """A task approved after the decision was issued gets a decision that adds it, names the first one, and no more."""
    drafted(office, "--group-by", "all")
    (first,) = papers(office)
    put_through(office)
    enter(office, [ADDED], "them.xlsx")
    said = drafted(office, "--group-by", "all")
    assert said["made"] == 1
    first, added = papers(office)
    assert (added["variant"], len(added["tasks"])) == ("supplement", 1)
    words = words_of(office, added["document"])
    number = f"Quyết định số {first['number_text']}"
    assert f"Căn cứ {number}, ngày 02/3/2021 của Ban Thường vụ Huyện ủy Khe Sáu" in words
    assert "về việc giao bổ sung việc mới, việc khó giai đoạn 2022 - 2025" in words
    assert "Giao bổ sung cho 01 đồng chí thực hiện 01 việc mới, việc khó giai đoạn 2022 - 2025" in words
    assert f"ngoài các việc đã giao tại {number}, theo Phụ lục" in words
    assert "có hiệu lực kể từ ngày ký" in words


@pytest.mark.pdf
def test_a_list_for_everybody_goes_the_whole_way(office: Circle) -> None:
    """One decision binds all its tasks, comes back signed, proves them all, and everybody gets a form about it."""
    drafted(office, "--group-by", "all")
    office.docgen("print", "pack")
    office.sign("decisions", "decisions", office.decision_day)
    assert {task["state"] for task in office.dump()["tasks"]} == {"assigned"}
    office.hand_in("quyet-dinh.pdf", "scan", office.tray("decisions"), "--to")
    (row,) = office.take_inbox()
    assert row["outcome"] == "filed"
    assert {task["state"] for task in office.dump()["tasks"]} == {"proven"}
    forms = office.docgen("forms", "draft", "--json", today=office.day(12, 1)).json
    assert forms["made"] == 4


def test_a_task_carried_over_says_so(office: Circle) -> None:
    """What a clerk notes of a task carried over from a paper the registry does not know is printed in the annex."""
    note = "Chuyển tiếp từ Quyết định số 12-QĐ/HU, ngày 03/02/2020"
    carried = ("Ma Thị Hà", "Bí thư Đảng ủy xã Khe Sáu", "Đảng ủy xã Khe Sáu", "Xã, thị trấn", "", "", "2021")
    row = (*carried, "Sửa chữa trạm y tế", "01 trạm", "Biên bản", "31/12/2021", "chuyển tiếp", "", note)
    enter(office, [row], "chuyen-tiep.xlsx")
    for scope in ("person", "all"):
        drafted(office, "--group-by", scope)
        words = [words_of(office, paper["document"]) for paper in papers(office)]
        assert sum(note in said for said in words) == 1


@pytest.mark.pdf
def test_a_task_carried_over_names_the_decision_that_gave_it(office: Circle) -> None:
    """Next year's task that carries on an old one prints the number and date of the old decision."""
    drafted(office)
    old = next(row for row in papers(office) if row["name"] == "Ma Thị Hà")
    put_through(office, old["document"])
    settings = office.office / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("year = 2021", "year = 2022"), "utf-8")
    carried = ("Ma Thị Hà", "Bí thư Đảng ủy xã Khe Sáu", "Đảng ủy xã Khe Sáu", "Xã, thị trấn", "", "", "2022")
    row = (
        *carried,
        "Kết nạp đảng viên ở thôn mới",
        "05 người",
        "Báo cáo",
        "31/12/2022",
        "chuyển tiếp",
        old["tasks"][0],
    )
    enter(office, [row], "nam-sau.xlsx")
    (new,) = drafted(office)["documents"]
    (number,) = {row["number_text"] for row in papers(office) if row["document"] == old["document"]}
    assert f"(Chuyển tiếp từ Quyết định số {number}, ngày 02/3/2021)" in words_of(office, new)


@pytest.mark.pdf
def test_printed_papers_are_regrouped_only_when_asked(office: Circle) -> None:
    """Papers on somebody's desk are withdrawn for another grouping only when the clerk names it."""
    drafted(office)
    code = papers(office)[0]["document"]
    office.docgen("print", "pack", code)
    settings = office.office / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("[decision]", '[decision]\ngroup_by = "all"'), "utf-8")
    said = office.docgen("decisions", "draft", expect=(LOOK,))
    assert code in said.err
    assert len(papers(office)) == 4
    assert drafted(office, "--group-by", "all")["withdrawn"] == 4
    assert [row["scope"] for row in papers(office)] == ["all"]
