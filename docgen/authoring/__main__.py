"""Rebuild every built-in template: `python -m docgen.authoring [FOLDER]`.

Knows where the templates lie in a clone; writes only there or in the folder given. The same sources give the same
bytes, so a rebuild without a change leaves nothing to commit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docgen.authoring.catalogue import built

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def rebuild(folder: Path) -> int:
    """Write every template and manifest under `folder`; how many files."""
    files = dict(built())
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
