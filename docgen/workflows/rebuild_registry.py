"""The registry made again from the shelf, when its database is gone: asked for by a person."""

from __future__ import annotations

from collections.abc import Callable

from docgen.office import Office
from docgen.paperwork import rebuilding
from docgen.paperwork.rebuilding import Rebuilt

__all__ = ["Rebuilt", "rebuild"]
Told = Callable[[int, int], None]


def rebuild(office: Office, into: str = "", *, tell: Told | None = None) -> Rebuilt:
    """Make the registry again in the office's own empty place, or in the empty database `into` beside a living one."""
    return rebuilding.rebuild(office, into, tell=tell)
