"""Cơ quan mất tệp sổ: dựng lại từ kho, mọi thứ như trước; cái gì không lấy lại được thì nói thẳng.

The office loses its database and makes it again from the shelf (luu-tru.md, requirement 13).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from docgen.office import open_office
from docgen.paperwork.shelfmarks import open_shelf
from docgen.paperwork.shelved_registry import keep_snapshot
from registry.labels import Outcome
from registry.store.engine import make_engine
from registry.store.received import decide_file
from registry.vietnamese import fold
from tests.faults.balance import files
from tests.faults.errands import to_imported, to_issued, to_numbered, to_signed
from tests.stories.conftest import Prepared, new_office
from tests.support.circle import DONE, LOOK, Circle
from tests.support.postgres import Server

MISSING, DAMAGED = 3, 4


def told(circle: Circle) -> dict[str, Any]:
    """What the office says of itself: status, everything, a paper found, the gaps of the registers."""
    whole = circle.dump()
    name = fold(whole["tasks"][0]["name"])
    return {
        "status": circle.docgen("status", "--json").json,
        "dump": whole,
        "found": circle.docgen("archive", "find", name, "--json").json,
        "gaps": circle.docgen("register", "gaps", "--json").json,
    }


def lose(circle: Circle) -> None:
    """The database file is gone, with everything SQLite keeps beside it."""
    for path in circle.office.glob("registry.db*"):
        path.unlink()


@pytest.mark.pdf
def test_the_office_survives_the_loss_of_its_database(office: Prepared) -> None:
    """Requirement 13: after signed papers came home the database is lost; the office made again says the same."""
    circle = office("filed")
    before, shelf = told(circle), files(circle.office / "archive")
    lose(circle)
    said = circle.docgen("archive", "rebuild", "--json").json
    assert (said["lost"]["entries"], said["problems"], said["damages"]) == (0, [], [])
    assert told(circle) == before
    assert files(circle.office / "archive") == shelf  # nothing is written on the shelf
    assert circle.docgen("archive", "verify", "--json").json["damages"] == []


def remove_object(path: Path) -> None:
    """An object is gone from the shelf without a trace."""
    shutil.rmtree(path)
    for folder in list(path.parents)[:3]:
        if not any(folder.iterdir()):
            folder.rmdir()


def test_a_living_registry_is_compared_and_never_filled_over(worked: Circle, tmp_path: Path) -> None:
    """Over a living registry it refuses; beside it, it rehearses and says whether every row is the same."""
    assert "đang còn" in worked.docgen("archive", "rebuild", expect=(LOOK,)).err
    beside = tmp_path / "thu.db"
    said = worked.docgen("archive", "rebuild", "--into", beside, "--json")
    assert (said.json["unlike"], said.code) == ([], DONE)
    assert "giống hệt" in said.err
    assert "không trống" in worked.docgen("archive", "rebuild", "--into", beside, expect=(LOOK,)).err


def unseen(circle: Circle) -> str:
    """Something a clerk did that only the database knew: the command was killed before it reached the shelf."""
    waiting = next(row for row in circle.dump()["received"] if row["outcome"] == "review")
    keeper = open_office(circle.office, {"DOCGEN_TODAY": "2021-12-20"}, actor="văn thư")
    with keeper.store.changing(actor="văn thư", at=keeper.clock.now(), reason="thử") as session:
        decide_file(session, waiting["sha256"], Outcome.REFUSED, by="văn thư", reason="thử")
    keeper.close()
    return str(waiting["sha256"])


def test_what_the_shelf_never_saw_is_told(worked: Circle) -> None:
    """What lived only in the database is told as lost, with its moment; the office goes on from there, proved."""
    before, heads = told(worked), (worked.office / "journal.head").read_text("utf-8")
    unseen(worked)
    lose(worked)
    said = worked.docgen("archive", "rebuild", "--json", expect=(LOOK,))
    assert said.json["lost"] == {"entries": 1, "since": "2021-12-20T08:00:00.000+07:00"}
    assert "KHÔNG LẤY LẠI ĐƯỢC: 1 mục" in said.err
    assert told(worked) == before
    (old,) = worked.office.glob("journal.head.cu-*")
    assert old.read_text("utf-8").startswith(heads) and old.read_text("utf-8") != heads


def test_an_office_rebuilt_after_a_loss_can_be_lost_again(worked: Circle) -> None:
    """What is done after a rebuilding takes the numbers of the lost entries; the shelf tells the two apart."""
    unseen(worked)
    lose(worked)
    worked.docgen("archive", "rebuild", expect=(LOOK,))
    waiting = [row["sha256"] for row in worked.dump()["received"] if row["outcome"] == "review"]
    for sha256 in waiting:
        worked.docgen("inbox", "accept", sha256, "--reason", "đã xem")
    before = told(worked)
    lose(worked)
    worked.docgen("status", expect=(DAMAGED,))  # an ordinary command makes an empty registry, and the witness speaks
    worked.docgen("archive", "rebuild")
    assert told(worked) == before


def test_a_filed_file_whose_record_was_lost_comes_back_from_its_object(worked: Circle) -> None:
    """The newest pieces of the journal are gone too: received files are entered again from what lies beside them."""
    before = told(worked)
    tails = sorted(worked.office.glob("archive/*/*/*/*nhat-ky*"), key=lambda path: int(path.name.split("-")[-2]))
    remove_object(tails[-1])  # the piece that the pass over the inbox wrote
    lose(worked)
    said = worked.docgen("archive", "rebuild", "--json", expect=(LOOK,)).json
    assert said["lost"]["entries"] > 0
    after = told(worked)
    shas = [{row["sha256"]: row["outcome"] for row in each["dump"]["received"]} for each in (before, after)]
    refused = {sha for sha, outcome in shas[0].items() if outcome == "refused"}  # those never lay on the shelf
    assert set(shas[1]) == set(shas[0]) - refused
    assert {problem["code"] for problem in said["problems"]} <= {"form-only-on-shelf"}
    worked.docgen("archive", "verify")


def test_without_a_shelf_there_is_nothing_to_rebuild_from(worked: Circle) -> None:
    """A shelf that is not there, or without a snapshot, is told with what to do."""
    lose(worked)
    for each in worked.office.glob("archive/*/*/*/*"):
        if "so-dang-ky" in each.name or "nhat-ky" in each.name:
            remove_object(each)
    assert "docgen restore" in worked.docgen("archive", "rebuild", expect=(MISSING,)).err
    (worked.office / "archive").rename(worked.office / "cho-khac")
    assert "Không thấy kho" in worked.docgen("archive", "rebuild", expect=(MISSING,)).err


def test_a_damaged_snapshot_is_passed_over_for_the_one_before(worked: Circle) -> None:
    """A flipped byte in the newest snapshot: the one before and the journal since make the same registry."""
    before = told(worked)
    keeper = open_office(worked.office, {"DOCGEN_TODAY": "2021-12-20"})
    keep_snapshot(keeper, open_shelf(keeper))
    keeper.close()
    (newest,) = worked.office.glob("archive/*/*/*/*so-dang-ky/v2/content/so/bang/task.jsonl")
    newest.write_bytes(newest.read_bytes().replace(b"task", b"tosk", 1) + b" ")
    lose(worked)
    said = worked.docgen("archive", "rebuild", "--json", expect=(LOOK,)).json
    assert len(said["damages"]) == 1 and "task.jsonl" in said["damages"][0]
    assert told(worked) == before


@pytest.mark.postgresql
def test_an_office_on_a_server_survives_too(postgres: Server, tmp_path: Path) -> None:
    """Requirement 13 on PostgreSQL: the database is emptied; rebuilt, the office says the same."""
    circle = new_office(tmp_path / "dung-chung", database=postgres.new_database(tmp_path.name))
    for step in (to_imported, to_signed, to_numbered, to_issued):
        step(circle)
    before = told(circle)
    engine = make_engine(circle.settings["database"]["url"])
    with engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade; create schema public")
    engine.dispose()
    circle.docgen("archive", "rebuild")
    assert told(circle) == before


def test_the_same_command_again_puts_on_the_shelf_what_was_cut_off(office: Prepared) -> None:
    """A power cut after the work was done, before the shelf knew: the command again, with nothing to do, sees to it."""
    circle = office("drafted")
    mark = circle.office / "journal.shelf"
    done = mark.read_bytes()
    mark.write_text(f"1 {'0' * 64} 0001\n", "ascii")  # the shelf is behind
    (circle.office / ".journal.shelf.4711.part").touch()  # torn off while this was noted
    circle.docgen("decisions", "draft")
    assert mark.read_bytes() == done
    assert not list(circle.office.glob(".*.part"))
