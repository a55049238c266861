"""The register told again from its journal alone, to be compared with what its tables hold.

Knows that an added record stands in the journal whole, a changed one with what changed, a deleted one not at all any
more. What differs was changed behind the journal's back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from registry.model import Base, JournalEntry, JournalHead
from registry.store.json_text import canonical

Rows = dict[str, dict[str, dict[str, Any]]]  # table -> key -> values


def replayed(entries: Iterable[Mapping[str, Any]]) -> Rows:
    """Every record as the journal says it stands now."""
    told: Rows = defaultdict(dict)
    for entry in entries:
        table, key = told[entry["entity"]], entry["entity_key"]
        if entry["action"] == "added":
            table[key] = dict(entry["after"])
        elif entry["action"] == "changed":
            table[key] |= entry["after"]
        else:
            del table[key]
    return {name: rows for name, rows in told.items() if rows}


def held(session: Session) -> Rows:
    """Every record as its table holds it."""
    found: Rows = {}
    for mapper in Base.registry.mappers:
        if mapper.class_ in {JournalEntry, JournalHead}:
            continue
        names = [column.key for column in mapper.column_attrs]
        rows = [{name: getattr(record, name) for name in names} for record in session.scalars(select(mapper.class_))]
        plain = [json.loads(canonical(row)) for row in rows]
        if plain:
            found[str(inspect(mapper.class_).local_table.name)] = {_key(row): row for row in plain}
    return found


def _key(row: Mapping[str, Any]) -> str:
    return str(row.get("code") or row["id"])
