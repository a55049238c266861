"""The answer to a form that cannot be taken over: what to mend, in the words of a colleague.

Knows how a list of problems is read best; does not know how it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.messages import tr
from registry.problems import Problem


def reply_text(official_name: str, problems: Sequence[Problem]) -> str:
    """A plain text letter that lists what must be mended, then what is only worth a look; ends with a line feed."""
    errors = [problem for problem in problems if problem.is_error]
    remarks = [problem for problem in problems if not problem.is_error]
    lines = [tr("Kính gửi: {name}", name=official_name), ""]
    if errors:
        lines += [tr("Phiếu tự đánh giá gửi về chưa nhận được, đề nghị sửa {n} điểm sau:", n=len(errors)), ""]
        lines += _numbered(errors)
    if remarks:
        lines += [tr("Đề nghị xem lại (không bắt buộc sửa):"), ""]
        lines += _numbered(remarks)
    if errors:
        lines += [tr("Sửa ngay trên tệp phiếu đã gửi, lưu lại rồi gửi về; không chép sang tệp khác."), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _numbered(problems: Sequence[Problem]) -> list[str]:
    return [*(f"{number}. {_sentence(problem)}" for number, problem in enumerate(problems, start=1)), ""]


def _sentence(problem: Problem) -> str:
    text = str(problem)
    return text[:1].upper() + text[1:]
