"""Reading a returned form: the answers by task code, the words below the table, the identity, the fixed text.

Knows the headings and labels printed in the form; does not judge the answers. Answers are found by the printed
task code of their row and the heading of their column, then by alias or tag (luu-tru.md §4.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.forms.controls import W, control, controls_in, has_tracked_changes, visible_text, with_slots
from docgen.forms.readings import Reading, reading_of, stores_of
from docgen.media.docx import identifier
from docgen.media.zips import Package, open_package
from docgen.messages import tr
from registry.vietnamese import fold, normalise

FORM_NAMESPACE = "urn:docgen:form"
_TASK_CODE = re.compile(r"\[([^\[\]\s]+)\]")
_IDENTITY = re.compile(r"(?:urn:docgen:form:)?([0-9A-F]{8})(?:[ /:|]+(F[1-9]\.[A-Z2-7]{16}))?")
# field -> how its column heading begins; the words are printed in the form, so they survive every program
_COLUMNS = {
    "achieved": ("ket qua",),
    "percent": ("ty le", "ti le"),
    "level": ("muc do",),
    "evidence": ("minh chung",),
    "score": ("tu cham", "diem tu cham"),
}
_WORDS = {
    "grade": ("tu xep loai", "xep loai", "grade"),
    "advantages": ("uu diem", "advantages"),
    "shortcomings": ("han che", "shortcomings"),
    "proposals": ("kien nghi", "proposals"),
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What stands in the row of one task, as written; "" means nothing was filled in."""

    task: str  # task code as printed
    achieved: str = ""
    percent: str = ""
    level: str = ""
    evidence: str = ""
    score: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnedForm:
    """A returned form as read; nothing in it has been judged yet."""

    document: str | None  # document code; None when the file names none
    check: str  # "" when the file carries none
    is_identity_consistent: bool  # False when the properties and the custom XML disagree
    answers: tuple[Answer, ...]  # one per row with a task code, in the order of the form
    advantages: str = ""
    shortcomings: str = ""
    proposals: str = ""
    grade: str = ""
    paragraphs: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # whole text, text with slots
    has_tracked_changes: bool = False
    readings: tuple[Reading, ...] = field(default=(), repr=False)  # every answer read three ways

    @property
    def fixed_text(self) -> tuple[str, ...]:
        """The paragraphs with SLOT for each control; of the issued form this is what must come back unchanged."""
        return tuple(slotted for _, slotted in self.paragraphs)


def read_form(data: bytes) -> ReturnedForm:
    """Read a filled .docx form; a hostile or damaged file raises UnsafeFile."""
    package = open_package(data)
    body = package.xml("word/document.xml").find(f"{W}body")
    if body is None:
        raise UnsafeFile(tr("Tệp Word không có nội dung."), advice=tr("Gửi lại đúng tệp phiếu đã nhận."))
    claims = [claim for claim in (_parse(identifier(data) or ""), *_custom_claims(package)) if claim[0]]
    document, check = _identity(claims)
    return ReturnedForm(
        document=document,
        check=check,
        is_identity_consistent=len({claim[0] for claim in claims}) <= 1,
        answers=tuple(_answers(body)),
        paragraphs=with_slots(body),
        has_tracked_changes=has_tracked_changes(body),
        readings=tuple(_readings(body, stores_of(package))),
        **_words(body),
    )


def _identity(claims: list[tuple[str, str]]) -> tuple[str | None, str]:
    document = claims[0][0] if claims else None
    return document, next((check for code, check in claims if code == document and check), "")


def _parse(text: str) -> tuple[str, str]:
    match = _IDENTITY.fullmatch(text.strip())
    return (match[1], match[2] or "") if match else ("", "")


def _custom_claims(package: Package) -> Iterator[tuple[str, str]]:
    """Document code and check from custom XML, found by namespace: programs rename the part."""
    for name in package.names:
        if not (name.startswith("customXml/") and name.endswith(".xml")):
            continue
        root = package.xml(name)
        if etree.QName(root).namespace == FORM_NAMESPACE:
            values = {etree.QName(child).localname: (child.text or "").strip() for child in root.iter("{*}*")}
            values |= {str(key): str(value).strip() for key, value in root.attrib.items()}
            yield _parse(values.get("document", ""))[0], values.get("check", "")


