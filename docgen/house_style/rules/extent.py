"""How many pages a section fills, about: enough to tell one page from several, never more.

Knows letters, lines and spacing as rough measures; nothing here lays out a page. A page that is known to end inside
the section (a break made by hand, or one that Word noted) is surer than any sum.
"""

from __future__ import annotations

from docgen.house_style.document import Block, Paragraph, Section, Table
from docgen.house_style.rules.ornaments import text_width

ONE_PAGE, MORE = 0.9, 1.2  # between them a sum cannot tell
_EM = 1.15  # height of a line, of its size
_REGULAR = 0.94  # width of the regular face, of the bold
_MARK = 28  # half-points of an empty line whose size is not said


def pages(section: Section) -> float:
    """How many pages the text of `section` fills; at least 2 when a page ends inside it."""
    texts = [line for block in section.blocks for line in _lines(block)]
    if any(line.format.page_break for line in texts[1:]):
        return 2.0
    height = section.height - section.margins.top - section.margins.bottom
    width = section.width - section.margins.left - section.margins.right
    return sum(_height(block, width) for block in section.blocks) / max(height, 1)


def _lines(block: Block) -> list[Paragraph]:
    return [block] if isinstance(block, Paragraph) else list(block.paragraphs())


def _height(block: Block, width: int) -> float:
    if isinstance(block, Paragraph):
        return _paragraph_height(block, width)
    return sum(_row_height(block, row, width) for row in range(len(block.rows)))


def _row_height(table: Table, row: int, width: int) -> float:
    cells = table.rows[row]
    share = width // max(len(cells), 1)
    return max(
        (sum(_paragraph_height(line, line.room or share) for line in cell.paragraphs) for cell in cells), default=0
    )


def _paragraph_height(paragraph: Paragraph, width: int) -> float:
    form = paragraph.format
    room = max(width - form.left - form.right, 1)
    rows = sum(max(-(-int(text_width(line) * _REGULAR) // room), 1) for line in paragraph.lines)
    size = max((run.size for run in paragraph.runs), default=_MARK) * 10
    single = size * _EM
    line = single * form.line / 240 if form.line_rule == "auto" else form.line
    return rows * (max(line, single) if form.line_rule == "atLeast" else line) + form.before + form.after
