"""The one way JSON is written into the database: readable letters, no spaces.

Knows text only. With its keys sorted it is also what the journal's hashes are made of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_PLAIN: Any = {"ensure_ascii": False, "separators": (",", ":"), "check_circular": False}  # a column never holds itself
_AS_IT_IS = json.JSONEncoder(**_PLAIN)
_SORTED = json.JSONEncoder(**_PLAIN, sort_keys=True, default=str)


class Written(str):
    """JSON that is written already and goes into the database letter by letter."""

    __slots__ = ()


def as_json(value: Any) -> str:
    """JSON of a value, its keys in the order they have."""
    return value if isinstance(value, Written) else _AS_IT_IS.encode(value)


def canonical(value: Any) -> Written:
    """JSON of a value, its keys sorted: equal values give equal text; what JSON does not know is written as words."""
    return Written(_SORTED.encode(value))


def canonical_row(values: Mapping[str, Any]) -> Written:
    """`canonical` of a row, what is written in it already taken letter by letter: it must be canonical itself."""
    if Written not in {*map(type, values.values())}:
        return canonical(values)
    parts: list[str] = []
    plain: dict[str, Any] = {}
    for name in sorted(values):
        value = values[name]
        if type(value) is Written:
            parts += [_inside(plain), f"{_AS_IT_IS.encode(name)}:{value}"]
            plain = {}
        else:
            plain[name] = value
    return Written(f"{{{','.join(filter(None, [*parts, _inside(plain)]))}}}")


def _inside(values: Mapping[str, Any]) -> str:
    """The members of a JSON object without its braces."""
    return _SORTED.encode(values)[1:-1] if values else ""
