"""How a composed paper is entered in the registry: one shape for every kind.

Knows which fields a record takes from the office, the facts and the paper; does not compose nor store.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

from docgen.office import Office
from docgen.paperwork.papers import Paper
from registry.codes import new_document_code
from registry.facts import Issuer, TaskLine
from registry.labels import DocumentKind, DocumentState, Scope, Variant
from registry.store.documents import known_codes
from registry.store.new_documents import NewDocument
from registry.store.values import FileRef

_AT_ONCE = 500  # codes asked for in one query


def new_code(office: Office) -> str:
    """A fresh document code; it says nothing about the paper, and no paper of the office bears it."""
    return next(fresh_codes(office))


def fresh_codes(office: Office, token: Callable[[int], bytes] = secrets.token_bytes) -> Iterator[str]:
    """Codes that no paper of the office bears, without end, each once; asked for in portions.

    Of four random bytes two papers in a hundred thousand draw the same as another with more than even odds, and the
    code is printed: it shall be free before anything is made with it.
    """
    given: set[str] = set()
    while True:
        drawn = {new_document_code(token(4)) for _ in range(_AT_ONCE)} - given
        with office.store.reading() as session:
            drawn -= known_codes(session, drawn)
        given |= drawn
        yield from drawn


def code_from(office: Office, said: Sequence[object]) -> str:
    """The code that comes from what a paper says, always the same; another one where a paper bears it already."""
    with office.store.reading() as session:
        return next(code for code in _codes_of(said) if not known_codes(session, [code]))


def _codes_of(said: Sequence[object]) -> Iterator[str]:
    for turn in count():
        text = json.dumps([*said, turn] if turn else said, ensure_ascii=False, sort_keys=True)
        yield new_document_code(hashlib.sha256(text.encode()).digest())


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
