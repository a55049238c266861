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
    TRANSFERRED = "transferred", "nhận chuyển giao"
    SUPERIOR = "superior", "cấp trên giao"


class Direction(Labelled):
    """Which way a target points."""

    AT_LEAST = ">=", "từ … trở lên"
    AT_MOST = "<=", "không quá"
    EXACTLY = "=", "đúng bằng"


class TaskState(Labelled):
    """Where a task stands between registration and result; the order is the order of the work.

    The last ones stand aside from it: what is suspended comes back, what is transferred goes on as another task.
    """

    REGISTERED = "registered", "đã đăng ký"
    RETURNED = "returned", "trả lại để đăng ký lại"
    APPROVED = "approved", "đã chấp thuận"
    ASSIGNED = "assigned", "đã giao"
    PROVEN = "proven", "đã giao, có bản ký lưu"
    REPORTED = "reported", "đã tự đánh giá"
    EVALUATED = "evaluated", "tập thể đã đánh giá"
    DECIDED = "decided", "đã công nhận kết quả"
    WITHDRAWN = "withdrawn", "đã rút"
    SUSPENDED = "suspended", "tạm dừng"
    TRANSFERRED = "transferred", "đã chuyển giao"
    CANCELLED = "cancelled", "đã hủy giao"


class AssigneeKind(Labelled):
    """Who a task is given to."""

    PERSON = "person", "cá nhân"
    COLLECTIVE = "collective", "tập thể"


class Role(Labelled):
    """What somebody beside the owner has to do with a task."""

    CO_OWNER = "co_owner", "đồng chủ trì"
    ATTACHED = "attached", "cá nhân gắn với tập thể"


class BodySystem(Labelled):
    """Which tree a body stands in; a merged body stands in two."""

    PARTY = "party", "Đảng"
    STATE = "state", "chính quyền"
    FRONT = "front", "Mặt trận, đoàn thể"
    MERGED = "merged", "hợp nhất"


class BodyLevel(Labelled):
    """How high a body stands; the district level ended on 30/6/2025 (Luật 72/2025/QH15 Điều 51)."""

    CENTRAL = "central", "trung ương"
    PROVINCE = "province", "tỉnh"
    DISTRICT = "district", "huyện"
    COMMUNE = "commune", "xã"


class SuccessionKind(Labelled):
    """How one body takes over from another (nghiep-vu O2)."""

    MERGED = "merged", "sáp nhập vào"
    SPLIT = "split", "chia thành"
    FUNCTION = "function", "kế thừa chức năng"


class EventKind(Labelled):
    """What a date in a cycle's calendar is for."""

    REGISTRATION = "registration", "hạn đăng ký"
    REVIEW = "review", "cho ý kiến"
    HANDOVER = "handover", "hội nghị giao"
    PROGRESS = "progress", "báo cáo tiến độ"
    MIDWAY = "midway", "đánh giá giữa kỳ"
    SELF_ASSESSMENT = "self_assessment", "hạn tự đánh giá"
    EVALUATION = "evaluation", "họp đánh giá"
    OTHER = "other", "việc khác"


class Track(Labelled):
    """Whose opinion on a registered task: the two tracks advise, the conclusion decides."""

    PARTY = "party", "cơ quan tham mưu của cấp ủy"
    STATE = "state", "Ủy ban nhân dân, cơ quan chuyên môn"
    CONCLUSION = "conclusion", "kết luận của cấp có thẩm quyền"


class Verdict(Labelled):
    """What a review says of a registered task."""

    ACCEPTED = "accepted", "chấp thuận"
    AMENDED = "amended", "chấp thuận, có sửa"
    RETURNED = "returned", "trả lại"
    ADDED = "added", "giao thêm"


class AmendmentKind(Labelled):
    """How an assigned task is changed (phiếu F7)."""

    CHANGE = "change", "điều chỉnh nội dung"
    SUSPEND = "suspend", "tạm dừng"
    RESUME = "resume", "tiếp tục thực hiện"
    TRANSFER = "transfer", "chuyển giao"
    CANCEL = "cancel", "hủy giao"


class AmendmentState(Labelled):
    """Where a change stands: it takes effect with its decision and not before."""

    ASKED = "asked", "đề nghị"
    EFFECTIVE = "effective", "đã có hiệu lực"
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
    AMENDMENT = "amendment", "Quyết định điều chỉnh"
    CORRECTION = "correction", "Công văn đính chính"
    REGISTER_BOOK = "register_book", "Sổ đăng ký văn bản đi"


TYPE_NAMES = {
    DocumentKind.DECISION: "Quyết định",
    DocumentKind.RECALL: "Quyết định",
    DocumentKind.AMENDMENT: "Quyết định",
    DocumentKind.CORRECTION: "Công văn",
    DocumentKind.MINUTES: "Biên bản",
    DocumentKind.RESULT_NOTICE: "Thông báo",
    DocumentKind.REPORT: "Báo cáo",
}
"""The type a registered paper bears, as it is cited."""


class Scope(Labelled):
    """For whom one decision is: whatever the grouping, the rows are the same."""

    PERSON = "person", "từng cá nhân, tập thể"
    UNIT = "unit", "từng đơn vị"
    ALL = "all", "một quyết định chung"


