"""The full circle of one office, command by command: what a clerk types and what happens on paper in between.

Used by `make demo` and by the stories. Knows the commands of docgen and of the outside world and the dates of a
campaign; everything goes through command lines, folders and files. The demo starts a process for every command; the
stories call the same two doors in their own process, because starting Python is most of a short command. Running it
again in the same folder changes nothing: commands find their work done, and the outside world hands nothing in twice.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import io
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.ready_registers import registers_ready

ROOT = Path(__file__).resolve().parents[2]
DONE, LOOK, USAGE = 0, 1, 2
KINDS = {  # --what -> kind of the paper
    "decisions": "decision",
    "minutes": "minutes",
    "notices": "result_notice",
    "report": "report",
    "amendments": "amendment",
    "corrections": "correction",
    "recalls": "recall",
}
PACKS = {  # --what -> name of the print pack
    "decisions": "quyet-dinh",
    "minutes": "bien-ban",
    "notices": "thong-bao",
    "report": "bao-cao",
    "amendments": "dieu-chinh",
    "corrections": "dinh-chinh",
    "recalls": "thu-hoi",
}
QUIET_SECONDS = 0.05  # of a file dropped by a program
DOCGEN, WORLD = "docgen", "tests.support.outside_world"
Tell = Callable[[str], None]


class StepFailed(Exception):
    """A command ended otherwise than the circle expects."""


@dataclass(frozen=True)
class Said:
    """What a command printed: `out` on standard output, `err` on standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[[str, list[str], dict[str, str]], Said]
"""Runs the words of a command of a program in an environment."""


