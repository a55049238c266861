"""The whole office as one plain structure, and the journal as rows.

Knows how to list everything for `docgen dump`; takes part in no decision.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from registry.labels import Outcome, TaskState
from registry.model import JournalEntry
from registry.store.amending import change_records
from registry.store.disposals import disposal_records
from registry.store.documents import document_records
from registry.store.dossier_records import dossier_records
from registry.store.received import files_by_outcome
from registry.store.register_rows import register_entries
from registry.store.tasks import task_records


def dump_tasks(session: Session, year: int) -> list[dict[str, Any]]:
    """Tasks with their state and the newest level of every voice."""
    return [
        {
            "task": record.line.code,
            "person": record.official.code,
            "name": record.official.name,
            "post": record.official.post,
            "unit": record.official.unit,
            "group": record.official.group,
            "horizon": record.line.horizon.value,
            "period": record.line.period,
            "title": record.line.title,
            "target": record.line.target,
            "product": record.line.product,
            "deadline": record.line.deadline.isoformat() if record.line.deadline else None,
            "state": record.state.value,
            "levels": {voice.value: level.value for voice, level in record.results.items()},
        }
        for record in task_records(session, year)
    ]


def dump_changes(session: Session, year: int) -> list[dict[str, Any]]:
    """Changes of tasks that were asked for, in force, or taken back."""
    return [change.as_row() for change in change_records(session, year)]


def dump_documents(session: Session) -> list[dict[str, Any]]:
    """Documents with state, tasks and made files."""
    rows = []
    for record in document_records(session):
        files = {role: {"path": ref.path, "sha256": ref.sha256, "size": ref.size} for role, ref in record.files.items()}
        rows.append({**record.as_row(), "regime": record.regime.value, "files": files})
    return rows


def dump_received(session: Session) -> list[dict[str, Any]]:
    """Received files: hash, size, original names, where stored, what they prove."""
    return [
        {
            "sha256": record.sha256,
            "size": record.size,
            "kind": record.kind,
            "outcome": record.outcome.value,
            "original_name": record.names[0],
            "names": list(record.names),
            "object": record.object_id,
            "stored_path": record.stored_path,
            "documents": sorted({page.document for page in record.pages}),
            "reason": record.reason,
        }
        for record in files_by_outcome(session, ())
    ]


def dump_registers(session: Session) -> list[dict[str, Any]]:
    """All register rows."""
    return [
        {
            "register": entry.register,
            "number": entry.number,
            "number_text": entry.number_text,
            "state": entry.state.value,
            "document": entry.document,
            "date": entry.dated.isoformat() if entry.dated else None,
            "reason": entry.reason or entry.fate_reason,
        }
        for entry in register_entries(session)
    ]


def dump_dossiers(session: Session) -> list[dict[str, Any]]:
    """Dossiers with their papers and holds."""
    return [
        {
            **dossier.as_row(),
            "papers": [paper.as_row() for paper in dossier.papers],
            "holds": [hold.as_row() for hold in dossier.holds],
        }
        for dossier in dossier_records(session)
    ]


def dump_disposals(session: Session) -> list[dict[str, Any]]:
    """Lists laid before a council, with what it said and what was removed."""
    return [listed.as_row() for listed in disposal_records(session)]


def dump_journal(session: Session) -> list[dict[str, Any]]:
    """The journal, oldest entry first."""
    columns = [column.key for column in inspect(JournalEntry).column_attrs]
    entries = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence))
    return [{name: getattr(entry, name) for name in columns} for entry in entries]


def waiting_counts(session: Session, year: int) -> dict[str, dict[str, int]]:
    """How many tasks, documents and received files stand in which state."""
    counts: dict[str, dict[str, int]] = {"tasks": {}, "documents": {}, "received": {}}
    for task in task_records(session, year):
        _count(counts["tasks"], task.state)
    for document in document_records(session):
        key = f"{document.kind.value}.{document.state.value}"
        counts["documents"][key] = counts["documents"].get(key, 0) + 1
    for file in files_by_outcome(session, ()):
        _count(counts["received"], file.outcome)
    return counts


def _count(counts: dict[str, int], state: TaskState | Outcome) -> None:
    counts[state.value] = counts.get(state.value, 0) + 1
