"""Phiếu tự đánh giá, cuộc họp, biên bản, thông báo: năm tiếng nói không bao giờ ghi đè nhau.

Forms fix self values, signed minutes the collective ones, signed notices the decided ones.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.stories.conftest import Prepared
from tests.stories.test_mistakes import draft_text, paper, put_through
from tests.support.circle import LOOK, Circle
from tests.support.messy_workbook import PEOPLE, TASKS

pytestmark = pytest.mark.pdf


def fill(circle: Circle, *mistakes: str) -> list[dict[str, object]]:
    """Let everybody fill the form and hand it in; the outcome rows."""
    circle.world("fill-forms", circle.office / "output" / "phieu", "--to", circle.office / "inbox", *mistakes)
    return circle.take_inbox(expect=(LOOK,) if mistakes else (0,), today=circle.day(12, 10))


def levels(circle: Circle, voice: str) -> list[str]:
    """Levels one voice has given so far."""
    return [task["levels"][voice] for task in circle.dump()["tasks"] if voice in task["levels"]]


def test_filled_forms_become_self_values_with_their_source(office: Prepared) -> None:
    """Seven right forms give eleven self values, and no other voice speaks yet."""
    circle = office("filed")
    rows = fill(circle)
    assert [row["outcome"] for row in rows] == ["filed"] * PEOPLE
    assert len(levels(circle, "self")) == TASKS
    assert levels(circle, "collective") == []
    assert {task["state"] for task in circle.dump()["tasks"]} == {"reported"}


@pytest.mark.parametrize(
    ("mistake", "code"),
    [
        ("--leave-out", "form-answer-missing"),
        ("--over-maximum", "form-number-too-high"),
        ("--no-evidence", "form-no-evidence"),
        ("--change-fixed-sentence", "form-text-changed"),
    ],
)
def test_a_wrong_form_is_answered_with_what_to_mend(office: Prepared, mistake: str, code: str) -> None:
    """Each mistake keeps the form from being taken, names its place, and lies as an answer in the review folder."""
    circle = office("filed")
    rows = fill(circle, mistake)
    assert all(row["outcome"] == "review" for row in rows)
    found = {problem["code"] for row in rows for problem in row["problems"]}
    assert code in found
    assert levels(circle, "self") == []
    answers = list((circle.office / "review").glob("*.tra-loi.txt"))
    assert len(answers) == PEOPLE
    assert "1." in answers[0].read_text("utf-8")


def test_a_form_can_be_corrected_until_the_meeting(office: Prepared) -> None:
    """A second, right form of the same person is a new revision; the values of the first stay in the journal."""
    circle = office("filed")
    fill(circle)
    before = len([e for e in circle.dump()["journal"] if e["entity"] == "task_result"])
    form = next((circle.office / "output" / "phieu").glob("*.docx"))
    one = circle.outside / "mot-phieu"
    one.mkdir()
    (one / form.name).write_bytes(form.read_bytes())
    circle.world("fill-forms", one, "--to", circle.outside / "da-dien", "--libreoffice")
    filled = circle.outside / "da-dien" / form.name
    said = circle.docgen("forms", "collect", filled, "--json", expect=(0, LOOK)).json
    assert said[0]["documents"][0]["document"] == form.stem
    assert len([e for e in circle.dump()["journal"] if e["entity"] == "task_result"]) >= before


def test_figures_of_the_meeting_must_add_up(office: Prepared, tmp_path: Path) -> None:
    """One ballot too many is named at its cell and nothing is recorded."""
    circle = office("filed")
    fill(circle)
    sheet = tmp_path / "hop.xlsx"
    circle.docgen("evaluations", "template", sheet)
    circle.world("fill-meeting", sheet, "--date", circle.day(12, 17))
    book = load_workbook(sheet)
    row = next(row for row in book["Cuộc họp"].iter_rows() if row[0].value == "Thu về")
    row[1].value = int(row[1].value) + 5
    book.save(sheet)
    said = circle.docgen("evaluations", "record", sheet, "--json", expect=(LOOK,)).json
    assert {"more-returned-than-issued", "ballots-do-not-add-up"} <= {p["code"] for p in said["problems"]}
    assert not said["written"]
    circle.docgen("evaluations", "minutes", expect=(LOOK,))


def test_a_recorded_meeting_is_corrected_until_its_minutes_are_signed(office: Prepared, tmp_path: Path) -> None:
    """A second recording withdraws the drafted minutes; after signature it is refused."""
    circle = office("filed")
    fill(circle)
    circle.hold_meeting()
    sheet = circle.outside / "cuoc-hop.xlsx"
    book = load_workbook(sheet)
    row = next(row for row in book["Cuộc họp"].iter_rows() if row[0].value == "Kết luận")
    row[1].value = "Thống nhất kết quả, giao Ban Tổ chức theo dõi."
    book.save(sheet)
    held = circle.day(12, 17)
    circle.docgen("evaluations", "record", sheet, today=held)
    made = circle.docgen("evaluations", "minutes", "--json", today=held).json
    assert made["new"]
    circle.docgen("print", "pack", "--what", "minutes", today=held)
    circle.docgen("evaluations", "signed", "--what", "minutes", today=held)
    row[1].value = "Ghi lại lần nữa."
    book.save(sheet)
    circle.docgen("evaluations", "record", sheet, today=held, expect=(LOOK,))


def test_only_signed_minutes_fix_the_collective_value(office: Prepared) -> None:
    """Before the signed minutes are filed no notice can be made; afterwards every task has its collective level."""
    circle = office("filed")
    fill(circle)
    circle.hold_meeting()
    circle.docgen("evaluations", "notices", expect=(LOOK,))
    assert levels(circle, "collective") == []
    met = office_met(circle)
    assert len(levels(met, "collective")) == TASKS
    assert levels(met, "decided") == []


def office_met(circle: Circle) -> Circle:
    """The same office after the minutes came back signed."""
    circle.sign("evaluations", "minutes", circle.day(12, 17))
    circle.hand_in("bien-ban.pdf", "scan", circle.tray("minutes"), "--to")
    circle.take_inbox(today=circle.day(12, 18))
    return circle


def test_only_the_signed_notice_fixes_the_decided_value(office: Prepared) -> None:
    """Notices on their way decide nothing; a filed one decides for its person only."""
    circle = office("met")
    circle.announce()
    assert levels(circle, "decided") == []
    first = circle.papers("evaluations", "notices")[0]
    circle.world(
        "scan", circle.tray("notices"), "--only", first["document"], "--to", circle.office / "inbox" / "tb.pdf"
    )
    circle.take_inbox(today=circle.day(12, 22))
    decided = [task for task in circle.dump()["tasks"] if "decided" in task["levels"]]
    assert {task["person"] for task in decided} == {first["person"]}
    assert circle.docgen("stats", today=circle.day(12, 22)).json["grades"]["unknown"] == PEOPLE - 1
    replace_notice(circle, first)


def test_a_cycle_is_closed_when_every_task_has_its_end(office: Prepared) -> None:
    """Tasks still judged hold the closing up and are named; closed, the year stays as it is, and twice is once."""
    circle = office("met")
    words = ("cycles", "close", "--basis", "Kết luận số 12-KL/HU")
    said = circle.docgen(*words, expect=(LOOK, 2), today=circle.day(12, 22)).err
    assert f"còn {TASKS} nhiệm vụ chưa xử lý xong: NV-" in said and "Chuyển tiếp từ" in said
    circle.announce()
    circle.hand_in("thong-bao.pdf", "scan", circle.tray("notices"), "--to")
    circle.take_inbox(today=circle.day(12, 22))
    said = circle.docgen(*words, "--on", circle.day(12, 31), expect=(2,), today=circle.day(12, 23)).err
    assert "31/12" in said and "còn chưa đến" in said
    closed = circle.docgen(*words, "--json", today=circle.day(12, 23)).json
    assert (closed["ends"], closed["new"]) == ({"decided": TASKS}, True)
    before = circle.dump()
    assert "đã khóa từ ngày 23/12" in circle.docgen(*words, today=circle.day(12, 24)).err
    assert "Đã khóa ngày 23/12" in circle.docgen("cycles", "show", today=circle.day(12, 24)).err
    assert circle.dump() == before
    with_one_more_task(circle, circle.outside / "them.xlsx")
    said = circle.docgen(
        "tasks", "import", circle.outside / "them.xlsx", expect=(LOOK, 2), today=circle.day(12, 24)
    ).err
    assert "Chu kỳ 2021 đã khóa ngày 23/12/2021" in said and circle.dump() == before


def with_one_more_task(circle: Circle, workbook: Path) -> None:
    """The exported list whose first task lost its code and got another title: a task nobody knows yet."""
    circle.docgen("tasks", "export", workbook)
    known = circle.dump()["tasks"][0]
    book = load_workbook(workbook)
    for row in book.active.iter_rows():
        for cell in row:
            cell.value = {known["task"]: None, known["title"]: "Giữ rừng đầu nguồn"}.get(cell.value, cell.value)
    book.save(workbook)


def replace_notice(circle: Circle, old: dict[str, Any]) -> None:
    """A wrong notice decides until the one that replaces it is issued; then its values speak no more."""
    circle.docgen("evaluations", "replace", old["document"], "--reason", "ghi nhầm mức")
    (new,) = circle.docgen("evaluations", "notices", "--json").json["documents"]
    assert f"Thông báo này thay thế Thông báo số {old['number_text']}" in draft_text(circle, new)
    assert levels(circle, "decided") != []
    put_through(circle, "evaluations", "notices", new)
    assert paper(circle, old["document"])["state"] == "replaced"
    assert levels(circle, "decided") == []


def test_report_and_handout_say_what_the_registry_counts(office: Prepared) -> None:
    """Report and handout come as Word and PDF; the figures of the text are those of the statistics."""
    from tests.stories.test_decisions import text_of

    circle = office("met")
    circle.report()
    folder = circle.office / "output" / "bao-cao"
    assert {path.name for path in folder.iterdir()} == {
        "bao-cao-tong-hop.docx",
        "bao-cao-tong-hop.pdf",
        "tai-lieu-hoi-nghi.docx",
        "tai-lieu-hoi-nghi.pdf",
    }
    text = " ".join(text_of(folder / "bao-cao-tong-hop.docx")).replace("\u00a0", " ")
    for counts in circle.docgen("stats").json["horizons"]:
        assert f"đã giao {counts['assigned']:02d} việc" in text
    old = put_through(circle, "reports", "report", circle.docgen("reports", "list", "--json").json[0]["document"])
    circle.docgen("reports", "replace", old["document"], "--reason", "sai số liệu")
    circle.docgen("reports", "summary", "--no-pdf")
    text = " ".join(text_of(folder / "bao-cao-tong-hop.docx")).replace("\u00a0", " ")
    assert f"Báo cáo này thay thế Báo cáo số {old['number_text']}" in text
    assert paper(circle, old["document"])["state"] == "issued"


def test_recalled_papers_take_their_values_back(office: Prepared) -> None:
    """Recalled minutes give the collective values back; only then a form under them can be recalled."""
    circle = office("met")
    rows = circle.dump()["documents"]
    minutes = next(row["document"] for row in rows if row["kind"] == "minutes")
    form = next(row for row in rows if row["kind"] == "self_assessment")
    circle.docgen("forms", "recall", form["document"], "--reason", "ghi nhầm số liệu", expect=(LOOK,))
    outside = ("--by-paper", "Công văn số 12-CV/TU, ngày 18/12/2021")
    circle.docgen("evaluations", "recall", minutes, "--reason", "thiếu thành phần dự họp", *outside)
    assert levels(circle, "collective") == []
    assert {task["state"] for task in circle.dump()["tasks"]} == {"reported"}
    circle.docgen("forms", "recall", form["document"], "--reason", "ghi nhầm số liệu")
    assert len(levels(circle, "self")) == TASKS - len(form["tasks"])
    again = circle.docgen("forms", "draft", "--json", today=circle.day(12, 20)).json
    assert (again["made"], again["already"]) == (1, PEOPLE - 1)


def test_forms_of_a_recalled_decision_are_recalled_with_it(office: Prepared) -> None:
    """A form on its way is taken back with its decision, and `status` says what waits."""
    circle = office("filed")
    decision = next(row for row in circle.dump()["documents"] if row["kind"] == "decision")
    outside = ("--by-paper", "Quyết định số 88-QĐ/TU, ngày 01/12/2021")
    circle.docgen("decisions", "recall", decision["document"], "--reason", "giao nhầm người", *outside)
    forms = circle.docgen("forms", "list", "--json").json
    assert {row["state"] for row in forms if row["person"] == decision["person"]} == {"recalled"}
    waiting = {row[0]: row[1] for row in circle.docgen("status", "--json").json["waiting"]}
    assert waiting["Nhiệm vụ chưa có quyết định"] == len(decision["tasks"])
    assert waiting["Bản tự đánh giá"] == PEOPLE - 1
