"""Offices prepared once for all fault runs, and what each errand leaves when nobody disturbs it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.balance import balance
from tests.faults.dying import steps_of
from tests.faults.errands import Errand, Stages, line_of


@dataclass(frozen=True, kw_only=True)
class Undisturbed:
    """What an errand does in peace: steps on files, seconds, and the balance sheet afterwards."""

    steps: int
    seconds: float
    state: dict[str, Any]


UndisturbedOf = Callable[[Errand], Undisturbed]


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """Copies of the small office at each stage."""
    return Stages(tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="session")
def undisturbed(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> UndisturbedOf:
    """Each errand done once in peace."""
    kept: dict[str, Undisturbed] = {}

    def of(errand: Errand) -> Undisturbed:
        if errand.name not in kept:
            circle = stages.before(errand, tmp_path_factory.mktemp(errand.name) / "yen-on")
            start = time.monotonic()
            steps = steps_of(circle, line_of(circle, errand))
            seconds = time.monotonic() - start
            state = balance(circle, gives_codes=errand.gives_codes)
            kept[errand.name] = Undisturbed(steps=steps, seconds=seconds, state=state)
        return kept[errand.name]

    return of
