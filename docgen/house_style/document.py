"""A .docx as it meets the eye: sections, tables, paragraphs and runs with the formatting that takes effect.

Knows shapes and measures; knows neither XML nor rules. Lengths are twips (1/20 pt), sizes half-points. `place`
says where a thing stands, in Vietnamese, counted from 1: "bảng 1, hàng 1, ô 2, đoạn 1".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import wraps
from itertools import compress
from operator import is_not, itemgetter
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")
P = TypeVar("P", bound="Paragraph | Table")
_SPACES = "\u00a0\u202f\u2007"


def tidy(text: str) -> str:
    """NFC, no-break spaces as spaces, ends stripped: the form every pattern is applied to."""
    text = unicodedata.normalize("NFC", text)
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    return text.strip()


class Once(Generic[T]):
    """A property worked out once: each line of a paper has several, and `cached_property` takes a lock for each."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self._work_out, self.__doc__ = work_out, work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, thing: None, owner: type) -> Self: ...

    @overload
    def __get__(self, thing: object, owner: type) -> T: ...

    def __get__(self, thing: object | None, owner: type) -> Self | T:
        if thing is None:
            return self
        value = thing.__dict__[self._name] = self._work_out(thing)
        return value


def asked_once(question: Callable[[P], T]) -> Callable[[P], T]:
    """A question about one paragraph or table by itself, its answer kept: papers of one form share most of theirs."""

    @wraps(question)
    def answer(part: P) -> T:
        known = part.judged
        if question not in known:
            known[question] = question(part)
        told: T = known[question]
        return told

    return answer


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of text with one look; `fonts` are the faces for Latin, other and complex letters, "" unset."""

    text: str
    fonts: tuple[str, str, str]
    size: int
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    colour: str  # "auto" or six hex digits
    background: bool  # highlighted or shaded with a colour
    raised: bool  # set above or below the line, and smaller than its size


@dataclass(frozen=True, kw_only=True)
class Format:
    """How a paragraph is set; `first_line` is negative for a hanging indent, `line` 240 is one line when auto."""

    align: str  # left, center, right, both; "" when it cannot be told
    left: int
    right: int
    first_line: int
    before: int
    after: int
    line: int
    line_rule: str  # auto, exact, atLeast
    contextual_spacing: bool
    border_below: bool
    numbered: bool  # its label is made by automatic numbering
    framed: bool  # floats in a frame of old Word, beside what follows it
    page_break: bool  # a page ends inside or before it


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph, or one line of it; a line break in `runs` is a newline."""

    place: str
    runs: tuple[Run, ...]
    format: Format
    drawing: bool  # holds a shape or picture
    drawn_length: int | None  # of its longest shape; None without one or when the file does not say
    room: int | None  # the width it may fill, known inside table cells only
    fields: tuple[str, ...]  # instructions of its fields: "PAGE"
    field_runs: tuple[Run, ...]  # how the field codes themselves are set; their text is the instruction
    style: str

    @Once
    def raw(self) -> str:
        """The text exactly as stored."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])

    @Once
    def text(self) -> str:
        """The text for patterns; with `w:caps` the letters are capitals, as on the page."""
        runs = self.runs
        if True not in [run.caps for run in runs]:
            return tidy(self.raw)
        return tidy("".join([run.text.upper() if run.caps else run.text for run in runs]))

    @Once
    def ink(self) -> tuple[Run, ...]:
        """The runs that show something."""
        return tuple([run for run in self.runs if run.text and not run.text.isspace()])

    @Once
    def sizes(self) -> tuple[int, ...]:
        """The sizes of what shows, each once, ascending."""
        return tuple(sorted({run.size for run in self.ink}))

    @Once
    def judged(self) -> dict[object, Any]:
        """What was found out about this paragraph alone: papers of one form share it, so it is asked again."""
        return {}

    @Once
    def lines(self) -> tuple[Paragraph, ...]:
        """The paragraph cut at its line breaks; empty lines are kept."""
        if "\n" not in self.raw:
            return (self,)
        rows: list[list[Run]] = [[]]
        for run in self.runs:
            first, *rest = run.text.split("\n")
            rows[-1].append(replace(run, text=first))
            rows.extend([replace(run, text=piece)] for piece in rest)
        return tuple(replace(self, runs=tuple(row)) for row in rows)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a table; nested tables are flattened into its paragraphs."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """All text of the cell, one paragraph per line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table row by row; `bordered` when any of its edges is drawn, `stretched` when a cell spans several columns."""

    place: str
    rows: tuple[tuple[Cell, ...], ...]
    bordered: bool
    stretched: bool

    @property
    def columns(self) -> int:
        """The cells of its widest row."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def is_frame(self) -> bool:
        """True for one column without edges, which only holds lines together; a stretched cell is a line of a form."""
        return self.columns == 1 and not self.bordered and not self.stretched

    @Once
    def judged(self) -> dict[object, Any]:
        """What was found out about this table alone, by whom; papers of one form share their fixed tables."""
        return {}

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the table, in reading order."""
        for row in self.rows:
            for cell in row:
                yield from cell.paragraphs


Block = Paragraph | Table


@dataclass(frozen=True, kw_only=True)
class Margins:
    """The white edges of a page and the distance of its header, in twips."""

    top: int
    bottom: int
    left: int
    right: int
    header: int


@dataclass(frozen=True, kw_only=True)
class Section:
    """Pages of one size; `headers` and `footers` by kind: default, first, even (absent when there is none)."""

    place: str
    width: int
    height: int
    landscape: bool
    margins: Margins
    title_page: bool
    page_start: int | None  # None: page numbers continue
    headers: dict[str, tuple[Paragraph, ...]]
    footers: dict[str, tuple[Paragraph, ...]]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture in the text; `data` is b"" when its part is missing, damaged or larger than a signature ever is.

    `align` is how it stands in its line or cell, "" when it floats at a distance of its own; `left` is that distance.
    """

    place: str
    data: bytes = field(repr=False)
    floats: bool
    align: str
    left: int | None
    width: int | None
    room: int | None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document; `boxes` are paragraphs inside text boxes, `mirrored` when odd and even margins swap.

    `of_form` is what was found out about the paper of its form before it, by whom; None for one read without its twins.
    """

    sections: tuple[Section, ...]
    boxes: tuple[Paragraph, ...]
    even_and_odd: bool
    mirrored: bool
    pictures: tuple[Picture, ...] = ()
    of_form: dict[object, Any] | None = field(default=None, repr=False, compare=False)

    @Once
    def blocks(self) -> tuple[Block, ...]:
        """Paragraphs and tables of the text, in order, across sections.

        The paragraphs of a frame stand for it.
        """
        found: list[Block] = []
        for section in self.sections:
            for block in section.blocks:
                found.extend(block.paragraphs() if isinstance(block, Table) and block.is_frame else [block])
        return tuple(found)

    @Once
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the text, those of tables included."""
        found: list[Paragraph] = []
        for block in self.blocks:
            found.extend([block] if isinstance(block, Paragraph) else block.paragraphs())
        return tuple(found)

    @Once
    def everything(self) -> tuple[Paragraph, ...]:
        """Every paragraph that shows: text, text boxes, headers and footers, each once."""
        edges = {
            paragraph.place: paragraph
            for section in self.sections
            for kinds in (section.headers, section.footers)
            for paragraphs in kinds.values()
            for paragraph in paragraphs
        }
        return (*self.paragraphs, *self.boxes, *edges.values())

    def telling(self, question: Callable[[Paragraph], T]) -> list[tuple[int, T]]:
        """Where among `everything` a question about one line by itself has an answer, and which; no empty ones."""
        lines = self.everything
        if self.of_form is None:
            return [(at, told) for at, line in enumerate(lines) if (told := question(line))]
        before, answers = self.of_form.get(question, ((), {}))
        is_known = len(before) == len(lines)
        for at in compress(range(len(lines)), map(is_not, lines, before)) if is_known else range(len(lines)):
            if told := question(lines[at]):
                answers[at] = told
            else:
                answers.pop(at, None)
        self.of_form[question] = lines, answers
        return sorted(answers.items(), key=itemgetter(0))
