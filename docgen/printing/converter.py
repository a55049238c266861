"""LibreOffice behind one wrapper: Word documents in, PDF out, in batches, side by side, under a time limit.

Knows where the program lies, how it is run without a screen and how a file that kills it is found and named while
the others are unharmed. Does not know what is converted. Each worker has its own fresh profile (two copies of
LibreOffice never share one); one call takes many files, because starting costs more than converting (measured). Every
call is a program of its own, so nothing grows from one to the next.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import ConversionFailed, OutsideMissing, UsageError
from docgen.media.scratch import scratch_folder
from docgen.media.zips import open_package
from docgen.messages import tr
from docgen.printing import processes

BATCH = 60
_SMALL = 8  # up to so many files a second worker costs more to start than it saves
_PROBE_SECONDS = 60.0
_FLAGS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")
_KNOWN_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)

# At each start the program tries its drawing on sixteen pictures of 64 MB. The allocator of Linux asks the system for
# each anew, which costs more than half of a short call; told to keep what it has, it takes the first again. Other
# systems do not read these words.
_KEEPS_MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 30)}
_OPTIONS = (7, 4)  # the first version that takes options of the export with --convert-to
_MARKS = {"ExportBookmarksToPDFDestination": ("boolean", "true"), "ExportBookmarks": ("boolean", "false")}
_ARCHIVAL = {"SelectPdfVersion": ("long", "2")}  # PDF/A-2b

Progress = Callable[[int, int], None]
Pair = tuple[Path, Path]  # a Word file and its PDF


class FilesNotConverted(ConversionFailed):
    """Some files could not be converted; `failed` names them, all others lie in the target folder."""

    def __init__(self, failed: Sequence[Path]) -> None:
        names = ", ".join(path.name for path in failed)
        super().__init__(
            tr("LibreOffice không chuyển được sang PDF: {files}.", files=names),
            advice=tr("Các tệp khác đã xong. Hãy mở từng tệp nêu tên bằng Word, lưu lại rồi làm lại lệnh này."),
        )
        self.failed = tuple(failed)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Files for one call of the program; `documents` is how many papers are joined in the first of them."""

    files: tuple[Path, ...]
    documents: int = 1


