"""Sai thì sửa bằng đúng giấy tờ: thay thế, đính chính, thu hồi, hủy số; không có gì bị xóa, không việc nào bị bỏ trống.

Every mistake has its own paper, and what is wrong binds until its paper is issued.
"""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import load_workbook

from tests.stories.conftest import Prepared
from tests.stories.test_decisions import text_of
from tests.support.circle import LOOK, Circle

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
    """The notes column of the register."""
    circle.docgen("register", "export", circle.outside / "so.xlsx")
    return [str(row[-1].value) for row in load_workbook(circle.outside / "so.xlsx").active.iter_rows() if row[-1].value]


def put_through(circle: Circle, noun: str, what: str, code: str) -> dict[str, Any]:
    """Print, sign, number and issue one paper; as it stands then."""
    circle.docgen("print", "pack", code, "--what", what)
    for step in ("signed", "number", "issue"):
        words = (noun, step, code) if noun == what else (noun, step, code, "--what", what)
        circle.docgen(*words)
    return paper(circle, code)


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
