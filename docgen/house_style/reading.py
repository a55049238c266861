"""From the XML of a .docx to the document as it meets the eye.

Knows WordprocessingML; does not know rules. Accepted insertions count as text, deletions, moved-away and hidden
text do not. Content controls, links and fields are read through; the copies kept for old programs are skipped.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from lxml import etree

from docgen.house_style.document import Cell, Document, Paragraph, Picture, Run, Section, Table
from docgen.house_style.formats import format_of, whole
from docgen.house_style.lengths import PICTURES, Columns, drawn_length, draws
from docgen.house_style.numbering import Numbering
from docgen.house_style.page_setup import attributes, margins_of, page_start
from docgen.house_style.pictures import PictureParts, pictures_in
from docgen.house_style.styles import TOGGLES, Looks, Props, StyleSheet, W, flatten, is_drawn, is_on, read_styles
from docgen.house_style.twins import Forms
from docgen.media.zips import Package, safe_xml

MAIN_PART = "word/document.xml"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_THROUGH = {
    W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")
}
_TEXT = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_DEFAULT_SIZE = 20  # half-points; Word's own when nothing is said
_NO_LOOKS = Looks(paragraph={}, run={})
_OFTEN = 64  # lists of relations that are remembered: papers of one template share theirs
_SMALL = 2_000_000  # bytes of a main part; what is larger is read without looking for its twins
_forms = Forms()


def read_document(package: Package) -> Document:
    """The document in `package`; a package without a Word text is an UnsafeFile (said by the package)."""
    reader, main = _Reader(package), package.read(MAIN_PART)
    if len(main) > _SMALL or b"blip" in main or b"imagedata" in main:
        return reader.document(main)  # the twins of a paper with pictures would share them
    return _forms.document(main, reader.other_parts(), reader.document)


@dataclass(kw_only=True)
class _Pages:
    """What is collected while reading the sections one after another."""

    sections: list[Section] = field(default_factory=list)
    headers: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    footers: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)


def _targets(package: Package) -> Mapping[str, str]:
    """Parts the text refers to, by relation kind and by id; empty when it refers to none."""
    rels = "word/_rels/document.xml.rels"
    return _parsed_targets(package.read(rels), f"{package.name}/{rels}") if package.has(rels) else {}


@lru_cache(_OFTEN)
def _parsed_targets(rels: bytes, name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for node in safe_xml(rels, name=name).iter("{*}Relationship"):
        if node.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/word", node.get("Target", ""))).lstrip("/")
            found[node.get("Id", "")] = part
            found.setdefault(node.get("Type", "").rpartition("/")[2], part)
    return found


class _Reader:
    """One reading of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._targets = _targets(package)
        self._boxes: list[Paragraph] = []
        self._pictures: list[Picture] = []
        self._parts = PictureParts(package, self._targets)
        self._edges: dict[str, tuple[Paragraph, ...]] = {}
        self._run_looks: dict[tuple[int, int], _RunLooks] = {}

    @cached_property
    def _sheet(self) -> StyleSheet:
        return read_styles(self._optional("styles"), self._optional("theme"))

    @cached_property
    def _numbering(self) -> Numbering:
        return Numbering(self._optional("numbering"))

    def other_parts(self) -> list[bytes]:
        """Every part beside the main one that this reading may look at, each after its name."""
        found: list[bytes] = []
        for part in sorted({"word/_rels/document.xml.rels", *self._targets.values()}):
            if part.endswith((".xml", ".rels")) and self._package.has(part):
                found += [part.encode(), self._package.read(part)]
        return found

    def document(self, main: bytes) -> Document:
        """The whole document, its main part given as bytes."""
        settings = self._optional("settings")
        return Document(
            sections=self._sections(safe_xml(main, name=f"{self._package.name}/{MAIN_PART}")),
            boxes=tuple(self._boxes),
            pictures=tuple(self._pictures),
            even_and_odd=_flag(settings, "evenAndOddHeaders"),
            mirrored=_flag(settings, "mirrorMargins"),
        )

    def _optional(self, kind: str) -> etree._Element | None:
        part = self._targets.get(kind, "")
        return self._package.xml(part) if part and self._package.has(part) else None

    def _sections(self, root: etree._Element) -> tuple[Section, ...]:
        pages = _Pages()
        blocks: list[Paragraph | Table] = []
        body = root.find(W + "body")
        counts = {"p": 0, "tbl": 0}
        final: etree._Element | None = None
        for node in blocks_of(body):
            if node.tag == W + "sectPr":
                final = node
                continue
            blocks.append(self._block(node, counts))
            ending = node.find(f"{W}pPr/{W}sectPr")
            if ending is not None:
                self._close(pages, ending, blocks)
                blocks = []
        if blocks or final is not None or not pages.sections:
            self._close(pages, final if final is not None else etree.Element(W + "sectPr"), blocks)
        return tuple(pages.sections)

    def _block(self, node: etree._Element, counts: dict[str, int]) -> Paragraph | Table:
        name = node.tag[len(W) :]
        counts[name] += 1
        if name == "p":
            return self._paragraph(node, f"đoạn {counts['p']}", _NO_LOOKS)
        return self._table(node, f"bảng {counts['tbl']}")

    def _close(self, pages: _Pages, sect: etree._Element, blocks: list[Paragraph | Table]) -> None:
        pages.headers = pages.headers | self._references(sect, "headerReference", "đầu trang")
        pages.footers = pages.footers | self._references(sect, "footerReference", "chân trang")
        size = attributes(sect, "pgSz")
        pages.sections.append(
            Section(
                place=f"phần {len(pages.sections) + 1}",
                width=whole(size.get("w"), 12240),
                height=whole(size.get("h"), 15840),
                landscape=size.get("orient") == "landscape",
                margins=margins_of(attributes(sect, "pgMar")),
                title_page=_flag(sect, "titlePg"),
                page_start=page_start(sect),
                headers=pages.headers,
                footers=pages.footers,
                blocks=tuple(blocks),
            )
        )

    def _references(self, sect: etree._Element, tag: str, place: str) -> dict[str, tuple[Paragraph, ...]]:
        found: dict[str, tuple[Paragraph, ...]] = {}
        for reference in sect.findall(W + tag):
            part = self._targets.get(reference.get(_REL_ID, ""), "")
            if part and self._package.has(part):
                found[reference.get(W + "type", "default")] = self._edge(part, place)
        return found

    def _edge(self, part: str, place: str) -> tuple[Paragraph, ...]:
        if part not in self._edges:
            name = posixpath.basename(part).removesuffix(".xml")
            nodes = self._package.xml(part).iter(W + "p")
            self._edges[part] = tuple(
                self._paragraph(node, f"{place} ({name}), đoạn {n}", _NO_LOOKS) for n, node in enumerate(nodes, 1)
            )
        return self._edges[part]

    def _table(self, node: etree._Element, place: str) -> Table:
        style = node.find(f"{W}tblPr/{W}tblStyle")
        looks = self._sheet.looks("" if style is None else style.get(W + "val", ""), "table")
        columns = Columns(node)
        rows = tuple(
            self._row(row, f"{place}, hàng {r}", looks, columns) for r, row in enumerate(children_of(node, W + "tr"), 1)
        )
        stretched = node.find(f".//{W}gridSpan") is not None
        return Table(place=place, rows=rows, bordered=_is_bordered(node, style), stretched=stretched)

    def _row(self, row: etree._Element, place: str, looks: Looks, columns: Columns) -> tuple[Cell, ...]:
        cells = list(children_of(row, W + "tc"))
        rooms = columns.rooms(cells)
        return tuple(
            self._cell(cell, f"{place}, ô {c}", looks, room)
            for c, (cell, room) in enumerate(zip(cells, rooms, strict=True), 1)
        )

    def _cell(self, node: etree._Element, place: str, looks: Looks, room: int | None) -> Cell:
        paragraphs: list[Paragraph] = []
        for child in blocks_of(node):
            nested = child.iter(W + "p") if child.tag == W + "tbl" else [child] if child.tag == W + "p" else []
            for paragraph in nested:
                paragraphs.append(self._paragraph(paragraph, f"{place}, đoạn {len(paragraphs) + 1}", looks, room))
        return Cell(paragraphs=tuple(paragraphs))

    def _paragraph(self, node: etree._Element, place: str, table: Looks, room: int | None = None) -> Paragraph:
        direct = flatten(node.find(W + "pPr"))
        style = node.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(W + "val", "")
        looks = self._sheet.looks(name, "paragraph")
        props = self._sheet.defaults.paragraph | table.paragraph | looks.paragraph | direct
        pieces = list(_run_nodes(node))
        run_looks = self._run_looks_of(looks, table)
        self._read_boxes(pieces, place)
        drawn = [child for piece in pieces for child in piece if draws(child)]
        shape = format_of(props, breaks=_ends_page(pieces))
        if drawn:
            self._pictures += pictures_in(drawn, self._parts, place=place, align=shape.align, room=room)
        runs = _runs(pieces, run_looks)
        return Paragraph(
            place=place,
            runs=self._numbering.labelled(props, runs) if shape.numbered else runs,
            drawn_length=drawn_length(drawn),
            room=room,
            drawing=bool(drawn),
            fields=_fields(node, pieces),
            field_runs=_field_runs(pieces, run_looks),
            style=name,
            format=shape,
        )

    def _run_looks_of(self, paragraph: Looks, table: Looks) -> _RunLooks:
        """One object for all paragraphs of one style in one kind of table; the looks live as long as the sheet."""
        key = (id(paragraph), id(table))
        if key not in self._run_looks:
            self._run_looks[key] = _RunLooks(self._sheet, paragraph, table)
        return self._run_looks[key]

    def _read_boxes(self, pieces: list[etree._Element], place: str) -> None:
        holders = [child for piece in pieces for child in piece if child.tag in PICTURES]
        inside = [p for holder in holders for p in holder.iter(W + "p") if not _is_fallback(p, holder)]
        for paragraph in inside:
            self._boxes.append(self._paragraph(paragraph, f"{place}, khung chữ {len(self._boxes) + 1}", _NO_LOOKS))


