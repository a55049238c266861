"""Where things lie on the shelf: the object of a document, and of a received file that belongs to several.

Knows ids only. An id never says a number, a person or a state; it is derived from the document code or from the
hash of the bytes under the mã phông of that day, and a document keeps the place it got when mã phông changes.
"""

from __future__ import annotations

from docgen.archive.shelf import Shelf
from docgen.office import Office
from registry.store.documents import place_of
from registry.store.shelf_ids import object_id


def document_object(office: Office, code: str) -> str:
    """The object of a document: where it lies, or where it will lie."""
    with office.store.reading() as session:
        return place_of(session, code) or document_urn(office, code)


def document_urn(office: Office, code: str) -> str:
    """Where a document would come to lie under the mã phông of today."""
    return _urn(office, f"document/{code}")


def file_object(office: Office, sha256: str) -> str:
    """The object of a received file that belongs to several documents or to none."""
    return _urn(office, f"file/{sha256}")


def _urn(office: Office, name: str) -> str:
    return object_id(office.settings.archive.fonds, name)


def open_shelf(office: Office, *, everywhere: bool = False) -> Shelf:
    """The office's shelf, finished and swept after any interruption; `everywhere` looks for one in every object, as
    errands do that go through the whole shelf anyway.
    """
    shelf = Shelf.open(office.archive)
    shelf.recover(everywhere=everywhere)
    return shelf