@dataclass(frozen=True, kw_only=True)
class Converter:
    """A LibreOffice that answered: its program file and version ("7.4.7.2"); workers run side by side.

    The seconds limit a call, to some ten times what it takes. With `archival` every PDF is written as PDF/A-2b; whether
    it is one, only a validator could say.
    """

    program: Path
    version: str
    workers: int = 2
    seconds_to_start: float = 60.0
    seconds_per_file: float = 4.0
    seconds_per_joined: float = 0.5
    archival: bool = False

    @property
    def name(self) -> str:
        """What made a PDF, for its record."""
        return f"LibreOffice {self.version}" + (", PDF/A-2b" if self.archival else "")

    @property
    def can_join(self) -> bool:
        """True when pages of a joined file can be told apart and taken out: PDF/A would not survive it."""
        return not self.archival and _has_options(self.version)

    def convert(self, files: Sequence[Path], target: Path, *, progress: Progress | None = None) -> tuple[Path, ...]:
        """Convert each .docx to <its name>.pdf in the folder `target`, in the order of `files`; nothing is flushed.

        `progress` hears (done, total) after each batch. Raises FilesNotConverted after all others are done.
        """
        batches = [Batch(files=tuple(part)) for part in self._parts(files)]
        failed = self.convert_batches(batches, target, progress=progress)
        if failed:
            raise FilesNotConverted([path for path in files if path in failed])
        return tuple(_result(path, target) for path in files)

    def convert_batches(
        self, batches: Sequence[Batch], target: Path, *, marks: bool = False, progress: Progress | None = None
    ) -> frozenset[Path]:
        """The same for files already put together for calls; returns the files that would not be converted.

        With `marks` the PDFs name the places of the documents' bookmarks.
        """
        files = [path for batch in batches for path in batch.files]
        _refuse_equal_names(files)
        target.mkdir(parents=True, exist_ok=True)
        failed: set[Path] = set()
        done = 0
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            waiting = {
                pool.submit(self._convert_batch, _pairs(batch, target), batch, marks): batch for batch in batches
            }
            for call in as_completed(waiting):
                failed.update(call.result())
                done += len(waiting[call].files)
                if progress is not None:
                    progress(done, len(files))
        return frozenset(failed)

    def _parts(self, files: Sequence[Path]) -> list[Sequence[Path]]:
        share = len(files) if len(files) <= _SMALL else -(-len(files) // self.workers)
        size = max(1, min(BATCH, share))
        return [files[start : start + size] for start in range(0, len(files), size)]

    def _convert_batch(self, pairs: list[Pair], batch: Batch, marks: bool) -> list[Path]:
        """Convert the pairs and return the sources that would not; halves what failed until one file is left."""
        missing = self._attempt(pairs, batch, marks)
        if len(pairs) == 1 or not missing:
            return [source for source, _ in missing]
        middle = -(-len(missing) // 2)
        halves = (missing[:middle], missing[middle:])
        return [source for half in halves if half for source in self._convert_batch(half, batch, marks)]

    def _attempt(self, pairs: list[Pair], batch: Batch, marks: bool) -> list[Pair]:
        """One run of LibreOffice over all pairs; returns those without a whole PDF."""
        with scratch_folder() as room:
            inputs = [_copied(source, room / f"{number:05}.docx") for number, (source, _) in enumerate(pairs)]
            limit = (
                self.seconds_to_start + self.seconds_per_file * len(inputs) + self.seconds_per_joined * batch.documents
            )
            processes.run(self._command(inputs, room, marks), seconds=limit, environment=_KEEPS_MEMORY)
            return [pair for copy, pair in zip(inputs, pairs, strict=True) if not _delivered(copy, pair[1])]

    def _command(self, inputs: Sequence[Path], room: Path, marks: bool) -> list[str]:
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        order = ["--convert-to", self._filter(marks), "--outdir", str(room / "out")]
        return [str(self.program), profile, *_FLAGS, *order, *map(str, inputs)]

    def _filter(self, marks: bool) -> str:
        wanted = (_MARKS if marks else {}) | (_ARCHIVAL if self.archival else {})
        options = {name: {"type": kind, "value": value} for name, (kind, value) in wanted.items()}
        return "pdf:writer_pdf_Export" + (f":{json.dumps(options, separators=(',', ':'))}" if options else "")


def _pairs(batch: Batch, target: Path) -> list[Pair]:
    return [(path, _result(path, target)) for path in batch.files]


def _result(path: Path, target: Path) -> Path:
    return target / f"{path.stem}.pdf"


def probe(*, places: Sequence[str] | None = None, workers: int = 2, archival: bool = False) -> Converter:
    """Find LibreOffice Writer and ask its version; OutsideMissing says which packages to install.

    `places` replaces the search on PATH and in the usual folders; `archival` asks for PDF/A-2b.
    """
    program = _find(_usual_places() if places is None else places)
    if program is None:
        raise _missing(tr("Không tìm thấy LibreOffice Writer, nên chưa chuyển được văn bản sang PDF."))
    version = _version(program)
    if version is None:
        raise _missing(tr("LibreOffice ở {path} không chạy được.", path=program))
    if not _has_writer(program):
        raise _missing(tr("LibreOffice có trên máy nhưng thiếu phần Writer."))
    if archival and not _has_options(version):
        raise _missing(
            tr("LibreOffice {version} chưa ghi được PDF/A-2b theo lệnh; cần bản 7.4 trở lên.", version=version)
        )
    return Converter(program=program, version=version, workers=workers, archival=archival)


def _has_options(version: str) -> bool:
    return tuple(map(int, version.split(".")[:2])) >= _OPTIONS


def _usual_places() -> tuple[str, ...]:
    on_path = (shutil.which(name) for name in ("soffice", "libreoffice", "soffice.com"))
    return (*(place for place in on_path if place), *_KNOWN_PLACES)


def _find(places: Sequence[str]) -> Path | None:
    return next((Path(place) for place in places if Path(place).is_file()), None)


def _version(program: Path) -> str | None:
    """The version number the program prints, or None when it does not answer."""
    with scratch_folder() as room:
        profile = f"-env:UserInstallation={room.as_uri()}"
        try:
            answer = processes.run([str(program), profile, "--version"], seconds=_PROBE_SECONDS)
        except OSError:
            return None
    match = re.search(r"LibreOffice\D*(\d+(?:\.\d+)+)", answer or "")
    return match[1] if match else None


def _has_writer(program: Path) -> bool:
    """False only when the program's folder is a LibreOffice without Writer's library (a partial Linux install)."""
    folder = program.resolve().parent
    if not sys.platform.startswith("linux") or not (folder / "soffice.bin").exists():
        return True
    return (folder / "libswlo.so").exists() or (folder / "libmergedlo.so").exists()


def _missing(message: str) -> OutsideMissing:
    return OutsideMissing(
        message,
        advice=tr(
            "Trên Debian, Ubuntu: sudo apt install libreoffice-writer fonts-liberation2. "
            "Trên Windows, macOS: cài LibreOffice từ libreoffice.org. Mọi việc không cần PDF vẫn làm được."
        ),
    )


def _refuse_equal_names(files: Sequence[Path]) -> None:
    counts = Counter(path.stem.casefold() for path in files)
    twice = next((path for path in files if counts[path.stem.casefold()] > 1), None)
    if twice is not None:
        raise UsageError(
            tr("Hai tệp cùng tên {name} sẽ ghi đè lên nhau khi chuyển sang PDF.", name=twice.name),
            advice=tr("Hãy đổi tên một tệp."),
        )


def _copied(source: Path, copy: Path) -> Path:
    """A copy under a plain name, after the checks that keep LibreOffice from opening bombs or fetching anything."""
    data = source.read_bytes()
    open_package(data, name=source.name)
    copy.write_bytes(data)
    return copy


def _delivered(copy: Path, result: Path) -> bool:
    """Put the PDF made from `copy` at its place; False when there is none or its end is missing."""
    made = copy.parent / "out" / f"{copy.stem}.pdf"
    if not made.is_file():
        return False
    with made.open("rb") as handle:
        handle.seek(max(0, made.stat().st_size - 1024))
        if b"%%EOF" not in handle.read():
            return False
    shutil.move(made, result)
    return True
