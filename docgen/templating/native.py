"""A plain part as a small Python program of our own: fields, rows and conditions over plain data, nothing else.

Knows the few nodes of Jinja that our pages are made of, and only values of exactly the built-in types; anything else
(a filter, an unknown field, an object, a value that is no text or number) makes the program step aside, and Jinja in
its sandbox renders the part or says what is wrong. So whatever comes out here is what Jinja would give, byte for byte,
at a fifth of the time: every field is looked up once, all values are escaped and encoded in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from docgen.templating.plain import SCALARS, illegal_character
from docgen.templating.sandbox import MAX_OUTPUT

BREAKS = b"\n\t\a\f"  # become Word's own breaks after rendering
_SEPARATOR = "\0"  # no value may hold it
_CONTROLS = bytes(code for code in range(1, 32) if code != ord("\r"))
_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"'", b"&#39;"), (b'"', b"&#34;"))
_SCALARS = frozenset((str, *SCALARS))
_TEXT_ONLY = {str}
_TRUTHS = _SCALARS | {list, tuple, dict}

Context = Mapping[str, object]
Walk = Callable[[Context, list[bytes], list[Any]], None]


class StepAside(Exception):
    """What is asked is not for these programs; Jinja must do it."""


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """The XML of a part; `has_breaks` when texts in it hold line ends, tabs or page breaks still to be resolved."""

    xml: bytes
    has_breaks: bool


@dataclass(frozen=True, kw_only=True)
class Program:
    """A part that needs no Jinja: `walk` gathers fixed texts and values, in turn; `longest` fixed text in bytes."""

    walk: Walk = field(repr=False)
    longest: int
    has_breaks: bool
    source: str = field(repr=False)

    def run(self, context: dict[str, object]) -> Rendered:
        """The part for `context`; StepAside when it holds anything unusual."""
        fixed: list[bytes] = []
        values: list[Any] = []
        try:
            self.walk(context, fixed, values)
            written, has_breaks = _written(values)
        except (LookupError, TypeError, ValueError) as cause:
            raise StepAside from cause
        if len(fixed) * self.longest > MAX_OUTPUT and sum(map(len, fixed)) > MAX_OUTPUT:
            raise StepAside
        woven = [b""] * (2 * len(fixed))
        woven[::2] = fixed
        woven[1::2] = written
        return Rendered(xml=b"".join(woven), has_breaks=has_breaks or self.has_breaks)


def _written(values: list[Any]) -> tuple[list[bytes], bool]:
    """The values escaped and encoded, and whether one holds a break; StepAside for what no text may hold."""
    kinds = set(map(type, values))
    if kinds != _TEXT_ONLY:
        if not kinds <= _SCALARS:
            raise StepAside
        values = list(map(str, values))
    if sum(map(len, values)) > MAX_OUTPUT:  # before they are joined: a loop may repeat a long one
        raise StepAside
    text = _SEPARATOR.join(values)
    data = text.encode()
    has_breaks = len(data.translate(None, _CONTROLS)) != len(data)
    if (has_breaks or b"\xef\xbf" in data) and illegal_character(text.replace(_SEPARATOR, "")):
        raise StepAside
    for sign, written in _ESCAPES:
        data = data.replace(sign, written)
    pieces = data.split(b"\0")
    if len(pieces) != len(values):
        raise StepAside
    return pieces, has_breaks


def _aside() -> NoReturn:
    raise StepAside


def _mapping(value: Any) -> dict[Any, Any]:
    return value if type(value) is dict else _aside()


def _rows(value: Any) -> Sequence[Any]:
    return value if type(value) is list or type(value) is tuple else _aside()


def _scalar(value: Any) -> Any:
    return value if type(value) in _SCALARS else _aside()


def _truth(value: Any) -> bool:
    return bool(value) if type(value) in _TRUTHS else _aside()


HELPERS = {"mapping": _mapping, "rows": _rows, "scalar": _scalar, "truth": _truth, "aside": _aside}