def _answers(body: etree._Element) -> Iterator[Answer]:
    for table in body.iter(f"{W}tbl"):
        columns: dict[int, str] = {}
        for row in table.iterfind(f".//{W}tr"):
            columns = columns or _headings(row)
            task = _task_code(row) if columns else None
            if task:
                yield Answer(task=task, **_row_values(row, columns))


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with their grid column, also those inside a control; not those of inner tables."""
    column = 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        yield column, cell
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        column += int(span.get(f"{W}val") or 1) if span is not None else 1


def _headings(row: etree._Element) -> dict[int, str]:
    """Grid column -> field when `row` is the heading row, else {}."""
    texts = {column: fold(visible_text(cell)) for column, cell in _cells(row)}
    found = {column: _field(text, _COLUMNS) for column, text in texts.items()}
    named = {column: name for column, name in found.items() if name}
    return named if len(named) >= 3 else {}


def _field(text: str, names: dict[str, tuple[str, ...]]) -> str:
    return next((name for name, starts in names.items() if text.startswith(starts)), "")


def _task_code(row: etree._Element) -> str | None:
    """The code in brackets printed in a cell without a control."""
    for _, cell in _cells(row):
        match = None if controls_in(cell) else _TASK_CODE.search(visible_text(cell))
        if match:
            return normalise(match[1])
    return None


def _row_values(row: etree._Element, columns: dict[int, str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for column, cell in _cells(row):
        wrapper = _wrapper(cell)
        found = controls_in(cell) or ((wrapper,) if wrapper is not None else ())
        for sdt in found:
            read = control(sdt)
            name = columns.get(column) or _named(read.names, _COLUMNS)
            if name:
                values[name] = "\n".join(text for text in (values.get(name, ""), read.text) if text)
    return values


def _readings(body: etree._Element, stores: tuple[etree._Element, ...]) -> Iterator[Reading]:
    """Every answer in the table, in its cell, and every one outside of it, which has none."""
    for table in body.iter(f"{W}tbl"):
        columns: dict[int, str] = {}
        for row in table.iterfind(f".//{W}tr"):
            columns = columns or _headings(row)
            task = _task_code(row) if columns else None
            for column, cell in _cells(row) if task else ():
                found = controls_in(cell)
                if len(found) == 1 and column in columns:
                    yield reading_of(found[0], cell, stores, task=task or "", field=columns[column])
    for sdt in controls_in(body):
        if not any(_task_code(row) for row in sdt.iterancestors(f"{W}tr")):
            yield reading_of(sdt, sdt, stores, task="", field=_named(_label(sdt), _WORDS))


def _wrapper(cell: etree._Element) -> etree._Element | None:
    """The control that wraps the whole cell, if there is one."""
    parent = cell.getparent()
    outer = parent.getparent() if parent is not None and parent.tag == f"{W}sdtContent" else None
    return outer


def _named(names: str, fields: dict[str, tuple[str, ...]]) -> str:
    return next((name for name, words in fields.items() if any(word in names for word in (name, *words))), "")


def _words(body: etree._Element) -> dict[str, str]:
    """The answers outside the task table: by the label printed before each control, then by alias or tag."""
    values: dict[str, str] = {}
    for sdt in controls_in(body):
        if any(_task_code(row) for row in sdt.iterancestors(f"{W}tr")):
            continue
        read = control(sdt)
        name = _named(_label(sdt), _WORDS) or _named(read.names, _WORDS)
        if name and name not in values:
            values[name] = _without_label(read.text, name)
    return values


def _label(sdt: etree._Element) -> str:
    """The folded fixed text in front of the control: in its own paragraph, else the paragraph or cell before it."""
    paragraph = next(sdt.iterancestors(f"{W}p"), None)
    if paragraph is not None:
        own = fold(visible_text_before(paragraph, sdt))
        if own:
            return own
    block = paragraph if paragraph is not None else sdt
    while block is not None:
        for before in block.itersiblings(preceding=True):
            text = "" if controls_in(before) else fold(visible_text(before))
            if text:
                return text
        block = block.getparent()
    return ""


def visible_text_before(paragraph: etree._Element, sdt: etree._Element) -> str:
    """The text of the paragraph that stands before the control."""
    texts = []
    for element in paragraph.iter(f"{W}sdt", f"{W}t"):
        if element is sdt:
            break
        if element.tag == f"{W}t":
            texts.append(element.text or "")
    return normalise("".join(texts))


def _without_label(text: str, name: str) -> str:
    """LibreOffice pulls a label into the control behind it; the answer is what follows its colon."""
    head, colon, rest = text.partition(":")
    is_label = bool(colon) and fold(head).lstrip("0123456789.)- ").startswith(_WORDS[name])
    return rest.strip() if is_label else text
