"""The one way JSON is written into the database: readable letters, no spaces.

Knows text only. Sorted, it is also what the journal's hashes are made of.
"""

from __future__ import annotations

import json
from typing import Any

_SORTED = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
_AS_IS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def as_json(value: Any) -> str:
    """JSON of a value, keys in the order they have."""
    return _AS_IS.encode(value)


def canonical(value: Any) -> str:
    """JSON of a value, keys sorted: equal values give equal text; what JSON does not know is written as its words."""
    return _SORTED.encode(value)
