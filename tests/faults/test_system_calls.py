"""Lỗi ở từng lời gọi hệ thống: chết hoặc hết chỗ ngay tại lần ghi, đổi tên, đồng bộ thứ N.

The kernel's side of the same promise (requirement 11, figures F1 and F2), where strace can plant the fault; where it
cannot, that is said aloud. The short form is the kill after the Nth step of `test_kills` and the disk of
`test_full_disk`, which need no strace.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.balance import balance
from tests.faults.commands import LIMIT_SECONDS, started, traced
from tests.faults.errands import ERRANDS, Errand, Stages, line_of
from tests.support.circle import DONE, Circle, Said

WRITING = ("write", "pwrite64", "ftruncate", "fsync", "fdatasync", "syncfs", "rename", "mkdir", "create")
CLEARING = ("unlink", "unlinkat", "rmdir")
READING = ("read",)
FAULTS = {
    "kill": ("signal=KILL", (*WRITING, *CLEARING)),
    "no space": ("error=ENOSPC", WRITING),
    "input or output": ("error=EIO", (*WRITING, *CLEARING)),
    "no access": ("error=EACCES", ("rename", "mkdir", "create", *CLEARING, *READING)),
    "too many files": ("error=EMFILE", ("create", *READING)),
    "no space any more": ("error=ENOSPC+", WRITING),
    "kill at openings": ("signal=KILL", READING),
}
"""What goes wrong, as strace plants it, and the kinds of call it can go wrong at; with a plus, it stays wrong."""
OPENINGS = ("create", "read")
CALLS = (*WRITING[:-1], *CLEARING, "openat")
POINTS = int(os.environ.get("DOCGEN_FAULTS", "210")) // 7  # faults planted per errand; a large number means all
NAMES = ("import", "draft", "number", "issue", "forms", "inbox", pytest.param("print", marks=pytest.mark.pdf))
LINE = re.compile(r"^(?P<process>\d+) +(?P<call>\w+)\((?P<what>.*)", re.MULTILINE)
UNFORESEEN = ("Traceback", "Lỗi chương trình")


@dataclass(frozen=True)
class Calm:
    """What the undisturbed errand calls, says and leaves."""

    points: tuple[tuple[str, int], ...]
    said: Said
    state: dict[str, Any]


def run_traced(circle: Circle, errand: Errand, *options: str) -> Said:
    """The errand's command under strace, which writes what it saw beside the office."""
    words, log = line_of(circle, errand), circle.office.parent / "strace.log"
    if errand.name != "print":
        return traced(circle, words, log, *options)
    before = ("strace", "-qq", "-o", str(log), *options)  # LibreOffice is another program, and has faults of its own
    with started(circle, words, before=before) as process:
        out, err = process.communicate(timeout=LIMIT_SECONDS)
    return Said(process.returncode, out, err)


def seen(circle: Circle) -> str:
    """What strace saw."""
    return (circle.office.parent / "strace.log").read_text("utf-8", errors="replace")


def calm_run(circle: Circle, errand: Errand) -> Calm:
    """The errand undisturbed."""
    said = run_traced(circle, errand, "-e", f"trace={','.join(CALLS)}")
    points = sorted(set(points_in(seen(circle), circle.office)))
    return Calm(tuple(points), said, balance(circle, gives_codes=errand.gives_codes))


def points_in(log: str, office: Path) -> Iterator[tuple[str, int]]:
    """Each call and its number, counted in each process apart as strace does; openings only in the office."""
    counts = Counter[tuple[str, str]]()
    for found in LINE.finditer(re.sub(r"^(?!\d+ )", "0 ", log, flags=re.MULTILINE)):
        process, call, what = found.groups()
        counts[process, call] += 1
        if call != "openat":
            yield call, counts[process, call]
        elif office.name in what or not what.startswith("AT_FDCWD"):
            yield OPENINGS["O_CREAT" not in what], counts[process, call]


