"""Where the built-in templates and sample offices lie.

One locator for both homes: inside the package in an installed wheel, at the top level in a clone. Knows folders
only; does not open what lies in them.
"""

from __future__ import annotations

from pathlib import Path

import docgen

_PACKAGE = Path(docgen.__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """The folder `name` ("templates" or "samples") as shipped with this program."""
    packed = _PACKAGE / "shipped_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def sample_names() -> tuple[str, ...]:
    """Names of the sample offices that ship with the program, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in shipped_folder("samples").glob("*/office.toml")))
