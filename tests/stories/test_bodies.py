"""Xã nhập, huyện hết, cơ quan đổi tên: sổ vẫn biết ai là ai, và giấy nào in tên của ngày nào.

Bodies outlive their names; a search by any name, old or new, finds the right ones.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from tests.stories.conftest import Prepared, copy_of, new_office
from tests.support import song_lo
from tests.support.circle import LOOK, Circle
from tests.support.frame_workbook import SHEETS, TASKS, write_frame

POSTS = (
    ("Họ và tên", "Cấp ủy viên", "Chức vụ", "Đơn vị", "Từ ngày", "Đến ngày"),
    ("Quan Thị Mẫu", "TUV", "Bí thư Huyện ủy", "Huyện ủy Sông Lô", "01/01/2020", None),
    ("Quan Thị Mẫu", None, "Chủ tịch HĐND huyện", "HĐND huyện Sông Lô", "15/06/2021", None),
    ("Ma Thị Hà", "HUV", "Bí thư Đảng ủy xã Khe Sáu", "Xã Khe Sáu", None, None),
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that knows the communes of Sông Lô through both rearrangements, made once."""
    folder = tmp_path_factory.mktemp("song-lo") / "co-quan"
    circle = new_office(folder)
    changes = {**song_lo.sheets(), "Chức vụ": POSTS}
    circle.docgen("tasks", "import", write_frame(folder / "song-lo.xlsx", changes))
    return folder


@pytest.fixture
def song_lo_office(prepared: Path, tmp_path: Path) -> Circle:
    """A copy of that office."""
    return copy_of(prepared, tmp_path / "co-quan")


def _names(office: Circle, *words: object) -> list[str]:
    """Names of bodies found by a search, those that bear the name themselves marked."""
    hits = office.docgen("search", *words, "--json").json["bodies"]
    return [f"{'*' if hit['named'] else ''}{hit['name']} {hit['code']}" for hit in hits]


def test_seventeen_units_become_fourteen_and_then_five_communes(song_lo_office: Circle) -> None:
    """On each day the communes that existed on it are listed, and the district only until its last day."""
    counts = {}
    for day in ("2022-01-24", "2025-01-01", "2025-06-30", "2025-07-01"):
        rows = song_lo_office.docgen("bodies", "list", "--on", day, "--json").json
        here = [row for row in rows if row["level"] == "commune" and "UBND huyện Lập Thạch" not in row["parents"]]
        districts = [row["name"] for row in rows if row["level"] == "district" and "Sông Lô" in row["name"]]
        counts[day] = (len(here), len(districts))
    assert counts == {"2022-01-24": (17, 2), "2025-01-01": (14, 2), "2025-06-30": (14, 2), "2025-07-01": (5, 0)}


def test_any_predecessor_leads_to_the_successors_and_back(song_lo_office: Circle) -> None:
    """Nhạo Sơn is found with the town that absorbed it and the commune of 2025; Tam Sơn xã with all it came from."""
    assert [name.split()[-1] for name in _names(song_lo_office, "nhao son")][-1] == "TS-2025"
    assert _names(song_lo_office, "Nhạo Sơn")[0].startswith("*Xã Nhạo Sơn")
    found = _names(song_lo_office, "Xã Tam Sơn")
    assert found[0] == "*Xã Tam Sơn TS-2025"
    named = {name.rsplit(" ", 1)[0].removeprefix("*") for name in found}
    assert {"Thị trấn Tam Sơn", "Xã Nhạo Sơn", "Xã Như Thụy", "Xã Đồng Quế", "Xã Tân Lập"} <= named
    assert "Xã Hải Lựu" not in named


def test_one_name_is_several_bodies(song_lo_office: Circle) -> None:
    """Thị trấn Tam Sơn is not xã Tam Sơn, huyện Sông Lô is not xã Sông Lô, and the two xã Hải Lựu are told apart."""
    towns = song_lo_office.docgen("bodies", "show", "Thị trấn Tam Sơn", "--json").json
    assert [(town["closed_on"], town["successors"][0]["code"]) for town in towns] == [("2025-06-30", "TS-2025")]
    both = song_lo_office.docgen("bodies", "show", "xa hai luu", "--json").json
    assert [(body["code"], body["opened_on"], body["closed_on"]) for body in both] == [
        ("HL-2022", None, "2025-06-30"),
        ("HL-2025", "2025-07-01", None),
    ]
    assert {step["name"] for step in both[1]["predecessors"]} >= {"Xã Hải Lựu", "Xã Nhân Đạo"}
    new = song_lo_office.docgen("bodies", "show", "SL-2025", "--json").json[0]
    assert (new["level"], new["successors"]) == ("commune", [])


