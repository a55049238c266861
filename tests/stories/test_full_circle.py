"""Trọn một vòng: từ danh sách Excel đến tài liệu hội nghị, ở Đảng và ở chính quyền.

The full circle, once and for real; running it again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.commands import run_copied
from tests.support import demo
from tests.support.circle import DONE, LOOK, Circle

pytestmark = [pytest.mark.pdf, pytest.mark.slow]


def test_the_demo_runs_the_full_circle_and_twice_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """55 officials, 57 term and 61 year tasks go round from workbook to handout; a second run finds all done."""
    folder = tmp_path / "van-phong"
    assert demo.run(folder, is_hurried=True, apart=run_copied) == 0
    circle = Circle(office=folder, outside=tmp_path / "van-phong-ben-ngoai", is_inside=True)
    whole = circle.dump()
    assert len({task["person"] for task in whole["tasks"]}) == 55
    assert Counter(task["horizon"] for task in whole["tasks"]) == {"term": 57, "year": 61}
    documents = Counter((row["kind"], row["state"]) for row in whole["documents"])
    filed = {kind: documents[kind, "filed"] for kind in ("decision", "self_assessment", "minutes", "result_notice")}
    assert filed == {"decision": 55, "self_assessment": 55, "minutes": 1, "result_notice": 55}
    decisions = [row for row in whole["documents"] if row["kind"] == "decision"]
    assert sorted(row["number"] for row in decisions) == list(range(1, 56))
    assert {row["pages"] for row in decisions} == {2}
    assert {task["state"] for task in whole["tasks"]} == {"decided"}
    assert [row["outcome"] for row in whole["received"] if row["outcome"] != "filed"] == ["review"]
    assert "53 tự lưu, 1 chờ trang, 1 và một thư lạ chờ người" in capsys.readouterr().out
    assert demo.run(folder, is_inside=True) == 0
    assert circle.dump() == whole
    assert "không có gì thay đổi" in capsys.readouterr().out


def test_the_state_office_runs_the_same_circle(tmp_path: Path) -> None:
    """The Chairman's office of 2017 goes round with State papers, numbers by year and its own words."""
    circle = Circle(office=tmp_path / "tinh", outside=tmp_path / "ben-ngoai", is_inside=True)
    circle.open("bac-giang")
    circle.hurry()
    circle.assign(circle.office / "danh-sach-giao-viec.xlsx")
    circle.sign("decisions", "decisions", circle.decision_day)
    circle.hand_in("quyet-dinh.pdf", "scan", circle.tray("decisions"), "--shuffle", "--to")
    circle.take_inbox()
    circle.send_and_collect_forms()
    circle.hold_meeting()
    circle.sign("evaluations", "minutes", circle.day(12, 17))
    circle.hand_in("bien-ban.pdf", "scan", circle.tray("minutes"), "--to")
    circle.take_inbox(today=circle.day(12, 18))
    circle.announce()
    circle.hand_in("thong-bao.pdf", "scan", circle.tray("notices"), "--to")
    circle.take_inbox(today=circle.day(12, 22), expect=(DONE, LOOK))
    circle.report()
    circle.docgen("archive", "verify")
    whole = circle.dump()
    assert {task["state"] for task in whole["tasks"]} == {"decided"}
    assert {row["number_text"].split("/", 1)[1] for row in whole["documents"] if row["number_text"]} == {
        "QĐ-UBND",
        "BB-UBND",
        "TB-UBND",
    }
    # State papers of one year share one series unless the office says otherwise (NĐ 30/2020 Điều 15).
    numbers = sorted(row["number"] for row in whole["registers"])
    assert numbers == list(range(1, len(numbers) + 1))
