"""Checking a returned form: everything a person must mend before its answers become self values.

Knows the rules of the form (nghiep-vu.md P6, I4 and F8); does not know where answers are kept. What was asked, with
which fixed sentences and which limits, comes in as an `ExpectedForm`.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docgen.forms.controls import SLOT
from docgen.forms.reading import Answer, ReturnedForm
from docgen.messages import tr
from registry.labels import Grade, TaskLevel
from registry.problems import Place, Problem, Severity
from registry.rules.lifecycle import DONE
from registry.vietnamese import fold, number_in_text, parse_number

READINGS_DIFFER = "form-readings-differ"
_COLUMN_NAMES = {
    "achieved": "Kết quả đến nay",
    "percent": "Tỷ lệ hoàn thành (%)",
    "level": "Mức độ hoàn thành",
    "evidence": "Minh chứng",
    "score": "Tự chấm",
}


@dataclass(frozen=True, kw_only=True)
class ExpectedForm:
    """What was sent out: `tasks` in the order of the form, `fixed_text` read from the issued file by `read_form`."""

    document: str  # document code
    check: str  # "" when forms carry none
    tasks: tuple[str, ...]  # task codes
    max_percent: Decimal  # the highest rate the office accepts, 100 or more
    max_score: Decimal | None = None  # None: the form asks for no score
    fixed_text: tuple[str, ...] = ()  # (): not compared


@dataclass(frozen=True, kw_only=True)
class SelfValue:
    """One answer as typed values; None where nothing usable was written."""

    task: str
    achieved: str
    percent: Decimal | None
    level: TaskLevel | None
    evidence: str
    score: Decimal | None


def check_form(returned: ReturnedForm, expected: ExpectedForm) -> tuple[Problem, ...]:
    """All that is wrong with the form, identity first, then row by row; () when it can be taken over."""
    wrong_paper = tuple(_identity(returned, expected))
    if any(problem.code == "form-other-document" for problem in wrong_paper):
        return wrong_paper  # every other remark would speak of another form
    return (
        *wrong_paper,
        *_rows(returned, expected),
        *(problem for answer in returned.answers for problem in _answer(answer, expected)),
        *_words(returned),
        *_disagreements(returned),
        *_fixed_text(returned, expected),
    )


def self_values(returned: ReturnedForm) -> tuple[SelfValue, ...]:
    """The answers as typed values, to be stored once `check_form` found no error."""
    return tuple(
        SelfValue(
            task=answer.task,
            achieved=answer.achieved,
            percent=parse_percent(answer.percent),
            level=parse_level(answer.level),
            evidence=answer.evidence,
            score=parse_number(answer.score),
        )
        for answer in returned.answers
    )


def parse_percent(text: str) -> Decimal | None:
    """The rate written as "95", "95,5" or "95 %"; None when it is no number."""
    return parse_number(text.removesuffix("%").strip())


def parse_level(text: str) -> TaskLevel | None:
    """The level with this label, accents and capitals aside; None for any other text."""
    return next((level for level in TaskLevel if fold(level.label) == fold(text)), None)


def parse_grade(text: str) -> Grade | None:
    """The grade with this label, accents and capitals aside; None for any other text."""
    return next((grade for grade in Grade if fold(grade.label) == fold(text)), None)


def _identity(returned: ReturnedForm, expected: ExpectedForm) -> Iterator[Problem]:
    if returned.document is None:
        yield _problem(
            "form-no-code", tr("Phiếu không mang mã văn bản; gửi lại đúng tệp đã nhận, không chép sang tệp mới.")
        )
    elif returned.document != expected.document or not returned.is_identity_consistent:
        yield _problem(
            "form-other-document", tr("Mã văn bản trong tệp không khớp với phiếu {code}.", code=expected.document)
        )
    elif expected.check and not returned.check:
        message = tr("Phiếu không còn dấu kiểm (chương trình lưu tệp đã bỏ mất); cần người đối chiếu rồi mới nhận.")
        yield _problem("form-check-missing", message)
    elif returned.check != expected.check:
        yield _problem("form-wrong-check", tr("Dấu kiểm của phiếu không đúng; phiếu không phải do cơ quan phát ra."))
    if returned.has_tracked_changes:
        yield _problem(
            "form-tracked-changes",
            tr("Phiếu còn thay đổi được theo dõi (Track Changes); chấp nhận hoặc bỏ hết rồi lưu lại."),
        )


def _rows(returned: ReturnedForm, expected: ExpectedForm) -> Iterator[Problem]:
    counts = Counter(answer.task for answer in returned.answers)
    for task in expected.tasks:
        if not counts[task]:
            yield _problem("form-row-missing", tr("Không thấy dòng của nhiệm vụ này trong phiếu."), _task(task))
    for task, count in counts.items():
        if count > 1:
            yield _problem("form-row-doubled", tr("Nhiệm vụ này có {n} dòng; chỉ giữ một.", n=count), _task(task))
        if task not in expected.tasks:
            yield _problem("form-row-foreign", tr("Nhiệm vụ này không có trong phiếu đã gửi."), _task(task))


def _answer(answer: Answer, expected: ExpectedForm) -> Iterator[Problem]:
    asked = ["achieved", "percent", "level", *(["score"] if expected.max_score is not None else [])]
    for name in asked:
        if not getattr(answer, name):
            yield _problem("form-answer-missing", tr("Chưa điền."), _cell(answer.task, name))
    if answer.percent:
        yield from _number(answer, "percent", parse_percent(answer.percent), expected.max_percent)
    if answer.score and expected.max_score is not None:
        yield from _number(answer, "score", parse_number(answer.score), expected.max_score)
    if answer.level:
        yield from _level(answer)


def _number(answer: Answer, name: str, value: Decimal | None, most: Decimal) -> Iterator[Problem]:
    written = str(getattr(answer, name))
    where = _cell(answer.task, name)
    if value is None:
        yield _problem("form-not-a-number", tr("“{text}” không phải là số; ghi như 95 hoặc 95,5.", text=written), where)
    elif value < 0:
        yield _problem("form-number-negative", tr("“{text}” nhỏ hơn 0.", text=written), where)
    elif value > most:
        yield _problem(
            "form-number-too-high",
            tr("“{text}” vượt mức tối đa {most}.", text=written, most=number_in_text(most)),
            where,
        )


def _level(answer: Answer) -> Iterator[Problem]:
    level, percent = parse_level(answer.level), parse_percent(answer.percent)
    where = _cell(answer.task, "level")
    if level is None:
        known = ", ".join(known.label for known in TaskLevel)
        yield _problem(
            "form-unknown-level",
            tr("“{text}” không phải một mức; chọn: {known}.", text=answer.level, known=known),
            where,
        )
    elif level in DONE and not answer.evidence:
        yield _problem(
            "form-no-evidence",
            tr("Tự nhận mức “{level}” thì phải ghi minh chứng (số, ngày văn bản hoặc sản phẩm).", level=level.label),
            _cell(answer.task, "evidence"),
        )
    if level in DONE and percent is not None and percent < 100:
        yield _problem(
            "form-level-above-rate",
            tr("Mức “{level}” nhưng tỷ lệ chỉ {percent}%.", level=answer.level, percent=number_in_text(percent)),
            where,
            severity=Severity.WARNING,
        )


def _words(returned: ReturnedForm) -> Iterator[Problem]:
    if not returned.shortcomings and any(_falls_short(answer) for answer in returned.answers):
        yield _problem(
            "form-no-shortcomings",
            tr("Có nhiệm vụ dưới 100% thì phải ghi hạn chế, nguyên nhân."),
            tr("mục “{name}”", name="Hạn chế, nguyên nhân"),
        )
    where = tr("mục “{name}”", name="Tự xếp loại")
    if not returned.grade:
        yield _problem("form-grade-missing", tr("Chưa tự xếp loại."), where)
    elif parse_grade(returned.grade) is None:
        yield _problem("form-unknown-grade", tr("“{text}” không phải một mức xếp loại.", text=returned.grade), where)


def _falls_short(answer: Answer) -> bool:
    percent = parse_percent(answer.percent)
    return (percent is not None and percent < 100) or parse_level(answer.level) in {
        TaskLevel.MOSTLY,
        TaskLevel.NOT_COMPLETED,
    }


def _disagreements(returned: ReturnedForm) -> Iterator[Problem]:
    """Answers that bound data, control and cell do not say alike: all readings are shown, a person chooses."""
    for reading in returned.readings:
        if not reading.agrees:
            message = tr(
                "Ba cách đọc không khớp: dữ liệu ngầm “{stored}”, ô điền “{shown}”, cả ô “{around}”; cần người xem.",
                stored="–" if reading.stored is None else reading.stored,
                shown=reading.shown,
                around=reading.around,
            )
            where = _cell(reading.task, reading.field) if reading.task else ""
            yield _problem(READINGS_DIFFER, message, where, severity=Severity.WARNING)


def _fixed_text(returned: ReturnedForm, expected: ExpectedForm) -> Iterator[Problem]:
    """Compare the fixed sentences one by one; what stands in the controls is free."""
    if not expected.fixed_text:
        return
    issued = [text for text in expected.fixed_text if _is_fixed(text)]
    come_back = list(_as_issued(returned, issued))
    steps = difflib.SequenceMatcher(None, issued, come_back, autojunk=False).get_opcodes()
    for kind, start, end, from_, to in steps:
        if kind != "equal":
            yield from _changed(issued[start:end], come_back[from_:to])


def _changed(issued: list[str], come_back: list[str]) -> Iterator[Problem]:
    for position in range(max(len(issued), len(come_back))):
        before = issued[position] if position < len(issued) else ""
        after = come_back[position] if position < len(come_back) else ""
        part = tr("đoạn “{text}”", text=_short(before or after))
        if not after:
            yield _problem("form-text-removed", tr("Câu in sẵn đã bị xóa; giữ nguyên phần in sẵn."), part)
        elif not before:
            yield _problem("form-text-added", tr("Đoạn này không có trong phiếu đã gửi; chỉ ghi vào các ô."), part)
        else:
            message = tr("Câu in sẵn đã bị sửa thành “{text}”; giữ nguyên phần in sẵn.", text=_short(after))
            yield _problem("form-text-changed", message, part)


def _as_issued(returned: ReturnedForm, issued: list[str]) -> Iterator[str]:
    """Each returned paragraph as the issued one it equals, with whatever was filled in; else as it stands."""
    patterns = [(text, _pattern(text)) for text in issued if SLOT in text]
    for whole, slotted in returned.paragraphs:
        if slotted in issued:
            yield slotted
            continue
        same = next((text for text, pattern in patterns if pattern.fullmatch(whole)), None)
        if same is not None:
            yield same
        elif _is_fixed(slotted):
            yield slotted


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(piece.strip()) for piece in text.split(SLOT)), re.DOTALL)


def _is_fixed(text: str) -> bool:
    """True when something is left of the paragraph without its controls."""
    return bool(text.replace(SLOT, "").strip())


def _short(text: str) -> str:
    shown = text.replace(SLOT, "…")
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


def _task(task: str) -> str:
    return tr("nhiệm vụ {task}", task=task)


def _cell(task: str, name: str) -> str:
    return tr("nhiệm vụ {task}, cột “{column}”", task=task, column=_COLUMN_NAMES[name])


def _problem(code: str, message: str, part: str = "", *, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(code=code, message=message, severity=severity, place=Place(part=part))
