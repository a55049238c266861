"""Checking the layout of any .docx, ours or from elsewhere; needs no office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from docgen.errors import UsageError
from docgen.house_style import House, Report, check, identity, read_house
from docgen.house_style.reading import read_document
from docgen.media.zips import open_package
from docgen.messages import tr


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


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            tr("Không đọc được tệp {file}.", file=file), advice=tr("Kiểm tra lại đường dẫn và quyền mở tệp.")
        ) from error
