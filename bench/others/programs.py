"""The other engines at work: two programs under Node.js that stay running, and one library of our own process.

Packages are installed by name into a temporary folder; where that is not possible (no Node.js, no network) the engine
is told as missing and the rest is measured. Knows nothing of ours that is measured beside them.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

from mailmerge import MailMerge

from bench.others.syntax import braces, flat, merge_fields

PACKAGES = ("docxtemplater", "pizzip", "easy-template-x")
PROGRAMS = ("docxtemplater", "easy-template-x")
SCRIPT = Path(__file__).with_name("engines.mjs")
INSTALL_SECONDS = 120
Make = Callable[[Mapping[str, object]], bytes]


@dataclass(frozen=True, kw_only=True)
class Program:
    """A running program: asks for turns; documents it wrote last lie in `folder` as 0.docx, 1.docx …"""

    name: str
    asks: IO[str]
    answers: IO[str]
    folder: Path

    def turn(self, seconds: float, least: int) -> tuple[int, float, float]:
        """Let it fill documents for so long, at least so many: how many, seconds by the clock, seconds of CPU."""
        self.asks.write(json.dumps({"seconds": seconds, "least": least}) + "\n")
        self.asks.flush()
        said = json.loads(self.answers.readline())
        return said["made"], said["spent"], said["cpu"]


@contextmanager
def programs(template: bytes, contexts: Sequence[Mapping[str, object]], folder: Path) -> Iterator[tuple[Program, ...]]:
    """Both programs, warm; none where Node.js or its packages are not to be had."""
    with ExitStack() as stack:
        packages = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docgen-bench-npm-")))
        if not _installed(packages):
            yield ()
            return
        paper, data = packages / "mau.docx", packages / "du-lieu.json"
        paper.write_bytes(braces(template))
        data.write_text(json.dumps([flat(context) for context in contexts]), "utf-8")
        yield tuple(stack.enter_context(_running(name, packages, paper, data, folder / name)) for name in PROGRAMS)


def merging(template: bytes) -> tuple[str, Make]:
    """Name and engine of Word's merge in Python."""
    paper = merge_fields(template)

    def make(context: Mapping[str, object]) -> bytes:
        values, made = flat(context), io.BytesIO()
        rows = values.pop("tasks")
        assert isinstance(rows, list)
        with MailMerge(io.BytesIO(paper)) as merge:
            merge.merge_rows("nr", [{key: str(value) for key, value in row.items()} for row in rows])
            merge.merge(**{key: value for key, value in values.items() if isinstance(value, str)})
            merge.write(made)
        return made.getvalue()

    return f"docx-mailmerge2 {version('docx-mailmerge2')}", make


def _installed(folder: Path) -> bool:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return False
    (folder / "package.json").write_text('{"private": true}')
    line = [npm, "install", "--no-audit", "--no-fund", "--silent", *PACKAGES]
    try:
        return subprocess.run(line, cwd=folder, capture_output=True, timeout=INSTALL_SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


@contextmanager
def _running(name: str, packages: Path, paper: Path, data: Path, folder: Path) -> Iterator[Program]:
    folder.mkdir()
    line = ["node", str(SCRIPT), str(packages), name, str(paper), str(data), str(folder)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdin and process.stdout
        said = json.loads(process.stdout.readline())
        title = f"{name} {said['version']} (Node.js {said['node'].lstrip('v')})"
        program = Program(name=title, asks=process.stdin, answers=process.stdout, folder=folder)
        program.turn(1.0, 20)  # its compiler warms up
        yield program
        process.stdin.close()
