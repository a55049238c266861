"""How many decisions a second: docxtpl, other engines, the compiled template, and the limit, side by side in one run.

The limit is the same documents with their XML ready: only deflate, zip and write, in batches as the compiled ones are
made. Everything is written to a RAM disk if there is one; rounds are interleaved and each ratio is the median of the
ratios inside the rounds, by the clock and by CPU time: on a shared machine the second is the steadier one, so it
decides whether a goal is met. A noisy machine fails nothing; a document that reads differently from docxtpl's does.
"""

from __future__ import annotations

import gc
import io
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree

from bench import decision
from bench.others.programs import Program, merging, programs
from docgen.errors import OutsideMissing
from docgen.templating import CompiledTemplate, Deflater, compile_template, isal_deflater, zlib_deflater
from docgen.templating.archive import read_archive
from docgen.templating.zipwriter import finish, lay
from docgen.wording.decision import decision_context
from tests.support import facts

ROUNDS = 15
SECONDS_PER_TURN = 0.15
LEAST_PER_TURN = 5  # documents: every size once
SAMPLES = 5  # decisions of one to five tasks, in turn
BATCH = 25  # documents made at once, as in earnest, where the engine can
FILES = 100  # written in turn, so that the RAM disk stays small
GOALS = {"isal": 150.0, "zlib 1": 70.0}  # times docxtpl by the name of the deflater, for the decision as Word writes it
OTHERS_GOAL = 40.0  # times the fastest other engine, with the faster deflater
LIMIT_GOAL = 0.75  # of the rate of only packing and writing
RAM_DISK = Path("/dev/shm")
PROCESSOR = Path("/proc/cpuinfo")
BUILT_IN = Path(__file__).parents[1] / "templates" / "decisions" / "party-decision.docx"
BODY = "word/document.xml"

Context = Mapping[str, object]
Make = Callable[[Context], bytes]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A template to measure and the data of some documents."""

    name: str
    data: bytes
    contexts: tuple[Context, ...]


@dataclass(frozen=True, kw_only=True)
class Engine:
    """One way to make a document of `paper`; `limit` names the engine that only packs and writes (empty: none).

    `many` makes several at once (None: the engine knows no such way). A `program` makes and writes by itself; `make`
    then gives a document it wrote.
    """

    name: str
    paper: Paper
    make: Make
    many: Callable[[Sequence[Context]], list[bytes]] | None = None
    limit: str = ""
    program: Program | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What one engine did in one round: documents a second, and milliseconds of CPU for each."""

    rate: float
    cpu: float


Turns = dict[str, list[Turn]]


def main() -> int:
    """Measure and print the table; 1 when a document does not read like docxtpl's, 0 otherwise."""
    papers = (_as_word_writes(), _built_in())
    different = [paper.name for paper in papers if not reads_alike(paper)]
    benches = [_engines(paper, every=paper is papers[0]) for paper in papers]
    first = papers[0]
    with _ram_disk() as folder, programs(first.data, first.contexts, folder) as running:
        others = [*_merged(first), *(_program(first, each) for each in running)]
        different += [f"{first.name} by {other.name}" for other in others if not _says_alike(first, other)]
        benches[0] += others
        measured = [(engines, _measure(engines, folder)) for engines in benches]
        report = _report(measured, different, [other.name for other in others])
    sys.stdout.write(report)
    return 1 if different else 0


def _as_word_writes() -> Paper:
    contexts = tuple(decision.context(number) for number in range(SAMPLES))
    return Paper(name="as Word writes it", data=decision.template(), contexts=contexts)


def _built_in() -> Paper:
    contexts = tuple(decision_context(facts.party_decision(facts.tasks(number))) for number in range(1, SAMPLES + 1))
    return Paper(name=BUILT_IN.stem, data=BUILT_IN.read_bytes(), contexts=contexts)


def _engines(paper: Paper, *, every: bool) -> list[Engine]:
    """docxtpl and the default first; `every` adds the other deflaters and the limit."""
    engines = [Engine(name="docxtpl", paper=paper, make=_docxtpl(paper)), _compiled(paper, zlib_deflater())]
    if every:
        for deflate in _deflaters():
            engines += [_compiled(paper, deflate), _limit(paper, deflate)]
        del engines[1]
    return engines


def _merged(paper: Paper) -> Iterator[Engine]:
    name, make = merging(paper.data)
    yield Engine(name=name, paper=paper, make=make)