class _RunLooks:
    """The formatting of runs inside paragraphs of one style; equal marks are worked out once."""

    def __init__(self, sheet: StyleSheet, paragraph: Looks, table: Looks) -> None:
        self._sheet = sheet
        self._paragraph = paragraph
        self._table = table
        self._base = sheet.defaults.run | table.run | paragraph.run
        self._known: dict[bytes, Run] = {}

    def run(self, node: etree._Element, text: str) -> Run:
        """The run of `node`, showing `text`."""
        marks = node.find(W + "rPr")
        key = b"" if marks is None else etree.tostring(marks)
        if key not in self._known:
            self._known[key] = self._work_out(marks)
        return replace(self._known[key], text=text)

    def _work_out(self, marks: etree._Element | None) -> Run:
        direct, props, character = self._resolve(marks)
        bold, italic, caps = (self._toggle(name, direct, character) for name in TOGGLES)
        return Run(
            text="",
            fonts=(self._sheet.face(props, "ascii"), self._sheet.face(props, "hAnsi"), self._sheet.face(props, "cs")),
            size=whole(props.get("sz"), _DEFAULT_SIZE),
            bold=bold,
            italic=italic,
            underline=props.get("u", "none") != "none",
            caps=caps,
            colour=props.get("color", "auto"),
            background=_has_background(props),
            raised=props.get("vertAlign", "baseline") != "baseline",
        )

    def _resolve(self, marks: etree._Element | None) -> tuple[Props, Props, Looks]:
        if marks is None:
            return {}, self._base, _NO_LOOKS
        style = marks.find(W + "rStyle")
        direct = flatten(marks)
        if style is None:
            return direct, self._base | direct, _NO_LOOKS
        character = self._sheet.looks(style.get(W + "val", ""), "character")
        return direct, self._base | character.run | direct, character

    def _toggle(self, name: str, direct: Props, character: Looks) -> bool:
        """On-off marks: a direct mark decides; else two styles that both switch on cancel out (ECMA-376 17.7.3)."""
        if name in direct:
            return is_on(direct[name])
        styles = [looks.toggles(name) for looks in (character, self._paragraph, self._table)]
        return sum(styles) % 2 == 1 or (not any(styles) and is_on(self._sheet.defaults.run.get(name)))


