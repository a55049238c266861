"""The summary of registrations (biểu F2): out with what everybody registered, back with opinions and conclusions.

Knows the headings and what a conclusion must come with; does not know the look of the workbook nor how tasks are
stored. All mistakes are collected, each at its cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.exchange.cells import SheetCells, in_order
from registry.exchange.meeting_reader import SheetReader
from registry.exchange.rows import KnownTask
from registry.labels import TaskState, Track, Verdict
from registry.problems import Problem
from registry.rules.review import STATE_AFTER, lacks
from registry.vietnamese import fold, parse_date, parse_period_end

SHEET = "Tổng hợp đăng ký"
HEADINGS: Mapping[str, str] = {
    "ordinal": "TT",
    "code": "Mã nhiệm vụ",
    "official": "Họ và tên",
    "post": "Chức vụ, đơn vị",
    "group": "Nhóm đối tượng",
    "title": "Nội dung đăng ký",
    "target": "Chỉ tiêu",
    "product": "Sản phẩm",
    "deadline": "Thời hạn",
    "continues": "Trùng, chuyển tiếp",
    "party": "Ý kiến cơ quan tham mưu",
    "state": "Ý kiến UBND, cơ quan chuyên môn",
    "verdict": "Kết luận",
    "new_title": "Nội dung sửa",
    "new_target": "Chỉ tiêu sửa",
    "new_deadline": "Thời hạn sửa",
    "reason": "Lý do",
}
VERDICT_WORDS = {
    Verdict.ACCEPTED: "chấp thuận",
    Verdict.AMENDED: "sửa",
    Verdict.RETURNED: "trả lại",
    Verdict.ADDED: "giao thêm",
}
_VERDICTS = {fold(word): verdict for verdict, word in VERDICT_WORDS.items()} | {
    "dong y": Verdict.ACCEPTED,
    "nhat tri": Verdict.ACCEPTED,
    "chap thuan co sua": Verdict.AMENDED,
    "dieu chinh": Verdict.AMENDED,
    "tra": Verdict.RETURNED,
    "bo sung": Verdict.ADDED,
}
_MESSAGES = {
    "amended-without-change": ("verdict", "Kết luận “sửa” nhưng không có nội dung, chỉ tiêu hay thời hạn sửa."),
    "returned-without-reason": ("verdict", "Kết luận “trả lại” phải ghi lý do để người đăng ký biết mà sửa."),
}


@dataclass(frozen=True, kw_only=True)
class RegisteredTask:
    """A task under review as the registry holds it; `opinions` is the newest text of each track."""

    task: KnownTask
    state: TaskState
    opinions: Mapping[Track, str]
    verdict: Verdict | None = None  # the newest conclusion, None while there is none


@dataclass(frozen=True, kw_only=True)
class OpinionRecord:
    """One opinion on a task as it was given."""

    task: str
    track: Track
    verdict: Verdict | None
    text: str
    said_by: str
    on: dt.date


@dataclass(frozen=True, kw_only=True)
class Registrant:
    """Somebody of whom a registration is expected."""

    name: str
    post: str
    unit: str
    group: str


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What the review says of one task; "" and None mean unchanged. `code` is "" for what the assigner adds."""

    code: str
    official: str = ""
    opinions: Mapping[Track, str]
    verdict: Verdict | None
    title: str = ""
    target: str = ""
    product: str = ""
    deadline: dt.date | None = None
    deadline_text: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewReading:
    """The conclusions that say something new, and every problem in the order of its place."""

    conclusions: tuple[Conclusion, ...]
    problems: tuple[Problem, ...]


def read_review(
    sheets: Sequence[SheetCells], held: Sequence[RegisteredTask], registrants: Sequence[Registrant]
) -> ReviewReading:
    """Read a filled summary; rows that say what is known already are left out."""
    problems: list[Problem] = []
    reader = SheetReader.find(sheets, SHEET, HEADINGS, problems)
    known = {each.task.code: each for each in held}
    names = [fold(person.name) for person in registrants]
    rows = [_Row(each, known, names, held) for each in reader.each_row()] if reader else []
    found = [conclusion for row in rows if (conclusion := row.read())]
    return ReviewReading(conclusions=tuple(found), problems=in_order(problems, [sheet.name for sheet in sheets]))


