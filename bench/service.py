"""What surrounds the rendering: a paper's way through the office to its file, docxtpl's own way, rows, memory, start.

Everything is measured by CPU time except the files on the disk, where waiting counts: there rounds are interleaved and
each ratio is the median of the ratios inside the rounds. Only writing is one thread that writes, flushes once and
renames; the way of a paper ends with the same, its files written by a thread while rows are entered. Slow machines
fail nothing.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from docxtpl import DocxTemplate, RichText

from bench import decision
from docgen.media.durable import write_many
from docgen.office import Office, make_office, open_office
from docgen.paperwork.entering import entry, fresh_codes
from docgen.paperwork.files import DRAFTS, Pending, pending, planned
from docgen.paperwork.papers import Paper, input_digest
from docgen.templating import CompiledTemplate, compile_template, usual_deflater
from registry.facts import Issuer
from registry.labels import DocumentKind
from registry.store.documents import add_documents
from registry.store.entering import ensure_cycle
from registry.store.new_documents import NewDocument

ROUNDS = 5
BATCH = 1_000  # papers of one round on the disk
PORTION = 50  # papers that are entered at once, as drafting does
BY_DOCXTPL = 25  # papers of one round
MANY = 10_000
ROWS = (200, 1_200)  # the further row is a thousandth of the difference
STARTS = 5
ON_DISK, OF_WRITING, SLOW, KEPT, MEGABYTES, ROW, START = 25.0, 0.60, 1.0, 2.5, 100, 15.0, 0.5  # what is wanted
SETTINGS = Path(__file__).parents[1] / "samples" / "ham-yen" / "office.toml"
HERE = Path(__file__).parent
FILLER = """
import sys
from pathlib import Path
from docgen.templating import compile_template
from bench import decision
template = compile_template(decision.template(), name="decision.docx")
for number in range(int(sys.argv[1])):
    template.render(decision.context(number))
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(peak.split()[1])  # not ru_maxrss, which begins with that of the parent
"""
ONE = """
import json, pathlib, sys
from docgen.templating import compile_template
template, data, target = map(pathlib.Path, sys.argv[1:])
target.write_bytes(compile_template(template).render(json.loads(data.read_text("utf-8"))))
"""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One figure against what is wanted; `is_met` when it is good enough."""

    what: str
    figure: str
    is_met: bool

    def __str__(self) -> str:
        return f"Goal: {self.what}: {'met' if self.is_met else 'NOT met in this run'} ({self.figure})."


def main() -> int:
    """Measure and print; always 0, for speed fails nothing."""
    sys.stdout.write("## Templates: around the rendering\n\n")
    for goal in goals():
        sys.stdout.write(f"- {goal}\n")
        sys.stdout.flush()
    sys.stdout.write("\n")
    return 0


def goals() -> Iterator[Goal]:
    """Every goal, measured one after the other."""
    yield from _on_disk()
    yield from _slow_way()
    yield _memory()
    yield _further_row()
    yield _start()


# the whole way of a paper, on the disk


def _on_disk() -> Iterator[Goal]:
    """Rendering, row with journal, digest and file under its final name, against docxtpl alone and only writing."""
    template = compile_template(decision.template(), name="decision.docx", deflate=usual_deflater())
    with _office() as office:
        ready = [template.render(decision.context(number)) for number in range(5)]
        taken: list[tuple[float, float, float]] = []
        for turn in range(ROUNDS + 1):
            theirs = _seconds(lambda turn=turn: _docxtpl_files(office.folder / f"docxtpl-{turn}")) / BY_DOCXTPL
            written = _seconds(lambda turn=turn: _only_write(office.folder / f"written-{turn}", ready)) / BATCH
            ours = _seconds(lambda turn=turn: _service(office, template, turn)) / BATCH
            taken.append((theirs, written, ours))
    taken = taken[1:]  # the first warms up
    against = statistics.median(theirs / ours for theirs, _, ours in taken)
    share = statistics.median(written / ours for _, written, ours in taken)
    each = 1000 * statistics.median(ours for _, _, ours in taken)
    yield Goal(
        what=f"row, journal, digest and file on the disk, at least {ON_DISK:.0f} x docxtpl alone",
        figure=f"{against:.1f} x, {each:.2f} ms a paper",
        is_met=against >= ON_DISK,
    )
    yield Goal(
        what=f"the same, at least {OF_WRITING:.0%} of the rate of only writing such files",
        figure=f"{share:.0%}",
        is_met=share >= OF_WRITING,
    )


@contextmanager
def _office() -> Iterator[Office]:
    folder = Path(tempfile.mkdtemp(prefix="docgen-bench-"))
    make_office(folder / "co-quan", SETTINGS.read_text("utf-8"))
    office = open_office(folder / "co-quan", {}, actor="bench")
    campaign = office.settings.campaign
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason="bench") as session:
        ensure_cycle(session, campaign.year, term=campaign.term, task_word=campaign.task_word)
    try:
        yield office
    finally:
        office.close()
        shutil.rmtree(folder)


def _docxtpl_files(folder: Path) -> None:
    folder.mkdir()
    data = decision.template()
    for number in range(BY_DOCXTPL):
        guest = DocxTemplate(io.BytesIO(data))
        guest.render(decision.context(number), autoescape=True)
        guest.save(folder / f"{number}.docx")


def _only_write(folder: Path, ready: Sequence[bytes]) -> None:
    folder.mkdir()
    write_many(folder, {f"{number}.docx": ready[number % len(ready)] for number in range(BATCH)})


