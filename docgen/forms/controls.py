"""Content controls of a Word form: where they stand, what is visible in them, which text around them is fixed.

Knows WordprocessingML; does not know what is asked in the form. The visible text is the value: programs lose tags
and locks when they save (measured with LibreOffice 7.4), and bound data may be stale.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import etree

from docgen.media.docx import paragraph_text, paragraphs_of
from registry.vietnamese import fold, normalise

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLOT = "▢"  # stands for a control in a fixed sentence; no keyboard types it
_PROMPT = re.compile(r"(bam|nhan) (chuot )?(vao|de) |click |\[(nhap|dien|ghi) |[.…_ ]+$")
_CHOICE_PROMPT = re.compile(r"chon\b|bam |click |choose ")  # no choice of ours begins like this
_WRAPPERS = ("group", "docPartObj", "docPartList")  # controls that hold fixed text, not an answer


@dataclass(frozen=True, kw_only=True)
class Control:
    """One place to fill in; `text` is "" while only the prompt shows."""

    text: str  # as seen, NFC, lines joined by a line feed
    names: str  # folded alias and tag, whatever a program left of them


def controls_in(element: etree._Element) -> tuple[etree._Element, ...]:
    """The outermost answer controls under `element`, in reading order."""
    return tuple(
        sdt
        for sdt in element.iter(f"{W}sdt")
        if is_answer(sdt) and not any(is_answer(outer) for outer in sdt.iterancestors(f"{W}sdt"))
    )


def is_answer(sdt: etree._Element) -> bool:
    """True for a control somebody fills in, False for a wrapper around fixed text."""
    return all(sdt.find(f"{W}sdtPr/{W}{name}") is None for name in _WRAPPERS)


def control(sdt: etree._Element) -> Control:
    """What the control shows."""
    text = visible_text(sdt)
    return Control(text="" if _shows_prompt(sdt, text) else text, names=_names(sdt))


def visible_text(element: etree._Element) -> str:
    """The text seen under `element`, one line per paragraph, spaces tidied."""
    lines = paragraphs_of(element)
    if not lines:  # a control inside a sentence holds runs, not paragraphs
        content = element.find(f"{W}sdtContent")
        lines = (paragraph_text(content),) if content is not None else ()
    return "\n".join(line for line in (normalise(line) for text in lines for line in text.split("\n")) if line)


def with_slots(body: etree._Element) -> tuple[tuple[str, str], ...]:
    """Each paragraph that can be seen as a pair: its whole text, and the same with SLOT in place of every control."""
    paragraphs = [p for p in body.iter(f"{W}p") if p.getparent() is not None]
    whole = [normalise(paragraph_text(paragraph)) for paragraph in paragraphs]
    slotted = copy.deepcopy(body)
    for sdt in controls_in(slotted):
        _blank(sdt)
    fixed = [normalise(paragraph_text(paragraph)) for paragraph in slotted.iter(f"{W}p")]
    return tuple((text, pattern) for text, pattern in zip(whole, fixed, strict=True) if text or pattern)


def has_tracked_changes(body: etree._Element) -> bool:
    """True when changes are recorded that nobody accepted or refused yet."""
    return any(body.find(f".//{W}{name}") is not None for name in ("ins", "del", "moveFrom", "moveTo"))


def _blank(sdt: etree._Element) -> None:
    """Replace what the control shows by one SLOT; the paragraphs stay, so that counting them still works."""
    texts = list(sdt.iter(f"{W}t"))
    for text in texts:
        text.text = ""
    for name in ("br", "tab", "cr", "noBreakHyphen"):
        for sign in list(sdt.iter(f"{W}{name}")):
            _drop(sign)
    if not texts:
        texts = [_new_text(sdt)]
    texts[0].text = SLOT


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _new_text(sdt: etree._Element) -> etree._Element:
    holder = next(sdt.iter(f"{W}p"), None)
    if holder is None:
        holder = sdt.find(f"{W}sdtContent")
    if holder is None:
        holder = etree.SubElement(sdt, f"{W}sdtContent")
    return etree.SubElement(etree.SubElement(holder, f"{W}r"), f"{W}t")


def _shows_prompt(sdt: etree._Element, text: str) -> bool:
    """The placeholder still shows: by its flag, by its style, or (both lost) by its words."""
    flag = sdt.find(f"{W}sdtPr/{W}showingPlcHdr")
    if flag is not None and flag.get(f"{W}val") not in ("0", "false", "off"):
        return True
    styles = [style.get(f"{W}val") for style in sdt.iterfind(f".//{W}r/{W}rPr/{W}rStyle")]
    runs = [run for run in sdt.iter(f"{W}r") if "".join(run.itertext()).strip()]
    if styles and len(styles) == len(runs) and set(styles) == {"PlaceholderText"}:
        return True
    is_choice = any(sdt.find(f"{W}sdtPr/{W}{name}") is not None for name in ("dropDownList", "comboBox"))
    return bool((_CHOICE_PROMPT if is_choice else _PROMPT).match(fold(text)))


def _names(sdt: etree._Element) -> str:
    found = (sdt.find(f"{W}sdtPr/{W}{name}") for name in ("alias", "tag"))
    return " ".join(fold(element.get(f"{W}val") or "") for element in found if element is not None)
