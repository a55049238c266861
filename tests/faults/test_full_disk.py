"""Ổ đĩa đầy: lệnh nói tên tệp và lý do, không ghi dở, có chỗ rồi chạy lại là xong.

A limit on the size of files stands for a full disk: writing beyond it fails, everything else goes on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.balance import balance
from tests.faults.commands import Room, done
from tests.faults.conftest import UndisturbedOf
from tests.faults.dying import meet_full_disk
from tests.faults.errands import ERRANDS, Errand, Stages, line_of
from tests.support.circle import DONE, LOOK, Circle, Said

FULL = "không còn chỗ trên ổ đĩa"
ROOM = Room(40_000)  # bytes a file may hold: enough for papers, too little for what a transaction writes


def run_limited(circle: Circle, errand: Errand) -> Said:
    """The errand's command, allowed to write small files only."""
    return done(circle, line_of(circle, errand), ROOM)


@pytest.mark.parametrize("name", ["import", "draft"])
def test_a_full_disk_under_the_database_changes_nothing(
    name: str, stages: Stages, undisturbed: UndisturbedOf, tmp_path: Path
) -> None:
    """This test ensures that a transaction without room is told, leaves nothing, and is done by a second run."""
    errand = ERRANDS[name]
    circle = stages.before(errand, tmp_path / "co-quan")
    before = circle.dump()
    require_told(run_limited(circle, errand))
    assert circle.dump() == before
    require_done(circle, errand, undisturbed)


@pytest.mark.parametrize(
    "name", ["issue", *(pytest.param(name, marks=pytest.mark.faults) for name in ("draft", "forms"))]
)
def test_a_full_disk_under_the_papers_is_told_and_made_good(
    name: str, stages: Stages, undisturbed: UndisturbedOf, tmp_path: Path
) -> None:
    """This test ensures that a command without room for its files says so and is completed by a second run."""
    errand = ERRANDS[name]
    circle = stages.before(errand, tmp_path / "co-quan")
    require_told(meet_full_disk(circle, line_of(circle, errand), 9))
    require_done(circle, errand, undisturbed)


def test_what_does_not_fit_stays_in_the_inbox(stages: Stages, undisturbed: UndisturbedOf, tmp_path: Path) -> None:
    """This test ensures that a file the disk has no room for is told by name and keeps lying in the inbox."""
    errand = ERRANDS["inbox"]
    circle = stages.before(errand, tmp_path / "co-quan")
    (circle.office / "inbox" / "lớn.txt").write_bytes(b"x" * (ROOM.bytes + 1))
    said = run_limited(circle, errand)
    assert "lớn.txt" in said.err
    require_told(said)
    assert (circle.office / "inbox" / "lớn.txt").stat().st_size == ROOM.bytes + 1
    (circle.office / "inbox" / "lớn.txt").unlink()
    require_done(circle, errand, undisturbed)


def require_told(said: Said) -> None:
    """The command did not succeed and says why, without a trace."""
    assert said.code == LOOK, said
    assert FULL in said.err and "Traceback" not in said.err and "Lỗi chương trình" not in said.err, said


def require_done(circle: Circle, errand: Errand, undisturbed: UndisturbedOf) -> None:
    """With room again the same command leaves what an undisturbed one leaves."""
    circle.docgen(*line_of(circle, errand), expect=(*errand.codes, DONE))
    assert balance(circle, gives_codes=errand.gives_codes) == undisturbed(errand).state
