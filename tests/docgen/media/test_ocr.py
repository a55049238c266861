"""Optional reading of scans: asked only where it is installed with Vietnamese, a hint and never a reason to file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docgen.media import ocr

Install = Callable[..., None]


def put_tesseract(place: Path, *, languages: str = "eng vie", words: str = "", code: int = 0) -> None:
    """A stand-in that knows these languages and sees these words on every PNG."""
    place.mkdir(exist_ok=True)
    program = place / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"if '--list-langs' in sys.argv:\n    print('List:\\n' + {languages!r}.replace(' ', '\\n'))\n"
        f"else:\n    assert sys.stdin.buffer.read()[1:4] == b'PNG'\n"
        f"    sys.stdout.buffer.write({words!r}.encode())\n    sys.exit({code})\n",
        "utf-8",
    )
    program.chmod(0o755)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a stand-in for tesseract on the path, or takes every program away."""

    def put(*, languages: str = "eng vie", words: str = "", code: int = 0) -> None:
        put_tesseract(tmp_path / "bin", languages=languages, words=words, code=code)
        ocr.reader.cache_clear()

    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    ocr.reader.cache_clear()
    yield put
    ocr.reader.cache_clear()


def test_without_the_program_nothing_is_read(install: Install) -> None:
    """this test ensures that a machine without tesseract works as before."""
    assert (ocr.reader(), ocr.words_in(b"\x89PNG")) == (None, "")


def test_without_vietnamese_it_is_not_asked(install: Install) -> None:
    """this test ensures that a program that would guess at accents is left alone."""
    install(languages="eng osd", words="Quyet dinh")
    assert (ocr.reader(), ocr.words_in(b"\x89PNG")) == (None, "")


def test_what_it_sees_comes_back(install: Install) -> None:
    """this test ensures that the picture goes in by a pipe and the words come back; a failure is no word at all."""
    install(words="Số 01-QĐ/HU")
    assert ocr.words_in(b"\x89PNG") == "Số 01-QĐ/HU"
    install(words="Số 01-QĐ/HU", code=1)
    assert ocr.words_in(b"\x89PNG") == ""
