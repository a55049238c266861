"""Cells built to hurt: very long, of one pattern, read by every function without failing or dwelling."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from registry import vietnamese

CELL = 12_000  # characters; Excel allows 32 767
MOST_SECONDS = 2.5  # of this process alone, for all functions together; measured: 0.1
PATTERNS = [
    "a",
    "9",
    "tỷ ",
    "аa",
    "a\u0301\u0302",
    "«",
    "a\u00ad",
    "µ",
    "1/",
    "a - ",
    "M",
    "GS.",
    "1.000.",
    "uû",
    "é Ö",
]
READERS: list[Callable[[str], object]] = [
    getattr(vietnamese, name)
    for name in vietnamese.__all__
    if name.startswith(
        ("decode", "parse", "plausible", "normalise", "fold", "split", "strip", "slash", "looks", "sort")
    )
    or name in ("accent_key", "has_accents", "is_day_and_month", "post_key", "text_sort_key")
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_cell_of_one_pattern(pattern: str) -> None:
    """This test ensures that no text takes more than linear time, overflows a number or fails a reader."""
    cell = (pattern * CELL)[:CELL]
    assert len(READERS) > 20
    started = time.process_time()
    for reader in READERS:
        reader(cell)
    assert time.process_time() - started < MOST_SECONDS
