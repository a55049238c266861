"""Sentences for people: Vietnamese in the source, English from the catalogue, places filled, nothing left over."""

from __future__ import annotations

import ast
import contextvars
import datetime as dt
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from docgen.messages import choose_language, tr
from docgen.messages.english import ENGLISH

SOURCES = sorted((Path(__file__).resolve().parents[2] / "docgen").rglob("*.py"))
LONELY_PLACE = re.compile(r"(?<!\{)\{\w+(?::[^{}]*)?\}(?!\})")


def _in_english(say: Callable[[], str]) -> str:
    """What `say` gives after English was chosen; the language of this test stays."""

    def choose_and_say() -> str:
        choose_language("en")
        return say()

    return contextvars.copy_context().run(choose_and_say)


def test_vietnamese_is_said_first() -> None:
    """this test ensures that a sentence is said as it stands, with its places filled."""
    assert tr("Không mở được {file}.", file="a.docx") == "Không mở được a.docx."
    assert tr("Ngày {day:%d/%m/%Y}", day=dt.date(2021, 2, 5)) == "Ngày 05/02/2021"


def test_a_sentence_without_places_is_left() -> None:
    """this test ensures that braces in a sentence without places are not touched."""
    assert tr("Viết dạng {ten}.") == "Viết dạng {ten}."


def test_a_missing_sentence_stays_vietnamese() -> None:
    """this test ensures that a sentence missing from the catalogue is said in Vietnamese instead of failing."""
    assert _in_english(lambda: tr("Câu {n} chưa dịch.", n=1)) == "Câu 1 chưa dịch."


def test_another_language_is_vietnamese() -> None:
    """this test ensures that only "en" is English."""

    def say() -> str:
        choose_language("fr")
        return tr(next(iter(ENGLISH)))

    assert contextvars.copy_context().run(say) == next(iter(ENGLISH))


@given(st.text())
def test_what_is_filled_in_is_not_read_again(text: str) -> None:
    """this test ensures that braces in a file name or a cell are shown as they are."""
    assert tr("{file}", file=text) == text


def places(sentence: str) -> set[str]:
    """Names of the places of a sentence."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def calls(source: str) -> Iterator[tuple[int, str, set[str]]]:
    """Line, sentence and given names of every tr("…", …) in a source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr" and node.args:
            sentence = node.args[0]
            if isinstance(sentence, ast.Constant) and isinstance(sentence.value, str):
                names = {keyword.arg for keyword in node.keywords}
                yield node.lineno, sentence.value, {"*"} if None in names else {name for name in names if name}


def unfilled(source: str) -> list[str]:
    """Sentences whose places differ from the values given; a sentence given none may speak of {{ braces }}."""
    return [
        f"{line}: {sentence}"
        for line, sentence, names in calls(source)
        if "*" not in names and (places(sentence) != names if names else LONELY_PLACE.search(sentence))
    ]


def built_sentences(source: str) -> list[int]:
    """Lines of tr(f"…") and the like: a sentence put together cannot be found in a catalogue."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "tr"
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]


def test_every_sentence_is_given_its_values() -> None:
    """this test ensures that no sentence of the program asks for a value it is not given, nor is given one too many."""
    found = [f"{path.name}:{fault}" for path in SOURCES for fault in unfilled(path.read_text("utf-8"))]
    assert found == []


def test_every_sentence_can_be_translated() -> None:
    """this test ensures that no sentence is put together before it is looked up."""
    assert [path.name for path in SOURCES if built_sentences(path.read_text("utf-8"))] == []


def test_wrong_sentences_are_found() -> None:
    """this test ensures that a missing value, a value too many and a built sentence are each found (broken twins)."""
    assert unfilled('tr("Tệp {file}.")') == ["1: Tệp {file}."]
    assert unfilled('tr("Tệp {file}.", name=1)') == ["1: Tệp {file}."]
    assert unfilled('tr("Tệp {file}.", file=1)') == []
    assert built_sentences('tr(f"Tệp {file}.")') == [1]
