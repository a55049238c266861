"""The words of a register of outgoing papers: its cover, and each row in the ten columns of NĐ 30/2020 Phụ lục IV.

Knows the columns and their order; the workbook and the printed book both say what stands here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from docgen.wording.blocks import Context, issuer_block, title_block
from docgen.wording.figures import date_in_figures
from registry.facts import RegisterBookFacts, RegisterRow
from registry.labels import Regime

TITLE = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
_NAMES = ("number", "dated", "subject", "signatory", "recipients", "kept_by", "copies", "handed_on", "received", "note")
_UNKNOWN = "……"


def register_book_context(facts: RegisterBookFacts) -> Context:
    """The context of a printed register."""
    return {
        "document_code": facts.document,
        **issuer_block(facts.issuer),
        **title_block([line for line in (facts.type_name, period_line(facts)) if line]),
        "number_line": "",
        "place_date": "",
        "register": facts.register,
        "period": period_line(facts),
        "volume": facts.volume,
        "cover": cover_lines(facts),
        "rows": [dict(zip(_NAMES, row_texts(row), strict=True)) for row in facts.rows],
    }


def cover_lines(facts: RegisterBookFacts) -> list[str]:
    """What the cover says under year or term: days, numbers, volume."""
    days = [row.dated for row in facts.rows if row.dated is not None]
    numbers = [_figure(row.number_text) for row in facts.rows]
    return [
        f"Từ ngày {_day(min(days, default=None))} đến ngày {_day(max(days, default=None))}",
        f"Từ số {numbers[0] if numbers else _UNKNOWN} đến số {numbers[-1] if numbers else _UNKNOWN}",
        f"Quyển số {facts.volume:02d}",
    ]


def period_line(facts: RegisterBookFacts) -> str:
    """The year the register was opened for, or the committee term."""
    if facts.issuer.regime is Regime.STATE:
        return f"Năm {facts.period}"
    return f"Năm {facts.year} (nhiệm kỳ {facts.period})" if facts.year else f"Nhiệm kỳ {facts.period}"


def _figure(number_text: str) -> str:
    found = re.match(r"\d+", number_text)
    return found.group() if found else number_text


def _day(day: dt.date | None) -> str:
    return date_in_figures(day) if day else _UNKNOWN


def row_texts(row: RegisterRow) -> tuple[str, ...]:
    """The ten cells of a row."""
    return (
        row.number_text,
        date_in_figures(row.dated) if row.dated else "",
        row.subject,
        f"{row.signatory} ({row.position})" if row.position else row.signatory,
        row.recipients,
        row.kept_by,
        "" if row.copies is None else f"{row.copies:02d}",
        date_in_figures(row.handed_on) if row.handed_on else "",
        row.received_by,
        row.note,
    )


def bodies_lines(facts: RegisterBookFacts) -> Sequence[str]:
    """The bodies on the cover of a workbook: the superior one, then the issuer."""
    return [name for name in (facts.issuer.superior, facts.issuer.body) if name]
