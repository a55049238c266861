"""The layout cells of a paper: where header, number, title, bases, articles, signature and recipients stand.

Knows how to find cells by tables and by landmarks, also in papers that break the rules; does not judge them. A
cell that is not found is None or (). A "line" is a paragraph cut at its line breaks.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.house_style import anchors
from docgen.house_style.document import Block, Document, Paragraph, Table, asked_once
from docgen.house_style.heading import (
    Header,
    Lines,
    Title,
    find_header_table,
    lines_of,
    read_header,
    read_title,
    sides,
)
from docgen.house_style.sides import halves_of, with_header, with_signature

_SHORT = 90  # letters; about one line
_HEAD_REACH = 7  # blocks in which the head of an appendix may stand; a longer title goes on while its lines are centred


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Cells 7a and 7b of one signatory."""

    authority: Lines
    positions: Lines
    name: Paragraph | None

    @property
    def first(self) -> Paragraph | None:
        """The uppermost line of the block."""
        return next(iter((*self.authority, *self.positions)), None)


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Cell 9b: the label and its items."""

    label: Paragraph
    items: Lines


@dataclass(frozen=True, kw_only=True)
class Appendix:
    """One appendix: its label, title lines, reference line and the section it begins in."""

    label: Paragraph
    titles: Lines
    reference: Paragraph | None
    section: int
    opens_section: bool


@dataclass(frozen=True, kw_only=True)
class Layout:
    """All cells found in one document; `body` is the running text of the main part, bases included."""

    header: Header
    title: Title
    bases: Lines
    body: Lines
    signatures: tuple[Signature, ...]
    recipients: Recipients | None
    appendices: tuple[Appendix, ...]
    is_letter: bool  # công văn: addressee instead of a title
    addressees: Lines  # the items under "Kính gửi:", when they stand on lines of their own
    signing_date: Paragraph | None  # place and date above the signature (forms)

    @cached_property
    def articles(self) -> Lines:
        """The paragraphs of the main part that are meant as Điều."""
        return tuple(line for line in self.body if anchors.ARTICLE_LIKE.match(line.text))

    @property
    def date(self) -> Paragraph | None:
        """The place-and-date line, of the header or above the signature."""
        return self.header.date or self.signing_date

    @property
    def dated(self) -> dt.date | None:
        """The date written on the paper; None while it is blank or impossible."""
        dates = anchors.full_dates(self.date.text) if self.date else ()
        return dates[0] if dates else None

    @property
    def is_draft(self) -> bool:
        """Whether number or date still wait to be filled in."""
        if self.header.number is not None and anchors.number_is_blank(self.header.number.text):
            return True
        return self.header.date is not None and not any(char.isdigit() for char in _day_part(self.header.date.text))


def _day_part(text: str) -> str:
    """What stands before the month: the place of the day; the whole line when there is no month."""
    return text.lower().partition("tháng")[0]


def locate(document: Document) -> Layout:
    """The cells of `document`."""
    blocks = with_header(document, document.blocks, find_header_table(document.blocks))
    header, start = read_header(blocks, find_header_table(blocks))
    appendices = _appendices(document, blocks[start:])
    main = blocks[: _index_of(blocks, appendices[0].label) if appendices else _unlabelled(blocks, start)]
    title, text_start = read_title(main, start)
    if _signature_at(main, text_start) == len(main):
        main = with_signature(document, main, text_start)
    end = _signature_at(main, text_start)
    text = [block for block in main[text_start:end] if isinstance(block, Paragraph)]
    tables = [block for block in main[end:] if isinstance(block, Table) and not block.bordered]
    addressees = _addressees(text)
    return Layout(
        header=header,
        title=title,
        bases=_bases(text),
        body=tuple(block for block in text if _is_running_text(block) and block not in addressees),
        signatures=tuple(signature for table in tables for signature in _signatures(table)),
        recipients=_recipients(tables, main[end:], text),
        appendices=appendices,
        is_letter=not title.lines and any(anchors.ADDRESSEE.match(paragraph.text) for paragraph in text[:6]),
        addressees=addressees,
        signing_date=_signing_date(tables, text),
    )


def _index_of(blocks: Sequence[Block], wanted: Block) -> int:
    return next(number for number, block in enumerate(blocks) if block is wanted)


# ---- text


def _addressees(text: Sequence[Paragraph]) -> Lines:
    """The lines with a dash right under "Kính gửi:"."""
    at = next((n for n, line in enumerate(text) if anchors.ADDRESSEE.match(line.text)), len(text))
    return tuple(itertools.takewhile(lambda line: line.text.startswith("-"), text[at + 1 :]))


@asked_once
def _is_running_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph is ordinary text: not a centred line, a form line, an ornament or an addressee."""
    text = paragraph.text
    if not text or anchors.is_marks_only(text):
        return False
    if _is_set_apart(paragraph) or _is_form_line(paragraph) or "\t" in paragraph.raw or "....." in text or "……" in text:
        return False
    return not (anchors.is_upper(text) or anchors.ADDRESSEE.match(text) or anchors.RECIPIENTS.match(text))


