"""What takes effect: style chains, toggles, themes, defaults, sections, content controls, hidden text."""

from __future__ import annotations

from docgen.house_style.document import Document, Paragraph
from docgen.house_style.reading import read_document
from docgen.media.zips import open_package

from .papers import Parts, p, party_decision, r, state_decision


def _read(paper: Parts) -> Document:
    return read_document(open_package(paper.docx()))


def _with(block: str, *, styles: tuple[str, str] = ("", "")) -> Paragraph:
    """The paragraph that begins with "Mẫu" in a paper that holds `block`."""
    paper = party_decision().twin("<w:sectPr>", f"{block}<w:sectPr>")
    if styles[0]:
        paper = paper.twin(*styles, part="styles")
    return next(line for line in _read(paper).paragraphs if line.raw.startswith("Mẫu"))


def _plain(text: str, props: str = "", marks: str = "") -> str:
    return f"<w:p><w:pPr>{props}</w:pPr><w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_defaults_take_effect() -> None:
    """A run that says nothing has the document's defaults."""
    run = _with(_plain("Mẫu")).ink[0]
    assert (run.size, run.fonts[0], run.bold, run.colour) == (28, "Times New Roman", False, "auto")


def test_style_chain_is_followed() -> None:
    """A mark of a style reaches the run, and a style inherits what it is based on."""
    bold = '<w:style w:type="paragraph" w:styleId="Bold">'
    big = '<w:style w:type="paragraph" w:styleId="Big"><w:basedOn w:val="Bold"/>'
    big += '<w:rPr><w:sz w:val="36"/></w:rPr></w:style>'
    base = (bold, big + bold)
    run = _with(_plain("Mẫu", '<w:pStyle w:val="Big"/>'), styles=base).ink[0]
    assert (run.size, run.bold) == (36, True)


def test_direct_mark_wins() -> None:
    """A direct mark switches off what the style switches on."""
    assert not _with(_plain("Mẫu", '<w:pStyle w:val="Bold"/>', '<w:b w:val="0"/>')).ink[0].bold


def test_two_toggles_cancel_out() -> None:
    """Bold of the paragraph style and bold of the character style cancel out, as Word shows them."""
    assert not _with(_plain("Mẫu", '<w:pStyle w:val="Bold"/>', '<w:rStyle w:val="Strong"/>')).ink[0].bold
    assert _with(_plain("Mẫu", "", '<w:rStyle w:val="Strong"/>')).ink[0].bold


def test_style_based_on_itself_ends() -> None:
    """A damaged style that is based on itself is read once."""
    ring = (
        '<w:style w:type="paragraph" w:styleId="Bold"><w:basedOn w:val="Normal"/>',
        '<w:style w:type="paragraph" w:styleId="Bold"><w:basedOn w:val="Bold"/>',
    )
    assert _with(_plain("Mẫu", '<w:pStyle w:val="Bold"/>'), styles=ring).ink[0].bold


def test_named_face_hides_theme_face() -> None:
    """A face named on the run hides a theme face of the defaults."""
    theme = ('w:ascii="Times New Roman"', 'w:asciiTheme="minorAscii"')
    assert _with(_plain("Mẫu", "", '<w:rFonts w:ascii="Arial"/>'), styles=theme).ink[0].fonts[0] == "Arial"
    assert _with(_plain("Mẫu"), styles=theme).ink[0].fonts[0] == "Times New Roman"  # Word’s own, without a theme


def test_hidden_and_deleted_text_is_not_read() -> None:
    """Hidden text and tracked deletions are not read, tracked insertions are."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
    added = "<w:ins><w:r><w:t> thêm</w:t></w:r></w:ins>"
    assert _with(f"<w:p><w:r><w:t>Mẫu</w:t></w:r>{hidden}{deleted}{added}</w:p>").text == "Mẫu thêm"


def test_content_control_is_read_through() -> None:
    """Text in a content control around paragraphs is part of the document, at its place."""
    line = _with(f"<w:sdt><w:sdtContent>{_plain('Mẫu')}</w:sdtContent></w:sdt>")
    assert line.place == "đoạn 10"  # after the nine of the decision


def test_text_box_is_read_once() -> None:
    """A text box is read once, its copy for old programs is not."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    paper = party_decision().twin("<w:sectPr>", f"<w:p><w:r>{both}</w:r></w:p><w:sectPr>")
    assert [line.text for line in _read(paper).boxes] == ["Trong khung"]


def test_caps_are_capitals() -> None:
    """Text set in capitals by formatting reads as capitals, as on the page."""
    assert _with(_plain("Mẫu quyết định", "", "<w:caps/>")).text == "MẪU QUYẾT ĐỊNH"


def test_line_break_cuts_lines() -> None:
    """A paragraph with a line break has two lines that keep their looks."""
    line = _with(p(r("Mẫu một", "b") + "<w:r><w:br/></w:r>" + r("dòng hai", "i")))
    assert [(part.text, part.ink[0].bold) for part in line.lines] == [("Mẫu một", True), ("dòng hai", False)]


def test_sections_inherit_headers() -> None:
    """A section without its own header shows the one of the section before it."""
    reference = '<w:headerReference w:type="default" r:id="rId2"/>'
    paper = state_decision()
    last = paper.document.rindex(reference)
    bare = paper.twin(paper.document, paper.document[:last] + paper.document[last + len(reference) :])
    first, second = _read(bare).sections
    assert second.headers["default"] == first.headers["default"]
    assert (first.page_start, second.page_start) == (None, 1)


def test_place_counts_from_one() -> None:
    """The place of a line in a table names table, row, cell and paragraph."""
    line = next(line for line in _read(state_decision()).paragraphs if line.text.startswith("Số:"))
    assert line.place == "bảng 1, hàng 2, ô 1, đoạn 1"
