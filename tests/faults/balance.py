"""The balance sheet of an office: everything that must be equal after a disturbance, as plain values.

Knows which differences are legitimate: document codes are random. The database, the shelf, the folders and the
journal's chain are all looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tests.support.circle import Circle

DIGEST = re.compile(r"[0-9a-f]{16,64}")  # of bytes in which a random code stands
TORN_COPY = re.compile(r"(templates/used/\.|\.journal\.shelf\.).*\.part")
"""Of a template or of how far the shelf holds the registry: hidden, read by nobody, gone when it is next written."""
PRIVATE = ("registry.db", "journal.head", "journal.shelf", "archive.staging/", "archive.received/LOCK")
REGISTRY = re.compile(r"archive/.*/urn%3avn%3a\w+%3a(so-dang-ky|nhat-ky%3a[^/]*)/.*")
"""The registry's own text on the shelf: in how many pieces it lies depends on what was tried before."""


def balance(circle: Circle, *, gives_codes: bool = False) -> dict[str, Any]:
    """What the office holds; equal for two offices in which the same was done."""
    whole = circle.dump()
    require_whole(circle, whole)
    names = {row["document"]: f"<{row['kind']} {row['person']}>" for row in whole["documents"]}
    journal = whole.pop("journal")
    for row in whole["received"]:  # of two files with the same bytes the one that was free came first
        row["names"] = sorted(row["names"])
        del row["original_name"]
    whole["received"].sort(key=lambda row: str(row["sha256"]))
    held = {
        "facts": whole,
        "journal": sorted(_deed(row) for row in journal),
        "files": files(circle.office),
    }
    return {part: _without_codes(value, names) for part, value in held.items()} if gives_codes else held


def require_whole(circle: Circle, whole: dict[str, Any]) -> None:
    """Shelf and journal are whole, and no register row, task or paper is there twice."""
    if (circle.office / "archive" / "0=ocfl_1.1").exists():
        assert circle.docgen("archive", "verify", "--json").json["damages"] == []
    assert circle.docgen("status", "--json").json["journal"] == len(whole["journal"])
    papers = Counter((row["kind"], row["person"]) for row in whole["documents"] if row["state"] != "withdrawn")
    numbers = Counter((row["register"], row["number"]) for row in whole["registers"])
    assert max(papers.values(), default=1) == max(numbers.values(), default=1) == 1
    assert sorted(row["number"] for row in whole["registers"]) == list(range(1, len(numbers) + 1))


def files(folder: Path) -> dict[str, str]:
    """Every file with its digest; not the database and its witness, nor what only a running writer looks at."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in sorted(found.items())
        if not name.startswith(PRIVATE) and not (TORN_COPY.fullmatch(name) or REGISTRY.fullmatch(name))
    }


def _deed(row: dict[str, Any]) -> str:
    """What was done to which record; a number the database gave depends on what was tried before.

    A document's code is ours and may be all digits by chance: it stays.
    """
    is_counted = row["entity"] != "document" and row["entity_key"].isdigit()
    key = "" if is_counted else row["entity_key"]
    return " ".join((row["action"], row["entity"], key, row["reason"]))


def _without_codes(value: Any, names: dict[str, str]) -> Any:
    """The same value with every code replaced by what bears it, and without what follows from a code."""
    if isinstance(value, dict):
        rows = ((_without_codes(key, names), key, each) for key, each in value.items())
        return {plain: 0 if key == "size" else _without_codes(each, names) for plain, key, each in rows}
    if isinstance(value, list):
        return sorted((_without_codes(each, names) for each in value), key=repr)
    if isinstance(value, str):
        for code, name in names.items():
            value = value.replace(code, name)
        return DIGEST.sub("…", value)
    return value
