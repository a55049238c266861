"""The command line of the outside world: `python -m tests.support.outside_world COMMAND`.

Each command is one errand of one person; it reads files, writes files, and prints one line about what it did.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from tests.support.outside_world import clerk, form_filler, paper, tricks
from tests.support.outside_world.paper import DPI, Tray
from tests.support.outside_world.pen import entry_from
from tests.support.outside_world.scanner import Key, Machine, scan_tray
from tests.support.outside_world.signing import number_sheets, sign_pack


def page_key(text: str) -> Key:
    """`7A3C91E2:2` as document code and page number."""
    found = re.fullmatch(r"([0-9A-Fa-f]{8}):(\d+)", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not DOCUMENT:PAGE, such as 7A3C91E2:2")
    return found[1].upper(), int(found[2])


def page_or_first(text: str) -> Key:
    """`7A3C91E2:2`, or `7A3C91E2` for its first page."""
    return page_key(text if ":" in text else f"{text}:1")


def number_rows(text: str) -> list[Mapping[str, Any]]:
    """The rows of NUMBERS.json: a list, or an object with one list in it."""
    content = json.loads(text)
    if isinstance(content, dict):
        content = next(value for value in content.values() if isinstance(value, list))
    return list(content)


def run_sign(options: argparse.Namespace) -> str:
    """Print a pack, sign and seal every sheet, keep the sheets in a tray."""
    count = sign_pack(options.pack, Tray(folder=options.out), seal=not options.no_seal)
    return f"{count} sheets signed"


def run_number(options: argparse.Namespace) -> str:
    """Write numbers and dates by hand on the sheets in the tray."""
    rows = number_rows(options.numbers.read_text(encoding="utf-8"))
    count = number_sheets(Tray(folder=options.state), [entry_from(row) for row in rows])
    return f"{count} sheets numbered"


def run_scan(options: argparse.Namespace) -> str:
    """Scan the tray into one file."""
    tray = Tray(folder=options.state)
    altered = [tricks.paste_name(tray.sheet(tray.print_of(key)), options.name) for key in options.alter]
    altered += [tricks.forge_code(tray.sheet(tray.print_of(key))) for key in options.forge]
    target = scan_tray(
        tray,
        options.to,
        machine_of(options),
        only=_only(tray, options),
        missing=frozenset(options.missing),
        altered=altered,
        extra_pictures=_foreign(options),
        shuffle=options.shuffle,
        upside_down=frozenset(options.upside_down),
    )
    return f"scanned to {target.name}"


def _only(tray: Tray, options: argparse.Namespace) -> frozenset[Key] | None:
    if not options.only:
        return None
    return frozenset(key for key in tray.keys_in_order() if key[0] in options.only)


def _foreign(options: argparse.Namespace) -> list[Image.Image]:
    return [tricks.foreign_letter()] if options.foreign else []


def run_scan_page(options: argparse.Namespace) -> str:
    """Scan one sheet alone, such as the one that was missing."""
    scan_tray(Tray(folder=options.state), options.to, machine_of(options), only=frozenset([options.page]))
    return f"scanned to {options.to.name}"


def run_forms(options: argparse.Namespace) -> str:
    """Fill every form of a folder and drop it in the inbox."""
    mistakes = form_filler.Mistakes(
        leave_out=options.leave_out,
        over_maximum=options.over_maximum,
        no_evidence=options.no_evidence,
        change_fixed_sentence=options.change_fixed_sentence,
    )
    filled = form_filler.fill_folder(options.folder, options.to, mistakes, through_office=options.libreoffice)
    return f"{len(filled)} forms filled"


def run_meeting(options: argparse.Namespace) -> str:
    """Fill the workbook of an evaluation meeting."""
    given = {key: value for key, value in vars(options).items() if key in clerk.MEETING_FIELDS and value is not None}
    clerk.fill_meeting(options.workbook, clerk.Meeting(**given), target=options.out, lower=options.lower)
    return f"{(options.out or options.workbook).name} filled"


def machine_of(options: argparse.Namespace) -> Machine:
    """The scanner as set on the command line."""
    return Machine(
        dpi=options.dpi, skew_degrees=options.skew, noise=options.noise, colour=options.colour, seed=options.seed
    )


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="outside_world", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _sign_command(commands)
    _scan_commands(commands)
    _form_command(commands)
    _meeting_command(commands)
    return top


def _sign_command(commands: Any) -> None:
    sign = commands.add_parser("sign-pack", help="sign and seal a printed pack")
    sign.add_argument("pack", type=Path)
    sign.add_argument("--out", type=Path, required=True, metavar="STATE_DIR")
    sign.add_argument("--no-seal", action="store_true")
    sign.set_defaults(run=run_sign)
    number = commands.add_parser("number", help="write numbers and dates by hand")
    number.add_argument("state", type=Path, metavar="STATE_DIR")
    number.add_argument("--numbers", type=Path, required=True, metavar="NUMBERS.json")
    number.set_defaults(run=run_number)


def _scan_commands(commands: Any) -> None:
    scan = commands.add_parser("scan", help="scan all sheets into one PDF")
    _scanner_options(scan)
    scan.add_argument("--missing", type=page_key, action="append", default=[], metavar="DOC:PAGE")
    scan.add_argument("--only", action="append", default=[], metavar="DOC")
    scan.add_argument("--upside-down", type=int, action="append", default=[], metavar="N")
    scan.add_argument("--foreign", action="store_true")
    scan.add_argument("--shuffle", action="store_true")
    scan.add_argument("--alter", type=page_or_first, action="append", default=[], metavar="DOC[:PAGE]")
    scan.add_argument("--name", default="Nông Văn Giả", help="the name pasted over by --alter")
    scan.add_argument("--forge", type=page_or_first, action="append", default=[], metavar="DOC[:PAGE]")
    scan.set_defaults(run=run_scan)
    single = commands.add_parser("scan-page", help="scan one sheet")
    _scanner_options(single)
    single.set_defaults(run=run_scan_page)
    single.add_argument("page", type=page_key, metavar="DOC:PAGE")


def _scanner_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("state", type=Path, metavar="STATE_DIR")
    command.add_argument("--to", type=Path, required=True, metavar="FILE.pdf")
    command.add_argument("--seed", default="scanner")
    command.add_argument("--dpi", type=int, default=DPI)
    command.add_argument("--skew", type=float, default=2.5, help="at most so many degrees crooked")
    command.add_argument("--noise", type=int, default=10)
    command.add_argument("--colour", action="store_true")


def _form_command(commands: Any) -> None:
    forms = commands.add_parser("fill-forms", help="fill self-assessment forms")
    forms.add_argument("folder", type=Path)
    forms.add_argument("--to", type=Path, required=True, metavar="INBOX")
    for mistake in ("--leave-out", "--over-maximum", "--no-evidence", "--change-fixed-sentence", "--libreoffice"):
        forms.add_argument(mistake, action="store_true")
    forms.set_defaults(run=run_forms)


def _meeting_command(commands: Any) -> None:
    meeting = commands.add_parser("fill-meeting", help="fill the workbook of the evaluation meeting")
    meeting.add_argument("workbook", type=Path, metavar="FILE.xlsx")
    meeting.add_argument("--out", type=Path, help="leave the given file as it is and write this one")
    meeting.add_argument("--lower", type=int, default=1, help="how many tasks the meeting values lower")
    for field, kind in clerk.MEETING_FIELDS.items():
        meeting.add_argument("--" + field.replace("_", "-"), type=kind)
    meeting.set_defaults(run=run_meeting)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; None takes the arguments of the process; returns 2 when the errand is impossible."""
    options = parser().parse_args(arguments)
    try:
        print(options.run(options))
    except (LookupError, ValueError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    paper.hands = 2
    raise SystemExit(main())
