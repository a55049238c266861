"""The plan of an import: added, changed, unchanged, and idempotence."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from registry.exchange import KnownTask, TaskRow, make_plan
from registry.exchange.rows import CONTENT_FIELDS
from registry.labels import Horizon

ROW = TaskRow(
    official="Ma Văn Tú",
    post="Bí thư Đảng ủy xã Khe Sáu",
    unit="Đảng ủy xã Khe Sáu",
    horizon=Horizon.YEAR,
    period="2021",
    title="Kết nạp đảng viên mới",
    sheet="Nhiệm vụ",
    row=7,
)


def known(row: TaskRow, code: str) -> KnownTask:
    """The row as the registry would hold it."""
    content = {name: getattr(row, name) for name in CONTENT_FIELDS}
    return KnownTask(code=code, **content)


class TestMakePlan:
    """What an import would do."""

    def test_new_task(self) -> None:
        """A task nobody knows is added."""
        plan = make_plan([ROW], [])
        assert (plan.added, plan.changed, plan.unchanged) == ((ROW,), (), ())
        assert not plan.is_empty

    def test_same_file_twice(self) -> None:
        """What was imported is found again, however it is typed now."""
        task = known(ROW, "NV-1")
        plan = make_plan([replace(ROW, row=99, sheet="Khác")], [task])
        assert plan.is_empty
        assert plan.unchanged == (task,)

    def test_the_registry_keeps_its_spelling(self) -> None:
        """A person or unit spelt otherwise is the same, told once, and no change; spelt alike nothing is told."""
        task = known(ROW, "NV-1")
        other = replace(ROW, official="MA VĂN TÚ", unit="đảng ủy xã Khe Sáu")
        plan = make_plan([other, replace(other, title="Việc mới", row=8)], [task])
        assert (plan.unchanged, plan.changed) == ((task,), ())
        assert [(row.official, row.unit) for row in plan.added] == [(ROW.official, ROW.unit)]
        assert [(each.code, each.place.cell, each.is_error) for each in plan.problems] == [
            ("spelled-otherwise", "A7", False),
            ("spelled-otherwise", "A7", False),
        ]
        assert make_plan([ROW], [task]).problems == ()

    def test_a_row_with_a_code_corrects_a_name(self) -> None:
        """The name in a row that names its task by code is a correction, not a slip."""
        plan = make_plan([replace(ROW, official="Ma Văn Tứ", task_code="NV-1")], [known(ROW, "NV-1")])
        assert [difference.field for difference in plan.changed[0].differences] == ["official"]
        assert plan.problems == ()

    def test_a_list_says_nothing_of_columns_it_lacks(self) -> None:
        """What a list has no column for stays as the registry holds it; a blank cell of a column empties it."""
        task = replace(known(ROW, "NV-1"), theme="Xây dựng Đảng", note="cũ")
        silent = replace(ROW, silent=frozenset({"theme"}))
        (change,) = make_plan([silent], [task]).changed
        assert [difference.field for difference in change.differences] == ["note"]
        assert change.row.theme == "Xây dựng Đảng"
        assert {each.field for each in make_plan([ROW], [task]).changed[0].differences} == {"theme", "note"}

    def test_change_is_shown_field_by_field(self) -> None:
        """A changed field is told with its old and new value."""
        plan = make_plan([replace(ROW, target="Kết nạp 20 người", title="KẾT NẠP đảng viên mới")], [known(ROW, "NV-1")])
        ((task, row, differences),) = plan.changed
        assert (task.code, row.row) == ("NV-1", 7)
        assert [(each.field, each.before, each.after) for each in differences] == [
            ("title", "Kết nạp đảng viên mới", "KẾT NẠP đảng viên mới"),
            ("target", "", "Kết nạp 20 người"),
        ]

    def test_code_outweighs_words(self) -> None:
        """A row with a code is that task even when its title is new."""
        plan = make_plan([replace(ROW, task_code="NV-1", title="Việc đổi tên")], [known(ROW, "NV-1")])
        assert [change.known.code for change in plan.changed] == ["NV-1"]
        assert plan.added == ()

    def test_unknown_code(self) -> None:
        """A code the registry never gave is told and adds nothing."""
        plan = make_plan([replace(ROW, task_code="NV-9")], [known(ROW, "NV-1")])
        assert [(problem.code, problem.place.cell) for problem in plan.problems] == [("unknown-task-code", "A7")]
        assert (plan.added, plan.changed) == ((), ())
        assert not plan.is_empty

    def test_one_task_named_twice(self) -> None:
        """Two rows for one known task: the first counts, the second is told."""
        plan = make_plan([ROW, replace(ROW, row=8, task_code="NV-1")], [known(ROW, "NV-1")])
        assert [problem.code for problem in plan.problems] == ["task-named-twice"]
        assert len(plan.unchanged) == 1

    def test_other_period_is_another_task(self) -> None:
        """The same words next year are another task."""
        assert len(make_plan([replace(ROW, period="2022")], [known(ROW, "NV-1")]).added) == 1

    @given(
        st.lists(st.text(alphabet="abcăâđ ", min_size=1, max_size=8), max_size=8, unique_by=lambda text: text.strip())
    )
    def test_idempotent(self, titles: list[str]) -> None:
        """Whatever was added once is unchanged the second time."""
        rows = [replace(ROW, title=title, row=number) for number, title in enumerate(titles)]
        unique = list({row.task_key: row for row in rows}.values())
        held = [known(row, f"NV-{number}") for number, row in enumerate(make_plan(unique, []).added)]
        assert make_plan(unique, held).is_empty
