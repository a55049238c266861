"""Named paragraph styles of a regime: a clerk who opens a template in Word finds each cell of the layout by name.

Knows how each kind of paragraph looks; does not know where it stands. Paragraphs carry no formatting of their
own, so a whole office can change a look in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from docgen.authoring.measures import FIRST_LINE, FONT, PARAGRAPH_GAP, Measures

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SINGLE = 240
TINY = 2  # a tenth of a point: a section mark must never need a page of its own
_CELL_GAP = 20
_ADDRESSED = 1134  # "Kính gửi:" begins 20 mm in
_DASHES = _ADDRESSED + 988  # and the dashes stand under its colon (ND30 II.9.d): "Kính gửi" is 49.4 pt wide
_DASH = 163  # a hyphen and a space at 14 pt


@dataclass(frozen=True, kw_only=True)
class Look:
    """How one kind of paragraph looks; sizes in points, lengths in tw, `outline` 1 to 3 for headings."""

    name: str
    id: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "left"
    before: int = 0
    after: int = 0
    line: int = SINGLE
    exact: bool = False
    first_line: int = 0
    left: int = 0
    hanging: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int = 0


def looks_of(measures: Measures) -> tuple[Look, ...]:
    """Every style of one regime."""
    return (*_header(measures), *_title(measures), *_body(measures), *_signing(measures), *_annex(measures))


def _header(m: Measures) -> tuple[Look, ...]:
    return (
        Look(name="Normal", id="Normal", size=m.body_size),
        Look(name="header", id="Header", size=m.page_number_size, align="center"),
        Look(name="Cơ quan cấp trên", id="Superior", size=m.superior_size, align="center"),
        Look(name="Cơ quan ban hành", id="Issuer", size=m.issuer_size, bold=True, align="center"),
        Look(name="Dấu sao", id="Star", size=m.issuer_size, align="center"),
        Look(name="Tiêu đề bên phải", id="National", size=m.heading_size, bold=True, align="center"),
        Look(name="Tiêu ngữ", id="Motto", size=m.motto_size, bold=True, align="center"),
        Look(name="Đường kẻ", id="Rule", size=1, align="center", line=30, exact=True),
        Look(name="Số ký hiệu", id="Number", size=m.number_size, align="center", before=0 if m.is_party else 160),
        Look(name="Địa danh ngày tháng", id="PlaceDate", size=m.date_size, italic=True, align="center"),
        Look(
            name="Mức độ lưu hành",
            id="Circulation",
            size=12 if m.is_party else 13,
            bold=True,
            align="center",
            after=100,
        ),
    )


def _title(m: Measures) -> tuple[Look, ...]:
    return (
        _centred("Title", id="Title", size=m.type_size, before=180 if m.is_party else 240),
        _centred("Trích yếu", id="Subject", size=m.subject_size),
        Look(name="Gạch dưới trích yếu", id="Dashes", size=m.subject_size, align="center", keep_next=True),
        Look(name="Dòng theo văn bản", id="Under", size=m.subject_size, italic=True, align="center"),
        _centred("Thẩm quyền ban hành", id="Authority", size=m.body_size, before=140 if m.is_party else 250),
        _centred("Quyết định", id="Decides", size=m.body_size, before=0 if m.is_party else 120),
    )


def _centred(name: str, *, id: str, size: float, before: int = 0) -> Look:
    return Look(name=name, id=id, size=size, before=before, bold=True, align="center", keep_next=True)


def _body(m: Measures) -> tuple[Look, ...]:
    text = Look(
        name="Nội dung",
        id="Body",
        size=m.body_size,
        align="both",
        before=PARAGRAPH_GAP,
        line=m.line,
        exact=m.is_exact,
        first_line=FIRST_LINE,
    )
    return (
        text,
        replace(text, name="Căn cứ", id="Basis", italic=not m.is_party),
        replace(text, name="heading 1", id="Heading1", bold=True, keep_next=True, outline=1),
        replace(text, name="heading 2", id="Heading2", bold=True, keep_next=True, outline=2),
        replace(text, name="heading 3", id="Heading3", keep_lines=True, outline=3),  # Điều
        Look(name="Thông tin cá nhân", id="Person", size=m.body_size, before=60),
    )


def _signing(m: Measures) -> tuple[Look, ...]:
    party = m.is_party
    space = 205 if party else 190
    return (
        Look(
            name="Nơi nhận",
            id="Recipients",
            size=m.label_size,
            bold=not party,
            italic=not party,
            underline=party,
            before=space,
        ),
        Look(name="Danh sách nơi nhận", id="Recipient", size=m.recipient_size),
        Look(name="Khoảng trên chữ ký", id="SignSpace", size=2, line=space, exact=True),
        Look(name="Quyền hạn người ký", id="SignBold", size=14 if party else m.body_size, bold=True, align="center"),
        Look(name="Chức vụ người ký", id="SignRegular", size=14, align="center"),
        Look(name="Khoảng ký", id="SignGap", size=m.body_size, align="center"),
        Look(name="Hướng dẫn ký", id="SignHint", size=m.body_size, italic=True, align="center"),
        Look(name="Họ tên người ký", id="Signatory", size=m.body_size, bold=True, align="center"),
        Look(name="Ngắt phần", id="Break", size=1, line=TINY, exact=True),
    )


def _cell(name: str, *, id: str, size: float, bold: bool = False, align: str = "left") -> Look:
    return Look(name=name, id=id, size=size, bold=bold, align=align, before=_CELL_GAP, after=_CELL_GAP)


def _annex(m: Measures) -> tuple[Look, ...]:
    size = m.table_size
    return (
        Look(name="Phụ lục", id="AnnexLabel", size=14, bold=True, align="center", keep_next=True),
        Look(name="Tên phụ lục", id="AnnexTitle", size=14, bold=True, align="center", keep_next=True, outline=1),
        Look(name="Dòng kèm theo", id="AnnexReference", size=14, italic=True, align="center", keep_next=True),
        Look(name="Khoảng trên bảng", id="TableSpace", size=2, line=160, exact=True, keep_next=True),
        _cell("Tiêu đề bảng", id="TableHead", size=size, bold=True, align="center"),
        _cell("Bảng trái", id="TableText", size=size),
        _cell("Bảng giữa", id="TableCentre", size=size, align="center"),
        _cell("Bảng phải", id="TableRight", size=size, align="right"),
        _cell("Bảng đậm", id="TableBold", size=size, bold=True),
        Look(
            name="Bảng đậm giữa",
            id="TableBoldCentre",
            size=size,
            before=_CELL_GAP,
            after=_CELL_GAP,
            bold=True,
            align="center",
        ),
        Look(
            name="Bảng đậm phải",
            id="TableBoldRight",
            size=size,
            before=_CELL_GAP,
            after=_CELL_GAP,
            bold=True,
            align="right",
        ),
        Look(name="Hết phụ lục", id="AnnexEnd", size=m.body_size, align="right"),
        Look(name="Dòng kẻ chấm", id="DotLine", size=size, before=60),
        Look(name="Lệnh mẫu", id="Tag", size=8),
    )


def letter_looks(m: Measures) -> tuple[Look, ...]:
    """The styles only a công văn has: its subject and whom it is written to (ND30 II.5.b, II.9.d; HD36 PL 3)."""
    subject = Look(name="Trích yếu công văn", id="LetterSubject", size=12, italic=m.is_party, align="center")
    return (
        replace(subject, before=PARAGRAPH_GAP),
        replace(subject, name="Trích yếu công văn, dòng sau", id="LetterSubjectMore"),
        Look(name="Kính gửi", id="Addressed", size=14, italic=m.is_party, before=240, left=_ADDRESSED, keep_next=True),
        Look(name="Nơi được gửi", id="Addressee", size=14, left=_DASHES + _DASH, hanging=_DASH),
    )


def styles_xml(measures: Measures, more: Sequence[Look] = ()) -> str:
    """The styles part of a template; `more` are styles that only this template has."""
    styles = "".join(_style(look) for look in (*looks_of(measures), *more))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{_NS}"><w:docDefaults>'
        f"<w:rPrDefault><w:rPr>{_fonts()}"
        '<w:lang w:val="vi-VN" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        f"{styles}{_other_styles()}</w:styles>"
    )


def _fonts() -> str:
    places = " ".join(f'w:{place}="{FONT}"' for place in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts {places}/><w:color w:val="000000"/>'


def _style(look: Look) -> str:
    default = ' w:default="1"' if look.id == "Normal" else ""
    based = "" if look.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{look.id}"><w:name w:val={quoteattr(look.name)}/>{based}'
        f"<w:qFormat/><w:pPr>{_paragraph(look)}</w:pPr><w:rPr>{_run(look)}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> str:
    rule = "exact" if look.exact else "auto"
    parts = [
        "<w:keepNext/>" if look.keep_next else "",
        "<w:keepLines/>" if look.keep_lines else "",
        "<w:widowControl/>",
        f'<w:spacing w:before="{look.before}" w:after="{look.after}" w:line="{look.line}" w:lineRule="{rule}"/>',
        _indent(look),
        f'<w:jc w:val="{look.align}"/>',
        f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else "",
    ]
    return "".join(parts)


def _indent(look: Look) -> str:
    if look.left:
        return f'<w:ind w:left="{look.left}" w:hanging="{look.hanging}"/>'
    return f'<w:ind w:firstLine="{look.first_line}"/>' if look.first_line else ""


def _run(look: Look) -> str:
    size = round(look.size * 2)
    flags = [("b", look.bold), ("bCs", look.bold), ("i", look.italic), ("iCs", look.italic)]
    marks = "".join(f"<w:{name}/>" for name, is_set in flags if is_set)
    underline = '<w:u w:val="single"/>' if look.underline else ""
    return f'{marks}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{underline}'


def _other_styles() -> str:
    """The character style of a prompt and the plain table style Word expects."""
    return (
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
