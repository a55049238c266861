"""Left and right of a paper set without tables: by tabs, blanks, text boxes, columns or paragraphs one after another.

Knows how one line is cut in two, and which words stand on which side; does not judge them. What is found is handed
on as a table of one row and two cells, so that whoever reads cells need not know how they were built. How such a
line is aligned inside its half of the page cannot be told: its `align` is "".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.house_style import anchors
from docgen.house_style.document import Block, Cell, Document, Paragraph, Run, Table, asked_once

LEFT, RIGHT = "bên trái", "bên phải"
_REACH = 24  # blocks from the top in which a header may stand, blank lines included
_NEAR = 4  # blocks under a header table in which its number and date may stand
_LONG = 100  # letters; no line of a header or a signature is longer
_NAME = 40
_GAP = re.compile(r"[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{4,}")
_TAB = 8  # blanks that a tab counts for when the widest gap is looked for
_TYPES = re.compile(
    r"^(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|BÁO CÁO|BIÊN BẢN|TỜ TRÌNH|KẾ HOẠCH|THÔNG BÁO|HƯỚNG DẪN|CHỈ THỊ|KẾT LUẬN|PHIẾU|BẢN|"
    r"DANH SÁCH|PHỤ LỤC|CHƯƠNG TRÌNH|QUY|CÔNG ĐIỆN|GIẤY|ĐƠN|ĐỀ ÁN|PHƯƠNG ÁN|DỰ ÁN|THƯ (?:MỜI|CÔNG))\b"
)
_POSITION = re.compile(r"\b(?:CHỦ|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG|PHÓ|CHÁNH|THƯ KÝ|NGƯỜI|ĐẠI DIỆN)\b")
_ITEM = re.compile(
    r"^[-+–—•●▪◦*·\uf0b7]\s*\w|^Lưu\b|^(?!\d|[a-zđ]\)).{1,100};$"
)  # with a mark before it, or one after it
_PLACED = re.compile(r"^\w[^,]*,\s*ngày\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:V/v|về việc)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One line, whole or one half of it; `side` is "" for a whole line, whose words must tell."""

    line: Paragraph
    side: str
    at: int  # the index of its block


def with_header(document: Document, blocks: Sequence[Block], table: int | None) -> tuple[Block, ...]:
    """The blocks with a table in place of a header set otherwise; `table` is the header table, None without one.

    Under a header table the lines of number and date may stand as paragraphs: they are handed on with it.
    """
    if table is not None:
        return _completed(blocks, table)
    parts = list(_header_parts(document, blocks))
    ends = [n for n, part in enumerate(parts) if _header_side(part)]
    if not ends:
        return tuple(blocks)
    last = ends[-1] + 1
    while last < len(parts) and _goes_on(parts[last].line):
        last += 1
    left, right = _sorted(parts[:last], _header_side)
    floating = [part.line for part in parts[:last] if part.line.drawing and (part.side or not part.line.text)]
    left, right = _ruled(left, right, floating)
    end = max(part.at for part in parts[:last])
    return (
        _sheet("đầu văn bản", left, right),
        *blocks[end if _only_bears(blocks[end], parts[:last]) else end + 1 :],
    )


def _only_bears(block: Block, parts: Sequence[_Part]) -> bool:
    """Whether a block only bears the text boxes among its `parts`: its own words are the text below the header."""
    return (
        isinstance(block, Paragraph) and bool(block.text) and all(", khung chữ " in part.line.place for part in parts)
    )


def with_signature(document: Document, blocks: Sequence[Block], start: int) -> tuple[Block, ...]:
    """The blocks of a main text with a table in place of recipients and signature that end it, when found there."""
    parts: list[_Part] = []
    blocks = _landed(blocks, start)
    indent = _indent(blocks[start:])
    for at in range(len(blocks) - 1, start - 1, -1):
        block = blocks[at]
        own = list(_parts_of(block, at, indent)) if isinstance(block, Paragraph) else []
        if isinstance(block, Table) or not all(_may_sign(part.line.text) for part in own):
            parts = [*_boxes_of(document, block, at + 1), *parts] if isinstance(block, Paragraph) else parts
            break
        parts = [*own, *_boxes_of(document, block, at), *parts]
    first = next((n for n in range(len(parts)) if _opens_signature(parts[n:])), None)
    if first is None:
        return tuple(blocks)
    left, right = _sorted(parts[first:], _signature_side)
    return (*blocks[: parts[first].at], _sheet("cuối văn bản", left, right))


def _landed(blocks: Sequence[Block], start: int) -> tuple[Block, ...]:
    """The blocks with the frames that float beside the very last words set after them: LibreOffice hangs them there."""
    last = len(blocks)
    while last > start and not _is_framed(blocks[last - 1]):
        last -= 1
    first = last
    while first > start and _is_framed(blocks[first - 1]):
        first -= 1
    words = [block for block in blocks[last:] if isinstance(block, Table) or block.text]
    if first == start or len(words) != 1 or isinstance(words[0], Table):
        return tuple(blocks)
    return (*blocks[:first], *blocks[last:], *blocks[first:last])


