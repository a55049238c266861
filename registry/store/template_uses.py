"""Which templates papers were made with, and when.

Knows the name and digest noted with every paper; has never seen a template.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.model import Document


@dataclass(frozen=True, kw_only=True)
class TemplateUse:
    """One version of a template: its `digest`, how many papers were made with it, the first and the last day."""

    template: str
    digest: str
    papers: int
    first: dt.date
    last: dt.date


def template_uses(session: Session) -> tuple[TemplateUse, ...]:
    """Every version that any paper was made with, by name and then by age."""
    first = func.min(Document.made_at)
    query = select(
        Document.template, Document.template_digest, func.count(), first, func.max(Document.made_at)
    ).group_by(Document.template, Document.template_digest)
    rows = session.execute(query.order_by(Document.template, first, Document.template_digest))
    return tuple(
        TemplateUse(template=name, digest=digest, papers=count, first=_day(begun), last=_day(ended))
        for name, digest, count, begun, ended in rows
    )


def _day(moment: str) -> dt.date:
    return dt.datetime.fromisoformat(moment).date()
