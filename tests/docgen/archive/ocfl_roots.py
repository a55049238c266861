"""The codes of the OCFL 1.1 validation list that concern a storage root, and those nothing can be made for.

`ROOTS` damage a good storage root; `NOT_MADE` gives the reason for each code without an example.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.docgen.archive.ocfl_codes import NOT_THERE, add_file
from tests.docgen.archive.ocfl_objects import ID, build, place_of

UNUSED_NUMBERS = {"E065", "E068", "E086", "E091", "E109"}  # numbers that OCFL 1.1 does not give out
ERRORS = {f"E{number:03}" for number in range(1, 113)} - UNUSED_NUMBERS
WARNINGS = {f"W{number:03}" for number in range(1, 17)} - {"W006"}  # W006 is not given out either


@dataclass(frozen=True)
class RootCase:
    """One way to break a storage root."""

    code: str
    name: str
    do: Callable[[Path], object]
    ocfl_py: str = ""


ROOTS: list[RootCase] = [
    RootCase("E037", "an id twice", lambda r: shutil.copytree(r / place_of(ID), r / "a/b/c/d"), NOT_THERE),
    RootCase("E069", "no declaration", lambda r: (r / "0=ocfl_1.1").unlink()),
    RootCase("E070", "layout without description", lambda r: (r / "ocfl_layout.json").write_text('{"extension": "x"}')),
    RootCase(
        "E071",
        "layout of no registered name",
        lambda r: (r / "ocfl_layout.json").write_text('{"extension": "cua-toi", "description": "x"}'),
    ),
    RootCase("E072", "files where an object should be", lambda r: add_file(r / "a/b/x")),
    RootCase("E073", "empty folder", lambda r: (r / "a/b").mkdir(parents=True)),
    RootCase("E076", "two declarations", lambda r: (r / "0=ocfl_1.0").write_text("ocfl_1.0\n")),
    RootCase("E077", "declaration without =", lambda r: (r / "0=ocfl_1.1").rename(r / "0_ocfl_1.1")),
    RootCase("E078", "declaration tagged 1", lambda r: (r / "0=ocfl_1.1").rename(r / "1=ocfl_1.1")),
    RootCase("E079", "declaration of no version", lambda r: (r / "0=ocfl_1.1").rename(r / "0=ocfl_9.9")),
    RootCase("E080", "bad declaration contents", lambda r: (r / "0=ocfl_1.1").write_text("ocfl_1.0\n")),
    RootCase("E081", "object newer than the root", lambda r: declare(r, "1.0"), NOT_THERE),
    RootCase("E083", "object in another place", lambda r: moved(r), NOT_THERE),
    RootCase("E084", "file between objects", lambda r: add_file(r / place_of(ID)[:4] / "x")),
    RootCase("E085", "hierarchy that ends without an object", lambda r: add_file(r / "a/b/x")),
    RootCase("E090", "a link to another object", lambda r: (r / "a").symlink_to(r / place_of(ID)[:3]), NOT_THERE),
    RootCase("E090", "a hard link within the root", lambda r: linked(r), NOT_THERE),
    RootCase("E112", "file in extensions", lambda r: add_file(r / "extensions/x")),
    RootCase("W014", "two layouts", lambda r: build(r / "a/b", object_id="urn:b"), NOT_THERE),
    RootCase("W015", "object at the top", lambda r: build(r / "a", object_id="urn:b"), NOT_THERE),
    RootCase("W016", "extension of one's own", lambda r: add_file(r / "extensions/cua-toi/x")),
]

NOT_MADE: dict[str, str] = {
    "E002": "the sum of E003 to E007; its parts are told",
    "E022": "a rule for tools: other folders of a version are not read; tested by its number",
    "E026": "the rule of E056 said a second time; told as E056",
    "E027": "a rule for tools: five algorithms must be known; tested by its number",
    "E028": "a rule for tools: registered algorithms that are not computed are passed over; tested by its number",
    "E062": "an order of work that leaves no trace; a digest written too early is E060",
    "E074": "storage roots must not need one another; the one visible trace, a link, is E090",
    "E075": "the sum of E076 to E080; its parts are told",
    "E087": "a rule for tools: unknown files in the root are passed over; tested by its number",
    "E088": "the sum of E072, E073 and E085; its parts are told",
    "W012": "what is written in logs is for the office to choose; any logs folder is accepted",
}


def declare(root: Path, number: str) -> None:
    """Declare another specification for the root."""
    (root / "0=ocfl_1.1").unlink()
    (root / f"0=ocfl_{number}").write_text(f"ocfl_{number}\n")


def moved(root: Path) -> None:
    """The object lies elsewhere, and the folders it lay in are gone."""
    (root / "a/b/c").mkdir(parents=True)
    (root / place_of(ID)).rename(root / "a/b/c/d")
    shutil.rmtree(root / place_of(ID)[:3])


def linked(root: Path) -> None:
    """A second object whose file is one of the first's."""
    other = build(root / place_of("urn:b"), object_id="urn:b").folder
    (other / "v1/content/a.txt").unlink()
    os.link(root / place_of(ID) / "v1/content/a.txt", other / "v1/content/a.txt")
