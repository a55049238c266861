"""The papers a received file speaks of, read from the registry at once: what is known of each, which pages came before.

Knows the registry's records and what intake wants to know of them; does not judge pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from docgen.intake.comparing import PageLook
from docgen.intake.known import KnownDocument, PagePlace
from docgen.office import Office
from docgen.paperwork.filing import Source
from docgen.wording.blocks import named
from registry.store.documents import document_records
from registry.store.received import pages_held_of
from registry.store.values import DocumentRecord


@dataclass(frozen=True, kw_only=True)
class PapersAtHand:
    """The papers by their codes; those the registry does not know are left out."""

    records: Mapping[str, DocumentRecord]
    held: Mapping[str, Mapping[int, Source]]  # pages that came back before
    looks: Mapping[Source, PageLook] = field(default_factory=dict)  # of those, held against their prints

    def known(self, code: str) -> KnownDocument | None:
        """What intake may know of a paper, None when it is not ours."""
        record = self.records.get(code)
        if record is None:
            return None
        places = self.held.get(code, {})
        return KnownDocument(
            code=record.code,
            title=title_of(record),
            pages=record.pages or 0,
            input_digest=record.input_digest,
            state=record.state,
            already_have={
                page: PagePlace(sha256=sha, file_page=at, look=self.looks.get((sha, at)))
                for page, (sha, at) in places.items()
            },
        )

    def earlier_looks(self, code: str) -> dict[int, PageLook]:
        """The pages of a paper that came before and could be held against the print."""
        return {page: self.looks[place] for page, place in self.held.get(code, {}).items() if place in self.looks}


def papers_at_hand(office: Office, codes: Collection[str]) -> PapersAtHand:
    """The papers with these codes as the registry has them now; a file of a hundred pages costs one look."""
    if not codes:
        return PapersAtHand(records={}, held={})
    with office.store.reading() as session:
        records = document_records(session, codes=codes)
        held = pages_held_of(session, {record.code for record in records})
    return PapersAtHand(records={record.code: record for record in records}, held=held)


def title_of(record: DocumentRecord) -> str:
    """How messages name a paper: kind, number when it has one, and whom it is for."""
    name = f" {named(record.official)}" if record.official else f" {record.unit}" if record.unit else ""
    number = f" số {record.number_text}" if record.number_text else ""
    return f"{record.kind.label}{number}{name}"
