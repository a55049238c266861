"""Lệnh nào chạy hai lần thì lần sau không đổi gì.

Every command of the first half of the circle, run again at once, changes no row and no file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.balance import files
from tests.faults.errands import ERRANDS, Stages, line_of

NEEDS_PRINTER = pytest.param("print", marks=pytest.mark.pdf)
NAMES = [NEEDS_PRINTER if name == "print" else name for name in ERRANDS if name != "scan"]


@pytest.mark.parametrize("name", NAMES)
def test_twice_changes_nothing(name: str, stages: Stages, tmp_path: Path) -> None:
    """This test ensures that the second run of a command leaves registry, journal and files byte for byte alone."""
    errand = ERRANDS[name]
    circle = stages.before(errand, tmp_path / "co-quan")
    circle.docgen(*line_of(circle, errand), expect=errand.codes)
    before = circle.dump(), files(circle.office)
    circle.docgen(*line_of(circle, errand))
    assert (circle.dump(), files(circle.office)) == before
