"""A paper read by its form says exactly what a whole reading of its XML says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import UnsafeFile
from docgen.house_style.document import Document
from docgen.house_style.reading import MAIN_PART, _Reader, read_document
from docgen.house_style.twins import Forms
from docgen.media.zips import open_package

from .papers import Parts, party_decision, state_decision

TEMPLATES = sorted((Path(__file__).parents[3] / "templates").glob("*/*.docx"))
PAPERS = {"party": party_decision(), "state": state_decision()}


def whole(docx: bytes) -> Document:
    """The paper read without any help of others."""
    package = open_package(docx)
    return _Reader(package).document(package.read(MAIN_PART))


def by_form(docx: bytes, forms: Forms) -> Document:
    """The paper read by the forms known so far."""
    package = open_package(docx)
    reader = _Reader(package)
    return forms.document(package.read(MAIN_PART), reader.other_parts(), reader.document)


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_every_template_reads_alike(path: Path) -> None:
    """This test ensures that the built-in templates, tags and all, read the same by form and as a whole."""
    docx = path.read_bytes()
    assert by_form(docx, Forms()) == whole(docx)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_other_words_in_the_same_form(words: str) -> None:
    """This test ensures that a twin with any words at all reads as if it had been read alone."""
    text = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    forms, paper = Forms(), PAPERS["party"]
    by_form(paper.docx(), forms)
    twin = paper.twin(">QUYẾT ĐỊNH<", f">{text}<").docx()
    try:
        expected = whole(twin)
    except UnsafeFile:
        with pytest.raises(UnsafeFile):
            by_form(twin, forms)
        return
    assert by_form(twin, forms) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('w:val="24"', 'w:val="26"'),  # another size
        ("<w:b/>", ""),  # not bold any more
        (">QUYẾT ĐỊNH<", "><"),  # an empty text is no run of the form
        (">QUYẾT ĐỊNH<", "> <"),
    ],
)
def test_another_form_is_no_twin(old: str, new: str) -> None:
    """This test ensures that a paper that differs in more than letters is read for itself (broken twins)."""
    forms, paper = Forms(), PAPERS["party"]
    by_form(paper.docx(), forms)
    twin = paper.twin(old, new).docx()
    assert by_form(twin, forms) == whole(twin) != whole(paper.docx())


def test_another_style_sheet_is_no_twin() -> None:
    """This test ensures that equal text under other styles is read under those styles."""
    forms, paper = Forms(), PAPERS["state"]
    by_form(paper.docx(), forms)
    twin = paper.twin('w:ascii="Times New Roman"', 'w:ascii="Arial"', part="styles").docx()
    assert by_form(twin, forms) == whole(twin) != whole(paper.docx())


@pytest.mark.parametrize("bad", ["&nbsp;", "&#1;", "]]>", "\x01", "&lsaquo;"])
def test_what_a_whole_reading_refuses_is_refused(bad: str) -> None:
    """This test ensures that letters no XML may hold are refused though their form is known."""
    forms, paper = Forms(), PAPERS["party"]
    by_form(paper.docx(), forms)
    twin = paper.twin(">QUYẾT ĐỊNH<", f">{bad}<").docx()
    with pytest.raises(UnsafeFile):
        by_form(twin, forms)


@pytest.mark.parametrize("odd", ["&#272;", "Đ\ue000", "A\r\nB", "<![CDATA[Đ]]>"])
def test_odd_but_lawful_letters_are_read_whole(odd: str) -> None:
    """This test ensures that what only an XML reader can tell is left to it."""
    forms, paper = Forms(), PAPERS["party"]
    by_form(paper.docx(), forms)
    twin = paper.twin(">QUYẾT ĐỊNH<", f">{odd}<").docx()
    assert by_form(twin, forms) == whole(twin)


def test_another_encoding_is_read_whole() -> None:
    """This test ensures that a declared encoding is obeyed."""
    declared: Parts = PAPERS["party"]
    text = '<?xml version="1.0" encoding="iso-8859-1"?>' + declared.document
    twin = Parts(
        document=text, header=declared.header, first_header=declared.first_header, footer=declared.footer
    ).docx()
    assert by_form(twin, Forms()) == whole(twin)
    assert read_document(open_package(twin)) == whole(twin)


def test_only_few_forms_are_kept() -> None:
    """This test ensures that a stream of strange papers does not fill the memory."""
    forms, paper = Forms(), PAPERS["party"]
    for size in range(20, 60):
        by_form(paper.twin('w:val="24"', f'w:val="{size}"').docx(), forms)
    assert len(forms._known) == 16
