"""After every command that wrote: what it wrote goes on the shelf too, so that losing the database loses no work."""

from __future__ import annotations

from docgen.office import Office
from docgen.paperwork.shelved_registry import keep_registry


def keep_safe(office: Office) -> None:
    """Copy what was written since the office was opened to the shelf; a failure is told and stops nothing."""
    keep_registry(office)
