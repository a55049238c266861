"""LibreOffice behind its wrapper: found, timed, and never spoiled by one file."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.errors import ExitCode, OutsideMissing, UnsafeFile, UsageError
from docgen.media import pdf
from docgen.printing import processes
from docgen.printing.converter import Converter, FilesNotConverted, probe

from .conftest import short_paper


def _files(folder: Path, count: int, marks: Mapping[int, str]) -> list[Path]:
    """Word files with a mark stored uncompressed in some of them."""
    folder.mkdir(exist_ok=True)
    plain = short_paper(1)
    paths = []
    for number in range(count):
        buffer = io.BytesIO(plain)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
            archive.writestr("mark.txt", f"{marks.get(number, '')} {number}")
        paths.append(folder / f"van-ban-{number}.docx")
        paths[-1].write_bytes(buffer.getvalue())
    return paths


def test_the_program_keeps_its_memory_and_our_environment(stand_in: Path, tmp_path: Path) -> None:
    """The program is told to keep what it has of memory, and finds everything else as we found it."""
    lines = stand_in.read_text("utf-8").split("\n", 1)
    stand_in.write_text("\n".join([lines[0], 'env > "$(dirname "$0")/heard"', lines[1]]), "utf-8")
    converter = Converter(program=stand_in, version="9.8")
    converter.convert(_files(tmp_path / "files", 1, {}), tmp_path / "out")
    heard = dict(line.split("=", 1) for line in (tmp_path / "heard").read_text("utf-8").splitlines() if "=" in line)
    assert heard["MALLOC_MMAP_MAX_"] == "0"
    assert heard["PATH"] == os.environ["PATH"]


def test_absent_program_is_told_with_its_packages(tmp_path: Path) -> None:
    """Without LibreOffice the packages to install are named and the exit code says that something is missing."""
    with pytest.raises(OutsideMissing, match="Không tìm thấy") as caught:
        probe(places=[str(tmp_path / "soffice")])
    assert "libreoffice-writer" in caught.value.advice
    assert "fonts-liberation2" in caught.value.advice
    assert caught.value.exit_code is ExitCode.MISSING


def test_program_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """A file of the right name that is no LibreOffice is not taken for one."""
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\necho hello\n")
    fake.chmod(0o755)
    with pytest.raises(OutsideMissing, match="không chạy được"):
        probe(places=[str(fake)])
    fake.chmod(0o644)
    with pytest.raises(OutsideMissing, match="không chạy được"):
        probe(places=[str(fake)])


def test_install_without_writer_is_told(stand_in: Path) -> None:
    """A LibreOffice without Writer's library is told apart from a whole one."""
    assert probe(places=[str(stand_in)]).version == "9.8.7.6"
    (stand_in.parent / "soffice.bin").touch()
    with pytest.raises(OutsideMissing, match="Writer"):
        probe(places=[str(stand_in)])


def test_poisoned_file_is_named_and_others_are_unharmed(stand_in: Path, tmp_path: Path) -> None:
    """A file that kills the program, and all after it in its batch, cost only that one file."""
    files = _files(tmp_path / "in", 9, {4: "POISON"})
    heard: list[tuple[int, int]] = []
    with pytest.raises(FilesNotConverted, match=r"van-ban-4\.docx") as caught:
        probe(places=[str(stand_in)]).convert(files, tmp_path / "out", progress=lambda *at: heard.append(at))
    assert caught.value.failed == (files[4],)
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == [f.stem for f in files if f != files[4]]
    assert heard[-1] == (9, 9)


@pytest.mark.slow
def test_hanging_file_is_ended_and_named(stand_in: Path, tmp_path: Path) -> None:
    """A file that hangs the program is ended with its children after the time limit."""
    files = _files(tmp_path / "in", 2, {1: "HANG"})
    converter = replace(probe(places=[str(stand_in)]), seconds_to_start=0.3, seconds_per_file=0.1)
    with pytest.raises(FilesNotConverted) as caught:
        converter.convert(files, tmp_path / "out")
    assert caught.value.failed == (files[1],)
    assert (tmp_path / "out" / "van-ban-0.pdf").exists()


def test_few_files_need_one_start(stand_in: Path, tmp_path: Path) -> None:
    """Eight files are one call; twenty are shared by the workers; results keep the order of the files."""
    converter = probe(places=[str(stand_in)])
    for count, runs in ((8, ["8"]), (20, ["10", "10"])):
        results = converter.convert(_files(tmp_path / "in", count, {}), tmp_path / "out")
        assert [path.stem for path in results] == [f"van-ban-{number}" for number in range(count)]
        record = stand_in.parent / "runs"
        assert record.read_text().split() == runs
        record.unlink()


def test_equal_names_are_refused(tmp_path: Path) -> None:
    """Two files that would become one PDF are refused before anything is converted."""
    first, second = _files(tmp_path / "a", 1, {}), _files(tmp_path / "b", 1, {})
    converter = Converter(program=tmp_path / "none", version="1.0")
    with pytest.raises(UsageError, match="cùng tên"):
        converter.convert([*first, *second], tmp_path / "out")


def test_unsafe_file_never_reaches_the_program(stand_in: Path, tmp_path: Path) -> None:
    """A Word file with an embedded object is refused before LibreOffice sees it."""
    (path,) = _files(tmp_path / "in", 1, {})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/embeddings/oleObject1.bin", "x")
    with pytest.raises(UnsafeFile):
        probe(places=[str(stand_in)]).convert([path], tmp_path / "out")
    assert not (stand_in.parent / "runs").exists()


def test_the_program_keeps_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is started is told to keep what it was given, unless who started us said otherwise."""
    asked = [sys.executable, "-S", "-c", "import os; print(os.environ['MALLOC_TOP_PAD_'], os.environ['PATH'])"]
    assert (processes.run(asked, seconds=20) or "").split(" ", 1) == ["16777216", f"{os.environ['PATH']}\n"]
    monkeypatch.setenv("MALLOC_TOP_PAD_", "4096")
    assert (processes.run(asked, seconds=20) or "").startswith("4096 ")


@pytest.mark.pdf
def test_real_conversion(converter: Converter, papers: Mapping[str, Path]) -> None:
    """The real program answers with its version and makes whole PDFs with the right pages."""
    assert converter.version.count(".") >= 1
    assert {name: pdf.page_count(path) for name, path in papers.items()}["two"] == 2
    assert {pdf.page_sizes(papers["two"])[n][0] > 800 for n in (0, 1)} == {False, True}


@pytest.mark.pdf
def test_real_damaged_file_is_named(converter: Converter, papers: Mapping[str, Path], tmp_path: Path) -> None:
    """A Word file cut in its middle is named by the real program's failure while its neighbour is made."""
    good = papers["one"].with_suffix(".docx")
    old = zipfile.ZipFile(good)
    broken = tmp_path / "hong.docx"
    with zipfile.ZipFile(broken, "w") as archive:
        for name in old.namelist():
            data = old.read(name)
            archive.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    with pytest.raises(FilesNotConverted) as caught:
        converter.convert([broken, good], tmp_path / "out")
    assert caught.value.failed == (broken,)
    assert pdf.page_count(tmp_path / "out" / "one.pdf") == 1