def test_one_commune_left_the_area_and_the_district_went_to_many_by_function(song_lo_office: Circle) -> None:
    """Cao Phong went to Sơn Đông with communes of another district; the Party work of the district to all five."""
    (cao_phong,) = song_lo_office.docgen("bodies", "show", "Xã Cao Phong", "--json").json
    assert [step["code"] for step in cao_phong["successors"]] == ["SD-2025"]
    (new,) = song_lo_office.docgen("bodies", "show", "SD-2025", "--json").json
    communes = {step["name"] for step in new["predecessors"] if step["kind"] == "merged"}
    assert communes == {"Xã Cao Phong", "Xã Sơn Đông", "Xã Tây Sơn"}
    (party,) = song_lo_office.docgen("bodies", "show", "Huyện ủy Sông Lô", "--json").json
    assert party["closed_on"] == "2025-06-30"
    assert {(step["code"], step["function"]) for step in party["successors"]} == {
        (code, "công tác Đảng") for code in song_lo.NEW
    }


def test_a_person_with_several_posts_is_one_person(song_lo_office: Circle) -> None:
    """Two posts and one rank make one person; Party lists put the rank first, and a move keeps both posts."""
    (leader,) = song_lo_office.docgen("people", "list", "quan thi mau", "--json").json
    assert (leader["rank"], [post["post"] for post in leader["posts"]]) == (
        "TUV",
        ["Bí thư Huyện ủy", "Chủ tịch HĐND huyện"],
    )
    ranked = song_lo_office.docgen("people", "list", "--order", "rank", "--json").json
    assert [person["rank"] for person in ranked] == ["TUV", "HUV", ""]
    move = ("people", "move", leader["person"], "--unit", "Xã Khe Sáu", "--post", "Bí thư", "--from", "01/03/2022")
    said = song_lo_office.docgen(*move, expect=(LOOK,))
    assert "2 chức vụ" in said.err
    song_lo_office.docgen(*move, "--leaving", "Chủ tịch HĐND", "--basis", "Quyết định 1-QĐ/HU")
    after = song_lo_office.docgen("people", "show", leader["person"], "--on", "2022-03-01", "--json").json
    assert [(post["post"], post["to"], post["held"]) for post in after["posts"]] == [
        ("Bí thư Huyện ủy", None, True),
        ("Chủ tịch HĐND huyện", "2022-02-28", False),
        ("Bí thư", None, True),
    ]


def test_a_closed_body_takes_nobody_and_names_its_successor(song_lo_office: Circle) -> None:
    """After its last day a commune is read-only: no post, no name; the refusal says who took over."""
    (person,) = song_lo_office.docgen("people", "list", "Ma Thị Hà", "--json").json
    move = ("people", "move", person["person"], "--unit", "Xã Nhạo Sơn", "--post", "Bí thư", "--from", "2025-02-01")
    said = song_lo_office.docgen(*move, expect=(LOOK,))
    assert "Thị trấn Tam Sơn" in said.err
    song_lo_office.docgen(*move[:-1], "2024-12-31")
    words = ("Xã Nhạo Sơn", "Xã Nhạo Sơn Mới", "--from", "2025-02-01", "--basis", "Nghị quyết")
    assert "chỉ xem được" in song_lo_office.docgen("bodies", "rename", *words, expect=(LOOK,)).err


def test_bodies_are_renamed_closed_and_succeeded_from_the_keyboard(song_lo_office: Circle) -> None:
    """A rename ends the old name the day before, a closing is final, a succession twice is once; all journalled."""
    office = song_lo_office
    office.docgen("bodies", "rename", "Xã Khe Sáu", "Xã Khe Bảy", "--from", "01/07/2021", "--basis", "NQ 12/NQ-HĐND")
    (body,) = office.docgen("bodies", "show", "xã khe bảy", "--json").json
    assert body["names"] == [
        {"name": "Xã Khe Sáu", "from": None, "to": "2021-06-30"},
        {"name": "Xã Khe Bảy", "from": "2021-07-01", "to": None},
    ]
    assert office.dump()["journal"][-1]["reason"] == "đổi tên cơ quan theo NQ 12/NQ-HĐND"
    for _ in range(2):
        words = ("Xã Khe Bảy", "Văn phòng huyện", "--on", "2025-07-01", "--kind", "merged", "--basis", "NQ 13")
        office.docgen("bodies", "succeed", *words)
    office.docgen("bodies", "close", "Xã Khe Bảy", "--on", "2025-06-30", "--basis", "NQ 13")
    (body,) = office.docgen("bodies", "show", body["code"], "--on", "2025-07-01", "--json").json
    assert (body["closed"], [step["name"] for step in body["successors"]]) == (True, ["Văn phòng huyện"])


