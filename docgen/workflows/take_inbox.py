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

from docgen.errors import DocgenError
from docgen.intake.folder import Seen, present, seen_at
from docgen.intake.outcome import FileOutcome
from docgen.intake.settling import Settled, Settling, Standing
from docgen.intake.staging import FileChanging, stage, sweep
from docgen.intake.watch import Bell
from docgen.media.durable import LockHeld, hold_lock
from docgen.messages import tr
from docgen.messages.causes import cause_of
from docgen.office import Office
from docgen.paperwork.receiving import Reception
from registry.errors import RegistryError, StoreDamaged, StoreUnavailable
from registry.labels import Outcome
from registry.problems import Place, Problem

Progress = Callable[[str, int, int], None]
LOG = logging.getLogger(__name__)
LOOK_SECONDS = 0.2
TURN_SECONDS = 5
AWAY_SECONDS = 5  # between looks while the registry does not answer
LOCK = "LOCK"  # in the staging folder, held during a pass


class InboxBusy(DocgenError):
    """Another process is taking files in at this moment."""


def take_inbox(office: Office, *, progress: Progress | None = None) -> tuple[FileOutcome, ...]:
    """Wait until the files present stand still, then take each one in; files that arrive meanwhile wait."""
    with _alone(office):
        whole, odd = _settled(office)
        reception = Reception(office, progress)
        outcomes = [*reception.retry(), *(_take(office, reception, standing) for standing in whole)]
    return (*(outcome for outcome in outcomes if outcome), *odd)


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
    with _alone(office):
        reception = Reception(office, progress)
        return tuple(reception.receive(stage(_named(path), office.staging)) for path in paths)


def _named(path: Path) -> Seen:
    seen = seen_at(path.resolve())
    if seen is None:
        raise DocgenError(tr("Không có tệp {path}.", path=path), advice=tr("Kiểm tra lại tên tệp."))
    return seen


def watch_inbox(office: Office, tell: Callable[[tuple[FileOutcome, ...]], None], *, every: float) -> None:
    """Look every `every` seconds, sooner when the folder rings; ends with KeyboardInterrupt.

    A registry that goes away after the first look is waited for, and that is said once; the files stay where they are.
    """
    with Bell(office.inbox) as bell:
        outcomes, is_away = _take_turn(office), False
        while True:
            if outcomes:
                tell(outcomes)
            bell.wait(min(every, AWAY_SECONDS) if is_away else every)
            try:
                outcomes, is_away = _take_turn(office), False
            except StoreUnavailable as error:
                if isinstance(error, StoreDamaged):
                    raise
                if not is_away:
                    LOG.warning(tr("{message} Vẫn trông thư mục nhận, tự thử lại.", message=error.message))
                outcomes, is_away = (), True


def _take_turn(office: Office) -> tuple[FileOutcome, ...]:
    """One pass, or none while somebody else takes the files in."""
    try:
        return take_inbox(office)
    except InboxBusy:
        return ()


def _settled(office: Office) -> tuple[tuple[Standing, ...], tuple[FileOutcome, ...]]:
    settings = office.settings.inbox
    settling = Settling(quiet_seconds=settings.quiet_seconds, patience_seconds=settings.patience_seconds)
    first = {seen.path for seen in present(office.inbox).files}
    while True:
        look = present(office.inbox)
        files = [seen for seen in look.files if seen.path in first]
        standings = settling.look(files, now=time.monotonic())
        if all(standing.state in {Settled.WHOLE, Settled.BROKEN} for standing in standings):
            odd = tuple(_odd(problem) for problem in look.problems)
            return standings, odd
        time.sleep(LOOK_SECONDS)


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
    except (DocgenError, RegistryError) as error:
        return _odd(_problem("file-not-taken", seen, f"{error.message} {error.advice}".strip()))
    except OSError as error:
        return _odd(_problem("file-not-taken", seen, tr("Chưa nhận được tệp: {cause}", cause=cause_of(error))))
    except Exception:  # one bad file must not stop the rest; it stays in the inbox and is told
        LOG.exception("inbox file failed")
        return _odd(
            _problem("file-not-taken", seen, tr("Lỗi chương trình khi nhận tệp; tệp vẫn nằm trong thư mục nhận."))
        )
    seen.path.unlink(missing_ok=True)
    return outcome


def _problem(code: str, seen: Seen, message: str) -> Problem:
    return Problem(code=code, message=message, place=Place(file=seen.name))
