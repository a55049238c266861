"""A person who fills the self-assessment form in Word and sends it back.

Knows the printed headings of the form and how people answer; sees the fields only through what is printed beside them.
Answers are Vietnamese, varied, believable, and always the same for the same form. Mistakes are made on request.
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.support.outside_world.paper import many_hands
from tests.support.outside_world.scanner import write_whole
from tests.support.outside_world.word_controls import (
    Control,
    Form,
    other_controls,
    table_controls,
    task_table,
    text_of,
    w,
)

FIRST_HEADING = "Kết quả đến nay"
DONE = (
    "Đã hoàn thành toàn bộ nội dung theo kế hoạch",
    "Đã ban hành kế hoạch, triển khai tại 12/12 thôn",
    "Đã tổ chức 05 hội nghị, 320 lượt người tham dự",
    "Hoàn thành trước thời hạn 20 ngày",
    "Đã thực hiện tại 10/10 xã, thị trấn",
)
PARTLY_DONE = (
    "Đã triển khai, còn 02 đơn vị chưa hoàn thành",
    "Đạt phần lớn chỉ tiêu, đang hoàn thiện hồ sơ",
    "Đã thực hiện tại 8/10 xã, thị trấn",
)
RATES = (100, 100, 100, 98, 95, 90, 70)  # per cent
EVIDENCE = ("Báo cáo số {}-BC/ĐU", "Kế hoạch số {}-KH/ĐU", "Biên bản nghiệm thu số {}/BB", "Quyết định số {}-QĐ/UBND")
STRENGTHS = (
    "Chủ động xây dựng kế hoạch, bám sát chỉ tiêu được giao.",
    "Phối hợp tốt với các ngành; kết quả có minh chứng cụ thể.",
    "Có cách làm mới, được Nhân dân đồng tình.",
)
WEAKNESSES = (
    "Tiến độ quý II còn chậm do thời tiết không thuận lợi.",
    "Công tác tuyên truyền có lúc chưa thường xuyên.",
    "Việc cập nhật số liệu còn chậm do thiếu cán bộ chuyên trách.",
)
PROPOSALS = (
    "Đề nghị tiếp tục quan tâm bố trí kinh phí thực hiện.",
    "Không có kiến nghị.",
    "Cho tiếp tục thực hiện nhiệm vụ trong năm tới.",
)
MANAGER = ("ý kiến của người quản lý", "người quản lý trực tiếp")


@dataclass(frozen=True, kw_only=True)
class Mistakes:
    """What the person does wrong, all of it in the first task of the form."""

    leave_out: bool = False
    over_maximum: bool = False
    no_evidence: bool = False
    change_fixed_sentence: bool = False


NO_MISTAKE = Mistakes()


def fill_folder(
    folder: Path, inbox: Path, mistakes: Mistakes = NO_MISTAKE, *, through_office: bool = False
) -> list[Path]:
    """Fill every .docx of a folder (and below) and drop it under its name in the inbox; returns the dropped."""
    forms = sorted(path for path in folder.rglob("*.docx") if not path.name.startswith("~$") and is_form(path))
    return many_hands(partial(_fill_into, inbox, mistakes, through_office), forms)


def is_form(path: Path) -> bool:
    """True for a .docx whose task table asks for results; other papers in the folder are left alone."""
    return task_table(Form(path).body, FIRST_HEADING) is not None


def _fill_into(inbox: Path, mistakes: Mistakes, through_office: bool, form: Path) -> Path:
    return fill_form(form, inbox / form.name, mistakes, through_office=through_office)


def fill_form(source: Path, target: Path, mistakes: Mistakes = NO_MISTAKE, *, through_office: bool = False) -> Path:
    """Fill one form; `through_office` saves it again with LibreOffice, as a person without Word would."""
    form = Form(source)
    table = task_table(form.body, FIRST_HEADING)
    person = random.Random(" ".join(text_of(form.body).split()))
    if table is not None:
        _fill_tasks(form, table_controls(table, FIRST_HEADING), mistakes, person)
        if mistakes.change_fixed_sentence:
            _change_fixed_sentence(form)
    _fill_sentences(form, other_controls(form.body, table), person)
    if through_office:
        _save_with_office(form, target)
    else:
        form.save(target)
    return target


def _fill_tasks(form: Form, controls: Sequence[Control], mistakes: Mistakes, person: random.Random) -> None:
    by_row: dict[int, list[Control]] = {}
    for control in controls:
        by_row.setdefault(control.row or 0, []).append(control)
    total = 0
    for place, row in enumerate(by_row.values()):
        if _is_total(row[0]):
            form.type_into(row[0], str(total))
        else:
            total += _fill_task(form, row, NO_MISTAKE if place else mistakes, person)


def _is_total(control: Control) -> bool:
    row = next(control.element.iterancestors(w("tr")))
    return text_of(row).strip().lower().startswith(("cộng", "tổng"))


def _fill_task(form: Form, row: Sequence[Control], mistakes: Mistakes, person: random.Random) -> int:
    rate, score = 100 if mistakes.no_evidence else person.choice(RATES), 0
    for control in row:
        answer = _task_answer(control, rate, mistakes, person)
        if answer is not None:
            form.type_into(control, answer)
            score = int(answer) if answer.isdigit() and _asks_score(control) else score
    return score


def _asks_score(control: Control) -> bool:
    heading = f"{control.label} {control.alias}".lower()
    return "tự chấm" in heading or "điểm" in heading


def _task_answer(control: Control, rate: int, mistakes: Mistakes, person: random.Random) -> str | None:
    heading = f"{control.label} {control.alias}".lower()
    if control.items:
        return level_at(control.items, rate)
    if "kết quả" in heading:
        return None if mistakes.leave_out else person.choice(DONE if rate >= 100 else PARTLY_DONE)
    if "tỷ lệ" in heading:
        reached = 250 if mistakes.over_maximum else rate
        return str(reached) if "%" in control.printed + control.label else f"{reached}%"
    if _asks_score(control):
        maximum = maximum_of(control)
        return str(maximum + 5 if mistakes.over_maximum else round(maximum * rate / 100))
    if "minh chứng" in heading:
        return None if mistakes.no_evidence else person.choice(EVIDENCE).format(person.randint(11, 240))
    return None


def maximum_of(control: Control) -> int:
    """The highest score allowed, as printed after the field, in its title, its heading or its row; 100 if nowhere."""
    right_after = re.match(r"/\s*(\d+)", control.after)
    if right_after:
        return int(right_after[1])
    row = next(control.element.iterancestors(w("tr")), None)
    for text in (control.printed, control.alias, control.label, "" if row is None else text_of(row)):
        found = re.search(r"tối đa:?\s*(\d+)|thang\s*(?:điểm)?\s*(\d+)", text, re.IGNORECASE)
        if found:
            return int(found[1] or found[2])
    return 100


def level_at(items: Sequence[str], rate: int) -> str:
    """The level a person picks for a rate in per cent: done at 100, mostly done below, not done below 60."""
    words = ("hoàn thành",) if rate >= 100 else ("cơ bản", "một phần", "đang") if rate >= 60 else ("chưa", "không")
    for word in words:
        for item in items:
            if item.lower().startswith(word) or (rate < 100 and word in item.lower()):
                return item
    return items[0]


def grade_from(items: Sequence[str], person: random.Random) -> str:
    """The grade a person gives to himself: good, now and then the best or the plain one, never the worst."""
    good = [item for item in items if not item.lower().startswith(("không", "chưa"))] or list(items)
    middle = [item for item in good if "tốt" in item.lower()] or good
    return person.choice([*middle, *middle, *good])


def _fill_sentences(form: Form, controls: Sequence[Control], person: random.Random) -> None:
    for control in controls:
        answer = _sentence_answer(control, person)
        if answer is not None:
            form.type_into(control, answer)


def _sentence_answer(control: Control, person: random.Random) -> str | None:
    label = f"{control.label} {control.alias}".lower()
    if any(words in label for words in MANAGER):
        return None
    if control.items:
        return grade_from(control.items, person)
    table = (("ưu điểm", STRENGTHS), ("hạn chế", WEAKNESSES), ("kiến nghị", PROPOSALS))
    for words, answers in table:
        if words in label:
            return person.choice(answers)
    if "điểm" in label or "tiêu chí chung" in label:
        maximum = maximum_of(control)
        return str(maximum - person.randint(1, max(1, maximum // 10)))
    return None


def _change_fixed_sentence(form: Form) -> None:
    """Change a printed word that nobody may change: the first long text of the task table outside all controls."""
    table = task_table(form.body, FIRST_HEADING)
    assert table is not None
    heading_seen = False
    for node in table.iter(w("t")):
        text = node.text or ""
        heading_seen = heading_seen or "chứng" in text.lower()
        if heading_seen and len(text.split()) >= 3 and next(node.iterancestors(w("sdt")), None) is None:
            node.text = " ".join(["Cơ bản", text[0].lower() + text[1:]])
            return
    raise LookupError("no fixed sentence found in the task table")


def _save_with_office(form: Form, target: Path) -> None:
    with tempfile.TemporaryDirectory() as desk:
        draft = Path(desk) / "typed" / target.name
        form.save(draft)
        profile = f"-env:UserInstallation={(Path(desk) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
        subprocess.run(
            [*command, "--outdir", str(Path(desk) / "saved"), str(draft)], check=True, capture_output=True, timeout=180
        )
        write_whole(target, (Path(desk) / "saved" / target.name).read_bytes())
