"""Files that are written out of sight and take their places together, or never."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.media import durable, scratch
from docgen.media.waiting import waiting_files

HOLDER = """
import sys
from pathlib import Path
from docgen.media.waiting import waiting_files
with waiting_files(Path(sys.argv[1]) / "du-thao", Path(sys.argv[1])) as files:
    files.add("a.docx", b"Nong Van Thu")
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def output(tmp_path: Path) -> Iterator[Path]:
    """An output folder with one paper in it."""
    scratch._clear_left_behind.cache_clear()  # as a new command begins
    (tmp_path / "du-thao").mkdir()
    (tmp_path / "du-thao" / "old.docx").write_bytes(b"old")
    yield tmp_path
    scratch._clear_left_behind.cache_clear()


def seen(output: Path) -> dict[str, bytes]:
    """What lies in the folder of the papers."""
    return {path.name: path.read_bytes() for path in (output / "du-thao").iterdir()}


def test_nothing_is_seen_before_all_take_their_places(output: Path) -> None:
    """This test ensures that files come together, the later of two with one name, and that nothing else stays."""
    with waiting_files(output / "du-thao", output) as files:
        for name, data in (("a.docx", b"1"), ("b.docx", b"2" * 100_000), ("a.docx", b"3"), ("old.docx", b"new")):
            files.add(name, data)
        assert seen(output) == {"old.docx": b"old"}
        files.take_places()
        assert seen(output) == {"old.docx": b"new", "a.docx": b"3", "b.docx": b"2" * 100_000}
    assert [path.name for path in output.iterdir()] == ["du-thao"]


def test_without_a_place_they_are_gone(output: Path) -> None:
    """This test ensures that an errand that fails leaves no file, and one without files does nothing."""
    with pytest.raises(RuntimeError), waiting_files(output / "du-thao", output) as files:
        files.add("a.docx", b"1")
        raise RuntimeError
    with waiting_files(output / "du-thao", output) as files:
        files.take_places()
    assert seen(output) == {"old.docx": b"old"}
    assert [path.name for path in output.iterdir()] == ["du-thao"]


def test_what_a_killed_command_wrote_is_removed(output: Path) -> None:
    """This test ensures that papers nobody entered do not lie about for ever; the twin is still held."""
    command = [sys.executable, "-c", HOLDER, str(output)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with waiting_files(output / "du-thao", output):
            assert len([path for path in output.glob("docgen-tam-*") if path.is_dir()]) == 2
        other.kill()
    scratch._clear_left_behind.cache_clear()
    with waiting_files(output / "du-thao", output) as files:
        files.add("b.docx", b"2")
        files.take_places()
    assert [path.name for path in output.iterdir()] == ["du-thao"]
    assert set(seen(output)) == {"old.docx", "b.docx"}


def test_a_file_that_cannot_be_written_stops_all(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a full disk is told with the file's name, and that no file takes its place then."""

    def full(descriptor: int, data: object) -> int:
        raise OSError(28, os.strerror(28))

    with waiting_files(output / "du-thao", output) as files:
        monkeypatch.setattr(durable.os, "write", full)
        files.add("a.docx", b"1")
        with pytest.raises(OSError, match=r"a\.docx"):
            files.take_places()
    assert seen(output) == {"old.docx": b"old"}
