"""Checking the layout of any paper, ours or from elsewhere; needs no office.

Each file is read in a process apart under limits; one that cannot be read is told with its reason and the others are
checked all the same.
"""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from docgen.errors import DocgenError, OutsideMissing, UnsafeFile, UsageError
from docgen.house_style import (
    AS_READ,
    PLAIN,
    Change,
    Finding,
    House,
    Mode,
    Other,
    Report,
    RuleSeverity,
    Shown,
    Wanted,
    apart,
    read_house,
)
from docgen.media.apart import Helpers, Limits
from docgen.media.durable import write_durably
from docgen.messages import tr
from docgen.messages.causes import cause_of
from docgen.office import read_settings
from docgen.paperwork.inspecting import house_of
from docgen.printing.converter import FilesNotConverted, probe

__all__ = ["AS_READ", "PLAIN", "Finding", "Mode", "Refused", "Report", "RuleSeverity", "Wanted", "Written"]
__all__ += ["check_files", "desk", "house_from", "refuse_overlaps", "write_beside"]
T = TypeVar("T")
LIMITS = Limits(cpu_seconds=20, wall_seconds=80.0, memory_bytes=1 << 30)
MOST_BYTES = 100 << 20  # of one file; a paper with every page as a picture has less
_ENDINGS = ("-the-thuc.html", "-nhan-xet.docx", "-da-sua.docx")


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that could not be checked: why, and what to do."""

    file: str
    reason: str
    advice: str


@contextmanager
def desk(limits: Limits = LIMITS) -> Iterator[Helpers]:
    """Where files are looked at: one process apart for all files of a run."""
    with Helpers(1, limits) as helpers:
        yield helpers


def check_files(files: Sequence[Path], helpers: Helpers, wanted: Wanted = AS_READ) -> tuple[Report | Refused, ...]:
    """One report or refusal per file, in the order given; a number borne by two of them is a fault of both."""
    borne = [_tried(file, helpers, apart.borne) for file in files] if len(files) > 1 else [None]
    found: list[Report | Refused] = []
    for own, file in zip(borne, files, strict=True):
        others = tuple(other for other in borne if isinstance(other, Other) and other is not own)
        found.append(own if isinstance(own, Refused) else _judged(file, helpers, wanted, others))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What was written beside the report; None for what was not asked for, `after` is the check of the mended copy."""

    html: Path | None = None
    annotated: Path | None = None
    fixed: Path | None = None
    changes: tuple[Change, ...] = ()
    after: Report | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that was written."""
        return tuple(path for path in (self.html, self.annotated, self.fixed) if path is not None)


def write_beside(
    report: Report,
    folder: Path | None,
    helpers: Helpers,
    wanted: Wanted = AS_READ,
    *,
    html: bool,
    annotate: bool,
    fix: bool,
) -> Written:
    """Write what is asked for into `folder` (None: beside the file); the file itself is only read.

    Of a PDF only the page can be written.
    A mended copy is checked again by the same rule set; one that is there from an earlier run is replaced.
    """
    source = Path(report.file)
    docx = _read(source)
    page = commented = fixed = after = None
    changes: tuple[Change, ...] = ()
    if html:
        text = helpers.run(apart.page, docx, report, _shown(source, helpers))
        page = _written(source, folder, _ENDINGS[0], text.encode())
    is_word = not apart.is_pdf(docx)
    if annotate and is_word:
        commented = _written(source, folder, _ENDINGS[1], helpers.run(apart.commented, docx, report))
    if fix and is_word:
        copy, changes, after = helpers.run(apart.corrected, docx, report, wanted)
        fixed = _written(source, folder, _ENDINGS[2], copy)
    return Written(html=page, annotated=commented, fixed=fixed, changes=changes, after=after)


def refuse_overlaps(files: Sequence[Path], folder: Path | None) -> None:
    """Refuse, before anything is written, files whose copies would lie on one another or on a file to be read."""
    names = [(folder or file.parent) / f"{file.stem}{ending}" for file in files for ending in _ENDINGS]
    taken = {file.resolve() for file in files}
    if len(set(names)) < len(names) or any(name.resolve() in taken for name in names):
        raise UsageError(
            tr("Các bản sao sẽ đè lên nhau hoặc đè lên tệp gốc."),
            advice=tr("Kiểm tra từng tệp một, hoặc chọn thư mục khác bằng --output."),
        )
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)


def house_from(file: Path) -> House:
    """What a profile adds (docs/reference.md), or the office.toml of an office, which has a table [office]."""
    text = _read(file).decode("utf-8", "replace")
    try:
        is_office = "office" in tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        is_office = False  # and the reader of profiles says where it is torn
    return house_of(read_settings(file, {})) if is_office else read_house(text, name=str(file))


def _judged(file: Path, helpers: Helpers, wanted: Wanted, others: tuple[Other, ...]) -> Report | Refused:
    return _tried(file, helpers, apart.judged, wanted, others)


def _tried(file: Path, helpers: Helpers, function: Callable[..., T], *more: object) -> T | Refused:
    """What `function` says of a file, or why the file cannot be read; wrong choices of the caller are raised."""
    try:
        return helpers.run(function, _read(file), str(file), *more)
    except UsageError:
        raise
    except (DocgenError, OSError) as error:
        message = error.message if isinstance(error, DocgenError) else cause_of(error)
        advice = error.advice if isinstance(error, DocgenError) else ""
        return Refused(file=str(file), reason=message, advice=advice or tr("Kiểm tra lại đường dẫn và quyền mở tệp."))


def _read(file: Path) -> bytes:
    """The bytes of a file; UnsafeFile for what is no file, or larger than any paper."""
    seen = file.stat()
    if not stat.S_ISREG(seen.st_mode) or seen.st_size > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise UnsafeFile(
            tr("Không mở {file}: không phải một tệp thường dưới {most} MB.", file=file.name, most=most),
            advice=tr("Chỉ kiểm tra tệp văn bản đã lưu trên đĩa."),
        )
    return file.read_bytes()


def _written(source: Path, folder: Path | None, ending: str, data: bytes) -> Path:
    path = (folder or source.parent) / f"{source.stem}{ending}"
    write_durably(path, data)
    return path


def _shown(file: Path, helpers: Helpers) -> Shown:
    """The pages as they look; where they cannot be made, why not: the report itself is written all the same."""
    try:
        if file.suffix.lower() == ".pdf":
            return helpers.run(apart.pictured, str(file))
        converter = probe()
        with TemporaryDirectory() as folder:
            (pdf,) = converter.convert([file], Path(folder))
            return helpers.run(apart.pictured, str(pdf))
    except OutsideMissing:
        return Shown(reason=tr("Không có ảnh trang: máy này không có LibreOffice để dàn trang."))
    except FilesNotConverted:
        return Shown(reason=tr("Không có ảnh trang: LibreOffice không dàn được trang của tệp này."))
    except DocgenError:
        return Shown(reason=tr("Không có ảnh trang: không vẽ được trang của tệp này."))
