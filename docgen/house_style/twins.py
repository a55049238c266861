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

from docgen.house_style.document import Block, Cell, Document, Paragraph, Run, Section, Table

MOST_FORMS = 16
_TEXT = re.compile(rb"(<w:t(?: [^<>]*)?>)([^<]+)(</w:t>)")
_MARK, _END = "\ue000", "\ue001"  # private use: a paper that holds them is read without its twins
_PLACE = re.compile(f"{_MARK}([0-9]+){_END}")
_DECLARED = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*<w:document[\s>]")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|quot|apos|amp);")
_UNPLAIN = re.compile("&(?!(?:lt|gt|quot|apos|amp);)|]]>|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Forms:
    """The forms read so far, the least used forgotten first; `read` reads a main part whose letters are marks."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Document] = OrderedDict()

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
            form = self._known[key] = read(b"".join(marked))
            if len(self._known) > MOST_FORMS:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return _Words(texts).document(form)


def _texts(main: bytes, pieces: Sequence[bytes]) -> list[str] | None:
    """What the letters of the paper say; None when only a whole reading of the XML can tell, or refuse it."""
    is_plain = _DECLARED.match(main) and not _OTHER_ENCODING.match(main.lstrip())
    if not is_plain or _MARK.encode() in main or b"<![CDATA[" in main:
        return None
    try:
        texts = [piece.decode() for piece in pieces]
    except UnicodeDecodeError:
        return None
    if any(_UNPLAIN.search(text) for text in texts):
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


class _Words:
    """Puts the texts of one paper in place of the marks of its form."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def document(self, form: Document) -> Document:
        return replace(
            form,
            sections=tuple(self._section(section) for section in form.sections),
            boxes=tuple(self._paragraph(box) for box in form.boxes),
        )

    def _section(self, section: Section) -> Section:
        return replace(section, blocks=tuple(self._block(block) for block in section.blocks))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        return Table(
            place=block.place,
            rows=tuple(tuple(self._cell(cell) for cell in row) for row in block.rows),
            bordered=block.bordered,
        )

    def _cell(self, cell: Cell) -> Cell:
        return Cell(paragraphs=tuple(self._paragraph(paragraph) for paragraph in cell.paragraphs))

    def _paragraph(self, form: Paragraph) -> Paragraph:
        if not form.runs:
            return form
        return Paragraph(
            place=form.place,
            runs=tuple(self._runs(form.runs)),
            format=form.format,
            drawing=form.drawing,
            drawn_length=form.drawn_length,
            room=form.room,
            fields=form.fields,
            field_runs=form.field_runs,
            style=form.style,
        )

    def _runs(self, runs: Sequence[Run]) -> Iterator[Run]:
        for run in runs:
            if _MARK not in run.text:
                yield run
                continue
            yield Run(
                text=_PLACE.sub(lambda found: self._texts[int(found[1])], run.text),
                fonts=run.fonts,
                size=run.size,
                bold=run.bold,
                italic=run.italic,
                underline=run.underline,
                caps=run.caps,
                colour=run.colour,
                background=run.background,
            )
