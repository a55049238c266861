"""Content controls: the boxes of a form a person fills in with Word or LibreOffice.

Knows how a control is written so that it survives other programs (measured with LibreOffice 7.4): one control
alone in its paragraph or after its printed label, no data binding, no id (a loop would repeat it), never deletable.
The prompts end with an ellipsis or begin with "Chọn mức", which is how an empty box is recognised.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Cell

from docgen.authoring.pieces import Container, paragraph

TEXT_PROMPT = "……"
CHOICE_PROMPT = "Chọn mức"


def text_cell(cell: _Cell, *, alias: str, tag: str, style: str) -> None:
    """A box for plain text, alone in its cell."""
    paragraph(cell, "", style)._p.append(_control(alias, tag, '<w:text w:multiLine="1"/>', TEXT_PROMPT))


def choice_cell(cell: _Cell, *, alias: str, tag: str, style: str, choices: tuple[str, ...]) -> None:
    """A box with a list to choose from, alone in its cell."""
    paragraph(cell, "", style)._p.append(_control(alias, tag, _list(choices), CHOICE_PROMPT))


def text_line(container: Container, label: str, *, alias: str, tag: str, style: str) -> None:
    """A printed label and a box for plain text after it."""
    paragraph(container, label, style)._p.append(_control(alias, tag, '<w:text w:multiLine="1"/>', TEXT_PROMPT))


def choice_line(
    container: Container,
    label: str,
    *,
    alias: str,
    tag: str,
    style: str,
    choices: tuple[str, ...],
    keep_next: bool = False,
) -> None:
    """A printed label and a list to choose from after it."""
    paragraph(container, label, style, keep_next=keep_next)._p.append(
        _control(alias, tag, _list(choices), CHOICE_PROMPT)
    )


def _list(choices: tuple[str, ...]) -> str:
    items = "".join(f"<w:listItem w:displayText={quoteattr(text)} w:value={quoteattr(text)}/>" for text in choices)
    return f"<w:dropDownList>{items}</w:dropDownList>"


def _control(alias: str, tag: str, kind: str, prompt: str) -> BaseOxmlElement:
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val={quoteattr(alias)}/><w:tag w:val={quoteattr(tag)}/>"
        f'<w:lock w:val="sdtLocked"/><w:showingPlcHdr/>{kind}</w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{escape(prompt)}</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
