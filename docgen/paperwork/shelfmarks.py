"""Where things lie on the shelf: the object of a document, and of a received file that belongs to several.

Knows ids only. An id never says a number, a person or a state; it is derived from the document code or from the
hash of the bytes, so the same thing always lies in the same place.
"""

from __future__ import annotations

from docgen.archive.shelf import Shelf
from docgen.office import Office
from registry.store.shelf_ids import object_id


def document_object(office: Office, code: str) -> str:
    """The object of a document."""
    return _urn(office, f"document/{code}")


def file_object(office: Office, sha256: str) -> str:
    """The object of a received file that belongs to several documents or to none."""
    return _urn(office, f"file/{sha256}")


def _urn(office: Office, name: str) -> str:
    return object_id(office.settings.archive.fonds, name)


def open_shelf(office: Office) -> Shelf:
    """The office's shelf, finished and swept after any interruption."""
    shelf = Shelf.open(office.archive)
    shelf.recover()
    return shelf