@dataclass(frozen=True)
class _Row:
    """One row of the summary."""

    cells: SheetReader
    known: Mapping[str, RegisteredTask]
    names: Sequence[str]
    held: Sequence[RegisteredTask]

    def read(self) -> Conclusion | None:
        """What the row says that is new; None after reporting a mistake, or when it says nothing new."""
        code, verdict = self.cells.text("code"), self._verdict()
        if code and code not in self.known:
            self.cells.report("unknown-task-code", "code", f"Sổ không có việc đăng ký mã {code}. Giữ nguyên cột mã.")
            return None
        if not code:
            return self._added(verdict)
        return self._concluded(self.known[code], verdict)

    def _verdict(self) -> Verdict | None:
        text = self.cells.text("verdict")
        verdict = _VERDICTS.get(fold(text).rstrip("."))
        if text and verdict is None:
            words = ", ".join(VERDICT_WORDS.values())
            self.cells.report("unknown-verdict", "verdict", f"Không hiểu kết luận “{text}”. Chọn một trong: {words}.")
        return verdict

    def _concluded(self, held: RegisteredTask, verdict: Verdict | None) -> Conclusion | None:
        opinions = {track: text for track, text in self._opinions().items() if held.opinions.get(track, "") != text}
        if held.state is not TaskState.REGISTERED:
            self._require_same(held, verdict)
            verdict = None
        conclusion = self._conclusion(held.task.code, opinions, verdict)
        if conclusion is None or not (opinions or conclusion.verdict):
            return None
        return conclusion

    def _require_same(self, held: RegisteredTask, verdict: Verdict | None) -> None:
        """A task concluded before keeps its conclusion; another one is a mistake."""
        if verdict is not None and verdict is not held.verdict:
            message = f"Việc {held.task.code} đã “{held.state.label}”, không kết luận lại được. Xóa kết luận ở ô này."
            self.cells.report("concluded-before", "verdict", message)

    def _conclusion(self, code: str, opinions: Mapping[Track, str], verdict: Verdict | None) -> Conclusion | None:
        title, target, reason = (self.cells.text(name) for name in ("new_title", "new_target", "reason"))
        text = self.cells.text("new_deadline")
        day = self._day(text)
        missing = lacks(verdict, is_changed=bool(title or target or text), text=reason) if verdict else ""
        if missing:
            self.cells.report(missing, *_MESSAGES[missing])
        if missing or (text and day is None):
            return None
        return Conclusion(
            code=code,
            opinions=opinions,
            verdict=verdict,
            title=title,
            target=target,
            deadline=day,
            deadline_text=text,
            reason=reason,
        )

    def _day(self, text: str, name: str = "new_deadline") -> dt.date | None:
        day = parse_date(text) or parse_period_end(text) if text else None
        if text and day is None:
            message = f"Không hiểu thời hạn “{text}”. Ghi một ngày cụ thể, ví dụ 31/12/2021."
            self.cells.report("unclear-deadline", name, message)
        return day

    def _opinions(self) -> dict[Track, str]:
        pairs = ((Track.PARTY, self.cells.text("party")), (Track.STATE, self.cells.text("state")))
        return {track: text for track, text in pairs if text}

    def _added(self, verdict: Verdict | None) -> Conclusion | None:
        """A task the assigner gives beside what was registered."""
        name, title = self.cells.text("official"), self.cells.text("title")
        if verdict is None and not title:
            return None  # somebody who registered nothing
        if verdict is not Verdict.ADDED:
            message = "Dòng không có mã chỉ dùng để giao thêm việc: ghi kết luận “giao thêm”, hoặc xóa dòng."
            self.cells.report("added-without-verdict", "verdict", message)
            return None
        if not self.cells.required_text("title") or not self._is_one_person(name) or self._is_known(name, title):
            return None
        text = self.cells.text("deadline")
        day = self._day(text, "deadline")
        if text and day is None:
            return None
        return Conclusion(
            code="",
            official=name,
            opinions=self._opinions(),
            verdict=verdict,
            title=title,
            target=self.cells.text("target"),
            product=self.cells.text("product"),
            deadline=day,
            deadline_text=text,
            reason=self.cells.text("reason"),
        )

    def _is_one_person(self, name: str) -> bool:
        if self.names.count(fold(name)) == 1:
            return True
        why = "có nhiều người trùng tên" if fold(name) in self.names else "sổ không có người này trong danh sách"
        message = f"Không giao thêm được cho “{name}”: {why}. Nhập việc này bằng danh sách giao việc (tasks import)."
        self.cells.report("unknown-registrant", "official", message)
        return False

    def _is_known(self, name: str, title: str) -> bool:
        """True when the same summary was read before."""
        key = fold(name), fold(title)
        return any((fold(each.task.official), fold(each.task.title)) == key for each in self.held)


def counts(conclusions: Sequence[Conclusion]) -> dict[str, int]:
    """How many tasks got which verdict."""
    return {verdict.value: sum(each.verdict is verdict for each in conclusions) for verdict in STATE_AFTER}
