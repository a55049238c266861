"""Lệnh bị giết giữa chừng rồi chạy lại: không mất, không thừa, không dở dang.

Whatever moment a command is killed at, the same command again leaves the office as if nothing had happened.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.faults.balance import balance
from tests.faults.conftest import Undisturbed, UndisturbedOf
from tests.faults.dying import die_after, die_at_step, die_writing, log_uniform
from tests.faults.errands import ERRANDS, Errand, Stages, line_of
from tests.support.circle import Circle

KILLS = int(os.environ.get("DOCGEN_FAULTS", "210"))  # of the long run, over all errands
IN_A_ROW = 5  # kills of one office at most before it is allowed to finish
WAYS = ("step", "write", "time")


def finish(circle: Circle, errand: Errand) -> dict[str, Any]:
    """The same command again, without any option; what the office holds then."""
    circle.docgen(*line_of(circle, errand), expect=(*errand.codes, 0))
    return balance(circle, gives_codes=errand.gives_codes)


SHORT = {"import": ("write", "write"), "draft": ("step",) * 3, "number": ("write", "write"), "issue": ("step",) * 3}
SHORT |= {"forms": ("step", "step"), "inbox": ("step",) * 3}


@pytest.mark.parametrize("name", SHORT)
def test_a_killed_command_is_done_by_repeating_it(
    name: str, stages: Stages, undisturbed: UndisturbedOf, tmp_path: Path
) -> None:
    """This test ensures that an errand killed several times in a row ends as if nobody had killed it."""
    errand, chance = ERRANDS[name], random.Random(name)
    circle = stages.before(errand, tmp_path / "co-quan")
    calm = undisturbed(errand)
    died = sum(kill(circle, errand, how, calm, chance) for how in SHORT[name])
    assert finish(circle, errand) == calm.state
    assert died > 0


def kill(circle: Circle, errand: Errand, how: str, calm: Undisturbed, chance: random.Random) -> bool:
    """Start the errand and kill it in one of three ways; False when it came to its end first."""
    line = line_of(circle, errand)
    if how == "step":
        return die_at_step(circle, line, round(log_uniform(chance, 1, max(1, calm.steps - 1))))
    if how == "write":
        return die_writing(circle, line, log_uniform(chance, 0.0001, 0.02))
    return die_after(circle, line, log_uniform(chance, 0.02, calm.seconds))


@pytest.mark.faults
@pytest.mark.pdf
@pytest.mark.parametrize("name", ERRANDS)
def test_many_kills_lose_and_double_nothing(
    name: str, stages: Stages, undisturbed: UndisturbedOf, tmp_path: Path
) -> None:
    """This test ensures the same over DOCGEN_FAULTS kills at random moments, steps and writes; the seed is printed."""
    errand, seed = ERRANDS[name], os.environ.get("DOCGEN_SEED", name)
    chance, died, tried = random.Random(seed), 0, 0
    calm = undisturbed(errand)
    while died < KILLS // len(ERRANDS):
        circle = stages.before(errand, tmp_path / str(tried))
        died += sum(kill(circle, errand, chance.choice(WAYS), calm, chance) for _ in range(chance.randint(1, IN_A_ROW)))
        assert finish(circle, errand) == calm.state, (seed, tried)
        shutil.rmtree(circle.office.parent)
        tried += 1
    print(f"{name}: seed {seed!r}, {died} kills in {tried} offices, 0 lost, 0 doubled")
