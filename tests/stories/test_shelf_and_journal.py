"""Kho và nhật ký tự chứng minh mình nguyên vẹn; sai một byte là bị gọi tên.

Shelf and journal are whole, or the damage is named.
"""

from __future__ import annotations

import sqlite3

import pytest

from registry.vietnamese import fold
from tests.stories.conftest import Prepared

DAMAGED = 4
pytestmark = pytest.mark.pdf


def test_a_whole_shelf_and_journal_are_proved(office: Prepared) -> None:
    """After the papers came back shelf and journal verify."""
    circle = office("filed")
    said = circle.docgen("archive", "verify", "--json").json
    assert said["damages"] == []
    assert said["objects"] > 0
    assert circle.docgen("status", "--json").json["journal"] == len(circle.dump()["journal"])


def test_a_paper_is_found_years_later_by_what_is_remembered(office: Prepared) -> None:
    """Number, person without accents, words of a task: each finds the decision, and where its signed copy lies."""
    circle = office("filed")
    decision = next(row for row in circle.dump()["documents"] if row["kind"] == "decision")
    task = next(row for row in circle.dump()["tasks"] if row["task"] in decision["tasks"])
    for asked in (decision["number_text"], fold(task["name"]), task["title"]):
        said = circle.docgen("archive", "find", asked, "--json").json
        (hit,) = [hit for hit in said["hits"] if hit["document"] == decision["document"]]
        assert hit["state"] == "filed" and (circle.office / hit["files"][0]).is_file()
    assert decision["number_text"] in circle.docgen("archive", "find", fold(task["name"])).err
    assert "Không có văn bản nào trong kho" in circle.docgen("archive", "find", "không ai như thế").err


def test_one_flipped_byte_on_the_shelf_is_named(office: Prepared) -> None:
    """A single changed byte in a stored scan is found and its file is named, with exit code 4."""
    circle = office("filed")
    (received,) = [row for row in circle.dump()["received"] if row["kind"] == "pdf"]
    path = circle.office / received["stored_path"]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    said = circle.docgen("archive", "verify", "--json", expect=(DAMAGED,)).json
    assert any(path.name in problem["file"] for problem in said["damages"])


def test_a_lost_file_on_the_shelf_is_named(office: Prepared) -> None:
    """A deleted stored file is found by shelf and registry alike."""
    circle = office("filed")
    (received,) = [row for row in circle.dump()["received"] if row["kind"] == "pdf"]
    (circle.office / received["stored_path"]).unlink()
    said = circle.docgen("archive", "verify", "--json", expect=(DAMAGED,)).json
    assert "file-lost" in {problem["code"] for problem in said["damages"]}


def test_an_edited_journal_entry_is_named(office: Prepared) -> None:
    """Requirement 16: changing one entry behind our back breaks the chain at that entry, with exit code 4."""
    circle = office("drafted")
    with sqlite3.connect(circle.office / "registry.db") as database:
        database.execute("update journal set actor = 'kẻ lạ' where sequence = 5")
    database.close()
    said = circle.docgen("status", expect=(DAMAGED,))
    assert "mục số 5" in said.err


def test_a_cut_journal_is_noticed(office: Prepared) -> None:
    """Requirement 16: cutting the tail off the journal is noticed."""
    circle = office("drafted")
    with sqlite3.connect(circle.office / "registry.db") as database:
        database.execute("delete from journal where sequence = (select max(sequence) from journal)")
    database.close()
    circle.docgen("status", expect=(DAMAGED,))
