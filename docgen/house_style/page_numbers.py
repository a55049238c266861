"""The page number moved to where both regimes want it: the middle of the top margin, hidden on page 1.

Knows fields, header parts and their references; only footers and headers that hold nothing else are touched.
"""

from __future__ import annotations

from lxml import etree

from docgen.house_style.places import Papers
from docgen.house_style.styles import W
from docgen.media.comments import declared
from docgen.media.zips import Package

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "word/header-docgen.xml"
_REL = "rIdDocgenHeader"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEADER = '<w:hdr xmlns:w="{space}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p></w:hdr>'  # one centred line
_SIZE = 28  # half-points; right in both regimes
_SAYING = ("t", "drawing", "pict", "fldSimple", "instrText")
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_RUN = '<w:r><w:rPr>{font}<w:sz w:val="{size}"/></w:rPr>{inside}</w:r>'


def put_on_top(package: Package, papers: Papers, parts: dict[str, bytes]) -> bool:
    """Give every section a header with the number alone; False when a header or footer says something more.

    New and changed parts that are not the paper's own are added to `parts`.
    """
    edges = [root for name, root in papers.edges.items() if _says(root) and name != _PART]
    if any(not _only_number(root) for root in edges):
        return False
    for name, root in papers.edges.items():
        if name.startswith("word/footer"):
            for paragraph in root.iter(W + "p"):
                _emptied(paragraph)
    for number, section in enumerate(papers.sections):
        _refer(section)
        if number == 0 and section.find(W + "titlePg") is None:
            _title_page(section)
    parts.update(declared(package, _PART, kind=f"{_R}/header", content=_CONTENT, rel=_REL))
    parts[_PART] = _header().encode()
    return True


def _header() -> str:
    mark = '<w:fldChar w:fldCharType="{}"/>'
    pieces = (mark.format("begin"), "<w:instrText>PAGE</w:instrText>", mark.format("separate"), "<w:t>2</w:t>")
    inside = (*pieces, mark.format("end"))
    runs = "".join(_RUN.format(font=_FONT, size=_SIZE, inside=piece) for piece in inside)
    return _HEADER.format(space=W[1:-1], runs=runs)


def _says(root: etree._Element) -> bool:
    """Whether words, fields or pictures stand in a header or footer."""
    return next(root.iter(*(W + name for name in _SAYING)), None) is not None


def _only_number(root: etree._Element) -> bool:
    """Whether nothing but a page number stands in it."""
    text = "".join(node.text or "" for node in root.iter(W + "t")).strip(" -–\u00a0")
    fields = [node.text or "" for node in root.iter(W + "instrText")]
    fields += [node.get(W + "instr") or "" for node in root.iter(W + "fldSimple")]
    if next(root.iter(W + "drawing", W + "pict"), None) is not None or (text and not text.isdecimal()):
        return False
    return all(each.split()[:1] == ["PAGE"] for each in fields if each.strip())


def _emptied(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != W + "pPr":
            paragraph.remove(child)


def _refer(section: etree._Element) -> None:
    """Point the default header at the number; without a first one, page 1 shows an empty header."""
    for reference in section.findall(W + "headerReference"):
        section.remove(reference)
    section.insert(0, etree.Element(W + "headerReference", {W + "type": "default", f"{{{_R}}}id": _REL}))


def _title_page(section: etree._Element) -> None:
    after = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
    at = next((n for n, child in enumerate(section) if child.tag in {W + name for name in after}), len(section))
    section.insert(at, etree.Element(W + "titlePg"))