class Variant(Labelled):
    """Which of several decisions to the same assignees one is; the scope says who they are."""

    PLAIN = "", "lần đầu"
    SUPPLEMENT = "supplement", "bổ sung"


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


class CheckLevel(Labelled):
    """What an office does about a check of its lists and papers."""

    OFF = "off", "không kiểm tra"
    WARN = "warn", "nhắc"
    BLOCK = "block", "chặn"


class TaskLevel(Labelled):
    """How far a task was completed; a level of the task, not of the person."""

    EXCEEDED = "exceeded", "Vượt"
    COMPLETED = "completed", "Hoàn thành"
    MOSTLY = "mostly", "Hoàn thành cơ bản"
    NOT_COMPLETED = "not_completed", "Chưa hoàn thành"


class ProgressLevel(Labelled):
    """How far a task had come by a report before anybody judged it; a task nobody reported on has none."""

    EXCEEDED = "exceeded", "Vượt"
    COMPLETED = "completed", "Hoàn thành"
    MOSTLY = "mostly", "Hoàn thành cơ bản"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    NOT_COMPLETED = "not_completed", "Chưa hoàn thành"


class BodyView(Labelled):
    """Which bodies a figure is told by (nghiep-vu O10)."""

    ASSIGNED = "assigned", "theo đơn vị tại thời điểm giao"
    CURRENT = "current", "theo đơn vị hiện nay"


class Attainment(Labelled):
    """Where an indicator stands against its target; None elsewhere means nobody knows yet."""

    EXCEEDED = "exceeded", "vượt chỉ tiêu"
    ACHIEVED = "achieved", "đạt chỉ tiêu"
    BELOW = "below", "chưa đạt chỉ tiêu"


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

    RESERVED = "reserved", "giữ số"
    GIVEN = "given", "đã cấp"
    VOID = "void", "hủy số"


class Outcome(Labelled):
    """What became of a received file or of one document in it (INTERFACES: `inbox run`)."""

    FILED = "filed", "đã lưu"
    ALREADY_FILED = "already_filed", "đã lưu từ trước"
    WAITING = "waiting", "chờ trang còn thiếu"
    REVIEW = "review", "chờ người xem"
    REFUSED = "refused", "không nhận"


class SignatureState(Labelled):
    """What the digital signatures of a file are worth, from nothing to everything (luu-tru.md §2.5)."""

    NONE = "KHONG_CHU_KY", "không có chữ ký số"
    UNREADABLE = "KHONG_DOC_DUOC", "không kiểm tra được chữ ký số"
    BROKEN = "HONG", "nội dung đã bị thay đổi"
    CHANGED_AFTER = "SUA_SAU_KY", "có thay đổi sau khi ký"
    REVOKED = "THU_HOI", "chứng thư đã bị thu hồi"
    EXPIRED = "HET_HAN_KHONG_MOC", "chứng thư hết hạn, không có dấu thời gian"
    UNTRUSTED = "CHUA_TIN_CAY", "nguyên vẹn, chưa xác định được nơi cấp"
    WRONG_SIGNER = "SAI_NGUOI_KY", "chữ ký đúng nhưng không phải người, cơ quan được giao"
    WORD_UNVERIFIED = "DOCX_CHUA_XAC_MINH", "tệp Word có chữ ký, hệ thống không xác minh"
    ADDED_AFTER = "THEM_SAU_KY", "có phần thêm sau chữ ký cuối (trong phạm vi cho phép)"
    THIN_EVIDENCE = "HOP_LE_THIEU_BANG_CHUNG", "chữ ký đúng, thiếu dấu thời gian hoặc chưa kiểm tra thu hồi"
    VALID = "HOP_LE", "hợp lệ"


class DossierKind(Labelled):
    """Whose papers a hồ sơ holds; the retention schedule has rules for each kind."""

    PERSON = "person", "cá nhân"
    COLLECTIVE = "collective", "tập thể"
    CYCLE = "cycle", "chung của chu kỳ"
    REGISTER = "register", "sổ đăng ký"
    DISPOSAL = "disposal", "xét hủy tài liệu"
    NAMED = "named", "theo mã do văn thư ghi"


class DossierState(Labelled):
    """Where a hồ sơ stands; a destroyed one keeps its row, its contents list and its events."""

    OPEN = "open", "đang lập"
    CLOSED = "closed", "đã kết thúc"
    PROPOSED = "proposed", "xem xét hủy"
    DESTROYED = "destroyed", "đã hủy"


class RetentionStart(Labelled):
    """From which year a retention period is counted."""

    WORK_ENDED = "year_work_ended", "năm kết thúc công việc"
    ISSUED = "year_issued", "năm của văn bản cuối cùng"


class DisposalState(Labelled):
    """Where a list of hồ sơ proposed for destruction stands; nothing is removed before the council decided."""

    PROPOSED = "proposed", "chờ hội đồng"
    DECIDED = "decided", "hội đồng đã quyết định"
    DONE = "done", "đã hủy xong"
    WITHDRAWN = "withdrawn", "đã rút"


class Disposition(Labelled):
    """What the council said of one hồ sơ on its list."""

    UNDECIDED = "", "chưa quyết định"
    DESTROY = "destroy", "hủy"
    KEEP = "keep", "giữ lại"
