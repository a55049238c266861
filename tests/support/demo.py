"""`make demo`: the full circle of the sample office, with everything a person would see on the way.

Plays the clerk (docgen commands) and calls the outside world (pen, seal, scanner, form-filler) between them. A
second run finds everything done and changes nothing, and says so.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.support.circle import LOOK, Circle, Run, Said, StepFailed, run_apart

SAMPLE = "ham-yen"
LINES_SHOWN = 8
KINDS = {
    "decision": "Quyết định",
    "self_assessment": "Phiếu tự đánh giá",
    "minutes": "Biên bản",
    "result_notice": "Thông báo kết quả",
    "report": "Báo cáo",
    "handout": "Tài liệu hội nghị",
}
STATES = {"filed": "đã lưu bản ký", "draft": "dự thảo", "issued": "đã ban hành", "printed": "đã in"}
OUTCOMES = {"filed": "đã lưu", "review": "chờ người xem", "waiting": "chờ trang còn thiếu", "refused": "không nhận"}


def show(text: str) -> None:
    """A command, or the first lines of what it said."""
    lines = text.splitlines()
    for line in lines[:LINES_SHOWN]:
        print(f"  {line}" if not line.startswith("$") else f"\n{line}", flush=True)
    if len(lines) > LINES_SHOWN:
        print(f"  … ({len(lines) - LINES_SHOWN} dòng nữa)", flush=True)


def title(number: int, text: str) -> None:
    """The heading of a station."""
    print(f"\n━━━ {number}. {text} ━━━", flush=True)


def run(folder: Path, *, is_inside: bool = False, is_hurried: bool = False, apart: Run = run_apart) -> int:
    """The whole circle; returns the exit code.

    Every command is a process of its own, made by `apart`, unless `is_inside`; with `is_hurried` the inbox waits for
    no scanner.
    """
    started = time.monotonic()
    outside = folder.parent / f"{folder.name}-ben-ngoai"
    circle = Circle(office=folder, outside=outside, tell=show, is_inside=is_inside, apart=apart)
    before = fingerprint(circle) if (folder / "office.toml").is_file() else ""
    title(1, "Mở cơ quan, nhập danh sách, soạn và in quyết định")
    circle.open(SAMPLE)
    if is_hurried:
        circle.hurry()
    circle.assign(folder / "danh-sach-giao-viec.xlsx")
    title(2, "Ký, cấp số, vào sổ, ban hành")
    circle.sign("decisions", "decisions", circle.decision_day)
    title(3, "Bản ký quét về: thiếu một trang, hai trang ngược, lẫn một thư lạ, một trang bị dán tên")
    bring_back_decisions(circle)
    title(4, "Gửi phiếu tự đánh giá, nhận lại")
    circle.send_and_collect_forms()
    title(5, "Họp đánh giá, biên bản ký trả về")
    circle.hold_meeting()
    circle.sign("evaluations", "minutes", circle.day(12, 17))
    circle.hand_in("bien-ban.pdf", "scan", circle.tray("minutes"), "--to")
    circle.take_inbox(today=circle.day(12, 18))
    title(6, "Thông báo kết quả từng người")
    circle.announce()
    circle.hand_in("thong-bao.pdf", "scan", circle.tray("notices"), "--shuffle", "--to")
    circle.take_inbox(today=circle.day(12, 22))
    title(7, "Báo cáo tổng hợp, tài liệu hội nghị; kiểm tra kho và nhật ký")
    circle.report()
    circle.docgen("archive", "verify")
    status = circle.docgen("status")
    closing_table(circle, status)
    if before:
        same = before == fingerprint(circle)
        print("Chạy lần nữa: không có gì thay đổi." if same else "CÓ THAY ĐỔI so với lần chạy trước.")
        if not same:
            return 1
    print(f"Xong sau {time.monotonic() - started:.0f} giây.")
    return 0


def bring_back_decisions(circle: Circle) -> None:
    """109 of 110 signed sheets and a stranger's letter in one shuffled scan, two upside down, one a copy with another
    name pasted in. What is certain files itself; the forgotten page arrives some days later, then the true sheets of
    the altered paper.
    """
    numbered = [row["document"] for row in circle.papers("decisions", "decisions")]
    forgotten, altered = f"{numbered[7]}:2", numbered[20]
    words = ("--missing", forgotten, "--alter", f"{altered}:1", "--upside-down", 5, "--upside-down", 44)
    tray = circle.tray("decisions")
    if circle.hand_in("quyet-dinh-da-ky.pdf", "scan", tray, *words, "--foreign", "--shuffle", "--to"):
        (row,) = circle.take_inbox(expect=(LOOK,))
        require_outcomes(row, {"filed": len(numbered) - 2, "waiting": 1, "review": 1}, altered)
    circle.docgen("inbox", "review")
    circle.hand_in("trang-bo-sung.pdf", "scan-page", tray, forgotten, "--to")
    circle.take_inbox(today=circle.day(2, 8))
    circle.hand_in("quet-lai.pdf", "scan", tray, "--only", altered, "--to")
    circle.take_inbox(today=circle.day(2, 9))


def require_outcomes(row: dict[str, Any], expected: dict[str, int], altered: str) -> None:
    """StepFailed unless the papers in the scan ended so, the altered one waits for a person, and the letter is told."""
    found = Counter(document["outcome"] for document in row["documents"])
    waiting = [document["document"] for document in row["documents"] if document["outcome"] == "review"]
    strangers = [problem["code"] for problem in row["problems"]]
    if (found, waiting, strangers) != (Counter(expected), [altered], ["page-without-code"]):
        raise StepFailed(f"mong {expected}, chờ người {altered}; được {dict(found)}, {waiting}, {strangers}")
    print(
        f"  {found['filed']} tự lưu, {found['waiting']} chờ trang, {found['review']} và một thư lạ chờ người",
        flush=True,
    )


def fingerprint(circle: Circle) -> str:
    """A digest of everything the office knows."""
    whole = json.dumps(circle.dump() | {"today": ""}, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def closing_table(circle: Circle, status: Said) -> None:
    """What the circle left behind, and where to look."""
    whole = circle.dump()
    documents = Counter((row["kind"], row["state"]) for row in whole["documents"])
    print("\n━━━ Kết quả ━━━")
    print(f"  Cán bộ được giao việc: {len({row['person'] for row in whole['tasks']})}")
    for horizon, count in sorted(Counter(row["horizon"] for row in whole["tasks"]).items()):
        print(f"  Nhiệm vụ ({'giai đoạn' if horizon == 'term' else 'năm'}): {count}")
    for (kind, state), count in sorted(documents.items()):
        print(f"  {KINDS.get(kind, kind)}, {STATES.get(state, state)}: {count}")
    for outcome, count in sorted(Counter(row["outcome"] for row in whole["received"]).items()):
        print(f"  Tệp nhận về, {OUTCOMES.get(outcome, outcome)}: {count}")
    print(f"  Mục nhật ký: {len(whole['journal'])}")
    print("\n━━━ Xem ở đâu ━━━")
    output = circle.office / "output"
    for label, path in (
        ("Bộ in trình ký", output / "bo-in"),
        ("Quyết định đã ban hành (Word)", output / "ban-hanh"),
        ("Phiếu tự đánh giá", output / "phieu"),
        ("Báo cáo, tài liệu hội nghị", output / "bao-cao"),
        ("Kho lưu trữ", circle.office / "archive"),
        ("Tờ giấy đã ký (thế giới bên ngoài)", circle.outside),
    ):
        print(f"  {label}: {path}")


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-office").resolve()))
