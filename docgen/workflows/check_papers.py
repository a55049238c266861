"""Checking the layout of any .docx, ours or from elsewhere; needs no office."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import OutsideMissing, UsageError
from docgen.house_style import Change, House, Report, annotated, as_html, check, identity, mended, read_house
from docgen.house_style.reading import read_document
from docgen.media.durable import write_durably
from docgen.media.pdf import page_count, page_image
from docgen.media.scratch import scratch_folder
from docgen.media.zips import open_package
from docgen.messages import tr
from docgen.printing.converter import Converter, FilesNotConverted, probe

__all__ = ["Report", "Written", "check_files", "refuse_overlaps", "write_beside"]
_ENDINGS = ("-the-thuc.html", "-nhan-xet.docx", "-da-sua.docx")
_DPI = 80  # enough to see where on the page a thing stands
_PAGES = 20  # pictures in one page for the browser


def check_files(
    files: Sequence[Path],
    *,
    regime: str | None,
    on: dt.date | None,
    ruleset: str | None = None,
    profile: Path | None = None,
) -> tuple[Report, ...]:
    """One report per file, in the order given; a number borne by two of them is a fault of both.

    `profile` is the file with what an office adds (docs/reference.md), None for nothing.
    """
    house = House() if profile is None else read_house(_read(profile).decode("utf-8", "replace"), name=str(profile))
    documents = [(str(file), read_document(open_package(_read(file), name=str(file)))) for file in files]
    borne = [identity(document, file=name) for name, document in documents] if len(files) > 1 else [None]
    return tuple(
        check(
            document,
            regime=regime,
            on=on,
            ruleset=ruleset,
            name=name,
            house=house,
            others=tuple(other for at, other in enumerate(borne) if other is not None and at != own),
        )
        for own, (name, document) in enumerate(documents)
    )


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


def write_beside(report: Report, folder: Path | None, *, html: bool, annotate: bool, fix: bool) -> Written:
    """Write what is asked for into `folder` (None: beside the file); the file itself is only read.

    A mended copy is checked again by the same rule set; one that is there from an earlier run is replaced.
    """
    source = Path(report.file)
    docx = _read(source)
    page = commented = fixed = after = None
    changes: tuple[Change, ...] = ()
    if html:
        document = read_document(open_package(docx, name=report.file))
        text = as_html(report, document, pictures=_pictures(source))
        page = _written(source, folder, _ENDINGS[0], text.encode())
    if annotate:
        commented = _written(source, folder, _ENDINGS[1], annotated(docx, report))
    if fix:
        copy, changes = mended(docx, report)
        fixed = _written(source, folder, _ENDINGS[2], copy)
        after = check(copy, regime=report.regime or None, ruleset=report.ruleset or None, name=str(fixed))
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


def _written(source: Path, folder: Path | None, ending: str, data: bytes) -> Path:
    path = (folder or source.parent) / f"{source.stem}{ending}"
    write_durably(path, data)
    return path


def _pictures(file: Path) -> list[bytes]:
    """The pages as PNG; none when no program is there to lay them out."""
    try:
        converter = probe()
        with scratch_folder() as folder:
            return _pages_of(converter, file, folder)
    except (OutsideMissing, FilesNotConverted):
        return []


def _pages_of(converter: Converter, file: Path, folder: Path) -> list[bytes]:
    (pdf,) = converter.convert([file], folder)
    return [_png(pdf, page) for page in range(1, min(page_count(pdf), _PAGES) + 1)]


def _png(pdf: Path, page: int) -> bytes:
    out = io.BytesIO()
    page_image(pdf, page, _DPI).save(out, "PNG")
    return out.getvalue()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            tr("Không đọc được tệp {file}.", file=file), advice=tr("Kiểm tra lại đường dẫn và quyền mở tệp.")
        ) from error
