"""Decisions by the thousand: worded, rendered and looked at, in this process and another beside it.

Knows that making one paper has nothing to do with the next; a few are made here, because starting a process costs
as much as a few hundred papers. Writes nothing, knows no registry, and keeps the order it was given.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count as numbers
from itertools import islice
from multiprocessing import get_context
from typing import Self

from docgen.memory import collect_rarely
from docgen.messages import choose_language, chosen_language
from docgen.paperwork.agreement import Facts
from docgen.paperwork.inspecting import Inspected, Inspection, Ruler, inspect_all
from docgen.paperwork.papers import Paper, input_digest, render_for
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.deflate import usual_deflater
from docgen.wording.blocks import Context
from docgen.wording.decision import decision_context
from docgen.wording.decision_list import list_decision_context
from registry.facts import ListDecisionFacts

MANY = 400  # papers from which another process pays
_AHEAD = 3  # batches given to the other process before it has made them
_FEWEST, _MOST, _SHARES = 50, 200, 50  # papers of a batch: a fiftieth of all, within these bounds


@dataclass(frozen=True, kw_only=True)
class Order:
    """One decision to be made: what it says, and the draft of it that stands.

    `template` is the digest of one of the templates given; `standing` the input digest of the draft ("" when there
    is none); `fresh_code` the code a changed paper gets in place of its own ("" keeps it).
    """

    facts: Facts
    template: str
    standing: str = ""
    fresh_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A decision as made; `found` is None when it is the draft that stands, which was looked at when it was made."""

    code: str
    paper: Paper
    found: Inspected | None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What holds for all papers of one run: templates, the day whose rules hold, and the office's ruler."""

    templates: tuple[tuple[str, bytes], ...]  # name and bytes of each
    on: dt.date
    ruler: Ruler


class _Press:
    """Makes decisions under `terms`, each template compiled once."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        compiled = (compile_template(data, name=name, deflate=usual_deflater()) for name, data in terms.templates)
        self._templates: Mapping[str, CompiledTemplate] = {template.digest: template for template in compiled}

    def make_all(self, orders: Sequence[Order]) -> list[Made]:
        """The papers of several orders: all are composed, then all that changed are looked at.

        One step is taken with all of them before the next: the same small code runs long enough to stay in the
        processor's cache, which is worth a third of the time (measured with fifty decisions).
        """
        composed = self._compose([(order.template, order.facts) for order in orders])
        final = [
            replace(order.facts, document=order.fresh_code)
            if order.fresh_code and paper.input_digest != order.standing
            else order.facts
            for order, paper in zip(orders, composed, strict=True)
        ]
        again = [at for at, order in enumerate(orders) if final[at] is not order.facts]
        for at, paper in zip(again, self._compose([(orders[at].template, final[at]) for at in again]), strict=True):
            composed[at] = paper
        changed = [at for at, order in enumerate(orders) if composed[at].input_digest != order.standing]
        looked_at = inspect_all([self._inspection(final[at], composed[at]) for at in changed])
        found = dict(zip(changed, looked_at, strict=True))
        return [Made(code=final[at].document, paper=paper, found=found.get(at)) for at, paper in enumerate(composed)]

    def _inspection(self, facts: Facts, paper: Paper) -> Inspection:
        regime, terms = facts.issuer.regime, self._terms
        return Inspection(docx=paper.docx, facts=facts, regime=regime, on=terms.on, ruler=terms.ruler)

    def _compose(self, wanted: Sequence[tuple[str, Facts]]) -> list[Paper]:
        """The papers of facts, each with the digest of its template."""
        contexts = [self._context(facts) for _, facts in wanted]
        templates = [self._templates[digest] for digest, _ in wanted]
        rendered = [render_for(template, context) for template, context in zip(templates, contexts, strict=True)]
        return [
            Paper(
                docx=docx,
                context=context,
                template=template.name,
                template_digest=template.digest,
                input_digest=input_digest(template, context),
                problems=(),
            )
            for template, context, docx in zip(templates, contexts, rendered, strict=True)
        ]

    def _context(self, facts: Facts) -> Context:
        if isinstance(facts, ListDecisionFacts):
            return list_decision_context(facts, on=self._terms.on)
        return decision_context(facts, on=self._terms.on)


class Workshop:
    """Where decisions are made: in this process, and in another beside it once many are expected; a context manager.

    Two processes for two cores: with one more, entering what was made took turns with making it, and everything
    was a third slower.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def expect(self, count: int) -> None:
        """Start the other process if `count` papers are worth it: it needs a second, and there is work meanwhile."""
        if count >= MANY and self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), _start, (chosen_language(),))
            self._pool.submit(_start_all)

    def make_all(self, orders: Iterable[Order], count: int, terms: Terms) -> Iterator[list[Made]]:
        """Every paper of `count` orders, in order and in batches, each as soon as it is made; orders may come late."""
        self.expect(count)
        size = min(max(count // _SHARES, _FEWEST), _MOST)
        coming = iter(orders)
        batches = iter(lambda: list(islice(coming, size)), [])
        yield from self._shared(batches, terms) if self._pool else (_make_some(terms, batch) for batch in batches)

    def _shared(self, batches: Iterator[Sequence[Order]], terms: Terms) -> Iterator[list[Made]]:
        """The other process makes one batch after the other; this one makes some while the next is not ready."""
        assert self._pool is not None
        waiting, there = enumerate(batches), deque[tuple[int, Future[list[Made]]]]()
        here: dict[int, list[Made]] = {}
        for wanted in numbers():
            while wanted not in here:
                for number, batch in islice(waiting, _AHEAD - len(there)):
                    there.append((number, self._pool.submit(_make_some, terms, batch)))
                more = None if there and there[0][1].done() else next(waiting, None)
                if more:
                    here[more[0]] = _make_some(terms, more[1])
                elif there:
                    number, made = there.popleft()
                    here[number] = made.result()
                else:
                    return
            yield here.pop(wanted)


def _start(language: str) -> None:
    collect_rarely()
    choose_language(language)


def _start_all() -> None:
    """Nothing: the pool starts its process with the first work it gets."""


@lru_cache(1)
def _press(terms: Terms) -> _Press:
    return _Press(terms)


def _make_some(terms: Terms, orders: Sequence[Order]) -> list[Made]:
    return _press(terms).make_all(orders)
