"""Work done apart: a stranger's file is read in a helper process under limits, so that it can kill only its reader.

Knows processes, their limits and their deaths; does not know what is read. A helper is used again for the next piece
of work and replaced when it dies. It opens no network connection and starts no program. Sources: luu-tru.md §5.4 and
§6 row 10. Limits on memory and processor time need POSIX; elsewhere the time on the clock alone is limited.
"""

from __future__ import annotations

import itertools
import logging
import math
import os
import queue
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, TypeVar

from docgen.errors import DocgenError
from docgen.memory import keep_freed_memory
from docgen.messages import choose_language, chosen_language, tr

if sys.platform != "win32":
    import resource

T = TypeVar("T")
_SPAWN = get_context("spawn")  # a fork would inherit PDFium, threads and open files
_FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec")
_END_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one piece of work may take before its helper is ended."""

    cpu_seconds: int = 25
    wall_seconds: float = 100.0  # a busy machine gives a helper a quarter of a core
    memory_bytes: int = 2 << 30  # of address space


class HelperLost(DocgenError):
    """The helper died, came to a limit or failed in an unforeseen way over a piece of work."""


@dataclass(frozen=True)
class Shared:
    """A value that many pieces of work need: handed to each helper once, given to the function as it is."""

    value: Any
    key: int = field(default_factory=itertools.count().__next__)


@dataclass(frozen=True)
class _Held:
    """What stands for a shared value on the line."""

    key: int


class Helpers:
    """At most `count` helper processes, started when first needed; with 0 the work is done here, unprotected."""

    def __init__(self, count: int, limits: Limits | None = None) -> None:
        self._count = count
        self._limits = limits or Limits()
        self._free: queue.LifoQueue[_Helper] = queue.LifoQueue()
        self._all = [_Helper() for _ in range(count)]
        for helper in self._all:
            self._free.put(helper)
        self._threads: ThreadPoolExecutor | None = None
        self._is_over = False

    def __enter__(self) -> Helpers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for helper in self._all:
                helper.kill()  # who waits for it in a thread hears of it
            self._threads.shutdown()
        for helper in self._all:
            helper.end()

    def allow(self, cpu_seconds: int) -> None:
        """From now on a piece of work may take so many seconds of processor time."""
        self._limits = replace(self._limits, cpu_seconds=cpu_seconds, wall_seconds=4.0 * cpu_seconds)

    def run(self, function: Callable[..., T], *arguments: object, within: float | None = None) -> T:
        """What `function` (of a module, not a closure) returns or raises, done apart; HelperLost when it did not end.

        `within` is a limit of its own, in seconds on the clock. A DocgenError or OSError comes back as it was raised.
        """
        if not self._count:
            return function(*(each.value if isinstance(each, Shared) else each for each in arguments))
        limits = self._limits if within is None else replace(self._limits, wall_seconds=within)
        helper = self._free.get()
        try:
            if self._is_over:
                raise _lost(tr("chương trình đọc bị dừng giữa chừng"))
            answer: T = helper.run(function, arguments, limits)
            return answer
        finally:
            self._free.put(helper)

    def ahead(self, work: Callable[[], T]) -> Callable[[], T]:
        """Begin work that needs helpers; what is returned waits for its end and gives its answer, or raises its error.

        Without helpers it is done when the answer is asked for.
        """
        if not self._count:
            return cache(work)
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._count)
        future: Future[T] = self._threads.submit(copy_context().run, work)  # it speaks our language
        return future.result

    def run_all(self, function: Callable[..., T], works: Iterable[tuple[object, ...]]) -> Iterator[T]:
        """The answers of many pieces of work, in the order they are ready; the first error ends it."""
        if not self._count:
            yield from (self.run(function, *work) for work in works)
            return
        with ThreadPoolExecutor(self._count) as threads:
            waiting = [threads.submit(copy_context().run, self.run, function, *work) for work in works]
            try:
                for future in as_completed(waiting):
                    yield future.result()
            finally:
                for future in waiting:
                    future.cancel()


class _Helper:
    """One helper process and the line to it; without a process until there is work."""

    def __init__(self) -> None:
        self._process: Any = None
        self._line: Connection | None = None
        self._holds: set[int] = set()  # keys of shared values

    def run(self, function: Callable[..., T], arguments: tuple[object, ...], limits: Limits) -> T:
        line = self._line or self._start(limits.memory_bytes)
        try:
            self._share(line, arguments)
            sent = (_Held(each.key) if isinstance(each, Shared) else each for each in arguments)
            line.send((function, tuple(sent), limits.cpu_seconds, chosen_language()))
            if not line.poll(limits.wall_seconds):
                raise _lost(tr("quá thời gian cho phép"))
            answer, error = line.recv()
        except (EOFError, ConnectionError) as gone:
            self.end()
            raise _lost(tr("chương trình đọc bị dừng giữa chừng")) from gone
        except BaseException:  # too late, or we are stopped ourselves: the answer of this work must never be read
            self.end()
            raise
        if error is not None:
            raise error
        result: T = answer
        return result

    def _share(self, line: Connection, arguments: tuple[object, ...]) -> None:
        for each in arguments:
            if isinstance(each, Shared) and each.key not in self._holds:
                line.send(each)
                self._holds.add(each.key)

    def _start(self, memory_bytes: int) -> Connection:
        ours, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, memory_bytes), daemon=True)
        _start_deaf(self._process)
        theirs.close()
        self._line = ours
        return ours

    def kill(self) -> None:
        """Kill the process, whatever it does; whoever waits for its answer is told."""
        if self._process is not None:
            self._process.kill()

    def end(self) -> None:
        """End the process, whatever it does; the next work starts another."""
        if self._line is not None:
            self._line.close()
            self._process.kill()
            self._process.join(_END_SECONDS)
        self._process = self._line = None
        self._holds.clear()


def _start_deaf(process: Any) -> None:
    """Start it so that Ctrl+C, which reaches the whole group, is ours alone: for a blocked signal stays so."""
    if sys.platform == "win32":
        process.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, memory_bytes: int) -> None:
    """In the helper: one piece of work after another until the other end is gone.

    Libraries log and warn of what they meet, the names of signers too; what matters of it is in the answer
    (requirement 54).
    """
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy would reserve memory for a thread on every core
    sys.addaudithook(_refuse_outside)
    _limit_memory(memory_bytes)
    keep_freed_memory()
    held: dict[int, object] = {}
    while True:
        try:
            message = line.recv()
        except (EOFError, OSError):
            return
        if isinstance(message, Shared):
            held[message.key] = message.value
            continue
        function, arguments, cpu_seconds, language = message
        choose_language(language)
        _limit_time(cpu_seconds)
        line.send(_answer(function, tuple(held[each.key] if isinstance(each, _Held) else each for each in arguments)))


def _answer(function: Callable[..., object], arguments: tuple[object, ...]) -> tuple[object, Exception | None]:
    try:
        return function(*arguments), None
    except (DocgenError, OSError) as error:
        return None, error
    except MemoryError:
        return None, _lost(tr("cần quá nhiều bộ nhớ"))
    except Exception as error:  # a library met something nobody foresaw: the file waits, the queue goes on
        return None, _lost(type(error).__name__)


def _refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not for a reader of received files")


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = math.ceil(used.ru_utime + used.ru_stime)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def _lost(why: str) -> HelperLost:
    return HelperLost(
        tr("Đọc tệp không xong: {why}.", why=why), advice=tr("Quét lại giấy hoặc xuất lại tệp rồi gửi tệp mới.")
    )
