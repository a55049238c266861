"""How much one rendering may make and how long it may take.

Knows sizes and the processor time of this thread; does not know Jinja. Whatever a tag makes (text, lists) is charged
here, for a loop can keep what each of its turns made, and a small list can hold itself many times over when written.
"""

from __future__ import annotations

import math
import threading
import time
from typing import Any

from jinja2.exceptions import SecurityError

MAX_MADE = 32 * 1024 * 1024  # characters the tags of one part may make altogether
ITEM = 16  # characters an item of a list weighs: more than its eight bytes, for counting items takes time
MAX_SECONDS = 10  # of processor time for one part; 10,000 rows take less than one
LOOKS_EVERY = 64  # calls between two looks at the clock


class TooBig(SecurityError):
    """A tag asks for more text, digits or turns than a document can need."""


class OutputTooLong(TooBig):
    """The part as a whole grows without bound; no single tag is to blame."""


class TookTooLong(OutputTooLong):
    """The part works without end; no single tag is to blame."""


class _Budget(threading.local):
    """What this thread's rendering has used."""

    made = 0
    calls = 0
    ends = math.inf


_budget = _Budget()


def begin() -> None:
    """A rendering, or a compilation, begins with nothing used."""
    _budget.made = _budget.calls = 0
    _budget.ends = time.thread_time() + MAX_SECONDS


def charge(value: Any) -> Any:
    """`value` itself, after what it weighs was charged; TooBig beyond the budget."""
    if isinstance(value, str):
        _budget.made += len(value)
    elif isinstance(value, (list, tuple, dict)):
        _budget.made += weight(value, MAX_MADE - _budget.made)
    if _budget.made > MAX_MADE:
        raise TooBig("result too big")
    tick()
    return value


def tick() -> None:
    """One call more; now and then a look at the clock."""
    _budget.calls += 1
    if _budget.calls % LOOKS_EVERY == 0:
        require_time()


def require_time() -> None:
    """TookTooLong once the time is used up."""
    if time.thread_time() > _budget.ends:
        raise TookTooLong("took too long")


def weight(value: Any, limit: int) -> int:
    """What `value` weighs: its characters, and `ITEM` for each item, counted as often as they would be written.

    A little over `limit` ends the counting: a list may hold another one twice, and that one another.
    """
    total, waiting = 0, [value]
    while waiting and total <= limit:
        one = waiting.pop()
        if isinstance(one, str):
            total += len(one)
        elif isinstance(one, (list, tuple, dict)):
            total += ITEM * (1 + len(one))
            if total <= limit:
                waiting += one.values() if isinstance(one, dict) else one
    return total
