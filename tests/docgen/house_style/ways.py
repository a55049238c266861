"""The ways in which typists set two things side by side, as WordprocessingML written by hand.

A way takes the lines of both halves, row by row, and gives the XML; a line is its runs, "" for none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .papers import p, r, row

Lines = Sequence[str]
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_VML = "urn:schemas-microsoft-com:vml"
TAB = "<w:r><w:tab/></w:r>"
COLUMN = '<w:r><w:br w:type="column"/></w:r>'


def _rows(left: Lines, right: Lines) -> list[tuple[str, str]]:
    most = max(len(left), len(right))
    return list(zip([*left, *[""] * (most - len(left))], [*right, *[""] * (most - len(right))], strict=True))


def cell(line: str) -> str:
    """A line of a cell: recipients at the left, all else in the middle."""
    return p(line, jc="left" if "Nơi nhận" in line or ">- " in line else "center")


def tabs(left: Lines, right: Lines) -> str:
    """Centred tab stops in the middle of both halves."""
    stops = '<w:tabs><w:tab w:val="center" w:pos="1900"/><w:tab w:val="center" w:pos="6600"/></w:tabs>'
    return "".join(p(f"{TAB}{a}{TAB}{b}" if b else f"{TAB}{a}" if a else "", jc="left", props=stops)
                   if b or not a else p(a, jc="left", props=stops) for a, b in _rows(left, right))  # fmt: skip


def one_tab(left: Lines, right: Lines) -> str:
    """The left half at the margin, then one tab or several."""
    return "".join(p(f"{a}{TAB}{TAB if len(a) < 90 else ''}{b}" if b else a, jc="left") for a, b in _rows(left, right))


def blanks(left: Lines, right: Lines) -> str:
    """A row of blanks between the halves, and before a right half that stands alone."""
    return "".join(p(f"{a}{r(' ' * (14 if a else 48))}{b}" if b else a, jc="left") for a, b in _rows(left, right))


def one_after_the_other(left: Lines, right: Lines) -> str:
    """The left lines as centred paragraphs, then the right ones."""
    return "".join(p(line) for line in (*left, *right))


def right_first(left: Lines, right: Lines) -> str:
    """The right lines as paragraphs to the right, then the left ones."""
    return "".join(p(line, jc="right") for line in right) + "".join(p(line, jc="left") for line in left)


def indented(left: Lines, right: Lines) -> str:
    """The right lines centred in an indented half."""
    half = '<w:ind w:left="4536"/>'
    return "".join(p(line) for line in left) + "".join(p(line, props=half) for line in right)


def frames(left: Lines, right: Lines) -> str:
    """Two frames of old Word."""
    frame = '<w:framePr w:w="{}" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:x="{}" w:y="1"/>'
    sides = ((left, frame.format(3700, 1)), (right, frame.format(5500, 3900)))
    return "".join(p(line, props=props) for lines, props in sides for line in lines)


def columns(left: Lines, right: Lines) -> str:
    """A section of two columns with a break between them."""
    edges = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/><w:type w:val="continuous"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="{right}" w:bottom="1134" w:left="1701" w:header="567" w:footer="567"/>'
        '{cols}<w:titlePg/></w:sectPr>'
    )  # fmt: skip
    two = edges.replace("{cols}", '<w:cols w:num="2" w:space="200"/>')
    last = f"<w:p><w:pPr>{two}</w:pPr></w:p>"
    first = f"{COLUMN}{right[0]}"
    return "".join(p(line) for line in (*left, first, *right[1:])) + last


def _shape(inside: str) -> str:
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="{_WP}">'
        f'<wp:extent cx="2500000" cy="900000"/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_WPS}">'
        f'<wps:wsp xmlns:wps="{_WPS}"><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape xmlns:v="{_VML}" style="width:200pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent>'
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def boxes(left: Lines, right: Lines) -> str:
    """Two text boxes of today, each with its copy for old programs, hung on one empty paragraph."""
    inside = ("".join(p(line) for line in lines) for lines in (left, right))
    return p(*(f"<w:r>{_shape(each)}</w:r>" for each in inside))


def old_boxes(left: Lines, right: Lines) -> str:
    """Two text boxes of Word 2003, each hung on a paragraph of its own."""
    shape = '<w:r><w:pict><v:shape xmlns:v="{}" style="width:200pt;height:80pt"><v:textbox><w:txbxContent>{}'
    end = "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    inside = ("".join(p(line) for line in lines) for lines in (left, right))
    return "".join(p(shape.format(_VML, each) + end) for each in inside)


def table(left: Lines, right: Lines) -> str:
    """A table, a row for every line."""
    cells = ("".join(row(cell(a), cell(b)) for a, b in _rows(left, right)),)
    return f"<w:tbl>{cells[0]}</w:tbl>"


def three_columns(left: Lines, right: Lines) -> str:
    """A table with an empty column in the middle."""
    return f"<w:tbl>{row(''.join(map(cell, left)), p(), ''.join(map(cell, right)))}</w:tbl>"


def in_one_cell(left: Lines, right: Lines) -> str:
    """Halves in two one-cell tables one under the other, moved beside each other by hand."""
    return "".join(f"<w:tbl>{row(''.join(map(cell, lines)))}</w:tbl>" for lines in (left, right))


def split_table(left: Lines, right: Lines) -> str:
    """The names in one table, the last line of both halves in another."""
    return table(left[:-1], right[:-1]) + p() + table(left[-1:], right[-1:])


def tabs_below(left: Lines, right: Lines) -> str:
    """The names in a table, the last line of both halves under it with a tab."""
    return table(left[:-1], right[:-1]) + one_tab(left[-1:], right[-1:])


def drawn(length: int) -> str:
    """A run with a straight line as long as `length` twips, floating."""
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_WP}"><wp:extent cx="{length * 635}" cy="0"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_WPS}"/></a:graphic></wp:anchor></w:drawing></w:r>'
    )


HEADERS: dict[str, Callable[[Lines, Lines], str]] = {
    "tabs": tabs,
    "one tab": one_tab,
    "blanks": blanks,
    "one after the other": one_after_the_other,
    "right first": right_first,
    "indented": indented,
    "frames": frames,
    "columns": columns,
    "text boxes": boxes,
    "old text boxes": old_boxes,
    "rows of a table": table,
    "three columns": three_columns,
    "one-cell tables": in_one_cell,
    "two tables": split_table,
    "tabs under a table": tabs_below,
}
SIGNATURES = {name: way for name, way in HEADERS.items() if way not in (split_table, tabs_below, table)}
