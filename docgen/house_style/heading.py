"""The top of a paper: both header cells, the number and date lines, the type and the subject.

Knows how to find them in the header table, and the title below it by landmarks; does not judge them. A "line" is a
paragraph cut at its line breaks; a cell that is not found is None or ().
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.house_style import anchors
from docgen.house_style.document import Block, Paragraph, Table, asked_once
from docgen.house_style.tones import fold_tone

Lines = tuple[Paragraph, ...]
_MOST_SUBJECT_LINES = 24  # a dozen lines are seen; more than that is no subject any more
_PLACE = r"(?:TỈNH|THÀNH PHỐ|THỊ XÃ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) \S"
_WHOLE_NAME = re.compile(rf"^(?:(?:ỦY BAN NHÂN DÂN|UBND) {_PLACE}|ĐẢNG BỘ {_PLACE})")
_OFFICE = re.compile(
    r"^(?:SỞ|PHÒNG|TRƯỜNG|TRUNG TÂM|CHI CỤC|VIỆN|BỆNH VIỆN|TRẠM|BAN QUẢN LÝ|VĂN PHÒNG|THANH TRA"
    r"|ĐẢNG ỦY|CHI BỘ|CHI ỦY|TỈNH ỦY|THÀNH ỦY|ỦY BAN KIỂM TRA) \S"
)
_HEADER_REACH = 12  # blocks from the top in which a header may stand


@dataclass(frozen=True, kw_only=True)
class Header:
    """Cells 1 to 5b: `left` and `right` are all lines, blank ones left out."""

    left: Lines = ()
    right: Lines = ()
    superior: Lines = ()
    issuer: Lines = ()
    star: Paragraph | None = None
    number: Paragraph | None = None
    subject: Lines = ()  # of a công văn: what stands under the number
    national: Paragraph | None = None
    motto: Paragraph | None = None
    party: Paragraph | None = None
    date: Paragraph | None = None


@dataclass(frozen=True, kw_only=True)
class Title:
    """Cell 5a: the type in capitals, the subject below it, and the ornament line under both."""

    lines: Lines = ()
    subject: Lines = ()
    below: Paragraph | None = None

    @property
    def text(self) -> str:
        """The type as one line of capitals."""
        return " ".join(line.text for line in self.lines)


def lines_of(paragraphs: Iterable[Paragraph]) -> Lines:
    """The lines of `paragraphs` that hold text or a drawn rule."""
    return tuple([line for paragraph in paragraphs for line in _shown_lines(paragraph)])


@asked_once
def _shown_lines(paragraph: Paragraph) -> Lines:
    return tuple(line for line in paragraph.lines if line.text or line.drawing or line.format.border_below)


def find_header_table(blocks: Sequence[Block]) -> int | None:
    """The index of the header table; None when the header is made of paragraphs."""
    for number, block in enumerate(blocks[:_HEADER_REACH]):
        if isinstance(block, Table) and block.columns >= 2 and _looks_like_header(block):
            return number
    return None


@asked_once
def _looks_like_header(table: Table) -> bool:
    for line in lines_of(table.paragraphs()):
        text = line.text
        if anchors.is_national(text) or anchors.is_party_title(text) or anchors.NUMBER.match(text):
            return True
    return False


def read_header(blocks: Sequence[Block], at: int | None) -> tuple[Header, int]:
    """The header and the index of the first block after it; an empty header without a table."""
    if at is None:
        return Header(), 0
    table = blocks[at]
    assert isinstance(table, Table)  # find_header_table only returns tables
    return _sort_header(table), at + 1


@asked_once
def sides(table: Table) -> tuple[Lines, Lines]:
    """The lines of the first and of the last column, across the rows that have at least two cells."""
    rows = [row for row in table.rows if len(row) >= 2]
    left, right = (lines_of(line for row in rows for line in row[index].paragraphs) for index in (0, -1))
    return left, right


@asked_once
def _sort_header(table: Table) -> Header:
    left, right = (tuple(line for line in lines if not anchors.DRAFT.match(line.text)) for lines in sides(table))
    number = next((line for line in left if anchors.NUMBER.match(line.text)), None)
    names = _names_above(left, number)
    superior, issuer = _split_names(names)
    return Header(
        left=left,
        right=right,
        superior=superior,
        issuer=issuer,
        star=next((line for line in left if "*" in line.text and anchors.is_marks_only(line.text)), None),
        number=number,
        subject=_below(left, number),
        national=next((line for line in right if anchors.is_national(line.text)), None),
        motto=next((line for line in right if line.text.upper().startswith(anchors.MOTTO)), None),
        party=next((line for line in right if anchors.is_party_title(line.text)), None),
        date=next((line for line in (*right, *left) if anchors.mentions_date(line.text)), None),
    )


def _below(left: Lines, number: Paragraph | None) -> Lines:
    """The words under the number: the subject of a letter, cell 5b."""
    at = next((n for n, line in enumerate(left) if line is number), len(left))
    return tuple(line for line in left[at + 1 :] if line.text and not anchors.is_marks_only(line.text))


def _names_above(left: Lines, number: Paragraph | None) -> Lines:
    names: list[Paragraph] = []
    for line in left:
        if line is number or "*" in line.text:
            break
        if line.text and not anchors.is_marks_only(line.text):
            names.append(line)
    return tuple(names)


def _split_names(names: Lines) -> tuple[Lines, Lines]:
    """Superior lines first, then the issuer: the bold lines at the end, at least the last line."""
    cut = len(names)
    while cut > 0 and is_bold(names[cut - 1]):
        cut -= 1
    cut = min(cut, max(len(names) - 1, 0))
    if cut == 0 and len(names) > 1 and _is_of_its_own(names):
        cut = len(names) - 1  # both are bold, and the upper one should not be
    return names[:cut], names[cut:]


def _is_of_its_own(names: Lines) -> bool:
    """Whether the last line names a body by itself, under a whole name: an office under its council."""
    above, last = (fold_tone(text.upper()) for text in (" ".join(line.text for line in names[:-1]), names[-1].text))
    return bool(_OFFICE.match(last) and _WHOLE_NAME.match(above))


def is_bold(line: Paragraph) -> bool:
    """Whether everything that shows in the line is bold."""
    return bool(line.ink) and all(run.bold for run in line.ink)


def read_title(blocks: Sequence[Block], start: int) -> tuple[Title, int]:
    """The title and the index of the first block after it; an empty title when there is none."""
    for number, block in enumerate(blocks[start : start + _HEADER_REACH], start):
        if isinstance(block, Paragraph) and block.text:
            if anchors.is_upper(block.lines[0].text) and not anchors.is_marks_only(block.text):
                return _title_from(blocks, number)
            return Title(), start
    return Title(), start


def _title_from(blocks: Sequence[Block], at: int) -> tuple[Title, int]:
    head: list[Paragraph] = []
    subject: list[Paragraph] = []
    for number, block in enumerate(blocks[at:], at):
        if isinstance(block, Table):
            return _made_title(head, subject, None), number
        for line in lines_of([block]):
            if anchors.is_marks_only(line.text) or not line.text:
                return _made_title(head, subject, line), number + 1
            if anchors.is_upper(line.text) and not subject and block is blocks[at]:
                head.append(line)
            elif _continues_subject(line, subject):
                subject.append(line)
            else:
                return _made_title(head, subject, None), number
    return _made_title(head, subject, None), len(blocks)


def _made_title(head: list[Paragraph], subject: list[Paragraph], below: Paragraph | None) -> Title:
    return Title(lines=tuple(head), subject=tuple(subject), below=below)


def _continues_subject(line: Paragraph, subject: list[Paragraph]) -> bool:
    text = line.text
    if anchors.is_upper(text) or text.startswith("(") or anchors.BASIS.match(text) or anchors.ADDRESSEE.match(text):
        return False
    if subject:
        return len(subject) < _MOST_SUBJECT_LINES and line.format.align == "center"
    return line.format.align == "center" or is_bold(line) or text.lower().startswith("về ")
