"""Papers that differ in their words only: read once, then said again with other words.

Knows that everything but the letters inside `w:t` is the form of a document, and that reading depends on the form
and on which texts are empty, never on what the letters say. So the reading of one paper serves every other paper
of the same form, exactly and not by guess. Does not know what a document means.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any, TypeVar

from docgen.house_style.document import Block, Cell, Document, Paragraph, Run, Table

B = TypeVar("B", bound=Block)
MOST_FORMS = 16
MOST_SAID = 4096  # blocks of one form that are kept
_TEXT = re.compile(rb"(<w:t(?: [^<>]*)?>)([^<]+)(</w:t>)")
_MARK, _END = "\ue000", "\ue001"  # private use: a paper that holds them is read without its twins
_PLACE = re.compile(f"{_MARK}([0-9]+){_END}")
_DECLARED = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*<w:document[\s>]")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|quot|apos|amp);")
_UNPLAIN = re.compile("&(?!(?:lt|gt|quot|apos|amp);)|]]>|[\x01-\x08\x0b-\x1f\ufffe\uffff]")


class Forms:
    """The forms read so far, the least used forgotten first; `read` reads a main part whose letters are marks."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, _Form] = OrderedDict()

    def document(self, main: bytes, other_parts: Sequence[bytes], read: Callable[[bytes], Document]) -> Document:
        """The document of the main part `main`; `other_parts` is everything else that reading looks at."""
        pieces = _TEXT.split(main)
        texts = _texts(main, pieces[2::4])
        if texts is None:
            return read(main)
        key = _key(pieces, other_parts)
        form = self._known.get(key)
        if form is None:
            marked = [*pieces]
            marked[2::4] = [f"{_MARK}{number}{_END}".encode() for number in range(len(texts))]
            form = self._known[key] = _Form(read(b"".join(marked)))
            if len(self._known) > MOST_FORMS:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return form.saying(texts)


def _texts(main: bytes, pieces: Sequence[bytes]) -> list[str] | None:
    """What the letters of the paper say; None when only a whole reading of the XML can tell, or refuse it."""
    is_plain = _DECLARED.match(main) and not _OTHER_ENCODING.match(main.lstrip())
    if not is_plain or _MARK.encode() in main or b"<![CDATA[" in main:
        return None
    try:
        joined = b"\0".join(pieces).decode()
    except UnicodeDecodeError:
        return None
    texts = joined.split("\0") if pieces else []
    if len(texts) != len(pieces) or _UNPLAIN.search(joined):
        return None
    return [_ENTITY.sub(lambda found: _ENTITIES[found[0]], text) if "&" in text else text for text in texts]


def _key(pieces: Sequence[bytes], other_parts: Sequence[bytes]) -> bytes:
    """What two papers of one form have in common: the main part without its letters, and all other parts."""
    form = [*pieces]
    form[2::4] = [b""] * len(pieces[2::4])
    digest = hashlib.sha256(b"\xff".join(form))  # no byte of UTF-8, so an empty text is not a missing one
    for part in other_parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()


class _Form:
    """One form as a document with marks; equal words in the same place give the very same block again.

    So whoever remembers what was found in a table or paragraph need not look at the formulae of a thousand
    decisions again.
    """

    def __init__(self, document: Document) -> None:
        self._document = replace(document, of_form={})
        blocks = [block for section in document.sections for block in section.blocks]
        parts = (*blocks, *document.paragraphs, *document.boxes)
        self._words = {id(part): itemgetter(*marks) for part in parts if (marks := _marks(part))}
        self._said: dict[tuple[object, ...], Any] = {}
        self._sections = [self._spots(section.blocks) for section in document.sections]
        self._blocks, self._lines = self._spots(document.blocks), self._spots(document.everything)

    def _spots(self, parts: Sequence[Block]) -> tuple[int, ...]:
        """Where among `parts` those with words stand."""
        return tuple(at for at, part in enumerate(parts) if id(part) in self._words)

    def saying(self, texts: Sequence[str]) -> Document:
        """The document with `texts` in place of its marks."""
        if len(self._said) > MOST_SAID:
            self._said.clear()
        form = self._document
        own = zip(form.sections, self._sections, strict=True)
        said = replace(
            form,
            sections=tuple([replace(each, blocks=self._with(each.blocks, spots, texts)) for each, spots in own]),
            boxes=tuple([self._paragraph(box, texts) for box in form.boxes]),
            own=self._lines,
        )
        lines = self._with(form.everything, self._lines, texts)
        said.__dict__.update(  # what the document would find by itself, at four times the price
            blocks=self._with(form.blocks, self._blocks, texts),
            paragraphs=lines[: len(form.paragraphs)],
            everything=lines,
        )
        return said

    def _with(self, parts: Sequence[B], spots: Sequence[int], texts: Sequence[str]) -> tuple[B, ...]:
        """The parts of the form, those with words saying `texts`."""
        said: list[Any] = [*parts]
        for at in spots:
            said[at] = self._block(said[at], texts)
        return tuple(said)

    def _block(self, block: Block, texts: Sequence[str]) -> Block:
        return self._paragraph(block, texts) if isinstance(block, Paragraph) else self._table(block, texts)

    def _table(self, form: Table, texts: Sequence[str]) -> Table:
        words = self._words.get(id(form))
        if words is None:
            return form
        key = (id(form), words(texts))
        said = self._said.get(key)
        if said is None:
            rows = tuple([tuple([self._cell(cell, texts) for cell in row]) for row in form.rows])
            said = self._said[key] = replace(form, rows=rows)
        return said

    def _cell(self, cell: Cell, texts: Sequence[str]) -> Cell:
        return Cell(paragraphs=tuple([self._paragraph(paragraph, texts) for paragraph in cell.paragraphs]))

    def _paragraph(self, form: Paragraph, texts: Sequence[str]) -> Paragraph:
        words = self._words.get(id(form))
        if words is None:
            return form
        key = (id(form), words(texts))
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = _said(form, tuple(_runs(form.runs, texts)))
        return said


def _marks(part: Block) -> tuple[int, ...]:
    """The numbers of the texts that stand in a block."""
    paragraphs = [part] if isinstance(part, Paragraph) else part.paragraphs()
    return tuple(int(found) for line in paragraphs for run in line.runs for found in _PLACE.findall(run.text))


def _said(form: Paragraph, runs: tuple[Run, ...]) -> Paragraph:
    """The paragraph with other runs; written out because every paper needs a dozen and `replace` is slow."""
    return Paragraph(
        place=form.place,
        runs=runs,
        format=form.format,
        drawing=form.drawing,
        drawn_length=form.drawn_length,
        room=form.room,
        fields=form.fields,
        field_runs=form.field_runs,
        style=form.style,
    )


def _runs(runs: Sequence[Run], texts: Sequence[str]) -> Iterator[Run]:
    for run in runs:
        if _MARK in run.text:
            yield Run(
                text=_PLACE.sub(lambda found: texts[int(found[1])], run.text),
                fonts=run.fonts,
                size=run.size,
                bold=run.bold,
                italic=run.italic,
                underline=run.underline,
                caps=run.caps,
                colour=run.colour,
                background=run.background,
                raised=run.raised,
            )
        else:
            yield run
