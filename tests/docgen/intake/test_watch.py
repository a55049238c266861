"""The bell."""

from __future__ import annotations

import shutil
from pathlib import Path

from docgen.intake.watch import Bell

LONG = 20  # seconds at most; the bell rings within milliseconds


def test_a_new_file_rings(tmp_path: Path) -> None:
    """Something dropped in the folder ends the wait early, once."""
    with Bell(tmp_path) as bell:
        (tmp_path / "a.pdf").write_bytes(b"x")
        assert bell.wait(LONG)
        bell.wait(0.2)  # the rest of the same change
        assert not bell.wait(0)


def test_reading_does_not_ring(tmp_path: Path) -> None:
    """Our own reading of a file is no news."""
    (tmp_path / "a.pdf").write_bytes(b"x")
    with Bell(tmp_path) as bell:
        (tmp_path / "a.pdf").read_bytes()
        assert not bell.wait(0.2)


def test_a_folder_that_vanishes_and_returns_is_watched_again(tmp_path: Path) -> None:
    """Without a folder the bell is silent; when the folder is back, it rings for it."""
    inbox = tmp_path / "inbox"
    with Bell(inbox) as bell:
        assert not bell.wait(0)
        inbox.mkdir()
        assert not bell.wait(0)
        (inbox / "a.pdf").write_bytes(b"x")
        assert bell.wait(LONG)
        shutil.rmtree(inbox)
        while bell.wait(0.1):
            pass
        inbox.mkdir()
        bell.wait(0)
        (inbox / "b.pdf").write_bytes(b"x")
        assert bell.wait(LONG)
