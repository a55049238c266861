"""A queue of whole files, taken in one by one: a bad one holds up nobody, a poisonous one is set aside in the end.

Knows the order and the tries; what becomes of a file is for `receiving`. The order is hash → staged → shelf → record →
out of the inbox: a crash anywhere costs one repetition and loses nothing (luu-tru.md §5.3, §5.4).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping

from docgen.errors import DocgenError
from docgen.intake.folder import Seen
from docgen.intake.names import as_data
from docgen.intake.outcome import FileOutcome
from docgen.intake.settling import Settled, Standing
from docgen.intake.staging import FileChanging, stage
from docgen.media.apart import HelperLost, Helpers
from docgen.messages import tr
from docgen.messages.causes import cause_of
from docgen.office import Office
from docgen.paperwork.receiving import MOST_TRIES, Reception
from registry.errors import RegistryError
from registry.labels import Outcome
from registry.problems import Place, Problem

LOG = logging.getLogger(__name__)
FIRST_SECONDS = 10  # of processor time: no file keeps the others waiting longer (luu-tru.md, requirement 49)
AGAIN_SECONDS = 25  # when the others are done: time enough for what is only large (reliability.md, P04)


def is_hard(seen: Seen, tries: Mapping[Seen, int]) -> bool:
    """True for a file that killed its reader and will be tried again."""
    return 0 < tries.get(seen, 0) < MOST_TRIES


def take_each(
    office: Office,
    reception: Reception,
    helpers: Helpers,
    standings: Iterable[Standing],
    tries: dict[Seen, int],
    *,
    is_over: Callable[[], bool] = lambda: False,
) -> Iterator[FileOutcome]:
    """The outcomes of files tried once each, hard ones last, until `is_over` says so between two files.

    `tries` counts how often a file killed its reader; at MOST_TRIES it is quarantined. No outcome comes of a file that
    will be tried again, nor of one that moved: both still lie in the inbox.
    """
    for standing in sorted(standings, key=lambda standing: tries.get(standing.seen, 0)):
        if is_over():
            return
        seen = standing.seen
        helpers.allow(AGAIN_SECONDS if seen in tries else FIRST_SECONDS)
        try:
            outcome = _take(office, reception, standing)
        except HelperLost as error:
            tries[seen] = tries.get(seen, 0) + 1
            if is_hard(seen, tries):
                LOG.warning(tr("Một tệp làm hỏng chương trình đọc; sẽ thử lại sau các tệp khác."))
                continue
            outcome = _quarantined(office, reception, seen, error.message)
        if outcome:
            yield outcome


def told_odd(problem: Problem) -> FileOutcome:
    """The outcome of something that stays in the inbox: for a person, with its reason."""
    return FileOutcome(file=problem.place.file, sha256="", outcome=Outcome.REVIEW, problems=(problem,))


def _quarantined(office: Office, reception: Reception, seen: Seen, why: str) -> FileOutcome | None:
    try:
        outcome = reception.quarantine(stage(seen, office.staging), why)
    except FileChanging:
        return None
    seen.path.unlink(missing_ok=True)
    return outcome


def _take(office: Office, reception: Reception, standing: Standing) -> FileOutcome | None:
    seen = standing.seen
    if standing.state is Settled.BROKEN:
        return told_odd(_problem("file-incomplete", seen, tr("Tệp chưa trọn vẹn; chép lại cho hết rồi thả lại.")))
    try:
        outcome = reception.receive(stage(seen, office.staging))
    except FileChanging:
        return None
    except HelperLost:
        raise
    except (DocgenError, RegistryError) as error:
        return told_odd(_problem("file-not-taken", seen, f"{error.message} {error.advice}".strip()))
    except OSError as error:
        return told_odd(_problem("file-disk", seen, tr("Chưa nhận được tệp: {cause}", cause=_cause(error, seen))))
    except Exception as error:  # one bad file must not stop the rest; it stays in the inbox and is told
        LOG.error("inbox file failed: %s", type(error).__name__)  # its words may hold names: those are for debugging
        LOG.debug("inbox file failed", exc_info=True)
        return told_odd(
            _problem("file-not-taken", seen, tr("Lỗi chương trình khi nhận tệp; tệp vẫn nằm trong thư mục nhận."))
        )
    seen.path.unlink(missing_ok=True)
    return outcome


def _cause(error: OSError, seen: Seen) -> str:
    """Why the disk refused; the file's own name, which may be anything, stands in the problem's place alone."""
    is_own = error.filename and seen.path.name in str(error.filename)
    return cause_of(OSError(error.errno, error.strerror) if is_own else error)


def _problem(code: str, seen: Seen, message: str) -> Problem:
    return Problem(code=code, message=message, place=Place(file=as_data(seen.name)))
