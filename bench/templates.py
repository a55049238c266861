"""How many decisions a second: docxtpl, the compiled template, and the limit, side by side in one run.

The limit is the same document with its XML ready: only deflate, zip and write. Everything is written to a RAM disk if
there is one; rounds are interleaved and each ratio is the median of the ratios inside the rounds.
"""

from __future__ import annotations

import io
import shutil
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docxtpl import DocxTemplate

from bench import decision
from docgen.errors import OutsideMissing
from docgen.templating import Deflater, compile_template, isal_deflater, zlib_deflater
from docgen.templating.archive import read_archive
from docgen.templating.zipwriter import join, pack_content

ROUNDS = 7
SECONDS_PER_TURN = 0.25
GOAL = 100.0  # times docxtpl, with the default deflater
RAM_DISK = Path("/dev/shm")

Make = Callable[[int], bytes]


@dataclass(frozen=True, kw_only=True)
class Engine:
    """One way to make decision number n."""

    name: str
    make: Make


def main() -> int:
    """Measure, print the table; 1 when the default path misses the goal."""
    data = decision.template()
    engines = [_docxtpl(data), *_engines(data)]
    with _ram_disk() as folder:
        rates = _measure(engines, folder)
    sys.stdout.write(_report(engines, rates, data))
    return 0 if _ratio(rates, engines[1], engines[0]) >= GOAL else 1


def _docxtpl(data: bytes) -> Engine:
    def make(number: int) -> bytes:
        guest = DocxTemplate(io.BytesIO(data))
        guest.render(decision.context(number), autoescape=True)
        made = io.BytesIO()
        guest.save(made)
        return made.getvalue()

    return Engine(name="docxtpl", make=make)


def _engines(data: bytes) -> Iterator[Engine]:
    for deflate in _deflaters():
        yield _compiled(data, deflate)
        yield _limit(data, deflate)


def _deflaters() -> Iterator[Deflater]:
    yield zlib_deflater()
    yield zlib_deflater(6)
    try:
        yield isal_deflater()
    except OutsideMissing:
        return


def _compiled(data: bytes, deflate: Deflater) -> Engine:
    template = compile_template(data, name="decision.docx", deflate=deflate)
    return Engine(name=f"compiled, {deflate.name}", make=lambda number: template.render(decision.context(number)))


def _limit(data: bytes, deflate: Deflater) -> Engine:
    rendered = compile_template(data, name="decision.docx").render(decision.context(2))
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        ready = archive.read("word/document.xml")
    members = [(member.name, member.repacked()) for member in read_archive(data, "decision.docx")]

    def make(number: int) -> bytes:
        return join(
            pack_content(name, ready, deflate) if name == "word/document.xml" else packed for name, packed in members
        )

    return Engine(name=f"limit, {deflate.name}", make=make)


@contextmanager
def _ram_disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="docgen-bench-", dir=RAM_DISK if RAM_DISK.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _measure(engines: list[Engine], folder: Path) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for _ in range(ROUNDS):
        for engine in engines:
            rates[engine.name].append(_rate(engine, folder))
    return rates


def _rate(engine: Engine, folder: Path) -> float:
    """Documents made and written in a second."""
    started = time.perf_counter()
    number = 0
    while (spent := time.perf_counter() - started) < SECONDS_PER_TURN:
        (folder / f"{number % 100}.docx").write_bytes(engine.make(number))
        number += 1
    return number / spent


def _ratio(rates: dict[str, list[float]], one: Engine, other: Engine) -> float:
    return statistics.median(a / b for a, b in zip(rates[one.name], rates[other.name], strict=True))


def _report(engines: list[Engine], rates: dict[str, list[float]], data: bytes) -> str:
    baseline, size = engines[0], len(data) / 1000
    limits = {engine.name.split(", ")[1]: engine for engine in engines if engine.name.startswith("limit")}
    lines = [
        f"## Templates: a decision of two pages ({size:.0f} kB), {ROUNDS} interleaved rounds, median",
        "",
        "| engine | documents/s | ms each | x docxtpl | share of the limit | bytes |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for engine in engines:
        rate = statistics.median(rates[engine.name])
        limit = limits.get(engine.name.partition(", ")[2])
        share = f"{_ratio(rates, engine, limit):.0%}" if limit else "–"
        made = len(engine.make(2))
        ratio = _ratio(rates, engine, baseline)
        lines.append(f"| {engine.name} | {rate:,.0f} | {1000 / rate:.2f} | {ratio:.1f} | {share} | {made:,} |")
    reached = _ratio(rates, engines[1], baseline)
    lines += ["", f"Goal: {engines[1].name} at least {GOAL:.0f} x docxtpl; reached {reached:.1f} x.", ""]
    return "\n".join(lines)
