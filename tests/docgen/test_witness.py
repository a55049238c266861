"""The witness file: a line per commit; a torn line is nothing, a line nobody wrote is damage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.errors import ExitCode
from docgen.witness import Witness, WitnessDamaged
from registry.store.journal import Head
from tests.support.registry_builder import NOW, changing, copy_of, enter, register_at

MOMENT = NOW.isoformat(timespec="milliseconds")
FIRST, SECOND = Head(7, "a" * 64), Head(9, "b" * 64)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    """The witness of an office that has written nothing yet."""
    return Witness(tmp_path / "journal.head")


def pairs(witness: Witness) -> list[tuple[int | None, str]]:
    """Numbers and hashes noted."""
    return [(head.sequence, head.hash) for head in witness.heads()]


def test_an_office_that_wrote_nothing_has_no_heads(witness: Witness) -> None:
    """this test ensures that a missing file is no damage."""
    assert witness.heads() == ()


def test_heads_are_noted_one_under_another(witness: Witness) -> None:
    """this test ensures that each head is a line with its moment, and reads back as it was."""
    witness.note(FIRST, MOMENT)
    witness.note(SECOND, MOMENT)
    assert pairs(witness) == [FIRST, SECOND]
    assert [head.at for head in witness.heads()] == [MOMENT, MOMENT]
    assert witness.path.read_text("ascii").splitlines()[0] == f"7 {'a' * 64} {MOMENT}"


def test_a_line_torn_by_a_power_cut_is_nothing(witness: Witness) -> None:
    """this test ensures that whatever part of a line was kept is passed over and the next line stands by itself."""
    witness.note(FIRST, MOMENT)
    whole = witness.path.read_bytes()
    line = f"9 {'b' * 64} {MOMENT}\n".encode()
    for length in range(len(line) - len(MOMENT)):
        witness.path.write_bytes(whole + line[:length])
        witness.note(Head(11, "c" * 64), MOMENT)
        assert pairs(witness) == [FIRST, (11, "c" * 64)]


@pytest.mark.parametrize("change", ["x", "7x", f"7 {'a' * 63}g {MOMENT}", f"0 {'a' * 64} {MOMENT}", f"7  {'a' * 64}"])
def test_a_line_nobody_wrote_is_damage(witness: Witness, change: str) -> None:
    """this test ensures that an altered line is named with its number and ends with the code of damage."""
    witness.note(FIRST, MOMENT)
    witness.path.write_text(f"{witness.path.read_text()}{change}\n{witness.path.read_text()}")
    with pytest.raises(WitnessDamaged, match=re.escape("Dòng 2")) as caught:
        witness.heads()
    assert caught.value.exit_code is ExitCode.DAMAGED
    assert caught.value.advice


def test_what_cannot_be_noted_is_told_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """this test ensures that a commit stays a commit when its head cannot be noted, and that this is said."""
    path = tmp_path / "journal.head"
    path.mkdir()
    Witness(path).note(FIRST, MOMENT)
    assert "chưa ghi thêm được" in caplog.text and "journal.head" in caplog.text


def test_every_commit_is_noted_and_nothing_else(witness: Witness, tmp_path: Path) -> None:
    """this test ensures that a unit of work is witnessed once, after its commit; a look or a failure is not."""
    register_at(tmp_path / "empty.db").close()
    (tmp_path / "office").mkdir()
    opened = copy_of(tmp_path / "empty.db", tmp_path / "office")
    store = type(opened)(opened.engine, witness.note)
    enter(store)
    with pytest.raises(ZeroDivisionError), changing(store):
        raise ZeroDivisionError
    with store.reading():
        pass
    with changing(store):
        pass
    assert len(pairs(witness)) == 1
    enter(store)
    assert len(pairs(witness)) == 1
    store.close()
