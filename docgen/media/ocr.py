"""Reading pictures of pages by the outside program tesseract, where somebody installed it with its Vietnamese data.

Knows the program: whether it is there, how it is asked, how long it may take. What it says is a hint and never files a
paper (luu-tru.md §4.5); nothing of it is kept.
"""

from __future__ import annotations

import functools
import shutil
import subprocess

PROGRAM, LANGUAGE = "tesseract", "vie"
MOST_SECONDS = 60.0  # a page in a second or two on an ordinary machine


@functools.cache
def reader() -> str | None:
    """Where the program lies; None when it or its Vietnamese data is not installed."""
    place = shutil.which(PROGRAM)
    if place is None:
        return None
    try:
        known = subprocess.run([place, "--list-langs"], capture_output=True, check=False, timeout=MOST_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return place if LANGUAGE in known.stdout.decode("utf-8", "replace").split() else None


def words_in(picture: bytes) -> str:
    """The words the program sees in a picture file; "" without the program and when it fails or takes too long."""
    place = reader()
    if place is None:
        return ""
    asked = [place, "stdin", "stdout", "-l", LANGUAGE]
    try:
        seen = subprocess.run(asked, input=picture, capture_output=True, check=False, timeout=MOST_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return seen.stdout.decode("utf-8", "replace") if seen.returncode == 0 else ""
