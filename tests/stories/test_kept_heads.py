"""Sổ bị cắt, bị thay bằng bản cũ: tệp journal.head và mã cuối cất ở ngoài đều nói ra.

A journal that was cut or put back is found by the file beside it, and by the head somebody keeps elsewhere.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from tests.stories.conftest import Prepared
from tests.support.circle import DONE, USAGE, Circle

DAMAGED = 4


def head_of(circle: Circle) -> str:
    """The head as a person copies it from the screen."""
    said = circle.docgen("status").err
    return next(word for word in said.split() if ":" in word and len(word) > 64)


def cut(circle: Circle, entries: int) -> int:
    """Cut the last entries off behind the program's back, its own last line with them; the first one lost."""
    with sqlite3.connect(circle.office / "registry.db") as database:
        (length,) = database.execute("select max(sequence) from journal").fetchone()
        last = length - entries
        database.execute("delete from journal where sequence > ?", (last,))
        database.execute(
            "update journal_head set sequence = ?1, hash = (select hash from journal where sequence = ?1)", (last,)
        )
    database.close()
    return int(last) + 1


def copy_database(source: Path, target: Path) -> None:
    """Put a copy of a database, with what it has not moved into its file yet, in the place of another."""
    for kind in ("", "-wal", "-shm"):
        target.with_name(f"{target.name}{kind}").unlink(missing_ok=True)
        if source.with_name(f"{source.name}{kind}").exists():
            shutil.copyfile(source.with_name(f"{source.name}{kind}"), target.with_name(f"{target.name}{kind}"))


def test_a_head_kept_outside_is_proved_for_ever(office: Prepared) -> None:
    """The head printed once is proved later, after more work, whole or by its first letters."""
    circle = office("drafted")
    kept = head_of(circle)
    circle.docgen("tasks", "withdraw", "NV-2021-001", "--reason", "nhập nhầm")
    assert head_of(circle) != kept
    said = circle.docgen("status", "--head", kept, "--head", kept.partition(":")[2][:16])
    assert said.err.count("còn nguyên mục mang mã đã cất") == 2


def test_a_head_of_another_office_is_not_proved(office: Prepared) -> None:
    """A hash that is not in the journal ends with the code of damage; a word that is none is wrong usage."""
    circle = office("drafted")
    assert "mã đã cất" in circle.docgen("status", "--head", f"3:{'0' * 64}", expect=(DAMAGED,)).err
    assert "mã đã cất" in circle.docgen("status", "--head", "0" * 64, expect=(DAMAGED,)).err
    assert "SỐ:MÃ" in circle.docgen("status", "--head", "12", expect=(USAGE,)).err


def test_a_cut_end_is_told_by_the_file_beside_it(office: Prepared) -> None:
    """Cutting the end off, with every trace of it in the database, is told with the first entry lost."""
    circle = office("drafted")
    lost = cut(circle, 3)
    for words in (("status",), ("archive", "verify")):
        said = circle.docgen(*words, expect=(DAMAGED,))
        assert f"cắt từ mục số {lost}" in said.err and "journal.head" in said.err


def test_without_the_file_the_kept_head_tells(office: Prepared) -> None:
    """Who takes the file away too is found by the head that lies elsewhere."""
    circle = office("drafted")
    kept = head_of(circle)
    lost = cut(circle, 3)
    (circle.office / "journal.head").unlink()
    circle.docgen("status", expect=(DONE,))
    assert f"cắt từ mục số {lost}" in circle.docgen("status", "--head", kept, expect=(DAMAGED,)).err


def test_an_old_database_put_back_is_told_also_after_more_work(office: Prepared) -> None:
    """A copy of the database from before the drafts does not pass for the office, whatever is written into it."""
    circle = office("drafted")
    older = circle.office.parent / "older.db"
    copy_database(circle.office / "registry.db", older)
    circle.docgen("tasks", "withdraw", "NV-2021-001", "--reason", "nhập nhầm")
    copy_database(older, circle.office / "registry.db")
    assert "cắt" in circle.docgen("status", expect=(DAMAGED,)).err
    for number in ("2", "3"):
        circle.docgen("tasks", "withdraw", f"NV-2021-00{number}", "--reason", "việc khác")
    assert "journal.head" in circle.docgen("status", expect=(DAMAGED,)).err


def test_a_file_that_lags_behind_is_no_damage(office: Prepared) -> None:
    """A command killed between the database and the file leaves a file that lags; the next one goes on with it."""
    circle = office("drafted")
    noted = circle.office / "journal.head"
    lines = noted.read_text("ascii").splitlines(keepends=True)
    noted.write_text("".join(lines[:-1]) + lines[-1][:20], "ascii")
    state = circle.docgen("status", "--json").json
    assert 0 < state["witness"] < state["journal"]
    circle.docgen("tasks", "withdraw", "NV-2021-001", "--reason", "nhập nhầm")
    state = circle.docgen("status", "--json").json
    assert state["witness"] == state["journal"]
