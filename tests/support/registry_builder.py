"""A small register of fictional people for tests: rows in, drafts, signatures, numbers; lower-floor verbs only."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from registry.exchange.plan import ImportPlan, make_plan
from registry.exchange.rows import TaskRow
from registry.facts import TaskLine
from registry.labels import DocumentKind, DocumentState, Horizon, Regime
from registry.model import Base
from registry.rules.numbering import Numbering, Series, Term
from registry.rulesets import series_rules
from registry.store import Store, open_store
from registry.store.assigning import open_assignments
from registry.store.documents import (
    add_document,
    move,
    record_of,
)
from registry.store.effects import take_effect
from registry.store.entering import apply_plan, ensure_cycle, known_tasks
from registry.store.journal import START
from registry.store.new_documents import NewDocument
from registry.store.registers import give_number
from registry.store.values import DocumentRecord

YEAR = 2021
TERM = "2020-2025"
SIGNED_ON = dt.date(2021, 2, 5)
NOW = dt.datetime(2021, 2, 5, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DIGEST = "0" * 64
NUMBERING = Numbering(rules=series_rules(), term=Term(name=TERM), per_type=False)
SERIES = NUMBERING.series_for(Regime.PARTY, "HU", DocumentKind.DECISION, SIGNED_ON)

FIRST = TaskRow(
    official="Nông Văn Thử",
    post="Bí thư Đảng ủy xã Mẫu",
    unit="Đảng ủy xã Mẫu",
    group="Khối xã",
    horizon=Horizon.YEAR,
    period="2021",
    title="Nâng tỷ lệ chi bộ sinh hoạt đạt loại tốt",
    target="Từ 60% lên 90%",
    deadline=dt.date(2021, 11, 30),
    deadline_text="30/11/2021",
)
SECOND = replace(FIRST, title="Xây nhà văn hóa thôn", horizon=Horizon.TERM, period="2021-2025")
THIRD = replace(
    FIRST,
    official="Bế Thị Nháp",
    honorific="bà",
    post="Trưởng phòng",
    unit="Phòng Thí dụ",
    group="Khối huyện",
    title="Số hóa sổ hộ tịch",
)
ROWS = (FIRST, SECOND, THIRD)


def register_at(path: Path) -> Store:
    """The register in the file `path`, made when it is new.

    It gives rows in reverse wherever no order is asked for: what leans on the order rows were written in shows here,
    not on a server.
    """
    store = open_store(f"sqlite:///{path}")
    event.listen(store.engine, "connect", _reverse_unordered)
    store.close()  # later connections hear it
    return store


def _reverse_unordered(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA reverse_unordered_selects = ON")


def url_of(store: Store) -> str:
    """The address another process opens the same register by."""
    return store.engine.url.render_as_string(hide_password=False)


def copy_of(empty: Path, folder: Path) -> Store:
    """A register of its own for one test, copied from a migrated empty one."""
    return register_at(Path(shutil.copy(empty, folder / "registry.db")))


def empty(store: Store) -> None:
    """Take every row out of a register and let its keys begin anew; references are not looked at meanwhile."""
    is_served = store.engine.dialect.name == "postgresql"
    statements = [
        "SET LOCAL session_replication_role = replica" if is_served else "PRAGMA defer_foreign_keys = ON",
        *(f'DELETE FROM "{table}"' for table in Base.metadata.tables),
        f"INSERT INTO journal_head VALUES (1, 0, '{START}')",
    ]
    if is_served:
        statements.append("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
    with store.engine.begin() as connection:
        for statement in ["; ".join(statements)] if is_served else statements:
            connection.exec_driver_sql(statement)


def changing(store: Store, reason: str = "thử", at: dt.datetime = NOW) -> AbstractContextManager[Session]:
    """A unit of work of the tester."""
    return store.changing(actor="người thử", at=at, reason=reason)


def enter(store: Store, rows: Sequence[TaskRow] = ROWS) -> ImportPlan:
    """Import rows; the plan that was applied."""
    with changing(store, "nhập danh sách") as session:
        cycle = ensure_cycle(session, YEAR, term=TERM, task_word="việc đột phá")
        plan = make_plan(rows, known_tasks(session, YEAR))
        apply_plan(session, plan, cycle)
    return plan


def paper(code: str, person: str | None = "CB-001", lines: Sequence[TaskLine] = (), **changes: object) -> NewDocument:
    """A decision to be entered; `changes` are fields of NewDocument."""
    new = NewDocument(
        code=code,
        kind=DocumentKind.DECISION,
        regime=Regime.PARTY,
        year=YEAR,
        person=person,
        symbol="HU",
        abstract="về việc giao việc đột phá",
        signatory="Lý Văn Mẫu",
        template="party-decision",
        template_digest=DIGEST,
        input_digest=DIGEST,
        context={},
        order=1,
        key_generation=1,
        made_at=NOW,
        lines=tuple(lines),
    )
    return replace(new, **changes)  # type: ignore[arg-type]


def draft(store: Store, code: str, person: str = "CB-001", **changes: object) -> None:
    """Draft a decision with every open task of `person`."""
    with changing(store) as session:
        lines = [
            line
            for assignment in open_assignments(session, YEAR)
            for holding in assignment.holdings
            if holding.official.code == person
            for line in holding.lines
        ]
        add_document(session, paper(code, person, lines, **changes))


def sign(store: Store, code: str, on: dt.date = SIGNED_ON) -> None:
    """Print and sign a draft."""
    with changing(store) as session:
        move(session, code, DocumentState.PRINTED)
        move(session, code, DocumentState.SIGNED, signed_on=on, signed_by="Lý Văn Mẫu")


def signed_paper(store: Store, code: str, **changes: object) -> None:
    """Enter a paper without tasks and sign it."""
    with changing(store) as session:
        add_document(session, paper(code, None, **changes))
    sign(store, code)


def number(store: Store, code: str, series: Series = SERIES, on: dt.date = SIGNED_ON) -> str:
    """Number a signed paper; number and symbol."""
    with changing(store) as session:
        return give_number(session, record_of(session, code), series, dated=on, at=NOW, recipients="")


def issue(store: Store, code: str) -> None:
    """Issue a numbered paper; its tasks are bound."""
    with changing(store) as session:
        move(session, code, DocumentState.ISSUED, issued_on=SIGNED_ON)
        take_effect(session, record_of(session, code))


def issued_decision(store: Store, code: str, person: str = "CB-001") -> None:
    """A decision drafted, signed, numbered and issued."""
    draft(store, code, person)
    sign(store, code)
    number(store, code)
    issue(store, code)


def record(store: Store, code: str) -> DocumentRecord:
    """The paper as it stands."""
    with store.reading() as session:
        return record_of(session, code)
