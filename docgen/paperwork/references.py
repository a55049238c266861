"""How one paper of the office names another, and who issues what is said about it.

Knows the issuers of office.toml; does not know why a paper is named.
"""

from __future__ import annotations

import datetime as dt

from docgen.office import Office
from docgen.settings import IssuerSection, SignatorySection, bases_on
from registry.facts import Reference
from registry.labels import TYPE_NAMES
from registry.store.values import DocumentRecord

_PROPOSALS = ("Xét đề nghị", "Theo đề nghị")  # made for one decision, so no basis of another


def issuer_of(office: Office, record: DocumentRecord) -> tuple[IssuerSection, SignatorySection]:
    """Who issued the paper and who signs for that body: reports may come from another one than decisions."""
    settings, other = office.settings, office.settings.report.issuer
    if other is not None and other.symbol == record.symbol != settings.issuer.symbol:
        return other, settings.report.signatory or settings.signatory
    return settings.issuer, settings.signatory


def reference_to(office: Office, record: DocumentRecord) -> Reference:
    """The paper as another one names it: type, number, date and authority."""
    issuer, _ = issuer_of(office, record)
    return Reference(
        kind=TYPE_NAMES[record.kind],
        number_text=record.number_text,
        dated=record.dated,
        authority=issuer.authority_in_text or issuer.authority,
    )


def change_bases(office: Office, day: dt.date) -> tuple[str, ...]:
    """Bases of a decision of that day about another: the office's own, else those of its decisions, no proposal."""
    own = bases_on(office.settings.change.bases, day)
    decision = bases_on(office.settings.decision.bases, day)
    return own or tuple(basis for basis in decision if not basis.lstrip("- ").startswith(_PROPOSALS))


def change_recipients(office: Office) -> tuple[str, ...]:
    """Recipients of papers that set others right: the office's own, else those of its decisions."""
    return office.settings.change.recipients or office.settings.decision.recipients
