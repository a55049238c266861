"""Processes that number papers of one register at once, and die at a chosen statement.

Knows the lower floor's verbs only. Whatever a process was given it shows, as a line of a file, after the commit: that
is what a clerk has seen and may have written on paper.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from sqlalchemy import event, select

from registry.errors import RuleBroken, StoreUnavailable
from registry.labels import DocumentState
from registry.model import Register
from registry.store import Store, open_store
from registry.store.documents import add_document
from registry.store.entering import ensure_cycle
from registry.store.journal import verify_chain
from registry.store.register_rows import missing_numbers, register_entries
from tests.faults.commands import CONTEXT
from tests.support.registry_builder import TERM, YEAR, changing, number, paper, record

LIMIT_SECONDS = 1800
TRIES = 20
T = TypeVar("T")


class Fuse:
    """Burns down by one at each step of a process, which dies when it is burnt; None burns for ever."""

    def __init__(self, steps: int | None) -> None:
        self._steps = steps

    def burn(self, *_event: object) -> None:
        """One step."""
        if self._steps is not None:
            self._steps -= 1
            if self._steps < 0:
                os.kill(os.getpid(), signal.SIGKILL)


def number_papers(url: str, codes: Sequence[str], shown: Path, steps: int | None) -> None:
    """Number each paper in a unit of its own and show what it was given; die after so many statements and commits."""
    store, fuse = _patiently(lambda: open_store(url)), Fuse(steps)
    event.listen(store.engine, "before_cursor_execute", fuse.burn)
    event.listen(store.engine, "commit", fuse.burn)
    with shown.open("ab", buffering=0) as seen:
        for code in codes:
            text = _number(store, code)
            fuse.burn()
            seen.write(f"{code} {text}\n".encode())
    store.close()


def _number(store: Store, code: str) -> str:
    """The number of a paper, given now unless it has one."""
    try:
        return _patiently(lambda: number(store, code))
    except RuleBroken:  # an earlier attempt was committed before anybody could see it
        return _patiently(lambda: str(record(store, code).number_text))


def _patiently(work: Callable[[], T]) -> T:
    """Do it again while the server comes and goes, like a clerk who runs the command again."""
    for _ in range(TRIES):
        with contextlib.suppress(StoreUnavailable):
            return work()
    raise AssertionError(f"the server was away {TRIES} times")


class Crowd:
    """Some processes, each with papers of its own, and what they have shown."""

    def __init__(self, store: Store, folder: Path, *, processes: int, each: int) -> None:
        self.store, self._folder = store, folder
        self._shares = [[f"P{share}-{n}" for n in range(each)] for share in range(processes)]
        self.papers = processes * each
        with changing(store) as session:
            ensure_cycle(session, YEAR, term=TERM, task_word="việc")
            for code in (code for share in self._shares for code in share):
                add_document(session, paper(code, None, state=DocumentState.SIGNED))

    def start(self, url: str, fuses: Iterable[int | None]) -> list[BaseProcess]:
        """One process per share, with its fuse."""
        shares = enumerate(zip(self._shares, fuses, strict=True))
        running: list[BaseProcess] = [
            CONTEXT.Process(target=number_papers, args=(url, codes, self._folder / f"shown-{n}", fuse))
            for n, (codes, fuse) in shares
        ]
        for process in running:
            process.start()
        return running

    def shown(self) -> list[tuple[str, str]]:
        """Every paper and number anybody has seen; a line torn by death was seen by nobody."""
        texts = [path.read_text("utf-8") for path in sorted(self._folder.glob("shown-*"))]
        lines = [line for text in texts for line in text.split("\n")[:-1]]
        return [(code, number) for code, _, number in (line.partition(" ") for line in lines)]

    def require_no_gap(self) -> int:
        """Numbers given so far count from 1, each once; what was shown stands in the register. How many there are."""
        with self.store.reading() as session:
            rows = register_entries(session)
            (last,) = session.scalars(select(Register.last_number)).all() or (0,)
            verify_chain(session)
        held = {str(row.document): row.number_text for row in rows}
        assert [row.number for row in rows] == list(range(1, last + 1))
        assert len(held) == len(set(held.values())) == last
        assert missing_numbers(rows) == ()
        assert {pair for pair in self.shown() if held.get(pair[0]) != pair[1]} == set()
        return int(last)

    def require_all(self) -> None:
        """Every paper has its number, and was shown it."""
        assert self.require_no_gap() == self.papers
        assert len({code for code, _ in self.shown()}) == self.papers


def finish(running: Iterable[BaseProcess]) -> list[int | None]:
    """Wait for processes to end; their exit codes."""
    codes = []
    for process in running:
        process.join(LIMIT_SECONDS)
        codes.append(process.exitcode)
        process.close()
    return codes
