"""English for self-assessment forms that came back. Knows sentences only."""

from __future__ import annotations

FORMS: dict[str, str] = {
    "Tệp Word không có nội dung.": "The Word file is empty.",
    "Gửi lại đúng tệp phiếu đã nhận.": "Send back the very form that was received.",
}