def _has_background(props: Props) -> bool:
    return props.get("highlight", "none") != "none" or props.get("shd", "auto").lower() not in ("auto", "ffffff")


def blocks_of(parent: etree._Element | None) -> Iterator[etree._Element]:
    """Paragraphs, tables and the section mark below `parent`, through content controls and insertions."""
    for child in parent if parent is not None else ():
        if child.tag in (W + "p", W + "tbl", W + "sectPr"):
            yield child
        elif child.tag in _THROUGH:
            yield from blocks_of(child)


def children_of(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children called `tag`, through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from children_of(child, tag)


def _run_nodes(node: etree._Element) -> Iterator[etree._Element]:
    """The visible w:r below a paragraph, in order."""
    for child in node:
        if child.tag == W + "r":
            hidden = child.find(f"{W}rPr/{W}vanish")
            if hidden is None or not is_on(hidden.get(W + "val", "1")):
                yield child
        elif child.tag in _THROUGH:
            yield from _run_nodes(child)


def _runs(pieces: list[etree._Element], looks: _RunLooks) -> tuple[Run, ...]:
    found = []
    for piece in pieces:
        text = "".join(
            (child.text or "") if child.tag == W + "t" else _TEXT.get(child.tag, "") for child in piece if _shows(child)
        )
        if text:
            found.append(looks.run(piece, text))
    return tuple(found)


def _shows(child: etree._Element) -> bool:
    return not (child.tag == W + "br" and child.get(W + "type") in ("page", "column"))


def _ends_page(pieces: list[etree._Element]) -> bool:
    """Whether a page is broken in these runs, by hand or when Word last laid them out."""
    return any(
        child.tag == W + "lastRenderedPageBreak" or (child.tag == W + "br" and child.get(W + "type") == "page")
        for piece in pieces
        for child in piece
    )


def _fields(node: etree._Element, pieces: list[etree._Element]) -> tuple[str, ...]:
    simple = [field.get(W + "instr", "") for field in node.iter(W + "fldSimple")]
    complex_ = ["".join(text.text or "" for piece in pieces for text in piece.iter(W + "instrText"))]
    return tuple(instruction.strip() for instruction in (*simple, *complex_) if instruction.strip())


def _field_runs(pieces: list[etree._Element], looks: _RunLooks) -> tuple[Run, ...]:
    codes = ((piece, piece.findtext(W + "instrText")) for piece in pieces)
    return tuple(looks.run(piece, code) for piece, code in codes if code)


def _is_fallback(node: etree._Element, holder: etree._Element) -> bool:
    """Whether `node` lies in a copy for old programs, or in a box within a box that is read on its own."""
    for ancestor in node.iterancestors():
        if ancestor is holder:
            return False
        if ancestor.tag in (_FALLBACK, W + "p"):
            return True
    return False


def _is_bordered(node: etree._Element, style: etree._Element | None) -> bool:
    """Whether any edge is drawn; only a table style named Grid counts as drawn by style."""
    edges = [edge for kind in ("tblBorders", "tcBorders") for borders in node.iter(W + kind) for edge in borders]
    if edges:
        return any(is_drawn(edge) for edge in edges)
    return style is not None and "Grid" in style.get(W + "val", "")


def _flag(parent: etree._Element | None, tag: str) -> bool:
    child = None if parent is None else parent.find(W + tag)
    return child is not None and is_on(child.get(W + "val", "1"))
