"""Lỗi ở từng lời gọi hệ thống: chết hoặc hết chỗ ngay tại lần ghi, đổi tên, đồng bộ thứ N.

The kernel's side of the same promise (requirement 11), where strace can plant the fault; where it cannot, that is
said aloud.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import pytest

from tests.faults.balance import balance
from tests.faults.commands import LIMIT_SECONDS, started
from tests.faults.errands import ERRANDS, Errand, Stages, line_of
from tests.support.circle import DONE, Circle, Said

CALLS = ("rename", "fsync", "fdatasync", "syncfs", "unlink", "pwrite64", "write")
POINTS = int(os.environ.get("DOCGEN_FAULTS", "210")) // 7  # faults planted per errand; a large number means all
FAULTS = ("signal=KILL", "error=ENOSPC", "error=EIO", "error=ENOSPC+")
NAMES = ("import", "draft", "number", "issue", "forms", "inbox", pytest.param("print", marks=pytest.mark.pdf))


def traced(circle: Circle, errand: Errand, *options: str) -> Said:
    """The errand's command under strace, which writes what it saw beside the office."""
    log = circle.office.parent / "strace.log"
    children = () if errand.name == "print" else ("-f",)  # LibreOffice is another program, and has faults of its own
    before = ("strace", *children, "-qq", "-o", str(log), *options)
    with started(circle, line_of(circle, errand), before=before) as process:
        out, err = process.communicate(timeout=LIMIT_SECONDS)
    return Said(process.returncode, out, err)


def counted(circle: Circle, errand: Errand) -> dict[str, int]:
    """How often the undisturbed command makes each call."""
    traced(circle, errand, "-e", f"trace={','.join(CALLS)}")
    log = (circle.office.parent / "strace.log").read_text("utf-8", errors="replace")
    found = re.findall(r"^(?:\d+ +)?(\w+)\(", log, re.MULTILINE)
    return {call: found.count(call) for call in CALLS if call in found}


@pytest.mark.faults
@pytest.mark.parametrize("name", NAMES)
def test_a_fault_at_a_system_call_is_made_good(name: str, stages: Stages, tmp_path: Path) -> None:
    """This test ensures that after a fault at any call the same command leaves what an undisturbed one leaves."""
    errand, seed = ERRANDS[name], os.environ.get("DOCGEN_SEED", name)
    if shutil.which("strace") is None:
        print(f"KHÔNG CHẠY: {name}, {POINTS} lỗi ở lời gọi hệ thống, vì máy này không có strace")
        return
    chance = random.Random(seed)
    calm = stages.before(errand, tmp_path / "yen-on")
    points = [(call, number) for call, count in counted(calm, errand).items() for number in range(1, count + 1)]
    state = balance(calm, gives_codes=errand.gives_codes)
    for tried, (call, number) in enumerate(chance.sample(points, min(POINTS, len(points)))):
        circle = stages.before(errand, tmp_path / str(tried))
        fault = chance.choice(FAULTS)
        when = f"{number}+" if fault.endswith("+") else str(number)
        said = traced(circle, errand, "-e", f"inject={call}:{fault.rstrip('+')}:when={when}")
        assert "Traceback" not in said.err, (seed, call, number, fault, said)
        circle.docgen(*line_of(circle, errand), expect=(*errand.codes, DONE))
        assert balance(circle, gives_codes=errand.gives_codes) == state, (seed, call, number, fault, said)
        shutil.rmtree(circle.office.parent)
    print(f"{name}: seed {seed!r}, {min(POINTS, len(points))} faults at {len(points)} calls, all made good")
