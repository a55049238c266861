"""Papers that differ in their words only: read once, then said again with other words.

Knows that everything but the letters inside `w:t` is the form of a document, and that reading depends on the form
and on which texts are empty, never on what the letters say. So the reading of one paper serves every other paper
of the same form, exactly and not by guess. Does not know what a document means.
"""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any, TypeVar

from docgen.house_style.document import Block, Cell, Document, Paragraph, Run, Section, Table

B = TypeVar("B", bound=Block)
_Homes = Mapping[int, Sequence[int]]
MOST_FORMS = 16
MOST_SAID = 4096  # blocks of one form that are kept
_TEXT = re.compile(rb"(<w:t(?: [^<>]*)?>)([^<]+)(</w:t>)")
_MARK, _END = "\ue000", "\ue001"  # private use: a paper that holds them is read without its twins
_PLACE = re.compile(f"{_MARK}([0-9]+){_END}")
_DECLARED = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*<w:document[\s>]")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|quot|apos|amp);")
_CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n")
_NEVER = ("\ufffe".encode(), "\uffff".encode(), b"]]>")  # in the letters of a paper
_OTHER_ENTITY = re.compile("&(?!(?:lt|gt|quot|apos|amp);)")


class Forms:
    """The forms read so far, the least used forgotten first; `read` reads a main part whose letters are marks."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[bytes, ...], _Form] = OrderedDict()

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
    if not is_plain or _holds(main, _MARK.encode()) or _holds(main, b"![CDATA["):
        return None
    joined = b"\0".join(pieces)
    if len(joined.translate(None, _CONTROLS)) != len(joined) or any(_holds(joined, each) for each in _NEVER):
        return None
    try:
        said = joined.decode()
    except UnicodeDecodeError:
        return None
    texts = said.split("\0") if pieces else []
    if len(texts) != len(pieces) or _OTHER_ENTITY.search(said):
        return None
    return [_ENTITY.sub(lambda found: _ENTITIES[found[0]], text) if "&" in text else text for text in texts]


def _holds(data: bytes, some: bytes) -> bool:
    """Whether `some` stands in `data`; its first byte is rare, and looking for one byte is thirty times as fast."""
    return some[0] in data and some in data


def _key(pieces: Sequence[bytes], other_parts: Sequence[bytes]) -> tuple[bytes, ...]:
    """What two papers of one form have in common: the main part without its letters, and all other parts."""
    form = [*pieces]
    form[2::4] = [b""] * len(pieces[2::4])
    return b"\xff".join(form), *other_parts  # no byte of UTF-8, so an empty text is not a missing one


class _Form:
    """One form as a document with marks; equal words in the same place give the very same block again.

    So whoever remembers what was found in a table or paragraph need not look at the formulae of a thousand
    decisions again. Papers in bulk differ from each other in a few words only, so each is said from the one before.
    """

    def __init__(self, document: Document) -> None:
        self._form = document
        lines = {id(line): line for line in (*document.paragraphs, *document.boxes)}
        blocks = [block for section in document.sections for block in section.blocks]
        parts = {id(part): part for part in (*blocks, *lines.values())}
        self._words = {key: itemgetter(*marks) for key, part in parts.items() if (marks := _marks(part))}
        self._said: dict[tuple[object, ...], Any] = {}
        self._before: tuple[Sequence[str], Document] = ((), replace(document, of_form={}))
        self._homes: dict[int, _Homes] = {}

    def saying(self, texts: Sequence[str]) -> Document:
        """The document with `texts` in place of its marks."""
        if len(self._said) > MOST_SAID:
            self._said.clear()
        old, before = self._before
        changed = [n for n, text in enumerate(texts) if n >= len(old) or text != old[n]]
        said = self._with(before, changed, texts) if changed else before
        self._before = texts, said
        return said

    def _with(self, before: Document, changed: Sequence[int], texts: Sequence[str]) -> Document:
        """The paper before, with those texts that are not as in it."""
        form = self._form
        own = zip(before.sections, form.sections, strict=True)
        said = replace(
            before,
            sections=tuple([self._section(each, its, changed, texts) for each, its in own]),
            boxes=self._parts(before.boxes, form.boxes, changed, texts),
        )
        lines = self._parts(before.everything, form.everything, changed, texts)
        said.__dict__.update(  # what the document would find by itself, at four times the price
            blocks=self._parts(before.blocks, form.blocks, changed, texts),
            paragraphs=lines[: len(form.paragraphs)],
            everything=lines,
        )
        return said

    def _section(self, before: Section, form: Section, changed: Sequence[int], texts: Sequence[str]) -> Section:
        blocks = self._parts(before.blocks, form.blocks, changed, texts)
        return before if blocks is before.blocks else replace(before, blocks=blocks)

    def _parts(
        self, before: tuple[B, ...], form: tuple[B, ...], changed: Sequence[int], texts: Sequence[str]
    ) -> tuple[B, ...]:
        """Parts as before but those in which a changed text stands."""
        homes = self._homes.get(id(form)) or self._homes.setdefault(id(form), _homes(form))
        spots = {at for text in changed for at in homes.get(text, ())}
        if not spots:
            return before
        said: list[Any] = [*before]
        for at in spots:
            said[at] = self._block(form[at], texts)
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


def _homes(parts: Sequence[Block]) -> _Homes:
    """For each text its places among the parts."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        for text in set(_marks(part)):
            found[text].append(at)
    return dict(found)


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
