"""Which checks an office makes and how much a finding hinders: off, warn or block.

Knows the checks by their number in the rule book (nghiep-vu §7) and their usual level; does not know how a check is
made nor where a finding stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from registry.labels import CheckLevel
from registry.problems import Severity


class Finding(NamedTuple):
    """What a check found in one value: which check, its stable code, the field to correct, a sentence with advice."""

    check: str
    code: str
    field: str
    message: str


class Check(NamedTuple):
    """One check: what it looks for, and its level where the office says nothing."""

    title: str
    usual: CheckLevel


CHECKS: Mapping[str, Check] = {
    "P1": Check("việc chưa đủ chỉ tiêu, sản phẩm, căn cứ, hoặc lời văn chung chung", CheckLevel.WARN),
    "P2": Check("việc giống việc năm trước, việc của người khác hoặc chỉ tiêu thường xuyên", CheckLevel.WARN),
    "P3": Check("tỷ lệ việc khó, việc đột phá của từng nhóm", CheckLevel.WARN),
    "P8": Check("số việc theo nguồn và tổng trọng số của từng người", CheckLevel.BLOCK),
    "P9": Check("một việc tính cho hai người, hoặc tỷ lệ đồng chủ trì không đủ 100%", CheckLevel.BLOCK),
    "P14": Check("văn bản được viện dẫn sai số, ngày hoặc đã hết hiệu lực", CheckLevel.WARN),
    "P16": Check("số việc, số người trong quyết định khác với phụ lục", CheckLevel.BLOCK),
    "P17": Check("người theo dõi chính là người được giao việc", CheckLevel.WARN),
    "P20": Check("thời hạn không phải một ngày cụ thể", CheckLevel.WARN),
    "P23": Check("cơ quan không còn vào ngày của văn bản", CheckLevel.BLOCK),
    "P27": Check("tệp nguồn có phông chữ cũ, chữ tổ hợp hoặc cách viết lẫn lộn", CheckLevel.WARN),
}
"""The checks whose level an office may set; the table [checks] of office.toml has exactly these."""

_SEVERITY = {CheckLevel.OFF: None, CheckLevel.WARN: Severity.WARNING, CheckLevel.BLOCK: Severity.ERROR}


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The levels an office chose; a check it does not name has its usual level."""

    levels: Mapping[str, CheckLevel] = field(default_factory=dict)

    def level(self, check: str) -> CheckLevel:
        """The level of a check."""
        return self.levels.get(check, CHECKS[check].usual)

    def severity(self, check: str) -> Severity | None:
        """How much a finding of the check hinders; None when the office does not want to hear of it."""
        return _SEVERITY[self.level(check)]


USUAL = Policy()