def _service(office: Office, template: CompiledTemplate, turn: int) -> None:
    """What drafting does once the words are there, in portions as it does: render, write beside, enter with digest."""
    now, issuer = office.clock.now(), office.settings.issuer.facts()
    codes = list(islice(fresh_codes(office), BATCH))
    with pending(office, DRAFTS) as files:
        with office.store.changing(actor=office.actor, at=now, reason="bench") as session:
            for start in range(0, BATCH, PORTION):
                contexts = [decision.context(turn * BATCH + start + number) for number in range(PORTION)]
                papers = zip(codes[start : start + PORTION], contexts, template.render_many(contexts), strict=True)
                add_documents(session, [_entered(office, template, issuer, files, now, *paper) for paper in papers])
        files.take_places()


def _entered(
    office: Office,
    template: CompiledTemplate,
    issuer: Issuer,
    files: Pending,
    now: dt.datetime,
    code: str,
    context: dict[str, object],
    docx: bytes,
) -> NewDocument:
    files.add(f"{code}.docx", docx)
    paper = Paper(
        docx=docx,
        context=context,
        template=template.name,
        template_digest=template.digest,
        input_digest=input_digest(template, context),
        problems=(),
    )
    return entry(
        office,
        DocumentKind.DECISION,
        code,
        issuer,
        paper,
        person=None,
        abstract="Giao nhiệm vụ",
        signatory="Lê Thị Thử",
        order=1,
        at=now,
        files={"draft": planned(office, DRAFTS, f"{code}.docx", docx)},
    )


def _seconds(errand: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    errand()
    return time.perf_counter() - start


def _cpu(errand: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    errand()
    return time.process_time() - start


# docxtpl's own way


def _slow_way() -> Iterator[Goal]:
    """The same document with an object of docxtpl in its data: ours through docxtpl, and docxtpl itself."""
    data = decision.template()
    template = compile_template(data, name="decision.docx")

    def context(number: int) -> dict[str, object]:
        return decision.context(number) | {"supervisor": RichText("Trần Văn Ví Dụ", bold=True)}

    def first() -> None:
        compile_template(data, name="decision.docx").render(context(0))

    def ours() -> None:
        for number in range(BY_DOCXTPL):
            template.render(context(number))

    def theirs() -> None:
        for number in range(BY_DOCXTPL):
            guest = DocxTemplate(io.BytesIO(data))
            guest.render(context(number), autoescape=True)
            guest.save(io.BytesIO())

    ours()
    later = statistics.median(_cpu(theirs) / _cpu(ours) for _ in range(ROUNDS))
    whole = _cpu(ours) + _cpu(first)
    yield Goal(
        what=f"docxtpl's own way, prepared XML kept, at least {KEPT} x docxtpl",
        figure=f"{later:.1f} x by CPU time",
        is_met=later >= KEPT,
    )
    at_once = _cpu(theirs) / whole
    yield Goal(
        what=f"docxtpl's own way never slower than docxtpl, compiling counted in, {BY_DOCXTPL} papers",
        figure=f"{at_once:.1f} x by CPU time",
        is_met=at_once >= SLOW,
    )


# memory, rows, start


def _memory() -> Goal:
    """The peak of a process that makes ten thousand documents."""
    if not Path("/proc/self/status").is_file():
        return Goal(what=f"{MANY:,} documents within {MEGABYTES} MB", figure="cannot be told here", is_met=False)
    line = [sys.executable, "-c", FILLER, str(MANY)]
    said = subprocess.run(line, cwd=HERE.parent, capture_output=True, text=True, check=True)
    used = int(said.stdout) / 1024
    return Goal(what=f"{MANY:,} documents within {MEGABYTES} MB", figure=f"{used:.0f} MB", is_met=used <= MEGABYTES)


def _further_row() -> Goal:
    """What one more row of the table costs, in CPU time."""
    data = decision.template()
    template = compile_template(data, name="decision.docx")
    task = {"name": "Tham mưu & <bổ sung>", "product": "Báo cáo", "unit": "văn bản", "due": "12/12", "note": "x"}
    few, many = (decision.context(0) | {"tasks": [task] * count} for count in ROWS)

    def theirs(context: dict[str, object]) -> None:
        guest = DocxTemplate(io.BytesIO(data))
        guest.render(context, autoescape=True)
        guest.save(io.BytesIO())

    def row(render: Callable[[dict[str, object]], object]) -> float:
        return (_cpu(lambda: render(many)) - _cpu(lambda: render(few))) / (ROWS[1] - ROWS[0])

    template.render(many)
    times = statistics.median(row(theirs) / row(template.render) for _ in range(3))
    return Goal(
        what=f"one more row of a table at most 1/{ROW:.0f} of docxtpl's", figure=f"1/{times:.0f}", is_met=times >= ROW
    )


def _start() -> Goal:
    """One decision from the command line: Python, imports, compiling, rendering, writing; seconds of CPU."""
    with tempfile.TemporaryDirectory() as place:
        template, data, target = (Path(place) / name for name in ("mau.docx", "du-lieu.json", "ra.docx"))
        template.write_bytes(decision.template())
        data.write_text(json.dumps(decision.context(0)), "utf-8")
        line = [sys.executable, "-c", ONE, str(template), str(data), str(target)]
        times = [_child_seconds(line) for _ in range(STARTS)]
    best = min(times)
    return Goal(
        what=f"one decision from the command line within {START} s", figure=f"{best:.2f} s", is_met=best <= START
    )


def _child_seconds(line: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(line, cwd=HERE.parent, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
