"""Cơ quan dùng chung PostgreSQL làm đúng như cơ quan dùng tệp: cùng sổ, cùng số, cùng nhật ký.

An office on a server goes the same way as one on a file, command by command, and holds the same in the end.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.faults.balance import balance
from tests.faults.errands import to_imported, to_issued, to_numbered, to_signed
from tests.stories.conftest import new_office, to_drafted
from tests.support.circle import Circle
from tests.support.postgres import Server

MISSING, DAMAGED = 3, 4
pytestmark = pytest.mark.postgresql


@pytest.fixture
def served(postgres: Server, tmp_path: Path) -> Circle:
    """The small office before anything was imported, on a server."""
    return new_office(tmp_path / "dung-chung", database=postgres.new_database(tmp_path.name))


def walk(circle: Circle) -> dict[str, Any]:
    """The way from the list to the issued decisions; what the register holds then, without what follows from codes."""
    for step in (to_imported, to_signed, to_numbered, to_issued):
        step(circle)
    held = balance(circle, gives_codes=True)
    made = [name for name in held["files"] if "fonts-" not in name]  # offices of files get that answer laid in
    return {**held, "files": len(made)}


def test_an_office_on_a_server_holds_what_one_on_a_file_holds(served: Circle, empty_office: Circle) -> None:
    """Imported, drafted, signed, numbered, issued: on a server register, journal and status are the same."""
    assert walk(served) == walk(empty_office)
    assert not (served.office / "registry.db").exists()
    ours, theirs = (circle.docgen("status", "--json").json for circle in (served, empty_office))
    assert {**ours, "head": ""} == {**theirs, "head": ""}
    assert ours["journal"] == ours["witness"] > 50


def test_running_a_command_again_changes_nothing_on_a_server(served: Circle) -> None:
    """The same list and the same drafts again leave the same journal."""
    to_drafted(served)
    before = served.docgen("status", "--json").json
    to_drafted(served)
    assert served.docgen("status", "--json").json == before


def test_a_server_that_is_gone_is_told(served: Circle) -> None:
    """An address where nobody answers, and a server without our database, end with the code of what is missing."""
    settings = served.office / "office.toml"
    written = settings.read_text("utf-8")
    address = written.split('url = "')[1].split('"')[0]
    host, _, database = address.rpartition("/")
    for wrong, word in (
        (f"postgresql://x@127.0.0.1:1/{database}?connect_timeout=1", "chạy lại"),
        (f"{host}/khac", "khac"),
    ):
        settings.write_text(written.replace(address, wrong), "utf-8")
        said = served.docgen("status", expect=(MISSING,)).err
        assert word in said and "Cần làm" in said and "Traceback" not in said


def test_a_cut_journal_on_a_server_is_told(served: Circle, postgres: Server, tmp_path: Path) -> None:
    """Who may change the server but not the office folder cannot cut the journal unseen."""
    to_drafted(served)
    database = tmp_path.name
    postgres.run("DELETE FROM journal WHERE sequence > 5", database=database)
    postgres.run(
        "UPDATE journal_head SET sequence = 5, hash = (SELECT hash FROM journal WHERE sequence = 5)", database=database
    )
    said = served.docgen("status", expect=(DAMAGED,)).err
    assert "cắt từ mục số 6" in said and "journal.head" in said


def test_two_offices_may_share_a_server(served: Circle, postgres: Server, tmp_path: Path) -> None:
    """A second folder on the same database sees the same register: that is what a server is for."""
    to_drafted(served)
    second = Circle(office=tmp_path / "may-hai", outside=served.outside, is_inside=True, today=served.today)
    second.office.mkdir()
    shutil.copyfile(served.office / "office.toml", second.office / "office.toml")
    second.docgen("init", second.office)
    assert second.docgen("tasks", "list", "--json").json == served.docgen("tasks", "list", "--json").json
    second.docgen("tasks", "withdraw", "NV-2021-001", "--reason", "nhập nhầm")
    assert served.docgen("status", "--json").json["head"] == second.docgen("status", "--json").json["head"]
