"""One pass over the inbox: every whole file gets an outcome, what is sure files itself, the rest waits for a person.

One pass runs at a time, in all processes together. The watcher only rings; the work is this pass.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from docgen.errors import DocgenError, OutsideMissing
from docgen.intake.folder import Seen, present, seen_at
from docgen.intake.names import as_data
from docgen.intake.outcome import FileOutcome
from docgen.intake.settling import Settled, Settling, Standing
from docgen.intake.staging import stage, sweep
from docgen.intake.watch import Bell
from docgen.media.apart import Helpers
from docgen.media.durable import LockHeld, hold_lock
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.queueing import is_hard, take_each, told_odd
from docgen.paperwork.receiving import Reception
from docgen.paperwork.shelved_registry import keep_registry
from registry.errors import StoreDamaged, StoreUnavailable

Progress = Callable[[str, int, int], None]
LOG = logging.getLogger(__name__)
LOOK_SECONDS = 0.2
PORTION_SECONDS = 30  # of work between two looks of a watch
LONG_QUEUE = 50  # files: more than a clerk watches pass by
RING_SECONDS = 1.0
TURN_SECONDS = 5
AWAY_SECONDS = 5  # between looks while the registry or the inbox is away
READY = frozenset({Settled.WHOLE, Settled.BROKEN})
LOCK = "LOCK"  # in the staging folder, held during a pass


class InboxBusy(DocgenError):
    """Another process is taking files in at this moment."""


def take_inbox(office: Office, *, progress: Progress | None = None) -> tuple[FileOutcome, ...]:
    """Wait until the files present stand still, then take each one in; files that arrive meanwhile wait."""
    with _alone(office):
        return _take_whole(office, *_settled(office), progress=progress)


def _take_whole(
    office: Office,
    standings: Sequence[Standing],
    odd: tuple[FileOutcome, ...],
    *,
    progress: Progress | None = None,
) -> tuple[FileOutcome, ...]:
    """Each file once, those that killed their reader again when all others are done, until they are quarantined."""
    tries: dict[Seen, int] = {}
    outcomes: list[FileOutcome] = []
    with Helpers(office.settings.inbox.processes) as helpers:
        reception = Reception(office, helpers, progress)
        outcomes += reception.retry()
        while standings:
            outcomes += take_each(office, reception, helpers, standings, tries)
            standings = [standing for standing in standings if is_hard(standing.seen, tries)]
    return (*outcomes, *odd)


@contextmanager
def _alone(office: Office) -> Iterator[None]:
    """One pass at a time; what a crash tore off in the staging folder is swept first."""
    office.staging.mkdir(parents=True, exist_ok=True)
    try:
        with hold_lock(office.staging / LOCK, seconds=TURN_SECONDS):
            sweep(office.staging)
            yield
    except LockHeld as error:
        raise InboxBusy(
            tr("Một lượt nhận khác đang chạy trên thư mục nhận này."),
            advice=tr("Không cần làm gì: lượt kia đang nhận các tệp; chạy lại khi nó xong."),
        ) from error


def collect_files(
    office: Office, paths: Iterable[Path], *, progress: Progress | None = None
) -> tuple[FileOutcome, ...]:
    """Take in the named files as if they had been dropped; they stay where they are."""
    with _alone(office), Helpers(office.settings.inbox.processes) as helpers:
        reception = Reception(office, helpers, progress)
        return tuple(reception.receive(stage(_named(path), office.staging)) for path in paths)


def _named(path: Path) -> Seen:
    seen = seen_at(path.resolve())
    if seen is None:
        raise DocgenError(tr("Không có tệp {path}.", path=path), advice=tr("Kiểm tra lại tên tệp."))
    return seen


def watch_inbox(
    office: Office,
    tell: Callable[[tuple[FileOutcome, ...]], None],
    *,
    every: float,
    tell_queue: Callable[[int], None] | None = None,
) -> None:
    """Look every `every` seconds, sooner when the folder rings; ends with KeyboardInterrupt.

    What is still being written is left for a later look and holds up nobody. A registry or an inbox that goes away
    after the first look is waited for, and that is said once; nothing counts as deleted by it. `tell_queue` hears how
    many files wait when a look finds a long queue; what became of them is told portion by portion.
    """
    watch = Watch(office, tell_queue)
    with Bell(office.inbox) as bell:
        outcomes = watch.turn()
        while True:
            if outcomes:
                tell(outcomes)
            if bell.wait(watch.pause(every)):
                time.sleep(min(RING_SECONDS, office.settings.inbox.quiet_seconds))  # a burst is one look, not ten
            outcomes = watch.turn_or_wait()


class Watch:
    """What a watch remembers from one look at the inbox to the next."""

    def __init__(self, office: Office, tell_queue: Callable[[int], None] | None = None) -> None:
        self._office = office
        self._settling = _new_settling(office)
        self._tell_queue = tell_queue or (lambda _: None)
        self._told: set[tuple[object, ...]] = set()
        self._staying: dict[str, tuple[object, ...]] = {}  # what was tried since the folder was last gone through
        self._tries: dict[Seen, int] = {}
        self._is_away = False
        self._is_moving = False  # a file is still being written, or is to be tried again
        self._is_behind = False  # whole files were left for the next turn
        self._queue = 0  # as last told

    def turn(self) -> tuple[FileOutcome, ...]:
        """Take in what is whole by now; what stays in the folder for the same reason as before is not told again.

        After PORTION_SECONDS the rest is left for the next turn, which comes at once and looks anew: so a long queue
        is told portion by portion, other watchers get their turn, and a share that went away is noticed.
        """
        try:
            with _alone(self._office):
                outcomes = self._take_portion(*self._look())
        except InboxBusy:  # somebody else takes the files in
            return ()
        if self._office.written:
            keep_registry(self._office)
            self._office.written.clear()
        news = tuple(outcome for outcome in outcomes if outcome.sha256 or _staying(outcome) not in self._told)
        self._staying |= {outcome.file: _staying(outcome) for outcome in outcomes if not outcome.sha256}
        if not self._is_behind:  # the whole folder was gone through
            self._told, self._staying = set(self._staying.values()), {}
        return news

    def turn_or_wait(self) -> tuple[FileOutcome, ...]:
        """One turn; () while the registry or the folder is away, which is said when it begins and when it ends."""
        try:
            outcomes = self.turn()
        except StoreDamaged:
            raise
        except (StoreUnavailable, OutsideMissing) as error:
            if not self._is_away:
                LOG.warning(tr("{message} Vẫn trông thư mục nhận, tự thử lại.", message=error.message))
            self._is_away = True
            return ()
        if self._is_away:
            LOG.warning(tr("Đã nối lại được; trông tiếp thư mục nhận."))
        self._is_away = False
        return outcomes

    def pause(self, every: float) -> float:
        """Seconds until the next look: sooner while a file is moving or something is away, none with a queue left."""
        if self._is_away:
            return min(every, AWAY_SECONDS)
        if self._is_behind:
            return 0
        return min(every, max(self._office.settings.inbox.quiet_seconds, LOOK_SECONDS)) if self._is_moving else every

    def _look(self) -> tuple[tuple[Standing, ...], tuple[FileOutcome, ...]]:
        """What is whole, and what does not belong; a file that killed its reader waits while another one settles."""
        look = present(self._office.inbox)
        standings = self._settling.look(look.files, now=time.monotonic())
        is_settling = any(standing.state is Settled.MOVING for standing in standings)
        whole = [standing for standing in standings if standing.state in READY]
        self._tries = {each.seen: self._tries[each.seen] for each in standings if each.seen in self._tries}
        ready = tuple(each for each in whole if not (is_settling and is_hard(each.seen, self._tries)))
        self._is_moving = len(ready) < len(standings)
        self._say_queue(len(ready))
        return ready, tuple(told_odd(problem) for problem in look.problems)

    def _say_queue(self, length: int) -> None:
        """Say how long the queue is when it has become long, again only when it has doubled."""
        if length >= max(LONG_QUEUE, 2 * self._queue):
            self._tell_queue(length)
        self._queue = max(length, self._queue) if length else 0

    def _next(self, ready: Sequence[Standing]) -> list[Standing]:
        """What this turn tries: what killed its reader waits while another file is new, so that nobody waits for it."""
        fresh = [standing for standing in ready if as_data(standing.seen.name) not in self._staying]
        easy = [standing for standing in fresh if not is_hard(standing.seen, self._tries)]
        known = {file for file, *_ in self._told}  # what stays in the folder is tried in every round
        return easy if any(as_data(standing.seen.name) not in known for standing in easy) else fresh

    def _take_portion(self, ready: Sequence[Standing], odd: tuple[FileOutcome, ...]) -> tuple[FileOutcome, ...]:
        """What can be taken in until the portion is over; what stayed in this round is not tried before the others."""
        office, until = self._office, time.monotonic() + PORTION_SECONDS

        def is_over() -> bool:
            return time.monotonic() >= until

        with Helpers(office.settings.inbox.processes) as helpers:
            reception = Reception(office, helpers)
            taken = take_each(office, reception, helpers, self._next(ready), self._tries, is_over=is_over)
            outcomes = [*reception.retry(), *taken]
        self._is_behind = is_over()
        self._is_moving = self._is_moving or any(is_hard(seen, self._tries) for seen in self._tries)
        return (*outcomes, *odd)


def _staying(outcome: FileOutcome) -> tuple[object, ...]:
    return outcome.file, *((problem.code, problem.message) for problem in outcome.problems)


def _settled(office: Office) -> tuple[tuple[Standing, ...], tuple[FileOutcome, ...]]:
    settling = _new_settling(office)
    first = {seen.path for seen in present(office.inbox).files}
    while True:
        look = present(office.inbox)
        files = [seen for seen in look.files if seen.path in first]
        standings = settling.look(files, now=time.monotonic())
        if all(standing.state in READY for standing in standings):
            odd = tuple(told_odd(problem) for problem in look.problems)
            return standings, odd
        time.sleep(LOOK_SECONDS)


def _new_settling(office: Office) -> Settling:
    settings = office.settings.inbox
    return Settling(quiet_seconds=settings.quiet_seconds, patience_seconds=settings.patience_seconds)