def _is_form_line(paragraph: Paragraph) -> bool:
    """Whether a line held in a cell is a short entry of a form: a sentence ends with a mark, and an article is one."""
    in_cell, text = paragraph.place.startswith("bảng "), paragraph.text
    return in_cell and len(text) < _SHORT and text[-1] not in ".;:," and not anchors.ARTICLE_LIKE.match(text)


def _is_set_apart(paragraph: Paragraph) -> bool:
    """Whether a line stands by itself: centred or to the right and short or in brackets, or a date to be signed."""
    apart = paragraph.format.align in ("center", "right")
    if apart and paragraph.text.startswith("(") and paragraph.text.endswith(")"):
        return True  # a reference line under a title, however long the name of the meeting is
    if anchors.is_date_line(paragraph.text) and paragraph.format.align != "both":
        return True
    return apart and len(paragraph.text) < _SHORT and not anchors.ARTICLE_LIKE.match(paragraph.text)


def _bases(text: Sequence[Paragraph]) -> Lines:
    """The bases: the run of basis lines before Điều 1; none in a paper without articles."""
    first = next((n for n, line in enumerate(text) if anchors.ARTICLE_LIKE.match(line.text)), None)
    if first is None:
        return ()
    return tuple(line for line in text[:first] if anchors.BASIS.match(line.text))


# ---- signature, recipients


def _signature_at(blocks: Sequence[Block], start: int) -> int:
    """The index of the first table of the signature part; the number of blocks when there is none.

    Minutes have two such tables, signatures and recipients, with nothing but blank lines between them.
    """
    found = len(blocks)
    for number in range(len(blocks) - 1, start - 1, -1):
        block = blocks[number]
        if isinstance(block, Table) and _looks_like_signature(block):
            found = number
        elif found < len(blocks) and (isinstance(block, Table) or block.text):
            break
    return found


@asked_once
def _looks_like_signature(table: Table) -> bool:
    if table.columns < 2 or table.bordered:
        return False
    left, last = sides(table)
    if any(anchors.RECIPIENTS.match(line.text) for line in left):
        return True
    right = [line for line in last if not anchors.is_date_line(line.text)]
    return len(right) >= 2 and anchors.is_upper(right[0].text) and not anchors.is_upper(right[-1].text)


@asked_once
def _signatures(table: Table) -> tuple[Signature, ...]:
    blocks = [_signature(lines) for lines in sides(table)]
    return tuple(block for block in blocks if block is not None)


def _signature(lines: Lines) -> Signature | None:
    own = itertools.takewhile(lambda line: not anchors.RECIPIENTS.match(line.text), lines)
    named = [line for line in own if line.text and not line.text.startswith(("(", "- "))]
    named = [line for line in named if not anchors.is_marks_only(line.text)]
    if not named:
        return None
    capitals = [line for line in named if anchors.is_upper(line.text) or anchors.SIGN_PREFIX.match(line.text)]
    rest = [line for line in named if line not in capitals and not anchors.is_date_line(line.text)]
    positions = [line for line in capitals if not anchors.SIGN_PREFIX.match(line.text)]
    if not capitals:
        return None
    if len(positions) < len(capitals):  # under an authority stands a post, also when it is wrongly not in capitals
        small = [line for line in rest if line is not named[-1] and anchors.POST.match(line.text)]
        rest = [line for line in rest if line not in small]
        if positions and not rest and small and positions[-1] is named[-1]:
            rest = [positions.pop()]
        positions += small
    if not rest and len(positions) > 1:  # a name wrongly set in capitals
        rest = [positions.pop()]
    return Signature(
        authority=tuple(line for line in capitals if anchors.SIGN_PREFIX.match(line.text)),
        positions=tuple(positions),
        name=rest[-1] if rest else None,
    )


