"""Whether the wording of a task can be measured at all (check P1): Hàm Yên and Bắc Giang named tasks that cannot.

Pure: judges one task by its own words and numbers. Does not know other tasks, cells, nor which column a word came from;
what the list never asked for is not missed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Protocol

from registry.labels import Direction
from registry.rules.policy import Finding
from registry.vietnamese import number_in_text

CHECK = "P1"
LONGEST_TITLE = 300  # characters (F1)


class Measured(Protocol):
    """An indicator: where one starts, where one must arrive."""

    @property
    def baseline(self) -> Decimal | None:
        """Where one starts, None when not known."""

    @property
    def target_value(self) -> Decimal | None:
        """Where one must arrive, None when not known."""

    @property
    def measure_unit(self) -> str:
        """What is counted."""

    @property
    def direction(self) -> Direction:
        """Which way the target points."""


class Worded(Measured, Protocol):
    """A task as far as its wording is judged."""

    @property
    def title(self) -> str:
        """What is to be done."""

    @property
    def target(self) -> str:
        """What is to be reached, in words."""

    @property
    def product(self) -> str:
        """What will prove it."""

    @property
    def deadline_text(self) -> str:
        """Until when."""

    @property
    def natures(self) -> tuple[str, ...]:
        """Nature tags."""

    @property
    def basis(self) -> str:
        """Resolution or programme it carries out."""


_WORDS = {
    "target": "chỉ tiêu, kết quả cần đạt",
    "product": "sản phẩm",
    "deadline": "thời hạn",
    "natures": "tính chất",
    "basis": "căn cứ (nghị quyết nào)",
}
_VAGUE = re.compile(
    r"\b(?:tăng cường|đẩy mạnh|nâng cao|tiếp tục|quan tâm|chú trọng|phát huy|từng bước|phấn đấu"
    r"|(?:thực hiện|làm) tốt)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")


def gaps_of(task: Worded, asked: Collection[str]) -> list[Finding]:
    """What a task does not say of the fields that were `asked` for."""
    found = []
    if not task.target and "target" in asked:
        found.append(_gap("target"))
    if not task.product and "product" in asked:
        found.append(_gap("product"))
    if not task.deadline_text and "deadline" in asked:
        found.append(_gap("deadline"))
    if not task.natures and "natures" in asked:
        found.append(_gap("natures", "missing-nature"))
    if not task.basis and "basis" in asked:
        found.append(_gap("basis"))
    if task.target_value is not None and not task.measure_unit:
        shown = number_in_text(task.target_value)
        message = f"Số cần đạt {shown} chưa có đơn vị tính. Ghi đơn vị: người, hộ, %, ha …"
        found.append(Finding(CHECK, "missing-measure-unit", "measure_unit", message))
    return found


def unasked_of(asked: Collection[str]) -> list[Finding]:
    """What a whole list does not ask for, though every task must have it."""
    return [
        Finding(CHECK, f"missing-{field}", "", f"Danh sách không có cột {_WORDS[field]}. Thêm cột trước khi trình ký.")
        for field in ("target", "product", "deadline")
        if field not in asked
    ]


def _gap(field: str, code: str = "") -> Finding:
    message = f"Chưa ghi {_WORDS[field]} của việc này. Bổ sung trước khi trình ký."
    return Finding(CHECK, code or f"missing-{field}", field, message)


def vagueness_of(task: Worded) -> Finding | None:
    """A task that only promises to strengthen or improve, and names no number (Bắc Giang: concrete, hard)."""
    if task.target_value is not None or _NUMBER.search(task.title) or _NUMBER.search(task.target):
        return None
    found = _VAGUE.search(task.title)
    if found is None:
        return None
    message = f"“{found.group()}” chưa cho biết làm đến đâu là xong. Nêu con số hoặc kết quả cụ thể."
    return Finding(CHECK, "vague-task", "title", message)


def reach_of(measured: Measured, field: str = "target_value") -> Finding | None:
    """A target that does not lie beyond its baseline in its own direction."""
    baseline, target, direction = measured.baseline, measured.target_value, measured.direction
    if baseline is None or target is None or direction is Direction.EXACTLY:
        return None
    if target > baseline if direction is Direction.AT_LEAST else target < baseline:
        return None
    word = "cao" if direction is Direction.AT_LEAST else "thấp"
    message = (
        f"Số cần đạt {number_in_text(target)} không {word} hơn số liệu gốc {number_in_text(baseline)}. "
        "Kiểm tra hai con số và chiều của chỉ tiêu."
    )
    return Finding(CHECK, "target-not-beyond-baseline", field, message)


def length_of(title: str) -> Finding | None:
    """A title has at most 300 characters (F1)."""
    if len(title) <= LONGEST_TITLE:
        return None
    message = f"Nội dung dài {len(title)} ký tự, quá {LONGEST_TITLE}. Rút gọn, chuyển chi tiết sang cột chỉ tiêu."
    return Finding(CHECK, "title-too-long", "title", message)
