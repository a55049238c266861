"""What a value must be before it may enter a document.

Knows plain data (texts, numbers, dates, mappings, sequences) and the characters XML can carry; does not know
templates. Objects with behaviour never reach a tag: a tag could call them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

SCALARS = (int, float, bool, type(None), Decimal, dt.date, dt.datetime, dt.time)
MAX_DEPTH = 40
NO_BREAK_SPACE = "\xa0"  # legal and frequent, though Python does not call it printable
# Bell and form feed are docxtpl's new paragraph and new page; they are resolved before the part is written.
_ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SCALAR_TYPES = frozenset(SCALARS)


class Misfit(StrEnum):
    """Why a value is not plain data."""

    ILLEGAL_CHARACTER = "illegal_character"  # a character XML cannot carry
    STRANGE_TYPE = "strange_type"  # an object, a set, bytes, markup
    TOO_DEEP = "too_deep"  # nested beyond MAX_DEPTH, or containing itself
    GUEST = "guest"  # an object of docxtpl, which docxtpl itself must render


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One value that is not plain: its dotted `path` from the context, why, and the value."""

    path: str
    misfit: Misfit
    value: object


def is_plain(value: Any) -> bool:
    """True when `value` is certainly plain; False means `misfits` must look closer."""
    kind = type(value)
    if kind is str:
        return value.replace(NO_BREAK_SPACE, " ").isprintable() or not _ILLEGAL.search(value)
    if kind in _SCALAR_TYPES:
        return True
    if kind is dict:
        return are_plain(value) and are_plain(value.values())
    if kind is list or kind is tuple:
        return are_plain(value)
    return False


def are_plain(values: Iterable[Any]) -> bool:
    """True when every one of `values` is certainly plain."""
    for value in values:
        if type(value) is str and value.isprintable():  # nearly all: half the time of asking is_plain
            continue
        if not is_plain(value):
            return False
    return True


def misfits(value: object, path: str, depth: int = 0) -> Iterator[Finding]:
    """Everything in `value` that is not plain, with its path; nothing when all is."""
    if depth > MAX_DEPTH:
        yield Finding(path=path, misfit=Misfit.TOO_DEEP, value=value)
    elif is_guest(value):
        yield from _guest_findings(value, path)
    elif isinstance(value, str) and not hasattr(value, "__html__"):
        if _ILLEGAL.search(value):
            yield Finding(path=path, misfit=Misfit.ILLEGAL_CHARACTER, value=value)
    elif isinstance(value, Mapping):
        yield from _inside(((key, f"{path}.{key}", item) for key, item in value.items()), depth)
    elif isinstance(value, (list, tuple)):
        yield from _inside((("", f"{path}[{index}]", item) for index, item in enumerate(value)), depth)
    elif not isinstance(value, SCALARS):
        yield Finding(path=path, misfit=Misfit.STRANGE_TYPE, value=value)


def is_guest(value: object) -> bool:
    """True for an object of docxtpl, such as RichText or InlineImage."""
    return type(value).__module__.partition(".")[0] == "docxtpl"


def has_no_text(value: object, depth: int = 0) -> bool:
    """True when a value, or one inside it, has no words of its own: a method, a loop, a row of things still to make.

    Python would write where it lies in memory, which differs from one rendering to the next.
    """
    kind = type(value)
    if kind is str or kind in _SCALAR_TYPES or depth > MAX_DEPTH:
        return False
    if isinstance(value, Mapping):
        return any(has_no_text(item, depth + 1) for item in value.values())
    if isinstance(value, (list, tuple)):
        return any(has_no_text(item, depth + 1) for item in value)
    is_bare = kind.__str__ is object.__str__ and kind.__repr__ is object.__repr__
    return is_bare or callable(value) or isinstance(value, Iterator) or kind.__module__.startswith("jinja2")


def illegal_character(text: str) -> str:
    """The first character of `text` that XML cannot carry, as `U+0001`; empty when there is none."""
    found = _ILLEGAL.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def _inside(items: Iterable[tuple[object, str, object]], depth: int) -> Iterator[Finding]:
    for key, path, item in items:
        if not isinstance(key, (str, int)):
            yield Finding(path=path, misfit=Misfit.STRANGE_TYPE, value=key)
        elif illegal_character(str(key)):
            yield Finding(path=path, misfit=Misfit.ILLEGAL_CHARACTER, value=key)
        yield from misfits(item, path, depth + 1)


def _guest_findings(value: object, path: str) -> Iterator[Finding]:
    if illegal_character(getattr(value, "xml", "") or ""):
        yield Finding(path=path, misfit=Misfit.ILLEGAL_CHARACTER, value=getattr(value, "xml", ""))
    yield Finding(path=path, misfit=Misfit.GUEST, value=value)
