"""The command line's own words: what is compiled is what is written, click says them, and a process speaks them."""

from __future__ import annotations

import ast
import gettext
import io
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docgen.__main__ import asked_language
from docgen.messages import language_for
from docgen.messages.command_words import COMPILED, COUNTED, WORDS, compiled
from tests.support.circle import run_apart
from tests.support.sentences import displaced, places

LIBRARY = sorted(Path(click.__file__).parent.glob("*.py"))


def test_what_is_compiled_is_what_is_written() -> None:
    """this test ensures that the compiled words are those of the module; another word is seen (twin)."""
    assert COMPILED.read_bytes() == compiled(WORDS, COUNTED)
    assert COMPILED.read_bytes() != compiled({**WORDS, "Options": "Tuỳ chọn"}, COUNTED)


def test_gettext_finds_every_word() -> None:
    """this test ensures that the compiled file is read by gettext, one form for one and for many."""
    words = gettext.GNUTranslations(io.BytesIO(COMPILED.read_bytes()))
    assert {word: words.gettext(word) for word in WORDS} == WORDS
    for (one, many), told in COUNTED.items():
        assert {words.ngettext(one, many, count) for count in (1, 2, 5)} == {told}


def asked_of_gettext(source: str) -> Iterator[str | tuple[str, ...]]:
    """What a source looks up: a word, or the pair of one and many; words a variable holds are left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
            words = tuple(str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))
            yield from [words[0]] if len(words) == 1 else [words] if words else []


def strangers(source: str) -> set[object]:
    """Words of ours the source never looks up."""
    return {*WORDS, *COUNTED} - {"required"} - set(asked_of_gettext(source))  # click looks "required" up by a variable


def test_click_says_every_word() -> None:
    """this test ensures that each word is one click looks up, as it is written in this version of click."""
    sources = [path.read_text("utf-8") for path in LIBRARY]
    assert set.intersection(*(strangers(source) for source in sources)) == set()
    assert any('_(extra["required"])' in source for source in sources)
    assert strangers('_("Usage:")\nngettext("a", "b", 2)') == {*WORDS, *COUNTED} - {"required", "Usage:"}


def test_places_are_filled() -> None:
    """this test ensures that a word asks for nothing click does not give; a wrong place is seen (twin)."""
    assert displaced(WORDS) == []
    assert [pair for pair, told in COUNTED.items() if not places(told) <= places(pair[0]) | places(pair[1])] == []
    assert displaced({"No such option {name!r}.": "Không có {option!r}."}) == ["No such option {name!r}."]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["status"], None),
        (["--lang", "en", "status"], "en"),
        (["--lang=vi"], "vi"),
        (["status", "--lang"], ""),
        ([], None),
    ],
)
def test_the_language_is_read_before_the_words(words: list[str], language: str | None) -> None:
    """this test ensures that --lang is heard in both its spellings, and that a lonely --lang asks for nothing."""
    assert asked_language(words) == language


@pytest.mark.parametrize(
    ("asked", "system", "language"),
    [
        ("en", "vi_VN", "en"),
        ("vi", "en_US", "vi"),
        ("fr", "en_US", "vi"),
        (None, "en_US.UTF-8", "en"),
        (None, "C", "vi"),
        (None, "", "vi"),
        ("", "en", "en"),
    ],
)
def test_who_decides_the_language(asked: str | None, system: str, language: str) -> None:
    """this test ensures that what is asked for wins over the system, and that only English is not Vietnamese."""
    assert language_for(asked, system) == language


@pytest.mark.slow
def test_a_vietnamese_process_speaks_vietnamese() -> None:
    """this test ensures that help pages and errors of the command line are Vietnamese to their first word."""
    shown = run_apart("docgen", ["--help"], {"LANG": "C"}).out
    assert shown.startswith("Cách dùng: docgen")
    assert "Tùy chọn:" in shown and "Lệnh:" in shown
    assert not {"Usage", "Options", "Commands", "Show this"} & set(shown.replace(":", "").split())
    told = run_apart("docgen", ["khong-co"], {"LANG": "vi_VN.UTF-8", "LANGUAGE": "en"})
    assert told.code == 2
    assert "LỖI: Không có lệnh 'khong-co'." in told.err


@pytest.mark.slow
def test_an_english_process_speaks_english() -> None:
    """this test ensures that an error of the command line is English when English is asked for."""
    told = run_apart("docgen", ["--lang", "en", "khong-co"], {"LANG": "vi_VN.UTF-8"})
    assert told.code == 2
    assert "Error: No such command 'khong-co'." in told.err
