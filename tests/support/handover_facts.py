"""Made-up hồ sơ to hand over: no office, no registry, no real person."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from docgen.handover.package import package_entries
from docgen.handover.values import (
    Confidence,
    Delivery,
    Entry,
    HandedOverDocument,
    HandedOverDossier,
    HandedOverFile,
)
from docgen.handover.zipping import write_zip

VIETNAM = dt.timezone(dt.timedelta(hours=7))
CODE = "H49.64.33.2021.01"
MOMENT = "2021-02-05T08:00:00.000+07:00"


def held(data: bytes, suffix: str = ".pdf", **more: str) -> HandedOverFile:
    """A file with its digest and size."""
    digest = hashlib.sha256(data).hexdigest()
    return HandedOverFile(source=data, sha256=digest, size=len(data), suffix=suffix, **more)


def paper(ordinal: int, **changes: Any) -> HandedOverDocument:
    """A decision of two pages, born digital and signed."""
    base = HandedOverDocument(
        ordinal=ordinal,
        type_name="Quyết định",
        number_text=f"{126 + ordinal}-QĐ/HU",
        issued_on=dt.date(2021, 2, 4) + dt.timedelta(days=min(ordinal, 300)),
        author="Huyện ủy Suối Đá",
        subject="về việc giao việc đột phá, đổi mới năm 2021 “A & B <b>”",
        pages=2,
        confidence=Confidence.BORN_DIGITAL,
        files=(
            held(f"%PDF {ordinal}".encode(), received_at=MOMENT, original_name="Quyết định đã ký.pdf", signature="ok"),
        ),
        added_at=MOMENT,
    )
    return replace(base, **changes)


def dossier(count: int = 3, **changes: Any) -> HandedOverDossier:
    """A closed dossier of `count` decisions."""
    base = HandedOverDossier(
        code=CODE,
        title="Giao và đánh giá kết quả thực hiện việc đột phá, đổi mới năm 2021",
        fonds="P01",
        body="Huyện ủy Suối Đá",
        regime="party",
        formed_in=2021,
        access="02",
        retention_years=20,
        retention_start="year_work_ended",
        retention_rule="person",
        retention_basis="Danh mục của cơ quan",
        opened_at=MOMENT,
        ended_on=dt.date(2021, 12, 31),
        closed_at="2022-01-10T08:00:00.000+07:00",
        documents=tuple(paper(ordinal) for ordinal in range(1, count + 1)),
        contents=b"PK muc luc",
    )
    return replace(base, **changes)


def delivery(**changes: Any) -> Delivery:
    """A delivery with fixed id and time."""
    base = Delivery(
        package=UUID("6f0d2c1e-2f0a-4c52-9a55-0d6fca2b9e11"), at=dt.datetime(2022, 3, 1, 8, 30, tzinfo=VIETNAM)
    )
    return replace(base, **changes)


def laid_out(folder: Path, entries: tuple[Entry, ...], name: str) -> Path:
    """The files of a package in a folder, as they are when a ZIP was unpacked."""
    for entry in entries:
        path = folder / name / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(entry.source if isinstance(entry.source, bytes) else entry.source.read_bytes())
    return folder / name


def made_zip(target: Path, made: HandedOverDossier, how: Delivery) -> bytes:
    """The ZIP of a dossier, written anew."""
    write_zip(target, how.object_id, package_entries(made, how), how)
    return target.read_bytes()
