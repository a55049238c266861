"""Hai lệnh cùng lúc: không thừa, không hở số, người đến sau được một câu rõ ràng.

Two processes on one office: nothing is done twice, no number is missing, and nobody sees a trace.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from docgen.archive.staging import MARKER
from docgen.media.durable import hold_lock
from docgen.workflows import take_inbox
from tests.faults.balance import balance
from tests.faults.commands import begun, done
from tests.faults.conftest import UndisturbedOf
from tests.faults.errands import ERRANDS, Errand, Stages, line_of, start_day
from tests.support.circle import DONE, LOOK, Circle, Said

LONG = pytest.mark.faults
HELD_SECONDS = 1.5  # longer than a command that waits for nobody takes
RARE = ("draft", "issue", "forms")


def both(circle: Circle, first: Errand, second: Errand) -> list[Said]:
    """Two commands started in the same moment, and what they said."""
    running = [begun(circle, line_of(circle, errand)) for errand in (first, second)]
    return [command.said() for command in running]


@pytest.mark.parametrize("name", ["number", "import", "inbox", *(pytest.param(name, marks=LONG) for name in RARE)])
def test_the_same_errand_twice_at_once_is_done_once(
    name: str, stages: Stages, undisturbed: UndisturbedOf, tmp_path: Path
) -> None:
    """This test ensures that two processes doing the same leave what one leaves, and neither shows a trace."""
    errand = ERRANDS[name]
    circle = stages.before(errand, tmp_path / "co-quan")
    said = both(circle, errand, errand)
    assert {each.code for each in said} <= {DONE, LOOK}, said
    for each in said:
        assert "Traceback" not in each.err and "Lỗi chương trình" not in each.err, each
    circle.docgen(*line_of(circle, errand), expect=(DONE, LOOK))
    assert balance(circle, gives_codes=errand.gives_codes) == undisturbed(errand).state


class Hasty(AbstractContextManager[None]):
    """A command that waits a second for its turn at the inbox."""

    def __enter__(self) -> None:
        take_inbox.TURN_SECONDS = 1

    def __exit__(self, *_: object) -> None:
        return None


def test_a_second_pass_says_that_one_is_running(stages: Stages, tmp_path: Path) -> None:
    """This test ensures that a pass over the inbox waits a little for another one and then says so."""
    circle = stages.copy("returned", tmp_path / "co-quan")
    received = circle.office / "archive.received"
    received.mkdir(exist_ok=True)
    with hold_lock(received / "LOCK", seconds=1):
        said = done(circle, line_of(circle, ERRANDS["inbox"]), Hasty())
    assert said.code == LOOK
    assert "Một lượt nhận khác đang chạy" in said.err
    assert len(list((circle.office / "inbox").glob("*.docx"))) > 1


def test_a_locked_database_is_waited_for(stages: Stages, tmp_path: Path) -> None:
    """This test ensures that a command waits while another process holds the database, and then succeeds."""
    circle = stages.copy("signed", tmp_path / "co-quan")
    start_day(circle, ERRANDS["number"])
    database = sqlite3.connect(circle.office / "registry.db", isolation_level=None, check_same_thread=False)
    database.execute("begin immediate")
    release = threading.Timer(HELD_SECONDS, database.execute, ("rollback",))
    start = time.monotonic()
    release.start()
    said = done(circle, line_of(circle, ERRANDS["number"]))
    release.join()
    database.close()
    assert said.code == DONE, said
    assert time.monotonic() - start > HELD_SECONDS


def test_what_another_command_is_putting_on_the_shelf_is_left_alone(stages: Stages, tmp_path: Path) -> None:
    """This test ensures that a command waits for the one that writes to the shelf and does not sweep its stage."""
    circle = stages.before(ERRANDS["issue"], tmp_path / "co-quan")
    circle.docgen("decisions", "issue")
    staging = circle.office / "archive.staging"
    stage = staging / "stage-dang-ghi"
    stage.mkdir()
    (stage / "00000").write_bytes(b"being written")
    with hold_lock(staging / MARKER, seconds=1):
        command = begun(circle, ("decisions", "issue"))
        assert not command.has_ended(HELD_SECONDS)
        assert (stage / "00000").exists()
        command.kill()
