"""Việc đã giao thay đổi bằng quyết định điều chỉnh: đổi thời hạn, tạm dừng, tiếp tục, chuyển giao, hủy giao.

What was assigned changes with its paper and not before; old values stay, and a recall takes the change back.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.stories.conftest import Prepared
from tests.stories.test_decisions import text_of
from tests.stories.test_mistakes import draft_text, file_signed, paper, put_through
from tests.support.circle import LOOK, USAGE, Circle

pytestmark = pytest.mark.pdf
HEIR = ("--to", "Vàng Thị Kế", "--post", "Phó Bí thư Đảng ủy xã Khe Nước", "--unit", "Đảng ủy xã Khe Nước")


def tasks(circle: Circle) -> dict[str, dict[str, Any]]:
    """Every task by its code."""
    return {task["task"]: task for task in circle.dump()["tasks"]}


def owner_of_two(circle: Circle) -> tuple[str, list[str]]:
    """The decision of somebody with at least two tasks, and the codes of those tasks."""
    row = next(row for row in circle.docgen("decisions", "list", "--json").json if len(row["tasks"]) > 1)
    return row["document"], row["tasks"]


def ask(circle: Circle, verb: str, task: str, *words: object) -> dict[str, Any]:
    """Ask for a change of a task; the change as noted."""
    row: dict[str, Any] = circle.docgen("tasks", verb, task, *words, "--reason", "lý do khách quan", "--json").json
    return row


def amended(circle: Circle) -> str:
    """Draft, sign, number and issue the amendment of all open changes; its code."""
    (code,) = circle.docgen("changes", "draft", "--json").json["documents"]
    put_through(circle, "changes", "amendments", code)
    return str(code)


def form_text(circle: Circle, person: str) -> str:
    """The form on its way to a person."""
    forms = circle.docgen("forms", "list", "--json").json
    code = next(row["document"] for row in forms if row["person"] == person and row["state"] == "issued")
    return " ".join(text_of(circle.office / "output" / "phieu" / f"{code}.docx")).replace("\u00a0", " ")


def test_changes_take_effect_with_their_decision(office: Prepared) -> None:
    """A new deadline and a suspension stand in one amendment; forms made later say what is in force."""
    circle = office("issued")
    decision, (first, second, *_) = owner_of_two(circle)
    before = tasks(circle)
    noted = ask(circle, "amend", first, "--deadline", "Quý IV/2021")
    assert (noted["change"], noted["after"]["deadline"]) == ("ĐC-2021-001", "2021-12-31")
    ask(circle, "suspend", second)
    assert ("Đề nghị điều chỉnh chưa soạn quyết định", 2) in {
        (row[0], row[1]) for row in circle.docgen("status", "--json").json["waiting"]
    }
    said = circle.docgen("tasks", "cancel", first, "--reason", "trùng", expect=(LOOK,))
    assert "ĐC-2021-001" in said.err
    drafted = circle.docgen("changes", "draft", "--json").json
    assert (drafted["made"], circle.docgen("changes", "draft", "--json").json["unchanged"]) == (1, 1)
    (code,) = drafted["documents"]
    told = draft_text(circle, code)
    number = paper(circle, decision)["number_text"]
    assert f"tại Quyết định số {number}, ngày" in told
    assert "điều chỉnh nội dung 01 việc, tạm dừng 01 việc" in told
    assert "Thời hạn: Quý IV/2021" in told
    assert tasks(circle) == before
    put_through(circle, "changes", "amendments", code)
    after = tasks(circle)
    assert (after[first]["deadline"], after[second]["state"]) == ("2021-12-31", "suspended")
    assert {row["state"] for row in circle.docgen("tasks", "changes", "--json").json} == {"effective"}
    file_signed(circle, "amendments", code)
    assert (paper(circle, code)["state"], tasks(circle)) == ("filed", after)
    circle.docgen("forms", "draft", today=circle.day(12, 1))
    form = form_text(circle, before[first]["person"])
    assert "Quý IV/2021" in form
    assert before[second]["title"] not in form
    figures = {row["horizon"]: row for row in circle.docgen("stats", "--json").json["horizons"]}
    assert figures[before[second]["horizon"]]["suspended"] == 1


def test_a_transferred_task_goes_on_with_its_successor(office: Prepared) -> None:
    """The successor gets a task and a form of their own, what had been reached is told, and a recall gives it back."""
    circle = office("filed")
    _, (first, *_) = owner_of_two(circle)
    before = tasks(circle)
    ask(circle, "transfer", first, *HEIR, "--partial", "đã xong 2 trong 5 chi bộ")
    code = amended(circle)
    after = tasks(circle)
    (new,) = set(after) - set(before)
    assert (after[first]["state"], after[new]["state"], after[new]["name"]) == (
        "transferred",
        "assigned",
        "Vàng Thị Kế",
    )
    assert after[new]["title"] == before[first]["title"]
    made = circle.docgen("forms", "draft", "--json", today=circle.day(12, 1)).json
    assert made["made"] == 2, "the successor's, and the old assignee's without the task"
    assert before[first]["title"] not in form_text(circle, before[first]["person"])
    assert before[first]["title"] in form_text(circle, after[new]["person"])
    said = circle.docgen("decisions", "recall", decision_of(circle, first), "--reason", "sai", expect=(LOOK,))
    assert code in said.err
    back = circle.docgen("changes", "recall", code, "--reason", "chưa chuyển công tác", "--json").json["document"]
    put_through(circle, "changes", "recalls", back)
    now = tasks(circle)
    assert (now[first]["state"], now[new]["state"]) == (before[first]["state"], "withdrawn")


def decision_of(circle: Circle, task: str) -> str:
    """The decision that words a task."""
    rows = circle.docgen("decisions", "list", "--json").json
    return next(str(row["document"]) for row in rows if task in row["tasks"])


def test_a_change_is_taken_back_before_its_paper(office: Prepared) -> None:
    """A change can be withdrawn with its draft; a task without an issued decision or a wrong deadline is refused."""
    circle = office("issued")
    _, (first, *_) = owner_of_two(circle)
    change = ask(circle, "cancel", first)["change"]
    (code,) = circle.docgen("changes", "draft", "--json").json["documents"]
    circle.docgen("tasks", "unask", change, "--reason", "nhầm")
    assert paper(circle, code)["state"] == "withdrawn"
    assert [row["state"] for row in circle.docgen("tasks", "changes", "--json").json] == ["withdrawn"]
    assert circle.docgen("changes", "draft", "--json").json["documents"] == []
    said = circle.docgen("tasks", "amend", first, "--deadline", "31/11/2021", "--reason", "x", expect=(USAGE,))
    assert "31/11/2021" in said.err
    circle.docgen("tasks", "amend", first, "--reason", "x", expect=(USAGE,))
