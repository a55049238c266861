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
FEW = 64  # values that cannot be much longer together than the data they come from
_SEPARATOR = "\0"  # no value may hold it
_CONTROLS = bytes(code for code in range(1, 32) if code != ord("\r"))
_SCALARS = frozenset((str, *SCALARS))
_TEXT_ONLY = {str}
_TRUTHS = _SCALARS | {list, tuple, dict}

Context = Mapping[str, object]
Walk = Callable[[Context, list[bytes], list[Any]], None]


class StepAside(Exception):
    """What is asked is not for these programs; Jinja must do it."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """A part that needs no Jinja: `walk` gathers fixed texts and values, in turn; `longest` fixed text in bytes."""

    walk: Walk = field(repr=False)
    longest: int
    has_breaks: bool
    source: str = field(repr=False)

    def run(self, context: dict[str, object]) -> tuple[bytes, bool]:
        """The part for `context`, and whether line ends, tabs or page breaks in its texts are still to be resolved.

        StepAside when `context` holds anything unusual.
        """
        fixed: list[bytes] = []
        values: list[Any] = []
        try:
            self.walk(context, fixed, values)
            if set(map(type, values)) != _TEXT_ONLY:
                values = _texts(values)
            if len(values) > FEW and sum(map(len, values)) > MAX_OUTPUT:  # before joining: a loop may repeat one
                raise StepAside
            data = _SEPARATOR.join(values).encode()
        except (LookupError, TypeError, ValueError) as cause:
            raise StepAside from cause
        has_breaks = len(data.translate(None, _CONTROLS)) != len(data)
        if (has_breaks or b"\xef\xbf" in data) and any(map(illegal_character, values)):
            raise StepAside
        data = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        written = data.replace(b"'", b"&#39;").replace(b'"', b"&#34;").split(b"\0")
        if len(written) != len(values):
            raise StepAside
        if len(fixed) * self.longest + len(data) > MAX_OUTPUT and sum(map(len, fixed)) + len(data) > MAX_OUTPUT:
            raise StepAside
        woven = [b""] * (2 * len(fixed))
        woven[::2] = fixed
        woven[1::2] = written
        return b"".join(woven), has_breaks or self.has_breaks


def _texts(values: list[Any]) -> list[str]:
    """Values of exactly the plain types as Jinja writes them; StepAside for any other."""
    if not set(map(type, values)) <= _SCALARS:
        raise StepAside
    return list(map(str, values))


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
