"""One pass over the inbox: every whole file gets an outcome, what is sure files itself, the rest waits for a person.

The order is hash → staged → shelf → record → out of the inbox: a crash anywhere costs one repetition and loses
nothing. One pass runs at a time, in all processes together. The watcher only rings; the work is this pass.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.errors import DocgenError, OutsideMissing
from docgen.intake.folder import Seen, present, seen_at
from docgen.intake.outcome import FileOutcome
from docgen.intake.settling import Settled, Settling, Standing
from docgen.intake.staging import FileChanging, stage, sweep
from docgen.intake.watch import Bell
from docgen.media.apart import HelperLost, Helpers
from docgen.media.durable import LockHeld, hold_lock
from docgen.messages import tr
from docgen.messages.causes import cause_of
from docgen.office import Office
from docgen.paperwork.receiving import MOST_TRIES, Reception
from registry.errors import RegistryError, StoreDamaged, StoreUnavailable
from registry.labels import Outcome
from registry.problems import Place, Problem

Progress = Callable[[str, int, int], None]
LOG = logging.getLogger(__name__)
LOOK_SECONDS = 0.2
RING_SECONDS = 1.0
TURN_SECONDS = 5
HURRIED_SECONDS = 10  # of a further try: what did not end in 25 will not; this is for readers killed from outside
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
    standings: Iterable[Standing],
    odd: tuple[FileOutcome, ...],
    *,
    progress: Progress | None = None,
) -> tuple[FileOutcome, ...]:
    with Helpers(office.settings.inbox.processes) as helpers:
        reception = Reception(office, helpers, progress)
        return (*reception.retry(), *_taken(office, reception, helpers, standings), *odd)


def _taken(
    office: Office, reception: Reception, helpers: Helpers, standings: Iterable[Standing]
) -> Iterator[FileOutcome]:
    """Each file once; those that killed their reader again when all others are done, then they are quarantined."""
    hard: list[Standing] = []
    for standing in standings:
        try:
            if outcome := _take(office, reception, standing):
                yield outcome
        except HelperLost:
            LOG.warning(tr("Một tệp làm hỏng chương trình đọc; sẽ thử lại sau các tệp khác."))
            hard.append(standing)
    helpers.hurry(HURRIED_SECONDS)
    for standing in hard:
        if outcome := _take_hard(office, reception, standing.seen):
            yield outcome


def _take_hard(office: Office, reception: Reception, seen: Seen) -> FileOutcome | None:
    for tried in range(2, MOST_TRIES + 1):
        try:
            return _take(office, reception, Standing(seen=seen, state=Settled.WHOLE))
        except HelperLost as error:
            if tried == MOST_TRIES:
                return _quarantined(office, reception, seen, error.message)
    return None


def _quarantined(office: Office, reception: Reception, seen: Seen, why: str) -> FileOutcome | None:
    try:
        outcome = reception.quarantine(stage(seen, office.staging), why)
    except FileChanging:
        return None
    seen.path.unlink(missing_ok=True)
    return outcome


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


def watch_inbox(office: Office, tell: Callable[[tuple[FileOutcome, ...]], None], *, every: float) -> None:
    """Look every `every` seconds, sooner when the folder rings; ends with KeyboardInterrupt.

    What is still being written is left for a later look and holds up nobody. A registry or an inbox that goes away
    after the first look is waited for, and that is said once; nothing counts as deleted by it.
    """
    watch = Watch(office)
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

    def __init__(self, office: Office) -> None:
        self._office = office
        self._settling = _new_settling(office)
        self._told: set[tuple[object, ...]] = set()
        self._is_away = False
        self._is_moving = False

    def turn(self) -> tuple[FileOutcome, ...]:
        """Take in what is whole by now; what stays in the folder for the same reason as before is not told again."""
        try:
            with _alone(self._office):
                outcomes = _take_whole(self._office, *self._look())
        except InboxBusy:  # somebody else takes the files in
            return ()
        staying = {_staying(outcome) for outcome in outcomes if not outcome.sha256}
        news = tuple(outcome for outcome in outcomes if outcome.sha256 or _staying(outcome) not in self._told)
        self._told = staying
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
        """Seconds until the next look: sooner while a file is moving or something is away."""
        if self._is_away:
            return min(every, AWAY_SECONDS)
        return min(every, max(self._office.settings.inbox.quiet_seconds, LOOK_SECONDS)) if self._is_moving else every

    def _look(self) -> tuple[tuple[Standing, ...], tuple[FileOutcome, ...]]:
        look = present(self._office.inbox)
        standings = self._settling.look(look.files, now=time.monotonic())
        ready = tuple(standing for standing in standings if standing.state in READY)
        self._is_moving = len(ready) < len(standings)
        return ready, tuple(_odd(problem) for problem in look.problems)


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
            odd = tuple(_odd(problem) for problem in look.problems)
            return standings, odd
        time.sleep(LOOK_SECONDS)


def _new_settling(office: Office) -> Settling:
    settings = office.settings.inbox
    return Settling(quiet_seconds=settings.quiet_seconds, patience_seconds=settings.patience_seconds)


def _odd(problem: Problem) -> FileOutcome:
    return FileOutcome(file=problem.place.file, sha256="", outcome=Outcome.REVIEW, problems=(problem,))


def _take(office: Office, reception: Reception, standing: Standing) -> FileOutcome | None:
    seen = standing.seen
    if standing.state is Settled.BROKEN:
        return _odd(_problem("file-incomplete", seen, tr("Tệp chưa trọn vẹn; chép lại cho hết rồi thả lại.")))
    try:
        outcome = reception.receive(stage(seen, office.staging))
    except FileChanging:
        return None
    except HelperLost:
        raise
    except (DocgenError, RegistryError) as error:
        return _odd(_problem("file-not-taken", seen, f"{error.message} {error.advice}".strip()))
    except OSError as error:
        return _odd(_problem("file-not-taken", seen, tr("Chưa nhận được tệp: {cause}", cause=cause_of(error))))
    except Exception as error:  # one bad file must not stop the rest; it stays in the inbox and is told
        LOG.error("inbox file failed: %s", type(error).__name__)  # its words may hold names: those are for debugging
        LOG.debug("inbox file failed", exc_info=True)
        return _odd(
            _problem("file-not-taken", seen, tr("Lỗi chương trình khi nhận tệp; tệp vẫn nằm trong thư mục nhận."))
        )
    seen.path.unlink(missing_ok=True)
    return outcome


def _problem(code: str, seen: Seen, message: str) -> Problem:
    return Problem(code=code, message=message, place=Place(file=seen.name))