def disturbed(circle: Circle, errand: Errand, point: tuple[str, int], fault: str, calm: Calm) -> bool:
    """Run the errand with the fault planted, then in peace; False when the fault never came up.

    Either the first run says that something went wrong, or everything was done.
    """
    kind, number = point
    call = "openat" if kind in OPENINGS else kind
    when = f"{number}+" if fault.endswith("+") else str(number)
    said = run_traced(circle, errand, "-e", f"trace={call}", "-e", f"inject={call}:{fault.rstrip('+')}:when={when}")
    case = (call, number, fault, said)
    assert not any(word in said.err for word in UNFORESEEN), case
    if said == calm.said:
        assert balance(circle, gives_codes=errand.gives_codes) == calm.state, case
    circle.docgen(*line_of(circle, errand), expect=(*errand.codes, DONE))
    assert balance(circle, gives_codes=errand.gives_codes) == calm.state, case
    return said.code == -9 or "(INJECTED)" in seen(circle)


@pytest.mark.faults
@pytest.mark.parametrize("name", NAMES)
def test_a_fault_at_a_system_call_is_made_good(name: str, stages: Stages, tmp_path: Path) -> None:
    """This test ensures that after a fault at any call the same command leaves what an undisturbed one leaves."""
    errand, seed = ERRANDS[name], os.environ.get("DOCGEN_SEED", name)
    if is_untraced(f"{name}, {POINTS} lỗi ở lời gọi hệ thống"):
        return
    chance = random.Random(seed)
    calm = calm_run(stages.before(errand, tmp_path / "yen-on"), errand)
    cases = [(point, fault) for point in calm.points for fault, kinds in FAULTS.values() if point[0] in kinds]
    met = 0
    for tried, (point, fault) in enumerate(chance.sample(cases, min(POINTS, len(cases)))):
        circle = stages.before(errand, tmp_path / str(tried))
        met += disturbed(circle, errand, point, fault, calm)
        shutil.rmtree(circle.office.parent)
    print(f"{name}: seed {seed!r}, {met} of {len(cases)} faults at {len(calm.points)} calls met, all made good")


@pytest.mark.faults
@pytest.mark.parametrize("name", FAULTS)
def test_figures_f1_and_f2_every_system_call_of_the_inbox(name: str, stages: Stages, tmp_path: Path) -> None:
    """This test ensures the same at every single call of a pass that files a form, knows a second one and refuses a
    third file.
    """
    errand, (fault, kinds) = ERRANDS["inbox"], FAULTS[name]
    if is_untraced(f"mọi lời gọi hệ thống của lượt nhận, {name}"):
        return
    calm = calm_run(with_three_files(stages.before(errand, tmp_path / "yen-on")), errand)
    points = [point for point in calm.points if point[0] in kinds]
    met = Counter[str]()
    for tried, point in enumerate(points, start=1):
        circle = with_three_files(stages.before(errand, tmp_path / "co-quan"))
        met[point[0]] += disturbed(circle, errand, point, fault, calm)
        shutil.rmtree(circle.office.parent)
        if tried % 25 == 0 or tried == len(points):
            told = f"{met.total()} of {tried} met and made good: {dict(met)}"
            print(f"inbox, {fault} at {len(points)} calls: {told}", flush=True)


def with_three_files(circle: Circle) -> Circle:
    """In the inbox lie one form, the same again, and what is no paper."""
    inbox = circle.office / "inbox"
    again = (inbox / "gửi lại.docx").read_bytes()
    for path in inbox.glob("*.docx"):
        if path.name != "gửi lại.docx" and path.read_bytes() != again:
            path.unlink()
    return circle


def is_untraced(what: str) -> bool:
    """True, and said, when no fault can be planted here."""
    if shutil.which("strace") is None:
        print(f"KHÔNG CHẠY: {what}, vì máy này không có strace")
        return True
    return False
