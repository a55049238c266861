"""The collector is told once, when the program begins, to look rarely."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import gc
from docgen.memory import collect_rarely
before = gc.get_threshold()[0]
collect_rarely()
made = [[] for _ in range(1000)]
rounds = gc.get_stats()[0]["collections"]
made += [[] for _ in range(50 * before)]
print(gc.get_freeze_count() > 0, gc.get_stats()[0]["collections"] - rounds, gc.isenabled())
"""


def test_objects_at_hand_are_left_alone() -> None:
    """this test ensures that what was loaded is passed over, that many new rows wake nobody, and that it looks."""
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.split() == ["True", "0", "True"]