def _program(paper: Paper, program: Program) -> Engine:
    def written(context: Context) -> bytes:
        return (program.folder / f"{paper.contexts.index(context)}.docx").read_bytes()

    return Engine(name=program.name, paper=paper, make=written, program=program)


def _says_alike(paper: Paper, other: Engine) -> bool:
    """True when another engine's documents say what ours say, empty paragraphs aside.

    Word's merge has no conditions, so only papers in which all conditions hold are looked at.
    """
    ours = _template(paper).render
    return all(
        _spoken(other.make(context)) == _spoken(ours(context)) for context in paper.contexts if context["supervisor"]
    )


def _spoken(made: bytes) -> list[str]:
    """What the paragraphs of the body say, the empty ones left out."""
    return [text for text in texts(made)[BODY] if text]


def _deflaters() -> Iterator[Deflater]:
    yield zlib_deflater()
    yield zlib_deflater(6)
    try:
        yield isal_deflater()
    except OutsideMissing:
        return


def _docxtpl(paper: Paper) -> Make:
    def make(context: Context) -> bytes:
        guest = DocxTemplate(io.BytesIO(paper.data))
        guest.render(dict(context), autoescape=True)
        made = io.BytesIO()
        guest.save(made)
        return made.getvalue()

    return make


def _template(paper: Paper, deflate: Deflater | None = None) -> CompiledTemplate:
    return compile_template(paper.data, name=paper.name, deflate=deflate)


def _compiled(paper: Paper, deflate: Deflater) -> Engine:
    template = _template(paper, deflate)
    return Engine(
        name=f"compiled, {deflate.name}",
        paper=paper,
        make=template.render,
        many=template.render_many,
        limit=f"limit, {deflate.name}",
    )


def _limit(paper: Paper, deflate: Deflater) -> Engine:
    """The same documents, their XML ready: deflating one of them again and again would be quicker than all in turn."""
    render = _template(paper, deflate).render
    ready = {id(context): members_of(render(context))[BODY] for context in paper.contexts}
    unchanged = lay(member.repacked() for member in read_archive(paper.data, paper.name) if member.name != BODY)

    def make(context: Context) -> bytes:
        return finish(unchanged, [(BODY, ready[id(context)])], deflate)

    return Engine(
        name=f"limit, {deflate.name}", paper=paper, make=make, many=lambda contexts: [make(each) for each in contexts]
    )