def test_a_body_that_ends_tells_what_it_still_owes(office: Prepared) -> None:
    """Closing names the open tasks of its people and how each can end; one with a disposition is no longer told."""
    circle = office("drafted")
    tasks = circle.dump()["tasks"]
    unit = tasks[0]["unit"]
    owed = sorted(task["task"] for task in tasks if task["unit"] == unit)
    (before,) = circle.docgen("bodies", "show", unit, "--json").json
    assert sorted(task["task"] for task in before["open_tasks"]) == owed
    words = ("bodies", "close", unit, "--on", "2021-06-30", "--basis", "NQ 13")
    said = circle.docgen(*words)
    assert all(code in said.err for code in owed) and "chuyển giao (tasks transfer)" in said.err
    circle.docgen("tasks", "withdraw", owed[0], "--reason", "cơ quan kết thúc")
    left = circle.docgen(*words, "--json").json
    assert (left["closed_on"], [task["task"] for task in left["open_tasks"]]) == ("2021-06-30", owed[1:])


def test_a_body_shows_the_registers_it_kept(office: Prepared, tmp_path: Path) -> None:
    """The issuer's registers are shown with it, also those of its earlier name and symbol; another body has none."""
    circle = office("drafted")
    book = Workbook()
    book.active.title = "Cơ quan"
    book.active.append(["Mã", "Tên cơ quan", "Từ ngày"])
    book.active.append(["HU-KS", "Huyện ủy Khe Sáu", ""])
    book.save(tmp_path / "co-quan.xlsx")
    circle.docgen("tasks", "import", tmp_path / "co-quan.xlsx")
    code = circle.docgen("decisions", "list", "--json").json[0]["document"]
    circle.docgen("decisions", "number", code, "--number-first")
    circle.docgen("bodies", "rename", "HU-KS", "Đảng ủy Khe Sáu", "--from", "2021-07-01", "--basis", "NQ 13")
    path = circle.office / "office.toml"
    text = path.read_text("utf-8").replace('"Huyện ủy Khe Sáu"', '"Đảng ủy Khe Sáu"').replace('"HU"', '"ĐU"')
    path.write_text(text, "utf-8", newline="\n")
    (shown,) = circle.docgen("bodies", "show", "HU-KS", "--json").json
    assert shown["registers"] == [{"register": "party/HU/QĐ/2020-2025", "first": 1, "last": 1}]
    assert "party/HU/QĐ/2020-2025" in circle.docgen("bodies", "show", "HU-KS").err
    unit = circle.dump()["tasks"][0]["unit"]
    assert circle.docgen("bodies", "show", unit, "--json").json[0]["registers"] == []


def test_after_a_rename_the_old_list_still_means_the_same_people(empty_office: Circle, tmp_path: Path) -> None:
    """A list that still says the old name of a body changes nothing and makes nobody twice."""
    workbook = write_frame(tmp_path / "cu.xlsx")
    empty_office.docgen("tasks", "import", workbook)
    words = ("Xã Khe Sáu", "Xã Khe Bảy", "--from", "2021-01-15", "--basis", "NQ 12/NQ-HĐND")
    empty_office.docgen("bodies", "rename", *words)
    said = empty_office.docgen("tasks", "import", workbook, "--json").json
    assert (said["added"], said["changed"]) == ([], [])
    assert all(not plan["added"] and not plan["changed"] for plan in said["frame"].values())
    renamed = [TASKS[0], *([*row[:2], "Xã Khe Bảy", *row[3:]] if row[2] == "Xã Khe Sáu" else row for row in TASKS[1:])]
    new = write_frame(tmp_path / "moi.xlsx", {"Nhiệm vụ": tuple(renamed), "Nhóm": SHEETS["Nhóm"]})
    said = empty_office.docgen("tasks", "import", new, "--json").json
    assert (said["added"], said["changed"]) == ([], [])


def test_a_cycle_shows_what_is_unknown(song_lo_office: Circle) -> None:
    """A group whose task list was not received has people and an unknown number of tasks; duties may be unknown."""
    cycle = song_lo_office.docgen("cycles", "show", "--json").json
    counts = {group["group"]: (group["people"], group["tasks"]) for group in cycle["groups"]}
    assert counts == {"Khối xã": (2, None), "Khối huyện": (1, 1)}
    assert [duty["done"] for duty in cycle["duties"]] == [True, None]
    assert [event["year_inferred"] for event in cycle["events"]] == [True, False, True]
    assert (cycle["pilot"], cycle["motto"]) == (True, "Kỷ cương, sáng tạo")
    assert [row["year"] for row in song_lo_office.docgen("cycles", "list", "--json").json] == [2021]


