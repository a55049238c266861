"""An .ods file looked through before the workbook library opens it: limits, and cells that repeat without end.

Knows the packing of OpenDocument tables; does not know what a cell means. The content is searched as bytes, by the
names the workbook library knows: what is spelt otherwise it does not read either.
"""

from __future__ import annotations

import html
import io
import itertools
import re
import zipfile
import zlib

from docgen.media.zips import OOXML
from docgen.messages import tr
from docgen.sheets.guard import MOST_CELLS, FileFacts, Measure, damaged, unsafe
from docgen.sheets.linked import refuse_linked

_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^<>]*)>")
_REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated\s*=\s*[\"'](\d*)")
_NAME = re.compile(rb"table:name\s*=\s*[\"']([^\"']*)")
_MERGED = re.compile(rb"table:number-(?:rows|columns)-spanned")
_FORMULA = re.compile(rb"table:formula\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SOURCE = re.compile(rb"<table:table-source\b([^<>]*)>")  # a whole sheet that is taken from another file
_ADDRESS = re.compile(rb"xlink:href\s*=\s*[\"']([^\"']*)")
_OTHER_BOOK = re.compile(rb"'((?:file|https?|smb|ftp):[^'#]*)'#")
_MOST_CONTENT = 64 * 1024 * 1024
_MOST_TAGS = 2 * MOST_CELLS
_TOO_MANY = 10**9


def scan_ods(data: bytes, name: str) -> FileFacts:
    """The limits of the file; UnsafeFile with the one reason when it must not be opened."""
    content = _content(data, name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise unsafe(name, tr("thành phần {part} có khai báo DOCTYPE", part="content.xml"))
    measure = Measure(name)
    measure.merged("", len(_MERGED.findall(content)) // 2)
    _walk(content, measure)
    refuse_linked(name, _other_books(content), ())
    return FileFacts()


def _other_books(content: bytes) -> list[str]:
    """The first file a formula or a whole sheet is taken from, none when there is no such."""
    formulas = ((found[1] or found[2] or b"").replace(b"&apos;", b"'") for found in _FORMULA.finditer(content))
    books = (book[1] for formula in formulas if b"'#" in formula and (book := _OTHER_BOOK.search(formula)))
    sources = (address[1] for found in _SOURCE.finditer(content) if (address := _ADDRESS.search(found[1])))
    first = next(itertools.chain(books, sources), None)
    return [] if first is None else [html.unescape(first.decode("utf-8", "replace"))]


def _content(data: bytes, name: str) -> bytes:
    """The content of the package, after the limits of everything in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(name, archive.infolist())
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise unsafe(name, tr("tệp đặt mật khẩu"))
            return archive.read("content.xml")
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, NotImplementedError) as error:
        raise damaged(name) from error


def _check_directory(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """The limits of a package before anything in it expands; it is no OOXML and so not known to `media`."""
    total = sum(entry.file_size for entry in entries)
    if len(entries) > OOXML.entries or total > OOXML.total_bytes:
        raise unsafe(name, tr("tệp bung ra quá lớn"))
    for entry in entries:
        is_large = entry.file_size >= OOXML.ratio_from
        if is_large and entry.file_size > OOXML.ratio * max(entry.compress_size, 1):
            raise unsafe(name, tr("thành phần {part} nén bất thường (bom nén)", part=ascii(entry.filename)))
        if entry.filename.endswith(".xml") and entry.file_size > _MOST_CONTENT:
            raise unsafe(name, tr("thành phần {part} quá lớn", part=ascii(entry.filename)))
        if entry.filename.startswith("Basic/") or entry.filename.startswith("Scripts/"):
            raise unsafe(name, tr("tệp có macro"))


def _walk(content: bytes, measure: Measure) -> None:
    """Add up every table; empty rows and cells may repeat to the end of the sheet, as they always do."""
    sheet, bottom, reach_down, reach_right = "", 0, 0, 0
    times = width = right = 0
    for count, tag in enumerate(_TAG.finditer(content)):
        if count > _MOST_TAGS:
            raise unsafe(measure.name, tr("các trang tính cộng lại có quá nhiều ô"))
        is_end, what, said = bool(tag[1]), tag[2], tag[3]
        if what == b"table-row" and not is_end:
            times, width, right = _times(said), 0, 0
            bottom += times if said.endswith(b"/") else 0
        elif what == b"table-row":
            bottom += times
            if right:
                reach_down, reach_right = bottom, max(reach_right, right)
        elif what.endswith(b"cell") and not is_end:
            width += _times(said)
            right = right if said.endswith(b"/") else width
        elif what == b"table":
            if is_end:
                measure.add_sheet(sheet, reach_down, reach_right)
            name = _NAME.search(said)
            sheet = html.unescape(name[1].decode("utf-8", "replace")) if name else ""
            bottom = reach_down = reach_right = 0


def _times(said: bytes) -> int:
    """How often a row or cell stands there; a count that is none reads as too many."""
    found = _REPEATED.search(said)
    if found is None:
        return 1
    return int(found[1]) if 0 < len(found[1]) < 9 else _TOO_MANY
