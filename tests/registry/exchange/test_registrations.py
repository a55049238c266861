"""The filled summary of registrations: what is new in it, and every mistake at its cell."""

from __future__ import annotations

import pytest

from registry.exchange import KnownTask, SheetCells
from registry.exchange.registrations import HEADINGS, SHEET, RegisteredTask, Registrant, ReviewReading, read_review
from registry.labels import Horizon, TaskState, Track, Verdict

TASK = KnownTask(
    code="NV-2021-001",
    official="Nông Văn Thử",
    post="Bí thư Đảng ủy xã Mẫu",
    horizon=Horizon.YEAR,
    period="2021",
    title="Xây nhà văn hóa thôn",
)
ADDED = {"official": "Bế Thị Nháp", "verdict": "giao thêm"}
PEOPLE = (
    Registrant(name="Nông Văn Thử", post="Bí thư", unit="Đảng ủy xã Mẫu", group=""),
    Registrant(name="Bế Thị Nháp", post="Trưởng phòng", unit="Phòng Thí dụ", group=""),
    Registrant(name="Lý Thị Trùng", post="", unit="Xã A", group=""),
    Registrant(name="Lý Thị Trùng", post="", unit="Xã B", group=""),
)


def held(state: TaskState = TaskState.REGISTERED, verdict: Verdict | None = None) -> RegisteredTask:
    """The one task of these tests in a state."""
    return RegisteredTask(task=TASK, state=state, opinions={Track.PARTY: "Nhất trí"}, verdict=verdict)


def reading(row: dict[str, str], task: RegisteredTask | None = None) -> ReviewReading:
    """The summary with one row, read."""
    cells = (tuple(HEADINGS.values()), tuple(row.get(field) or None for field in HEADINGS))
    return read_review([SheetCells(name=SHEET, rows=cells)], [task or held()], PEOPLE)


def test_an_opinion_and_a_conclusion_are_read() -> None:
    """This test ensures that what is new of a task is read and what is known is left out."""
    row = {"code": TASK.code, "party": "Nhất trí", "state": "Đồng ý", "verdict": "Chấp thuận"}
    (conclusion,) = reading(row).conclusions
    assert (conclusion.opinions, conclusion.verdict) == ({Track.STATE: "Đồng ý"}, Verdict.ACCEPTED)


def test_a_row_that_says_nothing_new_is_left_out() -> None:
    """This test ensures that a known opinion, and a conclusion taken before, make no change."""
    approved = held(TaskState.APPROVED, Verdict.ACCEPTED)
    assert reading({"code": TASK.code, "party": "Nhất trí"}).conclusions == ()
    assert reading({"code": TASK.code, "verdict": "chấp thuận"}, approved) == ReviewReading(conclusions=(), problems=())
    assert reading({"official": "Bế Thị Nháp", "post": "Trưởng phòng"}) == ReviewReading(conclusions=(), problems=())


def test_a_task_given_beside_is_known_when_read_again() -> None:
    """This test ensures that the assigner's own task is read once."""
    row = {
        "official": "Nông Văn Thử",
        "title": "Giải quyết đơn tồn đọng",
        "verdict": "giao thêm",
        "deadline": "Quý IV/2021",
    }
    (conclusion,) = reading(row).conclusions
    assert (conclusion.verdict, conclusion.code, str(conclusion.deadline)) == (Verdict.ADDED, "", "2021-12-31")
    assert reading({**row, "title": TASK.title}).conclusions == ()


@pytest.mark.parametrize(
    ("code", "cell", "row"),
    [
        ("unknown-task-code", "B2", {"code": "NV-1999-001", "verdict": "chấp thuận"}),
        ("unknown-verdict", "M2", {"code": TASK.code, "verdict": "tạm được"}),
        ("amended-without-change", "M2", {"code": TASK.code, "verdict": "sửa"}),
        ("returned-without-reason", "M2", {"code": TASK.code, "verdict": "trả lại"}),
        ("unclear-deadline", "P2", {"code": TASK.code, "verdict": "sửa", "new_deadline": "khi nào xong"}),
        (
            "unclear-deadline",
            "I2",
            ADDED | {"title": "x", "deadline": "mai"},
        ),
        ("added-without-verdict", "M2", {"official": "Bế Thị Nháp", "title": "Việc mới"}),
        ("missing-answer", "F2", ADDED),
        ("unknown-registrant", "C2", {"official": "Người Lạ", "title": "Việc", "verdict": "giao thêm"}),
        ("unknown-registrant", "C2", {"official": "Lý Thị Trùng", "title": "Việc", "verdict": "giao thêm"}),
    ],
)
def test_a_mistake_is_told_at_its_cell(code: str, cell: str, row: dict[str, str]) -> None:
    """This test ensures that each mistake of the summary is named where it stands and concludes nothing."""
    found = reading(row)
    assert [(problem.code, problem.place.cell) for problem in found.problems] == [(code, cell)]
    assert all(conclusion.verdict is None for conclusion in found.conclusions)


def test_another_conclusion_after_the_first_is_a_mistake() -> None:
    """This test ensures that a concluded task keeps its conclusion."""
    found = reading(
        {"code": TASK.code, "verdict": "trả lại", "reason": "x"}, held(TaskState.APPROVED, Verdict.ACCEPTED)
    )
    assert [problem.code for problem in found.problems] == ["concluded-before"]
