"""What can be mended safely, as values: where, what, and which value is right.

Knows the shape of a remedy; neither finds faults nor changes files.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Mend(enum.StrEnum):
    """What of a place is set anew."""

    SIZE = "cỡ chữ"  # half-points
    BOLD = "chữ đậm"
    ITALIC = "chữ nghiêng"
    UNDERLINE = "gạch chân"
    ALIGN = "canh lề"
    FONT = "phông chữ"
    COLOUR = "màu chữ"
    BACKGROUND = "nền chữ"
    FIRST_LINE = "lùi đầu dòng"  # twips
    BEFORE = "khoảng cách trước đoạn"  # twips
    LINE = "giãn dòng"  # 240ths of a line
    EXACT_LINE = "giãn dòng cố định"  # twips
    TEXT = "chữ"
    MARGIN = "lề trang"  # "left=1701"
    PAPER = "khổ giấy"  # "11906x16838"
    HEADER_EDGE = "khoảng cách đầu trang"  # twips
    PAGE_NUMBER = "số trang"  # moved to the middle of the top margin, not shown on page 1; the size in half-points


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """Set `what` at the address `at` ("bảng 1, hàng 1, ô 1, đoạn 1", "phần 1") to `value`."""

    at: str
    what: Mend
    value: int | str | bool
