"""How a composed paper is entered in the registry: one shape for every kind.

Knows which fields a record takes from the office, the facts and the paper; does not compose nor store.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

from docgen.office import Office
from docgen.paperwork.papers import Paper
from registry.codes import new_document_code
from registry.facts import Issuer, TaskLine
from registry.labels import DocumentKind, DocumentState, Scope, Variant
from registry.store.new_documents import NewDocument
from registry.store.values import FileRef


def new_code() -> str:
    """A fresh document code; it says nothing about the paper."""
    return new_document_code(secrets.token_bytes(4))


def entry(
    office: Office,
    kind: DocumentKind,
    code: str,
    issuer: Issuer,
    paper: Paper,
    *,
    person: str | None,
    abstract: str,
    signatory: str,
    order: int,
    at: dt.datetime,
    lines: Sequence[TaskLine] = (),
    holders: Mapping[str, str] | None = None,
    about: str | None = None,
    replaces: str | None = None,
    state: DocumentState = DocumentState.DRAFT,
    variant: Variant = Variant.PLAIN,
    scope: Scope = Scope.PERSON,
    body: str = "",
    files: Mapping[str, FileRef] | None = None,
) -> NewDocument:
    """The record of a paper as it enters the registry."""
    return NewDocument(
        code=code,
        kind=kind,
        regime=issuer.regime,
        year=office.settings.campaign.year,
        person=person,
        symbol=issuer.symbol,
        abstract=abstract,
        signatory=signatory,
        template=paper.template,
        template_digest=paper.template_digest,
        input_digest=paper.input_digest,
        context=paper.context,
        order=order,
        key_generation=office.key_generation,
        made_at=at,
        lines=tuple(lines),
        holders=holders or {},
        about=about,
        replaces=replaces,
        state=state,
        variant=variant,
        scope=scope,
        body=body,
        files=files or {},
    )


def subject_of(context: Mapping[str, object]) -> str:
    """The abstract as it stands on the paper, on one line."""
    lines = context["subject_lines"]
    return " ".join(str(line) for line in lines).replace("\u00a0", " ") if isinstance(lines, list) else ""
