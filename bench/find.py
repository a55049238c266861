"""A hundred thousand papers on the shelf, found by what people remember of them; goal: 0.2 s a question.

Papers are written into the tables directly: what is measured is the search, not how they came there. Sizes can be set
by DOCGEN_SCALE (a divisor).
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import insert, select

from bench import crowd
from docgen.wording.decision import decision_context
from registry.exchange.plan import ImportPlan
from registry.model import AnnexLine, Cycle, Document, Person, Post, Task
from registry.model.documents import search_form
from registry.store import Store, open_store
from registry.store.archive_search import find_on_shelf
from registry.store.entering import apply_plan, ensure_cycle
from tests.support import facts
from tests.support.postgres import AS_INSTALLED, can_serve, serving

DIVISOR = max(1, int(os.environ.get("DOCGEN_SCALE", "1")))
PAPERS = 100_000 // DIVISOR
YEAR, GOAL, ROUNDS, SHOWN = 2021, 0.2, 7, 20
DAY = dt.date(YEAR, 2, 5)
EMPTY = "0" * 64
QUESTIONS = {
    "a number": "777-QĐ/HU",
    "a person": "Hoàng Thanh Minh Khánh",
    "part of a name, no accents": "minh khanh",
    "a body": "Đảng ủy xã Số 7",
    "frequent words, no accents": "chi bo sinh hoat",
    "frequent words, with accents": "giải phóng mặt bằng",
    "a rare word": "77777",
    "the abstract of every paper": "giao việc đột phá",
    "nothing at all": "không ai viết như thế",
}


CONTEXT = decision_context(facts.party_decision(), on=DAY)  # what a paper says weighs ten times the rest of its row


def main() -> int:
    """Print the tables; 1 when a question that has an answer finds none."""
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        wrong |= _measure(f"sqlite:///{Path(place) / 'find.db'}", "SQLite")
        if can_serve():
            with serving(AS_INSTALLED) as server:
                wrong |= _measure(server.new_database("find"), "PostgreSQL")
    return wrong


def _measure(url: str, name: str) -> int:
    store, wrong = open_store(url), 0
    _fill(store)
    _say(f"\n### {PAPERS:,} papers on the shelf searched, {name} (goal {GOAL * 1000:.0f} ms)\n")
    _say("| what is remembered | median ms | shown |\n|---|---|---|")
    for what, question in QUESTIONS.items():
        taken, shown = [], 0
        for _ in range(ROUNDS):
            start = time.perf_counter()
            with store.reading() as session:
                shown = len(find_on_shelf(session, question, limit=SHOWN)[0])
            taken.append(time.perf_counter() - start)
        wrong |= (shown == 0) is not (what == "nothing at all") and DIVISOR == 1
        _say(f"| {what} | {statistics.median(taken) * 1000:.1f} | {shown} |")
    store.close()
    return int(wrong)


def _fill(store: Store) -> None:
    """A task each for so many people, and the decision of each with its line."""
    with store.changing(actor="bench", at=dt.datetime(YEAR, 2, 5, tzinfo=dt.UTC), reason="đo") as session:
        cycle = ensure_cycle(session, YEAR, term="", task_word="việc đột phá")
        apply_plan(session, ImportPlan(added=tuple(crowd.rows(PAPERS, YEAR))), cycle)
    with store.engine.begin() as connection:
        key = connection.execute(select(Cycle.id)).scalar_one()
        owners = select(Task.id, Task.title, Person.id, Person.full_name, Post.title).order_by(Task.id)
        rows = connection.execute(owners.join(Post, Post.id == Task.post_id).join(Person)).all()
        connection.execute(insert(Document), [_paper(n, key, row[2]) for n, row in enumerate(rows, start=1)])
        connection.execute(insert(AnnexLine), [_line(n, row) for n, row in enumerate(rows, start=1)])
        connection.exec_driver_sql("ANALYZE")


def _paper(number: int, cycle: int, person: int) -> dict[str, object]:
    text, abstract = f"{number}-QĐ/HU", "về việc giao việc đột phá, đổi mới"
    fixed = {"kind": "decision", "variant": "", "scope": "person", "regime": "party", "state": "filed", "symbol": "HU"}
    words = {"signatory": "", "template": "party-decision", "template_digest": EMPTY, "input_digest": EMPTY}
    ended = {"signed_by": "", "reason": "", "replace_reason": "", "made_at": "2021-02-05T08:00:00+07:00"}
    return {
        "id": number,
        "code": f"D{number:07d}",
        "cycle_id": cycle,
        "person_id": person,
        "abstract": abstract,
        "folded": search_form(text, abstract),
        "order": number,
        "context": CONTEXT,
        "pages": 2,
        "key_generation": 1,
        "number": number,
        "number_text": text,
        "dated": DAY,
        "issued_on": DAY,
        **fixed,
        **words,
        **ended,
    }


def _line(number: int, row: tuple[object, ...]) -> dict[str, object]:
    words = dict.fromkeys(("target", "product", "deadline_text", "supervisor", "note"), "")
    return {
        "document_id": number,
        "task_id": row[0],
        "ordinal": 1,
        "title": row[1],
        "holder": f"{row[3]}, {row[4]}",
        **words,
    }


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
