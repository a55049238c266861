"""Nghìn lần giết lệnh nhận tệp và người trông thư mục: không mất tệp nào, không lưu hai lần, không ai phải sửa tay.

Figure F1 for what comes home: one office after another is killed again and again until its inbox is empty.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.balance import balance
from tests.faults.commands import Command, begun
from tests.faults.conftest import Undisturbed, UndisturbedOf
from tests.faults.dying import Steps, begun_writing, log_uniform
from tests.faults.errands import CROWD, ERRANDS, Errand, Stages, line_of
from tests.faults.watching import waiting_in
from tests.support.circle import DONE, LOOK, Circle

KILLS = int(os.environ.get("DOCGEN_KILLS", "1000"))
WATCH = ("inbox", "watch")
WAYS = ("step", "write", "time")
READY_SECONDS = 10.0  # figure F1
READY = "Đang trông"
PATIENCE = 120.0


@dataclass
class Tally:
    """What the kills of all offices came to."""

    offices: int = 0
    files: int = 0
    deaths: dict[str, int] = field(default_factory=lambda: {"run": 0, "watch": 0})
    at_work: int = 0  # deaths that left files in the inbox
    slowest: float = 0.0  # seconds until a watcher started after a kill is ready

    @property
    def died(self) -> int:
        """How often a living process was killed."""
        return sum(self.deaths.values())


def undone(circle: Circle, calm: Undisturbed) -> set[str]:
    """What still lies in the inbox, without what stays there: a file that is not whole is waited for."""
    return {f"inbox/{name}" for name in waiting_in(circle)} - set(calm.state["files"])


def kill_one(circle: Circle, words: tuple[str, ...], calm: Undisturbed, chance: random.Random) -> bool:
    """Start the command and kill it at a random moment of its work; False when it came to its end first."""
    how = chance.choice(WAYS)
    if how == "step":
        steps = round(log_uniform(chance, 1, max(2, calm.steps)))
        command = begun(circle, words, Steps(str(circle.office), death_after=steps))
        wait_until_quiet(circle, command, calm)
    elif how == "write":
        command = begun_writing(circle, words, lambda: not undone(circle, calm))
        time.sleep(log_uniform(chance, 0.0001, 0.02))
    else:
        command = begun(circle, words)
        command.has_ended(log_uniform(chance, 0.02, calm.seconds))
    return command.kill()


def wait_until_quiet(circle: Circle, command: Command, calm: Undisturbed) -> None:
    """Until the command has ended, or a watcher has nothing left to do."""
    end = time.monotonic() + PATIENCE
    while not command.has_ended(0.005) and undone(circle, calm):
        assert time.monotonic() < end, command.told()


def come_to_the_end(circle: Circle, tally: Tally, calm: Undisturbed) -> None:
    """A watcher is started as after every kill, without any option; it is soon ready and empties the inbox."""
    start = time.monotonic()
    command = begun(circle, WATCH)
    while READY not in command.told():
        assert not command.has_ended(0.01), command.told()
    tally.slowest = max(tally.slowest, time.monotonic() - start)
    wait_until_quiet(circle, command, calm)
    command.kill()


@pytest.mark.parametrize(
    ("errand", "kills"),
    [
        pytest.param(ERRANDS["inbox"], 3, id="few"),
        pytest.param(CROWD, KILLS, id="all", marks=(pytest.mark.faults, pytest.mark.pdf)),
    ],
)
def test_figure_f1_kills_of_the_inbox_lose_and_double_nothing(
    errand: Errand, kills: int, stages: Stages, undisturbed: UndisturbedOf, tmp_path: Path
) -> None:
    """This test ensures that an inbox whose command or watcher is killed again and again ends as if nobody had."""
    seed = os.environ.get("DOCGEN_SEED", errand.name)
    chance, calm, tally = random.Random(seed), undisturbed(errand), Tally()
    while tally.died < kills:
        circle = stages.before(errand, tmp_path / str(tally.offices))
        tally.files += len(waiting_in(circle))
        while undone(circle, calm) and tally.died < kills:
            words = chance.choice((tuple(line_of(circle, errand)), WATCH))
            if kill_one(circle, words, calm, chance):
                tally.deaths[words[1]] += 1
                tally.at_work += bool(undone(circle, calm))
        come_to_the_end(circle, tally, calm)
        circle.docgen("inbox", "run", expect=(DONE, LOOK))
        assert balance(circle) == calm.state, (seed, tally)
        shutil.rmtree(circle.office.parent)
        tally.offices += 1
        report(seed, tally)
    assert tally.slowest <= READY_SECONDS, tally


def report(seed: str, tally: Tally) -> None:
    """Say how far it is: a run of hours is looked at while it runs."""
    print(
        f"seed {seed!r}: {tally.died} kills of a living process ({tally.deaths}), {tally.at_work} with files still in "
        f"the inbox, {tally.files} files in {tally.offices} offices: 0 lost, 0 doubled, 0 by hand; "
        f"a watcher is ready {tally.slowest:.1f} s after a kill, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
