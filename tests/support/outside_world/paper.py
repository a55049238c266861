"""Sheets of paper: what comes out of the printer, and the tray that keeps the sheets between two errands.

A sheet is a picture of the page plus what was read on it when it came out of the printer. The tray is a folder with one
picture a sheet and `sheets.json`; it can be looked at with any picture viewer. Knows nothing of ink and scanners.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image

from tests.support.outside_world.reading import (
    Blank,
    Box,
    PageCode,
    PrintedPage,
    SigningPlace,
    Word,
    code_of,
    described,
    parse_code,
    read_letters,
)

DPI = 200
SMALL_PILE = 6  # a pile that one hand finishes before a second one has sat down
LIST = "sheets.json"
NUMBERED = "numbered.json"
hands = 1
"""Processes at work at the same time; a command that has its process for itself, and the machine, takes two."""

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One printed sheet: what stands on it, and its picture in colour at `DPI`."""

    print: PrintedPage
    picture: Image.Image

    @property
    def key(self) -> tuple[str, int]:
        """Document code and page number."""
        return self.print.code.document, self.print.code.page

    def with_picture(self, picture: Image.Image) -> Sheet:
        """The same sheet with more (or other) ink on it."""
        return dataclasses.replace(self, picture=picture)


def pixels(millimetres: float) -> float:
    """Millimetres as pixels of a sheet's picture."""
    return millimetres * DPI / 25.4


def page_count(pack: Path) -> int:
    """How many pages the printed PDF has."""
    document = pdfium.PdfDocument(pack)
    try:
        return len(document)
    finally:
        document.close()


def print_page(pack: Path, index: int) -> Sheet | None:
    """The sheet printed from page `index` (from 0); None for cover sheets, which bear no page code."""
    document = pdfium.PdfDocument(pack)
    try:
        return _print(document[index])
    finally:
        document.close()


def _print(page: pdfium.PdfPage) -> Sheet | None:
    letters = read_letters(page)
    if not letters:  # the empty back of a sheet
        return None
    code = code_of(letters)
    picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("RGB")
    code = code or code_in_picture(picture)
    return None if code is None else Sheet(print=described(code, letters), picture=picture)


def symbols_in(picture: Image.Image) -> list[zxingcpp.Barcode]:
    """All QR symbols in a picture.

    The list of kinds is made here each time: kept in the module it would live longer than the library at the end.
    """
    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return list(zxingcpp.read_barcodes(picture.convert("L"), formats=kinds))


def code_in_picture(picture: Image.Image) -> PageCode | None:
    """The page code in the QR of a picture; None when no QR of ours can be read."""
    for found in zxingcpp.read_barcodes(
        picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    ):
        code = parse_code(found.text)
        if code is not None:
            return code
    return None


def print_pack(pack: Path) -> list[Sheet]:
    """Every document page of a pack, in the order of the pack."""
    sheets = (print_page(pack, index) for index in range(page_count(pack)))
    return [sheet for sheet in sheets if sheet is not None]


def many_hands(work: Callable[[Given], Made], pile: Sequence[Given]) -> list[Made]:
    """Do the same work on every piece of the pile, with several `hands` when it is worth it; keeps the order."""
    if hands == 1 or len(pile) <= SMALL_PILE:
        return [work(piece) for piece in pile]
    with ProcessPoolExecutor(hands, mp_context=get_context("spawn")) as crowd:
        return list(crowd.map(work, pile, chunksize=4))


@dataclass(frozen=True, kw_only=True)
class Tray:
    """A folder of sheets that wait for the next errand."""

    folder: Path

    def clear(self) -> None:
        """Throw away the sheets of an earlier pack."""
        for name in (LIST, NUMBERED):
            (self.folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder / "sheets", ignore_errors=True)
        (self.folder / "sheets").mkdir(parents=True)

    def path(self, key: tuple[str, int]) -> Path:
        """Where the picture of this sheet lies."""
        return self.folder / "sheets" / f"{key[0]}-{key[1]:03d}.jpg"

    def put_picture(self, sheet: Sheet) -> None:
        """Lay the picture of a sheet into the tray."""
        sheet.picture.save(self.path(sheet.key), quality=95, subsampling=0)

    def write_list(self, prints: Iterable[PrintedPage]) -> None:
        """Write down which sheets lie in the tray, in this order."""
        rows = [dataclasses.asdict(printed) for printed in prints]
        (self.folder / LIST).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")

    def prints(self) -> list[PrintedPage]:
        """What stands on the sheets in the tray, in the order they were signed."""
        return [_printed(row) for row in json.loads((self.folder / LIST).read_text(encoding="utf-8"))]

    def keys_in_order(self) -> list[tuple[str, int]]:
        """Document code and page of every sheet, in the order they were signed."""
        return [(printed.code.document, printed.code.page) for printed in self.prints()]

    def print_of(self, key: tuple[str, int]) -> PrintedPage:
        """What stands on one sheet; LookupError when it is not in the tray."""
        for printed in self.prints():
            if (printed.code.document, printed.code.page) == key:
                return printed
        raise LookupError(f"no sheet {key[0]}:{key[1]} in {self.folder}")

    def is_numbered(self, printed: PrintedPage) -> bool:
        """True when number and date were already written on this sheet."""
        return self.path((printed.code.document, printed.code.page)).name in self._numbered()

    def mark_numbered(self, prints: Iterable[PrintedPage]) -> None:
        """Remember that these sheets bear number and date."""
        new = {self.path((printed.code.document, printed.code.page)).name for printed in prints}
        text = json.dumps(sorted(new | self._numbered()), indent=1)
        (self.folder / NUMBERED).write_text(text, encoding="utf-8")

    def _numbered(self) -> set[str]:
        path = self.folder / NUMBERED
        return set(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else set()

    def sheet(self, printed: PrintedPage) -> Sheet:
        """Take one sheet out of the tray."""
        with Image.open(self.path((printed.code.document, printed.code.page))) as picture:
            return Sheet(print=printed, picture=picture.convert("RGB"))

    def sheets(self) -> list[Sheet]:
        """All sheets of the tray (heavy: 12 MB a sheet)."""
        return [self.sheet(printed) for printed in self.prints()]


def _printed(row: Mapping[str, Any]) -> PrintedPage:
    return PrintedPage(
        code=PageCode(**row["code"]),
        blanks=tuple(Blank(**_boxed(one)) for one in row["blanks"]),
        places=tuple(SigningPlace(**_boxed(one)) for one in row["places"]),
        names=tuple(Word(**_boxed(one)) for one in row["names"]),
    )


def _boxed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "box": Box(**row["box"])}