def test_a_search_finds_people_tasks_and_papers(song_lo_office: Circle) -> None:
    """One question finds a person, a task and a paper, with and without accents."""
    song_lo_office.docgen("decisions", "draft", "--on", dt.date(2021, 2, 5))
    for query in ("ma thi ha", "Ma Thị Hà"):
        found = song_lo_office.docgen("search", query, "--json").json
        assert [person["name"] for person in found["people"]] == ["Ma Thị Hà"]
    found = song_lo_office.docgen("search", "ket nap dang vien", "--json").json
    assert [task["title"] for task in found["tasks"]] == ["Kết nạp đảng viên mới"]
    code = song_lo_office.dump()["documents"][0]["document"]
    assert [paper["document"] for paper in song_lo_office.docgen("search", code, "--json").json["papers"]] == [code]
    assert "Không tìm thấy gì" in song_lo_office.docgen("search", "không có đâu").err


def test_a_paper_prints_the_names_of_its_own_day(empty_office: Circle, tmp_path: Path) -> None:
    """Before the rename a decision prints the old name, after it the new one; a stored paper never changes."""
    office = empty_office
    office.docgen("tasks", "import", write_frame(tmp_path / "dau-nam.xlsx"))
    words = ("Xã Khe Sáu", "Xã Khe Bảy", "--from", "2021-02-01", "--basis", "NQ 12/NQ-HĐND")
    office.docgen("bodies", "rename", *words)

    def printed(day: str) -> str:
        office.docgen("decisions", "draft", "--on", day)
        (paper,) = [row for row in office.dump()["documents"] if row["name"] == "Ma Thị Hà" and row["state"] == "draft"]
        path = office.office / paper["files"]["draft"]["path"]
        return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)

    before = printed("2021-01-29")
    assert "Bí thư Đảng ủy xã Khe Sáu" in before and "Khe Bảy" not in before
    after = printed("2021-02-05")
    assert "Bí thư Đảng ủy xã Khe Bảy" in after and "xã Khe Sáu" not in after
    (paper,) = [row for row in office.dump()["documents"] if row["name"] == "Ma Thị Hà"]
    context = office.docgen("search", paper["document"], "--json").json["papers"]
    office.docgen("bodies", "rename", "Xã Khe Bảy", "Xã Khe Tám", "--from", "2021-06-01", "--basis", "NQ 14/NQ-HĐND")
    assert office.docgen("search", paper["document"], "--json").json["papers"] == context
    assert "Khe Tám" not in printed("2021-02-05")


def test_a_new_task_of_an_ended_unit_is_refused_and_its_successor_named(song_lo_office: Circle, tmp_path: Path) -> None:
    """After a commune ended its list is refused at the cell; a warning is enough where the office says so."""
    office = song_lo_office
    late = (TASKS[0], ("Bế Văn Khôi", "Chủ tịch", "Xã Nhạo Sơn", "Khối xã", 2021, "Trồng rừng", 3, "Biên bản"))
    workbook = write_frame(tmp_path / "muon.xlsx", {"Nhiệm vụ": late})
    day = dt.date(2025, 2, 1)
    said = office.docgen("tasks", "import", workbook, "--json", today=day, expect=(LOOK,)).json
    (problem,) = [each for each in said["problems"] if each["code"] == "closed-unit"]
    assert (problem["severity"], problem["sheet"], problem["cell"]) == ("error", "Nhiệm vụ", "A2")
    assert "Thị trấn Tam Sơn" in problem["message"]
    assert not said["written"]
    path = office.office / "office.toml"
    path.write_text(path.read_text("utf-8") + '\n[checks]\nP23 = "warn"\n', "utf-8")
    said = office.docgen("tasks", "import", workbook, "--json", today=day).json
    assert [each["severity"] for each in said["problems"] if each["code"] == "closed-unit"] == ["warning"]
    assert said["written"]


def test_nobody_is_given_a_task_in_a_post_not_held(song_lo_office: Circle) -> None:
    """Whoever was moved away, or whose commune ended, is not given tasks in the old post any more (I1, P23)."""
    office = song_lo_office
    (person,) = office.docgen("people", "list", "Đặng Thị Nguyệt", "--json").json
    words = ("--unit", "Xã Khe Sáu", "--post", "Phó Chủ tịch", "--from", "01/02/2021")
    office.docgen("people", "move", person["person"], *words)
    said = office.docgen("decisions", "draft", "--on", "2021-02-05", expect=(LOOK,))
    assert "Chánh Văn phòng" in said.err and "31/01/2021" in said.err
    assert office.dump()["documents"] == []
    office.docgen("decisions", "draft", "--on", "2021-01-29")
    assert len(office.dump()["documents"]) == 2
