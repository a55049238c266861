"""A copy of a paper in which what can be mended safely is mended, and the list of what was changed.

Knows how each remedy is written into WordprocessingML; finds no faults itself. A remedy that could spoil what stands
beside it (several lines in one paragraph, words of several looks) is left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docgen.house_style.checking import check
from docgen.house_style.findings import Report
from docgen.house_style.house import PLAIN, House
from docgen.house_style.page_numbers import put_on_top
from docgen.house_style.places import Papers
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.styles import W
from docgen.media.comments import with_parts
from docgen.media.zips import open_package

_RUN_ORDER = (  # as the schema wants the properties of a run
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
    *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em"),
    "lang",
)
_PARAGRAPH_ORDER = (  # and those of a paragraph
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_ROUNDS = 3
_SECTION_KINDS = {Mend.MARGIN, Mend.PAPER, Mend.HEADER_EDGE}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that was set anew: for which rule, where, what, and to which value."""

    rule: str
    place: str
    what: str
    value: str

    def as_row(self) -> dict[str, str]:
        """The change as the JSON object promised in docs/reference.md."""
        return {"rule": self.rule, "place": self.place, "what": self.what, "value": self.value}


def mended(docx: bytes, report: Report, *, house: House = PLAIN) -> tuple[bytes, tuple[Change, ...]]:
    """A copy of `docx` with the remedies of `report` carried out, and each change; the same bytes without any.

    What only shows once something else is right (one size for all text) is mended in another round.
    """
    done: list[Change] = []
    for _ in range(_ROUNDS):
        docx, changes = _mended_once(docx, report)
        done += changes
        if not changes:
            break
        report = check(
            docx,
            regime=report.regime or None,
            ruleset=report.ruleset or None,
            mode=report.mode,
            name=report.file,
            house=house,
        )
    return docx, tuple(done)


def _mended_once(docx: bytes, report: Report) -> tuple[bytes, tuple[Change, ...]]:
    package = open_package(docx, name=report.file)
    papers = Papers(package)
    changes: list[Change] = []
    seen: set[Remedy] = set()
    parts: dict[str, bytes] = {}
    for finding in report.failures:
        remedy = finding.remedy
        if remedy is None or remedy in seen:
            continue
        is_number = remedy.what is Mend.PAGE_NUMBER
        done = put_on_top(package, papers, parts) if is_number and not parts else not is_number
        seen.add(remedy)
        if done and (is_number or _carried_out(papers, remedy)):
            value = str(remedy.value)
            changes.append(Change(rule=finding.rule, place=finding.place, what=remedy.what.value, value=value))
    if not changes:
        return docx, ()
    return with_parts(package, docx, papers.as_parts() | parts), tuple(changes)


def _carried_out(papers: Papers, remedy: Remedy) -> bool:
    """True when the remedy was written; False when its place is not found or not safe."""
    if remedy.what in _SECTION_KINDS:
        section = papers.section(remedy.at)
        return section is not None and _section(section, remedy)
    paragraph = papers.paragraph(remedy.at)
    if paragraph is None:
        return False
    if remedy.what in _PARAGRAPH_MENDS:
        _PARAGRAPH_MENDS[remedy.what](_properties(paragraph, "pPr"), remedy.value)
        return remedy.what is not Mend.FIRST_LINE or _without_leading_blanks(paragraph)
    if remedy.what is Mend.TEXT:
        return _text(paragraph, str(remedy.value))
    if remedy.what not in _ANY_LINE and paragraph.find(f".//{W}br") is not None:
        return False  # several lines in one paragraph, each with a look of its own
    for run in paragraph.iter(W + "r"):
        _RUN_MENDS[remedy.what](_properties(run, "rPr"), remedy.value)
    return True


def _section(section: etree._Element, remedy: Remedy) -> bool:
    if remedy.what is Mend.PAPER:
        width, _, height = str(remedy.value).partition("x")
        size = _child(section, "pgSz")
        size.set(W + "w", width)
        size.set(W + "h", height)
        return True
    margins = section.find(W + "pgMar")
    if margins is None:
        return False
    edge, _, value = (
        str(remedy.value).partition("=") if remedy.what is Mend.MARGIN else ("header", "=", str(remedy.value))
    )
    margins.set(W + edge, value)
    return True


