"""Workbooks that fetch figures from other workbooks: where they do, and the refusal.

What such a cell shows is what somebody's computer saw last; the file it came from is elsewhere and is never opened, so
nobody here can tell whether the list is whole. Knows how the three kinds of file write such a reference; follows none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from docgen.errors import UnsafeFile
from docgen.messages import tr

_SHOWN = 3  # files and places named in the refusal
_LONGEST_NAME = 80
_QUOTED = re.compile(rb'"[^"]*"')  # a text inside a formula
_NAME = rb"[^\s\[\]!'<>+\-*/^&=(),:;{}]*"
_OTHER_BOOK = re.compile(
    rb"(?:^|[=(,;+\-*/^&<> ])\[[^\[\]]+\]" + _NAME + rb"!|'[^'\[\]]*\[[^\[\]']+\][^']*'!"
)  # every piece ends at the next bracket or quote, so that no formula, however long, is walked through twice
"""“[1]Sheet!A1”, “'C:\\x\\[b.xlsx]Sheet 1'!A1”; a column of a table, “Bảng[Số]”, is no such thing."""


def is_linked(formula: bytes) -> bool:
    """True when a formula, as SpreadsheetML writes it, refers to another workbook."""
    if b"[" not in formula:
        return False
    plain = formula.replace(b"&apos;", b"'").replace(b"&quot;", b'"')
    return _OTHER_BOOK.search(_QUOTED.sub(b"", plain)) is not None


def refuse_linked(name: str, books: Sequence[str], places: Sequence[str]) -> None:
    """UnsafeFile when the file refers to other workbooks: `books` as written in it, `places` the cells that do."""
    if not books and not places:
        return
    reason = tr("tệp lấy số liệu từ tệp Excel khác")
    if books:
        reason = tr("{reason} ({books})", reason=reason, books=_listed(_file_name(book) for book in books))
    if places:
        reason = tr("{reason}, ở {places}", reason=reason, places=_listed(places))
    raise UnsafeFile(
        tr("Không mở được {file}: {reason}.", file=name, reason=reason),
        advice=tr(
            "Trong Excel chọn Dữ liệu > Chỉnh sửa liên kết > Ngắt liên kết (Data > Edit Links > Break Link), hoặc chép "
            "các ô ấy rồi dán giá trị (Paste Values); lưu lại rồi thử lại."
        ),
    )


def _listed(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    return ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")


def _file_name(book: str) -> str:
    """The last part of a path or address, without what a terminal would act upon."""
    last = re.split(r"[/\\]", unquote(book).rstrip("/\\"))[-1]
    return "".join(letter for letter in last if letter.isprintable())[:_LONGEST_NAME] or tr("không rõ tên")
