"""Word documents joined: each keeps its own sections and page 1, and what reaches over its end is never joined."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from docgen.media.docx import document_text
from docgen.media.zips import open_package
from docgen.printing.joining import join, joinable, mark
from tests.support.papers import NAMES, sample_paper

from .conftest import saved

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paper(text: str = "Dieu 1") -> Any:
    """A document of two sections with a header; the second section begins its annex."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Dau trang"
    document.add_paragraph(text)
    document.add_section()
    document.add_paragraph("Phu luc")
    return document


def _field(document: Any, order: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), order)
    document.paragraphs[0]._p.append(field)


def _element(document: Any, name: str) -> None:
    document.paragraphs[0]._p.append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))


def _numbered(document: Any) -> None:
    properties = document.paragraphs[0]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))


def _linked(document: Any) -> None:
    document.paragraphs[0]._p.append(parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="cho"/>'))


def _ending_in_a_table(document: Any) -> None:
    last = document.paragraphs[-1]._p
    document.add_table(1, 1)
    last.getparent().remove(last)


def _on_an_odd_page(document: Any) -> None:
    document.sections[1].start_type = WD_SECTION.ODD_PAGE


def _with_a_later_footer(document: Any) -> None:
    document.sections[1].footer.is_linked_to_previous = False


REACHING = {
    "total of pages": lambda d: _field(d, " NUMPAGES "),
    "pages of a section": lambda d: _field(d, "SECTIONPAGES"),
    "reference": lambda d: _field(d, "REF cho"),
    "sequence": lambda d: _field(d, "SEQ Bang"),
    "property": lambda d: _field(d, "DOCPROPERTY Title"),
    "field cut in pieces": lambda d: d.paragraphs[0]._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:instrText>NUM</w:instrText></w:r>")
    ),
    "footnote": lambda d: _element(d, "footnoteReference"),
    "comment": lambda d: _element(d, "commentReference"),
    "picture of old Word": lambda d: _element(d, "pict"),
    "list number": _numbered,
    "list number by its style": lambda d: setattr(d.paragraphs[0], "style", d.styles["List Number"]),
    "link inside": _linked,
    "table at the end": _ending_in_a_table,
    "odd page": _on_an_odd_page,
    "footer of a later section": _with_a_later_footer,
}


@pytest.mark.parametrize("what", REACHING)
def test_what_reaches_over_the_end_is_not_joined(what: str) -> None:
    """What counts, refers or notes beyond one paper lets it be converted alone; the twin without it is joined."""
    document = paper()
    assert joinable(saved(document)) is not None
    REACHING[what](document)
    assert joinable(saved(document)) is None


def test_the_page_number_is_no_hindrance() -> None:
    """The number of the page begins anew with every document, so its field is joined, with its form too."""
    document = paper()
    _field(document, " PAGE  \\* MERGEFORMAT ")
    assert joinable(saved(document)) is not None


def test_only_what_shares_everything_but_the_text_is_of_one_form() -> None:
    """Another text is the same form, longer by its letters; another style or header is another form."""
    first, second = joinable(saved(paper("Dieu 1"))), joinable(saved(paper("Dieu 1 va nua")))
    assert first is not None
    assert second is not None
    assert (first.form, second.length - first.length) == (second.form, len(" va nua"))
    other = paper()
    other.sections[0].header.paragraphs[0].text = "Dau khac"
    changed = joinable(saved(other))
    assert changed is not None
    assert changed.form != first.form


def test_joined_documents_follow_each_other() -> None:
    """All text stands in order; each document has its mark, its own sections, a new page and the number 1."""
    documents = [saved(paper(f"Van ban {number}")) for number in range(3)]
    joined = join(documents)
    assert document_text(joined) == tuple(text for data in documents for text in document_text(data))
    root = open_package(joined).xml("word/document.xml")
    marks = list(root.iter(f"{W}bookmarkStart"))
    assert [each.get(f"{W}name") for each in marks] == [mark(number) for number in range(3)]
    assert len({each.get(f"{W}id") for each in marks}) == 3
    sections = list(root.iter(f"{W}sectPr"))
    assert len(sections) == 6
    firsts = sections[::2]
    assert [_value(each, "pgNumType", "start") for each in firsts] == ["1"] * 3
    assert [_value(each, "type", "val") for each in firsts] == ["nextPage"] * 3
    body = root.find(f"{W}body")
    assert body is not None
    assert body[-1] is sections[-1]


def test_a_number_a_paper_begins_with_is_kept() -> None:
    """A paper whose first page is page 5 still begins with 5."""
    document = paper()
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "5")
    document.sections[0]._sectPr.append(numbers)
    root = open_package(join([saved(document)])).xml("word/document.xml")
    assert _value(next(root.iter(f"{W}sectPr")), "pgNumType", "start") == "5"


def test_every_built_in_paper_may_be_joined() -> None:
    """None of our own papers reaches over its end, the form with its answering fields included."""
    assert [name for name in NAMES if joinable(sample_paper(name)) is None] == []


def _value(section: etree._Element, name: str, attribute: str) -> str | None:
    element = section.find(f"{W}{name}")
    return None if element is None else element.get(f"{W}{attribute}")