def _child(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(W + name)
    return etree.SubElement(parent, W + name) if found is None else found


def _properties(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        parent.insert(0, found)
    return found


def _put(properties: etree._Element, name: str, order: Sequence[str], **marks: str) -> etree._Element:
    """The property `name` with `marks` set, entered where the schema wants it; its other marks stay."""
    found = properties.find(W + name)
    if found is None:
        later = {W + each for each in order[order.index(name) + 1 :]}
        at = next((n for n, child in enumerate(properties) if child.tag in later), len(properties))
        found = etree.Element(W + name)
        properties.insert(at, found)
    for mark, value in marks.items():
        found.set(W + mark, value)
    return found


def _run(name: str) -> Callable[[etree._Element, Any], None]:
    """A mend that sets one property of runs: a switch for True and False, else the value as it is."""

    def set_it(properties: etree._Element, value: Any) -> None:
        word = {True: "1", False: "0"}[value] if isinstance(value, bool) else str(value)
        _put(properties, name, _RUN_ORDER, val=word)

    return set_it


def _size(properties: etree._Element, value: Any) -> None:
    _put(properties, "sz", _RUN_ORDER, val=str(value))
    _put(properties, "szCs", _RUN_ORDER, val=str(value))


def _underline(properties: etree._Element, value: Any) -> None:
    _put(properties, "u", _RUN_ORDER, val="single" if value else "none")


def _font(properties: etree._Element, value: Any) -> None:
    fonts = _put(properties, "rFonts", _RUN_ORDER, ascii=value, hAnsi=value, cs=value)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme"):
        fonts.attrib.pop(W + theme, None)


def _no_background(properties: etree._Element, _: Any) -> None:
    for name in ("highlight", "shd"):
        found = properties.find(W + name)
        if found is not None:
            properties.remove(found)


def _align(properties: etree._Element, value: Any) -> None:
    _put(properties, "jc", _PARAGRAPH_ORDER, val=str(value))


def _first_line(properties: etree._Element, value: Any) -> None:
    indent = _put(properties, "ind", _PARAGRAPH_ORDER, firstLine=str(value))
    for other in ("hanging", "firstLineChars", "hangingChars"):
        indent.attrib.pop(W + other, None)


def _before(properties: etree._Element, value: Any) -> None:
    spacing = _put(properties, "spacing", _PARAGRAPH_ORDER, before=str(value))
    for other in ("beforeAutospacing", "beforeLines"):
        spacing.attrib.pop(W + other, None)
    _put(properties, "contextualSpacing", _PARAGRAPH_ORDER, val="0")


def _line(rule: str) -> Callable[[etree._Element, Any], None]:
    def set_it(properties: etree._Element, value: Any) -> None:
        _put(properties, "spacing", _PARAGRAPH_ORDER, line=str(value), lineRule=rule)

    return set_it


_PARAGRAPH_MENDS: Mapping[Mend, Callable[[etree._Element, Any], None]] = {
    Mend.ALIGN: _align,
    Mend.FIRST_LINE: _first_line,
    Mend.BEFORE: _before,
    Mend.LINE: _line("auto"),
    Mend.EXACT_LINE: _line("exact"),
}
_RUN_MENDS: Mapping[Mend, Callable[[etree._Element, Any], None]] = {
    Mend.SIZE: _size,
    Mend.BOLD: _run("b"),
    Mend.ITALIC: _run("i"),
    Mend.UNDERLINE: _underline,
    Mend.FONT: _font,
    Mend.COLOUR: _run("color"),
    Mend.BACKGROUND: _no_background,
}
_ANY_LINE = {Mend.FONT, Mend.COLOUR, Mend.BACKGROUND}  # right for every line of a paragraph alike


def _without_leading_blanks(paragraph: etree._Element) -> bool:
    """Take away blanks and tabs that stood for the indent; always True."""
    for node in list(_texts(paragraph)):
        if node.tag == W + "tab":
            node.getparent().remove(node)
            continue
        node.text = (node.text or "").lstrip(" \u00a0\t")
        if node.text:
            break
    return True


def _texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    for run in paragraph.iter(W + "r"):
        yield from (child for child in run if child.tag in (W + "t", W + "tab"))


def _text(paragraph: etree._Element, value: str) -> bool:
    """Write `value` in the first run; False when the words have several looks, or anything but words is among them."""
    runs = [run for run in paragraph.iter(W + "r") if run.find(W + "t") is not None]
    looks = {b"" if (marks := run.find(W + "rPr")) is None else etree.tostring(marks) for run in runs}
    others = [child for run in runs for child in run if child.tag not in (W + "t", W + "rPr")]
    if not runs or len(looks) > 1 or others:
        return False
    texts = [node for run in runs for node in run.iter(W + "t")]
    for node in texts:
        node.text = ""
    texts[0].text = value
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return True
