"""Opening an office: an empty one to fill in, or a sample with its workbook.

Knows the layout of a new folder; everything in it afterwards is data.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.errors import UsageError
from docgen.intake.folder import put_marker
from docgen.messages import tr
from docgen.office import make_office, open_office
from docgen.shipped import sample_names, shipped_folder

WORKBOOK = "danh-sach-giao-viec.xlsx"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A new office folder; `workbook` is the sample's list of tasks, None for an empty office."""

    folder: Path
    name: str
    workbook: Path | None


def open_for_business(folder: Path, sample: str | None, environment: Mapping[str, str]) -> Opened:
    """Lay out an office in `folder`; an office that is already there keeps everything it has.

    Raises UsageError for a sample that does not ship.
    """
    settings = _settings_text(sample)
    make_office(folder, settings)
    office = open_office(folder, environment)
    put_marker(office.inbox)
    Shelf.open(office.archive)
    workbook = _copy_workbooks(folder, sample)
    name = office.settings.office.name
    _ = office.store
    office.close()
    return Opened(folder=folder, name=name, workbook=workbook)


def _settings_text(sample: str | None) -> str:
    if sample is None:
        return (shipped_folder("samples") / "office-trong.toml").read_text("utf-8")
    if sample not in sample_names():
        raise UsageError(
            tr("Không có cơ quan mẫu “{sample}”.", sample=sample),
            advice=tr("Các mẫu hiện có: {names}.", names=", ".join(sample_names())),
        )
    return (shipped_folder("samples") / sample / "office.toml").read_text("utf-8")


def _copy_workbooks(folder: Path, sample: str | None) -> Path | None:
    """Copy the sample's list, and whatever came later in its year; nothing is imported."""
    if sample is None:
        return None
    for book in sorted((shipped_folder("samples") / sample).glob("*.xlsx")):
        if not (folder / book.name).exists():
            shutil.copyfile(book, folder / book.name)
    return folder / WORKBOOK
