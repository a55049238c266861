"""Whether two revisions of a PDF say the same from some object downwards.

Knows objects, references and revisions; does not know what may differ. Everything reachable is compared, by value and
to the last byte of every stream, so it does not matter how or where a change was hidden in the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    PdfObject,
    StreamObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

MOST_OBJECTS = 2_000_000  # compared for one signature; a paper has a few hundred
Number = tuple[int, int]  # object and generation


class TooLarge(Exception):
    """The file holds more objects than any paper has."""


class Revisions:
    """The file as it was signed and as it is now. What is compared once is not compared again."""

    def __init__(self, reader: PdfFileReader, signed: int) -> None:
        last = reader.total_revisions - 1
        self.old: HistoricalResolver = reader.get_historical_resolver(signed)
        self.new: HistoricalResolver = reader.get_historical_resolver(last)
        self._touched: set[Number] = set()
        streams: set[Number] = set()
        for revision in range(last + 1):
            if revision <= signed:
                packed = reader.xrefs.object_streams_used_in(revision)  # type: ignore[no-untyped-call]
                streams |= {(ref.idnum, ref.generation) for ref in packed}
            else:
                written = reader.xrefs.explicit_refs_in_revision(revision)
                freed = reader.xrefs.refs_freed_in_revision(revision)
                self._touched |= {(ref.idnum, ref.generation) for ref in (*written, *freed)}
        self.packed_touched = bool(streams & self._touched)
        self._seen: set[tuple[Number, Number]] = set()
        self._compared = 0

    def leave_out(self, *references: object) -> None:
        """Objects judged elsewhere: when they are met on the way they are not looked into."""
        self._seen |= {(number(each), number(each)) for each in references if isinstance(each, IndirectObject)}

    def same(self, old: object, new: object) -> bool:
        """True when `old` (as signed) and `new` (now) and everything they lead to are alike; None is an absent one."""
        waiting: list[tuple[object, object]] = [(old, new)]
        while waiting:
            self._compared += 1
            if self._compared > MOST_OBJECTS:
                raise TooLarge
            one, other = waiting.pop()
            if isinstance(one, IndirectObject) and isinstance(other, IndirectObject):
                pair = (number(one), number(other))
                if pair in self._seen:
                    continue
                self._seen.add(pair)
                if pair[0] == pair[1] and pair[0] not in self._touched:
                    before = self.was(one)
                    waiting += ((part, part) for part in _parts(before))
                    continue
            before, now = self.was(one), self.now(other)
            if not _alike(before, now):
                return False
            waiting += zip(_parts(before), _parts(now), strict=True)
        return True

    def was(self, value: object) -> object:
        """The object itself, as signed."""
        return _resolved(value, self.old)

    def now(self, value: object) -> object:
        """The object itself, as it is now."""
        return _resolved(value, self.new)


def number(reference: IndirectObject) -> Number:
    """Object and generation of a reference."""
    return reference.idnum, reference.generation


def raw(holder: object, key: str) -> PdfObject | None:
    """The value of a dictionary as it stands there, a reference unresolved; None when it is absent."""
    if isinstance(holder, DictionaryObject) and key in holder:
        value = holder.raw_get(key)
        return None if isinstance(value, NullObject) else value
    return None


def items(array: object) -> list[PdfObject]:
    """The elements of an array, references unresolved; [] for anything else."""
    return list(iter(array)) if isinstance(array, ArrayObject) else []


def _resolved(value: object, resolver: HistoricalResolver) -> object:
    for _ in range(16):
        if not isinstance(value, IndirectObject):
            return value
        value = resolver(value.reference)
    raise TooLarge


def _parts(value: object) -> Iterator[object]:
    """What an object is made of, in a fixed order; nothing for plain values."""
    if isinstance(value, DictionaryObject):
        return (dict.__getitem__(value, key) for key in sorted(value))
    if isinstance(value, ArrayObject):
        return iter(value)
    return iter(())


def _alike(one: object, other: object) -> bool:
    """True when two resolved objects are of one kind and agree in what they hold themselves."""
    if isinstance(one, StreamObject) or isinstance(other, StreamObject):
        if not (isinstance(one, StreamObject) and isinstance(other, StreamObject)):
            return False
        return one.keys() == other.keys() and bool(one.encoded_data == other.encoded_data)
    if isinstance(one, DictionaryObject):
        return isinstance(other, DictionaryObject) and one.keys() == other.keys()
    if isinstance(one, ArrayObject):
        return isinstance(other, ArrayObject) and len(one) == len(other)
    if hasattr(one, "original_bytes"):
        return hasattr(other, "original_bytes") and one.original_bytes == other.original_bytes
    return type(one) is type(other) and one == other