def _recipients(tables: Sequence[Table], after: Sequence[Block], text: Sequence[Paragraph]) -> Recipients | None:
    """The recipients of the signature tables, else of the paragraphs after them, else of the text."""
    for table in tables:
        if (found := _listed_in(table)) is not None:
            return found
    own = lines_of(block for block in after if isinstance(block, Paragraph))
    return _recipients_among(own) or _recipients_among(lines_of(text))


@asked_once
def _listed_in(table: Table) -> Recipients | None:
    return _recipients_among(sides(table)[0])


def _recipients_among(lines: Lines) -> Recipients | None:
    at = next((n for n, line in enumerate(lines) if anchors.RECIPIENTS.match(line.text)), None)
    return (
        None if at is None else Recipients(label=lines[at], items=tuple(line for line in lines[at + 1 :] if line.text))
    )


def _signing_date(tables: Sequence[Table], text: Sequence[Paragraph]) -> Paragraph | None:
    last = [*map(_last_half, lines_of(text[-4:])), *(line for table in tables for line in sides(table)[-1])]
    return next((line for line in last if anchors.is_date_line(line.text) and line.format.align != "both"), None)


def _last_half(line: Paragraph) -> Paragraph:
    """What stands on the right of a line that has two halves; the whole of any other."""
    halves = halves_of(line)
    return line if halves is None or halves[1] is None else halves[1]


# ---- appendices


def _appendices(document: Document, after_header: Sequence[Block]) -> tuple[Appendix, ...]:
    """The appendices of the paper; a label that opens the text is the title of the paper itself."""
    labels = {id(document.everything[at]) for at, _ in document.telling(_is_appendix_label)}
    if not labels:
        return ()
    found: list[Appendix] = []
    opening = next((block for block in after_header if isinstance(block, Table) or block.text), None)
    for number, section in enumerate(document.sections):
        blocks = section.blocks
        for at, block in enumerate(blocks):
            if id(block) in labels and block is not opening and isinstance(block, Paragraph):
                before = (other for other in blocks[:at] if isinstance(other, Table) or other.text)
                titles, reference = _appendix_head(blocks[at + 1 :])
                opens = next(iter(before), None) is None
                found.append(
                    Appendix(label=block, titles=titles, reference=reference, section=number, opens_section=opens)
                )
    return tuple(found)


def _unlabelled(blocks: Sequence[Block], start: int) -> int:
    """Where what is enclosed without a label begins: its title over "(Kèm theo ...)"; all blocks when nothing is."""
    signed = False
    title = start
    for at, block in enumerate(blocks[start:], start):
        for line in lines_of([block] if isinstance(block, Paragraph) else block.paragraphs()):
            signed = signed or bool(anchors.RECIPIENTS.match(line.text))
        if isinstance(block, Table) or not block.text:
            title = at + 1
        elif signed and anchors.ENCLOSED.match(block.text):
            return title
        elif not (anchors.is_upper(block.text) or anchors.is_marks_only(block.text)):
            title = at + 1
    return len(blocks)


@asked_once
def _is_appendix_label(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= 24 and bool(anchors.APPENDIX.match(paragraph.text))


def _appendix_head(blocks: Sequence[Block]) -> tuple[Lines, Paragraph | None]:
    titles: list[Paragraph] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Table) or (number >= _HEAD_REACH and block.format.align != "center"):
            break
        for line in lines_of([block]):
            if line.text.startswith("("):
                return tuple(titles), line
            if not line.text or anchors.is_marks_only(line.text):
                return tuple(titles), None
            titles.append(line)
    return tuple(titles), None
