"""The signatory's desk: a whole pack printed and signed, a whole tray numbered, two sheets at a time.

Knows piles and trays; the pen itself lives in `pen`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.support.outside_world.paper import Tray, many_hands, page_count, print_page
from tests.support.outside_world.pen import Entry, sign, write_number
from tests.support.outside_world.reading import PrintedPage


def sign_pack(pack: Path, tray: Tray, *, seal: bool = True) -> int:
    """Print the pack, sign every document page, lay the sheets into the tray; returns how many sheets there are."""
    tray.clear()
    prints = many_hands(partial(_sign_page, pack, tray, seal), range(page_count(pack)))
    signed = [printed for printed in prints if printed is not None]
    tray.write_list(signed)
    return len(signed)


def _sign_page(pack: Path, tray: Tray, seal: bool, index: int) -> PrintedPage | None:
    sheet = print_page(pack, index)
    if sheet is None:
        return None
    tray.put_picture(sign(sheet, seal=seal))
    return sheet.print


def number_sheets(tray: Tray, entries: Sequence[Entry]) -> int:
    """Write each entry on every sheet of its document that has blanks; returns how many sheets were written on.

    A sheet that was already written on is left as it is: nobody writes a number twice.
    """
    by_document = {entry.document: entry for entry in entries}
    prints = tray.prints()
    pile = [
        (printed, by_document[printed.code.document])
        for printed in prints
        if printed.blanks and printed.code.document in by_document and not tray.is_numbered(printed)
    ]
    many_hands(partial(_number_sheet, tray), pile)
    tray.mark_numbered([printed for printed, _ in pile])
    return len(pile)


def _number_sheet(tray: Tray, task: tuple[PrintedPage, Entry]) -> None:
    printed, entry = task
    tray.put_picture(write_number(tray.sheet(printed), entry))
