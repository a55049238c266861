"""Dựng lại sổ, sửa kho mà bị giết giữa chừng: chạy lại là xong, không mất, không dở.

Rebuilding and repairing killed anywhere are finished by the same command (figure F1; requirements 12 and 13).
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.faults.balance import files
from tests.faults.dying import die_after, die_at_step, die_writing, log_uniform
from tests.stories.test_backup import flip
from tests.stories.test_lost_registry import lose, told
from tests.stories.test_repair import content
from tests.support.circle import Circle

LONG = pytest.mark.faults
MOST_STEPS = 40  # of one repair on the files of an office; it ends long before


@pytest.mark.parametrize("kills", [1, pytest.param(60, marks=LONG)])
def test_a_killed_rebuilding_is_run_again(worked: Circle, kills: int) -> None:
    """This test ensures that a rebuilding killed at any moment is finished by the next; the office says the same."""
    before, shelf, chance, died = told(worked), files(worked.office / "archive"), random.Random(13), 0
    while died < kills:
        lose(worked)
        for _ in range(min(3, kills)):
            if not (worked.office / "registry.db").exists() or chance.random() < 0.5:
                died += die_writing(worked, ["archive", "rebuild"], log_uniform(chance, 0.0005, 0.2))
            else:
                died += die_after(worked, ["archive", "rebuild"], log_uniform(chance, 0.02, 1.5))
        worked.docgen("archive", "rebuild", expect=(0, 1))  # 1: the last one came to its end, the registry lives
        assert told(worked) == before
    assert files(worked.office / "archive") == shelf


@pytest.mark.parametrize("steps", [[2], pytest.param(list(range(1, MOST_STEPS)), marks=LONG)], ids=["once", "every"])
def test_a_killed_repair_is_run_again(worked: Circle, tmp_path: Path, steps: list[int]) -> None:
    """This test ensures that a repair killed after any step on a file leaves what the next one makes whole."""
    shutil.copytree(worked.office / "archive", tmp_path / "ban-chep")
    path = next(path for path in content(worked) if "/content/nhan/" in path.as_posix())
    before = path.read_bytes()
    for step in steps:
        flip(path)
        line = ["archive", "repair", "--from", str(tmp_path / "ban-chep")]
        assert die_at_step(worked, line, step) or step > 2
        worked.docgen("archive", "repair", "--from", tmp_path / "ban-chep")
        assert path.read_bytes() == before
    worked.docgen("archive", "verify")
