"""What a process does with memory: how rarely Python looks for unreachable objects, how freed memory is kept.

Knows the collector and the allocator alone. Looking took a quarter of a long import and a seventh of a run of papers:
each time all rows at hand are walked through, and nothing is found. Giving the memory of every picture back to the
system and asking for it anew took a tenth of reading a scan.
"""

from __future__ import annotations

import ctypes
import gc
import sys

_AFTER = 100_000  # objects more than before
_TRIM, _MAP = -1, -3  # options of mallopt
_KEPT = 64 << 20  # bytes


def collect_rarely() -> None:
    """Leave what was loaded so far alone for good, and look among the rest only now and then; for a whole process."""
    gc.freeze()
    gc.set_threshold(_AFTER)


def keep_freed_memory() -> None:
    """Let the process use freed memory again instead of giving it back; nothing where the allocator is another one."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_TRIM, 2 * _KEPT)
        mallopt(_MAP, _KEPT)
