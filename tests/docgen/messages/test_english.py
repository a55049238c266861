"""The English catalogue against the program: nothing untold, nothing unsaid, the same places, kept words kept."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

import pytest

from docgen.messages.catalogue.kept import KEPT
from docgen.messages.english import CATALOGUES, ENGLISH
from tests.support.circle import Circle, run_inside
from tests.support.sentences import displaced, places, said, unsaid, untold, written

ROOT = Path(__file__).resolve().parents[3]
SOURCES = {path: path.read_text("utf-8") for path in sorted((ROOT / "docgen").rglob("*.py"))}
WRITERS = {"changing", "move", "put", "Said", "build_pack"}
OFFICE_TOML = ROOT / "tests" / "stories" / "offices" / "khe-sau.toml"


@functools.cache
def sentences() -> frozenset[str]:
    """Every sentence of the program."""
    return frozenset(sentence for source in SOURCES.values() for _, sentence in said(source))


def test_every_sentence_is_told_in_english() -> None:
    """this test ensures that every sentence of the program has an English entry."""
    assert untold(sentences(), ENGLISH) == []


def test_every_entry_is_said() -> None:
    """this test ensures that the catalogue holds no entry the program no longer says."""
    assert unsaid(sentences(), ENGLISH) == []


def test_a_translation_has_the_places_of_its_sentence() -> None:
    """this test ensures that a translation fills the same places, written in the same way."""
    assert displaced(ENGLISH) == []


def test_a_sentence_stands_in_one_room() -> None:
    """this test ensures that no two rooms translate the same sentence, perhaps differently."""
    assert sum(len(catalogue) for catalogue in CATALOGUES.values()) == len(ENGLISH)


def test_english_is_english() -> None:
    """this test ensures that a translation has no Vietnamese letter left in it, unless the sentence is kept."""
    assert [told for sentence, told in ENGLISH.items() if sentence not in KEPT and is_vietnamese(told)] == []


def test_what_is_written_down_stays_vietnamese() -> None:
    """this test ensures that a reason in the journal and a title on paper do not depend on the screen."""
    found = {sentence for source in SOURCES.values() for _, sentence in written(source, WRITERS)}
    assert len(found) > 10
    assert found - set(KEPT) == set()


def test_a_letter_is_vietnamese_throughout() -> None:
    """this test ensures that the letter returning a form and the findings it lists are in one language."""
    letter = [ROOT / "docgen" / "forms" / name for name in ("checking.py", "reply.py")]
    assert {sentence for path in letter for _, sentence in said(SOURCES[path])} - set(KEPT) == set()


def test_faults_of_a_catalogue_are_found() -> None:
    """this test ensures that a planted sentence, a dead entry, a wrong place and a written word are found (twins)."""
    planted = [sentence for _, sentence in said('def f():\n    say(tr("Câu mới {n}.", n=1))\n')]
    assert untold(planted, ENGLISH) == ["Câu mới {n}."]
    assert unsaid(planted, {"Câu cũ.": "Old."}) == ["Câu cũ."]
    assert displaced({"Câu mới {n}.": "New {m}."}) == ["Câu mới {n}."]
    assert displaced({"Ngày {day:%d/%m/%Y}": "Day {day}"}) == ["Ngày {day:%d/%m/%Y}"]
    assert displaced({"Câu mới {n}.": "New {n}."}) == []
    assert list(written('store.changing(reason=tr("ghi"))', {"changing"})) == [(1, "ghi")]
    assert list(said('tr(f"Tệp {file}.")')) == []
    assert is_vietnamese("đ") and is_vietnamese("Tệp") and not is_vietnamese("“File” … – ok")


def test_words_of_templates_are_no_places() -> None:
    """this test ensures that a sentence that speaks of {%p is not read as having places."""
    assert places("giữa các đoạn ({%p) hoặc giữa các hàng ({%tr)") == set()


def is_vietnamese(text: str) -> bool:
    """Whether a text has đ or a letter with a mark."""
    return bool(re.search("[đĐ]", text)) or any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", text))


# ---- the language of a run


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Circle:
    """An empty office."""
    folder = tmp_path_factory.mktemp("lang")
    circle = Circle(office=folder / "van-phong", outside=folder / "ben-ngoai", is_inside=True)
    circle.office.mkdir()
    (circle.office / "office.toml").write_bytes(OFFICE_TOML.read_bytes())
    circle.docgen("init", circle.office)
    return circle


def heard(circle: Circle, lang: str, *words: object) -> str:
    """What status, or the given words, say under $LANG."""
    environment = {"DOCGEN_OFFICE": str(circle.office), "DOCGEN_ACTOR": "văn thư", "LANG": lang}
    return run_inside("docgen", [str(word) for word in words or ("status",)], environment).err


def test_english_is_asked_for(circle: Circle) -> None:
    """this test ensures that --lang en speaks English, whatever $LANG says."""
    said_english = heard(circle, "vi_VN.UTF-8", "--lang", "en", "status")
    assert "Inbox: 0 files not yet taken in." in said_english
    assert "Thư mục nhận" not in said_english


def test_an_error_is_english_too(circle: Circle, tmp_path: Path) -> None:
    """this test ensures that an error and its advice are told in English."""
    told = heard(circle, "C", "--lang", "en", "--office", tmp_path, "status")
    assert told.startswith("ERROR: ")
    assert "What to do: Run “docgen init FOLDER”" in told


@pytest.mark.parametrize("lang", ["en_US.UTF-8", "en", "en_GB"])
def test_the_system_speaks_english(circle: Circle, lang: str) -> None:
    """this test ensures that English is spoken when the system speaks it, unless Vietnamese is asked for."""
    assert "Inbox:" in heard(circle, lang)
    assert "Thư mục nhận:" in heard(circle, lang, "--lang", "vi", "status")


@pytest.mark.parametrize("lang", ["vi_VN", "vi_VN.UTF-8", "C", "C.UTF-8", "", "fr_FR.UTF-8"])
def test_any_other_system_hears_vietnamese(circle: Circle, lang: str) -> None:
    """this test ensures that Vietnamese is spoken unless the system speaks English."""
    assert "Thư mục nhận:" in heard(circle, lang)


def test_a_language_that_is_not_there_is_refused(circle: Circle) -> None:
    """this test ensures that only vi and en can be asked for."""
    assert run_inside("docgen", ["--lang", "fr", "status"], {"DOCGEN_OFFICE": str(circle.office)}).code == 2


def test_the_language_of_one_run_does_not_stay(circle: Circle) -> None:
    """this test ensures that a run after an English one speaks Vietnamese again."""
    heard(circle, "C", "--lang", "en", "status")
    assert "Thư mục nhận:" in heard(circle, "C")
