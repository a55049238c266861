"""Content controls of a Word form as a person meets them: where they stand, what is printed around them, typing in one.

Knows WordprocessingML; refuses to know which answers belong where. A control is typed into as Word does it: the text
changes, the placeholder state goes, a bound custom XML part follows; nothing else in the file moves.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
MAIN = "word/document.xml"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def text_of(element: Element) -> str:
    """All visible text below an element, without its placeholders' state."""
    return "".join(node.text or "" for node in element.iter(w("t")))


@dataclass(frozen=True, kw_only=True)
class Control:
    """One content control: the heading or words before it (`label`), what is printed beside it and right after it."""

    element: Element
    label: str
    printed: str
    after: str
    row: int | None

    @property
    def alias(self) -> str:
        """The title Word shows above the control; empty when there is none."""
        found = self.element.find(f"{w('sdtPr')}/{w('alias')}")
        return "" if found is None else found.get(w("val"), "")

    @property
    def items(self) -> list[str]:
        """What a drop-down offers, without the line that only asks to choose; empty for text."""
        found = self.element.iterfind(f"{w('sdtPr')}/{w('dropDownList')}/{w('listItem')}")
        combo = self.element.iterfind(f"{w('sdtPr')}/{w('comboBox')}/{w('listItem')}")
        shown = [item.get(w("displayText")) or item.get(w("value"), "") for item in (*found, *combo)]
        return [text for text in shown if text.strip(" .…-") and not text.lower().startswith("chọn")]

    @property
    def is_date(self) -> bool:
        """True for a date picker."""
        return self.element.find(f"{w('sdtPr')}/{w('date')}") is not None

    def type_text(self, text: str) -> None:
        """Replace what the control shows, as typing does."""
        properties = self.element.find(w("sdtPr"))
        if properties is not None:
            for state in properties.findall(w("showingPlcHdr")):
                properties.remove(state)
            chosen = properties.find(w("dropDownList"))
            if chosen is not None:
                chosen.set(w("lastValue"), self._value_of(text))
        _replace_text(self.element.find(w("sdtContent")), text)

    def _value_of(self, shown: str) -> str:
        for item in self.element.iter(w("listItem")):
            if shown in (item.get(w("displayText")), item.get(w("value"))):
                return str(item.get(w("value"), shown))
        return shown


def _replace_text(content: Element, text: str) -> None:
    runs = list(content.iter(w("r")))
    if not runs:
        paragraph = next(content.iter(w("p")), content)
        runs = [etree.SubElement(paragraph, w("r"))]
    first = runs[0]
    for run in runs[1:]:
        _remove(run)
    for child in list(first):
        if child.tag != w("rPr"):
            first.remove(child)
    for style in list(first.iter(w("rStyle"))):
        _remove(style)
    node = etree.SubElement(first, w("t"))
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


