"""Decisions to PDF: LibreOffice called for each file, once with all files, and joined; then a pack of a thousand pages.

What our way takes is told whole: reading, joining, two LibreOffices, proofs, taking apart and reading every text back;
the first time with its proofs and every later time. Beside the clock stands CPU time, the steadier one on a shared
machine; it does not show that two LibreOffices run side by side. One call for each file is measured on a few files,
for its time does not depend on how many there are. Slow machines fail nothing; a PDF that differs from its text does.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pypdf import PdfWriter

from bench import crowd
from docgen.media import pagecode, pile
from docgen.printing.bulk import MOST, Made, print_bulk
from docgen.printing.converter import Converter, probe
from docgen.printing.pack import PackItem, PrintPack, build_pack
from docgen.templating.compiled import compile_template
from docgen.wording.decision import decision_context
from registry.codes import page_code
from tests.support import facts

SIZE = 150
PAGES = 1_000
ALONE = 8  # files that are converted by a call each
ROUNDS = 2
FASTER, MUCH_FASTER, SMALLER, PACK_SECONDS = 3, 25, 8, 5.0  # what is wanted
TEMPLATE = Path(__file__).parents[1] / "templates" / "decisions" / "party-decision.docx"
EACH, AT_ONCE, FIRST, LATER = "one call for each file", "one call, all files", "ours, first time", "ours, later"
KEY = b"k" * 32
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What one way did in one round."""

    rate: float
    cpu: float


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A pack: its pages, seconds to put pages and codes together, seconds with cover and all checks, its bytes."""

    pages: int
    merged: float
    whole: float
    size: int


def main() -> int:
    """Measure and print the tables; 1 when a paper is missing or its PDF says something else, 0 otherwise."""
    converter = probe()
    with _folder() as folder:
        turns, joined, wrong = _rates(converter, _papers(SIZE), folder)
        singles = _merged_sizes(sorted((folder / "once").glob("*.pdf")), folder / "merged.pdf")
        packs = [_pack(converter, count, folder) for count in (SIZE, PAGES // 2)]
    sys.stdout.write(_report(converter, turns, joined, packs, singles))
    return 1 if wrong or any(missing for _, missing in packs) else 0


def _merged_sizes(files: Sequence[Path], target: Path) -> tuple[int, int]:
    """The bytes of all files merged, as they are and with what is the same in them kept once."""
    writer = PdfWriter()
    for file in files:
        writer.append(file)
    writer.write(target)
    plain = target.stat().st_size
    pile.merge(files, target)
    return plain, target.stat().st_size


def _papers(count: int) -> dict[str, bytes]:
    """Decisions of two pages for as many people, each with one to four tasks."""
    template = compile_template(TEMPLATE)
    papers = {}
    for number, name in enumerate(crowd.names(count)):
        official = facts.party_official(number, name=name, post=f"Bí thư Đảng ủy xã Số {number % 300}")
        context = decision_context(facts.party_decision(facts.tasks(1 + number % 4), official=official))
        papers[f"QD{number:04d}"] = template.render(context)
    return papers


def _rates(converter: Converter, papers: Mapping[str, bytes], folder: Path) -> tuple[dict[str, list[Turn]], int, int]:
    """What every way took in each round; how many papers were joined, and how many came out wrong."""
    files = [folder / f"{name}.docx" for name in papers]
    for file in files:
        file.write_bytes(papers[file.stem])
    calls, batch = [[file] for file in files[:ALONE]], [files]
    turns: dict[str, list[Turn]] = {EACH: [], AT_ONCE: [], FIRST: [], LATER: []}
    joined = wrong = 0
    for turn in range(ROUNDS):
        proofs = folder / f"proofs-{turn}"
        turns[EACH].append(_turn(ALONE, lambda: _called(converter, calls, folder / "each"))[0])
        turns[AT_ONCE].append(_turn(SIZE, lambda: _called(converter, batch, folder / "once"))[0])
        for way in (FIRST, LATER):
            taken, made = _turn(SIZE, lambda proofs=proofs: _bulk(converter, papers, proofs))
            turns[way].append(taken)
            joined = sum(each.run is not None for each in made.values())
            wrong += SIZE - sum(not each.problems for each in made.values())
    return turns, joined, wrong


def _turn(count: int, errand: Callable[[], T]) -> tuple[Turn, T]:
    """An errand over so many papers: papers a second, and milliseconds of CPU for each, LibreOffice's included."""
    before = sum(os.times()[:4])
    seconds, result = _seconds(errand)
    return Turn(rate=count / seconds, cpu=(sum(os.times()[:4]) - before) * 1000 / count), result


def _called(converter: Converter, calls: Sequence[Sequence[Path]], target: Path) -> None:
    """LibreOffice as anybody calls it, each call with a profile of its own."""
    for files in calls:
        with tempfile.TemporaryDirectory() as profile:
            order = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf"]
            line = [str(converter.program), *order, "--outdir", str(target), *map(str, files)]
            subprocess.run(line, check=True, capture_output=True)


