"""A queue of whole files, taken in one by one: a bad one holds up nobody, a poisonous one is set aside in the end.

Knows the order and the tries; what becomes of a file is for `receiving`. The order is hash → staged → shelf → record →
out of the inbox: a crash anywhere costs one repetition and loses nothing (luu-tru.md §5.3, §5.4).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

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
from docgen.paperwork.receiving import MOST_TRIES, Begun, Reception
from registry.errors import RegistryError
from registry.labels import Outcome
from registry.problems import Place, Problem

LOG = logging.getLogger(__name__)
T = TypeVar("T")
_Place = tuple[Seen, Begun | FileOutcome | None]  # a file of the inbox and how far it came
GROUP_FILES, GROUP_BYTES = 16, 8 << 20  # read ahead while as many are filed; one large pile is a group of its own
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
    """The outcomes of files tried once each, hard ones last, until `is_over` says so between two groups of files.

    `tries` counts how often a file killed its reader; at MOST_TRIES it is quarantined. No outcome comes of a file that
    will be tried again, nor of one that moved: both still lie in the inbox.
    """
    queue = _Queue(office, reception, tries)
    ordered = sorted(standings, key=lambda standing: tries.get(standing.seen, 0))
    fresh = [standing for standing in ordered if standing.seen not in tries]
    helpers.allow(FIRST_SECONDS)
    yield from queue.take(_grouped(fresh), is_over)
    helpers.allow(AGAIN_SECONDS)
    for standing in ordered[len(fresh) :]:
        yield from queue.take([[standing]], is_over)


class _Queue:
    """Takes groups of files, each read while the one before it is filed."""

    def __init__(self, office: Office, reception: Reception, tries: dict[Seen, int]) -> None:
        self._office = office
        self._reception = reception
        self._tries = tries

    def take(self, groups: Sequence[Sequence[Standing]], is_over: Callable[[], bool]) -> Iterator[FileOutcome]:
        """The outcomes of the files of all groups, until it is over between two of them."""
        if is_over():
            return
        ahead = self._begin(groups[0]) if groups else []
        for number in range(len(groups)):
            group, has_more = ahead, number + 1 < len(groups)
            ahead = self._begin(groups[number + 1]) if has_more else []
            yield from self._outcomes(group)
            if is_over():
                break
        for _, begun in ahead:
            if isinstance(begun, Begun):
                begun.staged.path.unlink(missing_ok=True)

    def _begin(self, group: Sequence[Standing]) -> list[_Place]:
        """Stage the files of a group and let them have their first look."""
        return [(standing.seen, self._begin_one(standing)) for standing in group]

    def _begin_one(self, standing: Standing) -> Begun | FileOutcome | None:
        seen = standing.seen
        if standing.state is Settled.BROKEN:
            return told_odd(_problem("file-incomplete", seen, tr("Tệp chưa trọn vẹn; chép lại cho hết rồi thả lại.")))
        return _guarded(seen, lambda: self._reception.begin(stage(seen, self._office.staging)))

    def _outcomes(self, group: Sequence[_Place]) -> Iterator[FileOutcome]:
        seen_of = {id(begun): seen for seen, begun in group}
        for part in _parts(group):
            if isinstance(part, FileOutcome):
                yield part
                continue
            for run in _runs(part):
                for begun, outcome in zip(run, self._run(run, seen_of), strict=True):
                    if outcome and outcome.sha256:
                        seen_of[id(begun)].path.unlink(missing_ok=True)
                    if outcome:
                        yield outcome

    def _run(self, run: Sequence[Begun], seen_of: Mapping[int, Seen]) -> Sequence[FileOutcome | None]:
        """The outcomes of a run of files; when one spoils it for all, each is taken alone."""
        if len(run) > 1:
            try:
                return self._reception.receive_all(run)
            except Exception as error:  # told below of the file that it is about
                LOG.debug("a run of %d files failed: %s", len(run), type(error).__name__)
                self._reception.recover()
        return [self._take(seen_of[id(begun)], begun) for begun in run]

    def _take(self, seen: Seen, begun: Begun) -> FileOutcome | None:
        try:
            return _guarded(seen, lambda: self._reception.receive_all([begun])[0])
        except HelperLost as error:
            self._tries[seen] = self._tries.get(seen, 0) + 1
            if is_hard(seen, self._tries):
                LOG.warning(tr("Một tệp làm hỏng chương trình đọc; sẽ thử lại sau các tệp khác."))
                return None
            return _quarantined(self._reception, begun, error.message)


def _grouped(standings: Sequence[Standing]) -> list[list[Standing]]:
    """The files in their order, as many together as are soon copied and soon filed."""
    groups: list[list[Standing]] = []
    size = 0
    for standing in standings:
        size += standing.seen.size
        if not groups or len(groups[-1]) == GROUP_FILES or size > GROUP_BYTES:
            groups.append([])
            size = standing.seen.size
        groups[-1].append(standing)
    return groups


def _parts(group: Sequence[_Place]) -> Iterator[list[Begun] | FileOutcome]:
    """The files that were begun, between those whose outcome is there already; one that moved has none."""
    begun: list[Begun] = []
    for _, each in group:
        if isinstance(each, Begun):
            begun.append(each)
        elif each is not None:
            yield begun
            yield each
            begun = []
    yield begun


def _runs(group: Sequence[Begun]) -> Iterator[list[Begun]]:
    """The files in their order, as many together as do not touch one another: each content and each paper once.

    Only files with pages go together; whatever else came, or killed its reader, is alone.
    """
    run: list[Begun] = []
    touched: set[str] = set()
    for begun in group:
        names = _names(begun)
        if run and (names is None or touched & names):
            yield run
            run, touched = [], set()
        run.append(begun)
        touched |= names or set()
        if names is None:
            yield run
            run = []
    if run:
        yield run


def _names(begun: Begun) -> set[str] | None:
    """What a file touches: its own bytes and the papers it may hold; None for one that goes alone."""
    try:
        looked = begun.look()
    except Exception:  # told when its turn comes
        return None
    return {begun.staged.sha256, *looked.codes} if looked.has_pages else None


def told_odd(problem: Problem) -> FileOutcome:
    """The outcome of something that stays in the inbox: for a person, with its reason."""
    return FileOutcome(file=problem.place.file, sha256="", outcome=Outcome.REVIEW, problems=(problem,))


def _quarantined(reception: Reception, begun: Begun, why: str) -> FileOutcome | None:
    return reception.quarantine(begun.staged, why)


def _guarded(seen: Seen, work: Callable[[], T]) -> T | FileOutcome | None:
    """What the work gives; what went wrong as an outcome that leaves the file in the inbox, None when it moved."""
    try:
        return work()
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


def _cause(error: OSError, seen: Seen) -> str:
    """Why the disk refused; the file's own name, which may be anything, stands in the problem's place alone."""
    is_own = error.filename and seen.path.name in str(error.filename)
    return cause_of(OSError(error.errno, error.strerror) if is_own else error)


def _problem(code: str, seen: Seen, message: str) -> Problem:
    return Problem(code=code, message=message, place=Place(file=as_data(seen.name)))