class Form:
    """An opened .docx form; `save` writes it with only the typed text changed."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self._entries = [(entry, package.read(entry)) for entry in package.infolist()]
        parts = {entry.filename: content for entry, content in self._entries}
        self.body: Element = etree.fromstring(parts[MAIN])
        self._stores = _stores(parts)
        self._changed = {MAIN: self.body}

    def type_into(self, control: Control, text: str) -> None:
        """Type into a control and into the data it is bound to."""
        control.type_text(text)
        binding = control.element.find(f"{w('sdtPr')}/{w('dataBinding')}")
        if binding is None or binding.get(w("storeItemID"), "") not in self._stores:
            return
        name, root = self._stores[binding.get(w("storeItemID"), "")]
        self._changed[name] = root
        for node in root.xpath(binding.get(w("xpath"), ""), namespaces=_prefixes(binding)):
            node.text = control._value_of(text)

    def save(self, target: Path) -> None:
        """Write the form under another name; entries keep their order and times."""
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(target.name + ".part")
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as package:
            for entry, content in self._entries:
                root = self._changed.get(entry.filename)
                package.writestr(entry, content if root is None else _serialised(root))
        half.replace(target)


def _serialised(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _stores(parts: Mapping[str, bytes]) -> dict[str, tuple[str, Element]]:
    found = {}
    for name, content in parts.items():
        if name.startswith("customXml/itemProps"):
            identifier = etree.fromstring(content).get(f"{{{DS}}}itemID", "")
            data = name.replace("itemProps", "item")
            if data in parts:
                found[identifier] = (data, etree.fromstring(parts[data]))
    return found


def _prefixes(binding: Element) -> dict[str, str]:
    pairs = binding.get(w("prefixMappings"), "").split()
    split = (pair.removeprefix("xmlns:").split("=", 1) for pair in pairs)
    return {prefix: address.strip("'\"") for prefix, address in split}


def task_table(body: Element, heading: str) -> Element | None:
    """The innermost table that prints this column heading; None when no table does."""
    tables = [table for table in body.iter(w("tbl")) if heading.lower() in " ".join(text_of(table).split()).lower()]
    return tables[-1] if tables else None


def cells_of(row: Element) -> list[tuple[int, Element]]:
    """The cells of a row with the column each begins in, also where a control wraps the cell."""
    cells, column = [], 0
    for child in row:
        for cell in [child] if child.tag == w("tc") else child.iterfind(f"{w('sdtContent')}/{w('tc')}"):
            cells.append((column, cell))
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            column += 1 if span is None else int(span.get(w("val"), "1"))
    return cells


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, also those a repeating control wraps."""
    return [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]


def table_controls(table: Element, heading: str) -> list[Control]:
    """The controls of the table row by row, each labelled by the heading of its column."""
    headings: dict[int, str] = {}
    controls: list[Control] = []
    for number, row in enumerate(rows_of(table)):
        cells = cells_of(row)
        texts = {column: " ".join(text_of(cell).split()) for column, cell in cells}
        if any(heading.lower() in text.lower() for text in texts.values()):
            headings = texts
            continue
        for column, cell in cells:
            controls += [_control(found, headings.get(column, ""), cell, number) for found in controls_in(cell)]
    return controls


def controls_in(cell: Element) -> list[Element]:
    """The innermost controls inside a cell, or the control that wraps it."""
    inside = [control for control in cell.iter(w("sdt")) if next(control.iterdescendants(w("sdt")), None) is None]
    if inside:
        return inside
    wrapper = cell.getparent().getparent() if cell.getparent() is not None else None
    return [wrapper] if wrapper is not None and wrapper.tag == w("sdt") else []


def _control(element: Element, label: str, around: Element, row: int | None) -> Control:
    own = set(element.iter(w("t")))
    nodes = list(around.iter(w("t")))
    places = [place for place, node in enumerate(nodes) if node in own]
    printed = "".join(node.text or "" for node in nodes if node not in own)
    after = "".join(node.text or "" for node in nodes[places[-1] + 1 :]) if places else ""
    return Control(
        element=element, label=label, printed=" ".join(printed.split()), after=" ".join(after.split()), row=row
    )


def other_controls(body: Element, table: Element | None) -> list[Control]:
    """The controls outside the task table, each labelled by the printed text before it."""
    controls: list[Control] = []
    label = ""
    inside = set() if table is None else set(table.iter())
    for node in body.iter(w("t"), w("sdt")):
        if node in inside:
            continue
        if node.tag == w("t"):
            label = _longer_label(label, node)
        elif next(node.iterdescendants(w("sdt")), None) is None:
            around = next(node.iterancestors(w("p")), node)
            controls.append(_control(node, label, around, None))
    return controls


def _longer_label(label: str, node: Element) -> str:
    if next(node.iterancestors(w("sdt")), None) is not None:
        return label
    text = node.text or ""
    new_paragraph = not any(True for _ in _texts_before(node))
    return text if new_paragraph and text.strip() else label + text


def _texts_before(node: Element) -> Iterator[Element]:
    paragraph = next(node.iterancestors(w("p")))
    for other in paragraph.iter(w("t")):
        if other is node:
            return
        yield other
