"""How often Python looks for objects that only refer to one another: rarely, because this program makes hardly any.

Knows the collector alone. Looking took a quarter of a long import and a seventh of a run of papers: each time all rows
at hand are walked through, and nothing is found.
"""

from __future__ import annotations

import gc

_AFTER = 100_000  # objects more than before


def collect_rarely() -> None:
    """Leave what was loaded so far alone for good, and look among the rest only now and then; for a whole process."""
    gc.freeze()
    gc.set_threshold(_AFTER)
