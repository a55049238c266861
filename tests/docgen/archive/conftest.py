"""A shelf in a temporary folder, and the same shelf with one paper that has lived through three versions."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from docgen.archive.shelf import Shelf

AT = dt.datetime(2026, 7, 1, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
PAPER = "urn:vn:P01:uuid:7d0d1987-0000-4000-8000-000000000001"


@pytest.fixture
def at() -> dt.datetime:
    """The time of every event in these tests."""
    return AT


@pytest.fixture
def paper() -> str:
    """The id of the paper on the filled shelf."""
    return PAPER


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty shelf."""
    return Shelf.open(tmp_path / "kho")


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf of `filled`, written once; tests get copies, for writing waits for the disk."""
    shelf = Shelf.open(tmp_path_factory.mktemp("filled") / "kho")
    issued: dict[str, bytes | Path] = {"phat-hanh/vb.pdf": b"%PDF issued", "phat-hanh/vb.docx": b"PK issued"}
    shelf.put(PAPER, issued, message="Phát hành", user="Văn thư", at=AT)
    shelf.put(PAPER, {"nhan/001/ky.pdf": b"%PDF signed"}, message="Nhận bản ký", user="Văn thư", at=AT)
    shelf.put(PAPER, {"dan-xuat/ky-ocr.pdf": b"%PDF read"}, message="Nhận dạng chữ", user="Văn thư", at=AT)
    shelf.put("urn:vn:P01:uuid:neighbour", {"vb.pdf": b"%PDF other"}, message="Phát hành", user="Văn thư", at=AT)
    return shelf.root.parent


@pytest.fixture
def filled(tmp_path: Path, filled_once: Path) -> Shelf:
    """A shelf with one paper: issued, returned signed, its derivative made; and an untouched neighbour."""
    for name in ("kho", "kho.staging"):
        shutil.copytree(filled_once / name, tmp_path / name)
    return Shelf.open(tmp_path / "kho")