def _bulk(converter: Converter, papers: Mapping[str, bytes], proofs: Path) -> Mapping[str, Made]:
    with tempfile.TemporaryDirectory() as room:
        return print_bulk(converter, papers, Path(room), proofs).made


def _pack(converter: Converter, count: int, folder: Path) -> tuple[Pack, int]:
    """A pack of so many decisions converted in portions, as in earnest; and how many papers came out wrong."""
    papers = _papers(count)
    names = list(papers)
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        made: dict[str, Made] = {}
        for start in range(0, count, 2 * MOST):
            part = room / f"{start}"
            part.mkdir()
            some = {name: papers[name] for name in names[start : start + 2 * MOST]}
            made |= print_bulk(converter, some, part, folder).made
        items = [_item(number, each) for number, each in enumerate(made.values(), start=1)]
        merged, _ = _seconds(lambda: _put_together(items, room / "stamped.pdf"))
        whole, built = _seconds(lambda: _built(converter, items, room / "whole.pdf"))
        pages = built.document_pages
        found = Pack(pages=pages, merged=merged, whole=whole, size=built.path.stat().st_size)
    return found, count - sum(not each.problems for each in made.values())


def _item(number: int, made: Made) -> PackItem:
    return PackItem(
        document=f"{number:08X}",
        title="Quyết định giao nhiệm vụ",
        holder="Ma Thị Hường",
        post="Bí thư Đảng ủy xã",
        pdf=made.pdf,
        pages=made.pages,
        input_digest="a" * 64,
        run=made.run,
        first=made.first or 1,
    )


def _put_together(items: Sequence[PackItem], target: Path) -> None:
    """Merging and stamping alone: every page taken from its file, every page code drawn."""
    pages = [(item, page) for item in items for page in range(1, item.pages + 1)]
    codes = {
        at: page_code(KEY, generation=1, document=item.document, page=page, pages=item.pages, input_digest="a" * 64)
        for at, (item, page) in enumerate(pages, start=1)
    }
    sources = [item.page_in_file(page) for item, page in pages]
    pile.assemble(sources, target, drawings=pagecode.drawings_of(codes), fonts=pagecode.FONTS)


def _built(converter: Converter, items: Sequence[PackItem], target: Path) -> PrintPack:
    return build_pack(
        items,
        target,
        converter=converter,
        key=KEY,
        generation=1,
        office_name="Huyện ủy",
        title="Bộ in trình ký",
        on=dt.date(2021, 2, 5),
    )


def _seconds(errand: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = errand()
    return time.perf_counter() - start, result


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="docgen-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _report(
    converter: Converter,
    turns: Mapping[str, Sequence[Turn]],
    joined: int,
    packs: Sequence[tuple[Pack, int]],
    singles: tuple[int, int],
) -> str:
    best = {way: max(turn.rate for turn in each) for way, each in turns.items()}
    cpu = {way: min(turn.cpu for turn in each) for way, each in turns.items()}
    (small, _), (large, _) = packs
    goals = {
        f"{FASTER} × one call with all files": best[LATER] >= FASTER * best[AT_ONCE],
        f"{MUCH_FASTER} × one call for each file": best[LATER] >= MUCH_FASTER * best[EACH],
        f"a pack of at most 1/{SMALLER} of its single files, merged": small.size * SMALLER <= singles[0],
        f"{large.pages:,} pages merged and stamped in {PACK_SECONDS:.0f} s": large.merged <= PACK_SECONDS,
    }
    lines = [
        f"## PDF: {SIZE} decisions of two pages, best of {ROUNDS} rounds",
        "",
        "| way | papers a second | × one call for each file | × one call, all files | CPU ms a paper |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {way} | {rate:.1f} | {rate / best[EACH]:.1f} | {rate / best[AT_ONCE]:.2f} | {cpu[way]:.0f} |"
            for way, rate in best.items()
        ),
        "",
        f"{joined} of {SIZE} taken out of joined files, every text read back (the other ways read nothing back).",
        "",
        "| pack | pages | KB | merged and stamped, s | with cover and all checks, s |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {len_} decisions | {pack.pages:,} | {pack.size / 1024:,.0f} | {pack.merged:.2f} | {pack.whole:.1f} |"
            for (pack, _), len_ in zip(packs, (SIZE, PAGES // 2), strict=True)
        ),
        f"| {SIZE} single files, merged | {small.pages:,} | {singles[0] / 1024:,.0f} | | |",
        f"| the same, identical fonts kept once | {small.pages:,} | {singles[1] / 1024:,.0f} | | |",
        "",
        *(f"Goal: {goal}: {'met' if is_met else 'NOT met in this run'}." for goal, is_met in goals.items()),
        f"Machine: {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, "
        f"{converter.name}.",
        "",
    ]
    return "\n".join(lines)