def _is_framed(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.format.framed


# ---- lines and halves


def _parts_of(block: Paragraph, at: int, indent: int = 0) -> Iterator[_Part]:
    for line in block.lines:
        halves = halves_of(line, indent=indent)
        if halves is None:
            yield _Part(line=line, side="", at=at)
        else:
            sides = zip((LEFT, RIGHT), halves, strict=True)
            yield from (_Part(line=half, side=side, at=at) for side, half in sides if half is not None)


def _boxes_of(document: Document, block: Paragraph, at: int) -> Iterator[_Part]:
    """The lines in text boxes that hang on a paragraph."""
    for box in document.boxes:
        if box.place.startswith(f"{block.place}, khung chữ "):
            yield from (_Part(line=line, side="", at=at) for line in box.lines)


def halves_of(line: Paragraph, *, indent: int = 0) -> tuple[Paragraph | None, Paragraph | None] | None:
    """A line cut at its widest gap of tabs or blanks, an empty half None; None for a whole line.

    Words after tabs alone stand on the right, but not after as few as stand before left halves elsewhere (`indent`).
    """
    text = line.raw
    core = text.rstrip()
    start = len(core) - len(core.lstrip())
    gaps = [gap for gap in _GAP.finditer(core) if gap.start() >= start]
    whole = core.strip()
    if not gaps:
        if not whole or not _GAP.match(core):
            return None
        if "\t" in core[:start] and core[:start].count("\t") <= indent:
            return _half(line, start, len(core), LEFT), None
        return None, _half(line, start, len(core), RIGHT)
    if _is_one_date(core, gaps):
        return None
    dated = [gap for gap in gaps if anchors.is_date_line(core[gap.end() :])]
    gap = dated[-1] if dated else max(gaps, key=_breadth)  # blanks for a number stand before the last of them
    if core[gap.end()] in "/-" and anchors.NUMBER.match(whole):
        return None
    return _half(line, start, gap.start(), LEFT), _half(line, gap.end(), len(core), RIGHT)


def _is_one_date(core: str, gaps: Sequence[re.Match[str]]) -> bool:
    """Whether a line is place and date from end to end, with blanks to be filled in; not a date beside other words."""
    whole = core.strip()
    if not anchors.is_date_line(whole) or anchors.NUMBER.match(whole) or whole.startswith("*"):
        return False
    return not any(_PLACED.match(core[gap.end() :]) for gap in gaps if "\t" in gap[0])


def _indent(blocks: Sequence[Block]) -> int:
    """How many tabs stand before the left halves of lines that have both."""
    lines = [line for block in blocks if isinstance(block, Paragraph) for line in block.lines]
    both = [line.raw for line in lines if (halves := halves_of(line)) is not None and None not in halves]
    return max((len(raw) - len(raw.lstrip("\t")) for raw in both), default=0)


def _breadth(gap: re.Match[str]) -> int:
    return len(gap[0]) + _TAB * gap[0].count("\t")


def _half(line: Paragraph, start: int, end: int, side: str) -> Paragraph:
    runs: list[Run] = []
    at = 0
    for run in line.runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            runs.append(replace(run, text=piece))
        at += len(run.text)
    form = replace(line.format, align="", border_below=False, left=0, right=0, first_line=0)
    return replace(line, place=f"{line.place}, {side}", runs=tuple(runs), format=form, room=None)


def _unaligned(line: Paragraph) -> Paragraph:
    return replace(line, format=replace(line.format, align=""))


# ---- the header


def _header_parts(document: Document, blocks: Sequence[Block]) -> Iterator[_Part]:
    """The lines at the top, down to the type of the paper or to running text."""
    indent = _indent(blocks[:_REACH])
    for at, block in enumerate(blocks[:_REACH]):
        if isinstance(block, Table):
            return
        own = [*_boxes_of(document, block, at), *_parts_of(block, at, indent)]
        for part in own:
            text = part.line.text
            is_text = anchors.ADDRESSEE.match(text) or anchors.BASIS.match(text) or anchors.ARTICLE_LIKE.match(text)
            if is_text or len(text) > _LONG or (not part.side and _TYPES.match(text)):
                return
            yield part


def _header_side(part: _Part) -> str:
    """The side on which the words of a line must stand; "" when they do not tell."""
    text = part.line.text
    if len(text) <= _LONG and (anchors.is_national(text) or anchors.is_date_line(text)):
        return RIGHT
    if text.upper().startswith(anchors.MOTTO) or (len(text) <= _NAME and anchors.is_party_title(text)):
        return RIGHT
    is_number = anchors.NUMBER.match(text) and len(text) <= _NAME and re.search(r"\d|/", text)
    return LEFT if is_number or text.strip() == "*" else ""


def _goes_on(line: Paragraph) -> bool:
    """Whether a line after the last words of a header still belongs to it: a rule, or the subject of a letter."""
    return anchors.is_marks_only(line.text) or (not line.text and _is_ruled(line)) or bool(_SUBJECT.match(line.text))


def _is_ruled(line: Paragraph) -> bool:
    return line.drawing or line.format.border_below


def _sorted(parts: Sequence[_Part], side_of: Callable[[_Part], str]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines of the left and of the right, each in order; ornaments go with the line above them."""
    sides: dict[str, list[Paragraph]] = {LEFT: [], RIGHT: []}
    before = LEFT
    for part in parts:
        line, side = part.line, part.side or side_of(part)
        if not side:
            side = before if anchors.is_marks_only(line.text) or not line.text else LEFT
        if line.text or _is_ruled(line):
            is_bare = not line.text and line.drawing
            if not is_bare:
                sides[side].append(_unaligned(line))
        before = side if line.text else before
    return sides[LEFT], sides[RIGHT]


def _ruled(
    left: list[Paragraph], right: list[Paragraph], floating: list[Paragraph]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Both sides, with a drawn rule that floats over a cut or empty line lent to each side that shows none."""
    left = [_undrawn(line) if "bên" in line.place else line for line in left]
    right = [_undrawn(line) if "bên" in line.place else line for line in right]
    if not floating:
        return left, right
    rule = replace(floating[0], runs=(), drawing=True, drawn_length=None)
    is_party = any(anchors.is_party_title(line.text) for line in right)
    return (left if is_party else _lent(left, rule, anchors.is_upper)), _lent(right, rule, _is_headline)


def _undrawn(line: Paragraph) -> Paragraph:
    return replace(line, drawing=False, drawn_length=None)


def _is_headline(text: str) -> bool:
    return text.upper().startswith(anchors.MOTTO) or anchors.is_party_title(text)


def _lent(lines: list[Paragraph], rule: Paragraph, is_above: Callable[[str], bool]) -> list[Paragraph]:
    last = max((n for n, line in enumerate(lines) if line.text and is_above(line.text)), default=None)
    if last is None or any(anchors.has_drawn_rule(line) for line in lines):
        return lines
    return [*lines[: last + 1], rule, *lines[last + 1 :]]


def _completed(blocks: Sequence[Block], at: int) -> tuple[Block, ...]:
    """The blocks with number and date right under the header table taken into it: a second table, or lines."""
    table = blocks[at]
    assert isinstance(table, Table)
    rows = list(table.rows)
    end = at + 1
    for number, block in enumerate(blocks[at + 1 : at + 1 + _NEAR], at + 1):
        own = _number_rows(block)
        if own:
            rows, end = [*rows, *own], number + 1
        elif isinstance(block, Table) or block.text:
            break
    return tuple(blocks) if end == at + 1 else (*blocks[:at], replace(table, rows=tuple(rows)), *blocks[end:])


@asked_once
def _number_rows(block: Block) -> tuple[tuple[Cell, ...], ...]:
    """The rows that a block of number and date gives; empty for a block that says anything else."""
    if isinstance(block, Table):
        lines = [line for paragraph in block.paragraphs() for line in paragraph.lines if line.text]
        tells = any(_header_side(_Part(line=line, side="", at=0)) for line in lines)
        return block.rows if tells and block.columns >= 2 and len(lines) <= _NEAR else ()
    parts = [part for part in _parts_of(block, 0) if part.line.text]
    if not parts or not all(_header_side(part) for part in parts):
        return ()
    left, right = _sorted(parts, _header_side)
    return ((Cell(paragraphs=tuple(left)), Cell(paragraphs=tuple(right))),)


# ---- recipients and signature


def _may_sign(text: str) -> bool:
    """Whether a line could stand among recipients and signatures."""
    if not text or anchors.is_marks_only(text) or anchors.is_date_line(text):
        return True
    if anchors.RECIPIENTS.match(text) or _ITEM.match(text) or anchors.SIGN_PREFIX.match(text):
        return True
    is_bracketed = text.startswith("(") and text.endswith(")")
    return (anchors.is_upper(text) and len(text) <= _LONG) or is_bracketed or _is_name(text)


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and len(text) <= _NAME and all(word[0].isupper() for word in words)


def _opens_signature(parts: Sequence[_Part]) -> bool:
    """Whether recipients or a signature begin with the first of these lines."""
    text = parts[0].line.text
    if anchors.RECIPIENTS.match(text):
        return True
    if not (anchors.SIGN_PREFIX.match(text) or (anchors.is_upper(text) and _POSITION.search(text))):
        return False
    rest = [part for part in parts[1:] if part.line.text]
    own = [part.line.text for part in rest if part.side != LEFT and not anchors.is_date_line(part.line.text)]
    name = next((n for n, each in enumerate(own) if _is_name(each) and not anchors.is_upper(each)), None)
    has_recipients = any(anchors.RECIPIENTS.match(part.line.text) for part in rest)
    return (name is not None or has_recipients) and (has_recipients or not any(_ITEM.match(each) for each in own))


def _signature_side(part: _Part) -> str:
    text = part.line.text
    if anchors.RECIPIENTS.match(text) or _ITEM.match(text):
        return LEFT
    return RIGHT if text and not anchors.is_marks_only(text) else ""


def _sheet(place: str, left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Table:
    row = (Cell(paragraphs=tuple(left)), Cell(paragraphs=tuple(right)))
    return Table(place=place, rows=(row,), bordered=False, stretched=False)
