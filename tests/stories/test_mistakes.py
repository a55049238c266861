"""Sai thì sửa bằng đúng giấy tờ: thay thế, đính chính, thu hồi, hủy số; không có gì bị xóa, không việc nào bị bỏ trống.

Every mistake has its own paper, and what is wrong binds until its paper is issued.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.stories.conftest import Prepared
from tests.stories.test_decisions import text_of
from tests.support.circle import LOOK, Circle
from tests.support.messy_workbook import PEOPLE

pytestmark = pytest.mark.pdf


def first(circle: Circle, noun: str = "decisions") -> dict[str, Any]:
    """The first paper of a noun."""
    row: dict[str, Any] = circle.docgen(noun, "list", "--json").json[0]
    return row


def paper(circle: Circle, code: str) -> dict[str, Any]:
    """A paper as `dump` shows it."""
    return next(row for row in circle.dump()["documents"] if row["document"] == code)


def states(circle: Circle, codes: list[str]) -> set[str]:
    """The states of the tasks of a paper."""
    return {task["state"] for task in circle.dump()["tasks"] if task["task"] in codes}


def draft_text(circle: Circle, code: str) -> str:
    """What the Word file of a draft says."""
    words = " ".join(text_of(circle.office / "output" / "du-thao" / f"{code}.docx"))
    return words.replace("\u00a0", " ")


def notes(circle: Circle) -> list[str]:
    """The notes column of every register."""
    circle.docgen("register", "export", circle.outside / "so.xlsx")
    sheets = load_workbook(circle.outside / "so.xlsx").worksheets
    return [str(row[-1].value) for sheet in sheets for row in sheet.iter_rows() if row[-1].value]


def put_through(circle: Circle, noun: str, what: str, code: str) -> dict[str, Any]:
    """Print, sign, number and issue one paper; as it stands then."""
    circle.docgen("print", "pack", code, "--what", what)
    for step in ("signed", "number", "issue"):
        circle.docgen(noun, step, code, *(() if noun == what else ("--what", what)))
    return paper(circle, code)


def file_signed(circle: Circle, what: str, code: str) -> None:
    """Sign the printed paper by hand, scan it and let it file itself."""
    tray = circle.tray(what)
    circle.world("sign-pack", circle.pack(what), "--out", tray)
    numbers = circle.outside / f"{what}-so.json"
    numbers.write_text(json.dumps([paper(circle, code)]), "utf-8")
    circle.world("number", tray, "--numbers", numbers)
    circle.world("scan", tray, "--to", circle.office / "inbox" / f"{what}.pdf")
    (row,) = circle.take_inbox()
    assert row["outcome"] == "filed"


def correct_a_task(circle: Circle, code: str, title: str) -> None:
    """Write another title into the exported list and import it again."""
    circle.docgen("tasks", "export", circle.outside / "sua.xlsx")
    book = load_workbook(circle.outside / "sua.xlsx")
    old = next(task["title"] for task in circle.dump()["tasks"] if task["task"] == code)
    next(c for row in book.active.iter_rows() for c in row if c.value == old).value = title
    book.save(circle.outside / "sua.xlsx")
    circle.docgen("tasks", "import", circle.outside / "sua.xlsx")


def test_a_wrong_decision_binds_until_the_new_one_is_issued(office: Prepared) -> None:
    """A replaced decision ends in the moment the new one is issued; no task is without a decision in between."""
    circle = office("issued")
    old = first(circle)
    circle.docgen("decisions", "replace", old["document"], "--reason", "sai tên nhiệm vụ")
    correct_a_task(circle, old["tasks"][0], "Tên nhiệm vụ đã sửa")
    (new,) = circle.docgen("decisions", "draft", "--on", circle.decision_day, "--json").json["documents"]
    said = draft_text(circle, new)
    assert "Tên nhiệm vụ đã sửa" in said
    assert f"thay thế Quyết định số {old['number_text']}" in said
    assert (paper(circle, old["document"])["state"], states(circle, old["tasks"])) == ("issued", {"assigned"})
    issued = put_through(circle, "decisions", "decisions", new)
    assert (paper(circle, old["document"])["state"], states(circle, old["tasks"])) == ("replaced", {"assigned"})
    assert issued["tasks"] == old["tasks"]
    assert f"đã bị thay thế: sai tên nhiệm vụ (Quyết định số {issued['number_text']})" in notes(circle)


def test_a_replacement_can_be_called_off(office: Prepared) -> None:
    """While nobody signed the new decision the old one can stay: its tasks say again what it says."""
    circle = office("issued")
    before, old = circle.dump()["tasks"], first(circle)
    circle.docgen("decisions", "replace", old["document"], "--reason", "tưởng sai tên")
    correct_a_task(circle, old["tasks"][0], "Tên khác")
    (new,) = circle.docgen("decisions", "draft", "--on", circle.decision_day, "--json").json["documents"]
    said = circle.docgen("decisions", "keep", old["document"], "--reason", "tên cũ đúng", expect=(LOOK,))
    assert new in said.err
    circle.docgen("decisions", "withdraw", new, "--reason", "không thay nữa")
    circle.docgen("decisions", "keep", old["document"], "--reason", "tên cũ đúng")
    assert circle.dump()["tasks"] == before
    assert circle.docgen("decisions", "draft", "--on", circle.decision_day, "--json").json["made"] == 0


def test_a_recall_has_its_own_decision(office: Prepared) -> None:
    """A decision binds until its recall is issued; then its tasks wait, and a scan of it is not filed any more."""
    circle = office("issued")
    old = first(circle)
    reason = "giao nhầm người thực hiện"
    code = circle.docgen("decisions", "recall", old["document"], "--reason", reason, "--json").json["document"]
    again = circle.docgen("decisions", "recall", old["document"], "--reason", reason, "--json").json
    assert (again["document"], again["new"]) == (code, False)
    said = draft_text(circle, code)
    assert f"Thu hồi Quyết định số {old['number_text']}" in said
    assert f"Lý do: {reason}." in said
    assert (paper(circle, old["document"])["state"], states(circle, old["tasks"])) == ("issued", {"assigned"})
    issued = put_through(circle, "changes", "recalls", code)
    assert (paper(circle, old["document"])["state"], states(circle, old["tasks"])) == ("recalled", {"approved"})
    assert f"đã thu hồi: {reason} (Quyết định số {issued['number_text']})" in notes(circle)
    before = circle.dump()["tasks"]
    file_signed(circle, "recalls", code)
    assert (paper(circle, code)["state"], circle.dump()["tasks"]) == ("filed", before)
    circle.world(
        "scan", circle.tray("decisions"), "--only", old["document"], "--to", circle.office / "inbox" / "cu.pdf"
    )
    (row,) = circle.take_inbox(expect=(LOOK,))
    assert row["outcome"] == "review"
    assert row["documents"][0]["problems"][0]["code"] == "document-outdated"


def test_a_paper_from_elsewhere_recalls_at_once(office: Prepared) -> None:
    """When another body has recalled a paper, its reference is recorded and nothing else has to be drafted."""
    circle = office("issued")
    old = first(circle)
    outside = "Quyết định số 88-QĐ/TU, ngày 01/3/2021"
    circle.docgen("decisions", "recall", old["document"], "--reason", "giao nhầm người", "--by-paper", outside)
    now = paper(circle, old["document"])
    assert (now["state"], now["reason"]) == ("recalled", f"giao nhầm người ({outside})")
    assert states(circle, old["tasks"]) == {"approved"}


def test_slips_are_corrected_by_a_letter(office: Prepared) -> None:
    """Two slips of one decision stand in one công văn; once issued, the decision is marked and its words stay."""
    circle = office("issued")
    old, before = first(circle), circle.dump()["tasks"]
    slip = ("--where", "Điều 1, dòng thứ hai", "--wrong", "theo phụ lục", "--right", "theo Phụ lục")
    more = ("--where", "Nơi nhận", "--wrong", "Nhu Điều 3", "--right", "Như Điều 3")
    for each in (slip, more, more):
        made = circle.docgen("decisions", "correct", old["document"], *each, "--reason", "lỗi đánh máy", "--json").json
    assert made["new"] is False
    said = draft_text(circle, made["document"])
    assert f"về việc đính chính Quyết định số {old['number_text']}" in said
    assert "1. Tại Điều 1, dòng thứ hai: đã in “theo phụ lục”, nay đính chính là “theo Phụ lục”." in said
    assert "2. Tại Nơi nhận" in said
    assert paper(circle, old["document"])["corrected_by"] == []
    issued = put_through(circle, "changes", "corrections", made["document"])
    assert issued["number_text"] == "01-CV/HU"
    now = paper(circle, old["document"])
    assert (now["state"], now["corrected_by"]) == ("issued", ["01-CV/HU"])
    assert "đã đính chính bằng 01-CV/HU" in notes(circle)
    assert circle.dump()["tasks"] == before
    file_signed(circle, "corrections", made["document"])
    assert paper(circle, made["document"])["state"] == "filed"


def test_what_is_not_issued_needs_no_paper(office: Prepared) -> None:
    """A draft is neither recalled nor corrected by a paper: it is withdrawn, and the advice says so."""
    circle = office("drafted")
    code = first(circle)["document"]
    slip = ("--where", "Điều 1", "--wrong", "a", "--right", "b")
    for words in (("recall", code), ("correct", code, *slip)):
        said = circle.docgen("decisions", *words, "--reason", "sai", expect=(LOOK,))
        assert "rút hoặc hủy số" in said.err
    assert len(circle.dump()["documents"]) == PEOPLE
