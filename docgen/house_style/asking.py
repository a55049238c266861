"""Measures asked of papers of one form: what each looked at is noted, and the same sight gives the same answer.

Knows that a measure tells what it finds by looking at its paper, and nothing else: where everything it looked at is
the same in the next paper, so is its answer. Nothing is guessed: lines and tables must be the very same objects, which
twins of one form share (`twins`), words and numbers must be equal. Knows no rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from docgen.house_style.cells import Appendix, Layout, Recipients, Signature
from docgen.house_style.document import Document, Section
from docgen.house_style.heading import Header, Title
from docgen.house_style.rules.paper import Measure, Outcome, Paper
from docgen.house_style.ruleset import Rule

Place = tuple[str | int, ...]
"""How a thing is reached from the paper: ("layout", "title"); () is the paper itself."""
_LOOKED_INTO = frozenset((Document, Section, Layout, Header, Title, Signature, Recipients, Appendix))
_PLAIN = frozenset((str, int, bool, dt.date, dict))
_GONE = object()
_PATIENCE = 8  # papers


@dataclass(slots=True)
class _Sight:
    """What stood at one place of the last paper; `bit` is its own among those of a form."""

    bit: int
    value: object


@dataclass(slots=True)
class _Answer:
    """What a measure said, what it looked at in bits, and how many papers in a row it was asked anew."""

    outcome: Outcome
    looked_at: int
    in_vain: int


class Answers:
    """What the measures said of the last paper of a form, each with what it looked at."""

    def __init__(self) -> None:
        self._seen: dict[Place, dict[str, _Sight]] = {}
        self._known: dict[Rule, _Answer] = {}

    def of(self, paper: Paper, asked: Sequence[tuple[Rule, Measure]]) -> list[Outcome]:
        """The answer of every measure in turn; only those that would see something else are asked again."""
        changed, known = self._look_again(paper), self._known
        self._known = {}  # whoever stops half-way leaves nothing that is older than what was seen
        outcomes: list[Outcome] = []
        for rule, measure in asked:
            before = known.get(rule)
            if before is None or before.looked_at & changed or before.in_vain >= _PATIENCE:
                outcomes.append(self._asked(known, rule, measure, paper))
            else:
                before.in_vain = 0
                outcomes.append(before.outcome)
        self._known = known
        return outcomes

    def _asked(self, known: dict[Rule, _Answer], rule: Rule, measure: Measure, paper: Paper) -> Outcome:
        """What a measure says now; what sees something new in every paper is soon asked without taking notes."""
        before = known.get(rule)
        if before is not None and before.in_vain >= _PATIENCE:
            return measure(rule, paper)
        eyes = _Eyes(self._seen)
        outcome = measure(rule, cast(Paper, eyes.on((), paper)))
        in_vain = 1 if before is None else before.in_vain + 1
        known[rule] = _Answer(outcome, eyes.looked_at, in_vain)
        return outcome

    def _look_again(self, paper: Paper) -> int:
        """The bits of what is not as in the last paper."""
        changed = 0
        things: dict[Place, Any] = {(): paper}
        for place, sights in self._seen.items():
            thing = _reached(things, place)
            for name, sight in sights.items():
                now = getattr(thing, name, _GONE)
                if now is not sight.value:
                    if not _is_same(sight.value, now):
                        changed |= sight.bit
                    sight.value = now
        return changed


class _Eyes:
    """What one measure looks at of its paper, in bits."""

    def __init__(self, seen: dict[Place, dict[str, _Sight]]) -> None:
        self._seen = seen
        self._shown: dict[Place, Any] = {}
        self.looked_at = 0

    def on(self, place: Place, thing: object) -> _StandIn:
        """The stand-in for what is at a place."""
        return _StandIn(self, place, thing)

    def look(self, thing: object, place: Place, name: str) -> Any:
        """What a measure gets to see; the same stand-in each time it looks."""
        here = (*place, name)
        if here in self._shown:
            return self._shown[here]
        value = getattr(thing, name)
        sights = self._seen.setdefault(place, {})
        if name not in sights:
            sights[name] = _Sight(1 << sum(map(len, self._seen.values())), value)
        self.looked_at |= sights[name].bit
        shown = self._shown[here] = self._shown_at(here, value)
        return shown

    def _shown_at(self, here: Place, value: Any) -> Any:
        if type(value) in _LOOKED_INTO:
            return self.on(here, value)
        if type(value) is tuple and value and type(value[0]) in _LOOKED_INTO:
            return tuple([self.on((*here, number), each) for number, each in enumerate(value)])
        return value


class _StandIn:
    """Stands for a paper or one of its parts, and tells the eyes what is looked at."""

    __slots__ = ("_eyes", "_place", "_thing")

    def __init__(self, eyes: _Eyes, place: Place, thing: object) -> None:
        self._eyes, self._place, self._thing = eyes, place, thing

    def __getattr__(self, name: str) -> Any:
        return self._eyes.look(self._thing, self._place, name)


def _reached(things: dict[Place, Any], place: Place) -> Any:
    """The thing at a place, None where there is nothing; `things` are those reached before."""
    if place not in things:
        parent, step = _reached(things, place[:-1]), place[-1]
        if isinstance(step, str):
            things[place] = getattr(parent, step, None)
        else:
            things[place] = parent[step] if isinstance(parent, tuple) and step < len(parent) else None
    return things[place]


def _is_same(before: object, now: object) -> bool:
    """Whether a measure could tell the two apart; parts that are looked into count by what is looked at."""
    kind = type(before)
    if kind is not type(now):
        return False
    if isinstance(before, tuple) and isinstance(now, tuple):
        return len(before) == len(now) and all(map(_is_same_part, before, now))
    return kind in _LOOKED_INTO or (kind in _PLAIN and before == now)


def _is_same_part(before: object, now: object) -> bool:
    return before is now or (type(before) in _LOOKED_INTO and type(before) is type(now))
