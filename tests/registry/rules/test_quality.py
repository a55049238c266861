"""Whether a task can be measured (check P1): each gap, and its clean twin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from registry.labels import Direction
from registry.rules.quality import gaps_of, length_of, reach_of, unasked_of, vagueness_of


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A task as far as this rule looks at it."""

    title: str = "Kết nạp 15 đảng viên mới"
    target: str = "Từ 8 lên 15 đảng viên"
    product: str = "Quyết định kết nạp"
    deadline_text: str = "30/11/2021"
    natures: tuple[str, ...] = ("việc khó",)
    basis: str = "Nghị quyết Đại hội Đảng bộ huyện"
    baseline: Decimal | None = Decimal(8)
    target_value: Decimal | None = Decimal(15)
    measure_unit: str = "người"
    direction: Direction = Direction.AT_LEAST


GOOD = Wording()
ASKED = {"target", "product", "deadline", "natures", "basis"}


def test_a_whole_task_lacks_nothing() -> None:
    """this test ensures that a task that says everything is not found fault with."""
    assert list(gaps_of(GOOD, ASKED)) == []
    assert vagueness_of(GOOD) is reach_of(GOOD) is length_of(GOOD.title) is None


@pytest.mark.parametrize(
    ("lack", "code"),
    [
        ({"target": ""}, "missing-target"),
        ({"product": ""}, "missing-product"),
        ({"deadline_text": ""}, "missing-deadline"),
        ({"natures": ()}, "missing-nature"),
        ({"basis": ""}, "missing-basis"),
        ({"measure_unit": ""}, "missing-measure-unit"),
    ],
)
def test_each_gap(lack: dict[str, object], code: str) -> None:
    """this test ensures that each gap is found by itself, under P1."""
    (finding,) = gaps_of(replace(GOOD, **lack), ASKED)
    assert (finding.check, finding.code) == ("P1", code)


def test_what_was_not_asked_for_is_not_missed() -> None:
    """this test ensures that a list is told once of a column it must have, and not at all of one it may have."""
    assert list(gaps_of(replace(GOOD, natures=(), basis="", target="", product=""), ())) == []
    assert [finding.code for finding in unasked_of({"deadline", "natures"})] == ["missing-target", "missing-product"]
    assert unasked_of(ASKED) == []


@pytest.mark.parametrize("title", ["Tăng cường quản lý đất đai", "Tham mưu NÂNG CAO chất lượng chi bộ"])
def test_vague_promises(title: str) -> None:
    """this test ensures that a promise to strengthen or improve without any number is found, and not with one."""
    vague = replace(GOOD, title=title, target="Chuyển biến rõ nét", target_value=None)
    assert vagueness_of(vague) is not None
    assert vagueness_of(replace(vague, target="Đạt 90% chi bộ")) is None
    assert vagueness_of(replace(vague, target_value=Decimal(1))) is None
    assert vagueness_of(replace(vague, title="Trình đề án vị trí việc làm")) is None


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "is_wrong"),
    [
        (8, 15, Direction.AT_LEAST, False),
        (15, 15, Direction.AT_LEAST, True),
        (15, 8, Direction.AT_LEAST, True),
        (45, 5, Direction.AT_MOST, False),
        (5, 45, Direction.AT_MOST, True),
        (5, 5, Direction.EXACTLY, False),
        (None, 5, Direction.AT_LEAST, False),
        (5, None, Direction.AT_LEAST, False),
    ],
)
def test_targets_beyond_their_baseline(
    baseline: int | None, target: int | None, direction: Direction, is_wrong: bool
) -> None:
    """this test ensures that a target on the wrong side of its baseline is found; unknown numbers are not judged."""
    numbers = [None if number is None else Decimal(number) for number in (baseline, target)]
    measured = replace(GOOD, baseline=numbers[0], target_value=numbers[1], direction=direction)
    assert (reach_of(measured) is not None) is is_wrong


def test_long_titles() -> None:
    """this test ensures that the 301st character is one too many."""
    assert length_of("x" * 300) is None
    assert length_of("x" * 301) is not None