@dataclass
class Circle:
    """One office folder and the papers lying outside it; `tell` hears every command and what it said.

    With `is_inside` commands run in this process, else each in one of its own, made by `apart`.
    """

    office: Path
    outside: Path
    tell: Tell = field(default=lambda text: None)
    today: dt.date | None = None
    is_inside: bool = False
    apart: Run = field(default=lambda *words: run_apart(*words))

    # ---- how commands are run

    def docgen(self, *words: object, expect: Sequence[int] = (DONE,), today: dt.date | None = None) -> Said:
        """Run `docgen` in the office as a clerk would."""
        environment = {"DOCGEN_OFFICE": str(self.office), "DOCGEN_ACTOR": "văn thư", "PYTHONIOENCODING": "utf-8"}
        day = today or self.today
        if day:
            environment["DOCGEN_TODAY"] = day.isoformat()
        return self._run(DOCGEN, words, environment, expect)

    def world(self, *words: object) -> Said:
        """Run the outside world: pen, seal, scanner, form-filler."""
        return self._run(WORLD, words, {}, (DONE,))

    def _run(self, program: str, words: Sequence[object], environment: dict[str, str], expect: Sequence[int]) -> Said:
        line = [str(word) for word in words]
        self.tell(f"$ {'docgen' if program == DOCGEN else 'bên ngoài:'} {' '.join(line)}")
        said = run_inside(program, line, environment) if self.is_inside else self.apart(program, line, environment)
        self.tell((said.err if program == DOCGEN else said.out).rstrip())
        if said.code not in expect:
            raise StepFailed(f"{' '.join(line)} → {said.code}\n{said.out}\n{said.err}")
        return said

    # ---- what the office is

    @property
    def settings(self) -> dict[str, Any]:
        """office.toml as the clerk wrote it."""
        return tomllib.loads((self.office / "office.toml").read_text("utf-8"))

    @property
    def year(self) -> int:
        """The year of the campaign."""
        return int(self.settings["campaign"]["year"])

    def day(self, month: int, number: int) -> dt.date:
        """A day in the year of the campaign."""
        return dt.date(self.year, month, number)

    @property
    def decision_day(self) -> dt.date:
        """The day decisions are signed: the fixed date of the office."""
        fixed = self.settings["office"]["today"]
        return fixed if isinstance(fixed, dt.date) else dt.date.fromisoformat(fixed)

    # ---- the stations

    def open(self, sample: str) -> None:
        """A sample office with its workbook."""
        self.docgen("init", self.office, "--sample", sample)

    def hurry(self) -> None:
        """Let the inbox take files at once: what a program drops is whole, no scanner is writing it for minutes."""
        settings = self.office / "office.toml"
        settings.write_text(f"{settings.read_text('utf-8')}\n[inbox]\nquiet_seconds = {QUIET_SECONDS}\n", "utf-8")

    def assign(self, workbook: Path) -> None:
        """The clerk's list becomes tasks, the tasks become checked drafts and one pack to sign."""
        self.today = self.decision_day
        self.docgen("tasks", "import", workbook)
        self.docgen("decisions", "draft", "--on", self.decision_day)
        self.docgen("print", "pack", "--what", "decisions")

    def sign(self, noun: str, what: str, day: dt.date) -> None:
        """Signed, numbered, registered, issued; then number and date are written on the paper by hand."""
        for step in ("signed", "number", "issue"):
            self.docgen(noun, step, "--what", what, "--on", day, today=day)
        tray = self.tray(what)
        if not tray.exists():
            self.world("sign-pack", self.pack(what), "--out", tray)
            numbers = self.outside / f"{what}-so.json"
            numbers.write_text(json.dumps(self.papers(noun, what)), "utf-8")
            self.world("number", tray, "--numbers", numbers)

    def papers(self, noun: str, what: str) -> list[dict[str, Any]]:
        """The papers of a kind that carry a number, as the register lists them."""
        kind = KINDS[what]
        rows = self.docgen(noun, "list", "--json").json
        return [row for row in rows if row["kind"] == kind and row["number"] and row["state"] in {"issued", "filed"}]

    def pack(self, what: str) -> Path:
        """The print pack of a kind."""
        return self.office / "output" / "bo-in" / f"trinh-ky-{PACKS[what]}.pdf"

    def tray(self, what: str) -> Path:
        """Where the signed sheets of a kind lie outside the office."""
        self.outside.mkdir(parents=True, exist_ok=True)
        return self.outside / what

    def hand_in(self, name: str, *words: object) -> bool:
        """Let the outside world put a file into the inbox, once; False when it had been handed in before."""
        receipt = self.outside / f"da-nop-{name}"
        if receipt.exists():
            return False
        self.world(*words, self.office / "inbox" / name)
        receipt.touch()
        return True

    def take_inbox(self, *, expect: Sequence[int] = (DONE,), today: dt.date | None = None) -> list[dict[str, Any]]:
        """One pass over the inbox; its JSON."""
        rows: list[dict[str, Any]] = self.docgen("inbox", "run", "--json", expect=expect, today=today).json
        return rows

    def send_and_collect_forms(self) -> None:
        """Forms out as Word, filled by the officials, back through the inbox."""
        self.docgen("forms", "draft", today=self.day(12, 1))
        receipt = self.outside / "da-nop-phieu"
        if not receipt.exists():
            self.world("fill-forms", self.office / "output" / "phieu", "--to", self.office / "inbox")
            receipt.touch()
        self.take_inbox(today=self.day(12, 10))

    def hold_meeting(self) -> None:
        """The meeting's workbook filled, recorded, made into minutes and printed."""
        held, sheet = self.day(12, 17), self.outside / "cuoc-hop.xlsx"
        if not sheet.exists():
            self.docgen("evaluations", "template", sheet, today=held)
            self.world("fill-meeting", sheet, "--date", held, *self._officers())
        self.docgen("evaluations", "record", sheet, today=held)
        self.docgen("evaluations", "minutes", today=held)
        self.docgen("print", "pack", "--what", "minutes", today=held)

    def _officers(self) -> tuple[str, ...]:
        signatory = self.settings["signatory"]
        titles = {"PHÓ BÍ THƯ": "Phó Bí thư", "BÍ THƯ": "Bí thư", "CHỦ TỊCH": "Chủ tịch"}
        return ("--chair", signatory["name"], "--chair-title", titles[signatory["position"]])

    def announce(self) -> None:
        """Result notices drafted, printed and signed."""
        day = self.day(12, 20)
        self.today = day
        self.docgen("evaluations", "notices", "--on", day)
        self.docgen("print", "pack", "--what", "notices")
        self.sign("evaluations", "notices", day)

    def report(self) -> None:
        """Summary report and conference handout as Word and PDF."""
        self.docgen("reports", "summary", "--on", self.day(12, 24), today=self.day(12, 24))
        self.docgen("reports", "handout", "--on", self.day(12, 24), today=self.day(12, 24))

    def dump(self) -> dict[str, Any]:
        """Everything the office knows."""
        whole: dict[str, Any] = self.docgen("dump").json
        return whole


def run_apart(program: str, line: list[str], environment: dict[str, str]) -> Said:
    """The command in a process of its own, as a person starts it."""
    surroundings = {**os.environ, **environment}
    surroundings["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    done = subprocess.run(
        [sys.executable, "-m", program, *line],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def run_inside(program: str, line: list[str], environment: dict[str, str]) -> Said:
    """The same door, called in this process with the same words, environment and streams."""
    out, err = io.StringIO(), io.StringIO()
    with surrounded_by(environment), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = _call(program, line)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return Said(code, out.getvalue(), err.getvalue())


def _call(program: str, line: list[str]) -> int:
    if program == DOCGEN:
        with registers_ready():
            importlib.import_module("docgen.cli.main").cli(line, prog_name="docgen")
        return 0
    return int(importlib.import_module(f"{WORLD}.__main__").main(line))


@contextlib.contextmanager
def surrounded_by(environment: dict[str, str]) -> Iterator[None]:
    """The environment variables of one command; those of the one before are gone."""
    before = dict(os.environ)
    for name in ("DOCGEN_OFFICE", "DOCGEN_TODAY", "DOCGEN_ACTOR"):
        os.environ.pop(name, None)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