def members_of(made: bytes) -> dict[str, bytes]:
    """The members of a document, unpacked."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reads_alike(paper: Paper) -> bool:
    """True when each document has the texts that docxtpl gives it."""
    ours, theirs = _template(paper).render, _docxtpl(paper)
    return all(texts(ours(context)) == texts(theirs(context)) for context in paper.contexts)


def texts(made: bytes) -> dict[str, list[str]]:
    """The texts of every paragraph, by part."""
    parts = {name: etree.fromstring(content) for name, content in members_of(made).items() if name.endswith(".xml")}
    return {
        name: ["".join(piece.text or "" for piece in paragraph.iter("{*}t")) for paragraph in root.iter("{*}p")]
        for name, root in parts.items()
    }


@contextmanager
def _ram_disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="docgen-bench-", dir=RAM_DISK if RAM_DISK.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _measure(engines: list[Engine], folder: Path) -> Turns:
    turns: Turns = {engine.name: [] for engine in engines}
    targets = [folder / f"{number}.docx" for number in range(FILES)]
    for _ in range(ROUNDS):
        for engine in engines:
            turns[engine.name].append(_turn(engine, targets))
    return turns


def _turn(engine: Engine, targets: list[Path]) -> Turn:
    """Documents made and written for a moment, without the garbage of the engine before."""
    gc.collect()
    if engine.program is not None:
        made, spent, used = engine.program.turn(SECONDS_PER_TURN, LEAST_PER_TURN)
        return Turn(rate=made / spent, cpu=1000 * used / made)
    contexts, number = engine.paper.contexts, 0
    cpu, started = time.process_time(), time.perf_counter()
    while (spent := time.perf_counter() - started) < SECONDS_PER_TURN or number < LEAST_PER_TURN:
        some = [contexts[at % len(contexts)] for at in range(number, number + (BATCH if engine.many else 1))]
        for made in engine.many(some) if engine.many else map(engine.make, some):
            targets[number % len(targets)].write_bytes(made)
            number += 1
    return Turn(rate=number / spent, cpu=1000 * (time.process_time() - cpu) / number)


def _ratio(turns: Turns, one: str, other: str) -> float:
    """How many times faster by the clock."""
    return statistics.median(a.rate / b.rate for a, b in zip(turns[one], turns[other], strict=True))


def _cpu_ratio(turns: Turns, one: str, other: str) -> float:
    """How many times less CPU."""
    return statistics.median(b.cpu / a.cpu for a, b in zip(turns[one], turns[other], strict=True))


def _report(measured: list[tuple[list[Engine], Turns]], different: list[str], others: list[str]) -> str:
    lines = [
        f"## Templates: decisions of two pages, {ROUNDS} interleaved rounds, median",
        "",
        "| decision | engine | documents/s | CPU ms each | x docxtpl | x docxtpl, CPU | of the limit, CPU | bytes |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
        *[_row(engine, turns) for engines, turns in measured for engine in engines],
        "",
        *[f"The text of {name} is NOT the text docxtpl gives." for name in different],
        *_goals(measured[0][1], others),
        f"Machine: {_machine()}.",
        "",
    ]
    return "\n".join(lines)


def _row(engine: Engine, turns: Turns) -> str:
    rate = statistics.median(turn.rate for turn in turns[engine.name])
    cpu = statistics.median(turn.cpu for turn in turns[engine.name])
    by_clock, by_cpu = (find(turns, engine.name, "docxtpl") for find in (_ratio, _cpu_ratio))
    share = f"{_cpu_ratio(turns, engine.name, engine.limit):.0%}" if engine.limit in turns else "–"
    size = len(engine.make(engine.paper.contexts[2]))
    cells = (f"{rate:,.0f}", f"{cpu:.2f}", f"{by_clock:.1f}", f"{by_cpu:.1f}", share, f"{size:,}")
    return f"| {engine.paper.name} | {engine.name} | {' | '.join(cells)} |"


def _goals(turns: Turns, others: list[str]) -> Iterator[str]:
    """Each goal with what was reached, by the clock and by CPU time."""
    for name in turns:
        goal = next((goal for deflater, goal in GOALS.items() if name.startswith(f"compiled, {deflater}")), None)
        if goal is not None:
            yield _verdict(name, "docxtpl", _ratio(turns, name, "docxtpl"), _cpu_ratio(turns, name, "docxtpl"), goal)
    fastest = next((name for name in turns if name.startswith("compiled, isal")), "")
    if fastest and others:
        rival = max(others, key=lambda name: statistics.median(turn.rate for turn in turns[name]))
        yield _verdict(fastest, rival, _ratio(turns, fastest, rival), _cpu_ratio(turns, fastest, rival), OTHERS_GOAL)
    for name in turns:
        limit = name.replace("compiled", "limit")
        if name.startswith("compiled") and limit in turns and limit != name:
            share, by_clock = _cpu_ratio(turns, name, limit), _ratio(turns, name, limit)
            verdict = "met" if share >= LIMIT_GOAL else "NOT met in this run"
            yield (
                f"Goal: {name} at least {LIMIT_GOAL:.0%} of the limit: {verdict} "
                f"({share:.0%} by CPU time, {by_clock:.0%} by the clock)."
            )
    if len(others) < 3:
        yield "docxtemplater and easy-template-x were NOT measured: Node.js or its packages are not to be had here."


def _verdict(name: str, rival: str, by_clock: float, by_cpu: float, goal: float) -> str:
    verdict = "met" if by_cpu >= goal else "NOT met in this run"
    figures = f"{by_cpu:.1f} x by CPU time, {by_clock:.1f} x by the clock"
    return f"Goal: {name}, as Word writes it, at least {goal:.0f} x {rival}: {verdict} ({figures})."


def _machine() -> str:
    disk = "RAM disk" if RAM_DISK.is_dir() else "disk of the temporary folder"
    return (
        f"{os.cpu_count()} x {_processor()}, {platform.system()}, Python {platform.python_version()}, "
        f"docxtpl {version('docxtpl')}, zlib {zlib.ZLIB_RUNTIME_VERSION}, {disk}"
    )


def _processor() -> str:
    """The processor's own name where the system tells it."""
    if PROCESSOR.is_file():
        for line in PROCESSOR.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
