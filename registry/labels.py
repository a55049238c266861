"""Named states of the domain, each with its stored value and the Vietnamese words people read.

Knows words only; which state may follow which is in `registry.rules.lifecycle`.
"""

from __future__ import annotations

import enum


class Labelled(enum.StrEnum):
    """A stored value with a Vietnamese label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:  # noqa: D102 (an enum is made by its members)
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Regime(Labelled):
    """Whose rules a paper follows; decided by the issuer, never by the topic."""

    PARTY = "party", "Đảng"
    STATE = "state", "Nhà nước"


class Horizon(Labelled):
    """How far a task reaches; term and year tasks are never added up."""

    TERM = "term", "Giai đoạn"
    YEAR = "year", "Năm"


class Origin(Labelled):
    """Where a task came from."""

    SELF = "self", "tự đăng ký"
    ASSIGNED = "assigned", "cấp có thẩm quyền giao thêm"
    COMMON = "common", "nhiệm vụ chung cụ thể hóa"
    CARRIED_OVER = "carried_over", "chuyển tiếp"
    SUPERIOR = "superior", "cấp trên giao"


class Direction(Labelled):
    """Which way a target points."""

    AT_LEAST = ">=", "từ … trở lên"
    AT_MOST = "<=", "không quá"
    EXACTLY = "=", "đúng bằng"


class TaskState(Labelled):
    """Where a task stands between registration and result."""

    APPROVED = "approved", "đã chấp thuận"
    ASSIGNED = "assigned", "đã giao"
    PROVEN = "proven", "đã giao, có bản ký lưu"
    REPORTED = "reported", "đã tự đánh giá"
    EVALUATED = "evaluated", "tập thể đã đánh giá"
    DECIDED = "decided", "đã công nhận kết quả"
    WITHDRAWN = "withdrawn", "đã rút"


class DocumentKind(Labelled):
    """What a paper is."""

    DECISION = "decision", "Quyết định giao nhiệm vụ"
    SELF_ASSESSMENT = "self_assessment", "Bản tự đánh giá"
    MINUTES = "minutes", "Biên bản họp đánh giá"
    RESULT_NOTICE = "result_notice", "Thông báo kết quả"
    REPORT = "report", "Báo cáo tổng hợp"
    HANDOUT = "handout", "Tài liệu hội nghị"
    RECALL = "recall", "Quyết định thu hồi"


class DocumentState(Labelled):
    """Where a paper stands between draft and shelf."""

    DRAFT = "draft", "dự thảo"
    PRINTED = "printed", "đã in trình ký"
    SIGNED = "signed", "đã ký"
    NUMBERED = "numbered", "đã cấp số"
    ISSUED = "issued", "đã ban hành"
    FILED = "filed", "đã lưu bản ký"
    REPLACED = "replaced", "đã bị thay thế"
    RECALLED = "recalled", "đã thu hồi"
    WITHDRAWN = "withdrawn", "đã hủy dự thảo"


class TaskLevel(Labelled):
    """How far a task was completed; a level of the task, not of the person."""

    EXCEEDED = "exceeded", "Vượt"
    COMPLETED = "completed", "Hoàn thành"
    MOSTLY = "mostly", "Hoàn thành cơ bản"
    NOT_COMPLETED = "not_completed", "Chưa hoàn thành"


class Grade(Labelled):
    """The four fixed ratings of a person (Quy định 366-QĐ/TW; Nghị định 335/2025/NĐ-CP)."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    FAIR = "fair", "Hoàn thành nhiệm vụ"
    FAILED = "failed", "Không hoàn thành nhiệm vụ"


class Voice(Labelled):
    """Who speaks in an evaluation; the values never overwrite each other."""

    SELF = "self", "cá nhân tự đánh giá"
    UNIT = "unit", "đơn vị"
    APPRAISAL = "appraisal", "thẩm định"
    COLLECTIVE = "collective", "tập thể đánh giá"
    DECIDED = "decided", "cấp có thẩm quyền quyết định"


class EntryState(Labelled):
    """What became of a number in a register; a number is never given twice."""

    GIVEN = "given", "đã cấp"
    VOID = "void", "hủy số"


class Outcome(Labelled):
    """What became of a received file or of one document in it (INTERFACES: `inbox run`)."""

    FILED = "filed", "đã lưu"
    ALREADY_FILED = "already_filed", "đã lưu từ trước"
    WAITING = "waiting", "chờ trang còn thiếu"
    REVIEW = "review", "chờ người xem"
    REFUSED = "refused", "không nhận"
