"""Taking an object off the shelf for good: the only thing that ever removes content, and only as a whole.

Knows folders; that a council decided, and that a tombstone was written before, is for whoever calls. The object leaves
by one rename, together with the upper folders that would be empty without it (E073); what a crash leaves in the
staging folder under this module's name is deleted by the next sweep, never put aside.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from docgen.media.durable import rename_durably

DOOMED = "doomed-"


def take_off(folder: Path, root: Path, staging: Path) -> None:
    """Remove the object in `folder`; its content is gone when this returns."""
    grave = Path(tempfile.mkdtemp(prefix=DOOMED, dir=staging))
    rename_durably(_lonely_branch(folder, root), grave / "object")
    shutil.rmtree(grave)


def clear_graves(staging: Path) -> None:
    """Delete what an interrupted removal left."""
    for grave in staging.glob(f"{DOOMED}*"):
        shutil.rmtree(grave)


def _lonely_branch(folder: Path, root: Path) -> Path:
    """The topmost folder that holds nothing but this object."""
    branch = folder
    while branch.parent != root and [*branch.parent.iterdir()] == [branch]:
        branch = branch.parent
    return branch
