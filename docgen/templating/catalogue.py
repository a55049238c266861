"""Which templates there are, and which one a document of a given kind and date uses.

Knows folders of templates with manifests, in order of precedence: the office's own before the built-in ones. Does not
compile anything. A template without a manifest is not in the catalogue; the template doctor says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.manifest import Manifest, manifest_path, read_manifest

LOCK_PREFIX = "~$"  # Word's own file beside a document that is open


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """One template: its file and its manifest."""

    path: Path
    manifest: Manifest


class Catalogue:
    """The templates of `folders`, the first folder going before the later ones; folders that are absent are empty."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._shelves = tuple(tuple(_shelf(folder)) for folder in folders)

    @property
    def entries(self) -> tuple[CatalogueEntry, ...]:
        """All templates, in order of precedence, then of path."""
        return tuple(entry for shelf in self._shelves for entry in shelf)

    def find(self, *, kind: str, regime: str, on: dt.date, addressee: str = "") -> CatalogueEntry:
        """The template of `kind` and `regime` for a document dated `on`; TemplateError when none or several fit.

        `addressee` says for whom, when a kind has a page of its own for a collective or for several.
        """
        for shelf in self._shelves:
            fitting = [entry for entry in shelf if _fits(entry.manifest, kind, regime, on, addressee)]
            if len(fitting) > 1:
                raise _ambiguous(fitting, kind, on)
            if fitting:
                return fitting[0]
        raise TemplateError(
            tr("Không có mẫu loại “{kind}” ({regime}) cho ngày {day}.", kind=kind, regime=regime, day=f"{on:%d/%m/%Y}"),
            advice=tr("Thêm mẫu vào thư mục templates của cơ quan, hoặc sửa hiệu lực trong tệp mô tả."),
        )


def _shelf(folder: Path) -> Iterator[CatalogueEntry]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*.docx")):
            if not path.name.startswith(LOCK_PREFIX) and manifest_path(path).is_file():
                yield CatalogueEntry(path=path, manifest=read_manifest(manifest_path(path)))


def _fits(manifest: Manifest, kind: str, regime: str, on: dt.date, addressee: str) -> bool:
    wanted = (kind, regime, addressee)
    return (manifest.kind, manifest.regime, manifest.addressee) == wanted and manifest.is_valid_on(on)


def _ambiguous(fitting: list[CatalogueEntry], kind: str, on: dt.date) -> TemplateError:
    names = ", ".join(entry.path.name for entry in fitting)
    return TemplateError(
        tr("Có nhiều mẫu loại “{kind}” cho ngày {day}: {names}.", kind=kind, day=f"{on:%d/%m/%Y}", names=names),
        advice=tr("Sửa hiệu lực (valid_from, valid_to) để mỗi ngày chỉ có một mẫu."),
    )
