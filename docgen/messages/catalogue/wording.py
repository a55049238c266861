"""English for figures that disagree inside a paper. Knows sentences only."""

from __future__ import annotations

WORDING: dict[str, str] = {
    "{figure}: lời văn ghi {said}, cộng bảng được {summed}. Kiểm tra lại số liệu rồi lập lại báo cáo.": (
        "{figure}: the text says {said}, the table adds up to {summed}. Check the figures and make the report again."
    ),
}
