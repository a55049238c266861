"""A whole shelf checked byte by byte, beside SHA-512 of the same files by a plain loop; goal: 80 % of its rate.

Once from memory, where the loop runs at the rate of the hash, and once from the disk, where both wait for it. The
auditor holds every file against a second digest too (SHA-256), reads every inventory and looks into every folder; it
uses all cores, the loop one. Sizes can be set by DOCGEN_SCALE (a divisor of the number of objects).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.audit import AuditReport, audit
from docgen.archive.shelf import Put, Shelf

DIVISOR = max(1, int(os.environ.get("DOCGEN_SCALE", "1")))
SHELVES = ((2_400, 60_000), (1_600, 250_000), (200, 2_500_000))  # objects, bytes of the file in each
AT, TOGETHER = dt.datetime(2021, 2, 5, 8, tzinfo=dt.UTC), 50
ROUNDS, GOAL = 5, 0.8
CHUNK = 1 << 20
MEGA = 1e6


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock and of processor time, helpers included."""

    wall: float
    cpu: float


def main() -> int:
    """Print the table; 1 when the auditor did not find the shelf clean and whole."""
    wrong = 0
    _say(f"\n### A shelf checked byte by byte (goal: {GOAL:.0%} of SHA-512 alone), load {os.getloadavg()[0]:.1f}\n")
    _say("| read from | objects | MB | SHA-512 alone, MB/s | auditor, MB/s | ratio | ratio by processor time |")
    _say("|---|---|---|---|---|---|---|")
    for objects, size in SHELVES:
        with tempfile.TemporaryDirectory() as place:
            root = Path(place) / "shelf"
            _fill(root, max(1, objects // DIVISOR), size)
            for source, prepare in SOURCES.items():
                wrong |= _measure(root, source, prepare, max(1, objects // DIVISOR))
    return wrong


def _measure(root: Path, source: str, prepare: Callable[[list[Path]], None], objects: int) -> int:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    total = sum(path.stat().st_size for path in files)
    reports, alone, ours = list[AuditReport](), list[Taken](), list[Taken]()
    for _ in range(ROUNDS):
        prepare(files)
        alone.append(_taken(lambda: _hash(files)))
        prepare(files)
        ours.append(_taken(lambda: reports.append(audit(root))))
    rates = [total / MEGA / statistics.median(each.wall for each in both) for both in (alone, ours)]
    cpu = statistics.median(each.cpu for each in alone) / statistics.median(each.cpu for each in ours)
    cells = (f"{objects:,}", f"{total / MEGA:.0f}", *(f"{rate:.0f}" for rate in rates), f"{rates[1] / rates[0]:.2f}")
    _say(f"| {source} | {' | '.join(cells)} | {cpu:.2f} |")
    return int(any(report.objects != objects or not report.is_clean for report in reports))


def _forget(files: list[Path]) -> None:
    """Let the system drop what it holds of the files in memory; they are on the disk already."""
    for path in files:
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


SOURCES: dict[str, Callable[[list[Path]], None]] = {"memory": lambda _: None, "disk": _forget}


def _fill(root: Path, objects: int, size: int) -> None:
    shelf, chance = Shelf.open(root), random.Random(size)
    for first in range(0, objects, TOGETHER):
        shelf.put_all(
            [
                Put(
                    object_id=f"urn:vn:P01:{number:08}",
                    files={"scan.pdf": chance.randbytes(size)},
                    message="đo",
                    user="bench",
                    at=AT,
                )
                for number in range(first, min(objects, first + TOGETHER))
            ]
        )


def _hash(files: list[Path]) -> None:
    """Every byte of the files through SHA-512, nothing else."""
    for path in files:
        running = hashlib.sha512()
        with path.open("rb") as handle:
            while chunk := handle.read(CHUNK):
                running.update(chunk)
        running.hexdigest()


def _taken(work: Callable[[], object]) -> Taken:
    start, before = time.perf_counter(), _processor_seconds()
    work()
    return Taken(wall=time.perf_counter() - start, cpu=_processor_seconds() - before)


def _processor_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
