"""Sao lưu cả cơ quan, phục hồi ở chỗ khác: như cũ từng dòng; bản sao hỏng thì bị gọi tên.

The whole office on another disk and back (reliability.md P21; luu-tru.md, requirements 12, 13, 15).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.balance import files
from tests.faults.dying import die_after
from tests.faults.errands import to_imported, to_issued, to_numbered, to_signed
from tests.stories.conftest import new_office
from tests.stories.test_lost_registry import told
from tests.support.circle import DONE, LOOK, Circle
from tests.support.postgres import Server

DAMAGED, USAGE = 4, 2


def restored(circle: Circle, source: Path, folder: Path, *more: object, expect: tuple[int, ...] = (DONE,)) -> Circle:
    """The office that `docgen restore` makes."""
    circle.docgen("restore", source, folder, *more, expect=expect)
    return replace(circle, office=folder)


@pytest.mark.parametrize("name", ["sao-luu", "sao-luu.zip"])
def test_a_restored_office_is_the_office(worked: Circle, tmp_path: Path, name: str) -> None:
    """P21: backed up into a folder or a file, restored elsewhere: the office says the same, chain and shelf proved; a
    file whose name is no text is among what came back.
    """
    Path(os.fsdecode(bytes(worked.office) + b"/inbox/\xff qu\xe9t.pdf")).write_bytes(b"%PDF")
    said = worked.docgen("backup", tmp_path / name, "--json")
    assert (said.json["altered"], said.json["left_out"], said.json["keys"]) == ([], [], True)
    assert "cất như cất con dấu" in said.err
    again = restored(worked, tmp_path / name, tmp_path / "moi")
    assert told(again) == told(worked)
    assert again.docgen("archive", "verify", "--json").json["damages"] == []
    assert files(again.office) == files(worked.office)
    assert (again.office / "keys" / "1.key").stat().st_mode & 0o077 == 0
    assert "không trống" in worked.docgen("restore", tmp_path / name, again.office, expect=(USAGE,)).err


def test_the_next_backup_copies_what_is_new_and_rewrites_nothing(worked: Circle, tmp_path: Path) -> None:
    """Requirement 15: earlier copies stay as they are to the byte; the earlier moment can still be restored."""
    first = worked.docgen("backup", tmp_path / "sao", "--json").json
    before, held = told(worked), files(tmp_path / "sao")
    (waiting,) = [row for row in worked.dump()["received"] if row["outcome"] == "review"]
    worked.docgen("inbox", "accept", waiting["sha256"], "--reason", "đã xem")
    second = worked.docgen("backup", tmp_path / "sao", "--json").json
    assert 0 < second["new_files"] < first["new_files"] / 3
    assert held.items() <= files(tmp_path / "sao").items()
    assert told(restored(worked, tmp_path / "sao", tmp_path / "moi")) == told(worked)
    assert told(restored(worked, tmp_path / "sao", tmp_path / "cu", "--set", first["set"])) == before


def test_a_damaged_backup_is_named_file_by_file(worked: Circle, tmp_path: Path) -> None:
    """A flipped byte: restore names the file and does nothing; --anyway brings the rest; the next backup mends it."""
    sao = tmp_path / "sao"
    worked.docgen("backup", sao)
    stored = next(row["stored_path"] for row in worked.dump()["received"] if row["outcome"] == "review")
    sha256 = next(row["sha256"] for row in worked.dump()["received"] if row["stored_path"] == stored)
    blob = sao / "bytes" / sha256[:2] / sha256
    flip(blob)
    said = worked.docgen("restore", sao, tmp_path / "moi", expect=(DAMAGED,))
    assert stored in said.err and "1 tệp" in said.err
    assert not (tmp_path / "moi" / "registry.db").exists()
    partly = restored(worked, sao, tmp_path / "mot-phan", "--anyway", expect=(DAMAGED,))
    assert not (partly.office / stored).exists() and told(partly) == told(worked)
    damaged = blob.read_bytes()
    assert worked.docgen("backup", sao, "--json").json["new_files"] >= 1
    assert blob.read_bytes() == damaged  # kept aside, never written over
    assert told(restored(worked, sao, tmp_path / "lanh")) == told(worked)


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_damaged_list_or_file_is_refused(worked: Circle, tmp_path: Path) -> None:
    """The list of a backup vouches for itself, and what is no backup is told."""
    worked.docgen("backup", tmp_path / "sao")
    (listed,) = (tmp_path / "sao" / "sets").iterdir()
    flip(listed)
    assert "bị hỏng" in worked.docgen("restore", tmp_path / "sao", tmp_path / "moi", expect=(DAMAGED,)).err
    (tmp_path / "la.zip").write_bytes(b"PK nothing")
    worked.docgen("restore", tmp_path / "la.zip", tmp_path / "moi", expect=(DAMAGED,))
    worked.docgen("restore", worked.office, tmp_path / "moi", expect=(USAGE,))
    worked.docgen("backup", worked.office / "trong", expect=(USAGE,))


def test_a_backup_without_keys_says_so(worked: Circle, tmp_path: Path) -> None:
    """The keys of the page codes can be kept apart; both commands say that they are not there."""
    assert "KHÔNG có khóa" in worked.docgen("backup", tmp_path / "sao", "--without-keys").err
    said = worked.docgen("restore", tmp_path / "sao", tmp_path / "moi", expect=(LOOK,))
    assert "không có khóa mã trang" in said.err
    assert not (tmp_path / "moi" / "keys").exists()


def killed(circle: Circle, words: list[object], moments: list[float], is_done: Callable[[], bool]) -> int:
    """Begin the command and kill it at each moment; how often it was killed before it came to its end."""
    return sum(die_after(circle, [str(word) for word in words], seconds) for seconds in moments if not is_done())


@pytest.mark.parametrize(
    "moments",
    [[1.2], pytest.param([0.3 + 0.08 * n for n in range(40)], marks=pytest.mark.faults)],
    ids=["once", "often"],
)
def test_a_killed_backup_and_a_killed_restore_are_run_again(
    worked: Circle, tmp_path: Path, moments: list[float]
) -> None:
    """Cut off anywhere, both are finished by running them again; what is listed is whole."""
    sao, moi = tmp_path / "sao", tmp_path / "moi"
    killed(worked, ["backup", sao], moments, lambda: False)
    worked.docgen("backup", sao)
    killed(worked, ["restore", sao, moi], moments, lambda: moi.exists() and not (moi / ".docgen-restore").exists())
    if not moi.exists() or (moi / ".docgen-restore").exists():
        worked.docgen("restore", sao, moi)
    assert told(replace(worked, office=moi)) == told(worked)
    assert files(moi) == files(worked.office)


@pytest.mark.postgresql
def test_an_office_on_a_server_comes_back_on_a_file(postgres: Server, tmp_path: Path) -> None:
    """Without the server's own tools: restored over the living database it refuses, into a file it is the same."""
    circle = new_office(tmp_path / "dung-chung", database=postgres.new_database(tmp_path.name))
    for step in (to_imported, to_signed, to_numbered, to_issued):
        step(circle)
    circle.docgen("backup", tmp_path / "sao")
    said = circle.docgen("restore", tmp_path / "sao", tmp_path / "moi", expect=(USAGE,))
    assert "sổ sống" in said.err
    again = restored(circle, tmp_path / "sao", tmp_path / "moi", "--database", "")
    assert told(again) == told(circle)
